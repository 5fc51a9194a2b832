"""The page view: true pages with the claims painted on them. Pixels come late, words and marks are there at once."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QToolTip

from desktop.ui.views import page_keys
from desktop.ui.views.base import Mark, Shown
from desktop.ui.views.handles import Ends
from desktop.ui.views.page_paint import INKS
from desktop.ui.views.page_painting import PagePainting
from desktop.ui.views.page_pointer import PagePointer
from desktop.ui.views.page_setting import PageSetting
from desktop.ui.views.page_stack import Spot
from desktop.ui.widgets import plain_tip


class PageView(PagePainting):
    """See `base.ViewSignals` for the signals."""

    mark_clicked = Signal(str)
    stretch_added = Signal(int, int)
    picked = Signal(int, int)
    merge_wanted = Signal(str)
    ends_moved = Signal(str, object, object)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Document pages")
        self.ends = Ends(self)
        self._pointer = PagePointer(self)
        self.viewport().setMouseTracking(True)

    # ── what the Read place asks ─────────────────────────────────────────────────────────────────

    def show_document(self, shown: Shown) -> None:
        self._set_words(shown)
        self._caret = 0
        self._show_pages(shown.reading.pages, shown.ask_for_page)
        self.ends.turn_to(0)
        self.set_marks([])

    def take_words(self, shown: Shown) -> None:
        """The pages that are shown, now with their words: pictures, zoom and place stay."""
        number = self.page_number() - 1
        self._go_on_with(shown.reading.pages, shown.ask_for_page)
        self._set_words(shown)
        self._caret = self.layout_of(number).hit(0, 0) if number > 0 else 0
        self.set_marks([])

    def _set_words(self, shown: Shown) -> None:
        super()._set_words(shown)
        self.set_found([])
        self._pointer.forget()

    def set_marks(self, marks: list[Mark]) -> None:
        self.ends.finish()
        self._take_marks(marks)

    def put_marks(self, mark_id: str, marks: list[Mark]) -> None:
        self.ends.replaced(mark_id)
        self.show_marks(mark_id, marks)

    def set_current(self, mark_id: str) -> None:
        self.ends.finish()
        self._current = mark_id
        self._repaint()

    def place(self) -> object:
        corner = self._stack.spot(self._origin()) if self._stack.pages else Spot(0, 0, 0)
        return corner, self._setting, self._caret, self._stack.turn, self._stack.scale

    def restore(self, place: object) -> None:
        """To the same pixel where the view has the same size; what is fitted fits the size it has now."""
        if isinstance(place, tuple) and len(place) == 5 and isinstance(place[1], PageSetting) and self._stack.pages:
            corner, setting, caret, turn, _scale = place
            sized = replace(self._setting, fit=setting.fit, zoom=setting.zoom)
            self._arrange(sized, turn, self._anchor())
            self.set_caret(caret)
            self._keep_at(corner, QPointF(0, 0))

    # ── hands ────────────────────────────────────────────────────────────────────────────────────────

    def _arranged(self) -> None:
        super()._arranged()
        self.ends.turn_to(self.turn())

    def _paint_over(self, painter: QPainter) -> None:
        if self._stack.pages:
            self.ends.paint(painter, INKS.colour)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Shift:
            self.ends.finish()
        super().keyReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._stack.pages and page_keys.press(self, event):
            event.accept()
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pointer.press(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._pointer.double_click(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._pointer.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pointer.release(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._repaint()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.ends.finish()
        super().focusOutEvent(event)
        self._repaint()

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            mark = self.mark_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), plain_tip(mark.title) if mark else "", self.viewport())
            return True
        if event.type() == QEvent.Type.Leave:
            self.point_at("")
        return super().viewportEvent(event)
