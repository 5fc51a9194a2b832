"""PDF: the text in reading order, paragraphs flowing, and a box for every word on the page as it is shown."""

from collections.abc import Sequence
from typing import Any

from desktop.documents.base import AS_FOUND, Choices, Format, Metadata, Page, Reading
from desktop.documents.flow import finish, refuse_empty
from desktop.documents.pdf_hyphens import Hyphens
from desktop.documents.pdf_layout import Layout, Share
from desktop.documents.pdf_library import library, trouble
from desktop.documents.pdf_margins import take_out_margins
from desktop.documents.pdf_marks import Marks
from desktop.documents.pdf_ocr import HOW, Recogniser
from desktop.documents.pdf_order import in_order
from desktop.documents.pdf_pages import UNREADABLE_SIZE, glance, opened, page_image, page_size, word
from desktop.documents.pdf_words import PageWords, page_words
from desktop.documents.progress import tell

# Of the work of a page, what is done once its words are taken out; the rest is laying them out.
TAKEN = 0.8


def read(data: bytes, _name: str, choices: Choices = AS_FOUND) -> Reading:
    refuse_empty(data)
    document = opened(data, choices.password)
    marks, recogniser = Marks(document), Recogniser(choices.ocr)
    labels = _labels(document)
    count = document.page_count
    taken = []
    for number in range(count):
        taken.append(_page(document, number, labels, marks, recogniser))
        tell(TAKEN * (number + 1), count)
    left_out = take_out_margins(taken)
    layout = Layout(Hyphens(page.texts for page in taken))
    for number, page in enumerate(taken):
        layout.page(page, in_order(page.parts))
        tell(TAKEN * count + (1 - TAKEN) * (number + 1), count)
    layout.close()
    pages = [_with_share(page, share) for page, share in zip(taken, layout.shares, strict=True)]
    return finish(
        layout.text,
        layout.blocks(),
        reader=_reader(),
        otherwise="report",
        metadata=_metadata(document),
        printed_title=layout.headline(),
        pages=pages,
        left_out=left_out,
        notes=_notes(data, document, taken, recogniser),
        outline=marks.outline(pages),
        links=marks.links(pages),
        highlights=marks.highlights(pages),
        choices=choices,
    )


def _reader() -> str:
    return f"pdf/2 PyMuPDF {library().VersionBind}"


UPRIGHT = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def _page(document: Any, number: int, labels: bool, marks: Marks, recogniser: Recogniser) -> PageWords:
    """The words of one page. A page that can't be read is an empty one."""
    pymupdf = library()
    flags = pymupdf.TEXTFLAGS_WORDS & ~pymupdf.TEXT_PRESERVE_LIGATURES
    label = str(number + 1)
    try:
        page = document[number]
        size = page_size(page.rect)
        label = (labels and page.get_label()) or label
        found = page.get_text("words", flags=flags)
        turn = tuple(page.rotation_matrix) if page.rotation else UPRIGHT
        if not found and recogniser.works:
            found, turn = recogniser.words(page, flags), UPRIGHT
    except trouble():
        return PageWords(*UNREADABLE_SIZE, label)
    marks.gather(number, page, size)
    return page_words(found, turn, size, label)


def _labels(document: Any) -> bool:
    """Are the pages labelled otherwise than by their numbers?"""
    try:
        return bool(document.get_page_labels())
    except trouble():
        return False


def _with_share(page: PageWords, share: Share) -> Page:
    return Page(share.start, share.end, page.width, page.height, page.label, share.words, share.boxes)


def _metadata(document: Any) -> Metadata:
    """Without the day on which the file was made: scans and prints of old papers have one of many years later."""
    said = document.metadata or {}
    return Metadata(title=word(said.get("title")), author=word(said.get("author")))


def _notes(data: bytes, document: Any, pages: Sequence[PageWords], recogniser: Recogniser) -> list[str]:
    notes = []
    if document.is_repaired:
        cut = b"%%EOF" not in data[-1024:]
        notes.append(
            "The file is cut off; what could be saved was read."
            if cut
            else "The file was damaged and was repaired while reading."
        )
    if recogniser.recognised:
        notes.append(f"Recognised from pictures, with mistakes perhaps: {recogniser.recognised} of {len(pages)} pages.")
    notes.append(recogniser.note)
    if empty := [page.label for page in pages if not page.texts]:
        notes.append(_without_text(empty, len(pages)))
        notes += [HOW] if not recogniser.works and len(empty) * 10 >= len(pages) else []
    return notes


def _without_text(empty: Sequence[str], count: int) -> str:
    if len(empty) == count:
        pages = "Its page has" if count == 1 else f"Its {count} pages have"
        return f"{pages} no text, only pictures or nothing: what is shown can be read, but not selected."
    named = ", ".join(empty[:10]) + (" …" if len(empty) > 10 else "")
    return f"{len(empty)} of {count} pages have no text, only pictures or nothing: {named}."


def _sniff(head: bytes) -> bool:
    return b"%PDF-" in head[:1024]


FORMAT = Format(
    "pdf",
    "PDF",
    (".pdf",),
    "application/pdf",
    read,
    _sniff,
    page_image,
    glance,
    in_place=True,
    offers=("password", "ocr"),
)
