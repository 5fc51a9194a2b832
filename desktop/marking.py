"""Where the words that are looked for stand in a stored text, and the line around them. Pure.

Words are compared as the index compares them, folded; places are code points of the stored text.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, takewhile
from typing import Any

from db.folding import CJK, Mapped, is_cjk, mapped

Stretch = tuple[int, int]
BEFORE, BEHIND = 48, 150
"""Characters of the paragraph that are shown before the first mark and behind it."""
SHORTEST_PART = 3
CUT = "…"
"""Where a paragraph goes on."""


@dataclass(frozen=True)
class Line:
    """Words of a text in one line; `marks` are places in `words`, `start` and `end` those of the first mark in the text."""

    words: str
    marks: tuple[Stretch, ...]
    start: int
    end: int


@dataclass(frozen=True)
class Mark:
    start: int
    end: int
    term: int
    """Which of the terms stands there."""


@lru_cache(maxsize=256)
def folded(text: str) -> Mapped:
    return mapped(text)


def words_beginning(text: str, beginnings: Iterable[str]) -> set[str]:
    """The folded words of a text that begin with one of these."""
    return set(_compiled(f"(?<!{_LETTER})(?:{'|'.join(beginnings)}){_LETTER}*").findall(folded(text).folded))


def marks(text: str, terms: Sequence[Sequence[str]], stems: dict[str, set[str]], *, whole: bool = False) -> list[Mark]:
    """Every place of a term: a word, its beginning or stem or, within a word, a part of it; or words that follow each other."""
    searched = folded(text)
    found = []
    for number, term in enumerate(terms):
        stem = frozenset(stems.get(term[0], ())) if len(term) == 1 else frozenset()
        for match in _compiled(_pattern(tuple(term), stem, whole)).finditer(searched.folded):
            found.append(Mark(*searched.stored(*match.span()), number))
    return sorted(found, key=lambda mark: (mark.start, mark.end))


def as_typed(text: str, found: Iterable[Mark], typed: Sequence[str]) -> list[Mark]:
    """Only the marks whose words stand there exactly as they were typed, as far as that reaches."""
    kept = []
    for mark in found:
        words = typed[mark.term]
        at = text.find(words, mark.start, mark.end + len(words))
        if at >= 0 and at < mark.end:
            kept.append(Mark(at, at + len(words), mark.term))
    return kept


def within(found: Iterable[Mark], allowed: Sequence[Sequence[Stretch]]) -> list[Mark]:
    """Only the marks that lie in a stretch of each of the lists."""
    return [m for m in found if all(any(a < m.end and m.start < b for a, b in stretches) for stretches in allowed)]


def lines(text: str, found: Sequence[Mark]) -> list[Line]:
    """A line for each mark with those that stand in the same line; of several terms the lines that have most of them."""
    made = list(_lines(text, found))
    most = max((len(terms) for _, terms in made), default=0)
    return [line for line, terms in made if len(terms) == most]


def _lines(text: str, found: Sequence[Mark]) -> Iterator[tuple[Line, set[int]]]:
    at = 0
    while at < len(found):
        first = found[at]
        start, end = _around(text, first)
        own = list(takewhile(lambda mark: mark.end <= end, found[at:]))  # noqa: B023
        before = CUT + " " if start and text[start - 1] != "\n" else ""
        behind = " " + CUT if end < len(text) and text[end] != "\n" else ""
        by = len(before) - start
        places = tuple(_joined([(mark.start + by, mark.end + by) for mark in own]))
        words = f"{before}{_one_line(text[start:end])}{behind}"
        yield Line(words, places, first.start, first.end), {mark.term for mark in own}
        at += len(own)


def _around(text: str, mark: Mark) -> Stretch:
    """The paragraph around a mark, cut at blanks when it is long."""
    start = max(text.rfind("\n", 0, mark.start) + 1, mark.start - BEFORE)
    end = text.find("\n", mark.end)
    end = min(len(text) if end < 0 else end, max(mark.start + BEHIND, mark.end))
    if start and text[start - 1] != "\n":
        start = next((n + 1 for n in range(start, mark.start) if text[n].isspace()), start)
    if end < len(text) and text[end] != "\n":
        end = next((n for n in range(end, mark.end, -1) if text[n].isspace()), end)
    return start, end


def _joined(places: Iterable[Stretch]) -> list[Stretch]:
    """Without overlaps."""
    found: list[Stretch] = []
    for start, end in sorted(places):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _one_line(words: str) -> str:
    """As many characters as before, so that places stay."""
    return "".join(" " if character.isspace() else character for character in words)


_LETTER = rf"[[\p{{L}}\p{{N}}\p{{Co}}\p{{Mn}}\p{{Mc}}]--[{CJK}]]"
"""What the index takes for a part of a word; each Chinese or Japanese character is a word of its own."""
_NONE = r"[^\p{L}\p{N}\p{Co}\p{Mn}\p{Mc}]"


@lru_cache(maxsize=64)
def _pattern(term: tuple[str, ...], stem: frozenset[str], whole: bool) -> str:
    """The term in a folded text, as the index finds it."""
    import regex

    begins, ends = (
        "" if is_cjk(token) else edge for token, edge in ((term[0], f"(?<!{_LETTER})"), (term[-1], f"(?!{_LETTER})"))
    )
    words = regex.escape(term[0])
    for before, token in pairwise(term):
        joined = is_cjk(before) or is_cjk(token)
        words += f"{_NONE}{'*' if joined else '+'}{regex.escape(token)}"
    if whole:
        return f"{begins}{words}{ends}"
    inside = len(term) == 1 and len(term[0]) >= SHORTEST_PART
    stems = "|".join(regex.escape(word) for word in sorted(stem, key=len, reverse=True))
    return (f"{begins}(?:{stems}){ends}|" if stems else "") + (words if inside else f"{begins}{words}")


@lru_cache(maxsize=64)
def _compiled(pattern: str) -> Any:
    import regex

    return regex.compile(pattern, regex.VERSION1)
