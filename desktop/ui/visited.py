"""Back and forward through where one was: places, documents, claims jumped to. Steps from word to word are no visits."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from desktop.ui.places.read.going import Spot

MOST = 100
"""Visits that are remembered."""


@dataclass(frozen=True)
class Visit:
    place: str
    """Name of the place."""
    spot: "Spot | None" = None
    """Where one was in a document, when the place was Read."""

    def near(self, other: "Visit") -> bool:
        """The same for a person: going there would show nothing else."""
        if not (self.spot and other.spot):
            return self.place == other.place and self.spot == other.spot
        same = (self.spot.document_id, self.spot.paged) == (other.spot.document_id, other.spot.paged)
        return same and self.spot.place == other.spot.place


class Visited(QObject):
    """`here` says where one is, `show` goes there; neither is remembered while `show` runs."""

    changed = Signal()

    def __init__(self, here: Callable[[], Visit], show: Callable[[Visit], None]) -> None:
        super().__init__()
        self._here, self._show = here, show
        self._back: list[Visit] = []
        self._forward: list[Visit] = []
        self._going = False

    def leave(self, visit: Visit) -> None:
        """One goes on from there to something else."""
        if not self._going and not any(visit.near(last) for last in self._back[-2:]):
            self._back = [*self._back, visit][-MOST:]
            self._forward.clear()
            self.changed.emit()

    def can_go(self, by: int) -> bool:
        return bool(self._back if by < 0 else self._forward)

    def go(self, by: int) -> None:
        """-1 back, 1 forward."""
        came, goes = (self._back, self._forward) if by < 0 else (self._forward, self._back)
        here = self._here()
        while came and came[-1].near(here):
            came.pop()
        if came:
            goes.append(here)
            self._going = True
            try:
                self._show(came.pop())
            finally:
                self._going = False
        self.changed.emit()

    def forget(self) -> None:
        self._back.clear()
        self._forward.clear()
        self.changed.emit()
