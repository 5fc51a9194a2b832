"""Charts, painted: bars by tone, rates with intervals, columns over time, a matrix. Each part opens what it counts.

Ink for what held, hatching for partly, red with a cross for what failed: readable in black and white.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from desktop.ui import theme
from desktop.ui.widgets import plain_tip

LEFT, RIGHT, CENTRE = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignHCenter
Paint = Callable[[QPainter], None]


@dataclass(frozen=True)
class Part:
    """A piece of a chart: where it is, what it says, and the claims it opens."""

    box: QRectF
    title: str
    ids: frozenset[str]

    @property
    def words(self) -> str:
        return f"{self.title}: {len(self.ids):,} claim{'s' * (len(self.ids) != 1)}"


class Chart(QWidget):
    """Parts are reached by Tab and the arrow keys, and opened by Enter or a click. Subclasses paint and lay out parts."""

    opened = Signal(str, object)
    """(title, ids of the claims)."""

    def __init__(self, name: str, height: int) -> None:
        super().__init__()
        self._height = height
        self._current, self._hovered = -1, -1
        self.parts: list[Part] = []
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.now().changed.connect(self.update)

    def set_height(self, height: int) -> None:
        self._height = height
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(320, self._height)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, self._height)

    def draw(self, painter: QPainter) -> list[Part]:
        """Paint everything; the parts in the order the arrow keys go."""
        raise NotImplementedError

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self.parts = [part for part in self.draw(painter) if part.ids]
            self._current = min(self._current, len(self.parts) - 1)
            self._ring(painter)

    def _ring(self, painter: QPainter) -> None:
        """Around the part under the mouse, and the one where the keyboard is."""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if 0 <= self._hovered < len(self.parts):
            painter.setPen(QPen(theme.current().colour("text_3"), 1))
            painter.drawRect(self.parts[self._hovered].box.adjusted(-1.5, -1.5, 1.5, 1.5))
        if self.hasFocus() and self._current >= 0:
            painter.setPen(QPen(theme.current().colour("focus"), 2))
            painter.drawRoundedRect(self.parts[self._current].box.adjusted(-2, -2, 2, 2), 3, 3)

    def text(
        self, painter: QPainter, box: QRectF, words: str, role: str = "small", token: str = "text_2",
        side: Qt.AlignmentFlag = LEFT, weight: int | None = None,
    ) -> None:  # fmt: skip
        painter.setFont(theme.font(role, weight, tabular=True))
        painter.setPen(theme.current().colour(token))
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(box.width()) + 1)
        painter.drawText(box, int(side | Qt.AlignmentFlag.AlignVCenter), shown)

    # ── hands ────────────────────────────────────────────────────────────────────────────────────

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        hovered = self._at(event.position())
        if hovered != self._hovered:
            self._hovered = hovered
            self.setCursor(Qt.CursorShape.PointingHandCursor if hovered >= 0 else Qt.CursorShape.ArrowCursor)
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hovered = -1
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        number = self._at(event.position())
        if number >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self._current = number
            self._open()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step and self.parts:
            self._current = (max(self._current, 0) + step) % len(self.parts) if self._current >= 0 else 0
            self._say()
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._current >= 0:
            self._open()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn and self._current < 0 and self.parts:
            self._current = 0
            self._say()
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            number = self._at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), plain_tip(self.parts[number].words) if number >= 0 else "", self)
            return True
        return super().event(event)

    def _at(self, point: QPointF) -> int:
        """Small parts are caught within 4 px."""
        near = QRectF(point.x() - 4, point.y() - 4, 8, 8)
        exact = (n for n, part in enumerate(self.parts) if part.box.contains(point))
        return next(exact, next((n for n, part in enumerate(self.parts) if part.box.intersects(near)), -1))

    def _say(self) -> None:
        self.setAccessibleDescription(self.parts[self._current].words)

    def _open(self) -> None:
        part = self.parts[self._current]
        self.opened.emit(part.title, part.ids)


def paint_tone(painter: QPainter, tone: str, box: QRectF) -> None:
    """The ground of a bar: solid ink, hatched ink, red with a cross, grey, outline."""
    colours = theme.current()
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    if tone == "partly":
        _hatch(painter, box)
    elif tone == "none":
        painter.setPen(QPen(colours.colour("line_strong", 0.7), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
    else:
        token, strength = {"held": ("held", 1.0), "failed": ("alert", 1.0), "open": ("open", 0.55)}[tone]
        painter.setBrush(colours.colour(token, strength))
        painter.drawRect(box)
        if tone == "failed" and box.width() >= 10:
            _cross(painter, box)
    painter.restore()


def _hatch(painter: QPainter, box: QRectF) -> None:
    colours = theme.current()
    painter.fillRect(box, colours.colour("chip"))
    painter.save()
    painter.setClipRect(box)
    painter.setPen(QPen(colours.colour("held"), 1.5))
    x = box.left() - box.height()
    while x < box.right():
        painter.drawLine(QPointF(x, box.bottom()), QPointF(x + box.height(), box.top()))
        x += 5
    painter.restore()
    painter.setPen(QPen(colours.colour("held"), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))


def _cross(painter: QPainter, box: QRectF) -> None:
    half = min(3.0, box.width() / 2 - 1)
    centre = QPointF(box.left() + min(9.0, box.width() / 2), box.center().y())
    painter.setPen(QPen(theme.current().colour("paper"), 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawLine(centre + QPointF(-half, -half), centre + QPointF(half, half))
    painter.drawLine(centre + QPointF(-half, half), centre + QPointF(half, -half))


def advance(role: str, words: str, weight: int | None = None) -> float:
    return QFontMetricsF(theme.font(role, weight, tabular=True)).horizontalAdvance(words)


def marks(most: float, count: Sequence[int] = (1, 2, 5)) -> int:
    """A round step that gives about four marks up to `most`."""
    power = 1
    while True:
        for step in count:
            if step * power * 4 >= most:
                return step * power
        power *= 10
