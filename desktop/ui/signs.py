"""The signs, painted. Angular: what kind of claim. Round: how it turned out. Readable at 10 px and without colour."""

import math
from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from desktop.ui.theme import Theme

Points = tuple[tuple[float, float], ...]
_KINDS: dict[str, Points] = {  # in halves of the side, from the centre
    "diamond": ((0, -1), (1, 0), (0, 1), (-1, 0)),
    "triangle": ((0, -0.94), (1, 0.77), (-1, 0.77)),
    "plus": (
        (-0.32, -0.92), (0.32, -0.92), (0.32, -0.32), (0.92, -0.32), (0.92, 0.32), (0.32, 0.32),
        (0.32, 0.92), (-0.32, 0.92), (-0.32, 0.32), (-0.92, 0.32), (-0.92, -0.32), (-0.32, -0.32),
    ),
    "square": ((-0.8, -0.8), (0.8, -0.8), (0.8, 0.8), (-0.8, 0.8)),
    "down": ((-1, -0.77), (1, -0.77), (0, 0.94)),
    "hexagon": ((-0.5, -0.87), (0.5, -0.87), (1, 0), (0.5, 0.87), (-0.5, 0.87), (-1, 0)),
    "star": ((0, -1), (0.26, -0.26), (1, 0), (0.26, 0.26), (0, 1), (-0.26, 0.26), (-1, 0), (-0.26, -0.26)),
    "hourglass": ((-0.8, -0.95), (0.8, -0.95), (0.16, 0), (0.8, 0.95), (-0.8, 0.95), (-0.16, 0)),
    "arrow": ((-0.7, -0.95), (0.95, 0), (-0.7, 0.95), (-0.2, 0)),
    "house": ((0, -1), (0.85, -0.2), (0.85, 0.9), (-0.85, 0.9), (-0.85, -0.2)),
    "slab": ((-1, -0.42), (1, -0.42), (1, 0.42), (-1, 0.42)),
    "saltire": (
        (-0.9, -0.5), (-0.5, -0.9), (0, -0.4), (0.5, -0.9), (0.9, -0.5), (0.4, 0),
        (0.9, 0.5), (0.5, 0.9), (0, 0.4), (-0.5, 0.9), (-0.9, 0.5), (-0.4, 0),
    ),
    "bowtie": ((-0.95, -0.75), (0, -0.14), (0.95, -0.75), (0.95, 0.75), (0, 0.14), (-0.95, 0.75)),
}  # fmt: skip
_CUT_OUT: dict[str, tuple[Points, ...]] = {  # strokes on a solid disc, in sides from the centre
    "check": (((-0.22, 0.02), (-0.06, 0.18), (0.23, -0.16)),),
    "cross": (((-0.17, -0.17), (0.17, 0.17)), ((-0.17, 0.17), (0.17, -0.17))),
    "bang": (((0, -0.25), (0, 0.06)), ((0, 0.24), (0, 0.245))),
    "shield": (((-0.2, 0.1), (0, -0.15), (0.2, 0.1)),),
    "minus": (((-0.2, 0), (0.2, 0)),),
}
_IN_RING: dict[str, tuple[Points, ...]] = {
    "pause": (((-0.11, -0.14), (-0.11, 0.14)), ((0.11, -0.14), (0.11, 0.14))),
    "slash": (((-0.2, 0.2), (0.2, -0.2)),),
    "disputed": (((-0.16, -0.08), (0.16, -0.08)), ((-0.16, 0.1), (0.16, 0.1))),
    "clock": (((0, -0.2), (0, 0.02), (0.15, 0.12)),),
    "dot": (),
    "quarter": (),
    "half": (),
}


def paint_kind(painter: QPainter, sign: str, rect: QRectF, colour: QColor) -> None:
    """A kind's sign in the middle of `rect`."""
    half = min(rect.width(), rect.height()) / 2
    centre = rect.center()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, 1, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    painter.setBrush(colour)
    painter.drawPolygon(QPolygonF([centre + QPointF(x * half, y * half) for x, y in _KINDS[sign]]))
    painter.restore()


def paint_verdict(painter: QPainter, sign: str, tone: str, rect: QRectF, theme: Theme, hole: QColor) -> None:
    """A verdict's round sign in the square `rect`; `hole` is the colour behind it, which cut-outs show."""
    failed = tone in ("failed", "overdue")
    solid = theme.colour("failed" if failed else "held")
    colour = solid if sign in ("disputed", "clock", "half") else theme.colour("text_2")
    box = QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5)
    width = max(1.25, box.width() / 9)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if sign in _CUT_OUT:
        _disc(painter, box, solid)
        _strokes(painter, box, _CUT_OUT[sign], hole, width)
    elif sign == "dotted_ring":
        _dots(painter, box, theme.colour("text_3"), width)
    else:
        painter.setPen(QPen(colour, width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(box.adjusted(width / 2, width / 2, -width / 2, -width / 2))
        _strokes(painter, box, _IN_RING[sign], colour, width)
        if sign in _FILLED:
            _FILLED[sign](painter, box, colour)
    painter.restore()


def underline(
    painter: QPainter, line: str, x0: float, x1: float, y: float, colour: QColor, weight: float = 1.5
) -> None:
    """A kind's own line, by its name; what is no other is solid."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    pen = QPen(colour, weight, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
    if line in _DASHES:
        pen.setDashPattern(_DASHES[line])
    pen.setWidthF(1 if line == "double" else weight * _WEIGHTS.get(line, 1))
    painter.setPen(pen)
    if line in ("wave", "zigzag"):
        painter.drawPath(_wave(x0, x1, y) if line == "wave" else _zigzag(x0, x1, y))
    elif line == "double":
        painter.drawLine(QPointF(x0, y - 1.2), QPointF(x1, y - 1.2))
        painter.drawLine(QPointF(x0, y + 1.3), QPointF(x1, y + 1.3))
    else:
        painter.drawLine(QPointF(x0, y), QPointF(x1, y))
    painter.restore()


_DASHES = {"dash": [3.2, 2.0], "long_dash": [7.0, 2.6], "dots": [1.0, 1.4], "dash_dot": [4.4, 1.5, 1.0, 1.5]}
"""In widths of the pen."""
_WEIGHTS = {"wave": 0.85, "zigzag": 0.85, "thick": 2.1, "dots": 1.3}


def _zigzag(x0: float, x1: float, y: float) -> QPainterPath:
    path, x, side = QPainterPath(QPointF(x0, y + 1.5)), x0, -1.5
    while x < x1:
        x = min(x + 2.5, x1)
        path.lineTo(QPointF(x, y + side))
        side = -side
    return path


def _wave(x0: float, x1: float, y: float) -> QPainterPath:
    path, x, side = QPainterPath(QPointF(x0, y)), x0, -2.55
    while x < x1:
        after = min(x + 3, x1)
        path.quadTo(QPointF((x + after) / 2, y + side), QPointF(after, y))
        x, side = after, -side
    return path


def _disc(painter: QPainter, box: QRectF, colour: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(box)


def _strokes(painter: QPainter, box: QRectF, strokes: tuple[Points, ...], colour: QColor, width: float) -> None:
    painter.setPen(QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for points in strokes:
        painter.drawPolyline(QPolygonF([box.center() + QPointF(x * box.width(), y * box.width()) for x, y in points]))


def _dots(painter: QPainter, box: QRectF, colour: QColor, width: float) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    for number in range(8):
        angle = math.pi * number / 4
        at = box.center() + QPointF(math.cos(angle), math.sin(angle)) * (box.width() * 0.42)
        painter.drawEllipse(at, width * 0.62, width * 0.62)


def _pie(inset: float, start: int, span: int) -> Callable[[QPainter, QRectF, QColor], None]:
    def paint(painter: QPainter, box: QRectF, colour: QColor) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        gap = box.width() * inset
        painter.drawPie(box.adjusted(gap, gap, -gap, -gap), start * 16, span * 16)

    return paint


_FILLED = {"half": _pie(0, 90, 180), "quarter": _pie(0.2, 90, -120), "dot": _pie(0.37, 0, 360)}
