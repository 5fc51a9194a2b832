"""Addresses that only lead to a page, a file, a mailbox or a DOI are kept; what could run or open something is not."""

from collections.abc import Callable

import pytest

from db import queries
from db.errors import RuleBroken
from desktop.addresses import checked, site, usable
from desktop.workspace import Workspace

KEPT = (
    "https://a.example/x?y=1#z", "HTTP://A.EXAMPLE", "ftp://a.example/file.pdf", "mailto:press@a.example",
    "doi:10.1000/182", "https://a.example/a file.pdf", "https://日本.example/道",
)  # fmt: skip
REFUSED = (
    "javascript:alert(1)", "JavaScript:alert(1)", "java\nscript:alert(1)", "file:///etc/passwd", r"\\host\share",
    "//host/share", "data:text/html,x", "vbscript:x", "smb://host/share", "https:///x", "https://a.example/\nx",
    r"C:\secret.txt", "mailto:", "https://",
)  # fmt: skip


@pytest.mark.parametrize("address", KEPT)
def test_kept(address: str) -> None:
    assert checked(f" {address} ") == usable(address) == address


@pytest.mark.parametrize("address", REFUSED)
def test_refused(workspace: Workspace, address: str) -> None:
    assert usable(address) == ""
    with pytest.raises(RuleBroken, match="begins with http://"):
        workspace.add_outcome("It opened.", citation="Gazette", url=address)
    with pytest.raises(RuleBroken, match="begins with http://"):
        workspace.add_outcome("It opened.", citation="Gazette", archived_url=address)
    assert workspace.outcomes() == []


def test_no_address_is_none() -> None:
    assert checked(None) == checked("  ") == usable("") == site("") == site("doi:10.1000/182") == ""


def test_a_document_has_no_such_address(workspace: Workspace, add_text: Callable[..., str]) -> None:
    add_text("We will pay.", url="https://a.example")
    with workspace.store.session() as session:
        [document] = queries.documents(session)
    with pytest.raises(RuleBroken):
        workspace.change_document(document.id, url="file:///etc/passwd")
    with pytest.raises(RuleBroken, match="title is empty"):
        workspace.change_document(document.id, title="  ")
    assert document.url == "https://a.example"


def test_a_site_is_the_same_however_it_is_written() -> None:
    assert {
        site(f"{scheme}a.example{rest}") for scheme in ("https://www.", "http://") for rest in ("", "/n", ":80/n?q")
    } == {"a.example"}
