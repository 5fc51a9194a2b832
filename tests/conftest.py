"""What all tests share: a workspace, a document, the window; Qt's warnings count as failures (pyproject.toml)."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from desktop.documents.base import Reading
from desktop.workspace import Workspace

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# How long an example takes says nothing of the program.
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")

TALK = """MS. QUAY: Good morning. We will open the port of Estmouth by the end of June 2026. It may cost more than we hope.
MR. BOLLARD: And who pays for it?
MS. QUAY: The government will bear a half. Shipping firms that move here pay no harbour dues for five years.
"""


def read_text(text: str, name: str = "talk.txt") -> Reading:
    from desktop.documents import format_for

    data = text.encode()
    return format_for(name, data).read(data, name)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """An empty workspace of Ada's."""
    made = Workspace.create(tmp_path / "estmouth.claims")
    made.set_analyst("Ada Quay")
    yield made
    made.close()


@pytest.fixture
def talk(workspace: Workspace) -> str:
    """The id of the version that holds TALK."""
    return add(workspace, TALK, published_on="2026-01-15")


@pytest.fixture
def add_text(workspace: Workspace) -> Callable[..., str]:
    """Put a text in; gives the version's id."""
    return lambda text, **known: add(workspace, text, **known)


def add(workspace: Workspace, text: str, name: str = "talk.txt", **known: str) -> str:
    from db import queries

    added = workspace.add_document(name, text.encode(), read_text(text, name), **known)
    with workspace.store.session() as session:
        return next(d.version_id for d in queries.documents(session) if d.id == added.document_id)


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample workspace, closed; for reading. Copy it before you write."""
    from desktop import samples

    path = tmp_path_factory.mktemp("sample") / "sample.claims"
    samples.build(path).close()
    return path
