"""The marks of one version in the order of the text: found, put in and taken out by bisection, whatever their number.

The few that run over many pages are kept apart, or each of them would be looked at with everything it runs over.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from heapq import merge

from desktop.ui.views.base import Mark, overlapping

Order = tuple[int, int, str]
LONG = 20_000
"""Characters, some eight pages."""


class Marks:
    """Painting asks for those in sight; their levels are worked out then, and kept until a mark comes or goes."""

    def __init__(self, marks: Iterable[Mark] = ()) -> None:
        there = list(marks)
        self._short = _Ordered(mark for mark in there if not _is_long(mark))
        self._long = _Ordered(filter(_is_long, there))
        self._own: dict[str, list[Mark]] = {}
        for mark in self:
            self._own.setdefault(mark.id, []).append(mark)
        self._levels: dict[Mark, int] = {}

    def __iter__(self) -> Iterator[Mark]:
        return merge(self._short.all, self._long.all, key=_order)

    def __len__(self) -> int:
        return len(self._short.all) + len(self._long.all)

    def own(self, mark_id: str) -> list[Mark]:
        return self._own.get(mark_id, [])

    def put(self, mark_id: str, marks: list[Mark]) -> list[Mark]:
        """These are the marks of that id from now on. Returns those that are gone."""
        gone = self._own.pop(mark_id, [])
        for mark in gone:
            self._of(mark).take(mark)
        for mark in marks:
            self._of(mark).insert(mark)
        if marks:
            self._own[mark_id] = list(marks)
        self._levels.clear()
        return gone

    def between(self, first: int, last: int) -> list[Mark]:
        """Those that share characters with [first, last)."""
        short, long = self._short.between(first, last), self._long.between(first, last)
        return list(merge(short, long, key=_order)) if long else short

    def level(self, mark: Mark) -> int:
        """The lowest that no mark sharing characters with it has; long ones have the lowest, and lift what they run over."""
        if mark not in self._levels:
            if _is_long(mark):
                self._levels |= overlapping(self._long.all)
            else:
                lifted = overlapping(self._short.around(mark))
                self._levels |= {one: level + self._under(one) for one, level in lifted.items()}
        return self._levels[mark]

    def _under(self, mark: Mark) -> int:
        """How many levels the long ones below it take."""
        return 1 + max((self.level(long) for long in self._long.between(mark.start, mark.end)), default=-1)

    def _of(self, mark: Mark) -> "_Ordered":
        return self._long if _is_long(mark) else self._short


class _Ordered:
    """Marks in the order of the text, and how far those up to each one reach."""

    def __init__(self, marks: Iterable[Mark]) -> None:
        self.all = sorted(marks, key=_order)
        self._keys = [_order(mark) for mark in self.all]
        self._reach: list[int] = [-1] * len(self.all)
        self._repair(0)

    def between(self, first: int, last: int) -> list[Mark]:
        low, high = bisect_right(self._reach, first), bisect_left(self._keys, (last,))
        return [mark for mark in self.all[low:high] if mark.end > first]

    def around(self, mark: Mark) -> list[Mark]:
        """With all that are tied to it by shared characters."""
        first = bisect_left(self._keys, _order(mark))
        last = first + 1
        while first and self._reach[first - 1] > self.all[first].start:
            first -= 1
        while last < len(self.all) and self._reach[last - 1] > self.all[last].start:
            last += 1
        return self.all[first:last]

    def insert(self, mark: Mark) -> None:
        at = bisect_right(self._keys, _order(mark))
        self.all.insert(at, mark)
        self._keys.insert(at, _order(mark))
        self._reach.insert(at, -1)
        self._repair(at)

    def take(self, mark: Mark) -> None:
        at = self.all.index(mark, bisect_left(self._keys, _order(mark)))
        del self.all[at], self._keys[at], self._reach[at]
        self._repair(at)

    def _repair(self, at: int) -> None:
        """From there on, as far as anything changes."""
        reach = self._reach[at - 1] if at else 0
        for number in range(at, len(self.all)):
            reach = max(reach, self.all[number].end)
            if self._reach[number] == reach:
                return
            self._reach[number] = reach


def _is_long(mark: Mark) -> bool:
    return mark.end - mark.start > LONG


def _order(mark: Mark) -> Order:
    return mark.start, -mark.end, mark.id
