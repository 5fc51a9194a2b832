"""Where a quote stands in a text: exactly, else with all blanks taken alike. Pure; positions are code points."""

import re
from dataclasses import dataclass

from db.errors import NotFound
from db.folding import SOFT_HYPHEN
from desktop.anchoring import places

Stretch = tuple[int, int]
MOST_SHOWN = 8
"""Places that a message lists."""
AROUND = 30
"""Characters of context on each side."""


def find(text: str, quote: str) -> list[Stretch]:
    """Every place of the quote; exact ones alone when there are any."""
    words = quote.replace(SOFT_HYPHEN, "").split()
    if not words:
        return []
    exact = [(at, at + len(quote)) for at in places(text, quote)]
    if exact:
        return exact
    # A word may have been parted at a line's end in print.
    within = f"{SOFT_HYPHEN}?" if SOFT_HYPHEN in text else ""
    folded = re.compile(r"(?=(" + r"\s+".join(within.join(map(re.escape, word)) for word in words) + "))")
    return [match.span(1) for match in folded.finditer(text)]


def only(text: str, quote: str, near: str = "") -> Stretch:
    """The one place of the quote; with `near`, the place closest to those words. Raises NotFound, which says where."""
    found = find(text, quote)
    if not found:
        raise NotFound(f"“{_short(quote)}” is not in this document.{_beginning(text, quote)}")
    if near:
        return _nearest(text, found, near)
    if len(found) > 1:
        listed = "\n".join(f"  {_described(text, stretch)}" for stretch in found[:MOST_SHOWN])
        more = f"\n  and {len(found) - MOST_SHOWN} more" if len(found) > MOST_SHOWN else ""
        raise NotFound(
            f"“{_short(quote)}” is in this document {len(found)} times. "
            f"Say which with --near and words beside it:\n{listed}{more}"
        )
    return found[0]


@dataclass(frozen=True)
class _Distance:
    characters: int
    stretch: Stretch


def _nearest(text: str, found: list[Stretch], near: str) -> Stretch:
    marks = find(text, near)
    if not marks:
        raise NotFound(f"“{_short(near)}”, which the quote should be near, is not in this document.")
    ways = [_Distance(_gap(stretch, mark), stretch) for stretch in found for mark in marks]
    return min(ways, key=lambda way: (way.characters, way.stretch)).stretch


def _gap(one: Stretch, other: Stretch) -> int:
    return max(one[0] - other[1], other[0] - one[1], 0)


def _described(text: str, stretch: Stretch) -> str:
    start, end = stretch
    line = text.count("\n", 0, start) + 1
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    context = " ".join(f"{before}[{text[start:end]}]{after}".split())
    return f"line {line}, characters {start}–{end}: …{_short(context, 160)}…"


def _beginning(text: str, quote: str) -> str:
    """Where as many of its first words as possible stand: most often one later word is misspelt."""
    words = quote.split()
    least, most = 0, len(words) - 1
    while least < most:  # fewer words are found wherever more are
        middle = (least + most + 1) // 2
        least, most = (middle, most) if find(text, " ".join(words[:middle])) else (least, middle - 1)
    if least < 3:
        return ""
    [stretch, *_] = find(text, " ".join(words[:least]))
    return f" Its first {least} words are, at {_described(text, stretch)}"


def _short(words: str, most: int = 60) -> str:
    line = " ".join(words.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"
