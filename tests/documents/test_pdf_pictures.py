"""Pages that are pictures are shown; without words they say why, and recognition says what it lacks."""

from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from desktop.documents import pdf_ocr
from desktop.documents.base import Choices, problems
from desktop.documents.pdf import read
from desktop.documents.pdf_pages import page_image
from desktop.workspace import Workspace


def scan() -> bytes:
    """A page that is only the picture of a page."""
    pymupdf: Any = import_module("pymupdf")
    printed = pymupdf.open()
    printed.new_page(width=400, height=300).insert_text((60, 100), "A promise", fontsize=18)
    document = pymupdf.open()
    document.new_page(width=400, height=300).insert_image((0, 0, 400, 300), pixmap=printed[0].get_pixmap())
    return bytes(document.tobytes())


@pytest.fixture
def languages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of languages, of which none can be used."""
    (tmp_path / "deu.traineddata").write_bytes(b"")
    monkeypatch.setattr(pdf_ocr, "tessdata", lambda: tmp_path)
    return tmp_path


def test_it_opens_without_words_and_says_so(tmp_path: Path) -> None:
    data = scan()
    reading = read(data, "a.pdf")
    assert problems(reading) == []
    assert reading.text == ""
    assert [(page.start, page.end) for page in reading.pages] == [(0, 0)]
    assert reading.notes[0].startswith("Its page has no text, only pictures or nothing")
    assert "Tesseract" in reading.notes[1]
    assert page_image(data, 0, 1.0).width == 400
    workspace = Workspace.create(tmp_path / "scans.claims")
    assert workspace.add_document("a.pdf", data, reading).title
    workspace.close()


def test_recognition_says_that_tesseract_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_ocr, "tessdata", lambda: None)
    notes = read(scan(), "a.pdf", Choices(ocr="eng")).notes
    assert notes[0] == "Pictures of text were not recognised, because Tesseract with its languages is not installed."


def test_recognition_says_which_language_is_missing(languages: Path) -> None:
    notes = read(scan(), "a.pdf", Choices(ocr="deu+fra")).notes
    assert notes[0] == "Tesseract has no language “fra” here, only deu."


def test_recognition_that_fails_is_told_and_the_page_still_shown(languages: Path) -> None:
    reading = read(scan(), "a.pdf", Choices(ocr="deu"))
    assert reading.notes[0].startswith("Recognition failed")
    assert len(reading.pages) == 1


def test_recognised_words_lie_on_the_page_as_shown(languages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = [(60.0, 80.0, 75.0, 105.0, "A", 0, 0, 0), (80.0, 80.0, 150.0, 105.0, "promise", 0, 0, 1)]
    monkeypatch.setattr(pdf_ocr.Recogniser, "_seen", lambda *_: seen)
    reading = read(scan(), "a.pdf", Choices(ocr="deu"))
    assert reading.text == "A promise"
    assert list(reading.pages[0].boxes[4:]) == pytest.approx([80 / 400, 80 / 300, 150 / 400, 105 / 300])
    assert reading.notes == ["Recognised from pictures, with mistakes perhaps: 1 of 1 pages."]


def test_languages_are_found_where_the_environment_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "tessdata").mkdir()
    (tmp_path / "tessdata" / "eng.traineddata").write_bytes(b"")
    monkeypatch.setenv("TESSDATA_PREFIX", str(tmp_path))
    assert pdf_ocr.tessdata.__wrapped__() == tmp_path / "tessdata"
