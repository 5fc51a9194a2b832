"""PDF: the text in reading order, paragraphs flowing, and a box for every word on the page as it is shown."""

import re
from array import array
from collections.abc import Sequence
from functools import lru_cache
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
from desktop.documents.pdf_layout import Layout, Share, Word
from desktop.documents.text import clean

MOST_PAGES = 10_000
# 64 million pixels are 192 MB of RGB; a larger page is drawn coarser.
MOST_PIXELS = 64_000_000


def read(data: bytes, _name: str, choices: Choices = AS_FOUND) -> Reading:
    refuse_empty(data)
    document = opened(data, choices.password)
    layout = Layout()
    sizes = [_page(document, number, layout) for number in range(document.page_count)]
    layout.close()
    if not layout.text.strip():
        raise Unreadable(f"Its {_pages(document.page_count)} without text, so there are no words to select.")
    pages = [_with_share(size, share) for size, share in zip(sizes, layout.shares, strict=True)]
    return finish(
        layout.text,
        layout.blocks(),
        reader=_reader(),
        otherwise="report",
        metadata=_metadata(document),
        pages=pages,
        notes=_notes(data, document, pages),
        choices=choices,
    )


@lru_cache(maxsize=4)
def opened(data: bytes, password: str = "") -> Any:
    """The document, kept open: the same bytes object is found without comparing its content. Raises Unreadable."""
    pymupdf = _library()
    try:
        document = pymupdf.open(stream=data, filetype="pdf")
        count = document.page_count
    except (RuntimeError, ValueError, TypeError, IndexError, AssertionError):
        raise Unreadable(_why_not(data)) from None
    if document.needs_pass and not document.authenticate(password):
        wrong = "The password is not the right one." if password else "It is protected by a password."
        raise PasswordWanted(wrong)
    if not count:
        raise Unreadable(_why_not(data))
    if count > MOST_PAGES:
        raise Unreadable(f"It has {count:,} pages; {MOST_PAGES:,} are the most that can be read.")
    return document


def page_image(data: bytes, number: int, scale: float, password: str = "") -> PageImage:
    """Raises Unreadable for a page that is not there or can't be drawn."""
    pymupdf = _library()
    try:
        page = opened(data, password)[number]
        size = page.rect
        scale = min(scale, (MOST_PIXELS / max(1.0, size.width * size.height)) ** 0.5)
        drawn = page.get_pixmap(matrix=pymupdf.Matrix(scale, scale), alpha=False, colorspace=pymupdf.csRGB)
    except (RuntimeError, ValueError, TypeError, IndexError, AssertionError):
        raise Unreadable(f"Page {number + 1} can't be drawn.") from None
    return PageImage(
        drawn.width, drawn.height, _without_padding(drawn.samples, drawn.width, drawn.height, drawn.stride)
    )


def _without_padding(pixels: bytes, width: int, height: int, stride: int) -> bytes:
    if stride == 3 * width:
        return bytes(pixels)
    return b"".join(pixels[row * stride : row * stride + 3 * width] for row in range(height))


def _library() -> Any:
    import pymupdf

    tools: Any = pymupdf.TOOLS
    tools.mupdf_display_errors(False)
    tools.mupdf_display_warnings(False)
    return pymupdf


def _reader() -> str:
    return f"pdf/1 PyMuPDF {_library().VersionBind}"


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


def _pages(count: int) -> str:
    return "one page is a picture" if count == 1 else f"{count} pages are pictures"


def _page(document: Any, number: int, layout: Layout) -> tuple[float, float, str]:
    """Lays out the words of one page; gives its size and label. A page that can't be read is an empty one."""
    pymupdf = _library()
    try:
        page = document[number]
        size = page.rect
        width, height = max(1.0, size.width), max(1.0, size.height)
        flags = pymupdf.TEXTFLAGS_WORDS & ~pymupdf.TEXT_PRESERVE_LIGATURES
        found = page.get_text("words", flags=flags)
        turn = page.rotation_matrix
        label = page.get_label() or str(number + 1)
    except (RuntimeError, ValueError, TypeError, IndexError, AssertionError, KeyError):
        layout.page([])
        return 612.0, 792.0, str(number + 1)
    words = []
    for x0, y0, x1, y1, word, block, line, place in found:
        shown = pymupdf.Rect(x0, y0, x1, y1) * turn
        box = (shown.x0 / width, shown.y0 / height, shown.x1 / width, shown.y1 / height)
        words.append(Word(clean(word).strip(), block, line, (x0, y0, x1, y1), box, begins_line=place == 0))
    layout.page([word for word in words if word.text and word.is_on_page()])
    return width, height, label


def _with_share(size: tuple[float, float, str], share: Share) -> Page:
    width, height, label = size
    return Page(share.start, share.end, width, height, label, array("I", share.words), array("f", share.boxes))


def _metadata(document: Any) -> Metadata:
    said = document.metadata or {}
    when = re.match(r"(?:D:)?(\d{4})(\d{2})?(\d{2})?", said.get("creationDate") or "")
    date = "-".join(part for part in when.groups() if part) if when else ""
    return Metadata(title=_word(said.get("title")), author=_word(said.get("author")), published_on=date)


def _word(value: str | None) -> str:
    return " ".join(clean(value or "").split())


def _notes(data: bytes, document: Any, pages: Sequence[Page]) -> list[str]:
    notes = []
    if document.is_repaired:
        cut = b"%%EOF" not in data[-1024:]
        notes.append(
            "The file is cut off; what could be saved was read."
            if cut
            else "The file was damaged and was repaired while reading."
        )
    if empty := [page.label for page in pages if not page.words]:
        named = ", ".join(empty[:10]) + (" …" if len(empty) > 10 else "")
        notes.append(f"{len(empty)} of {len(pages)} pages have no text, only pictures or nothing: {named}.")
    return notes


def _sniff(head: bytes) -> bool:
    return b"%PDF-" in head[:1024]


FORMAT = Format("pdf", "PDF", (".pdf",), "application/pdf", read, _sniff, page_image, offers=("password",))
