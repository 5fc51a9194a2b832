"""FictionBook (FB2, also zipped): sections as chapters with their titles; notes stand at the end, as in the file."""

import re
from typing import Any

from desktop.documents.base import AS_FOUND, Choices, Format, Metadata, OutlineEntry, Reading, Unreadable
from desktop.documents.flow import LINK_ENDS, Flow, finish, refuse_empty, without_marks
from desktop.documents.packages import PK, open_package, part
from desktop.documents.xml_tree import attribute, first, local, parse_xml, words

READER = "fb2/1"
LINES = frozenset({"p", "v", "subtitle", "text-author", "td", "th", "date"})
QUOTES = frozenset({"cite", "epigraph", "annotation"})


def read(data: bytes, _name: str, _choices: Choices = AS_FOUND) -> Reading:
    refuse_empty(data)
    root = parse_xml(_unpacked(data))
    if local(root) != "FictionBook":
        raise Unreadable("It is not a FictionBook, whatever its name says.")
    flow, outline = Flow(), list[OutlineEntry]()
    for body in (element for element in root if local(element) == "body"):
        _lay(body, flow, outline)
    return finish(
        flow.text,
        flow.blocks,
        reader=READER,
        otherwise="report",
        metadata=_metadata(first(root, "description")),
        outline=outline,
        links=flow.links,
    )


def _unpacked(data: bytes) -> bytes:
    if not data.startswith(PK):
        return data
    package = open_package(data)
    name = next((name for name in package.namelist() if name.lower().endswith(".fb2")), "")
    if not name:
        raise Unreadable("There is no book in the package.")
    return part(package, name) or b""


def _lay(body: Any, flow: Flow, outline: list[OutlineEntry]) -> None:
    """Iterative, so that depth costs no stack."""
    for element in body.iter():
        name = local(element)
        if name == "tr":
            cells = [words(cell) for cell in element if local(cell) in ("td", "th")]
            flow.add(" | ".join(cell for cell in cells if cell), "table_row")
        elif name == "title" and (title := words(element)):
            level = 1 + sum(local(above) == "section" for above in element.iterancestors())
            if block := flow.add(without_marks(title), "heading", min(6, level)):
                outline.append(OutlineEntry(block.start, title[:200], level))
        elif name in LINES and not _inside(element, ("title", "tr")):
            _line(element, name, flow)


def _line(element: Any, name: str, flow: Flow) -> None:
    said = _with_links(element, flow)
    if name == "subtitle":
        flow.add(said, "heading", 3)
    else:
        flow.add(said, "quote" if _inside(element, QUOTES) else "paragraph")


def _with_links(element: Any, flow: Flow) -> str:
    from lxml import etree

    said = []
    for event, inner in etree.iterwalk(element, events=("start", "end")):
        if event == "start":
            said += [
                flow.link(attribute(inner, "href")) if local(inner) == "a" else "",
                without_marks(inner.text or ""),
            ]
        elif inner is not element:
            said += [LINK_ENDS if local(inner) == "a" else "", without_marks(inner.tail or "")]
    return re.sub(r"\s+", " ", "".join(said))


def _inside(element: Any, names: Any) -> bool:
    return any(local(above) in names for above in element.iterancestors())


def _metadata(description: Any) -> Metadata:
    about = None if description is None else first(description, "title-info")
    if about is None:
        return Metadata()
    author, date = first(about, "author"), first(about, "date")
    names = (
        [] if author is None else [words(e) for e in author if local(e) in ("first-name", "middle-name", "last-name")]
    )
    when = re.match(r"\d{4}(?:-\d{2}-\d{2})?", "" if date is None else attribute(date, "value") or words(date))
    return Metadata(
        title=words(first(about, "book-title")),
        author=" ".join(name for name in names if name),
        publisher=words(first(description, "publisher")),
        published_on=when[0] if when else "",
        language=words(first(about, "lang")),
    )


def _sniff(head: bytes) -> bool:
    return b"<FictionBook" in head or (head.startswith(PK) and head[30:200].split(b"PK")[0].find(b".fb2") >= 0)


FORMAT = Format("fb2", "Book (FictionBook)", (".fb2", ".fbz"), "application/x-fictionbook+xml", read, _sniff)
