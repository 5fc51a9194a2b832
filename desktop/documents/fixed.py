"""Fixed pages of other kinds than PDF (XPS, pictures, comics): turned into a PDF in memory, then read and drawn as one."""

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from typing import Any

from desktop.documents import pdf, pdf_pages
from desktop.documents.base import AS_FOUND, Choices, Draw, Glance, PageImage, Peek, Read, Reading, Unreadable
from desktop.documents.flow import refuse_empty

MOST_PAGES = 2_000
# A4 at 600 dots per inch has 35 million pixels; a page larger than this is made to fill the memory.
MOST_POINTS = 100_000_000.0

Check = Callable[[bytes], None]


def reader(name: str, file_type: Callable[[bytes], str], check: Check) -> Read:
    """`file_type` says by the bytes what MuPDF calls the format; `check` refuses what should not be opened."""

    def read(data: bytes, file_name: str, choices: Choices = AS_FOUND, /) -> Reading:
        refuse_empty(data)
        check(data)
        reading = pdf.read(as_pdf(data, file_type(data)), file_name, choices)
        return replace(reading, reader=f"{name}/1 {reading.reader.partition(' ')[2]}", doc_type="other")

    return read


def drawer(file_type: Callable[[bytes], str]) -> Draw:
    def draw(data: bytes, page: int, scale: float, password: str = "", /) -> PageImage:
        return pdf_pages.page_image(as_pdf(data, file_type(data)), page, scale, password)

    return draw


def glancer(file_type: Callable[[bytes], str], check: Check) -> Peek:
    def glance(data: bytes, password: str = "", /) -> Glance:
        refuse_empty(data)
        check(data)
        return pdf_pages.glance(as_pdf(data, file_type(data)), password)

    return glance


@lru_cache(maxsize=2)
def as_pdf(data: bytes, file_type: str) -> bytes:
    """Raises Unreadable. The same bytes object for the same file, so that its pages are opened but once."""
    pymupdf = library()
    try:
        document = pymupdf.open(stream=data, filetype=file_type)
        _refuse_huge(document)
        return bytes(document.convert_to_pdf())
    except (RuntimeError, ValueError, TypeError, IndexError, AssertionError, pymupdf.mupdf.FzErrorBase):
        raise Unreadable("The file is damaged or of another kind than its name says.") from None


def library() -> Any:
    """MuPDF, silent on the outputs of this process."""
    import pymupdf

    tools: Any = pymupdf.TOOLS
    tools.mupdf_display_errors(False)
    tools.mupdf_display_warnings(False)
    return pymupdf


def _refuse_huge(document: Any) -> None:
    if document.page_count > MOST_PAGES:
        raise Unreadable(f"It has {document.page_count:,} pages; {MOST_PAGES:,} are the most that can be read.")
    if not document.page_count:
        raise Unreadable("There are no pages in it.")
    for page in document:
        if page.rect.width * page.rect.height > MOST_POINTS:
            raise Unreadable(f"Its page {page.number + 1} is too large to be shown.")
