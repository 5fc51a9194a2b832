"""How sheets lie under each other, in pixels. Gaps do not grow with the zoom: a place is a page and a share of it."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from PySide6.QtCore import QPointF, QRectF

from desktop.documents.base import Page
from desktop.ui.views.page_geometry import Box

GAP = 16
"""Above the first page and between pages."""
BELOW = 48
LANES = 64
"""Room left of a page for the lanes."""
RIGHT = 24
PER_POINT = 96 / 72
"""Pixels of a point at 100 %."""


@dataclass(frozen=True)
class Spot:
    """A point on a page in shares of its size; beyond 0 … 1 beside it."""

    page: int
    x: float
    y: float


class Stack:
    """Pages at one zoom in a view of one width. Nothing here costs more with more pages, except making it."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self.pages = pages
        self.scale = PER_POINT
        self.view_width = 0.0
        self._tops = [0.0, *accumulate(page.height for page in pages)]
        self._widest = max((page.width for page in pages), default=0.0)

    @property
    def width(self) -> float:
        return max(self.view_width, self._widest * self.scale + LANES + RIGHT)

    @property
    def height(self) -> float:
        return self._tops[-1] * self.scale + GAP * max(1, len(self.pages)) + BELOW

    def fitting(self) -> float:
        """Pixels per point at which the widest page fills the view."""
        return max(0.1, (self.view_width - LANES - RIGHT) / self._widest) if self._widest else PER_POINT

    def rect(self, number: int) -> QRectF:
        """Whole pixels for the corner, so that the picture of the page is not blurred."""
        page = self.pages[number]
        wide = page.width * self.scale
        left = max(LANES, (self.width + LANES - RIGHT - wide) / 2)
        top = GAP * (number + 1) + self._tops[number] * self.scale
        return QRectF(round(left), round(top), round(wide), round(page.height * self.scale))

    def page_at(self, y: float) -> int:
        """The page at this height, or the one above the gap."""
        found = bisect_right(range(len(self.pages)), y, key=lambda n: GAP * (n + 1) + self._tops[n] * self.scale)
        return max(0, found - 1)

    def between(self, top: float, bottom: float) -> range:
        return range(self.page_at(top), min(len(self.pages), self.page_at(bottom) + 1))

    def spot(self, point: QPointF) -> Spot:
        number = self.page_at(point.y())
        rect = self.rect(number)
        return Spot(number, (point.x() - rect.left()) / rect.width(), (point.y() - rect.top()) / rect.height())

    def point(self, spot: Spot) -> QPointF:
        rect = self.rect(spot.page)
        return QPointF(rect.left() + spot.x * rect.width(), rect.top() + spot.y * rect.height())

    def placed(self, number: int, box: Box) -> QRectF:
        """A box of the page in pixels of the whole stack."""
        return on_sheet(self.rect(number), box)


def on_sheet(rect: QRectF, box: Box) -> QRectF:
    wide, high = rect.width(), rect.height()
    return QRectF(
        rect.x() + box.x0 * wide, rect.y() + box.y0 * high, (box.x1 - box.x0) * wide, (box.y1 - box.y0) * high
    )
