"""Every format found keeps the contract; a new one is tested as soon as its module and a sample are there."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import PurePath

import pytest

from desktop import documents
from desktop.documents import format_for, formats, suffixes
from desktop.documents.base import Reading, Unreadable, pack, problems, unpack
from tests.documents.conftest import samples

Sample = Callable[[str], bytes]


def read(name: str, data: bytes) -> Reading:
    return format_for(name, data[:4096]).read(data, name)


def test_every_format_has_a_sample_and_every_sample_a_format() -> None:
    there = samples()
    readable = {found.name for found in formats()} - {"doc"}  # old Word files are only told what to do
    assert {format_for(name, data).name for name, data in there.items()} == readable
    assert {PurePath(name).suffix for name in there} <= set(suffixes())


def test_a_reading_keeps_its_contract(sample_name: str, sample: Sample) -> None:
    reading = read(sample_name, sample(sample_name))
    assert problems(reading) == []
    assert reading.blocks or (reading.pages and reading.notes)
    assert reading.reader
    assert reading.reader.startswith(format_for(sample_name, sample(sample_name)).name + "/")
    assert unpack(pack(reading)) == reading


def test_a_file_that_was_cut_off_is_read_or_refused_in_a_sentence(sample_name: str, sample: Sample) -> None:
    data, reasons = sample(sample_name), list[str]()
    for part in range(0, len(data), max(1, len(data) // 12)):
        try:
            assert problems(read(sample_name, data[:part])) == []
        except Unreadable as refused:
            reasons.append(str(refused))
    assert [reason for reason in reasons if not (reason[0].isupper() and reason.endswith("."))] == []


def test_a_file_with_damaged_bytes_is_read_or_refused(sample_name: str, sample: Sample) -> None:
    data, reasons = sample(sample_name), list[str]()
    for at in range(7, len(data), max(1, len(data) // 10)):
        try:
            assert problems(read(sample_name, data[:at] + b"\xff\x00<\x80" + data[at + 4 :])) == []
        except Unreadable as refused:
            reasons.append(str(refused))
    assert [reason for reason in reasons if not reason.endswith(".")] == []


@pytest.mark.parametrize("suffix", suffixes())
def test_an_empty_file_is_called_empty(suffix: str) -> None:
    with pytest.raises(Unreadable, match=r"^The file is empty\.$"):
        read("nothing" + suffix, b"")


def test_the_bytes_speak_before_the_name(sample: Sample) -> None:
    assert format_for("notes.txt", sample("promise.pdf")).name == "pdf"
    assert format_for("notes.txt", sample("article.html")).name == "html"
    assert format_for("notes", sample("agreement.docx")).name == "docx"
    assert format_for("README", b"some words").name == "plaintext"


def test_an_unknown_suffix_is_named() -> None:
    with pytest.raises(Unreadable, match=r"^It is not a document that Followthrough reads \(\.xyz\)\.$"):
        format_for("a.xyz", b"abc")


def test_a_picture_named_text_is_refused() -> None:
    with pytest.raises(Unreadable, match="no readable text"):
        read("a.txt", bytes(range(256)) * 20)


def test_nothing_heavy_is_imported_before_it_is_needed() -> None:
    code = (
        "import sys, desktop.documents as d; d.formats(); "
        "print(*{'pymupdf', 'trafilatura', 'lxml', 'markdown', 'chardet', 'sqlmodel'} & sys.modules.keys())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_markdown_is_shown_as_words(sample: Sample) -> None:
    reading = read("report.md", sample("report.md"))
    shown = [(block.kind, block.level, reading.text[block.start : block.end]) for block in reading.blocks]
    assert shown == [
        ("heading", 1, "Findings"),
        ("paragraph", 0, "The port opened late, as everybody had said it would."),
        ("list_item", 0, "first quay"),
        ("list_item", 1, "its crane"),
        ("list_item", 0, "second quay"),
        ("quote", 0, "We will not be late."),
        ("table_row", 0, "Year | Ships"),
        ("table_row", 0, "2026 | 12"),
    ]
    assert (reading.metadata.title, reading.metadata.published_on) == ("A short report", "2026-04-01")


def test_a_short_line_between_paragraphs_is_a_heading() -> None:
    long = "The boardrooms are hard to crack, and trust is the currency that counts there more than money."
    reading = read("article.txt", f"{long}\nBreaking the Stasis\n{long}\nWhat the Numbers Say\n{long}\n".encode())
    assert [block.kind for block in reading.blocks] == ["paragraph", "heading", "paragraph", "heading", "paragraph"]


def test_lines_broken_by_hand_stay_one_paragraph() -> None:
    lines = "The boardrooms of the capital are hard to crack,\nand trust is the currency that counts in them\nmore than money.\n"
    reading = read("a.txt", f"{lines}\n{lines}\n{lines}".encode())
    assert len(reading.blocks) == 3
    assert reading.text == f"{lines}\n{lines}\n{lines}"


def test_a_suffix_of_two_parts_is_told_from_its_last_part(monkeypatch: pytest.MonkeyPatch) -> None:
    """As after a format for .log.json was added beside those for .json."""
    log = replace(next(found for found in formats() if found.name == "plaintext"), name="log", suffixes=(".log.json",))
    found = (*formats(), log)
    monkeypatch.setattr(documents, "formats", lambda: found)
    monkeypatch.setattr(documents, "suffixes", documents.suffixes.__wrapped__)
    assert format_for("Talk.LOG.json", b"Words.").name == "log"
    assert format_for("talk.json", b"Words.").name == "json_transcript"
    assert [documents.suffix_of(name) for name in ("a.log.json", "v1.2.pdf", "a.b.xyz", "a")] == [
        ".log.json", ".pdf", ".xyz", "",
    ]  # fmt: skip
