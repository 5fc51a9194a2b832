"""Where a phrase stands in a text, with what stands around it in one line. Pure; positions are code points."""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.finding import find_all, is_whole

MOST = 2000
"""Places that are listed."""
AROUND = 90
"""Characters on each side."""
Stretch = tuple[int, int]


@dataclass(frozen=True)
class Occurrence:
    version_id: str
    document: str
    start: int
    end: int
    before: str
    words: str
    after: str
    tagged: bool
    """It shares characters with a claim of the kind."""


def in_text(
    text: str, phrase: str, version_id: str, document: str, tagged: Sequence[Stretch], *, whole: bool, most: int
) -> list[Occurrence]:
    """Every place of the phrase, capitals and accents alike; `whole`: not within longer words."""
    found = [place for place in find_all(text, phrase) if not whole or is_whole(text, *place)]
    return [
        Occurrence(
            version_id,
            document,
            start,
            end,
            _one_line(text[max(text.rfind("\n", 0, start) + 1, start - AROUND) : start]),
            _one_line(text[start:end]),
            _one_line(text[end : min(_line_end(text, end), end + AROUND)]),
            any(a < end and start < b for a, b in tagged),
        )
        for start, end in found[: max(0, most)]
    ]


def _line_end(text: str, at: int) -> int:
    found = text.find("\n", at)
    return found if found >= 0 else len(text)


def _one_line(words: str) -> str:
    return "".join(" " if character.isspace() else character for character in words)
