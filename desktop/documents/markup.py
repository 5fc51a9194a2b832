"""Walks an element tree (HTML, or what the article extraction makes of it) and lays its blocks into a Flow."""

import re
from typing import Any
from urllib.parse import urljoin

from desktop.documents.base import BlockKind
from desktop.documents.flow import LINK_ENDS, LINK_MARK, Flow, without_marks
from desktop.documents.transcript import begins_with_label


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


HIDDEN = _names(
    """audio button canvas embed graphic head iframe input math noscript object script select style svg template
    textarea title video"""
)
HEADINGS = {f"h{level}": level for level in range(1, 7)}
KINDS: dict[str, BlockKind] = {
    "blockquote": "quote",
    "quote": "quote",
    "pre": "code",
    "tr": "table_row",
    "row": "table_row",
    "li": "list_item",
    "item": "list_item",
    "dd": "list_item",
    "dt": "list_item",
}
ROWS = frozenset({"tr", "row"})
ANCHORS = frozenset({"a", "ref"})
LISTS = frozenset({"ul", "ol", "list"})
CELLS = frozenset({"td", "th", "cell"})
# Elements that begin and end a line of their own: HTML's, and the extraction's own names.
LINES = _names(
    """address article aside body caption center details dialog div dl fieldset figcaption figure footer form
    header hgroup hr html legend main menu nav p section summary table tbody tfoot thead"""
).union(HEADINGS, KINDS, LISTS)
# Stand for <br> and the edge of a cell until spaces are folded.
BREAK, CELL = "\v", "\x1f"
# A noncharacter, for line ends that the extraction of articles must not fold away.
LINE_END = "\ufdd5"
# A cell that has so many characters in several paragraphs is a place on the page, not one of a table.
COLUMN = 300
PARAGRAPHS = _names("p div blockquote li").union(HEADINGS)


class Walk:
    """One pass over a tree. Iterative, so that depth costs no stack; the tree is not changed."""

    def __init__(
        self,
        flow: Flow,
        *,
        extracted: bool = False,
        base: str = "",
        anchors: dict[str, int] | None = None,
        page: str = "",
    ) -> None:
        self._flow = flow
        self._extracted = extracted
        self._base = base
        """Address of the page: links without a host are completed by it."""
        self._anchors = anchors
        """Takes the place of every id, as "page#id"."""
        self._page = page
        self._words: list[str] = []
        self._kinds: list[tuple[BlockKind, int]] = [("paragraph", 0)]
        self._lists = 0
        self._hidden = 0
        self._rows = 0
        self._layout: set[Any] = set()
        """Rows that only place things on the page."""

    def run(self, root: Any) -> None:
        from lxml import etree

        self._layout = layout_rows(root)
        for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
            if event == "start":
                self._open(self._name(element))
                self._mark(element)
                self._say(element.text)
                continue
            if event == "end":
                self._close(self._name(element))
            if element is not root:
                self._say(element.tail)
        self._break()

    def _mark(self, element: Any) -> None:
        """A link begins; an id is remembered."""
        target = element.get("href") or (element.get("target") if self._extracted else None)
        if target and self._name(element) in ANCHORS and not self._hidden:
            self._words.append(self._flow.link(urljoin(self._base, target.strip()) if self._base else target))
        if self._anchors is not None and (name := element.get("id") or element.get("name")):
            self._anchors.setdefault(f"{self._page}#{name}", self._flow.length)

    def _name(self, element: Any) -> str:
        tag = _tag(element)
        if tag in ROWS and element in self._layout:
            return "div"
        if self._extracted and tag == "head":
            level = str(element.get("rend", ""))
            return level if level in HEADINGS else "h2"
        return tag

    def _open(self, tag: str) -> None:
        self._hidden += tag in HIDDEN
        self._lists += tag in LISTS
        if tag in ("br", "lb"):
            self._say(BREAK)
        elif tag in CELLS:
            self._say(CELL) if self._rows else self._break()
        elif tag in LINES:
            self._line_edge()
        self._rows += tag in ROWS
        if kind := self._kind(tag):
            self._kinds.append(kind)

    def _close(self, tag: str) -> None:
        if tag in ANCHORS and not self._hidden:
            self._words.append(LINK_ENDS)
        self._hidden -= tag in HIDDEN
        self._rows -= tag in ROWS
        if tag in LINES:
            self._line_edge()
        if self._kind(tag):
            self._kinds.pop()
        self._lists -= tag in LISTS

    def _kind(self, tag: str) -> tuple[BlockKind, int] | None:
        if tag in HEADINGS:
            return "heading", HEADINGS[tag]
        if tag in KINDS:
            return KINDS[tag], max(0, self._lists - 1) if KINDS[tag] == "list_item" else 0
        return None

    def _say(self, words: str | None) -> None:
        if words and not self._hidden:
            self._words.append(without_marks(words.replace(LINE_END, BREAK)))

    def _line_edge(self) -> None:
        """Paragraphs inside a table cell don't part the row."""
        if self._rows:
            self._say(" ")
        else:
            self._break()

    def _break(self) -> None:
        kind, level = self._innermost()
        words = "".join(self._words)
        self._words.clear()
        if kind != "code":
            words = re.sub(r"[ \t\n\r\f]+", " ", words)
        words = " | ".join(cell for cell in map(str.strip, words.split(CELL)) if cell) if CELL in words else words
        for part in _parted(words):
            self._flow.add(part, kind, level)

    def _innermost(self) -> tuple[BlockKind, int]:
        """A list item inside a quote is a list item; a heading stays one wherever it stands."""
        return next((kind for kind in reversed(self._kinds) if kind[0] == "heading"), self._kinds[-1])


def layout_rows(root: Any) -> set[Any]:
    """Rows that only place things on the page, as in mails and old pages: with a table inside, one cell alone, or a
    cell with paragraphs."""
    inside, found = set(), set()
    for element in root.iter("{*}*"):
        tag = _tag(element)
        if tag == "table":
            for above in element.iterancestors():
                if above in inside:
                    break
                inside.add(above)
        elif tag in ROWS and sum(1 for _ in zip(element, range(2), strict=False)) < 2:
            found.add(element)
    rows = [element for element in root.iter("{*}*") if _tag(element) in ROWS]
    found |= {row for row in rows if row in inside}
    return found | {row for row in rows if row not in found and any(map(_is_column, row))}


def _is_column(cell: Any) -> bool:
    """Does it hold a text of its own: two paragraphs or more, and not a few words each?"""
    parts = sum(1 for part in cell.iter("{*}*") if _tag(part) in PARAGRAPHS and part.text and part.text.strip())
    breaks = sum(1 for _ in cell.iter("br"))
    return (parts > 1 or breaks > 1) and len(" ".join("".join(cell.itertext()).split())) >= COLUMN


def _tag(element: Any) -> str:
    return str(element.tag).rpartition("}")[2].lower()


def _parted(words: str) -> list[str]:
    """Two <br> in a row part paragraphs, and so does one before a speaker's label."""
    parts = [""]
    for line in words.split(BREAK):
        if parts[-1] and (not line.strip() or begins_with_label(LINK_MARK.sub("", line))):
            parts.append("")
        parts[-1] += "\n" + line if parts[-1] else line
    return parts
