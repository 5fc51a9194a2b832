"""What is painted on and beside the sheets in sight: the claims and found words, the selection, the caret.

A page is painted as if it stood upright; the painter turns. Nothing here costs more with claims that are out of sight.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QImage, QPainter, QPaintEvent

from desktop.ui import theme
from desktop.ui.views import page_paint
from desktop.ui.views.base import Mark
from desktop.ui.views.here import claims_at
from desktop.ui.views.page_marks import PageMarks, Placed
from desktop.ui.views.page_paint import INKS
from desktop.ui.views.page_stack import on_sheet
from desktop.ui.views.page_words import PageWords
from desktop.ui.views.scroll_marks import BarMark, apart

LONG = 1000
"""Pages from which on each is smaller than a mark on the bar: where on the page a claim stands makes no difference."""
BEYOND = 20
"""Pixels around the view in which lines under words and signs still show."""

InSight = list[tuple[Placed, list[QRectF]]]
"""Marks of a page, each with the lines of it that are seen."""


class PagePainting(PageWords):
    def __init__(self) -> None:
        super().__init__()
        self._marks = PageMarks([], self.layout_of)
        self._current, self._pointed = "", ""
        self._found: list[tuple[int, int]] = []
        self._found_current = -1

    # ── marks ────────────────────────────────────────────────────────────────────────────────────

    def _take_marks(self, marks: list[Mark]) -> None:
        self._marks = PageMarks(marks, self.layout_of, self._stack.turn)
        self._pointed = ""
        self._show_on_bar()
        self._repaint()

    def _arranged(self) -> None:
        super()._arranged()
        self._marks.turn_to(self._stack.turn)
        self._show_on_bar()
        self.set_found(self._found, self._found_current)

    def show_marks(self, mark_id: str, marks: list[Mark]) -> None:
        gone = self._marks.put(mark_id, marks)
        if self._stack.pages:
            self._bar.change_marks(self._on_bar(marks), self._on_bar(gone))
        self._repaint()

    def current_marks(self) -> list[Mark]:
        return self._marks.marks.own(self._current)

    def marks_between(self, first: int, last: int) -> list[Mark]:
        """Those that share characters with [first, last)."""
        return self._marks.marks.between(first, last)

    def claims_here(self) -> list[Mark]:
        return claims_at(self._marks.marks, self._caret)

    def current(self) -> str:
        return self._current

    def set_found(self, found: list[tuple[int, int]], current: int = -1) -> None:
        self._found, self._found_current = found, current
        few = apart(found, len(self._text))
        self._bar.set_found([(self._share(start), self._share(end), "find") for start, end in few])
        self._repaint()

    def mark_at(self, point: QPointF) -> Mark | None:
        """The mark whose lane is under the point, or the innermost whose words are."""
        if not self._stack.pages:
            return None
        spot = self.spot_at(point)
        for placed in self._marks.on(spot.page):
            if self._lane_box(spot.page, placed).contains(self._origin() + point):
                return placed.mark
        return self._marks.at(spot.page, spot.x, spot.y)

    def point_at(self, mark_id: str) -> None:
        if mark_id != self._pointed:
            self._pointed = mark_id
            self._repaint()

    def _show_on_bar(self) -> None:
        self._bar.set_marks(self._on_bar(self._marks.marks) if self._stack.pages and len(self._marks.marks) else [])

    def _on_bar(self, marks: Iterable[Mark]) -> list[BarMark]:
        """By page and share of its text: exact enough for a bar, and no page need be laid out for it."""
        starts, shares, kept = self._page_starts, self._stack.shares, self._stack.pages
        lengths = [(page.end - page.start) or 1 for page in kept] if len(kept) < LONG else None

        def share(position: int) -> float:
            number = bisect_right(starts, position) - 1
            if number < 0:
                return 0.0
            top, high = shares[number]
            within = (position - starts[number]) / lengths[number] if lengths else 0.5
            return top + high * (within if within < 1 else 1.0)

        return [(share(mark.start), share(mark.end), mark.kind) for mark in marks]

    def _share(self, position: int) -> float:
        return self._on_bar([Mark("", "", "", "", position, position)])[0][0]

    # ── painting ─────────────────────────────────────────────────────────────────────────────────────

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), theme.current().colour("sunken"))
        painter.translate(-self._origin())
        if self._stack.pages:
            self._want_pictures()
            for number in self._visible():
                self._paint_page(painter, number)
        painter.resetTransform()
        self._paint_over(painter)
        if self.hasFocus():
            page_paint.ring(painter, QRectF(self.viewport().rect()))

    def _paint_over(self, painter: QPainter) -> None:
        """In the coordinates of the view, over everything."""

    def _paint_page(self, painter: QPainter, number: int) -> None:
        sheet, turn = self._stack.sheet(number), self._stack.upright(number)
        seen = QRectF(self._origin(), self.viewport().size().toSizeF()).adjusted(-BEYOND, -BEYOND, BEYOND, BEYOND)
        seen = turn.inverted()[0].mapRect(seen)
        here = self._in_sight(number, sheet, seen)
        painter.save()
        painter.setTransform(turn, combine=True)
        if self._stack.turn:
            part = (seen & sheet).toAlignedRect()
            if not part.isEmpty():
                painter.drawImage(part.topLeft(), self._turned_part(number, part, here))
        else:
            self._paint_upright(painter, number, sheet, here)
        painter.restore()
        self._paint_edge(painter, number)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for placed, _rects in here:
            page_paint.lane(painter, placed, self._lane_box(number, placed), current=placed.mark.id == self._current)

    def _turned_part(self, number: int, part: QRect, here: InSight) -> QImage:
        """Painted upright and turned as a whole: many small things painted turned take several frames' time."""
        ratio = self.devicePixelRatioF()
        made = QImage(part.size() * ratio, QImage.Format.Format_RGB32)
        made.setDevicePixelRatio(ratio)
        painter = QPainter(made)
        painter.translate(-part.topLeft())
        self._paint_upright(painter, number, self._stack.sheet(number), here)
        painter.end()
        return made

    def _paint_upright(self, painter: QPainter, number: int, sheet: QRectF, here: InSight) -> None:
        self._paint_paper(painter, number)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(sheet)
        self._paint_sentence(painter, number, sheet)
        for placed, rects in here:
            page_paint.ground(painter, rects, INKS.colour(f"{placed.mark.kind}_{self._state(placed)}"))
        self._paint_found(painter, number, sheet)
        self._paint_selection(painter, number, sheet)
        for placed, rects in here:
            page_paint.lines(painter, placed, rects, current=placed.mark.id == self._current)
        self._paint_bars(painter, number, sheet)

    def _in_sight(self, number: int, sheet: QRectF, seen: QRectF) -> InSight:
        """The marks of the upright sheet of which something is seen, with the lines of them that are."""
        page, top, bottom = self._stack.rect(number), self._origin().y(), self._origin().y() + self.viewport().height()
        return [
            (placed, [rect for strip in placed.strips if (rect := on_sheet(sheet, strip)).intersects(seen)])
            for placed in self._marks.on(number)
            if page.top() + placed.top * page.height() < bottom + BEYOND
            and page.top() + placed.bottom * page.height() > top - BEYOND
        ]

    def _lane_box(self, number: int, placed: Placed) -> QRectF:
        return page_paint.lane_box(self._stack.rect(number), placed, right=self._stack.on_right(number))

    def _strips(self, number: int, sheet: QRectF, start: int, end: int) -> list[QRectF]:
        """The words of the passage on the upright sheet."""
        return [on_sheet(sheet, strip) for strip in self.layout_of(number).strips(start, end)]

    def _state(self, placed: Placed) -> str:
        return {self._current: "current", self._pointed: "hover"}.get(placed.mark.id, "rest")

    def _paint_sentence(self, painter: QPainter, number: int, sheet: QRectF) -> None:
        if self.hasFocus() and not self._selection and self._text:
            page, (start, end) = self._stack.pages[number], self._bounds.sentence(self._caret)
            if start < page.end and end > page.start:
                page_paint.ground(painter, self._strips(number, sheet, start, end), INKS.colour("sentence"), radius=3)

    def _paint_found(self, painter: QPainter, number: int, sheet: QRectF) -> None:
        page = self._stack.pages[number]
        first = max(0, bisect_left(self._found, (page.start, 0)) - 1)
        for which in range(first, bisect_left(self._found, (page.end, 0))):
            rects = self._strips(number, sheet, *self._found[which])
            page_paint.ground(painter, rects, INKS.colour("find"))
            if which == self._found_current:
                page_paint.outline(painter, rects)

    def _paint_selection(self, painter: QPainter, number: int, sheet: QRectF) -> None:
        if self._selection:
            page_paint.ground(
                painter, self._strips(number, sheet, *self._selection), INKS.colour("selection"), radius=0
            )

    def _paint_bars(self, painter: QPainter, number: int, sheet: QRectF) -> None:
        """Both ends of the selection, or the caret."""
        if self._selection:
            rects = self._strips(number, sheet, *self._selection)
            page = self._stack.pages[number]
            if rects and self._selection[0] >= page.start:
                page_paint.bar(painter, rects[0])
            if rects and self._selection[1] <= page.end:
                page_paint.bar(painter, rects[-1], right=True)
        elif self.hasFocus() and self.page_of(self._caret) == number:
            box = self.layout_of(number).caret(self._caret)
            if box:
                page_paint.bar(painter, on_sheet(sheet, box))
