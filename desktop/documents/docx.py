"""Word documents (DOCX): paragraphs, headings, lists and tables in their order, without deletions and page heads.

Read from the parts of the package themselves: the usual library needs minutes for long documents and refuses
ISO Strict ones.
"""

import io
import re
import zipfile
import zlib
from typing import Any

from desktop.documents.base import AS_FOUND, BlockKind, Choices, Format, Metadata, Reading, Unreadable
from desktop.documents.flow import Flow, finish, refuse_empty

READER = "docx/1"
MOST_ENTRIES = 10_000
MOST_UNPACKED = 300_000_000
MOST_RATIO = 200
# Small parts may be nearly all repetition; a ratio says something only above this.
SMALL = 1_000_000
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HEADING = re.compile(r"(?:heading|überschrift|titre|título|titolo|kop)\s*(\d)", re.IGNORECASE)
# Fallback doubles what Choice has; deleted and moved words are no longer in the document.
SKIPPED = frozenset(
    {"Fallback", "del", "moveFrom", "pPr", "rPr", "instrText", "delText", "sdtPr", "sectPr", "tblPr", "rt"}
)


def read(data: bytes, _name: str, _choices: Choices = AS_FOUND) -> Reading:
    refuse_empty(data)
    package = open_package(data)
    styles = _styles(package)
    flow = Flow()
    _Body(flow, styles).run(_main_part(package))
    for part in ("footnotes", "endnotes"):
        _Body(flow, styles).run(_part(package, f"word/{part}.xml"))
    left_out = _left_out(package, styles)
    return finish(flow.text, flow.blocks, reader=READER, metadata=_metadata(package), left_out=left_out)


def open_package(data: bytes) -> zipfile.ZipFile:
    """The ZIP, once its table of contents promises no bomb. Raises Unreadable."""
    if data.startswith(OLE):
        locked = "EncryptedPackage".encode("utf-16-le") in data
        raise Unreadable(
            "It is protected by a password." if locked else "It is in the old Word format; save it as .docx first."
        )
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, EOFError, OSError, NotImplementedError):
        raise Unreadable("The file is cut off or damaged: the table of contents at its end is missing.") from None
    entries = package.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > MOST_ENTRIES or unpacked > MOST_UNPACKED:
        raise Unreadable(f"It unpacks to {len(entries):,} parts and {unpacked // 1_000_000:,} MB, which is too large.")
    if any(e.file_size > SMALL and e.file_size > MOST_RATIO * max(1, e.compress_size) for e in entries):
        raise Unreadable("It is packed more than 200 to 1, as only files made to do harm are.")
    return package


def _part(package: zipfile.ZipFile, name: str) -> Any:
    """The root element of a part, or None where it is missing."""
    from lxml import etree

    try:
        with package.open(name) as packed:
            data = packed.read(MOST_UNPACKED)
    except KeyError:
        return None
    except (zipfile.BadZipFile, zlib.error, ValueError, EOFError, OSError, NotImplementedError, RuntimeError):
        raise Unreadable(f"The file is damaged: its part “{name}” can't be unpacked.") from None
    if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data[:4096] or "<!DOCTYPE".encode("utf-16-le") in data[:4096]:
        raise Unreadable("It has a document type of its own, as no Word document has.")
    try:
        return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    except (etree.LxmlError, ValueError):
        raise Unreadable(f"The file is damaged: its part “{name}” is not sound XML.") from None


def _main_part(package: zipfile.ZipFile) -> Any:
    relations = _part(package, "_rels/.rels")
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
        if (root := _part(package, name)) is not None and _local(root) == "document":
            return root
    raise Unreadable("It is a package of another kind, not a Word document.")


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _value(element: Any, path: str) -> str:
    """The `val` of a descendant by local names, whatever the namespace ("pPr/pStyle")."""
    for step in path.split("/"):
        element = next((child for child in element if _local(child) == step), None)
        if element is None:
            return ""
    return next((str(v) for k, v in element.attrib.items() if k.rpartition("}")[2] == "val"), "")


def _styles(package: zipfile.ZipFile) -> dict[str, tuple[BlockKind, int]]:
    """What the paragraph styles make of a paragraph, by their ids; a style inherits from the one it is based on."""
    root = _part(package, "word/styles.xml")
    found = {} if root is None else {_attribute(s, "styleId"): s for s in root if _local(s) == "style"}
    return {key: _style_kind(key, found) for key in found}


def _attribute(element: Any, name: str) -> str:
    return next((str(v) for k, v in element.attrib.items() if k.rpartition("}")[2] == name), "")


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

    def __init__(self, flow: Flow, styles: dict[str, tuple[BlockKind, int]]) -> None:
        self._flow = flow
        self._styles = styles
        self._open: list[tuple[list[str], BlockKind, int]] = []
        """The paragraphs under way: a text box stands inside of one."""
        self._rows: list[list[str]] = []
        self._skipped = 0

    def run(self, root: Any) -> None:
        from lxml import etree

        if root is None:
            return
        for event, element in etree.iterwalk(root, events=("start", "end")):
            if not isinstance(element.tag, str):
                continue
            name = _local(element)
            if name in SKIPPED:
                self._skipped += 1 if event == "start" else -1
            elif not self._skipped:
                self._start(name, element) if event == "start" else self._end(name)

    def _start(self, name: str, element: Any) -> None:
        if name == "p":
            self._open.append(([], *self._kind(element)))
        elif name == "tr":
            self._rows.append([])
        elif name == "tc" and self._rows:
            self._rows[-1].append("")
        elif self._open:
            self._open[-1][0].append(_run_words(name, element))

    def _end(self, name: str) -> None:
        if name == "p" and self._open:
            words, kind, level = self._open.pop()
            self._put("".join(words), kind, level)
        elif name == "tr" and self._rows:
            self._put_row([cell.strip() for cell in self._rows.pop()])

    def _put(self, words: str, kind: BlockKind, level: int) -> None:
        if self._rows and self._rows[-1]:
            self._rows[-1][-1] += words.replace("\n", " ") + " "
        else:
            self._flow.add(words, kind, level)

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


def _run_words(name: str, element: Any) -> str:
    if name == "t":
        return str(element.text or "")
    return {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}.get(name, "")


def _left_out(package: zipfile.ZipFile, styles: dict[str, tuple[BlockKind, int]]) -> list[str]:
    aside = Flow()
    for name in sorted(package.namelist()):
        if re.fullmatch(r"word/(?:header|footer|comments)\d*\.xml", name):
            _Body(aside, styles).run(_part(package, name))
    return list(dict.fromkeys(aside.text[block.start : block.end] for block in aside.blocks))


def _metadata(package: zipfile.ZipFile) -> Metadata:
    root = _part(package, "docProps/core.xml")
    said = {} if root is None else {_local(element): (element.text or "").strip() for element in root}
    when = re.match(r"\d{4}-\d{2}-\d{2}", said.get("created", ""))
    return Metadata(
        title=said.get("title", ""),
        author=said.get("creator", ""),
        published_on=when[0] if when else "",
        language=said.get("language", ""),
    )


def _sniff(head: bytes) -> bool:
    return head.startswith(b"PK\x03\x04") and b"word/" in head


MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FORMAT = Format("docx", "Word document", (".docx",), MEDIA_TYPE, read, _sniff)
