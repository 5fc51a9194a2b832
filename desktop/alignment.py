"""Which words of an old text are which words of a new one. Pure; positions are code points, indices count words.

Runs of words that are unique in both texts say where the text went, also when it was moved; between them the same
question is asked again with shorter runs. Blanks, quote marks and punctuation play no part.
"""

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from desktop.edit_distance import opposite

SURE = 6
"""So many words in a row, unique in both texts, are the same words and no chance."""
LEVELS = ((SURE, 1 << 30), (3, 20_000), (2, 400), (1, 200))
"""(words in a row, how long a gap may be that is searched for them)."""

LARGEST = 4_000_000
"""Letters of the old text times letters of the new one in a gap that is looked at letter by letter."""

_SINGLE = "\u0e00-\u0e7f\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
"""Scripts without blanks between words, or with long ones: each character counts as a word."""
_BETWEEN = r"\s!-/:-@\[-`{-~\u00a0-\u00ac\u00ae-\u00bf\u2000-\u206f\u3000-\u3020\u30fb\uff01-\uff0f\uff1a-\uff20\u060c\u061b\u061f\u06d4\u0964"
_WORD = re.compile(f"[{_SINGLE}]|[^{_BETWEEN}{_SINGLE}]+")


class Words:
    """A text as words; the same word has the same number in all texts that share `numbers`."""

    def __init__(self, text: str, numbers: dict[str, int]) -> None:
        self.starts, self.ends, self.ids = array("I"), array("I"), array("I")
        for match in _WORD.finditer(text):
            self.starts.append(match.start())
            self.ends.append(match.end())
            word = match[0].replace("\u00ad", "")  # where a line once ended is no part of the word
            self.ids.append(numbers.setdefault(word, len(numbers)))

    def __len__(self) -> int:
        return len(self.ids)

    def within(self, start: int, end: int) -> tuple[int, int]:
        """The words that the characters [start, end) touch."""
        return bisect_right(self.ends, start), bisect_left(self.starts, end)


@dataclass(frozen=True)
class Run:
    """`length` words in a row that are the same in both texts, from word `old` and word `new` on."""

    old: int
    new: int
    length: int
    core: tuple[int, int]
    """Old words between its first and last unique row of words; those outside might as well be their twins."""

    @property
    def sure(self) -> bool:
        return self.core[1] - self.core[0] >= SURE

    @property
    def old_end(self) -> int:
        return self.old + self.length

    @property
    def new_end(self) -> int:
        return self.new + self.length


@dataclass(frozen=True)
class Side:
    """Where the kept runs begin and end in one of the texts."""

    starts: Sequence[int]
    ends: Sequence[int]


class Alignment:
    """Two texts beside each other."""

    def __init__(self, old: str, new: str) -> None:
        numbers: dict[str, int] = {}
        self._texts = old, new
        self.old_length, self.new_length = len(old), len(new)
        self._gaps: dict[int, list[int]] = {}
        self.old, self.new = Words(old, numbers), Words(new, numbers)
        self.moved: list[Run] = []
        """Sure runs that stand in another order now."""
        self.kept = list(self._aligned(0, len(self.old), 0, len(self.new), 0))
        """Runs in the order of both texts."""
        self._by_old = sorted([*self.kept, *self.moved], key=lambda run: run.old)
        self._old_starts = [run.old for run in self._by_old]
        self._by_new = sorted([*self.kept, *self.moved], key=lambda run: run.new)
        self._new_starts = [run.new for run in self._by_new]
        self._ours = Side([run.old for run in self.kept], [run.old_end for run in self.kept])
        self._theirs = Side([run.new for run in self.kept], [run.new_end for run in self.kept])

    # ── questions ────────────────────────────────────────────────────────────────────────────────

    def sure_place(self, start: int, end: int) -> tuple[int, int, int] | None:
        """Where [start, end) of the old text is in the new one, when words that are unique in both say so.

        With the number of characters that stand there unchanged with it.
        """
        first, last = self.old.within(start, end)
        if first >= last:
            return None
        for run in self._near(self._by_old, self._old_starts, first):
            if run.sure and run.core[0] <= first and last <= run.core[1]:
                shift = run.new - run.old
                lead = start - self.old.starts[first]
                tail = end - self.old.ends[last - 1]
                at, to = self.new.starts[first + shift] + lead, self.new.ends[last - 1 + shift] + tail
                around = self.old.ends[run.old_end - 1] - self.old.starts[run.old]
                return (max(0, at), min(self.new_length, to), around) if at < to else None
        return None

    def share_kept(self, start: int, end: int) -> float:
        """How many of the words that [start, end) of the old text touches are in kept runs, 0 to 1; 1.0 of none."""
        first, last = self.old.within(start, end)
        at, stop = bisect_right(self._ours.ends, first), bisect_left(self._ours.starts, last)
        kept = sum(min(run.old_end, last) - max(run.old, first) for run in self.kept[at:stop])
        return kept / (last - first) if first < last else 1.0

    def same_words(self, old: tuple[int, int], new: tuple[int, int]) -> bool:
        """Do both stretches say the same, blanks and punctuation aside?"""
        ours, theirs = self.old.within(*old), self.new.within(*new)
        return self.old.ids[slice(*ours)] == self.new.ids[slice(*theirs)] and ours[0] < ours[1]

    def taken(self, start: int, end: int, own: tuple[int, int]) -> bool:
        """Are [start, end) of the new text for certain words that stood outside of `own` in the old text?"""
        first, last = self.new.within(start, end)
        others = 0
        for run in self._near(self._by_new, self._new_starts, first, last):
            shift = run.old - run.new
            low, high = max(first + shift, run.core[0]), min(last + shift, run.core[1])
            if run.sure and low < high and not (self.old.starts[low] < own[1] and self.old.ends[high - 1] > own[0]):
                others += high - low
        return others * 2 > last - first

    def expected(self, position: int) -> int:
        """About where an old position lies in the new text: beside what it lay beside."""
        return _beside(position, self.old, self.new, self._ours, self._theirs, (self.old_length, self.new_length))

    def came_from(self, position: int) -> int:
        """About where a new position lay in the old text."""
        return _beside(position, self.new, self.old, self._theirs, self._ours, (self.new_length, self.old_length))

    def place(self, start: int, end: int) -> tuple[int, int] | None:
        """Where [start, end) of the old text stands when nothing was moved: from its first letter left to its last."""
        first = next((at for at in map(self._became, range(start, end)) if at >= 0), -1)
        last = next((at for at in map(self._became, range(end - 1, start - 1, -1)) if at >= 0), -1)
        return (first, last + 1) if first >= 0 else None

    def _became(self, position: int) -> int:
        """Where the old letter stands in the new text, -1 when it is gone."""
        word = self.old.within(position, position + 1)[0]
        after = bisect_right(self._ours.starts, word)
        if not after or self._ours.ends[after - 1] <= word:
            return self._in_gap(after, position)
        run = self.kept[after - 1]
        same = word + run.new - run.old
        at = self.new.starts[same] + position - self.old.starts[word]
        if position >= self.old.starts[word]:
            return at
        return self._in_gap(after - 1, position) if word == run.old else self._between(position, word, same)

    def _between(self, position: int, word: int, same: int) -> int:
        """The same for a letter before a word of a run: as far from it, or from the word before, if that is the letter."""
        old, new = self._texts
        low, high = self.new.ends[same - 1], self.new.starts[same]
        for at in (high + position - self.old.starts[word], low + position - self.old.ends[word - 1]):
            if low <= at < high and old[position] == new[at]:
                return at
        return -1

    def _in_gap(self, after: int, position: int) -> int:
        """The same for a letter between two runs, the second of them `after`."""
        old, new = (
            self._bounds(after, words, side) for words, side in ((self.old, self._ours), (self.new, self._theirs))
        )
        old_end, new_end = old[1] if old[1] >= 0 else self.old_length, new[1] if new[1] >= 0 else self.new_length
        if (old_end - old[0]) * (new_end - new[0]) > LARGEST:
            return -1
        if after not in self._gaps:
            self._gaps[after] = opposite(self._texts[0][old[0] : old_end], self._texts[1][new[0] : new_end])
        at = self._gaps[after][position - old[0]]
        return at + new[0] if at >= 0 else -1

    @staticmethod
    def _bounds(after: int, words: Words, side: Side) -> tuple[int, int]:
        low = words.ends[side.ends[after - 1] - 1] if after else 0
        return low, words.starts[side.starts[after]] if after < len(side.starts) else -1

    @staticmethod
    def _near(runs: Sequence[Run], starts: Sequence[int], first: int, last: int | None = None) -> Iterator[Run]:
        """Those that reach the words; runs overlap by no more than a few."""
        at = max(0, bisect_right(starts, first) - 4)
        stop = bisect_right(starts, first if last is None else last)
        yield from runs[at:stop]

    # ── finding the runs ─────────────────────────────────────────────────────────────────────────

    def _aligned(self, old: int, old_end: int, new: int, new_end: int, level: int) -> Iterator[Run]:
        """Runs in order inside of a gap, and in what is left between them with shorter rows of words."""
        if level == len(LEVELS) or old >= old_end or new >= new_end:
            return
        row, longest = LEVELS[level]
        found = []
        if max(old_end - old, new_end - new) <= longest:
            runs = list(self._runs(old, old_end, new, new_end, row))
            found = _in_order(runs)
            if row == SURE:
                chosen = set(map(id, found))
                self.moved += [run for run in runs if id(run) not in chosen]
        for run in _apart(found):
            yield from self._aligned(old, run.old, new, run.new, level + 1)
            yield run
            old, new = run.old_end, run.new_end
        yield from self._aligned(old, old_end, new, new_end, level + 1)

    def _runs(self, old: int, old_end: int, new: int, new_end: int, row: int) -> Iterator[Run]:
        """Rows of words that are unique on both sides, made as long as they stay the same; by their old place."""
        ours = _unique(self.old.ids, old, old_end, row)
        theirs = _unique(self.new.ids, new, new_end, row)
        run: Run | None = None
        for words, at in ours.items():
            to = theirs.get(words, -1)
            if at < 0 or to < 0:
                continue
            if run and to - at == run.new - run.old and at + row <= run.old_end:
                run = replace(run, core=(run.core[0], at + row))
                continue
            if run:
                yield run
            run = self._extended(at, to, row, (old, old_end, new, new_end))
        if run:
            yield run

    def _extended(self, at: int, to: int, row: int, gap: tuple[int, int, int, int]) -> Run:
        ours, theirs = self.old.ids, self.new.ids
        back, length = 0, row
        while at - back > gap[0] and to - back > gap[2] and ours[at - back - 1] == theirs[to - back - 1]:
            back += 1
        while at + length < gap[1] and to + length < gap[3] and ours[at + length] == theirs[to + length]:
            length += 1
        return Run(at - back, to - back, back + length, (at, at + row))


def _beside(position: int, here: Words, there: Words, ours: Side, theirs: Side, lengths: tuple[int, int]) -> int:
    """Inside of a run its very place; between two runs as far along as it was."""
    if not len(here):
        return min(position, lengths[1])
    word = min(here.within(position, position + 1)[0], len(here) - 1)
    at = bisect_right(ours.starts, word) - 1
    if at >= 0 and ours.ends[at] > word:
        same = word + theirs.starts[at] - ours.starts[at]
        return min(lengths[1], max(0, there.starts[same] + position - here.starts[word]))
    low = (here.ends[ours.ends[at] - 1], there.ends[theirs.ends[at] - 1]) if at >= 0 else (0, 0)
    high = lengths
    if at + 1 < len(ours.starts):
        high = (here.starts[ours.starts[at + 1]], there.starts[theirs.starts[at + 1]])
    share = (position - low[0]) / max(1, high[0] - low[0])
    return min(high[1], max(low[1], low[1] + round(share * (high[1] - low[1]))))


def _unique(ids: Sequence[int], start: int, end: int, row: int) -> dict[tuple[int, ...], int]:
    """Rows of words with their place, -1 for what stands there twice; in the order of the text."""
    found: dict[tuple[int, ...], int] = {}
    for at, words in enumerate(zip(*(ids[start + n : end] for n in range(row)), strict=False), start):
        found[words] = -1 if words in found else at
    return found


def _in_order(runs: Sequence[Run]) -> list[Run]:
    """The heaviest choice of runs that rise in both texts (`runs` rise in the old one)."""
    order = sorted({run.new for run in runs})
    best: list[tuple[int, int]] = [(0, -1)] * (len(order) + 1)  # a tree of maxima: (weight, index of the last run)
    before: list[int] = []
    top = (0, -1)
    for index, run in enumerate(runs):
        place = bisect_left(order, run.new)
        weight, last = _heaviest(best, place)
        before.append(last)
        mine = (weight + run.length, index)
        top = max(top, mine)
        at = place + 1
        while at < len(best):
            best[at] = max(best[at], mine)
            at += at & -at
    chain, at = [], top[1]
    while at >= 0:
        chain.append(runs[at])
        at = before[at]
    return chain[::-1]


def _heaviest(tree: Sequence[tuple[int, int]], at: int) -> tuple[int, int]:
    found = (0, -1)
    while at > 0:
        found = max(found, tree[at])
        at -= at & -at
    return found


def _apart(chain: Sequence[Run]) -> Iterator[Run]:
    """Without overlaps: both ends of a gap may have grown over the same words."""
    old = new = 0
    for run in chain:
        over = max(0, old - run.old, new - run.new)
        if over < run.length:
            cut = replace(run, old=run.old + over, new=run.new + over, length=run.length - over)
            yield replace(cut, core=(max(cut.core[0], cut.old), cut.core[1]))
            old, new = cut.old_end, cut.new_end
