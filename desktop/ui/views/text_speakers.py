"""Who speaks, in the margin of the text view: painted, found under the pointer, and one speaker's turns shown alone."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QTextDocument

from desktop.documents.base import Turn
from desktop.ui.views import text_paint
from desktop.ui.views.text_paint import SPEAKER_WIDTH, Run
from desktop.ui.views.units import Units

Runs = Callable[[int, int], list[Run]]
# Of a turn's words only the beginning is laid out to find its first line.
BEGINNING = 200
HEIGHT = 40
"""Pixels of a name and what stands under it."""
LEAVING = 22
"""Pixels from the top of what is in sight to the baseline of a name that stays there."""


@dataclass(frozen=True)
class Seen:
    """What is in sight: from the first character to the last, and the height of its upper edge in the document."""

    first: int
    last: int
    top: float


@dataclass(frozen=True)
class Named:
    """A name in the margin."""

    turn: Turn
    again: bool
    """The same speaker goes on: the name is not printed once more."""
    baseline: float


class Speakers:
    """The turns of one document, in order."""

    def __init__(self, turns: Sequence[Turn] = ()) -> None:
        self.turns = sorted(turns, key=lambda turn: turn.start)
        self._starts = [turn.start for turn in self.turns]
        self.only = ""
        """The label whose turns alone are shown, "" for all."""

    def __bool__(self) -> bool:
        return bool(self.turns)

    def paint(self, painter: QPainter, seen: Seen, right: float, runs: Runs) -> None:
        """Beside the turns in sight; `right` is where the names end."""
        for named in self._named(seen, runs):
            text_paint.speaker(painter, named.turn, again=named.again, right=right, baseline=named.baseline)

    def at(self, point: QPointF, seen: Seen, right: float, runs: Runs) -> str:
        """The label printed there, or ""; the point is in the document's own coordinates."""
        if not right - SPEAKER_WIDTH <= point.x() <= right:
            return ""
        beside = (n for n in self._named(seen, runs) if n.baseline - 16 <= point.y() <= n.baseline - 16 + HEIGHT)
        return next((named.turn.label for named in beside), "")

    def _named(self, seen: Seen, runs: Runs) -> Iterator[Named]:
        """In a turn whose first line has left at the top, the name stays at the top for as long as its words do."""
        for number in self._between(seen.first, seen.last):
            turn = self.turns[number]
            parts = runs(turn.start, min(turn.end, turn.start + BEGINNING))
            if not parts:
                continue
            baseline = parts[0].baseline
            again = number > 0 and self.turns[number - 1].label == turn.label and not self.only
            if baseline >= seen.top + LEAVING:
                yield Named(turn, again, baseline)
            elif turn.end > seen.first and (end := runs(max(turn.start, turn.end - BEGINNING), turn.end)):
                stays = min(seen.top + LEAVING, end[-1].baseline)
                yield Named(replace(turn, role="", time_start=None), False, max(baseline, stays))

    def show_only(self, label: str, document: QTextDocument, units: Units) -> None:
        """Lines in which only others speak take no room; `label` "" shows all lines."""
        self.only = label
        kept = [(units.to_qt(start), units.to_qt(end)) for start, end in self._stretches(label)]
        starts = [start for start, _ in kept]
        line = document.begin()
        while line.isValid():
            at = bisect_left(starts, line.position() + line.length()) - 1
            line.setVisible(not label or (at >= 0 and kept[at][1] > line.position()))
            line = line.next()

    def _between(self, first: int, last: int) -> range:
        return range(max(0, bisect_right(self._starts, first) - 1), bisect_left(self._starts, last))

    def _stretches(self, label: str) -> list[tuple[int, int]]:
        return [(turn.start, turn.end) for turn in self.turns if turn.label == label]
