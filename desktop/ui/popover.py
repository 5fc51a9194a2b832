"""What floats over the words, with a painted shadow (an effect would repaint everything).

What takes the keyboard is a popup window; what only offers itself is a child of the window it lies in. X11 may have no
compositor, which would paint the popup's margin black: there the window is cut to the card, and the shadow is left out.
"""

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QHideEvent,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QRegion,
    QResizeEvent,
)  # fmt: skip
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.ui import theme

SHADOW = 16
"""Pixels around the card for the shadow."""


class Popover(QWidget):
    """A card that floats. With `takes_keys` it is a popup that closes on Esc or a click elsewhere."""

    closed = Signal()

    def __init__(self, parent: QWidget, *, takes_keys: bool = True, radius: int = 12) -> None:
        bare = Qt.WindowType.FramelessWindowHint | Qt.WindowType.NoDropShadowWindowHint
        super().__init__(parent, Qt.WindowType.Popup | bare if takes_keys else Qt.WindowType.Widget)
        if takes_keys:
            self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        else:
            self.hide()
        self._radius = radius
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(SHADOW, SHADOW, SHADOW, SHADOW)
        self.box.setSpacing(0)

    def show_at(self, corner: QPoint) -> None:
        """Put the card's top left corner there, moved as far as the screen needs."""
        self.adjustSize()
        room = self.screen().availableGeometry()
        parent = self.parentWidget()
        if parent and not self.isWindow():
            corner, room = parent.mapFromGlobal(corner), parent.rect()
        x = max(room.left(), min(corner.x() - SHADOW, room.right() - self.width()))
        y = max(room.top(), min(corner.y() - SHADOW, room.bottom() - self.height()))
        self.move(x, y)
        self.show()
        self.raise_()

    def event(self, event: QEvent) -> bool:
        """Plain keys in a popup are its own: Esc and Enter would else be the reader's, to which a popup of it belongs."""
        plain = isinstance(event, QKeyEvent) and not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        if plain and event.type() == QEvent.Type.ShortcutOverride and self.isWindow():
            event.accept()
            return True
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.isWindow() and QGuiApplication.platformName() == "xcb":
            path = QPainterPath()
            path.addRoundedRect(
                QRectF(self.rect()).adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW), self._radius, self._radius
            )
            self.setMask(QRegion(path.toFillPolygon().toPolygon()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_card(painter, QRectF(self.rect()).adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW), self._radius, SHADOW)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.closed.emit()


def paint_card(painter: QPainter, card: QRectF, radius: int, reach: int) -> None:
    """A raised card with a soft shadow that falls a little downwards, `reach` pixels around it."""
    colours = theme.current()
    shade = QColor(0, 0, 0)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    for step in range(reach, 0, -2):
        shade.setAlphaF((1 - step / reach) ** 2 * (0.05 if colours.name == "light" else 0.14))
        painter.setBrush(shade)
        painter.drawRoundedRect(card.adjusted(-step, 4 - step, step, step), radius + step, radius + step)
    painter.setPen(QPen(colours.colour("line_soft"), 1))
    painter.setBrush(colours.colour("raised"))
    painter.drawRoundedRect(card.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
