"""A PDF as its pages: opened and kept open, glanced at before its words are read, and drawn."""

import hashlib
import re
from array import array
from typing import Any

from desktop.documents.base import Glance, PageImage, PasswordWanted, Unreadable
from desktop.documents.pdf_library import library, trouble
from desktop.documents.text import clean

MOST_PAGES = 10_000
# 64 million pixels are 192 MB of RGB; a larger page is drawn coarser.
MOST_PIXELS = 64_000_000
# US letter: what a page is taken for that can't be read.
UNREADABLE_SIZE = 612.0, 792.0


# Documents that are kept open, with their bytes, by which object these are and the digest of the password: hashing the
# bytes of a long document takes longer than drawing its first page, and the password itself is not kept.
_kept: dict[tuple[int, bytes], tuple[bytes, Any]] = {}
KEPT = 4


def opened(data: bytes, password: str = "") -> Any:
    """The document, kept open for the same bytes object. Raises Unreadable."""
    key = (id(data), hashlib.sha256(password.encode("utf-8", "surrogatepass")).digest())
    found = _kept.pop(key, None) or (data, _open(data, password))
    _kept[key] = found
    while len(_kept) > KEPT:
        del _kept[next(iter(_kept))]
    return found[1]


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


def glance(data: bytes, password: str = "") -> Glance:
    """Sizes of all pages: 0.02 ms each, so that none need be guessed."""
    document = opened(data, password)
    sizes = array("d")
    for number in range(document.page_count):
        sizes.extend(_size_of(document, number))
    return Glance(sizes, word((document.metadata or {}).get("title")))


def _size_of(document: Any, number: int) -> tuple[float, float]:
    try:
        rect = document[number].rect
    except trouble():
        return UNREADABLE_SIZE
    return page_size(rect)


def page_size(rect: Any) -> tuple[float, float]:
    return max(1.0, rect.width), max(1.0, rect.height)


def word(value: str | None) -> str:
    """What the file says of itself, on one line."""
    return " ".join(clean(value or "").split())


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


def _why_not(data: bytes) -> str:
    head, tail = bytes(data[:2048]), bytes(data[-1024:])
    promised = re.search(rb"/Linearized\b[^>]{0,200}?/L\s+(\d{1,12})", head)
    if promised and int(promised[1]) > len(data):
        return f"The file ends after {_size(len(data))} of {_size(int(promised[1]))}, so it cannot be read."
    if b"%PDF-" not in head[:1024]:
        return "It is not a PDF, whatever its name says."
    if b"%%EOF" not in tail:
        return f"The file ends after {_size(len(data))} without its end mark, so it cannot be read."
    return "The file is damaged, so it cannot be read."


def _size(count: int) -> str:
    return f"{count // 1000} kB" if count >= 1000 else f"{count} bytes"
