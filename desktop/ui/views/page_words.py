"""The words on the sheets: where they are, which are selected, where the caret is, and what brings them into sight."""

from bisect import bisect_right
from collections import OrderedDict

from PySide6.QtCore import QPointF, QRectF, Signal

from desktop.ui.views.base import Shown
from desktop.ui.views.boundaries import Boundaries, Kind
from desktop.ui.views.page_geometry import PageLayout
from desktop.ui.views.page_sheets import PageSheets
from desktop.ui.views.page_stack import GAP, Spot

LAYOUTS = 64
"""Pages whose lines are kept."""


class PageWords(PageSheets):
    passage_selected = Signal(int, int)
    caret_moved = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._text = ""
        self._bounds = Boundaries("", [])
        self._blocks: list[int] = []
        self._page_starts: list[int] = []
        self._layouts: OrderedDict[int, PageLayout] = OrderedDict()
        self._caret = 0
        self.wanted_x: float | None = None
        """The column that Up and Down keep, in shares of the page's width."""
        self._selection: tuple[int, int] | None = None

    def _set_words(self, shown: Shown) -> None:
        self._text = shown.text
        self._bounds = Boundaries(shown.text, shown.reading.blocks, shown.reading.pages)
        self._blocks = [block.start for block in shown.reading.blocks]
        self._page_starts = [page.start for page in shown.reading.pages]
        self._layouts.clear()
        self._selection, self.wanted_x = None, None

    def text(self) -> str:
        return self._text

    def boundaries(self) -> Boundaries:
        return self._bounds

    # ── caret and selection ──────────────────────────────────────────────────────────────────────

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
        number = self.page_number()
        label = self.page_label(number)
        return f"Page {number} of {self.page_count()}" + (f" (printed {label})" if label else "")

    def set_caret(self, position: int) -> None:
        self.show_selection(position, position)
        self._put_caret(position)

    def choose(self, start: int, end: int, caret: int) -> None:
        """Select, with the caret at either end."""
        self.show_selection(start, end)
        self._put_caret(caret)
        self.passage_selected.emit(start, end)

    def show_selection(self, start: int, end: int) -> None:
        """Paint it; nobody is told."""
        self._selection = (start, end) if start < end else None
        self._repaint()

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

    # ── into sight ───────────────────────────────────────────────────────────────────────────────

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
            self._scroll_to(x, y, self.page_of(start))
        return away

    def go_to_page(self, number: int) -> None:
        """Counted from 1. The caret goes along."""
        if self.page_count():
            page = min(max(number, 1), self.page_count()) - 1
            self.set_caret(self.layout_of(page).hit(0, 0))
            self._scroll_to(self._origin().x(), self._stack.rect(page).top() - GAP, page)
            self._went_to = self._bar.value(), page + 1
            self._tell_page()

    def keep_caret_in_sight(self) -> None:
        """Scroll no further than it takes."""
        rect = self.caret_rect()
        if rect is None:
            return
        size, edge = self.viewport().size(), 24
        down = min(0.0, rect.top() - edge) or max(0.0, rect.bottom() + edge - size.height())
        across = min(0.0, rect.left() - edge) or max(0.0, rect.right() + edge - size.width())
        if down or across:
            origin = self._origin()
            self._scroll_to(origin.x() + across, origin.y() + down, self.page_of(self._caret))

    def _anchor(self) -> QPointF:
        return self._eye() if self._bar.value() else super()._anchor()

    def _eye(self) -> QPointF:
        """The caret where it is in sight."""
        rect = self.caret_rect()
        seen = rect is not None and self.viewport().rect().contains(rect.center().toPoint())
        return rect.center() if rect and seen else super()._anchor()

    # ── where they are ───────────────────────────────────────────────────────────────────────────

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

    def caret_rect(self) -> QRectF | None:
        """In the coordinates of the view."""
        if not self._stack.pages:
            return None
        page = self.page_of(self._caret)
        box = self.layout_of(page).caret(self._caret)
        return self._stack.placed(page, box).translated(-self._origin()) if box else None

    def box_of(self, position: int) -> QRectF | None:
        page = self.page_of(position)
        rects = self._rects(page, position, position + 1) if page in self._visible() else []
        return rects[0].translated(-self._origin()) if rects else None

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

    def _rects(self, page: int, start: int, end: int) -> list[QRectF]:
        """The words of the passage that are on this page, in the coordinates of the stack."""
        return [self._stack.placed(page, strip) for strip in self.layout_of(page).strips(start, end)]

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
