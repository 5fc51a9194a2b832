"""The folded copy of a text that is searched: the stored text itself is never normalised."""

import re
import unicodedata

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
_CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_EACH_CJK = re.compile(f"([{_CJK}])")
_WORDS = re.compile(r"[^\W_]+(?:[\u0900-\u0dff]+[^\W_]*)*")
CJK_RUN = re.compile(f"[{_CJK}]+|[^{_CJK}]+")


def fold(text: str) -> str:
    """Compatibility forms joined, case and vowel signs dropped, letter variants of Arabic script made one."""
    return unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).casefold()).translate(_SAME)


def spaced(text: str) -> str:
    """The folded text with each Chinese or Japanese character a word of its own, for the index."""
    return _EACH_CJK.sub(r" \1 ", fold(text))


def words(query: str) -> list[str]:
    """The folded words of a query; a run of Chinese or Japanese characters is one word."""
    return [part for word in _WORDS.findall(fold(query)) for part in CJK_RUN.findall(word)]
