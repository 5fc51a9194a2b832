"""The page view: true pages with the claims painted on them. Pixels come late, words and marks are there at once."""

from bisect import bisect_left, bisect_right
from collections import OrderedDict
from collections.abc import Iterable

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip

from desktop.ui import theme
from desktop.ui.views import page_keys, page_paint
from desktop.ui.views.base import Mark, Shown
from desktop.ui.views.boundaries import Boundaries, Kind
from desktop.ui.views.handles import Ends
from desktop.ui.views.here import claims_at
from desktop.ui.views.page_geometry import PageLayout
from desktop.ui.views.page_marks import PageMarks, Placed
from desktop.ui.views.page_paint import INKS
from desktop.ui.views.page_pointer import PagePointer
from desktop.ui.views.page_sheets import PageSheets
from desktop.ui.views.page_stack import GAP, Spot, on_sheet
from desktop.ui.views.scroll_marks import BarMark, apart
from desktop.ui.widgets import plain_tip

LAYOUTS = 64
"""Pages whose lines are kept."""


class PageView(PageSheets):
    """See `base.ViewSignals` for the signals."""

    passage_selected = Signal(int, int)
    caret_moved = Signal(int)
    mark_clicked = Signal(str)
    stretch_added = Signal(int, int)
    picked = Signal(int, int)
    merge_wanted = Signal(str)
    ends_moved = Signal(str, object, object)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Document pages")
        self._text = ""
        self._bounds = Boundaries("", [])
        self._blocks: list[int] = []
        self._page_starts: list[int] = []
        self._layouts: OrderedDict[int, PageLayout] = OrderedDict()
        self._marks = PageMarks([], self.layout_of)
        self._current, self._pointed = "", ""
        self._caret = 0
        self.wanted_x: float | None = None
        """The column that Up and Down keep, in shares of the page's width."""
        self._selection: tuple[int, int] | None = None
        self._found: list[tuple[int, int]] = []
        self._found_current = -1
        self.ends = Ends(self)
        self._pointer = PagePointer(self)
        self.viewport().setMouseTracking(True)

    # ── what the Read place asks ─────────────────────────────────────────────────────────────────

    def show_document(self, shown: Shown) -> None:
        self._set_words(shown)
        self._caret = 0
        self._show_pages(shown.reading.pages, shown.ask_for_page)
        self.set_marks([])

    def take_words(self, shown: Shown) -> None:
        """The pages that are shown, now with their words: pictures, zoom and place stay."""
        number = self.page_number() - 1
        self._go_on_with(shown.reading.pages, shown.ask_for_page)
        self._set_words(shown)
        self._caret = self.layout_of(number).hit(0, 0) if number > 0 else 0
        self.set_marks([])

    def _set_words(self, shown: Shown) -> None:
        self._text = shown.text
        self._bounds = Boundaries(shown.text, shown.reading.blocks, shown.reading.pages)
        self._blocks = [block.start for block in shown.reading.blocks]
        self._page_starts = [page.start for page in shown.reading.pages]
        self._layouts.clear()
        self._selection, self.wanted_x = None, None
        self.set_found([])
        self._pointer.forget()

    def boundaries(self) -> Boundaries:
        return self._bounds

    def set_marks(self, marks: list[Mark]) -> None:
        self.ends.finish()
        self._marks = PageMarks(marks, self.layout_of)
        self._pointed = ""
        self._show_on_bar()
        self._repaint()

    def put_marks(self, mark_id: str, marks: list[Mark]) -> None:
        self.ends.replaced(mark_id)
        self.show_marks(mark_id, marks)

    def show_marks(self, mark_id: str, marks: list[Mark]) -> None:
        gone = self._marks.put(mark_id, marks)
        if self._stack.pages:
            self._bar.change_marks(self._on_bar(marks), self._on_bar(gone))
        self._repaint()

    def current_marks(self) -> list[Mark]:
        return self._marks.marks.own(self._current)

    def claims_here(self) -> list[Mark]:
        return claims_at(self._marks.marks, self._caret)

    def current(self) -> str:
        return self._current

    def set_current(self, mark_id: str) -> None:
        self.ends.finish()
        self._current = mark_id
        self._repaint()

    def set_found(self, found: list[tuple[int, int]], current: int = -1) -> None:
        self._found, self._found_current = found, current
        few = apart(found, len(self._text))
        self._bar.set_found([(self._share(start), self._share(end), "find") for start, end in few])
        self._repaint()

    def selection(self) -> tuple[int, int] | None:
        return self._selection

    def select(self, start: int, end: int) -> None:
        self.choose(start, end, end)

    def clear_selection(self) -> None:
        self.show_selection(self._caret, self._caret)
        self.passage_selected.emit(self._caret, self._caret)

    def caret(self) -> int:
        return self._caret

    def where(self) -> str:
        return f"Page {self.page_number()} of {self.page_count()}"

    def set_caret(self, position: int) -> None:
        self.show_selection(position, position)
        self._put_caret(position)

    def reveal(self, start: int, end: int) -> bool:
        """Bring the words into the upper third; nothing moves when they are in sight. Was it necessary?"""
        rects = self._first_and_last(start, end)
        if not rects:
            return False
        seen = QRectF(self._origin(), self.viewport().size().toSizeF()).adjusted(0, 8, 0, -8)
        top, bottom = rects[0].top(), rects[-1].bottom()
        x, y = self._origin().x(), self._origin().y()
        if top < seen.top() or min(bottom, top + seen.height() / 2) > seen.bottom():
            y = top - seen.height() / 4
        if rects[0].left() < seen.left() or rects[0].right() > seen.right():
            x = rects[0].left() - 48
        away = (x, y) != (self._origin().x(), self._origin().y())
        if away:
            self._scroll_to(x, y)
        return away

    def go_to_page(self, number: int) -> None:
        """Counted from 1. The caret goes along."""
        if self.page_count():
            page = min(max(number, 1), self.page_count()) - 1
            self.set_caret(self.layout_of(page).hit(0, 0))
            self._scroll_to(self._origin().x(), self._stack.rect(page).top() - GAP)

    def place(self) -> object:
        return self._origin().x(), self._origin().y(), self._caret, self._stack.scale, self._fitted

    def restore(self, place: object) -> None:
        if isinstance(place, tuple) and len(place) == 5:
            x, y, caret, scale, fitted = place
            self._stack.scale, self._fitted = scale, fitted
            self._set_ranges()
            self.set_caret(caret)
            self._scroll_to(x, y)
            if fitted and self.isVisible() and scale != self._fitting():
                self.fit_width()

    def palette_anchor(self) -> QRectF | None:
        """The last selected line, in global coordinates."""
        rects = self._first_and_last(*self._selection) if self._selection else []
        return self._global(rects[-1]) if rects else None

    def selection_box(self) -> QRectF | None:
        """All selected lines, in global coordinates."""
        rects = self._first_and_last(*self._selection) if self._selection else []
        return self._global(rects[0].united(rects[-1])) if rects else None

    def _global(self, rect: QRectF) -> QRectF:
        seen = rect.translated(-self._origin())
        return QRectF(QPointF(self.viewport().mapToGlobal(seen.topLeft().toPoint())), seen.size())

    # ── what the pointer and the keys ask ────────────────────────────────────────────────────────

    def text(self) -> str:
        return self._text

    def layout_of(self, page: int) -> PageLayout:
        if page not in self._layouts:
            self._layouts[page] = PageLayout(self._stack.pages[page], self._text, self._blocks)
            if len(self._layouts) > LAYOUTS:
                self._layouts.popitem(last=False)
        self._layouts.move_to_end(page)
        return self._layouts[page]

    def page_of(self, position: int) -> int:
        return max(0, bisect_right(self._page_starts, position) - 1)

    def spot_at(self, point: QPointF) -> Spot:
        return self._stack.spot(self._origin() + point)

    def position_at(self, point: QPointF) -> int:
        """The position in the text nearest to a point of the view."""
        spot = self.spot_at(point)
        at = self.layout_of(spot.page).hit(spot.x, spot.y)
        if not self._text[at : at + 1].isascii():  # never inside a flag or a letter with its accent
            at = self._bounds.previous(self._bounds.next(at, Kind.Grapheme), Kind.Grapheme)
        return at

    def mark_at(self, point: QPointF) -> Mark | None:
        """The mark whose lane is under the point, or the innermost whose words are."""
        if not self._stack.pages:
            return None
        spot = self.spot_at(point)
        page = self._stack.rect(spot.page)
        for placed in self._marks.on(spot.page):
            if page_paint.lane_box(page, placed).contains(self._origin() + point):
                return placed.mark
        return self._marks.at(spot.page, spot.x, spot.y)

    def choose(self, start: int, end: int, caret: int) -> None:
        """Select, with the caret at either end."""
        self.show_selection(start, end)
        self._put_caret(caret)
        self.passage_selected.emit(start, end)

    def show_selection(self, start: int, end: int) -> None:
        """Paint it; nobody is told."""
        self._selection = (start, end) if start < end else None
        self._repaint()

    def point_at(self, mark_id: str) -> None:
        if mark_id != self._pointed:
            self._pointed = mark_id
            self._repaint()

    def caret_rect(self) -> QRectF | None:
        """In the coordinates of the view."""
        if not self._stack.pages:
            return None
        page = self.page_of(self._caret)
        box = self.layout_of(page).caret(self._caret)
        return self._stack.placed(page, box).translated(-self._origin()) if box else None

    def keep_caret_in_sight(self) -> None:
        """Scroll no further than it takes."""
        rect = self.caret_rect()
        if rect is None:
            return
        size, edge = self.viewport().size(), 24
        down = min(0.0, rect.top() - edge) or max(0.0, rect.bottom() + edge - size.height())
        across = min(0.0, rect.left() - edge) or max(0.0, rect.right() + edge - size.width())
        if down or across:
            self.scroll_by(across, down)

    def scroll_by(self, across: float, down: float) -> None:
        self._scroll_to(self._origin().x() + across, self._origin().y() + down)

    # ── inside ───────────────────────────────────────────────────────────────────────────────────

    def _put_caret(self, position: int) -> None:
        if position != self._caret:
            self._caret, self.wanted_x = position, None
            self.caret_moved.emit(position)
            self._say_where()
            self._repaint()

    def _say_where(self) -> None:
        """For screen readers: the page and the sentence at the caret."""
        if self._text:
            start, end = self._bounds.sentence(self._caret)
            page = f"Page {self.page_of(self._caret) + 1} of {self.page_count()}. "
            self.setAccessibleDescription(page + self._text[start:end][:500])

    def _anchor(self) -> QPointF:
        rect = self.caret_rect()
        seen = rect is not None and self.viewport().rect().contains(rect.center().toPoint())
        return rect.center() if rect and seen and self._bar.value() else super()._anchor()

    def _rects(self, page: int, start: int, end: int) -> list[QRectF]:
        """The words of the passage that are on this page, in the coordinates of the stack."""
        sheet = self._stack.rect(page)
        return [on_sheet(sheet, strip) for strip in self.layout_of(page).strips(start, end)]

    def _first_and_last(self, start: int, end: int) -> list[QRectF]:
        """The first and the last line of a passage, however long it is; [] when it has no words on any page."""
        if not self._stack.pages:
            return []
        first, last = self.page_of(start), self.page_of(max(start, end - 1))
        for page in range(first, last + 1):
            head = self._rects(page, start, max(end, start + 1))
            if head:
                tail = next((rects for n in range(last, page, -1) if (rects := self._rects(n, start, end))), head)
                return [head[0], tail[-1]]
        return []

    def _show_on_bar(self) -> None:
        self._bar.set_marks(self._on_bar(self._marks.marks) if self._stack.pages else [])

    def _on_bar(self, marks: Iterable[Mark]) -> list[BarMark]:
        return [(self._share(mark.start), self._share(mark.end), mark.kind) for mark in marks]

    def _share(self, position: int) -> float:
        """By page and share of its text: exact enough for a bar, and no page need be laid out for it."""
        number = self.page_of(position)
        page = self._stack.pages[number]
        within = (position - page.start) / max(1, page.end - page.start)
        return (number + min(1.0, max(0.0, within))) / len(self._stack.pages)

    # ── painting ─────────────────────────────────────────────────────────────────────────────────

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), theme.current().colour("sunken"))
        painter.translate(-self._origin())
        if self._stack.pages:
            self._paint_sheets(painter)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for number in self._visible():
                self._paint_page(painter, number)
            painter.resetTransform()
            self.ends.paint(painter, INKS.colour)
        painter.resetTransform()
        if self.hasFocus():
            page_paint.ring(painter, QRectF(self.viewport().rect()))

    def _paint_page(self, painter: QPainter, number: int) -> None:
        page = self._stack.rect(number)
        top, bottom = self._origin().y(), self._origin().y() + self.viewport().height()
        here = [
            (placed, [rect for strip in placed.strips if (rect := on_sheet(page, strip)).bottom() - top > -4])
            for placed in self._marks.on(number)
            if page.top() + placed.top * page.height() < bottom
            and page.top() + placed.bottom * page.height() > top - 20
        ]
        painter.save()
        painter.setClipRect(page)
        self._paint_sentence(painter, number)
        for placed, rects in here:
            page_paint.ground(painter, rects, INKS.colour(f"{placed.mark.kind}_{self._state(placed)}"))
        self._paint_found(painter, number)
        self._paint_selection(painter, number)
        for placed, rects in here:
            page_paint.lines(painter, placed, rects, current=placed.mark.id == self._current)
        self._paint_bars(painter, number)
        painter.restore()
        for placed, _rects in here:
            box = page_paint.lane_box(page, placed)
            page_paint.lane(painter, placed, box, current=placed.mark.id == self._current)

    def _state(self, placed: Placed) -> str:
        return {self._current: "current", self._pointed: "hover"}.get(placed.mark.id, "rest")

    def _paint_sentence(self, painter: QPainter, number: int) -> None:
        if self.hasFocus() and not self._selection and self._text:
            page, (start, end) = self._stack.pages[number], self._bounds.sentence(self._caret)
            if start < page.end and end > page.start:
                page_paint.ground(painter, self._rects(number, start, end), INKS.colour("sentence"), radius=3)

    def _paint_found(self, painter: QPainter, number: int) -> None:
        page = self._stack.pages[number]
        first = max(0, bisect_left(self._found, (page.start, 0)) - 1)
        for which in range(first, bisect_left(self._found, (page.end, 0))):
            rects = self._rects(number, *self._found[which])
            page_paint.ground(painter, rects, INKS.colour("find"))
            if which == self._found_current:
                page_paint.outline(painter, rects)

    def _paint_selection(self, painter: QPainter, number: int) -> None:
        if self._selection:
            page_paint.ground(painter, self._rects(number, *self._selection), INKS.colour("selection"), radius=0)

    def _paint_bars(self, painter: QPainter, number: int) -> None:
        """Both ends of the selection, or the caret."""
        if self._selection:
            rects = self._rects(number, *self._selection)
            page = self._stack.pages[number]
            if rects and self._selection[0] >= page.start:
                page_paint.bar(painter, rects[0])
            if rects and self._selection[1] <= page.end:
                page_paint.bar(painter, rects[-1], right=True)
        elif self.hasFocus() and self.page_of(self._caret) == number:
            box = self.layout_of(number).caret(self._caret)
            if box:
                page_paint.bar(painter, self._stack.placed(number, box))

    # ── hands ────────────────────────────────────────────────────────────────────────────────────

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Shift:
            self.ends.finish()
        super().keyReleaseEvent(event)

    def box_of(self, position: int) -> QRectF | None:
        page = self.page_of(position)
        rects = self._rects(page, position, position + 1) if page in self._visible() else []
        return rects[0].translated(-self._origin()) if rects else None

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
