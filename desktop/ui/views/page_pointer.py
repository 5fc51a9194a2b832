"""The mouse on the page view: press, drag, double and triple click. Whole words are selected unless Alt is held."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QPointF, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QMouseEvent

if TYPE_CHECKING:
    from desktop.ui.views.page_view import PageView

SCROLL_EVERY = 30
"""Milliseconds between two steps while a drag is held beyond the edge."""


class PagePointer:
    def __init__(self, view: "PageView") -> None:
        self._view = view
        self.anchor = 0
        """Where a drag, or a selection by Shift, begins."""
        self._pressed: QPointF | None = None
        self._at = QPointF()
        self._dragging = False
        self._modifiers = Qt.KeyboardModifier.NoModifier
        self._before: tuple[int, int] | None = None
        self._taken: tuple[int, int] | None = None
        """What a second or third click took; said when the button is let go."""
        self._double = QElapsedTimer()
        self._scroller = QTimer(view)
        self._scroller.setInterval(SCROLL_EVERY)
        self._scroller.timeout.connect(self._scroll)

    def forget(self) -> None:
        self._pressed, self._dragging, self._taken, self.anchor = None, False, None, 0
        self._scroller.stop()

    def press(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or not self._view.page_count():
            event.ignore()
            return
        self._view.ends.finish()
        if self._view.ends.press(event):
            return
        if self._third(event.position()):
            self._take(event, self._view.boundaries().sentence(self._view.position_at(event.position())))
            return
        self._pressed = self._at = event.position()
        self._dragging, self._modifiers, self._taken = False, event.modifiers(), None
        self._before = self._view.selection()
        if event.modifiers() & _BOTH == Qt.KeyboardModifier.ShiftModifier:
            start, end = self._before or (self._view.caret(), self._view.caret())
            self.anchor = start if self._view.position_at(event.position()) > start else end
            self._drag(event.position(), event.modifiers())
        else:
            self.anchor = self._view.position_at(event.position())

    def double_click(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._view.page_count():
            self._double.start()
            spot = self._view.spot_at(event.position())
            word = self._view.layout_of(spot.page).word_under(spot.x, spot.y)
            if word is not None:
                self._take(event, self._view.boundaries().word(word))

    def move(self, event: QMouseEvent) -> None:
        if self._view.ends.move(event):
            return
        if self._pressed is None:
            mark = self._view.mark_at(event.position())
            self._view.point_at(mark.id if mark else "")
            self._view.viewport().setCursor(self._cursor(event.position(), bool(mark)))
            return
        far = (event.position() - self._pressed).manhattanLength()
        if self._dragging or far >= QGuiApplication.styleHints().startDragDistance():
            self._drag(event.position(), event.modifiers())
            inside = self._view.viewport().rect().contains(event.position().toPoint())
            if inside:
                self._scroller.stop()
            elif not self._scroller.isActive():
                self._scroller.start()

    def release(self, event: QMouseEvent) -> None:
        held = self._view.ends.held
        if self._view.ends.release():
            return
        if held:
            self.anchor = self._view.position_at(event.position())
            self._click(event.position())
            return
        if event.button() != Qt.MouseButton.LeftButton or self._pressed is None:
            return
        self._pressed = None
        self._scroller.stop()
        if self._modifiers & _BOTH == _BOTH:
            mark = self._view.mark_at(event.position())
            self._view.show_selection(*(self._before or (0, 0)))
            self._view.merge_wanted.emit(mark.id if mark else "")
        elif self._modifiers & Qt.KeyboardModifier.ControlModifier:
            self._add_stretch()
        elif self._dragging or self._taken:
            self._finish_drag()
        else:
            self._click(event.position())
        self._dragging = False

    def _take(self, event: QMouseEvent, passage: tuple[int, int]) -> None:
        self._pressed = self._at = event.position()
        self._dragging, self._modifiers, self._taken = False, event.modifiers(), passage
        self._before = self._view.selection()
        self.anchor = passage[0]
        self._view.show_selection(*passage)

    def _click(self, point: QPointF) -> None:
        """On a lane the caret goes to where its claim begins, elsewhere to the pointer."""
        mark = self._view.mark_at(point)
        caret = mark.start if mark and self._view.spot_at(point).x < 0 else self.anchor
        self._view.set_caret(caret)
        self._view.passage_selected.emit(caret, caret)
        if mark:
            self._view.mark_clicked.emit(mark.id)

    def _finish_drag(self) -> None:
        selection, anchor = self._view.selection(), self.anchor
        if selection:
            self._view.select(*selection)
            self._view.picked.emit(*selection)
        else:
            self._view.set_caret(anchor)
            self._view.clear_selection()

    def _add_stretch(self) -> None:
        """The selection there was stays as it was; a Ctrl + click means the sentence."""
        stretch = (
            self._view.selection() if self._dragging else self._taken or self._view.boundaries().sentence(self.anchor)
        )
        self._view.show_selection(*(self._before or (0, 0)))
        if stretch:
            self._view.stretch_added.emit(*stretch)

    def _drag(self, point: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        self._dragging, self._at, self._modifiers = True, point, self._modifiers | (modifiers & _ALT)
        there = self._view.position_at(point)
        start, end = min(self.anchor, there), max(self.anchor, there)
        if start < end and not modifiers & _ALT:
            start, end = self._view.boundaries().snapped(start, end)
        self._view.show_selection(start, end)

    def _scroll(self) -> None:
        """Further out, faster."""
        size = self._view.viewport().size()
        down = min(0.0, self._at.y()) or max(0.0, self._at.y() - size.height())
        across = min(0.0, self._at.x()) or max(0.0, self._at.x() - size.width())
        self._view.scroll_by(across / 2, down / 2)
        self._drag(self._at, self._modifiers)

    def _third(self, point: QPointF) -> bool:
        hints = QGuiApplication.styleHints()
        soon = self._double.isValid() and self._double.elapsed() < hints.mouseDoubleClickInterval()
        self._double.invalidate()
        return soon and (point - self._at).manhattanLength() < hints.startDragDistance()

    def _cursor(self, point: QPointF, on_mark: bool) -> Qt.CursorShape:
        if not self._view.page_count():
            return Qt.CursorShape.ArrowCursor
        spot = self._view.spot_at(point)
        if self._view.ends.over(point):
            return Qt.CursorShape.SplitHCursor
        on_page = 0 <= spot.x <= 1 and 0 <= spot.y <= 1
        if on_page:
            return Qt.CursorShape.IBeamCursor
        return Qt.CursorShape.PointingHandCursor if on_mark else Qt.CursorShape.ArrowCursor


_ALT = Qt.KeyboardModifier.AltModifier
_BOTH = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
