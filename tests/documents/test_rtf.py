"""Rich text: what stands on the page, each font in its code page, and no group that is not shown."""

from collections.abc import Callable

import pytest

from desktop.documents.base import Unreadable
from desktop.documents.rtf import read


def test_kinds_code_pages_links_and_notes(sample: Callable[[str], bytes]) -> None:
    reading = read(sample("agreement.rtf"), "agreement.rtf")
    assert [(block.kind, block.level, reading.text[block.start : block.end]) for block in reading.blocks] == [
        ("heading", 1, "Agreement"),
        ("paragraph", 0, "The port “will” open in June."),
        ("paragraph", 0, "Министр 😀."),
        ("list_item", 0, "first quay"),
        ("heading", 2, "Costs"),
        ("table_row", 0, "Year | Ships"),
        ("paragraph", 0, "The end."),
        ("paragraph", 0, "Said the minister."),
    ]
    assert reading.left_out == ["Page one", "never"]
    assert [(reading.text[link.start : link.end], link.url) for link in reading.links] == [
        ("in June", "https://harbour.example/june")
    ]
    said = reading.metadata
    assert (said.title, said.author, said.published_on) == ("A plan", "Ada Quay", "2026-03-05")


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        (rb"{\rtf1\ansi\ansicpg932 \'96\'f1\'91\'a9\'82\'cd}", "約束は"),
        (rb"{\rtf1\ansi\ansicpg1251{\fonttbl{\f0\fcharset0 A;}}\f0 \'cc\'e8\'f0}", "Мир"),
        (rb"{\rtf1\mac caf\'8e}", "café"),
        (rb"{\rtf1\ansi\uc2 a\u233\'c3\'a9b\par\uc0 \u8364 5}", "aéb\n€5"),
        (b"{\\rtf1\\ansi A{\\*\\objdata \\bin5 }}}}}} B}", "A B"),
        (b"{\\rtf1 " + b"{" * 50_000 + b"deep" + b"}" * 50_000 + b"}", "deep"),
    ],
)
def test_odd_ways_to_write(source: bytes, shown: str) -> None:
    assert read(source, "a.rtf").text == shown


def test_what_is_no_rich_text_is_refused() -> None:
    with pytest.raises(Unreadable, match="not rich text"):
        read(b"bogus}", "a.rtf")


def test_a_file_that_ends_early_says_so() -> None:
    assert read(rb"{\rtf1 We will {\b open", "a.rtf").notes == ["The file ends in the middle; what was there was read."]


@pytest.mark.parametrize("body", [rb"{\pict\bin5 abcde}", rb"\bin5 abcde", rb"{\pict 00ff00ff}"])
def test_a_file_of_pictures_alone_is_called_so(body: bytes) -> None:
    with pytest.raises(Unreadable, match="only embedded data"):
        read(rb"{\rtf1\ansi " + body + b"}", "a.rtf")


def test_a_picture_beside_words_is_no_reason_to_refuse() -> None:
    assert read(rb"{\rtf1\ansi {\pict\bin5 abcde}The port opens.\par}", "a.rtf").text == "The port opens."


def test_the_last_words_of_a_file_that_was_cut_off_are_kept() -> None:
    data = rb"{\rtf1\ansi First para.\par We promise a port."
    reading = read(data, "cut.rtf")
    assert reading.text.split("\n")[:2] == ["First para.", "We promise a port."]
    assert any("ends in the middle" in note for note in reading.notes)
