"""XML of strangers as a tree: nothing is fetched, no entity is ever resolved, depth and size are libxml2's own limits."""

import html
import re
from typing import Any

from desktop.documents.base import Unreadable
from desktop.documents.crowding import refuse_crowded

MOST_BYTES = 300_000_000
# An id that is there twice is no reason to refuse a document.
SAFE: dict[str, Any] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
    "remove_comments": True,
    "collect_ids": False,
}
DOCTYPE = re.compile(r"<!DOCTYPE[^\[>]*(?:\[[^\]]*\]\s*)?>", re.IGNORECASE)
# The five that XML knows itself stay.
NAMED = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z][A-Za-z0-9]{1,31});")


def parse_xml(data: bytes, what: str = "it", *, doctype: bool = True, recover: bool = False) -> Any:
    """The root element. Raises Unreadable for own entities, for a document type where none may be, for unsound XML."""
    from lxml import etree

    if len(data) > MOST_BYTES:
        raise Unreadable(f"It has {len(data) // 1_000_000:,} MB of XML, which is too much.")
    refuse_entities(data, doctype=doctype)
    parser = etree.XMLParser(**SAFE, remove_pis=True, recover=recover)
    try:
        root = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError, LookupError):
        root = None
    if any("depth" in error.message for error in parser.error_log):
        raise Unreadable("Its parts are nested too deeply.")  # where it recovers, it leaves away what is deeper
    if root is None:
        raise Unreadable(f"The file is damaged: {what} is not sound XML.")
    return root


def refuse_entities(data: bytes, *, doctype: bool) -> None:
    """Entities of one's own are how a few lines grow to gigabytes and how files are read; no real document needs them."""
    head = data[:65_536]
    for wide in ("ascii", "utf-16-le", "utf-16-be"):
        if "<!ENTITY".encode(wide) in (data if wide == "ascii" else head):
            raise Unreadable("It defines entities of its own, as only files made to do harm do.")
        if not doctype and "<!DOCTYPE".encode(wide) in head[:8192]:
            raise Unreadable("It has a document type of its own, as no such document has.")


def parse_page(data: bytes) -> Any:
    """A page of a book: XHTML as XML, where <title/> is empty; as HTML where it isn't sound."""
    import lxml.html
    from lxml import etree

    refuse_entities(data, doctype=True)
    text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig", "replace")
    text = re.sub(r"\A\s*<\?xml[^>]*\?>", "", DOCTYPE.sub("", text, count=1))
    refuse_crowded(text)
    try:
        parser = etree.XMLParser(**SAFE)
        return etree.fromstring(NAMED.sub(lambda name: html.unescape(name[0]), text).encode(), parser)
    except (etree.LxmlError, ValueError):
        pass
    try:
        parser = lxml.html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True)
        return lxml.html.document_fromstring(text.encode(), parser=parser)
    except (etree.LxmlError, ValueError):
        return None


def local(element: Any) -> str:
    """The name without its namespace; "" for comments and the like."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def attribute(element: Any, name: str) -> str:
    """Whatever namespace it is of."""
    return next((str(v) for k, v in element.attrib.items() if k.rpartition("}")[2] == name), "")


def first(root: Any, name: str) -> Any:
    """The first element of that name below `root`, or None."""
    return next((element for element in root.iter() if local(element) == name), None)


def words(element: Any) -> str:
    """All words below, spaces folded; "" for None."""
    return "" if element is None else " ".join("".join(element.itertext()).split())
