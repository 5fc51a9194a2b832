"""The share kept of what was finally rated, with its Wilson interval; fewer than ten: dashed line, hollow dot."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPen

from desktop.figures import wilson
from desktop.ui import theme
from desktop.ui.charts.base import MIDDLE, RIGHT, ROW, Chart, Part, names_width, paint_words

TOP = 30
FEW = 10
"""Below so many cases a rate is shown as uncertain."""


@dataclass(frozen=True)
class RateRow:
    """`part` kept of `whole` finally rated; `unratable` claims stand beside it and are not in it."""

    title: str
    part: int
    whole: int
    key: object
    unratable: int = 0

    def spoken(self) -> str:
        beside = f"; {self.unratable:,} cannot be rated" if self.unratable else ""
        if not self.whole:
            return f"{self.title}: none finally rated{beside}"
        low, high = wilson(self.part, self.whole)
        share = f"{self.part:,} of {self.whole:,} kept ({self.part / self.whole:.0%})"
        return f"{self.title}: {share}, 95 % interval {low:.0%} to {high:.0%}{beside}"


class KeptRate(Chart):
    def __init__(self, name: str, empty: str = "No claim is finally rated yet.") -> None:
        super().__init__(name, empty)
        self._rows: tuple[RateRow, ...] = ()
        self.show_rows(())

    def show_rows(self, rows: Sequence[RateRow]) -> None:
        self._rows = tuple(rows)
        self._longest = names_width(row.title for row in self._rows)
        self._renew()

    def as_text(self) -> str:
        return "\n".join(row.spoken() for row in self._rows) or self._empty

    def _lay_out(self) -> Iterator[Part]:
        self.setFixedHeight(max(96, TOP + len(self._rows) * ROW))
        for number, row in enumerate(self._rows):
            yield Part(QRectF(0, TOP + number * ROW, self.width(), ROW), number, row.spoken(), row.key)

    def _draw(self, painter: QPainter, seen: QRectF) -> None:
        self._draw_axis(painter, seen)
        first = max(0, int((seen.top() - TOP) // ROW))
        last = min(len(self._rows), int((seen.bottom() - TOP) // ROW) + 1)
        for number in range(first, last):
            self._draw_row(painter, self._rows[number], TOP + number * ROW)

    def _draw_axis(self, painter: QPainter, seen: QRectF) -> None:
        wide = self._x(1) - self._x(0) > 220
        for percent in (0, 25, 50, 75, 100) if wide else (0, 50, 100):
            x = round(self._x(percent / 100)) + 0.5
            painter.setPen(QPen(theme.current().colour("line"), 1))
            painter.drawLine(QPointF(x, max(24, seen.top())), QPointF(x, seen.bottom()))
            paint_words(painter, QRectF(x - 24, 0, 48, 20), f"{percent} %", "micro", "text_3", MIDDLE, whole=True)

    def _draw_row(self, painter: QPainter, row: RateRow, y: float) -> None:
        paint_words(painter, QRectF(0, y, self._names() - 20, ROW), row.title, "body", "text")
        figure = f"{row.part:,} of {row.whole:,}" if row.whole else "none rated"
        right = self.width() - 4 - self._beside()
        paint_words(painter, QRectF(right - 84, y, 84, ROW), figure, "small", "text" if row.whole else "text_3", RIGHT)
        if row.unratable and self._beside():
            beside = QRectF(right, y, self._beside(), ROW)
            paint_words(painter, beside, f"+ {row.unratable:,} unratable", "micro", "text_3", RIGHT)
        if row.whole:
            self._draw_rate(painter, row, y + ROW / 2)

    def _draw_rate(self, painter: QPainter, row: RateRow, y: float) -> None:
        colours, few = theme.current(), row.whole < FEW
        low, high = wilson(row.part, row.whole)
        ink = colours.colour("text_3" if few else "text")
        pen = QPen(ink, 1.5)
        if few:
            pen.setDashPattern([2, 2])
        painter.setPen(pen)
        painter.drawLine(QPointF(self._x(low), y), QPointF(self._x(high), y))
        painter.setPen(QPen(ink, 1.75))
        painter.setBrush(colours.colour("raised") if few else ink)
        painter.drawEllipse(QPointF(self._x(row.part / row.whole), y), 4.5, 4.5)

    def _names(self) -> int:
        return int(max(96, min(self._longest, self.width() * 0.34)))

    def _beside(self) -> int:
        """Room for the unratable ones."""
        return 96 if self.width() >= 460 and any(row.unratable for row in self._rows) else 0

    def _x(self, share: float) -> float:
        left, right = self._names() + 6, self.width() - 108 - self._beside()
        return left + max(40, right - left) * share
