"""A document is called what it prints, not what a program called its file."""

import io
import json
import zipfile
from collections.abc import Callable
from importlib import import_module
from typing import Any

import pytest

from desktop.documents import epub as books
from desktop.documents import json_transcript, pdf, rtf
from desktop.documents.titles import telling
from tests.documents.conftest import make_pdf


@pytest.mark.parametrize(
    "poor",
    [
        "Microsoft Word - draft3.docx",
        "Microsoft Word – draft3.docx",
        "Microsoft Word - Document1",
        "untitled",
        "Untitled-2",
        "PowerPoint Presentation",
        "final report v2.doc",
        "C:\\papers\\a.txt",
        "20260305143211",
        "  ",
    ],
)
def test_what_a_program_gave_is_no_title(poor: str) -> None:
    assert telling(poor) == ""


@pytest.mark.parametrize("good", ["A plan", "1984", "Document of the year", "The port. A report", "وعدہ"])
def test_what_a_person_wrote_stays(good: str) -> None:
    assert telling(good) == good


def test_the_name_of_the_program_goes_and_the_title_stays() -> None:
    assert telling("Microsoft Word - Plan for the port") == "Plan for the port"


@pytest.mark.parametrize(("told", "title"), [("Microsoft Word - draft3.docx", "A promise"), ("The plan", "The plan")])
def test_a_pdf_is_called_by_its_largest_lines(told: str, title: str) -> None:
    document: Any = import_module("pymupdf").open(stream=make_pdf(), filetype="pdf")
    document.set_metadata({"title": told})
    assert pdf.read(document.tobytes(), "a.pdf").metadata.title == title


def test_a_pdf_of_even_lines_has_no_headline() -> None:
    document: Any = import_module("pymupdf").open()
    page = document.new_page()
    for number in range(5):
        page.insert_text((72, 90 + 14 * number), "The port will open before the end of the year", fontsize=11)
    assert pdf.read(document.tobytes(), "a.pdf").metadata.title == ""


def test_rich_text_is_called_by_its_first_heading() -> None:
    source = rb"{\rtf1\ansi{\info{\title untitled}}\outlinelevel0 Costs of the port\par\pard It is dear.\par}"
    assert rtf.read(source, "a.rtf").metadata.title == "Costs of the port"


def test_of_the_dates_of_a_book_the_one_of_its_publication_counts(epub: Callable[..., bytes]) -> None:
    before, made = zipfile.ZipFile(io.BytesIO(epub())), io.BytesIO()
    dates = b'<dc:date opf:event="creation">2011-01-01</dc:date><dc:date opf:event="publication">2019-04-02</dc:date>'
    with zipfile.ZipFile(made, "w") as package:
        for name in before.namelist():
            part = before.read(name)
            if name.endswith(".opf"):
                part = part.replace(b"<dc:date>2026-03-05</dc:date>", dates).replace(
                    b"<package", b'<package xmlns:opf="http://www.idpf.org/2007/opf"', 1
                )
                assert b"creation" in part
            package.writestr(name, part)
    assert books.read(made.getvalue(), "a.epub").metadata.published_on == "2019-04-02"


def test_the_day_of_a_transcript_in_json_is_when_it_was_published() -> None:
    rows = [{"speaker": "Ada", "text": "We will open the port."}, {"speaker": "Bo", "text": "Who pays for it?"}]
    said = {"created_at": "2026-03-09", "metadata": {"title": "On the port", "published_at": "2026-03-05T10:00:00Z"}}
    found = json_transcript.read(json.dumps(said | {"segments": rows}).encode(), "a.json").metadata
    assert (found.title, found.published_on) == ("On the port", "2026-03-05")


def test_who_owns_the_rights_is_no_headline() -> None:
    document: Any = import_module("pymupdf").open()
    page = document.new_page()
    page.insert_text((72, 60), "Copyright 2026 The Port. All rights reserved.", fontsize=16)
    for number in range(5):
        page.insert_text((72, 120 + 14 * number), "The port will open before the end of the year", fontsize=11)
    assert pdf.read(document.tobytes(), "a.pdf").metadata.title == ""
