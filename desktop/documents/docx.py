"""Word documents (DOCX): paragraphs, headings, lists and tables in their order, without deletions and page heads.

Read from the parts of the package themselves: the usual library needs minutes for long documents and refuses
ISO Strict ones.
"""

import re
import zipfile
from typing import Any

from desktop.documents.base import AS_FOUND, BlockKind, Choices, Format, Metadata, Reading, Unreadable
from desktop.documents.doc import OLE, why_not
from desktop.documents.flow import LINK_ENDS, Flow, finish, refuse_empty, tidy, without_marks
from desktop.documents.packages import PK, open_package, xml_part
from desktop.documents.text import clean
from desktop.documents.xml_tree import attribute, local

READER = "docx/1"
HEADING = re.compile(r"(?:heading|überschrift|titre|título|titolo|kop)\s*(\d)", re.IGNORECASE)
# Fallback doubles what Choice has; deleted and moved words are no longer in the document.
SKIPPED = frozenset(
    {"Fallback", "del", "moveFrom", "pPr", "rPr", "instrText", "delText", "sdtPr", "sectPr", "tblPr", "rt"}
)


def read(data: bytes, _name: str, _choices: Choices = AS_FOUND) -> Reading:
    refuse_empty(data)
    if data.startswith(OLE):
        raise Unreadable(why_not(data))
    package = open_package(data)
    styles = _styles(package)
    flow, hidden = Flow(), list[str]()
    body = _Body(flow, styles, _targets(package), hidden)
    body.run(_main_part(package))
    for part in ("footnotes", "endnotes"):
        _Body(flow, styles, {}, hidden).run(xml_part(package, f"word/{part}.xml"))
    left_out = list(dict.fromkeys([*_left_out(package, styles), *hidden]))
    metadata = _metadata(package)
    if not flow.text and any(name.startswith("word/media/") for name in package.namelist()):
        raise Unreadable("There are no words in it, only pictures; save it as PDF to see them here.")
    return finish(
        flow.text,
        flow.blocks,
        reader=READER,
        metadata=metadata,
        left_out=left_out,
        links=flow.links,
        bold=body.bold,
        file_dated=True,
    )


def _targets(package: zipfile.ZipFile) -> dict[str, str]:
    """Where the hyperlinks of the text lead, by their ids."""
    root = xml_part(package, "word/_rels/document.xml.rels")
    return {} if root is None else {str(r.get("Id")): str(r.get("Target")) for r in root if local(r) == "Relationship"}


def _main_part(package: zipfile.ZipFile) -> Any:
    relations = xml_part(package, "_rels/.rels")
    targets = (
        []
        if relations is None
        else [
            str(relation.get("Target", "")).lstrip("/")
            for relation in relations
            if str(relation.get("Type")).endswith("/officeDocument")
        ]
    )
    for name in [*targets, "word/document.xml"]:
        if (root := xml_part(package, name)) is not None and local(root) == "document":
            return root
    raise Unreadable("It is a package of another kind, not a Word document.")


def _value(element: Any, path: str) -> str:
    """The `val` of a descendant by local names, whatever the namespace ("pPr/pStyle")."""
    for step in path.split("/"):
        element = next((child for child in element if local(child) == step), None)
        if element is None:
            return ""
    return attribute(element, "val")


def _styles(package: zipfile.ZipFile) -> dict[str, tuple[BlockKind, int]]:
    """What the paragraph styles make of a paragraph, by their ids; a style inherits from the one it is based on."""
    root = xml_part(package, "word/styles.xml")
    found = {} if root is None else {attribute(s, "styleId"): s for s in root if local(s) == "style"}
    return {key: _style_kind(key, found) for key in found}


def _style_kind(key: str, styles: dict[str, Any]) -> tuple[BlockKind, int]:
    for _ in range(10):
        style = styles.get(key)
        if style is None:
            break
        name, outline = _value(style, "name").lower(), _value(style, "pPr/outlineLvl")
        if match := HEADING.match(name):
            return "heading", min(6, max(1, int(match[1])))
        if outline.isdigit() and int(outline) < 9:
            return "heading", min(6, int(outline) + 1)
        if name in ("title", "subtitle"):
            return "heading", 1 if name == "title" else 2
        if name.startswith("list") or _value(style, "pPr/numPr/numId") not in ("", "0"):
            return "list_item", 0
        if "quote" in name:
            return "quote", 0
        key = _value(style, "basedOn")
    return "paragraph", 0


class _Body:
    """One pass over a part of the package."""

    def __init__(
        self, flow: Flow, styles: dict[str, tuple[BlockKind, int]], targets: dict[str, str], hidden: list[str]
    ) -> None:
        self._flow = flow
        self._styles = styles
        self._targets = targets
        self._hidden = hidden
        """Takes the words of runs that Word does not show."""
        self._open: list[tuple[list[str], BlockKind, int]] = []
        """The paragraphs under way: a text box stands inside of one."""
        self.bold: list[tuple[int, int]] = []
        """Where paragraphs begin with words in bold."""
        self._leads: list[_Lead] = []
        self._rows: list[list[str]] = []
        self._skipped = 0

    def run(self, root: Any) -> None:
        from lxml import etree

        if root is None:
            return
        for event, element in etree.iterwalk(root, events=("start", "end")):
            if not isinstance(element.tag, str):
                continue
            name = local(element)
            if name in SKIPPED:
                self._skipped += 1 if event == "start" else -1
            elif not self._skipped:
                self._start(name, element) if event == "start" else self._end(name)

    def _start(self, name: str, element: Any) -> None:
        if name == "p":
            self._open.append(([], *self._kind(element)))
            self._leads.append(_Lead())
        elif name == "tr":
            self._rows.append([])
        elif name == "tc" and self._rows:
            self._rows[-1].append("")
        elif self._open:
            self._open[-1][0].append(self._run_words(name, element))

    def _run_words(self, name: str, element: Any) -> str:
        if name == "hyperlink":
            return self._flow.link(self._targets.get(attribute(element, "id"), ""))
        if name != "t" or not element.text:
            return {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}.get(name, "")
        if _is_set(element.getparent(), "vanish"):
            self._hidden.append(clean(element.text))
            return ""
        words = without_marks(element.text)
        if self._leads:
            self._leads[-1].take(words, bold=_is_set(element.getparent(), "b"))
        return words

    def _end(self, name: str) -> None:
        if name == "hyperlink" and self._open:
            self._open[-1][0].append(LINK_ENDS)
        elif name == "p" and self._open:
            words, kind, level = self._open.pop()
            self._put("".join(words), kind, level, self._leads.pop().words)
        elif name == "tr" and self._rows:
            self._put_row([cell.strip() for cell in self._rows.pop()])

    def _put(self, words: str, kind: BlockKind, level: int, bold: str = "") -> None:
        if self._rows and self._rows[-1]:
            self._rows[-1][-1] += words.replace("\n", " ") + " "
        else:
            block = self._flow.add(words, kind, level)
            lead = tidy(bold)
            if block and lead and block.end - block.start >= len(lead):
                self.bold.append((block.start, block.start + len(lead)))

    def _put_row(self, cells: list[str]) -> None:
        self._put(" | ".join(cell for cell in cells if cell), "table_row" if len(cells) > 1 else "paragraph", 0)

    def _kind(self, paragraph: Any) -> tuple[BlockKind, int]:
        outline = _value(paragraph, "pPr/outlineLvl")
        if outline.isdigit() and int(outline) < 9:
            return "heading", min(6, int(outline) + 1)
        kind = self._styles.get(_value(paragraph, "pPr/pStyle"), ("paragraph", 0))
        if kind[0] == "heading":
            return kind
        if _value(paragraph, "pPr/numPr/numId") not in ("", "0"):
            depth = _value(paragraph, "pPr/numPr/ilvl")
            return "list_item", int(depth) if depth.isdigit() else 0
        return kind


class _Lead:
    """The words in bold with which a paragraph begins."""

    def __init__(self) -> None:
        self.words = ""
        self._over = False

    def take(self, words: str, *, bold: bool) -> None:
        self._over = self._over or (not bold and bool(words.strip()))
        if bold and not self._over:
            self.words += words


def _is_set(run: Any, name: str) -> bool:
    """Is the run formatted so ("b", "vanish"), and not said to be off?"""
    properties = next((child for child in run if local(child) == "rPr"), ())
    return any(local(p) == name and attribute(p, "val") not in ("0", "false", "off") for p in properties)


def _left_out(package: zipfile.ZipFile, styles: dict[str, tuple[BlockKind, int]]) -> list[str]:
    aside = Flow()
    for name in sorted(package.namelist()):
        if re.fullmatch(r"word/(?:header|footer|comments)\d*\.xml", name):
            _Body(aside, styles, {}, []).run(xml_part(package, name))
    return list(dict.fromkeys(aside.text[block.start : block.end] for block in aside.blocks))


def _metadata(package: zipfile.ZipFile) -> Metadata:
    root = xml_part(package, "docProps/core.xml")
    said = {} if root is None else {local(element): (element.text or "").strip() for element in root}
    when = re.match(r"\d{4}-\d{2}-\d{2}", said.get("created", ""))
    return Metadata(
        title=said.get("title", ""),
        author=said.get("creator", ""),
        published_on=when[0] if when else "",
        language=said.get("language", ""),
    )


def _sniff(head: bytes) -> bool:
    return head.startswith(PK) and b"word/" in head


MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FORMAT = Format("docx", "Word document", (".docx",), MEDIA_TYPE, read, _sniff)
