"""Books: chapters in the order of the spine, headings and contents that lead to their words, nothing locked."""

import io
import zipfile
from collections.abc import Callable

import pytest

from desktop.documents.base import Reading, Unreadable
from desktop.documents.epub import read
from desktop.documents.fb2 import read as read_fb2

Make = Callable[..., bytes]


def led_to(reading: Reading) -> list[tuple[str, int, str]]:
    return [(entry.title, entry.level, reading.text[entry.at :].partition("\n")[0]) for entry in reading.outline]


def test_chapters_contents_and_links(epub: Make) -> None:
    reading = read(epub(), "plan.epub")
    assert reading.text == "One\nThe port\u00a0opens in June.\nSteel\nIt is dear.\nTwo\nUnclosed\nbut read."
    assert [block.kind for block in reading.blocks] == ["heading", "paragraph"] * 3
    assert led_to(reading) == [("One", 1, "One"), ("Steel", 2, "Steel"), ("Two", 1, "Two")]
    assert (reading.metadata.title, reading.metadata.published_on) == ("A plan", "2026-03-05")
    (link,) = reading.links
    assert (reading.text[link.start : link.end], link.url) == ("in June", "https://harbour.example/june")


def test_a_missing_chapter_is_told(epub: Make) -> None:
    whole, cut = zipfile.ZipFile(io.BytesIO(epub())), io.BytesIO()
    with zipfile.ZipFile(cut, "w") as package:
        for name in whole.namelist():
            if name != "OPS/two.xhtml":
                package.writestr(name, whole.read(name))
    assert read(cut.getvalue(), "a.epub").notes == ["1 of its 2 chapters are missing or damaged."]


def test_locked_books_are_refused_and_scrambled_fonts_are_not(epub: Make) -> None:
    def lock(algorithm: str) -> str:
        return f'<encryption><EncryptedData><EncryptionMethod Algorithm="{algorithm}"/></EncryptedData></encryption>'

    with pytest.raises(Unreadable, match="copy protection"):
        read(epub(**{"META-INF__encryption.xml": lock("http://www.w3.org/2001/04/xmlenc#aes128-cbc")}), "a.epub")
    assert "June" in read(
        epub(**{"META-INF__encryption.xml": lock("http://www.idpf.org/2008/embedded-font")}), "a.epub"
    ).text.replace("\u00a0", " ")


def test_fictionbook(sample: Callable[[str], bytes]) -> None:
    reading = read_fb2(sample("plan.fb2"), "plan.fb2")
    assert reading.text == "A plan\nOne\nThe port opens in June.\nWe will not be late."
    assert [block.kind for block in reading.blocks] == ["heading", "heading", "paragraph", "quote"]
    assert led_to(reading) == [("A plan", 1, "A plan"), ("One", 2, "One")]
    assert (reading.metadata.author, reading.metadata.language) == ("Ada Quay", "en")


def test_entities_that_grow_are_refused() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><FictionBook><body><p>&b;</p></body></FictionBook>'
    with pytest.raises(Unreadable, match="entities"):
        read_fb2(bomb, "a.fb2")
