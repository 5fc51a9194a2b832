"""Makes paragraphs out of the words of pages, and keeps where each word stands on its page."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from statistics import median

from desktop.documents.base import Block, BlockKind
from desktop.documents.plaintext import BULLET, FINAL, HEADING_AT_MOST
from desktop.documents.transcript import begins_with_label

# Chinese and Japanese run on over a line's end without a space.
WITHOUT_SPACES = re.compile("[\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Word:
    text: str
    block: int
    line: int
    place: Box
    """Points, before rotation: lines run from left to right here."""
    box: Box
    """Unit square of the page as shown."""

    begins_line: bool = False

    def is_on_page(self) -> bool:
        x0, y0, x1, y1 = self.box
        return x1 > 0 and y1 > 0 and x0 < 1 and y0 < 1


@dataclass(frozen=True)
class Line:
    words: Sequence[Word]
    block: int

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def left(self) -> float:
        return min(word.place[0] for word in self.words)

    @property
    def right(self) -> float:
        return max(word.place[2] for word in self.words)

    @property
    def top(self) -> float:
        return min(word.place[1] for word in self.words)

    @property
    def bottom(self) -> float:
        return max(word.place[3] for word in self.words)

    @property
    def height(self) -> float:
        return median(word.place[3] - word.place[1] for word in self.words)


@dataclass
class Share:
    """What one page has of the text."""

    start: int
    end: int
    words: list[int] = field(default_factory=list)
    boxes: list[float] = field(default_factory=list)


@dataclass
class _Paragraph:
    start: int
    end: int
    height: float
    last: str


class Layout:
    """The text of all pages. Paragraphs are parted by a line end; their lines, and the halves of one that goes on
    over a page break, by a single space."""

    def __init__(self) -> None:
        self.shares: list[Share] = []
        self.text = ""
        self._parts: list[str] = []
        self._length = 0
        self._paragraphs: list[_Paragraph] = []

    def page(self, words: Sequence[Word]) -> None:
        share = Share(self._length, self._length)
        for number, lines in enumerate(paragraphs(_lines(words))):
            goes_on = number == 0 and self._goes_on_with(lines)
            self._separate(" " if goes_on else "\n")
            share.start = share.start if share.words else self._length
            start = self._length
            self._add(lines, share)
            height, last = median(line.height for line in lines), lines[-1].text
            if goes_on:
                self._paragraphs[-1].end, self._paragraphs[-1].last = self._length, last
            else:
                self._paragraphs.append(_Paragraph(start, self._length, height, last))
        share.end = self._length
        self.shares.append(share)

    def close(self) -> None:
        self.text = "".join(self._parts)

    def blocks(self) -> list[Block]:
        usual = median([p.height for p in self._paragraphs for _ in range(1 + (p.end - p.start) // 80)] or [0])
        found = []
        for number, paragraph in enumerate(self._paragraphs):
            following = self._paragraphs[number + 1] if number + 1 < len(self._paragraphs) else None
            kind = self._kind(paragraph, following, usual)
            found.append(Block(paragraph.start, paragraph.end, kind, 2 if kind == "heading" else 0))
        return found

    def _kind(self, paragraph: _Paragraph, following: _Paragraph | None, usual: float) -> BlockKind:
        words = self.text[paragraph.start : paragraph.end]
        if BULLET.match(words):
            return "list_item"
        if len(words) > HEADING_AT_MOST or FINAL.search(words) or not re.search(r"[^\W\d_]{2}", words):
            return "paragraph"
        larger = paragraph.height > usual * 1.12
        before_longer = following is not None and following.end - following.start > max(120, 2 * len(words))
        return "heading" if larger or (before_longer and not words[0].islower()) else "paragraph"

    def _goes_on_with(self, lines: Sequence[Line]) -> bool:
        """Does the last paragraph of the page before break off in a sentence, and this one take it up?"""
        last = self._paragraphs[-1] if self._paragraphs else None
        first = lines[0].text
        return bool(
            last and not FINAL.search(last.last) and first[0].islower() and abs(last.height - lines[0].height) < 1.5
        )

    def _separate(self, by: str) -> None:
        if self._length:
            self._parts.append(by)
            self._length += 1

    def _add(self, lines: Iterable[Line], share: Share) -> None:
        beginning = self._length
        for word in (word for line in lines for word in line.words):
            if self._length > beginning and not (word.begins_line and self._runs_on(word)):
                self._separate(" ")
            share.words += [self._length, self._length + len(word.text)]
            share.boxes += [min(1.0, max(0.0, edge)) for edge in word.box]
            self._parts.append(word.text)
            self._length += len(word.text)

    def _runs_on(self, word: Word) -> bool:
        return bool(WITHOUT_SPACES.match(word.text) and WITHOUT_SPACES.match(self._parts[-1][-1]))


def _lines(words: Iterable[Word]) -> list[Line]:
    return [Line(list(group), key[0]) for key, group in groupby(words, lambda word: (word.block, word.line))]


def paragraphs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Groups lines by block, indent, distance and size."""
    group: list[Line] = []
    gaps = [below.top - above.bottom for above, below in pairwise(lines)]
    # Text that is set wide has wide gaps inside of its paragraphs.
    usual = median([gap for gap in gaps if gap > 0] or [0.0])
    for line in lines:
        if group and _begins_paragraph(group, line, usual):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _begins_paragraph(group: Sequence[Line], line: Line, usual_gap: float) -> bool:
    last = group[-1]
    if BULLET.match(line.text) or begins_with_label(line.text):
        return True
    size = last.height
    if abs(line.top - last.top) < 0.3 * size and line.left >= last.right - 1:
        return line.block != last.block
    gap = line.top - last.bottom
    if gap > max(0.8 * size, 1.3 * min(usual_gap, 1.5 * size)) or gap < -1.2 * size:
        return True
    ended = bool(FINAL.search(last.text))
    short = last.right < max(line.right, *(each.right for each in group)) - 4 * size
    indented = line.left - last.left > 0.8 * size
    if ended or short or indented:
        return (ended and (short or indented)) or line.block != last.block or _other_size(last, line)
    # A full line that breaks off in a sentence goes on; recognised scans have lines of uneven heights.
    return _other_size(last, line) and not line.text[0].islower()


def _other_size(last: Line, line: Line) -> bool:
    return abs(last.height - line.height) > 0.2 * last.height
