"""Which marks lie on a page, at which level and in which lane: kept until the marks change."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from desktop.ui.views.base import Mark
from desktop.ui.views.marks import Marks
from desktop.ui.views.page_geometry import Box, PageLayout

LANES_AT_MOST = 4


@dataclass(frozen=True)
class Placed:
    """A mark's part on one page."""

    mark: Mark
    strips: list[Box]
    level: int
    lane: int
    top: float
    """On the page as it lies; so is `bottom`."""
    bottom: float


class PageMarks:
    """Marks of a whole version; `layout` gives a page's words when they are wanted."""

    def __init__(self, marks: Sequence[Mark], layout: Callable[[int], PageLayout], turn: int = 0) -> None:
        self.marks = Marks(marks)
        self._layout, self._turn = layout, turn
        self._pages: dict[int, list[Placed]] = {}

    def turn_to(self, turn: int) -> None:
        if turn != self._turn:
            self._turn = turn
            self._pages.clear()

    def put(self, mark_id: str, marks: list[Mark]) -> list[Mark]:
        """These are the marks of that id from now on. Returns those that are gone."""
        self._pages.clear()  # few are kept that are in sight
        return self.marks.put(mark_id, marks)

    def on(self, number: int) -> list[Placed]:
        """In reading order."""
        if number not in self._pages:
            self._pages[number] = self._place(self._layout(number))
        return self._pages[number]

    def at(self, number: int, x: float, y: float) -> Mark | None:
        """The innermost mark whose words are under the point."""
        hit = [placed.mark for placed in self.on(number) if any(strip.contains(x, y) for strip in placed.strips)]
        return min(hit, key=lambda mark: mark.end - mark.start, default=None)

    def _place(self, layout: PageLayout) -> list[Placed]:
        shared = self.marks.between(layout.page.start, layout.page.end)
        here = [(mark, strips) for mark in shared if (strips := layout.strips(mark.start, mark.end))]
        lying = [[strip.turned(self._turn) for strip in strips] for _mark, strips in here]
        lanes = _lanes(lying)
        return [
            Placed(mark, strips, self.marks.level(mark), lane, min(s.y0 for s in lies), max(s.y1 for s in lies))
            for (mark, strips), lies, lane in zip(here, lying, lanes, strict=True)
        ]


def _lanes(pieces: list[list[Box]]) -> list[int]:
    """Packed from above by painted lines, so that no two signs touch; lines that only graze each other do not count."""
    spans = [(min(s.y0 for s in strips), max(s.y1 for s in strips), strips[0].y1 - strips[0].y0) for strips in pieces]
    lanes, ends = [0] * len(pieces), list[float]()
    for number in sorted(range(len(pieces)), key=lambda n: spans[n][0]):
        top, bottom, height = spans[number]
        lane = next((n for n, end in enumerate(ends) if end <= top + height / 4), len(ends))
        ends[lane : lane + 1] = [bottom]
        lanes[number] = min(lane, LANES_AT_MOST - 1)
    return lanes
