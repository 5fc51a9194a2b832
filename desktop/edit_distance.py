"""How many letters lie between two stretches of text. Pure; bit-parallel after Myers and Hyyrö, in Python's long integers."""

from collections.abc import Iterator


def distances(pattern: str, text: str, *, anchored: bool) -> Iterator[int]:
    """Edits from `pattern` to the text that ends at each character of `text`, in turn.

    Anchored, that text begins at the first character; otherwise wherever it is nearest.
    """
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
        yield edits


def likeness(pattern: str, text: str) -> float:
    """Share of `pattern` that is the beginning of `text`, give or take letters in between; 1.0 for an empty pattern."""
    if not pattern or text.startswith(pattern):
        return 1.0
    least = min(distances(pattern, text, anchored=True), default=len(pattern))
    return max(0.0, 1 - least / len(pattern))
