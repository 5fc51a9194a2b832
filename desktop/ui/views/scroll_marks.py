"""The scroll bar that shows where the claims and the found words lie."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QScrollBar

from desktop.ui import theme


class MarkScrollBar(QScrollBar):
    """Marks are (from, to, colour token) as shares of the whole; drawn over the handle, so both are seen."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self._marks: list[tuple[float, float, str]] = []
        self._layer: tuple[object, QPixmap] | None = None
        self.setFixedWidth(16)

    def set_marks(self, marks: list[tuple[float, float, str]]) -> None:
        """At most one mark per pixel and colour is kept, so that painting costs the same with many claims."""
        height = max(1, self.height())
        kept = {(int(mark[0] * height), mark[2]): mark for mark in marks}
        self._marks = list(kept.values())
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
            painter = QPainter(made)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            height = self.height() - 8
            for start, end, token in self._marks:
                painter.setBrush(colours.colour(token))
                painter.drawRoundedRect(QRectF(6, 4 + height * start, 4, max(3.0, height * (end - start))), 1.5, 1.5)
            painter.end()
            self._layer = (wanted, made)
        return self._layer[1]
