"""The scroll bar that shows where the claims and the found words lie."""

from collections import Counter

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QScrollBar

from desktop.ui import theme

STEPS = 2000
"""Marks closer than this share of the whole are one on the bar, so that painting costs the same with many claims."""

BarMark = tuple[float, float, str]
"""(from, to, colour token) as shares of the whole."""


class MarkScrollBar(QScrollBar):
    """The marks are drawn over the handle, so both are seen."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self._marks: dict[tuple[int, int, str], BarMark] = {}
        self._counts: Counter[tuple[int, int, str]] = Counter()
        self._layer: tuple[object, QPixmap] | None = None
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
        painter.drawPixmap(0, 0, self._painted_marks())

    def _painted_marks(self) -> QPixmap:
        """Kept while one scrolls: there may be thousands."""
        colours, ratio = theme.current(), self.devicePixelRatioF()
        wanted = (colours, self.size(), ratio)
        if self._layer is None or self._layer[0] != wanted:
            made = QPixmap(self.size() * ratio)
            made.setDevicePixelRatio(ratio)
            made.fill(Qt.GlobalColor.transparent)
            self._paint_marks(made, list(self._marks.values()))
            self._layer = (wanted, made)
        return self._layer[1]

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


def _spot(mark: BarMark) -> tuple[int, int, str]:
    return int(mark[0] * STEPS), int(mark[1] * STEPS), mark[2]
