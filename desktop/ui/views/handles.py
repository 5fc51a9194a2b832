"""Both ends of the current claim: drawn, taken hold of, moved by mouse or keyboard.

A gesture shows what it does as it goes, and tells of itself once, when it ends: one step to take back.
"""

import unicodedata
from dataclasses import replace
from typing import Any, Protocol

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPen, QTransform
from PySide6.QtWidgets import QApplication, QWidget

from desktop.ui.views.base import Mark
from desktop.ui.views.boundaries import Boundaries, Kind
from desktop.ui.views.growing import Stretch, grown

GRIP = 44
"""Pixels, top to bottom, in which an end can be taken hold of."""
REACH = 7
"""Pixels to each side."""
OUT = 14
"""Pixels of the grip beyond the line: above at the start, below at the end."""
KNOB = 3.5
MODIFIERS = frozenset([Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta])
"""Keys that do nothing by themselves: a gesture goes on."""
SCROLL_EVERY = 30
"""Milliseconds between two steps while an end is held beyond the edge."""


class Held(Protocol):
    """What a view offers for its current mark."""

    ends_moved: Any

    def boundaries(self) -> Boundaries: ...
    def caret(self) -> int: ...
    def current_marks(self) -> list[Mark]: ...
    def show_marks(self, mark_id: str, marks: list[Mark]) -> None:
        """Paint them; nobody is told."""

    def box_of(self, position: int) -> QRectF | None:
        """Of the character, in the coordinates of the view; None when it is not laid out."""

    def position_at(self, point: QPointF) -> int: ...
    def scroll_by(self, across: float, down: float) -> None: ...
    def viewport(self) -> QWidget: ...


class Ends:
    def __init__(self, view: Held) -> None:
        self._view = view
        self._scroller = QTimer(view.viewport())
        self._scroller.setInterval(SCROLL_EVERY)
        self._scroller.timeout.connect(self._scroll)
        self._showing = False
        self._turn = QTransform()
        """From words that stand upright to the view, where pages are turned."""
        self._forget()

    def turn_to(self, quarters: int) -> None:
        """The words lie so, clockwise."""
        self._turn = QTransform().rotate(90 * quarters)

    def _forget(self) -> None:
        self._own: list[Mark] = []
        """The marks as they were when the gesture began; [] while there is none."""
        self._number, self._at_start = 0, False
        self._now: Stretch = (0, 0)
        self._pressed: QPointF | None = None
        self._dragging = False
        self._at, self._alt = QPointF(), False
        self._scroller.stop()

    # ── by keyboard ──────────────────────────────────────────────────────────────────────────────

    def step(self, step: int, *, at_start: bool, kind: Kind) -> bool:
        """Move an end of the current passage around the caret. False when there is none."""
        if not self._own and not self._begin_at(self._view.caret()):
            return False
        start, end = grown(self._view.boundaries(), self._now, step, at_start=at_start, kind=kind)
        if start < end:
            self._show((start, end))
        return True

    def _begin_at(self, caret: int) -> bool:
        own = self._view.current_marks()
        number = next((n for n, mark in enumerate(own) if mark.start <= caret <= mark.end), None)
        if number is not None:
            self._own, self._number, self._now = own, number, (own[number].start, own[number].end)
        return number is not None

    # ── by mouse ─────────────────────────────────────────────────────────────────────────────────

    def over(self, point: QPointF) -> bool:
        return self._found(point) is not None

    def press(self, event: QMouseEvent) -> bool:
        """Was an end taken hold of?"""
        plain = not event.modifiers() & (Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier)
        found = self._found(event.position()) if plain and event.button() == Qt.MouseButton.LeftButton else None
        if found is None:
            return False
        self._own = self._view.current_marks()
        self._number, self._at_start = found
        self._now = self._own[self._number].start, self._own[self._number].end
        self._pressed = self._at = event.position()
        return True

    def move(self, event: QMouseEvent) -> bool:
        if self._pressed is None:
            return False
        far = (event.position() - self._pressed).manhattanLength() >= QApplication.startDragDistance()
        self._dragging = self._dragging or far
        if self._dragging:
            self._alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
            self._drag(event.position())
            inside = self._view.viewport().rect().contains(event.position().toPoint())
            if inside:
                self._scroller.stop()
            elif not self._scroller.isActive():
                self._scroller.start()
        return True

    def release(self) -> bool:
        """Was an end let go that had been moved? A press without a movement is a click on the words."""
        dragged = self._dragging
        if dragged:
            self.finish()
        elif self._pressed is not None:
            self._forget()
        return dragged

    @property
    def held(self) -> bool:
        return self._pressed is not None

    def _drag(self, point: QPointF) -> None:
        """Whole words unless Alt is held; at least one character stays."""
        self._at = point
        there, (start, end) = self._view.position_at(point), self._now
        if self._at_start:
            start = min(there, self._own[self._number].end - 1)
        else:
            end = max(there, self._own[self._number].start + 1)
        bounds = self._view.boundaries()
        start, end = bounds.trimmed(start, end) if self._alt else bounds.snapped(start, end)
        if start < end:
            self._show((start, end))

    def _scroll(self) -> None:
        """Further out, faster."""
        height = self._view.viewport().height()
        self._view.scroll_by(0, (min(0.0, self._at.y()) or max(0.0, self._at.y() - height)) / 2)
        self._drag(self._at)

    # ── both ─────────────────────────────────────────────────────────────────────────────────────

    def finish(self) -> None:
        """The gesture is over: tell of it if it changed anything."""
        if self._own:
            mark, now = self._own[self._number], self._now
            self._forget()
            if now != (mark.start, mark.end):
                self._view.ends_moved.emit(mark.id, (mark.start, mark.end), now)

    def cancel(self) -> bool:
        """As it was. False when no gesture was going on."""
        own = self._own
        self._forget()
        if own:
            self._paint(own)
        return bool(own)

    def replaced(self, mark_id: str) -> None:
        """The workspace says where the marks of a claim are now: a gesture on the old ones ends."""
        if self._own and not self._showing and mark_id == self._own[0].id:
            self.finish()

    def _show(self, now: Stretch) -> None:
        if now != self._now:
            self._now = now
            moved = replace(self._own[self._number], start=now[0], end=now[1])
            self._paint([*self._own[: self._number], moved, *self._own[self._number + 1 :]])

    def _paint(self, marks: list[Mark]) -> None:
        self._showing = True
        self._view.show_marks(marks[0].id, marks)
        self._showing = False

    # ── where they are ───────────────────────────────────────────────────────────────────────────

    def _found(self, point: QPointF) -> tuple[int, bool] | None:
        """(which passage, is it its start) of the end under the point, the nearest one of short passages."""
        point = self._upright().map(point)
        hit = [
            (abs(edge.x() - point.x()), number, at_start)
            for number, mark in enumerate(self._view.current_marks())
            for at_start in (True, False)
            if (edge := self._edge(mark, at_start=at_start)) and _grip(edge, at_start=at_start).contains(point)
        ]
        return min(hit)[1:] if hit else None

    def _edge(self, mark: Mark, *, at_start: bool) -> QRectF | None:
        """A box without width where the passage begins or ends, whichever way the words run; upright."""
        at = mark.start if at_start else mark.end - 1
        box = self._view.box_of(at)
        if box is None:
            return None
        box = self._upright().mapRect(box)
        backwards = unicodedata.bidirectional(self._view.boundaries().text[at]) in ("R", "AL")
        return QRectF(box.left() if at_start != backwards else box.right(), box.top(), 0, box.height())

    def paint(self, painter: QPainter, ink: Any) -> None:
        """In the coordinates of the view; `ink` gives the colour of a kind."""
        seen = self._upright().mapRect(QRectF(self._view.viewport().rect()))
        painter.save()
        painter.setTransform(self._turn, combine=True)
        for mark in self._view.current_marks():
            for at_start in (True, False):
                edge = self._edge(mark, at_start=at_start)
                if edge and seen.intersects(_grip(edge, at_start=at_start)):
                    _draw(painter, edge, ink(mark.kind), at_start=at_start)
        painter.restore()

    def _upright(self) -> QTransform:
        return self._turn.inverted()[0]


def _grip(edge: QRectF, *, at_start: bool) -> QRectF:
    top = edge.top() - OUT if at_start else edge.bottom() + OUT - GRIP
    return QRectF(edge.x() - REACH, top, 2 * REACH, GRIP)


def _draw(painter: QPainter, edge: QRectF, colour: QColor, *, at_start: bool) -> None:
    """A thin bar with a knob, above the first line or below the last."""
    painter.setPen(QPen(colour, 1.6))
    painter.drawLine(edge.topLeft(), edge.bottomLeft())
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(edge.topLeft() if at_start else edge.bottomLeft(), KNOB, KNOB)
