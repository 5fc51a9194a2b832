"""Line icons (Lucide, ISC licence). QtSvg ignores currentColor, so the colour is written into the drawing."""

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap

from desktop.paths import resource
from desktop.ui import theme


def icon(name: str, token: str = "text_2", size: int = 16) -> QIcon:
    """The icon in a colour of today's theme."""
    return QIcon(pixmap(name, token, size))


def pixmap(name: str, token: str = "text_2", size: int = 16) -> QPixmap:
    """Drawn for the finest screen, so that it is sharp on each."""
    finest = max((screen.devicePixelRatio() for screen in QGuiApplication.screens()), default=1.0)
    return _drawn(name, theme.current()[token], size, max(1.0, finest))


@cache
def _drawn(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    from PySide6.QtSvg import QSvgRenderer

    svg = resource("icons", f"{name}.svg").read_text(encoding="utf-8")
    stroke = 1.4 * 24 / 16
    svg = svg.replace("currentColor", colour).replace('stroke-width="2"', f'stroke-width="{stroke:.2f}"')
    side = round(size * ratio)
    drawn = QPixmap(QSize(side, side))
    drawn.fill(QColor(0, 0, 0, 0))
    painter = QPainter(drawn)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, side, side))
    painter.end()
    drawn.setDevicePixelRatio(ratio)
    return drawn
