"""The table of contents of a document: its own where it has one, else its headings; pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.documents.base import Reading

LONGEST_TITLE = 120


@dataclass(frozen=True)
class Heading:
    at: int
    """Position in the text."""
    title: str
    level: int
    """From 1; the first entry has 1, and nobody is more than one deeper than the entry before."""
    page: str = ""
    """Label of the page where it stands, in documents with pages."""


def contents(reading: Reading, text: str) -> list[Heading]:
    """In the order of the text; empty when the document has neither an outline nor two headings."""
    own = [(entry.at, entry.title, entry.level) for entry in reading.outline]
    found = own or [(b.start, text[b.start : b.end], b.level) for b in reading.blocks if b.kind == "heading"]
    if not own and len(found) < 2:
        return []
    levels = _without_gaps([level for _, _, level in found])
    starts = [(page.start, page.label) for page in reading.pages]
    return [
        Heading(at, _short(title), level, _page(starts, at))
        for (at, title, _), level in zip(found, levels, strict=True)
    ]


def _short(title: str) -> str:
    words = " ".join(title.split()) or "…"
    return words if len(words) <= LONGEST_TITLE else words[: LONGEST_TITLE - 1].rstrip() + "…"


def _without_gaps(levels: Sequence[int]) -> list[int]:
    """1, 3, 3, 2 becomes 1, 2, 2, 2."""
    open_levels: list[int] = []
    found = []
    for level in levels:
        while open_levels and open_levels[-1] >= level:
            open_levels.pop()
        open_levels.append(level)
        found.append(len(open_levels))
    return found


def _page(starts: Sequence[tuple[int, str]], at: int) -> str:
    label = ""
    for start, name in starts:
        if start > at:
            break
        label = name
    return label
