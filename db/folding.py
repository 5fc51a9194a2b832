"""The folded copy of a text that is searched: the stored text itself is never normalised."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

_DROPPED = "".join(
    chr(code)
    for first, last in (
        (0x0300, 0x036F),  # combining diacritics of Latin, Greek, Cyrillic
        (0x0591, 0x05C7),  # Hebrew points
        (0x0610, 0x061A), (0x0640, 0x0640), (0x064B, 0x065F), (0x0670, 0x0670), (0x06D6, 0x06ED),  # Arabic signs, tatweel
        (0x200B, 0x200F), (0x2060, 0x2060), (0xFEFF, 0xFEFF), (0x00AD, 0x00AD),  # invisible characters, soft hyphen
    )
    for code in range(first, last + 1)
)  # fmt: skip
_SAME = str.maketrans(dict.fromkeys(_DROPPED) | dict(zip("يىكةهۃۂأإآٱؤئ’‘", "ییکہہہہااااوی''", strict=True)))
CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_EACH_CJK = re.compile(f"([{CJK}])")
_WORDS = re.compile(r"[^\W_]+(?:[\u0900-\u0dff]+[^\W_]*)*")
CJK_RUN = re.compile(f"[{CJK}]+|[^{CJK}]+")


def fold(text: str) -> str:
    """Compatibility forms joined, case and vowel signs dropped, letter variants of Arabic script made one."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).casefold()).translate(_SAME)


def spaced(text: str) -> str:
    """The folded text with each Chinese or Japanese character a word of its own, for the index."""
    folded = fold(text)
    return folded if folded.isascii() else _EACH_CJK.sub(r" \1 ", folded)


def words(query: str) -> list[str]:
    """The folded words of a query; a run of Chinese or Japanese characters is one word."""
    return [part for word in _WORDS.findall(fold(query)) for part in CJK_RUN.findall(word)]


def is_cjk(token: str) -> bool:
    return bool(_EACH_CJK.match(token))


def each(word: str) -> list[str]:
    """A folded word as the index has it: Chinese and Japanese characters are words of their own."""
    return _EACH_CJK.sub(r" \1 ", word).split()


class Mapped(NamedTuple):
    """A folded text, and of each of its characters the stretch of the stored text that it comes from."""

    folded: str
    starts: Sequence[int]
    ends: Sequence[int]

    def stored(self, start: int, end: int) -> tuple[int, int]:
        """Where the folded characters [start, end) stand in the stored text; whole characters with their marks."""
        return self.starts[start], self.ends[end - 1]


def mapped(text: str) -> Mapped:
    """`fold(text)` with its places: folded piece by piece, where a piece begins with a character that joins nothing."""
    if text.isascii():
        return Mapped(text.lower(), range(len(text)), range(1, len(text) + 1))
    folded: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end in _pieces(text):
        piece = text[start:end]
        plain = piece.lower() if piece.isascii() else fold(piece)
        folded.append(plain)
        if len(plain) == end - start and piece.isascii():
            starts += range(start, end)
            ends += range(start + 1, end + 1)
        else:
            starts += [start] * len(plain)
            ends += [end] * len(plain)
    return Mapped("".join(folded), starts, ends)


_ASCII = re.compile("[\x00-\x7f]+")


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Stretches that fold alike alone and in the text: runs of ASCII, else a character with all that joins it."""
    at = 0
    while at < len(text):
        run = _ASCII.match(text, at)
        end = run.end() if run else at + 1
        if end < len(text) and _joins(text[end]):
            if end - 1 > at:
                yield at, end - 1
            at = end - 1
            while end < len(text) and _joins(text[end]):
                end += 1
        yield at, end
        at = end


@lru_cache(maxsize=4096)
def _joins(character: str) -> bool:
    """May it melt with the one before: an accent, a vowel sign, a part of a Hangul syllable, in any form; or nothing?"""
    if character.isascii():
        return False
    first = unicodedata.normalize("NFKD", character)[0]
    return unicodedata.category(first)[0] == "M" or "\u1160" <= first <= "\u11ff" or character in _DROPPED
