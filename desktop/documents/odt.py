"""OpenDocument texts (ODT, and FODT as one file of XML): in their order, without deletions and page heads."""

import re
from typing import Any

from desktop.documents.base import AS_FOUND, BlockKind, Choices, Format, Metadata, Reading, Unreadable
from desktop.documents.flow import LINK_ENDS, Flow, finish, refuse_empty, without_marks
from desktop.documents.packages import PK, open_package, part, xml_part
from desktop.documents.xml_tree import attribute, first, local, parse_xml, words

READER = "odt/1"
HEADING = re.compile(r"(?:heading|title)(?:_20_)?(\d?)", re.IGNORECASE)
QUOTE = re.compile(r"quot|zitat|citation", re.IGNORECASE)
# Deleted words, drawings' own descriptions, the tables of contents' rules, phonetic signs.
SKIPPED = frozenset(
    {"tracked-changes", "annotation", "annotation-end", "forms", "binary-data", "sequence-decls", "variable-decls"}
    | {"user-field-decls", "script", "title", "desc", "ruby-text", "table-of-content-source"}
    | {"alphabetical-index-source"}
)
LONGEST_SPACES = 200


def read(data: bytes, _name: str, _choices: Choices = AS_FOUND) -> Reading:
    refuse_empty(data)
    if not data.startswith(PK) and b"office:document" in data[:4096]:
        content = styles = meta = parse_xml(data, doctype=False)
    else:
        package = open_package(data)
        if b"encryption-data" in (part(package, "META-INF/manifest.xml") or b""):
            raise Unreadable("It is protected by a password; save it without one, then add it.")
        content, styles, meta = (xml_part(package, f"{name}.xml") for name in ("content", "styles", "meta"))
    body = None if content is None else first(content, "body")
    if body is None:
        raise Unreadable("It has no content, as every OpenDocument text has.")
    kinds = _styles(styles) | _styles(content)
    flow = Flow()
    _Body(flow, kinds).run(body)
    aside = _aside(kinds, body, styles)
    return finish(
        flow.text,
        flow.blocks,
        reader=READER,
        metadata=_metadata(meta),
        left_out=aside,
        links=flow.links,
        file_dated=True,
    )


def _styles(root: Any) -> dict[str, str]:
    """Each paragraph style's name, and those it is based on, in one string to look into."""
    if root is None:
        return {}
    found = {attribute(s, "name"): s for s in root.iter() if local(s) == "style" and attribute(s, "name")}
    return {key: _ancestry(key, found) for key in found}


def _ancestry(key: str, styles: dict[str, Any]) -> str:
    names = []
    for _ in range(10):
        style = styles.get(key)
        names.append(key)
        if style is None:
            break
        names.append(attribute(style, "display-name"))
        key = attribute(style, "parent-style-name")
    return " ".join(name for name in names if name)


class _Body:
    """One pass over a part."""

    def __init__(self, flow: Flow, styles: dict[str, str]) -> None:
        self._flow = flow
        self._styles = styles
        self._open: list[tuple[list[str], BlockKind, int]] = []
        """The paragraphs under way: frames and notes stand inside of one."""
        self._rows: list[list[str]] = []
        self._lists = 0
        self._notes: list[str] = []
        self._in_note = 0
        self._skipped = 0

    def run(self, root: Any) -> None:
        from lxml import etree

        for event, element in etree.iterwalk(root, events=("start", "end")):
            name = local(element)
            if name in SKIPPED and element is not root:
                self._skipped += 1 if event == "start" else -1
            elif name and not self._skipped:
                self._start(name, element) if event == "start" else self._end(name)
            if event == "end" and element is not root and not self._skipped:
                self._say(element.tail)
        for note in self._notes:
            self._flow.add(note)

    def _start(self, name: str, element: Any) -> None:
        if name in ("p", "h"):
            self._open.append(([], *self._kind(name, element)))
        elif name == "table-row":
            self._rows.append([])
        elif name == "table-cell" and self._rows:
            self._rows[-1].append("")
        self._lists += name == "list"
        self._in_note += name == "note"
        self._say(_spaces(name, element))
        if name == "a" and self._open:
            self._open[-1][0].append(self._flow.link(attribute(element, "href")))
        self._say(element.text)

    def _say(self, said: str | None) -> None:
        """White space in the file is one space, as in HTML; line ends and tabs are elements."""
        if said and self._open:
            self._open[-1][0].append(said if said in "\n\t" else re.sub(r"[ \t\r\n]+", " ", without_marks(said)))

    def _end(self, name: str) -> None:
        self._lists -= name == "list"
        self._in_note -= name == "note"
        if name == "a" and self._open:
            self._open[-1][0].append(LINK_ENDS)
        elif name in ("p", "h") and self._open:
            said, kind, level = self._open.pop()
            self._put("".join(said), kind, level)
        elif name == "table-row" and self._rows:
            cells = [cell.strip() for cell in self._rows.pop()]
            kind = "table_row" if len(cells) > 1 else "paragraph"
            self._put(" | ".join(cell for cell in cells if cell), kind, 0)

    def _put(self, said: str, kind: BlockKind, level: int) -> None:
        if self._in_note:
            self._notes.append(said)
        elif self._rows and self._rows[-1]:
            self._rows[-1][-1] += said.replace("\n", " ") + " "
        else:
            self._flow.add(said, kind, level)

    def _kind(self, name: str, element: Any) -> tuple[BlockKind, int]:
        style = self._styles.get(attribute(element, "style-name"), attribute(element, "style-name"))
        if name == "h":
            level = attribute(element, "outline-level")
            return "heading", min(6, max(1, int(level))) if level.isdecimal() else 1
        if self._lists:
            return "list_item", self._lists - 1
        if match := HEADING.search(style):
            return "heading", min(6, max(1, int(match[1] or 1)))
        return ("quote", 0) if QUOTE.search(style) else ("paragraph", 0)


def _spaces(name: str, element: Any) -> str:
    if name == "s":
        count = attribute(element, "c")
        return " " * min(LONGEST_SPACES, int(count) if count.isdecimal() else 1)
    return {"tab": "\t", "line-break": "\n"}.get(name, "")


def _aside(kinds: dict[str, str], body: Any, styles: Any) -> list[str]:
    """Comments, deleted words, heads and feet of the pages."""
    flow = Flow()
    for root in (body, styles):
        for element in () if root is None else root.iter():
            if local(element) in ("annotation", "deletion", "header", "footer", "header-left", "footer-left"):
                _Body(flow, kinds).run(element)
    return list(dict.fromkeys(flow.text[block.start : block.end] for block in flow.blocks))


def _metadata(root: Any) -> Metadata:
    meta = None if root is None else first(root, "meta")
    said = {} if meta is None else {local(element): words(element) for element in meta}
    when = re.match(r"\d{4}-\d{2}-\d{2}", said.get("creation-date", "") or said.get("date", ""))
    return Metadata(
        title=said.get("title", ""),
        author=said.get("initial-creator", "") or said.get("creator", ""),
        published_on=when[0] if when else "",
        language=said.get("language", ""),
    )


def _sniff(head: bytes) -> bool:
    zipped = head.startswith(PK) and b"mimetypeapplication/vnd.oasis.opendocument.text" in head[:200]
    return zipped or (b"<office:document " in head[:2048] and b"opendocument.text" in head)


MEDIA_TYPE = "application/vnd.oasis.opendocument.text"
FORMAT = Format("odt", "OpenDocument text", (".odt", ".fodt", ".ott"), MEDIA_TYPE, read, _sniff)
