"""The scroll bar that shows where the claims and the found words lie."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QScrollBar

from desktop.ui import theme

STEPS = 2000
"""Marks closer than this share of the whole are one on the bar, so that painting costs the same with many claims."""

Stretch = tuple[int, int]
BarMark = tuple[float, float, str]
"""(from, to, colour token) as shares of the whole."""


class MarkScrollBar(QScrollBar):
    """The marks are drawn over the handle, so both are seen."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self._marks: dict[tuple[int, int, str], BarMark] = {}
        self._counts: Counter[tuple[int, int, str]] = Counter()
        self._layer: tuple[object, QPixmap] | None = None
        self._found: list[BarMark] = []
        self._found_layer: tuple[object, QPixmap] | None = None
        self.setFixedWidth(16)

    def set_marks(self, marks: list[BarMark]) -> None:
        self._marks = {_spot(mark): mark for mark in marks}
        self._counts = Counter(map(_spot, marks))
        self._layer = None
        self.update()

    def change_marks(self, come: list[BarMark], gone: list[BarMark]) -> None:
        """New ones are painted over what is there; only when the last one of a spot goes, all are painted again."""
        for mark in come:
            self._counts[_spot(mark)] += 1
            if self._counts[_spot(mark)] == 1:
                self._marks[_spot(mark)] = mark
                self._paint_on_layer(mark)
        for mark in gone:
            self._counts[_spot(mark)] -= 1
            if not self._counts[_spot(mark)]:
                del self._counts[_spot(mark)], self._marks[_spot(mark)]
                self._layer = None
        self.update()

    def set_found(self, marks: list[BarMark]) -> None:
        """Of the words that are looked for; `apart` tells which are enough."""
        self._found, self._found_layer = marks, None
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), colours.colour("paper"))
        painter.setPen(Qt.PenStyle.NoPen)
        height = self.height() - 8
        if self.maximum():
            whole = self.maximum() + self.pageStep()
            top, size = 4 + height * self.value() / whole, max(24.0, height * self.pageStep() / whole)
            painter.setBrush(colours.colour("line_strong", 0.28))
            painter.drawRoundedRect(QRectF(4, top, 8, size), 4, 4)
        self._layer = self._painted(self._layer, list(self._marks.values()))
        self._found_layer = self._painted(self._found_layer, self._found)
        painter.drawPixmap(0, 0, self._layer[1])
        painter.drawPixmap(0, 0, self._found_layer[1])

    def _painted(self, layer: tuple[object, QPixmap] | None, marks: list[BarMark]) -> tuple[object, QPixmap]:
        """Kept while one scrolls: there may be thousands."""
        colours, ratio = theme.current(), self.devicePixelRatioF()
        wanted = (colours, self.size(), ratio)
        if layer is None or layer[0] != wanted:
            made = QPixmap(self.size() * ratio)
            made.setDevicePixelRatio(ratio)
            made.fill(Qt.GlobalColor.transparent)
            self._paint_marks(made, marks)
            layer = (wanted, made)
        return layer

    def _paint_on_layer(self, mark: BarMark) -> None:
        if self._layer:
            self._paint_marks(self._layer[1], [mark])

    def _paint_marks(self, layer: QPixmap, marks: list[BarMark]) -> None:
        painter = QPainter(layer)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        height = self.height() - 8
        for start, end, token in marks:
            painter.setBrush(theme.current().colour(token))
            painter.drawRoundedRect(QRectF(6, 4 + height * start, 4, max(3.0, height * (end - start))), 1.5, 1.5)
        painter.end()


def apart(places: Sequence[Stretch], whole: int) -> list[Stretch]:
    """Of rising places in a text of so many characters those that are not one with the one before, on the bar."""
    kept: list[Stretch] = []
    at = 0
    while at < len(places):
        kept.append(places[at])
        step = places[at][0] * STEPS // whole + 1
        at = max(at + 1, bisect_left(places, (-(-step * whole // STEPS), 0)))
    return kept


def _spot(mark: BarMark) -> tuple[int, int, str]:
    return int(mark[0] * STEPS), int(mark[1] * STEPS), mark[2]
