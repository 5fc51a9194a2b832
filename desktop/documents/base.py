"""The contract of a document format: bytes -> Reading.

Positions are code points of `Reading.text`, half-open [start, end).
"""

import json
import re
import struct
from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from operator import le, lt
from typing import Any, Literal, Protocol

BlockKind = Literal["paragraph", "heading", "list_item", "quote", "table_row", "cue", "code"]


@dataclass(frozen=True)
class Block:
    """One paragraph, heading, list item …: a line of its own in the flowing view."""

    start: int
    end: int
    kind: BlockKind = "paragraph"
    level: int = 0
    """Heading level 1–6; nesting of a list item from 0."""


@dataclass(frozen=True)
class Turn:
    """What one speaker says in a row. The label stays in the text when the document has it there."""

    start: int
    """Where the words begin, behind label and time."""
    end: int
    label: str
    """The speaker as printed ("MR. SMITH")."""
    role: str = ""
    time_start: int | None = None
    """Milliseconds from the beginning of the recording."""


@dataclass(frozen=True)
class Page:
    """One page of a fixed layout: its share of the text and a box for each word."""

    start: int
    end: int
    width: float
    """Points, as shown (rotation and crop applied)."""
    height: float
    label: str
    """The page number as printed or counted, e.g. "iv" or "12"."""
    words: "array[int]" = field(default_factory=lambda: array("I"))
    """Flat pairs start, end: one pair a word, in reading order, rising."""
    boxes: "array[float]" = field(default_factory=lambda: array("f"))
    """Flat x0, y0, x1, y1 in the unit square of the page as shown, y down: four a word."""


@dataclass(frozen=True)
class Metadata:
    """What the document says of itself; empty where it is silent."""

    title: str = ""
    author: str = ""
    publisher: str = ""
    published_on: str = ""
    """ISO: 2026, 2026-06 or 2026-06-14."""
    url: str = ""
    language: str = ""
    """BCP 47, e.g. "en", "ur"."""


@dataclass(frozen=True)
class OutlineEntry:
    """A line of the document's own table of contents."""

    at: int
    """Position in the text to which it leads."""
    title: str
    level: int = 1
    """From 1."""


@dataclass(frozen=True)
class Hyperlink:
    """Words of the document that lead to an address on the web (http, https or mailto; others are left away)."""

    start: int
    end: int
    url: str


@dataclass(frozen=True)
class Highlight:
    """Words that somebody marked in the file before it came here; offered as claims to accept."""

    start: int
    end: int
    note: str = ""
    author: str = ""


@dataclass(frozen=True)
class Choices:
    """How the person wants a file read; where empty, the reader judges for itself."""

    encoding: str = ""
    """Python's name, for formats whose bytes are text: "shift_jis"."""
    whole: bool = False
    """The whole web page, menus and all, instead of its article."""
    ocr: str = ""
    """Languages of Tesseract for pages that are pictures: "eng+deu". Empty: no recognition."""
    password: str = ""
    """Asked for each time, never stored: a Reading never holds it."""


AS_FOUND = Choices()


@dataclass(frozen=True)
class Reading:
    """What a reader made of a file."""

    text: str
    """LF line ends; no NUL, CR, BOM or lone surrogate (see `desktop.documents.text.clean`)."""
    blocks: list[Block]
    turns: list[Turn] = field(default_factory=list)
    pages: list[Page] = field(default_factory=list)
    metadata: Metadata = field(default_factory=Metadata)
    left_out: list[str] = field(default_factory=list)
    """Parts of the file that are not in the text (menus, adverts, comments), shown on request."""
    notes: list[str] = field(default_factory=list)
    """What the person should know, a sentence each ("Read as windows-1252, which was guessed.")."""
    reader: str = ""
    """Name and version of what read it, e.g. "html/1 trafilatura 2.0.0"."""
    doc_type: Literal["transcript", "article", "report", "other"] = "other"
    outline: list[OutlineEntry] = field(default_factory=list)
    """In the order of the text."""
    links: list[Hyperlink] = field(default_factory=list)
    highlights: list[Highlight] = field(default_factory=list)
    choices: Choices = AS_FOUND
    """How it was read, without the password; `encoding` holds what was used where the format has one."""


@dataclass(frozen=True)
class PageImage:
    """Pixels of one page, RGB, 8 bits each, rows without padding (stride = 3 · width)."""

    width: int
    height: int
    pixels: bytes


@dataclass(frozen=True)
class Glance:
    """What shows a fixed layout before its words are read."""

    sizes: "array[float]"
    """Doubles, flat pairs width, height in points, as shown: the same that the Reading's pages have."""
    title: str = ""
    """Empty where the document is silent."""


class Unreadable(Exception):
    """A reader can't read the file; `str()` is a whole sentence that says why ("The file is empty.")."""


class PasswordWanted(Unreadable):
    """The file opens only with a password, and none or a wrong one was given."""


class Read(Protocol):
    """(bytes, file name, the person's choices) -> Reading. Raises Unreadable."""

    def __call__(self, data: bytes, name: str, choices: Choices = AS_FOUND, /) -> Reading: ...


class Draw(Protocol):
    """(bytes, page from 0, pixels per point, password) -> pixels. Raises Unreadable."""

    def __call__(self, data: bytes, page: int, scale: float, password: str = "", /) -> PageImage: ...


class Peek(Protocol):
    """(bytes, password) -> sizes of the pages, at once. Raises Unreadable."""

    def __call__(self, data: bytes, password: str = "", /) -> Glance: ...


@dataclass(frozen=True)
class Format:
    """One module of `desktop.documents` offers one of these as FORMAT."""

    name: str
    """"html": also the first word of `Reading.reader`."""
    title: str
    """"Web page": for people."""
    suffixes: tuple[str, ...]
    """Lower case with the dot; the first one is written."""
    media_type: str
    read: Read
    sniff: Callable[[bytes], bool] = lambda _data: False
    """Do these first 4,096 bytes look like this format, whatever the name says?"""
    page_image: Draw | None = None
    """Only for fixed layouts."""
    glance: Peek | None = None
    """Where there is a page_image."""
    in_place: bool = False
    """Both also take a memoryview: the bytes are drawn from where they lie, without a copy."""
    offers: tuple[str, ...] = ()
    """Names of the `Choices` that make a difference to this format."""


MAGIC = b"FTR1"
BITS_OF_ONE = 0x3F800000


def pack(reading: Reading) -> bytes:
    """A Reading as bytes: magic, length of the JSON, the JSON, then the pages' arrays (little-endian)."""
    head: dict[str, Any] = vars(reading) | {"pages": []}  # asdict would copy every part, and the arrays of the pages
    head |= {name: list(map(vars, head[name])) for name in ("blocks", "turns", "outline", "links", "highlights")}
    head |= {name: vars(head[name]) for name in ("metadata", "choices")}
    arrays = []
    for page in reading.pages:
        head["pages"].append(
            [page.start, page.end, page.width, page.height, page.label, len(page.words), len(page.boxes)]
        )
        arrays += [page.words.tobytes(), page.boxes.tobytes()]
    body = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode()
    return b"".join([MAGIC, struct.pack("<Q", len(body)), body, *arrays])


def unpack(data: bytes) -> Reading:
    """The Reading that `pack` wrote. Raises ValueError for anything else."""
    if data[:4] != MAGIC:
        raise ValueError("not a packed Reading")
    (length,) = struct.unpack_from("<Q", data, 4)
    head = json.loads(data[12 : 12 + length])
    at = 12 + length
    pages = []
    for start, end, width, height, label, n_words, n_boxes in head["pages"]:
        words, boxes = array("I"), array("f")
        words.frombytes(data[at : at + 4 * n_words])
        at += 4 * n_words
        boxes.frombytes(data[at : at + 4 * n_boxes])
        at += 4 * n_boxes
        pages.append(Page(start, end, width, height, label, words, boxes))
    head["pages"] = pages
    head["blocks"] = [Block(**b) for b in head["blocks"]]
    head["turns"] = [Turn(**t) for t in head["turns"]]
    head["metadata"] = Metadata(**head["metadata"])
    head["outline"] = [OutlineEntry(**entry) for entry in head.get("outline", ())]
    head["links"] = [Hyperlink(**link) for link in head.get("links", ())]
    head["highlights"] = [Highlight(**mark) for mark in head.get("highlights", ())]
    head["choices"] = Choices(**head.get("choices", {}))
    return Reading(**head)


def problems(reading: Reading) -> list[str]:
    """What a Reading breaks of its contract; nothing for a sound one."""
    length, found = len(reading.text), []
    if re.search("[\0\r\ufeff\ud800-\udfff]", reading.text):
        found.append("the text is not clean")
    for what, spans in (("blocks", reading.blocks), ("turns", reading.turns), ("pages", reading.pages)):
        if not _in_order([(span.start, span.end) for span in spans], length, may_be_empty=what == "pages"):
            found.append(f"the {what} are not in order inside of the text")
    for page in reading.pages:
        if len(page.boxes) != 2 * len(page.words) or not _rises(page.words, page.start, page.end):
            found.append(f"the words of page {page.label} don't lie in its text")
        if not _in_unit_square(page.boxes) or not (page.width > 0 and page.height > 0):
            found.append(f"the boxes of page {page.label} don't lie on it")
    marked: list[Hyperlink | Highlight] = [*reading.links, *reading.highlights]
    if not all(0 <= mark.start < mark.end <= length for mark in marked) or not all(
        0 <= entry.at <= length for entry in reading.outline
    ):
        found.append("a link, a highlight or an entry of the outline points outside of the text")
    if not all(link.url.lower().startswith(("http://", "https://", "mailto:")) for link in reading.links):
        found.append("a link leads to no address of the web")
    if reading.choices.password:
        found.append("the password was kept")
    return found


def _in_order(spans: Sequence[tuple[int, int]], end: int, at: int = 0, *, may_be_empty: bool = False) -> bool:
    for start, stop in spans:
        if not (at <= start < stop <= end or (may_be_empty and at <= start == stop <= end)):
            return False
        at = stop
    return True


def _rises(flat: "array[int]", start: int, end: int) -> bool:
    """Pairs, none of them empty or before the one ahead of it; without a loop, since documents have millions."""
    if not flat:
        return True
    firsts, lasts = flat[::2], flat[1::2]
    inside = start <= flat[0] and flat[-1] <= end
    return inside and len(firsts) == len(lasts) and all(map(lt, firsts, lasts)) and all(map(le, lasts, firsts[1:]))


def _in_unit_square(edges: "array[float]") -> bool:
    """Mostly one look at the bits of each, since documents have millions: below those of 1.0 lie the numbers from 0 to it,
    and what is negative, infinite or no number at all lies above. So does a negative zero, which is sound."""
    return not edges or max(array("I", edges.tobytes())) <= BITS_OF_ONE or all(0.0 <= edge <= 1.0 for edge in edges)
