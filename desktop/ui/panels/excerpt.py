"""The words of a claim in their sentence, painted as in the reader: ground, line and lane."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent, QTextLayout, QTextLine, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.claims.base import Kind
from desktop.surroundings import Excerpt
from desktop.ui import signs, theme
from desktop.ui.views.units import Units

MEASURE = 640
"""Widest line in pixels."""
LANE = 20
"""Pixels from the words to the middle of the lane at their left."""


class ExcerptView(QWidget):
    """As high as its words. The words begin at `left`, so that they stand under what is above them."""

    def __init__(self, left: int) -> None:
        super().__init__()
        self._left = left
        self._kind: Kind | None = None
        self._marks: list[tuple[int, int]] = []
        self._layout = QTextLayout()
        self._utf16 = b""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.now().changed.connect(self.update)

    def show_excerpt(self, excerpt: Excerpt, kind: Kind) -> None:
        units = Units(excerpt.text)
        self._utf16 = excerpt.text.encode("utf-16-le")
        self._kind = kind
        self._marks = [(units.to_qt(start), units.to_qt(end)) for start, end in excerpt.marks]
        self._layout = QTextLayout(excerpt.text, theme.font("reading"))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        self._layout.setTextOption(option)
        self.setAccessibleName(excerpt.text)
        self._break(self.width())
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._break(self.width())

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._kind is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lines = [self._layout.lineAt(number) for number in range(self._layout.lineCount())]
        marked = [(line, box) for line in lines for box in self._boxes(line)]
        for _, box in marked:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.current().colour(f"{self._kind.name}_rest"))
            painter.drawRoundedRect(box, 3, 3)
        painter.setPen(theme.current().colour("text"))
        for line in lines:
            line.draw(painter, QPointF(0, 0))
        for line, box in marked:
            y = line.y() + line.ascent() + 6
            signs.underline(painter, self._kind.line, box.left(), box.right(), y, self._colour())
        if marked:
            self._lane(painter, marked[0][1].top(), marked[-1][1].bottom())

    def _lane(self, painter: QPainter, top: float, bottom: float) -> None:
        assert self._kind
        x = self._left - LANE
        signs.paint_kind(painter, self._kind.sign, QRectF(x - 5, top + 3, 10, 10), self._colour())
        painter.fillRect(QRectF(x - 1, top + 17, 2, max(4.0, bottom - top - 17)), self._colour())

    def _colour(self) -> QColor:
        assert self._kind
        return theme.current().colour(self._kind.name)

    def _boxes(self, line: QTextLine) -> list[QRectF]:
        """The marked parts of a line. In bidirectional text a part can be several runs: their hull is taken."""
        first, last = line.textStart(), line.textStart() + line.textLength()
        boxes = []
        for start, end in self._marks:
            start, end = max(start, first), min(end, last)
            while start < end and end == last and self._is_blank(end - 1):
                end -= 1  # the blank at which the line was broken
            if start < end:
                xs = [line.cursorToX(at)[0] for at in range(start, end + 1)]  # type: ignore[index]
                boxes.append(QRectF(min(xs), line.y() - 2, max(xs) - min(xs), line.height() + 6))
        return boxes

    def _is_blank(self, at: int) -> bool:
        """The character at a position of Qt's, which counts in UTF-16."""
        return self._utf16[2 * at : 2 * at + 2].decode("utf-16-le", "replace").isspace()

    def _break(self, width: int) -> None:
        room = min(MEASURE, max(80, width - self._left))
        self._layout.beginLayout()
        y = 0.0
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(room)
            line.setPosition(QPointF(self._left, y + (_step() - line.height()) / 2))
            y += _step()
        self._layout.endLayout()
        self.setFixedHeight(self._layout.lineCount() * _step() + 8)


def _step() -> int:
    return theme.line_height("reading")
