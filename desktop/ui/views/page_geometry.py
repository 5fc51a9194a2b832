"""Where the words of one page are: text positions to places in the page's unit square and back. No Qt, no pixels."""

import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from desktop.documents.base import Page

SAME_LINE = 0.5
"""Share of the smaller height that two boxes of one line have in common at least."""


@dataclass(frozen=True)
class Box:
    """In the unit square of the page, y down."""

    x0: float
    y0: float
    x1: float
    y1: float

    def joined(self, other: "Box") -> "Box":
        return Box(min(self.x0, other.x0), min(self.y0, other.y0), max(self.x1, other.x1), max(self.y1, other.y1))

    def turned(self, quarters: int) -> "Box":
        """Where it lies when the page is turned clockwise."""
        box = self
        for _quarter in range(quarters):
            box = Box(1 - box.y1, box.x0, 1 - box.y0, box.x1)
        return box

    def contains(self, x: float, y: float) -> bool:
        return self.x0 <= x <= self.x1 and self.y0 <= y <= self.y1

    def beside(self, other: "Box") -> bool:
        """Do both stand in one line?"""
        common = min(self.y1, other.y1) - max(self.y0, other.y0)
        return common > SAME_LINE * min(self.y1 - self.y0, other.y1 - other.y0)

    def off(self, x: float, y: float) -> tuple[float, float]:
        """How far the point lies outside, across and down."""
        return max(self.x0 - x, 0.0, x - self.x1), max(self.y0 - y, 0.0, y - self.y1)


@dataclass(frozen=True)
class Line:
    """Words [first, last) of the page, and the box around them."""

    first: int
    last: int
    box: Box


class PageLayout:
    """One page's words, lines and paragraphs. `text` is the whole version's; `blocks` are where paragraphs begin."""

    def __init__(self, page: Page, text: str, blocks: Sequence[int]) -> None:
        self.page = page
        self._text = text
        self._starts, self._ends = page.words[0::2], page.words[1::2]
        self._blocks = blocks

    @cached_property
    def lines(self) -> list[Line]:
        """Found when somebody points or moves, not for painting."""
        return self._find_lines(self._blocks)

    @cached_property
    def _firsts(self) -> list[int]:
        return [line.first for line in self.lines]

    @cached_property
    def _paragraphs(self) -> list[tuple[int, int, Box]]:
        return self._find_paragraphs(self._blocks)

    # ── positions to places ──────────────────────────────────────────────────────────────────────

    def strips(self, start: int, end: int) -> list[Box]:
        """The boxes of [start, end): neighbouring words of a line are one strip, cut inside a word where need be."""
        found: list[Box] = []
        number = max(0, bisect_right(self._starts, start) - 1)
        while number < len(self._starts) and self._starts[number] < end:
            if self._ends[number] > start:
                box = self._part(number, start, end)
                if found and found[-1].beside(box):
                    found[-1] = found[-1].joined(box)
                else:
                    found.append(box)
            number += 1
        return found

    def caret(self, position: int) -> Box | None:
        """A box without width; None on a page without words."""
        number = self._word_at(position)
        if number is None:
            return None
        box, x = self._box(number), self._x(number, position)
        return Box(x, box.y0, x, box.y1)

    def line_of(self, position: int) -> int:
        """The number of the line in which the caret stands at this position; 0 on a page without words."""
        number = self._word_at(position)
        return 0 if number is None else bisect_right(self._firsts, number) - 1

    def line_ends(self, position: int) -> tuple[int, int]:
        """Where the line around the position begins and ends in the text."""
        if not self.lines:
            return self.page.start, self.page.start
        line = self.lines[self.line_of(position)]
        return self._starts[line.first], self._ends[line.last - 1]

    # ── places to positions ──────────────────────────────────────────────────────────────────────

    def hit(self, x: float, y: float) -> int:
        """The position nearest to the point: first the paragraph, then its line, then the word. Columns stay apart."""
        if not self.lines:
            return self.page.start
        first, last, _box = min(self._paragraphs, key=lambda paragraph: self._far(paragraph[2], x, y))
        number = min(range(first, last), key=lambda n: self.lines[n].box.off(x, y)[::-1])
        return self.hit_line(number, x)

    def hit_line(self, number: int, x: float) -> int:
        """The position in this line nearest to x."""
        line = self.lines[number]
        word = min(range(line.first, line.last), key=lambda n: self._box(n).off(x, 0)[0])
        box, start, end = self._box(word), self._starts[word], self._ends[word]
        share = (x - box.x0) / (box.x1 - box.x0) if box.x1 > box.x0 else 0.0
        shares = _shares(self._text[start:end])
        wanted = 1 - share if self._leftward(word) else share
        return start + min(range(len(shares)), key=lambda n: abs(shares[n] - wanted))

    def word_under(self, x: float, y: float) -> int | None:
        """A position in the word whose box holds the point."""
        if not self.lines:
            return None
        at = self.hit(x, y)
        for position in (at, at - 1):
            word = self._word_at(position)
            if word is not None and self._box(word).contains(x, y):
                return min(max(position, self._starts[word]), self._ends[word] - 1)
        return None

    # ── inside ───────────────────────────────────────────────────────────────────────────────────

    def _box(self, number: int) -> Box:
        return Box(*self.page.boxes[4 * number : 4 * number + 4])

    def _part(self, number: int, start: int, end: int) -> Box:
        box = self._box(number)
        if start <= self._starts[number] and end >= self._ends[number]:
            return box
        edges = sorted((self._x(number, start), self._x(number, end)))
        return Box(edges[0], box.y0, edges[1], box.y1)

    def _x(self, number: int, position: int) -> float:
        """A page knows words, not letters: where a letter stands is estimated."""
        box, start, end = self._box(number), self._starts[number], self._ends[number]
        share = _shares(self._text[start:end])[min(max(0, position - start), end - start)]
        return box.x1 - share * (box.x1 - box.x0) if self._leftward(number) else box.x0 + share * (box.x1 - box.x0)

    def _leftward(self, number: int) -> bool:
        """Is the word read from right to left?"""
        word = self._text[self._starts[number] : self._ends[number]]
        if word.isascii():
            return False
        return next((way != "L" for way in map(unicodedata.bidirectional, word) if way in ("L", "R", "AL")), False)

    def _word_at(self, position: int) -> int | None:
        """The word around the position, or else the last before it."""
        if not self._starts:
            return None
        return max(0, bisect_right(self._starts, position) - 1)

    def _far(self, box: Box, x: float, y: float) -> float:
        across, down = box.off(x, y)
        return (across * self.page.width) ** 2 + (down * self.page.height) ** 2

    def _find_lines(self, blocks: Sequence[int]) -> list[Line]:
        found: list[Line] = []
        paragraph = -1
        for number, start in enumerate(self._starts):
            box, now = self._box(number), bisect_right(blocks, start)
            if found and now == paragraph and found[-1].box.beside(box):
                line = found[-1]
                found[-1] = Line(line.first, number + 1, line.box.joined(box))
            else:
                found.append(Line(number, number + 1, box))
            paragraph = now
        return found

    def _find_paragraphs(self, blocks: Sequence[int]) -> list[tuple[int, int, Box]]:
        """(first line, last line, box): a block, cut where it jumps up into the next column."""
        found: list[tuple[int, int, Box]] = []
        block, y = -1, 0.0
        for number, line in enumerate(self.lines):
            now = bisect_right(blocks, self._starts[line.first])
            if found and now == block and line.box.y0 >= y:
                first, _last, box = found[-1]
                found[-1] = (first, number + 1, box.joined(line.box))
            else:
                found.append((number, number + 1, line.box))
            block, y = now, line.box.y0
        return found


def _shares(word: str) -> list[float]:
    """Where each character begins, and the last one ends, in shares of the word's width in an ordinary face."""
    widths = list(accumulate(map(_width, word), initial=0.0))
    return [width / (widths[-1] or 1) for width in widths]


def _width(character: str) -> float:
    if unicodedata.combining(character):
        return 0.0
    if character in "ijlftrI.,;:'’“”\"!|()[]-":
        return 0.55
    return 1.5 if character in "mwMW%—…" else 1.3 if character.isupper() else 1.0
