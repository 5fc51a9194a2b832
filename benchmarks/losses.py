"""Is anything of a file neither in its text nor told? Its lines are taken anew, by other means than the readers'.

A line is there when its letters follow each other somewhere in the text, in what was left out, or in the name of a speaker;
letters and not words, because hyphens, ligatures and line ends part words otherwise.
"""

import io
import re
import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import PurePath
from typing import Any

from desktop.documents.base import Reading

# Share of the letters whose lines may be missing: page furniture told in another form, letters that fonts draw as two.
MOST_LOST = 0.03
FEW_LETTERS = 200
TOO_MANY_BYTES = 20_000_000
NOT_SHOWN = ("script", "style", "noscript", "template", "head", "svg", "math", "select", "button", "textarea", "iframe",
             "object", "video", "audio", "canvas", "form", "input")  # fmt: skip


def untold(name: str, data: bytes, reading: Reading) -> float:
    """The share of the file's letters that is gone without a word; 0.0 where it can't be counted otherwise."""
    count = COUNTED.get(PurePath(name).suffix.lower())
    if (
        count is None
        or len(data) > TOO_MANY_BYTES
        or any("whole" not in note and "guess" not in note for note in reading.notes)
    ):
        return 0.0
    try:
        lines = {letters(line) for line in count(data, reading).splitlines()}
    except (ValueError, KeyError, zipfile.BadZipFile, SyntaxError, RuntimeError, LookupError):
        return 0.0
    labels = [f"{turn.label} {turn.role}" for turn in reading.turns]
    there = "\n".join(map(letters, [reading.text, *reading.left_out, *labels, reading.metadata.title]))
    total = sum(map(len, lines))
    lost = sum(len(line) for line in lines if line not in there) / max(1, total)
    return lost if total >= FEW_LETTERS and lost > MOST_LOST else 0.0


def letters(text: str) -> str:
    """Without digits: of the heads of pages, which are told once, the numbers differ."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalpha())


def _plain(data: bytes, reading: Reading) -> str:
    return data.decode(reading.choices.encoding or "utf-8", "replace")


def _captions(data: bytes, reading: Reading) -> str:
    """The lines below the times."""
    cues = re.findall(r"-->[^\n]*\n((?:[^\n]*\S[^\n]*\n?)+)", _plain(data, reading).replace("\r\n", "\n"))
    return re.sub(r"<[^>]*>|&\w+;|^\d+$", "", "".join(cues), flags=re.MULTILINE)


def _page(data: bytes, reading: Reading) -> str:
    import lxml.html

    tree = lxml.html.document_fromstring(_plain(data, reading).encode(), parser=lxml.html.HTMLParser(encoding="utf-8"))
    for element in list(tree.iter(*NOT_SHOWN)):
        if element.getparent() is not None:
            element.drop_tree()
    return "\n".join(text for text in tree.itertext() if isinstance(text, str))


def _parts(names: str, skipped: tuple[str, ...], wanted: str = "") -> Callable[[bytes, Reading], str]:
    def count(data: bytes, _reading: Reading) -> str:
        from lxml import etree

        package = zipfile.ZipFile(io.BytesIO(data))
        found = []
        for name in filter(re.compile(names).fullmatch, package.namelist()):
            root = etree.fromstring(
                package.read(name), etree.XMLParser(resolve_entities=False, collect_ids=False, recover=True)
            )
            found.append(_words(root, skipped, wanted))
        return "\n".join(found)

    return count


def _chapters(data: bytes, reading: Reading) -> str:
    """The pages that the spine names; a package may hold others that no reading system shows."""
    package = zipfile.ZipFile(io.BytesIO(data))
    lists = "".join(
        package.read(name).decode("utf-8", "replace") for name in package.namelist() if name.endswith(".opf")
    )
    shown = set(re.findall(r"<(?:\w+:)?itemref\b[^>]*\bidref=[\"']([^\"']+)", lists))
    items = [
        dict(re.findall(r"([\w-]+)=[\"']([^\"']*)", item)) for item in re.findall(r"<(?:\w+:)?item\b([^>]*)>", lists)
    ]
    names = "|".join(re.escape(item["href"]) for item in items if item.get("id") in shown and "href" in item)
    skipped = ("head", "script", "style", "svg", "math", "title")
    return _parts(rf"(?:.*/)?(?:{names})", skipped)(data, reading) if names else ""


def _words(root: Any, skipped: tuple[str, ...], wanted: str) -> str:
    """Of elements called `wanted`, or of all; but for what stands in `skipped`."""
    found = []
    for element in () if root is None else root.iter("{*}*"):
        name = element.tag.rpartition("}")[2]
        above = {str(e.tag).rpartition("}")[2] for e in (element, *element.iterancestors())}
        if not above & set(skipped):
            found.append((element.text or "") if not wanted or name == wanted else "")
            found.append((element.tail or "") if not wanted else "")
    return "\n".join(found)


def _pages(data: bytes, _reading: Reading) -> str:
    import pymupdf

    library: Any = pymupdf
    library.TOOLS.mupdf_display_errors(False)
    library.TOOLS.mupdf_display_warnings(False)
    document = library.open(stream=data, filetype="pdf")
    # Descriptions of pictures stand nowhere on the page.
    flags = library.TEXTFLAGS_WORDS | getattr(library, "TEXT_IGNORE_ACTUALTEXT", 0)
    return "" if document.needs_pass else "".join(page.get_text("text", flags=flags) for page in document)


COUNTED: dict[str, Callable[[bytes, Reading], str]] = {
    ".txt": _plain,
    ".vtt": _captions,
    ".srt": _captions,
    ".html": _page,
    ".htm": _page,
    ".docx": _parts(r"word/(?:document|footnotes|endnotes)\.xml", ("Fallback", "del", "moveFrom", "rt"), "t"),
    ".odt": _parts(
        r"content\.xml",
        ("creator", "date", "tracked-changes", "automatic-styles", "font-face-decls", "scripts", "title", "desc"),
    ),
    ".epub": _chapters,
    ".pdf": _pages,
}
