"""The marks of one version in the order of the text: found, put in and taken out by bisection, whatever their number."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

from desktop.ui.views.base import Mark, overlapping

Order = tuple[int, int, str]


class Marks:
    """Painting asks for those in sight; their levels are worked out then, and kept until a mark comes or goes."""

    def __init__(self, marks: Iterable[Mark] = ()) -> None:
        self._all = sorted(marks, key=_order)
        self._keys = [_order(mark) for mark in self._all]
        self._own: dict[str, list[Mark]] = {}
        for mark in self._all:
            self._own.setdefault(mark.id, []).append(mark)
        self._reach: list[int] = [-1] * len(self._all)
        """How far the marks up to each one reach."""
        self._repair(0)
        self._levels: dict[Mark, int] = {}

    def __iter__(self) -> Iterator[Mark]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)

    def own(self, mark_id: str) -> list[Mark]:
        return self._own.get(mark_id, [])

    def put(self, mark_id: str, marks: list[Mark]) -> list[Mark]:
        """These are the marks of that id from now on. Returns those that are gone."""
        gone = self._own.pop(mark_id, [])
        for mark in gone:
            self._take(mark)
        for mark in marks:
            self._insert(mark)
        if marks:
            self._own[mark_id] = list(marks)
        self._levels.clear()
        return gone

    def between(self, first: int, last: int) -> list[Mark]:
        """Those that share characters with [first, last)."""
        low, high = bisect_right(self._reach, first), bisect_left(self._keys, (last,))
        return [mark for mark in self._all[low:high] if mark.end > first]

    def level(self, mark: Mark) -> int:
        """As over all marks: those that nothing reaches over from before or after have no say."""
        if mark not in self._levels:
            self._levels |= overlapping(self._around(bisect_left(self._keys, _order(mark))))
        return self._levels[mark]

    def _around(self, at: int) -> list[Mark]:
        first, last = at, at + 1
        while first and self._reach[first - 1] > self._all[first].start:
            first -= 1
        while last < len(self._all) and self._reach[last - 1] > self._all[last].start:
            last += 1
        return self._all[first:last]

    def _insert(self, mark: Mark) -> None:
        at = bisect_right(self._keys, _order(mark))
        self._all.insert(at, mark)
        self._keys.insert(at, _order(mark))
        self._reach.insert(at, -1)
        self._repair(at)

    def _take(self, mark: Mark) -> None:
        at = self._all.index(mark, bisect_left(self._keys, _order(mark)))
        del self._all[at], self._keys[at], self._reach[at]
        self._repair(at)

    def _repair(self, at: int) -> None:
        """From there on, as far as anything changes."""
        reach = self._reach[at - 1] if at else 0
        for number in range(at, len(self._all)):
            reach = max(reach, self._all[number].end)
            if self._reach[number] == reach:
                return
            self._reach[number] = reach


def _order(mark: Mark) -> Order:
    return mark.start, -mark.end, mark.id
