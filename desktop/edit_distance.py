"""How many letters lie between two stretches of text. Pure; bit-parallel after Myers and Hyyrö, in Python's long integers."""

from collections import deque
from collections.abc import Iterator


def distances(pattern: str, text: str, *, anchored: bool) -> Iterator[int]:
    """Edits from `pattern` to the text that ends at each character of `text`, in turn.

    Anchored, that text begins at the first character; otherwise wherever it is nearest.
    """
    return (edits for edits, _, _ in _columns(pattern, text, anchored))


def between(old: str, new: str) -> int:
    """Edits from one text to the other."""
    return 0 if old == new else deque(distances(old, new, anchored=True), 1).pop() if old and new else len(old or new)


def opposite(old: str, new: str) -> list[int]:
    """For each letter of `old` where the one it became stands in `new`, -1 when it is gone; with the fewest edits."""
    found = [-1] * len(old)
    columns = [(up, down) for _, up, down in _columns(old, new, anchored=True)] if old else []
    ours, theirs = len(old), len(columns)
    while ours and theirs:
        row = 1 << ours - 1
        if columns[theirs - 1][0] & row:
            ours -= 1
            continue
        theirs -= 1
        if theirs and columns[theirs - 1][1] & row:
            continue
        ours -= 1
        found[ours] = theirs
    return found


def _columns(pattern: str, text: str, anchored: bool) -> Iterator[tuple[int, int, int]]:
    """Edits, and of which letters of the pattern on they rise or fall, after each character of `text`."""
    at: dict[str, int] = {}
    for number, letter in enumerate(pattern):
        at[letter] = at.get(letter, 0) | 1 << number
    every, last = (1 << len(pattern)) - 1, 1 << len(pattern) - 1
    up, down, edits = every, 0, len(pattern)
    for letter in text:
        same = at.get(letter, 0)
        diagonal = ((((same & up) + up) ^ up) | same | down) & every
        rises = down | (every ^ (diagonal | up))
        falls = diagonal & up
        edits += bool(rises & last) - bool(falls & last)
        rises = rises << 1 | anchored
        up = (falls << 1 | ~(diagonal | rises)) & every
        down = rises & diagonal & every
        yield edits, up, down


def likeness(pattern: str, text: str) -> float:
    """Share of `pattern` that is the beginning of `text`, give or take letters in between; 1.0 for an empty pattern."""
    if not pattern or text.startswith(pattern):
        return 1.0
    least = min(distances(pattern, text, anchored=True), default=len(pattern))
    return max(0.0, 1 - least / len(pattern))
