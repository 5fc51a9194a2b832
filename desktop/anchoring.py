"""Describe a passage so that it can be found again, and find it again. Pure; positions are code points, half-open."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

CONTEXT = 32
"""Characters kept on each side."""
MOVED_ALONE = 40
"""A quote this long that is unique in both texts may have moved with all its neighbours changed."""
CONTEXT_LIKE = 0.6

Status = Literal["exact", "reanchored", "needs_review", "orphaned"]


@dataclass(frozen=True)
class Described:
    """A stretch of a text: exact words, 32 characters of context on each side, position."""

    start: int
    end: int
    exact: str
    prefix: str
    suffix: str


@dataclass(frozen=True)
class Resolved:
    """Where a passage is in another text; `start` and `end` are None when it is orphaned."""

    status: Status
    score: float
    start: int | None = None
    end: int | None = None


def describe(text: str, start: int, end: int) -> Described:
    """The passage [start, end) of `text`. Raises ValueError unless 0 <= start < end <= len(text)."""
    if not 0 <= start < end <= len(text):
        raise ValueError(f"no passage [{start}, {end}) in a text of {len(text)} characters")
    return Described(start, end, text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT])


def places(text: str, quote: str) -> Iterator[int]:
    """Every position at which `quote` begins in `text`, overlapping ones too."""
    at = text.find(quote)
    while at >= 0:
        yield at
        at = text.find(quote, at + 1)


def resolve(passage: Described, old: str, new: str) -> Resolved:
    """Find `passage` of `old` in `new`, from cheap to costly; never on words that are not its own."""
    start, end = passage.start, passage.end
    if new[start:end] == passage.exact and describe(new, start, end) == passage:
        return Resolved("exact", 1.0, start, end)
    found = list(places(new, passage.exact))
    if len(found) == 1:
        likeness = min(_alike(passage, new, found[0]))
        alone = len(passage.exact) >= MOVED_ALONE and old.count(passage.exact) == 1
        if likeness >= CONTEXT_LIKE or alone:
            return Resolved("reanchored", max(likeness, CONTEXT_LIKE), found[0], found[0] + len(passage.exact))
    if found:
        best = max(found, key=lambda at: (sum(_alike(passage, new, at)), -abs(at - start)))
        return Resolved("needs_review", sum(_alike(passage, new, best)) / 2, best, best + len(passage.exact))
    return Resolved("orphaned", 0.0)


def _alike(passage: Described, text: str, at: int) -> tuple[float, float]:
    """Shares of the prefix and the suffix that stand beside the place, counted from the passage outwards."""
    end = at + len(passage.exact)
    before = text[max(0, at - len(passage.prefix)) : at]
    return _common(passage.prefix[::-1], before[::-1]), _common(passage.suffix, text[end : end + len(passage.suffix)])


def _common(wanted: str, found: str) -> float:
    if not wanted:
        return 1.0
    same = 0
    for a, b in zip(wanted, found, strict=False):
        if a != b:
            break
        same += 1
    return same / len(wanted)
