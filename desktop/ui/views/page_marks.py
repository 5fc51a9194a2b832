"""Which marks lie on a page, at which level and in which lane: found by bisection, kept until the marks change."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from desktop.ui.views.base import Mark, overlapping
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
    bottom: float


class PageMarks:
    """Marks of a whole version; `layout` gives a page's words when they are wanted."""

    def __init__(self, marks: Sequence[Mark], layout: Callable[[int], PageLayout]) -> None:
        self.marks = sorted(marks, key=lambda mark: (mark.start, -mark.end, mark.id))
        self._starts = [mark.start for mark in self.marks]
        self._reach = list(accumulate((mark.end for mark in self.marks), max))
        self._layout = layout
        self._pages: dict[int, list[Placed]] = {}

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
        first, last = bisect_right(self._reach, layout.page.start), bisect_left(self._starts, layout.page.end)
        here = [(mark, layout.strips(mark.start, mark.end)) for mark in self.marks[first:last]]
        here = [(mark, strips) for mark, strips in here if strips]
        levels, lanes = self._levels(first, last), _lanes([strips for _mark, strips in here])
        return [
            Placed(mark, strips, levels[mark], lane, min(s.y0 for s in strips), max(s.y1 for s in strips))
            for (mark, strips), lane in zip(here, lanes, strict=True)
        ]

    def _levels(self, first: int, last: int) -> dict[Mark, int]:
        """As over all marks: those before the last mark that nothing reaches into have no say."""
        while 0 < first < len(self.marks) and self._reach[first - 1] > self._starts[first]:
            first -= 1
        return overlapping(self.marks[first:last])


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
