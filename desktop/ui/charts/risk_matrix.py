"""Risks by likelihood and impact as they were worded; what is not stated has a dotted row and column."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from desktop.counting import counted
from desktop.ui import theme
from desktop.ui.charts.base import MIDDLE, Chart, Part, paint_words

HEIGHT, NAMES, FOOT, GAP = 268, 104, 44, 3
UNKNOWN = "not_stated"
Axis = tuple[tuple[str, str], ...]
"""(name, title) from the top down, or from left to right."""


@dataclass(frozen=True)
class Cell:
    count: int
    key: object


class RiskMatrix(Chart):
    def __init__(self, name: str, empty: str = "No risks yet.") -> None:
        super().__init__(name, empty)
        self._rows: Axis = ()
        self._columns: Axis = ()
        self._cells: dict[tuple[str, str], Cell] = {}
        self.setFixedHeight(HEIGHT)
        self._renew()

    def show_cells(
        self, rows: Sequence[tuple[str, str]], columns: Sequence[tuple[str, str]], cells: Mapping[tuple[str, str], Cell]
    ) -> None:
        """`cells` by (name of the row, name of the column); a missing one counts as none."""
        self._rows, self._columns = tuple(rows), tuple(columns)
        self._cells = {place: cell for place, cell in cells.items() if cell.count}
        self._renew()

    def as_text(self) -> str:
        return "\n".join(self._spoken(row, column, cell) for row, column, cell, _box in self._filled()) or self._empty

    def _lay_out(self) -> Iterator[Part]:
        lines = {name: number for number, (name, _title) in enumerate(self._rows)}
        for row, column, cell, box in self._filled():
            yield Part(box, lines[row[0]], self._spoken(row, column, cell), cell.key)

    def _draw(self, painter: QPainter, seen: QRectF) -> None:
        most = max((cell.count for place, cell in self._cells.items() if UNKNOWN not in place), default=1)
        for number, row in enumerate(self._rows):
            for place, column in enumerate(self._columns):
                cell = self._cells.get((row[0], column[0]))
                box = self._box(number, place)
                self._draw_cell(painter, box, cell, most, dotted=UNKNOWN in (row[0], column[0]))
            box = self._box(number, 0)
            paint_words(painter, QRectF(0, box.top(), NAMES - 10, box.height()), row[1], "small", "text_2")
        for place, (_name, title) in enumerate(self._columns):
            box = self._box(0, place)
            paint_words(painter, QRectF(box.left(), HEIGHT - 42, box.width(), 18), title, "small", "text_2", MIDDLE)
        axes = "Impact as worded  →   likelihood as worded  ↑"
        paint_words(painter, QRectF(NAMES, HEIGHT - 20, self.width() - NAMES, 18), axes, "micro", "text_3")

    def _draw_cell(self, painter: QPainter, box: QRectF, cell: Cell | None, most: int, *, dotted: bool) -> None:
        colours = theme.current()
        if dotted:
            painter.setPen(QPen(colours.colour("line_strong", 0.6), 1, Qt.PenStyle.DotLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(heat(cell.count / most if cell else 0))
            painter.drawRoundedRect(box, 4, 4)
        if cell:
            paint_words(painter, box, f"{cell.count:,}", "body", "text", MIDDLE, 600, whole=True)

    def _filled(self) -> Iterator[tuple[tuple[str, str], tuple[str, str], Cell, QRectF]]:
        for number, row in enumerate(self._rows):
            for place, column in enumerate(self._columns):
                cell = self._cells.get((row[0], column[0]))
                if cell:
                    yield row, column, cell, self._box(number, place)

    def _box(self, row: int, column: int) -> QRectF:
        wide = (self.width() - NAMES) / max(1, len(self._columns))
        high = (HEIGHT - FOOT) / max(1, len(self._rows))
        return QRectF(NAMES + column * wide, row * high, wide - GAP, high - GAP)

    def _spoken(self, row: tuple[str, str], column: tuple[str, str], cell: Cell) -> str:
        return f"Likelihood {row[1].lower()}, impact {column[1].lower()}: {counted(cell.count, 'risk')}"


def heat(share: float) -> QColor:
    """The ground of a cell that holds this share of the fullest one; the number on it stays readable."""
    colours = theme.current()
    if not share:
        return colours.colour("chrome")
    strongest = 0.5 if colours.name == "light" else 0.34
    return colours.colour("risk", 0.1 + (strongest - 0.1) * math.sqrt(share))
