"""Find words in a text: case, accents and widths alike when asked, positions in the text as it is stored."""

import unicodedata
from functools import lru_cache

SOFT_HYPHEN = "\u00ad"
"""Where a line's end parted a word in print; who looks for the word does not know."""


def find_all(text: str, words: str, most: int = 100_000) -> list[tuple[int, int]]:
    """Every place of `words` in `text`, not overlapping; "naïve" finds "naive" and "ＡＢ" finds "ab"."""
    wanted, _ = _folded(words.strip())
    if not wanted:
        return []
    folded, places = _folded(text)
    found: list[tuple[int, int]] = []
    at = folded.find(wanted)
    while at >= 0 and len(found) < most:
        start, last = (at, at + len(wanted) - 1) if places is None else (places[at], places[at + len(wanted) - 1])
        if not found or start >= found[-1][1]:  # else the second half of a character that folds into two
            found.append((start, _with_marks(text, last + 1)))
        at = folded.find(wanted, at + len(wanted))
    return found


def _with_marks(text: str, end: int) -> int:
    """The end behind the accents and vowel signs that stand on the last character."""
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
    return end


@lru_cache(maxsize=4)
def _folded(text: str) -> tuple[str, list[int] | None]:
    """The folded text and, where its length differs, the position of each of its characters."""
    if text.isascii():
        return text.lower(), None
    folded: list[str] = []
    places: list[int] = []
    for at, character in enumerate(text):
        plain = unicodedata.normalize("NFKD", character).casefold()
        kept = [c for c in plain if c != SOFT_HYPHEN and not unicodedata.combining(c)]
        folded += kept
        places += [at] * len(kept)
    return "".join(folded), places
