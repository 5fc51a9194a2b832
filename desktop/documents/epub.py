"""Books (EPUB): the chapters in the order of the spine, their headings, the table of contents; nothing is fetched or run."""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from desktop.documents.base import AS_FOUND, Choices, Format, Metadata, OutlineEntry, Reading, Unreadable
from desktop.documents.flow import Flow, finish, refuse_empty
from desktop.documents.markup import Walk
from desktop.documents.packages import PK, open_package, part, xml_part
from desktop.documents.xml_tree import attribute, first, local, parse_page, words

READER = "epub/1"
PAGES = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml", "text/x-oeb1-document")
# Fonts may be scrambled without the words being locked.
DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
ISSUED = ("dcterms:issued", "dcterms:date", "dcterms:available")
SCRAMBLED_FONT = re.compile(r"font|obfuscat", re.IGNORECASE)
MOST_CHAPTERS = 5_000


def read(data: bytes, _name: str, _choices: Choices = AS_FOUND) -> Reading:
    refuse_empty(data)
    package = open_package(data)
    _refuse_locked(package)
    book = _Book(package)
    flow, anchors, missing = Flow(), dict[str, int](), 0
    for name in book.spine:
        page = None if (found := part(package, name)) is None else parse_page(found)
        if page is None:
            missing += 1
            continue
        anchors[name] = flow.length
        Walk(flow, anchors=anchors, page=name).run(page)
    notes = [f"{missing} of its {len(book.spine)} chapters are missing or damaged." if missing else ""]
    return finish(
        flow.text,
        flow.blocks,
        reader=READER,
        otherwise="report",
        metadata=book.metadata(),
        outline=_outline(book.contents(), anchors, flow),
        links=flow.links,
        notes=notes,
    )


def _refuse_locked(package: zipfile.ZipFile) -> None:
    root = xml_part(package, "META-INF/encryption.xml")
    for element in () if root is None else root.iter():
        if local(element) == "EncryptionMethod" and not SCRAMBLED_FONT.search(attribute(element, "Algorithm")):
            raise Unreadable("It is locked by a shop's copy protection, so its words can't be read.")


class _Book:
    """The package document and what it names."""

    def __init__(self, package: zipfile.ZipFile) -> None:
        self._package = package
        name = self._name()
        self._root: Any = xml_part(package, name, doctype=True) if name else None
        if self._root is None:
            raise Unreadable("It is not a book: the list of its chapters is missing.")
        self._folder = posixpath.dirname(name)
        self._items = {attribute(item, "id"): item for item in self._root.iter() if local(item) == "item"}
        named = (
            self._path(item)
            for reference in self._root.iter()
            if local(reference) == "itemref"
            and (item := self._items.get(attribute(reference, "idref"))) is not None
            and attribute(item, "media-type") in PAGES
        )
        self.spine = list(dict.fromkeys(named))  # a page is read once, however often it is named
        if len(self.spine) > MOST_CHAPTERS:
            raise Unreadable(f"It has {len(self.spine):,} chapters; {MOST_CHAPTERS:,} are the most that can be read.")

    def _name(self) -> str:
        container = xml_part(self._package, "META-INF/container.xml", doctype=True)
        named = (
            [] if container is None else [attribute(e, "full-path") for e in container.iter() if local(e) == "rootfile"]
        )
        loose = [name for name in self._package.namelist() if name.endswith(".opf")]
        return next((name for name in [*named, *loose] if name), "")

    def _path(self, item: Any) -> str:
        return joined(self._folder, attribute(item, "href"))

    def metadata(self) -> Metadata:
        said: dict[str, str] = {}
        for element in self._root.iter():
            said.setdefault(local(element), words(element))
        when = DATE.match(_published(self._root))
        return Metadata(
            title=said.get("title", ""),
            author=said.get("creator", ""),
            publisher=said.get("publisher", ""),
            published_on=when[0] if when else "",
            language=said.get("language", ""),
        )

    def contents(self) -> Iterator[tuple[str, str, int]]:
        """Path with anchor, title, level: of the navigation page, or of the older NCX."""
        navigation = next((i for i in self._items.values() if "nav" in attribute(i, "properties").split()), None)
        if navigation is not None and (data := part(self._package, self._path(navigation))) is not None:
            yield from _of_navigation(parse_page(data), posixpath.dirname(self._path(navigation)))
            return
        ncx = next((i for i in self._items.values() if attribute(i, "media-type").endswith("ncx+xml")), None)
        if ncx is not None and (data := part(self._package, self._path(ncx))) is not None:
            yield from _of_ncx(parse_page(data), posixpath.dirname(self._path(ncx)))


def _published(root: Any) -> str:
    """The date of publication, where several are told: when the file was made or changed is not meant."""
    dates = [e for e in root.iter() if local(e) == "date" and words(e)]
    events = {attribute(e, "event").casefold(): words(e) for e in reversed(dates)}
    issued = next((words(e) for e in root.iter() if attribute(e, "property") in ISSUED and DATE.match(words(e))), "")
    return events.get("publication") or events.get("original-publication") or issued or events.get("", "")


def joined(folder: str, target: str) -> str:
    """A path inside the package; one that leads out of it names no part."""
    return posixpath.normpath(posixpath.join(folder, unquote(target.partition("#")[0])))


def _of_navigation(page: Any, folder: str) -> Iterator[tuple[str, str, int]]:
    lists = [] if page is None else [e for e in page.iter() if local(e) == "nav"]
    wanted = next((nav for nav in lists if "toc" in attribute(nav, "type")), lists[0] if lists else None)
    for link in () if wanted is None else wanted.iter():
        if local(link) == "a" and (target := attribute(link, "href")):
            level = sum(local(above) in ("ol", "ul") for above in link.iterancestors())
            yield _address(folder, target), words(link), max(1, level)


def _of_ncx(root: Any, folder: str) -> Iterator[tuple[str, str, int]]:
    for point in () if root is None else [e for e in root.iter() if local(e).lower() == "navpoint"]:
        content, label = first(point, "content"), first(point, "navLabel")
        if content is not None:
            level = 1 + sum(local(above) == "navPoint" for above in point.iterancestors())
            yield _address(folder, attribute(content, "src")), words(label), level


def _address(folder: str, target: str) -> str:
    _, mark, anchor = target.partition("#")
    return joined(folder, target) + mark + unquote(anchor)


def _outline(contents: Iterator[tuple[str, str, int]], anchors: dict[str, int], flow: Flow) -> list[OutlineEntry]:
    """The entries whose place is in the text, in its order."""
    found = []
    for address, title, level in contents:
        at = anchors.get(address, anchors.get(address.partition("#")[0]))
        if at is not None and title:
            found.append(OutlineEntry(_next_block(flow, at), title, level))
    return sorted(found, key=lambda entry: entry.at)


def _next_block(flow: Flow, at: int) -> int:
    """An anchor stands at the end of what was before it; its words begin with the next block."""
    from bisect import bisect_left

    place = bisect_left(flow.blocks, at, key=lambda block: block.start)
    return flow.blocks[place].start if place < len(flow.blocks) else min(at, flow.length)


def _sniff(head: bytes) -> bool:
    return head.startswith(PK) and b"mimetypeapplication/epub+zip" in head[:200]


FORMAT = Format("epub", "Book (EPUB)", (".epub",), "application/epub+zip", read, _sniff)
