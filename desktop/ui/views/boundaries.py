"""Where graphemes, words, sentences and paragraphs of a text begin and end (Unicode rules by Qt's ICU), in code points."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from PySide6.QtCore import QTextBoundaryFinder

from desktop.documents.base import Block, Page, Turn
from desktop.ui.views.cue_runs import CueRuns
from desktop.ui.views.page_rows import Rows
from desktop.ui.views.units import Units

Kind = QTextBoundaryFinder.BoundaryType


class Boundaries:
    """Works on one paragraph at a time, so it costs the same in a long text as in a short one."""

    def __init__(
        self, text: str, blocks: Sequence[Block], pages: Sequence[Page] = (), turns: Sequence[Turn] = ()
    ) -> None:
        self.text = text
        self._rows = Rows(pages, text, blocks) if pages else None
        self._blocks = [block for block in blocks if block.start < block.end] or [Block(0, len(text))]
        self._starts = [block.start for block in self._blocks]
        self._cues = CueRuns(text, self._blocks, turns)
        self._cached: tuple[int, Kind, list[int]] | None = None

    def paragraph(self, position: int) -> tuple[int, int]:
        """The block around the position, or the one before it."""
        block = self._blocks[max(0, bisect_right(self._starts, position) - 1)]
        return block.start, block.end

    def paragraph_number(self, position: int) -> int:
        """Counted from 1."""
        return max(1, bisect_right(self._starts, position))

    def paragraph_of(self, number: int) -> tuple[int, int]:
        """Counted from 1; the last one when there are fewer."""
        block = self._blocks[min(number, len(self._blocks)) - 1]
        return block.start, block.end

    @property
    def paragraphs(self) -> int:
        return len(self._blocks)

    def sentence(self, position: int) -> tuple[int, int]:
        """The sentence around the position, without the blanks behind it."""
        return self.trimmed(*self._around(position, Kind.Sentence))

    def word(self, position: int) -> tuple[int, int]:
        return self._around(position, Kind.Word)

    def snapped(self, start: int, end: int) -> tuple[int, int]:
        """The selection grown to whole words, without blanks at its ends."""
        start, end = self.trimmed(start, end)
        if start >= end:
            return start, end
        return self.trimmed(min(start, self.word(start)[0]), max(end, self.word(end - 1)[1]))

    def next(self, position: int, kind: Kind) -> int:
        """The first boundary behind the position; over a paragraph's end into the next one."""
        start, end = self._span(position, kind)
        if position >= end:
            later = bisect_right(self._starts, position)
            return self._starts[later] if later < len(self._starts) else len(self.text)
        found = self._breaks(start, end, kind)
        at = next(b for b in found if b > position)
        while kind == Kind.Word and at < end and self.text[at - 1].isspace():
            at = next(b for b in found if b > at)
        return at

    def previous(self, position: int, kind: Kind) -> int:
        start, end = self._span(max(0, position - 1), kind)
        if position > end:
            return end
        found = [b for b in self._breaks(start, end, kind) if b < position]
        if kind == Kind.Word:
            found = [b for b in found if not self.text[b : b + 1].isspace()] or [start]
        return found[-1] if found and found[-1] < position else max(0, position - 1)

    def _around(self, position: int, kind: Kind) -> tuple[int, int]:
        start, end = self._span(position, kind)
        position = min(max(position, start), max(start, end - 1))
        found = self._breaks(start, end, kind)
        at = max(1, bisect_right(found, position))
        return found[at - 1], found[min(at, len(found) - 1)]

    def _span(self, position: int, kind: Kind) -> tuple[int, int]:
        """The paragraph; for sentences of captions, the cues over which one runs."""
        if kind != Kind.Sentence:
            return self.paragraph(position)
        return self._cues.around(max(0, bisect_right(self._starts, position) - 1))

    def _breaks(self, start: int, end: int, kind: Kind) -> list[int]:
        if self._cached and self._cached[:2] == (start, kind):
            return self._cached[2]
        words = self._cues.flowing(start, end) if kind == Kind.Sentence else self.text[start:end]
        units = Units(words)
        finder = QTextBoundaryFinder(kind, words)
        found = [0]
        while (at := finder.toNextBoundary()) != -1:
            found.append(units.from_qt(at))
        breaks = [start + b for b in found]
        if kind == Kind.Sentence:
            inside = {b for b in breaks[1:-1] if not self._abbreviated(start, b)}
            inside |= self._rows.starts(start, end) - {start} if self._rows else set()
            breaks = [start, *sorted(inside), end]
        self._cached = (start, kind, breaks)
        return breaks

    def _abbreviated(self, start: int, at: int) -> bool:
        """Is the break only behind an abbreviation ("Mr. Smith", "J. Smith", "No. 4")?"""
        before = self.text[max(start, at - 12) : at].rstrip()
        word = before.rsplit(None, 1)[-1].strip("(“\"'") if before else ""
        if word in _BEFORE_NUMBERS:
            return self.text[at : at + 1].isdigit()
        if _ORDINAL.fullmatch(word):  # "am 1. Januar"
            return (self.text[at : at + 12].split(None, 1) or [""])[0].rstrip(".,;:)") in _GERMAN_MONTHS
        return word in _TITLES or word.title() in _SHOUTED or (len(word) == 2 and word[0].isupper() and word[1] == ".")

    def trimmed(self, start: int, end: int) -> tuple[int, int]:
        """Without blanks at its ends."""
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        return start, end


_TITLES = frozenset(
    [
        "Mr.", "Mrs.", "Ms.", "Dr.", "Prof.", "Gen.", "Sen.", "Rep.", "Gov.", "Hon.", "St.", "Art.", "Sec.",
        "vs.", "etc.", "e.g.", "i.e.", "cf.", "Inc.", "Ltd.", "Co.", "Fig.", "p.", "pp.", "z.", "u.", "d.",
        "bzw.", "vgl.", "Vgl.", "Hr.", "Fr.", "Mio.", "Mrd.", "Dipl.", "Ing.", "gem.", "inkl."
    ]
)  # fmt: skip
# Before a name also in capitals, as transcripts print it.
_SHOUTED = frozenset(["Mr.", "Mrs.", "Ms.", "Dr.", "Prof.", "Gen.", "Sen.", "Rep.", "Gov.", "Hon."])
_BEFORE_NUMBERS = frozenset(
    [
        "No.", "Nos.", "Rs.", "approx.", "c.", "ca.", "Abs.", "Nr.", "Ziff.", "Rz.", "Bst.", "lit.", "Kap.",
        "Tit.", "Para.", "par.", "al.", "ch.", "Vol.", "Bd.", "S."
    ]
)  # fmt: skip
_ORDINAL = re.compile(r"\d{1,2}\.")
_GERMAN_MONTHS = frozenset(
    [
        "Januar", "Jänner", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober",
        "November", "Dezember"
    ]
)  # fmt: skip
