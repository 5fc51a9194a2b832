"""Outline, links and highlights of a PDF lead to the words that they are about."""

from importlib import import_module
from typing import Any

import pytest

from desktop.documents.base import Reading, problems
from desktop.documents.pdf import read
from desktop.documents.pdf_marks import MOST_MARKS

LINES = ("The minister promised a new port.", "It will open in June of next year.", "Nobody knows who pays for it.")


def marked(*, rotation: int = 0, crop: bool = False) -> Reading:
    pymupdf: Any = import_module("pymupdf")
    document = pymupdf.open()
    for _ in range(2):
        page = document.new_page(width=400, height=300)
        for number, line in enumerate(LINES):
            page.insert_text((60, 100 + 40 * number), line, fontsize=11)
    page = document[0]
    words = {word[4]: pymupdf.Rect(word[:4]) for word in page.get_text("words")}
    page.insert_link(
        {"kind": pymupdf.LINK_URI, "from": words["minister"] | words["promised"], "uri": "https://a.example/x"}
    )
    page.insert_link({"kind": pymupdf.LINK_URI, "from": words["Nobody"], "uri": "file:///etc/passwd"})
    page.insert_link({"kind": pymupdf.LINK_GOTO, "from": words["knows"], "page": 1})
    mark = page.add_highlight_annot([words["open"] | words["June"]])
    mark.set_info(content="Is that so?", title="Ada Quay")
    mark.update()
    page.add_underline_annot([words["pays"]])
    page.add_strikeout_annot([words["Nobody"]])
    document.set_toc([[1, "The promise", 1], [2, "Who pays", 2]])
    for page in document:
        if crop:
            page.set_cropbox(pymupdf.Rect(40, 60, 380, 280))
        page.set_rotation(rotation)
    reading = read(bytes(document.tobytes()), "a.pdf")
    assert problems(reading) == []
    return reading


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize("crop", [False, True])
def test_links_to_the_web_and_highlights_lie_on_their_words(rotation: int, crop: bool) -> None:
    reading = marked(rotation=rotation, crop=crop)
    assert [(reading.text[link.start : link.end], link.url) for link in reading.links] == [
        ("minister promised", "https://a.example/x")
    ]
    assert [(reading.text[mark.start : mark.end], mark.note, mark.author) for mark in reading.highlights] == [
        ("open in June", "Is that so?", "Ada Quay"),
        ("pays", "", ""),
    ]


def test_the_outline_leads_into_the_text() -> None:
    reading = marked()
    assert [(entry.title, entry.level) for entry in reading.outline] == [("The promise", 1), ("Who pays", 2)]
    assert [entry.at for entry in reading.outline] == [page.start for page in reading.pages]


def test_an_entry_of_the_outline_leads_to_its_heading_on_the_page() -> None:
    pymupdf: Any = import_module("pymupdf")
    document = pymupdf.open()
    page = document.new_page(width=400, height=600)
    page.insert_text((60, 100), LINES[0])
    page.insert_text((60, 400), "Who pays")
    goal = {"kind": pymupdf.LINK_GOTO, "page": 0, "to": pymupdf.Point(0, 385)}
    document.set_toc([[1, "Who pays", 1, goal]])
    reading = read(bytes(document.tobytes()), "a.pdf")
    [entry] = reading.outline
    assert reading.text[entry.at :] == "Who pays"


def test_of_thousands_of_annotations_a_bounded_number_is_read() -> None:
    """How long it takes is measured by `make bench`."""
    pymupdf: Any = import_module("pymupdf")
    document = pymupdf.open()
    page = document.new_page()
    page.insert_text((60, 100), LINES[0])
    one = document.get_new_xref()
    document.update_object(
        one, "<</Type/Annot/Subtype/Highlight/Rect[60 735 200 755]/QuadPoints[60 755 200 755 60 735 200 735]>>"
    )
    document.xref_set_key(page.xref, "Annots", "[" + f"{one} 0 R " * 3000 + "]")
    reading = read(bytes(document.tobytes()), "a.pdf")
    found = reading.highlights
    assert len(found) == MOST_MARKS // 2  # each counts once, and once more for its rectangle
    assert {mark.start for mark in found} == {0}
    assert all(LINES[0].startswith(reading.text[mark.start : mark.end]) for mark in found)
