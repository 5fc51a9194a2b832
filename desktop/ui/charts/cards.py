"""The cards of the overview: one figure that opens its claims, and the frame around a chart."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from desktop.ui import theme
from desktop.ui.charts.base import paint_words
from desktop.ui.widgets import label, plain_tip, row, surface


class StatCard(QAbstractButton):
    """A word, a figure, and what it is made of. With a key it can be opened."""

    opened = Signal(object)

    def __init__(self, word: str) -> None:
        super().__init__()
        self._word, self._figure, self._detail = word, "–", ""
        self._key: object = None
        self._alert = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(88)
        self.setMinimumWidth(150)
        self.clicked.connect(lambda: self.opened.emit(self._key))
        self.show_figure("–", "")

    def show_figure(self, figure: str, detail: str, key: object = None, *, alert: bool = False) -> None:
        self._figure, self._detail, self._key, self._alert = figure, detail, key, alert
        self.setEnabled(key is not None)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if key is not None else Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor if key is not None else Qt.CursorShape.ArrowCursor)
        self.setAccessibleName(self.as_text())
        self._tip()
        self.update()

    def as_text(self) -> str:
        return f"{self._word}: {self._figure}" + (f" ({self._detail})" if self._detail else "")

    def _tip(self) -> None:
        """The whole detail, when the card is too narrow for it."""
        cut = QFontMetrics(theme.font("small", tabular=True)).horizontalAdvance(self._detail) > self.width() - 32
        self.setToolTip(plain_tip(self._detail) if cut else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tip()

    def sizeHint(self) -> QSize:
        return QSize(220, 88)

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        ground = "selected" if self.isDown() else "hover" if self.isEnabled() and self.underMouse() else "raised"
        painter.setBrush(colours.colour(ground))
        painter.setPen(QPen(colours.colour("line"), 1))
        painter.drawRoundedRect(box, 8, 8)
        inside = QRectF(16, 0, self.width() - 32, 16)
        paint_words(painter, inside.translated(0, 12), self._word)
        paint_words(
            painter, inside.translated(0, 36), self._figure, "figure", "alert" if self._alert else "text", whole=True
        )
        paint_words(painter, inside.translated(0, 61), self._detail)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colours.colour("focus"), 2))
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()


def chart_card(title: str, detail: str, chart: QWidget, *tools: QWidget) -> QWidget:
    """A chart with its title, one line that says how to read it, and its tools at the right."""
    made = surface(QWidget(), "card")
    box = QVBoxLayout(made)
    box.setContentsMargins(16, 12, 16, 14)
    box.setSpacing(2)
    head = row(label(title, "title"), None, *tools)
    head.setFixedHeight(28)
    box.addWidget(head)
    box.addWidget(label(detail, "small", "2", wrap=True))
    box.addSpacing(12)
    box.addWidget(chart)
    box.addStretch(1)
    return made
