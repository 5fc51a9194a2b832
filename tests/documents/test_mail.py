"""Mail and pages saved as one file: the words that were meant to be read, and what was not opened is told."""

from collections.abc import Callable

import pytest

from desktop.documents import format_for
from desktop.documents.base import Choices, Unreadable
from desktop.documents.eml import read as read_eml
from desktop.documents.mhtml import read as read_mhtml

Sample = Callable[[str], bytes]


def test_the_page_that_was_saved_and_not_its_frames(sample: Sample) -> None:
    reading = read_mhtml(sample("saved.mhtml"), "saved.mhtml")
    assert "will open before the end of next year" in reading.text
    assert "“We will not wait for the neighbours" in reading.text
    assert "anchors" not in reading.text
    assert reading.metadata.publisher == "The Harbour Post"
    assert "Imprint" in read_mhtml(sample("saved.mhtml"), "saved.mhtml", Choices(whole=True)).text


def test_a_letter_with_another_inside(sample: Sample) -> None:
    reading = read_eml(sample("letter.eml"), "letter.eml")
    assert [(block.kind, reading.text[block.start : block.end]) for block in reading.blocks] == [
        ("heading", "The port"),
        ("paragraph", "The port will open in June, “not later”."),
        ("heading", "Fwd: The quay"),
        ("paragraph", "It is late."),
    ]
    assert reading.notes == ["Its attachments were not read; to add them, save them first: plan.pdf."]
    assert (reading.metadata.author, reading.metadata.published_on) == ("Ada Quäy", "2026-03-05")
    assert [link.url for link in reading.links] == ["https://harbour.example/june"]


def test_they_are_known_by_their_heads(sample: Sample) -> None:
    assert format_for("a.txt", sample("saved.mhtml")[:4096]).name == "mhtml"
    assert format_for("a.txt", sample("letter.eml")[:4096]).name == "eml"
    assert format_for("a.txt", b"From: the chair\nSubject: words\nDate: today\n\nWords.").name == "plaintext"


def test_a_message_without_a_page_is_refused() -> None:
    with pytest.raises(Unreadable, match="no web page"):
        read_mhtml(b"Content-Type: multipart/related\n\nwords", "a.mht")


def test_a_message_of_many_or_nested_parts_is_refused() -> None:
    part = b"--b\nContent-Type: text/plain\n\nx\n"
    head = b"From: a\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n"
    with pytest.raises(Unreadable, match="5,000 parts"):
        read_eml(head + part * 6_000, "a.eml")
    with pytest.raises(Unreadable, match="nested too deeply"):
        read_eml(b"From: a\nMIME-Version: 1.0\n" + b"Content-Type: message/rfc822\n\n" * 100 + b"x", "a.eml")
