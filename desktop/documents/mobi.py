"""Books for the Kindle (MOBI, PRC): as MuPDF reads them, flowing again, with headings and the table of contents."""

import re
from dataclasses import replace
from typing import Any

from desktop.documents.base import AS_FOUND, Block, Choices, Format, Metadata, OutlineEntry, Reading, Unreadable
from desktop.documents.fixed import library
from desktop.documents.flow import Flow, finish, refuse_empty
from desktop.documents.markup import Walk
from desktop.documents.xml_tree import parse_page

# Points; a page so long holds a chapter, so that hardly a paragraph is cut in two.
WIDTH, HEIGHT, FONT = 600.0, 50_000.0, 11.0
MOST_PAGES = 5_000
# Paragraphs that are told apart by an indent alone would flow into one.
APART = "p, div, li, dd, dt, blockquote, td { margin: 2em 0 !important; text-indent: 0 !important }"
BULLET = "• "
# In the second of the records' heads: 0 is not locked.
LOCK_AT = 12


def read(data: bytes, _name: str, _choices: Choices = AS_FOUND) -> Reading:
    refuse_empty(data)
    if not _sniff(data[:80]):
        raise Unreadable("It is not a book for the Kindle, whatever its name says.")
    if _is_locked(data):
        raise Unreadable("It is locked by a shop's copy protection, so its words can't be read.")
    pymupdf = library()
    try:
        pymupdf.mupdf.fz_set_user_css(APART)
        document = pymupdf.open(stream=data, filetype="mobi")
        document.layout(rect=pymupdf.Rect(0, 0, WIDTH, HEIGHT), fontsize=FONT)
        flow, begins = _flow(document, pymupdf.TEXT_PRESERVE_WHITESPACE)
        contents, said = document.get_toc(), document.metadata or {}
    except (RuntimeError, ValueError, TypeError, IndexError, AssertionError, pymupdf.mupdf.FzErrorBase):
        raise Unreadable("The book is damaged.") from None
    return finish(
        flow.text,
        flow.blocks,
        reader=f"mobi/1 PyMuPDF {pymupdf.VersionBind}",
        otherwise="report",
        metadata=Metadata(title=said.get("title") or "", author=said.get("author") or ""),
        outline=_outline(contents, begins, flow),
    )


def _flow(document: Any, flags: int) -> tuple[Flow, list[int]]:
    """The words, and where each page begins in them."""
    flow, begins = Flow(), []
    if document.page_count > MOST_PAGES:
        raise Unreadable(f"It has more than {MOST_PAGES:,} chapters.")
    for page in document:
        begins.append(flow.length)
        tree = parse_page(page.get_text("xhtml", flags=flags).encode())
        if tree is not None:
            Walk(flow).run(tree)
    text = flow.text
    flow.blocks = [_listed(block, text) for block in flow.blocks]
    return flow, begins


def _listed(block: Block, text: str) -> Block:
    """The library draws the bullets of lists."""
    return replace(block, kind="list_item") if text.startswith(BULLET, block.start) else block


def _outline(contents: list[Any], begins: list[int], flow: Flow) -> list[OutlineEntry]:
    """The library tells the page; the heading of that name behind it is the place."""
    found, at = [], 0
    for level, title, page, *_ in contents:
        said = " ".join(str(title).split())
        if not said or not 1 <= page <= len(begins):
            continue
        from_page = max(at, begins[page - 1])
        heading = re.compile(r"\s+".join(map(re.escape, said.split()))).search(flow.text, from_page)
        at = heading.start() if heading else from_page
        found.append(OutlineEntry(min(at, flow.length), said, max(1, level)))
    return found


def _is_locked(data: bytes) -> bool:
    first = int.from_bytes(data[78:82], "big")
    return data[first + LOCK_AT : first + LOCK_AT + 2] not in (b"\0\0", b"")


def _sniff(head: bytes) -> bool:
    return head[60:68] in (b"BOOKMOBI", b"TEXtREAd")


FORMAT = Format("mobi", "Book (Kindle)", (".mobi", ".prc", ".azw"), "application/x-mobipocket-ebook", read, _sniff)
