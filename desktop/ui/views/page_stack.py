"""How sheets lie under and beside each other, in pixels. Gaps do not grow with the zoom: a place is a page and a share of it.

A page may lie turned by quarters; its own boxes and shares stay those of the page held upright. Only here both are known.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import ceil

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QTransform

from desktop.documents.base import Page
from desktop.ui.views.page_geometry import Box
from desktop.ui.views.page_setting import PageSetting

GAP = 16
"""Above the first page and between pages."""
BELOW = 48
LANES = 64
"""Room beside a page for the lanes."""
RIGHT = 24
SPINE = 4
"""Between two facing pages."""
PER_POINT = 96 / 72
"""Pixels of a point at 100 %."""


@dataclass(frozen=True)
class Spot:
    """A point on a page in shares of its size, held upright; beyond 0 … 1 beside it."""

    page: int
    x: float
    y: float


class Stack:
    """Pages in one arrangement at one zoom in a view of one size.

    They lie in rows. Of pages seen one at a time each has a row as high as the view at least, so that no other is in sight.
    """

    def __init__(self, pages: Sequence[Page], setting: PageSetting | None = None, turn: int = 0) -> None:
        self.pages = pages
        self.turn = turn
        setting = setting or PageSetting()
        self.single, self._paired = setting.arrangement == "one", setting.arrangement == "two"
        self._before = 1 if self._paired and setting.cover else 0
        """Places left empty before the first page."""
        wide, high = [page.width for page in pages], [page.height for page in pages]
        self._wide, self._high = (high, wide) if turn % 2 else (wide, high)
        self._widest, self._tallest = max(self._wide, default=0.0), max(self._high, default=0.0)
        self._scale, self._view = PER_POINT, QSizeF(0, 0)
        self._tops: list[float] = []
        self._shares: list[tuple[float, float]] | None = None
        self._lay()

    @property
    def scale(self) -> float:
        """Pixels per point."""
        return self._scale

    @scale.setter
    def scale(self, scale: float) -> None:
        if scale != self._scale:
            self._scale = scale
            self._lay()

    @property
    def view(self) -> QSizeF:
        return self._view

    @view.setter
    def view(self, size: QSizeF) -> None:
        if size != self._view:
            self._view = size
            self._lay()

    @property
    def width(self) -> float:
        wide = self._widest * self.scale
        return max(self._view.width(), 2 * (LANES + wide) + SPINE if self._paired else wide + LANES + RIGHT)

    @property
    def height(self) -> float:
        return self._tops[-1] if self.single else self._tops[-1] + BELOW

    def fitting(self, fit: str) -> float:
        """Pixels per point at which the widest page fills the width, or with "page" the largest is wholly seen."""
        if not self._widest or not self._tallest:
            return PER_POINT
        spare = self._view.width() - (2 * LANES + SPINE if self._paired else LANES + RIGHT)
        across = spare / (2 if self._paired else 1) / self._widest
        down = (self._view.height() - 2 * GAP) / self._tallest
        return max(0.1, min(across, down) if fit == "page" else across)

    # ── rows ─────────────────────────────────────────────────────────────────────────────────────

    def _lay(self) -> None:
        rows = range(self.row_of(len(self.pages) - 1) + 1 if self.pages else 0)
        if self.single:
            heights = [max(self._view.height(), ceil(high * self.scale) + 2 * GAP) for high in self._high]
        else:
            heights = [max(self._high[n] for n in self.in_row(row)) * self.scale + GAP for row in rows]
        self._tops = [*accumulate(heights, initial=0.0 if self.single else GAP)]
        """Of the pages of each row, or of its room where each has the view for itself; and the end."""

    def row_of(self, number: int) -> int:
        return (number + self._before) // 2 if self._paired else number

    def in_row(self, row: int) -> range:
        """The pages that lie beside each other."""
        if not self._paired:
            return range(row, row + 1)
        first = 2 * row - self._before
        return range(max(0, first), min(len(self.pages), first + 2))

    def on_right(self, number: int) -> bool:
        """Does the page lie right of the spine? Its lanes do then, too."""
        return self._paired and bool((number + self._before) % 2)

    def _row_at(self, y: float) -> int:
        """The row at this height, or the one above the gap."""
        return min(max(0, bisect_right(self._tops, y) - 1), max(0, len(self._tops) - 2))

    # ── sheets ───────────────────────────────────────────────────────────────────────────────────

    def rect(self, number: int) -> QRectF:
        """As it lies. Whole pixels for the corner, so that the picture of the page is not blurred."""
        wide, high = self._wide[number] * self.scale, self._high[number] * self.scale
        top = self._tops[self.row_of(number)]
        if self.single:
            top += max(GAP, (self._view.height() - high) / 2)
        return QRectF(round(self._left(number, wide)), round(top), round(wide), round(high))

    def _left(self, number: int, wide: float) -> float:
        if not self._paired:
            return max(LANES, (self.width + LANES - RIGHT - wide) / 2)
        middle = self.width / 2
        return middle + SPINE / 2 if self.on_right(number) else middle - SPINE / 2 - wide

    def upright(self, number: int) -> QTransform:
        """From pixels of the page held upright, its corner at 0, to where it lies."""
        rect = self.rect(number)
        right, bottom = rect.x() + rect.width(), rect.y() + rect.height()
        corner = ((rect.x(), rect.y()), (right, rect.y()), (right, bottom), (rect.x(), bottom))[self.turn]
        return QTransform.fromTranslate(*corner).rotate(90 * self.turn)

    def sheet(self, number: int) -> QRectF:
        """The page held upright, its corner at 0."""
        size = self.rect(number).size()
        return QRectF(QPointF(0, 0), size.transposed() if self.turn % 2 else size)

    def page_at(self, y: float) -> int:
        """The page at this height, the first of those beside each other."""
        return self.in_row(self._row_at(y)).start

    def between(self, top: float, bottom: float) -> range:
        last = self._row_at(bottom - 1 if self.single else bottom)
        return range(self.page_at(top), self.in_row(last).stop)

    def spot(self, point: QPointF) -> Spot:
        number = self._page_under(point)
        sheet, at = self.sheet(number), self.upright(number).inverted()[0].map(point)
        return Spot(number, at.x() / sheet.width(), at.y() / sheet.height())

    def _page_under(self, point: QPointF) -> int:
        row = self.in_row(self._row_at(point.y()))
        return next((n for n in row if self.on_right(n) == (point.x() >= self.width / 2)), row.start)

    def point(self, spot: Spot) -> QPointF:
        sheet = self.sheet(spot.page)
        return self.upright(spot.page).map(QPointF(spot.x * sheet.width(), spot.y * sheet.height()))

    def placed(self, number: int, box: Box) -> QRectF:
        """A box of the page in pixels of the whole stack."""
        return self.upright(number).mapRect(on_sheet(self.sheet(number), box))

    # ── scrolling ────────────────────────────────────────────────────────────────────────────────

    def settled(self, y: float) -> float:
        """The height nearest to y at which the view may stand: never between two pages that are seen one at a time."""
        return self._within(self._row_at(y + self._view.height() / 2), y) if self.single and self.pages else y

    def held(self, number: int, y: float) -> float:
        """The same for a view that is to show this page."""
        return self._within(number, y) if self.single else y

    def stepped(self, y: float, down: float) -> float:
        """So much further: up to the edge of the page that is seen alone, and from the edge to the next one."""
        if not self.single or not self.pages:
            return y + down
        row = self._row_at(y + self._view.height() / 2)
        there = self._within(row, y + down)
        if abs(there - y) >= 1 or not down:
            return there
        following = row + (1 if down > 0 else -1)
        return self._within(following, y + down) if 0 <= following < len(self.pages) else y

    def _within(self, row: int, y: float) -> float:
        return max(self._tops[row], min(y, self._tops[row + 1] - self._view.height()))

    @property
    def shares(self) -> list[tuple[float, float]]:
        """Where each page begins and how high it is, of the whole height; as first asked, for a map of the whole."""
        if self._shares is None:
            whole, tops = self.height or 1.0, self._tops
            rows = map(self.row_of, range(len(self.pages)))
            self._shares = [
                (tops[row] / whole, high * self.scale / whole) for row, high in zip(rows, self._high, strict=True)
            ]
        return self._shares


def on_sheet(rect: QRectF, box: Box) -> QRectF:
    wide, high = rect.width(), rect.height()
    return QRectF(
        rect.x() + box.x0 * wide, rect.y() + box.y0 * high, (box.x1 - box.x0) * wide, (box.y1 - box.y0) * high
    )
