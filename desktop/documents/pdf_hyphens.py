"""Words that were parted at a line's end: is the hyphen the word's own, or only the printer's?"""

import re
from collections.abc import Callable, Iterable
from functools import cache
from itertools import chain

SOFT = "\u00ad"
AT_END = re.compile(r"[^\W\d_][-\u2010\u00ad]$")
EDGES = "()[]{}<>\"'“”‘’«»„.,;:!?…*†‡"
# First parts that nearly always keep their hyphen.
KEEPING = {"self", "quasi"}


def breaks_off(line: str) -> bool:
    """Does the line end in the middle of a word?"""
    return line[-1:] in "-\u2010\u00ad" and bool(AT_END.search(line))


class Hyphens:
    """Judges by the words of the whole document, which are gathered when the first hyphen asks."""

    def __init__(self, words: Iterable[Iterable[str]]) -> None:
        self._known: Callable[[], set[str]] = cache(lambda: {_bare(word) for word in set(chain.from_iterable(words))})

    def are_soft(self, first: str, rest: str) -> bool:
        """`first` ends with a hyphen; `rest` begins the next line."""
        if first[-1] == SOFT:
            return True
        head, tail = _bare(first[:-1]), _bare(rest)
        known = self._known()
        if head + tail in known:
            return True
        if f"{head}-{tail}" in known or head in KEEPING or "-" in head:
            return False
        return first[-2].islower() and rest[0].islower()


def _bare(word: str) -> str:
    return word.strip(EDGES).lower().replace("\u2010", "-")
