"""The contract of a view: it is handed a document and marks, and says what a person does; it knows no workspace.

All positions are code points of the version's text, half-open.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal

from desktop.documents.base import PageImage, Reading

AskForPage = Callable[[int, float, Callable[[PageImage], None]], None]
"""(page from 0, pixels per point, what to do with the pixels): answers later, on the window's thread."""


@dataclass(frozen=True, eq=False)
class Mark:
    """One passage to paint. Passages of one claim share its id. Told apart by identity: there may be very many."""

    id: str
    """A claim's or, for evidence, an outcome's id."""
    kind: str
    """Name of the colour token: promise, risk, incentive, evidence."""
    sign: str
    line: str
    start: int
    end: int
    title: str = ""
    """Said by the tool tip and to screen readers."""


@dataclass(frozen=True)
class Shown:
    """A document as a view needs it."""

    version_id: str
    text: str
    reading: Reading
    """Its text is empty (it is above); blocks, pages and metadata are there, turns too."""
    ask_for_page: AskForPage | None = None


class ViewSignals:
    """Every view (a QAbstractScrollArea) has these signals and methods; the Read place uses nothing else.

    `set_marks` shows all of another document; `put_marks(id, marks)` those of one claim, [] when it is gone.
    `where()` tells in words which page or paragraph one is in.
    """

    passage_selected = Signal(int, int)
    """The selection was made or changed by a person; equal numbers: there is none any more."""
    caret_moved = Signal(int)
    mark_clicked = Signal(str)
    stretch_added = Signal(int, int)
    """Ctrl + drag or Ctrl + click: one more stretch for the current claim."""
    picked = Signal(int, int)
    """Words were selected by mouse and the button is up; `passage_selected` has told of them."""
    merge_wanted = Signal(str)
    """Ctrl + Shift + click on a mark: it and the current claim are one."""
    ends_moved = Signal(str, object, object)
    """(id, (start, end) before, after): an end of the current claim's passage was moved, in one gesture."""


def overlapping(marks: Sequence[Mark]) -> dict[Mark, int]:
    """The level of each mark: the lowest that no mark sharing characters with it has. Longest first at equal starts."""
    ends: list[int] = []
    levels: dict[Mark, int] = {}
    for mark in sorted(marks, key=lambda m: (m.start, -m.end, m.id)):
        level = next((n for n, end in enumerate(ends) if end <= mark.start), len(ends))
        ends[level : level + 1] = [mark.end]
        levels[mark] = level
    return levels
