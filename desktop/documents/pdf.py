"""PDF: the text in reading order, paragraphs flowing, and a box for every word on the page as it is shown."""

import hashlib
import re
from collections.abc import Sequence
from typing import Any

from desktop.documents.base import (
    AS_FOUND,
    Choices,
    Format,
    Metadata,
    Page,
    PageImage,
    PasswordWanted,
    Reading,
    Unreadable,
)
from desktop.documents.flow import finish, refuse_empty
from desktop.documents.pdf_hyphens import Hyphens
from desktop.documents.pdf_layout import Layout, Share
from desktop.documents.pdf_library import library, trouble
from desktop.documents.pdf_margins import take_out_margins
from desktop.documents.pdf_marks import Marks
from desktop.documents.pdf_ocr import HOW, Recogniser
from desktop.documents.pdf_order import in_order
from desktop.documents.pdf_words import PageWords, page_words
from desktop.documents.text import clean

MOST_PAGES = 10_000
# 64 million pixels are 192 MB of RGB; a larger page is drawn coarser.
MOST_PIXELS = 64_000_000


def read(data: bytes, _name: str, choices: Choices = AS_FOUND) -> Reading:
    refuse_empty(data)
    document = opened(data, choices.password)
    marks, recogniser = Marks(document), Recogniser(choices.ocr)
    labels = _labels(document)
    taken = [_page(document, number, labels, marks, recogniser) for number in range(document.page_count)]
    left_out = take_out_margins(taken)
    layout = Layout(Hyphens(page.texts for page in taken))
    for page in taken:
        layout.page(page, in_order(page.parts))
    layout.close()
    pages = [_with_share(page, share) for page, share in zip(taken, layout.shares, strict=True)]
    return finish(
        layout.text,
        layout.blocks(),
        reader=_reader(),
        otherwise="report",
        metadata=_metadata(document),
        pages=pages,
        left_out=left_out,
        notes=_notes(data, document, taken, recogniser),
        outline=marks.outline(pages),
        links=marks.links(pages),
        highlights=marks.highlights(pages),
        choices=choices,
    )


# Documents that are kept open, by their bytes and the digest of the password: the password itself is not kept.
_kept: dict[tuple[bytes, bytes], Any] = {}
KEPT = 4


def opened(data: bytes, password: str = "") -> Any:
    """The document, kept open: the same bytes object is found without comparing its content. Raises Unreadable."""
    key = (data, hashlib.sha256(password.encode("utf-8", "surrogatepass")).digest())
    document = _kept.pop(key, None) or _open(data, password)
    _kept[key] = document
    while len(_kept) > KEPT:
        del _kept[next(iter(_kept))]
    return document


def _open(data: bytes, password: str) -> Any:
    try:
        document = library().open(stream=data, filetype="pdf")
        opens = not document.needs_pass or bool(document.authenticate(password))
        # Counting before would make MuPDF repair what it can't read yet.
        count = document.page_count if opens else 0
    except trouble():
        raise Unreadable(_why_not(data)) from None
    if not opens:
        raise PasswordWanted("The password is not the right one." if password else "It is protected by a password.")
    if not count:
        raise Unreadable(_why_not(data))
    if count > MOST_PAGES:
        raise Unreadable(f"It has {count:,} pages; {MOST_PAGES:,} are the most that can be read.")
    return document


def page_image(data: bytes, number: int, scale: float, password: str = "") -> PageImage:
    """Raises Unreadable for a page that is not there or can't be drawn."""
    pymupdf = library()
    try:
        page = opened(data, password)[number]
        size = page.rect
        scale = min(scale, (MOST_PIXELS / max(1.0, size.width * size.height)) ** 0.5)
        drawn = page.get_pixmap(matrix=pymupdf.Matrix(scale, scale), alpha=False, colorspace=pymupdf.csRGB)
    except trouble():
        raise Unreadable(f"Page {number + 1} can't be drawn.") from None
    return PageImage(
        drawn.width, drawn.height, _without_padding(drawn.samples, drawn.width, drawn.height, drawn.stride)
    )


def _without_padding(pixels: bytes, width: int, height: int, stride: int) -> bytes:
    if stride == 3 * width:
        return bytes(pixels)
    return b"".join(pixels[row * stride : row * stride + 3 * width] for row in range(height))


def _reader() -> str:
    return f"pdf/2 PyMuPDF {library().VersionBind}"


def _why_not(data: bytes) -> str:
    promised = re.search(rb"/Linearized\b[^>]{0,200}?/L\s+(\d{1,12})", data[:2048])
    if promised and int(promised[1]) > len(data):
        return f"The file ends after {_size(len(data))} of {_size(int(promised[1]))}, so it cannot be read."
    if b"%PDF-" not in data[:1024]:
        return "It is not a PDF, whatever its name says."
    if b"%%EOF" not in data[-1024:]:
        return f"The file ends after {_size(len(data))} without its end mark, so it cannot be read."
    return "The file is damaged, so it cannot be read."


def _size(count: int) -> str:
    return f"{count // 1000} kB" if count >= 1000 else f"{count} bytes"


UPRIGHT = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def _page(document: Any, number: int, labels: bool, marks: Marks, recogniser: Recogniser) -> PageWords:
    """The words of one page. A page that can't be read is an empty one."""
    pymupdf = library()
    flags = pymupdf.TEXTFLAGS_WORDS & ~pymupdf.TEXT_PRESERVE_LIGATURES
    label = str(number + 1)
    try:
        page = document[number]
        rect = page.rect
        size = max(1.0, rect.width), max(1.0, rect.height)
        label = (labels and page.get_label()) or label
        found = page.get_text("words", flags=flags)
        turn = tuple(page.rotation_matrix) if page.rotation else UPRIGHT
        if not found and recogniser.works:
            found, turn = recogniser.words(page, flags), UPRIGHT
    except trouble():
        return PageWords(612.0, 792.0, label)
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
    said = document.metadata or {}
    when = re.match(r"(?:D:)?(\d{4})(\d{2})?(\d{2})?", said.get("creationDate") or "")
    date = "-".join(part for part in when.groups() if part) if when else ""
    return Metadata(title=_word(said.get("title")), author=_word(said.get("author")), published_on=date)


def _word(value: str | None) -> str:
    return " ".join(clean(value or "").split())


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


FORMAT = Format("pdf", "PDF", (".pdf",), "application/pdf", read, _sniff, page_image, offers=("password", "ocr"))
