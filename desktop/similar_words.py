"""Words of a new text that are like some of an old one: where they may be, and where they begin and end. Pure.

Positions are code points, half-open; both ends are set where the neighbours fit as well.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise

from desktop.alignment import Alignment
from desktop.edit_distance import distances, likeness

BESIDE = 32
"""Characters of the neighbours on each side that help to find an end."""
ALIKE = 0.5
"""Words less alike than this are others."""
STRANGER, ENDS = 0.34, 8
"""What a letter costs that is taken in, so that strangers at the ends are not; how many ends are weighed."""
BIN = 32
"""Places that are less than so many characters apart are voted for together."""
RARE, WINDOWS = 12, 4
"""How often a word may stand in the new text to have a vote; how many places are looked at."""


class SimilarWords:
    """Looks in one text for words of another."""

    def __init__(self, old: str, new: str, alignment: Alignment) -> None:
        self._old, self._new, self._alignment = old, new, alignment

    def places(self, start: int, end: int) -> Iterator[tuple[int, int, float]]:
        """(start, end, likeness) of places in the new text, the likeliest first."""
        for low, high in self._windows(start, end):
            fit = self.fitted(start, end, low, high)
            if fit and fit[2] >= ALIKE:
                yield fit

    def fitted(self, start: int, end: int, low: int, high: int) -> tuple[int, int, float] | None:
        """(start, end, likeness) of what is nearest to old [start, end) in a window of the new text."""
        words, low, high = self._old[start:end], max(0, low), min(len(self._new), high)
        prefix, suffix = self._old[max(0, start - BESIDE) : start], self._old[end : end + BESIDE]
        window = self._new[low:high]
        last = _best_end(words, suffix, window, self._new[high : high + BESIDE], anchored=False)
        if last is None:
            return None
        back = window[last[0] - 1 :: -1] if last[0] else ""
        length = _best_end(words[::-1], prefix[::-1], back, self._new[max(0, low - BESIDE) : low][::-1], anchored=True)
        if length is None:
            return None
        at, to = self.whole_signs(low + last[0] - length[0], low + last[0])
        return at, to, max(0.0, 1 - length[1] / len(words))

    def whole_signs(self, start: int, end: int) -> tuple[int, int]:
        """No sign that is made of several characters is cut in two."""
        while start > 0 and unicodedata.category(self._new[start])[0] == "M":
            start -= 1
        while end < len(self._new) and unicodedata.category(self._new[end])[0] == "M":
            end += 1
        return start, end

    def _windows(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Where similar words may stand: beside what they stood beside, and where rare words of theirs stand."""
        length = end - start
        slack = 16 + length // 4
        low, high = self._alignment.expected(start), self._alignment.expected(end)
        if high - low <= 3 * length + 400:
            yield low - slack, high + slack
        for at in self._voted(start, end):
            yield at - slack - BIN // 2, at + length + slack + BIN // 2

    def _voted(self, start: int, end: int) -> list[int]:
        """Where the words would begin, by vote of the rare ones among them and, for half, of those beside them."""
        ours, theirs = self._alignment.old, self._alignment.new
        first, last = ours.within(max(0, start - BESIDE), end + BESIDE)
        votes: Counter[int] = Counter()
        ids = ours.ids[first:last]
        for number, row in enumerate([*((word,) for word in ids), *pairwise(ids)]):
            offset = ours.starts[first + number % len(ids)] - start
            weight = len(row) * (2 if 0 <= offset < end - start else 1)
            for at in self._rare.get(row, ()):
                votes[(theirs.starts[at] - offset) // BIN] += weight
        joined = {bin: votes[bin] + votes.get(bin + 1, 0) for bin in votes}
        best = sorted(joined, key=lambda bin: -joined[bin])[:WINDOWS]
        return [(bin + 1) * BIN for bin in best if joined[bin] >= 2]

    @cached_property
    def _rare(self) -> dict[tuple[int, ...], list[int]]:
        """Words and pairs of words of the new text that stand there no more than a few times."""
        ids = self._alignment.new.ids
        rows: list[tuple[int, ...]] = [*((word,) for word in ids), *pairwise(ids)]
        often = Counter(rows)
        found: dict[tuple[int, ...], list[int]] = {}
        for number, row in enumerate(rows):
            if often[row] <= RARE:
                found.setdefault(row, []).append(number % len(ids))
        return found


def _best_end(words: str, beyond: str, window: str, rest: str, *, anchored: bool) -> tuple[int, int] | None:
    """(length of the window up to the best end of `words`, edits), where `beyond` follows best among equals."""
    edits = list(distances(words, window, anchored=anchored))
    if not edits:
        return None
    centre = min(range(1, len(edits) + 1), key=lambda at: edits[at - 1])
    reach = min(BESIDE, 3 + len(words) // 5)
    about = range(max(1, centre - reach), min(len(edits), centre + reach) + 1)
    near = sorted(about, key=lambda at: edits[at - 1] + STRANGER * at)[:ENDS]
    whole = window + rest
    cost = {
        at: edits[at - 1] + STRANGER * at + len(beyond) * (1 - likeness(beyond, whole[at : at + BESIDE + 8]))
        for at in near
    }
    best = min(cost, key=lambda at: cost[at])
    return best, edits[best - 1]
