"""What changed between two texts, word by word. Pure; positions are code points, half-open."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from desktop.alignment import Alignment

SHOWN = 120
"""Characters of unchanged text that are shown on each side of a change."""


@dataclass(frozen=True)
class Change:
    """[start, end) of the old text became [new_start, new_end) of the new one; one of them may be empty."""

    start: int
    end: int
    new_start: int
    new_end: int


@dataclass(frozen=True)
class Part:
    """A stretch of the diff as it is shown; `start` is its place in the old text."""

    kind: Literal["same", "gone", "new", "cut"]
    text: str
    start: int


def changes(old: str, new: str, both: Alignment | None = None) -> list[Change]:
    """In the order of both texts, touching ones joined. What was moved is gone here and new there.

    `both` saves the work where the texts have been aligned already.
    """
    found: list[Change] = []
    for change in _differences(old, new, both or Alignment(old, new)):
        if found and (found[-1].end, found[-1].new_end) == (change.start, change.new_start):
            change = Change(found[-1].start, change.end, found[-1].new_start, change.new_end)
            found.pop()
        if old[change.start : change.end] != new[change.new_start : change.new_end]:
            found.append(change)
    return [_trimmed(old, new, change) for change in found]


def _trimmed(old: str, new: str, change: Change) -> Change:
    """Without the blanks and signs that are the same at both ends; no word is cut."""
    start, end, to, new_end = change.start, change.end, change.new_start, change.new_end
    while end > start and new_end > to and old[end - 1] == new[new_end - 1] and not _part_of_word(old[end - 1]):
        end, new_end = end - 1, new_end - 1
    while end > start and new_end > to and old[start] == new[to] and not _part_of_word(old[start]):
        start, to = start + 1, to + 1
    return Change(start, end, to, new_end)


def _part_of_word(letter: str) -> bool:
    return letter.isalnum() or unicodedata.category(letter)[0] == "M"


def _differences(old: str, new: str, both: Alignment) -> Iterator[Change]:
    """What stands between words that stayed: other words, or other blanks and signs."""
    at, to = 0, 0
    for run in both.kept:
        for ours, theirs in zip(range(run.old, run.old_end), range(run.new, run.new_end), strict=True):
            start, new_start = both.old.starts[ours], both.new.starts[theirs]
            if old[at:start] != new[to:new_start]:
                yield Change(at, start, to, new_start)
            at, to = both.old.ends[ours], both.new.ends[theirs]
    if old[at:] != new[to:]:
        yield Change(at, len(old), to, len(new))


def parts(old: str, new: str, found: Sequence[Change]) -> list[Part]:
    """The diff to read from the top: long unchanged stretches are cut down to their ends."""
    shown: list[Part] = []
    at = 0
    for change in found:
        shown += _same(old, at, change.start, first=at == 0)
        if change.start < change.end:
            shown.append(Part("gone", old[change.start : change.end], change.start))
        if change.new_start < change.new_end:
            shown.append(Part("new", new[change.new_start : change.new_end], change.end))
        at = change.end
    return [*shown, *_same(old, at, len(old), last=True)]


def _same(old: str, start: int, end: int, *, first: bool = False, last: bool = False) -> Iterator[Part]:
    if end - start <= 2 * SHOWN + 40:
        if start < end:
            yield Part("same", old[start:end], start)
        return
    stop, begin = start + SHOWN, end - SHOWN
    stop = max(start, old.rfind(" ", start, stop)) if " " in old[start:stop] else stop
    begin = old.find(" ", begin, end) + 1 if " " in old[begin:end] else begin  # no word is cut
    if not first:
        yield Part("same", old[start:stop], start)
    yield Part("cut", "\n⋯\n", stop)
    if not last:
        yield Part("same", old[begin:end], begin)
