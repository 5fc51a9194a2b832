"""How a kind will look before it is used: swatches to choose from, and a sentence painted in light and in dark."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from desktop.claims.base import Kind
from desktop.ui import signs, theme
from desktop.ui.widgets import plain_tip

SIDE, GAP = 28, 4
SENTENCE = ("We will ", "not sign that", " treaty.")
"""Before, of and behind the claim."""

Paint = Callable[[QPainter, QRectF, QColor], None]


class Swatch(QPushButton):
    """A small picture to choose; the chosen one has a ring."""

    def __init__(self, name: str, paint: Paint) -> None:
        super().__init__()
        self._paint = paint
        self.setCheckable(True)
        self.setFixedSize(SIDE, SIDE)
        self.setAccessibleName(name)
        self.setToolTip(plain_tip(name))

    def sizeHint(self) -> QSize:
        return QSize(SIDE, SIDE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, colours = QPainter(self), theme.current()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        ring = "focus" if self.hasFocus() else "text" if self.isChecked() else "line_soft" if self.isEnabled() else ""
        painter.setPen(
            QPen(colours.colour(ring), 2 if self.isChecked() or self.hasFocus() else 1) if ring else Qt.PenStyle.NoPen
        )
        painter.setBrush(colours.colour("selected") if self.isChecked() else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, 6, 6)
        ink = colours.colour("text" if self.isEnabled() else "line")
        self._paint(painter, box.adjusted(6, 6, -6, -6), ink)


class Swatches(QWidget):
    """One of several; Tab leads to the chosen one, arrows to the others."""

    chosen = Signal(str)

    def __init__(self, name: str, paints: Mapping[str, Paint]) -> None:
        super().__init__()
        self._name = name
        self.buttons = {value: Swatch(f"{name}: {value.replace('_', ' ')}", paint) for value, paint in paints.items()}
        self._group = QButtonGroup(self)
        box = QHBoxLayout(self)
        box.setContentsMargins(6, 1, 0, 1)
        box.setSpacing(GAP)
        for value, made in self.buttons.items():
            self._group.addButton(made)
            made.clicked.connect(lambda _checked=False, value=value: self.chosen.emit(value))
            box.addWidget(made)
        box.addStretch(1)

    def show_value(self, value: str) -> None:
        """Without `chosen`; a value that is none of them leaves all unchosen."""
        self._group.setExclusive(False)
        for own, made in self.buttons.items():
            made.setChecked(own == value)
        self._group.setExclusive(True)

    def show_taken(self, taken: Mapping[str, str]) -> None:
        """These can't be chosen: somebody has them, by name."""
        for value, made in self.buttons.items():
            made.setEnabled(value not in taken)
            told = f"{self._name}: {value.replace('_', ' ')}"
            made.setToolTip(plain_tip(f"{told}, taken by “{taken[value]}”" if value in taken else told))


def colour_paint(pair: Sequence[str]) -> Paint:
    def paint(painter: QPainter, box: QRectF, _ink: QColor) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(pair[0] if theme.current().name == "light" else pair[1]))
        painter.drawRoundedRect(box, 3, 3)

    return paint


def sign_paint(sign: str) -> Paint:
    return lambda painter, box, ink: signs.paint_kind(painter, sign, box, ink)


def line_paint(line: str) -> Paint:
    def paint(painter: QPainter, box: QRectF, ink: QColor) -> None:
        signs.underline(painter, line, box.left() - 2, box.right() + 2, box.center().y(), ink)

    return paint


class KindPreview(QWidget):
    """A sentence with a claim of the kind, on the paper of both themes."""

    def __init__(self) -> None:
        super().__init__()
        self._kind: Kind | None = None
        self.setFixedHeight(64)
        self.setAccessibleName("How claims of the kind look in the light and in the dark theme")

    def show_kind(self, kind: Kind | None) -> None:
        self._kind = kind
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        half = self.width() / 2
        for number, name in enumerate(("light", "dark")):
            box = QRectF(number * half + (GAP if number else 0), 0, half - GAP, self.height())
            self._paint_theme(painter, box, theme.Theme(name))

    def _paint_theme(self, painter: QPainter, box: QRectF, shown: theme.Theme) -> None:
        painter.setPen(QPen(theme.current().colour("line"), 1))
        painter.setBrush(shown.colour("paper"))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        font = theme.font("reading")
        font.setPixelSize(15)
        painter.setFont(font)
        metrics, x, y = QFontMetricsF(font), box.left() + 30, box.center().y() + 5
        for number, words in enumerate(SENTENCE):
            width = metrics.horizontalAdvance(words)
            if number == 1 and self._kind:
                self._paint_claim(painter, QRectF(x, y - metrics.ascent(), width, metrics.height()), y, box, shown)
            painter.setPen(shown.colour("text"))
            painter.drawText(QRectF(x, y - metrics.ascent(), width + 2, metrics.height()), 0, words)
            x += width

    def _paint_claim(self, painter: QPainter, words: QRectF, y: float, box: QRectF, shown: theme.Theme) -> None:
        kind = self._kind
        assert kind is not None
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(shown.colour(f"{kind.name}_rest"))
        painter.drawRoundedRect(words.adjusted(-1, 0, 1, 0), 3, 3)
        colour = shown.colour(kind.name)
        signs.underline(painter, kind.line, words.left(), words.right(), y + 5, colour)
        signs.paint_kind(painter, kind.sign, QRectF(box.left() + 10, y - 10, 10, 10), colour)
