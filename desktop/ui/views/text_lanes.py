"""Which lane in the margin a mark has: two marks on one painted line never share one, and a lane once given is kept."""

from collections.abc import Iterable

from desktop.ui.views.base import Mark
from desktop.ui.views.marks import Marks
from desktop.ui.views.text_paint import Run

NEAR = 400
"""Characters within which another mark may stand on the same painted line."""

Placed = tuple[Mark, list[Run]]


class Lanes:
    """Lanes are given when a mark comes into sight, so nothing need be laid out before it is looked at."""

    def __init__(self) -> None:
        self._taken: dict[Mark, tuple[int, float, float]] = {}
        """Lane, top and bottom of a mark."""

    def of(self, mark: Mark) -> int:
        return self._taken[mark][0]

    def keep(self, marks: Iterable[Mark]) -> None:
        there = set(marks)
        self._taken = {mark: lane for mark, lane in self._taken.items() if mark in there}

    def drop(self, marks: Iterable[Mark]) -> None:
        for mark in marks:
            self._taken.pop(mark, None)

    def pack(self, shown: Iterable[Placed], marks: Marks) -> None:
        """Give each one that has none the first lane that is free on its lines."""
        for mark, parts in shown:
            if parts and mark not in self._taken:
                top, bottom = parts[0].rect.top(), parts[-1].rect.bottom()
                near = marks.between(mark.start - NEAR, mark.end + NEAR)
                used = {self._taken[other][0] for other in near if self._shares(other, top, bottom)}
                free = next(number for number in range(len(used) + 1) if number not in used)
                self._taken[mark] = (free, top, bottom)

    def _shares(self, other: Mark, top: float, bottom: float) -> bool:
        _lane, other_top, other_bottom = self._taken.get(other, (0, 0.0, 0.0))
        return other_top < bottom and other_bottom > top
