"""The folded copy of a text that is searched: the stored text itself is never normalised."""

import re
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

SOFT_HYPHEN = "\u00ad"
"""Where a line's end parted a word in print; who looks for the word does not know."""

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
_SAME = dict.fromkeys(_DROPPED, "") | dict(zip("يىكةهۃۂأإآٱؤئ’‘", "ییکہہہہااااوی''", strict=True))
_VARIANTS = frozenset(_SAME)
CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_EACH_CJK = re.compile(f"([{CJK}])")
_WORDS = re.compile(r"[^\W_]+(?:[\u0900-\u0dff]+[^\W_]*)*")
CJK_RUN = re.compile(f"[{CJK}]+|[^{CJK}]+")


def fold(text: str, *, cased: bool = False) -> str:
    """Compatibility forms joined, case and vowel signs dropped, letter variants of Arabic script made one."""
    if text.isascii():
        return text if cased else text.lower()
    joined = unicodedata.normalize("NFKC", text)
    plain = unicodedata.normalize("NFD", joined if cased else joined.casefold())
    for variant in _VARIANTS.intersection(plain):  # a text has few of them: five times quicker than a table for all
        plain = plain.replace(variant, _SAME[variant])
    return plain


def fold_exactly(text: str, *, cased: bool = False) -> str:
    """Accents and forms as they are; only case, how an accent is encoded, and where print parted a word make no odds."""
    if text.isascii():
        return text if cased else text.lower()
    whole = unicodedata.normalize("NFC", text).replace(SOFT_HYPHEN, "")
    return whole if cased else unicodedata.normalize("NFC", whole.casefold())


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


@dataclass(frozen=True)
class Mapped:
    """A folded text, and where its characters come from in the stored text: told only of the pieces that fold into
    more or fewer characters; between them one stands for one."""

    folded: str
    at: Sequence[int] = ()
    until: Sequence[int] = ()
    """Where such pieces begin and end in the folded text …"""
    starts: Sequence[int] = ()
    ends: Sequence[int] = ()
    """… and in the stored one."""

    def stored(self, start: int, end: int) -> tuple[int, int]:
        """Where the folded characters [start, end) stand in the stored text; whole characters with their marks."""
        return self._one(start)[0], self._one(end - 1)[1]

    def _one(self, at: int) -> tuple[int, int]:
        piece = bisect_right(self.at, at) - 1
        if piece < 0:
            return at, at + 1
        if at < self.until[piece]:
            return self.starts[piece], self.ends[piece]
        start = self.ends[piece] + at - self.until[piece]
        return start, start + 1


Fold = Callable[[str], str]


def mapped(text: str, how: Fold = fold, folded: str | None = None) -> Mapped:
    """`how(text)`, unless somebody has it already, with its places."""
    folded, uneven = how(text) if folded is None else folded, _uneven(text, how)
    if uneven is None:
        return Mapped(folded)
    at, until, starts, ends = array("i"), array("i"), array("i"), array("i")
    shift = 0
    for match in uneven.finditer(text):
        start, end = match.span()
        length = _folded_length(match.group(), how)
        at.append(start + shift)
        until.append(start + shift + length)
        starts.append(start)
        ends.append(end)
        shift += length - (end - start)
    return Mapped(folded, at, until, starts, ends)


def may_part(text: str, at: int) -> int:
    """The first place from `at` on where a text can be parted and its parts folded alone."""
    while at < len(text) and _joins(text[at]):
        at += 1
    return at


def _uneven(text: str, how: Fold) -> re.Pattern[str] | None:
    """Finds the pieces that don't fold one to one: a character with all that joins it, or one that becomes several."""
    if text.isascii():
        return None
    own = [character for character in set(text) if not character.isascii()]
    joining = "".join(map(re.escape, filter(_joins, own)))
    longer = "".join(re.escape(c) for c in own if not _joins(c) and _folded_length(c, how) != 1)
    ways = ([f"[^{joining}]?[{joining}]+"] if joining else []) + ([f"[{longer}]"] if longer else [])
    return re.compile("|".join(ways), re.DOTALL) if ways else None


@lru_cache(maxsize=50_000)
def _folded_length(piece: str, how: Fold) -> int:
    return len(how(piece))


@lru_cache(maxsize=4096)
def _joins(character: str) -> bool:
    """May it melt with the one before: an accent, a vowel sign, a part of a Hangul syllable, in any form; or nothing?"""
    if character.isascii():
        return False
    first = unicodedata.normalize("NFKD", character)[0]
    return unicodedata.category(first)[0] == "M" or "\u1160" <= first <= "\u11ff" or character in _DROPPED
