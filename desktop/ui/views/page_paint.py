"""What is painted on and beside a page. Grounds are multiplied: print stays black. A page has the light inks."""

from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap

from desktop.ui import signs, theme
from desktop.ui.theme import Theme
from desktop.ui.views.page_marks import Placed

INKS = Theme("light")
FIRST_LANE = 16
"""Pixels between the page and the first lane."""
LANE_PITCH = 14
SIGN = 10
LEVEL = 3.6
LONGEST, ROOM = 2000, 4
"""Pixels of a line that is kept, and above and below its middle."""


def ground(painter: QPainter, rects: Sequence[QRectF], colour: QColor, *, radius: float = 2) -> None:
    """One surface, so that neighbouring lines are not darker where they touch."""
    if not rects:
        return
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for rect in rects:
        path.addRoundedRect(rect.adjusted(-1, 0, 1, 0), radius, radius)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
    painter.fillPath(path, colour)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)


def outline(painter: QPainter, rects: Sequence[QRectF]) -> None:
    """Round the found words that one has stepped to."""
    painter.setPen(QPen(INKS.colour("text"), 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for rect in rects:
        painter.drawRoundedRect(rect.adjusted(-1, 0, 1, 0), 2, 2)


def lines(painter: QPainter, placed: Placed, rects: Sequence[QRectF], *, current: bool) -> None:
    """Under the words, three levels at the most; further apart on larger pages."""
    colour = INKS.colour(placed.mark.kind)
    for rect in rects:
        grown = min(1.6, max(0.7, rect.height() / 18))
        y = rect.bottom() - 0.5 + LEVEL * grown * min(placed.level, 2)
        _line(painter, placed.mark.line, rect, y, colour, 2.0 if current else 1.4)


def _line(painter: QPainter, kind: str, rect: QRectF, y: float, colour: QColor, weight: float) -> None:
    """Cut from a long line that was painted once: a hundred wavy lines would take longer than a frame."""
    if rect.width() > LONGEST:
        signs.underline(painter, kind, rect.left(), rect.right(), y, colour, weight)
        return
    ratio = painter.device().devicePixelRatioF()
    part = QRectF(0, 0, round(rect.width() * ratio), 2 * ROOM * ratio)
    painter.drawPixmap(QPointF(round(rect.left()), round(y) - ROOM), _long(kind, colour.name(), weight, ratio), part)


@lru_cache(64)
def _long(kind: str, colour: str, weight: float, ratio: float) -> QPixmap:
    made = QPixmap(round(LONGEST * ratio), round(2 * ROOM * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    signs.underline(painter, kind, 0, LONGEST, ROOM, QColor(colour), weight)
    painter.end()
    return made


def lane_box(page: QRectF, placed: Placed, *, right: bool = False) -> QRectF:
    """Where the lane of a mark stands beside its page as it lies, wide enough to be hit."""
    away = FIRST_LANE + placed.lane * LANE_PITCH
    x = page.right() + away if right else page.left() - away
    top, bottom = page.top() + placed.top * page.height(), page.top() + placed.bottom * page.height()
    return QRectF(x - LANE_PITCH / 2, top, LANE_PITCH, max(bottom - top, SIGN + 4))


def lane(painter: QPainter, placed: Placed, box: QRectF, *, current: bool) -> None:
    """A bar with the kind's sign at its top."""
    colour, x = theme.current().colour(placed.mark.kind), box.center().x()
    if box.height() > SIGN + 12:
        painter.setPen(QPen(colour, 3 if current else 1.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawLine(QPointF(x, box.top() + SIGN + 6), QPointF(x, box.bottom() - 1))
    signs.paint_kind(painter, placed.mark.sign, QRectF(x - SIGN / 2, box.top() + 2, SIGN, SIGN), colour)


def bar(painter: QPainter, box: QRectF, *, right: bool = False) -> None:
    """The caret, or an end of the selection, at the left or right edge of the box."""
    x = box.right() if right else box.left()
    painter.fillRect(QRectF(round(x) - 1, box.top() - 1, 2, box.height() + 2), INKS.colour("text"))


def ring(painter: QPainter, view: QRectF) -> None:
    """The keyboard is here."""
    painter.setPen(QPen(theme.current().colour("focus"), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(view.adjusted(1, 1, -1, -1))
