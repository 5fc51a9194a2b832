"""What all charts share: parts that can be pointed at, walked through by arrow keys, opened, and read out."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)  # fmt: skip
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from desktop.ui import theme
from desktop.ui.widgets import plain_tip

ROW = 32
LEFT, MIDDLE, RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignHCenter, Qt.AlignmentFlag.AlignRight


@dataclass(frozen=True)
class Part:
    """One thing that can be opened."""

    box: QRectF
    """Where it can be hit; at least 24 px high."""
    line: int
    """Parts of one line follow each other by Left and Right; Up and Down change the line."""
    words: str
    """What it says: tool tip and accessible description."""
    key: object
    """Handed back when it is opened."""


class Chart(QWidget):
    """Subclasses give their parts and paint themselves in `_draw`; `_empty` is said when there is nothing to show."""

    opened = Signal(object)
    """The key of the part that was clicked, or chosen with Enter."""
    walked = Signal(QRect)
    """Where the keyboard is now, for a scroll area around the chart."""

    def __init__(self, name: str, empty: str) -> None:
        super().__init__()
        self._empty = empty
        self._parts: tuple[Part, ...] = ()
        self._at, self._pointed = -1, -1
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        self.setMinimumWidth(240)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def parts(self) -> tuple[Part, ...]:
        return self._parts

    def current_part(self) -> Part | None:
        """Where the keyboard is."""
        return self._parts[self._at] if 0 <= self._at < len(self._parts) else None

    def as_text(self) -> str:
        """The same figures in words, a line each."""
        raise NotImplementedError

    # ── for subclasses ───────────────────────────────────────────────────────────────────────────

    def _lay_out(self) -> Iterable[Part]:
        """The parts for the present width, in reading order."""
        raise NotImplementedError

    def _draw(self, painter: QPainter, seen: QRectF) -> None:
        """Paint what lies in `seen`."""
        raise NotImplementedError

    def _renew(self) -> None:
        """After other data or another width: the keyboard stays at its key, or else about where it was."""
        current = self.current_part()
        self._parts = tuple(self._lay_out())
        self._pointed = -1
        if current:
            there = [n for n, part in enumerate(self._parts) if part.key == current.key]
            last = len(self._parts) - 1
            self._at = min(there, key=lambda n: abs(n - self._at), default=min(self._at, last))
        self.setAccessibleDescription(self.as_text())
        self.update()

    # ── painting ─────────────────────────────────────────────────────────────────────────────────

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self._parts:
            paint_words(painter, QRectF(self.rect()), self._empty, "small", "text_3", MIDDLE)
            return
        if 0 <= self._pointed < len(self._parts):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.current().colour("hover"))
            painter.drawRoundedRect(self._parts[self._pointed].box.adjusted(-2, 0, 2, 0), 4, 4)
        self._draw(painter, QRectF(event.rect()))
        current = self.current_part()
        edge = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if current and self.hasFocus():
            painter.setPen(QPen(theme.current().colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(current.box.adjusted(-1, 1, 1, -1).intersected(edge), 4, 4)

    # ── mouse ────────────────────────────────────────────────────────────────────────────────────

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point_at(self._find(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._point_at(-1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = self._find(event.position())
        if event.button() == Qt.MouseButton.LeftButton and found >= 0:
            self._at = found
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Opened on release over the part that was pressed, so that one can still draw back."""
        current = self.current_part()
        if event.button() == Qt.MouseButton.LeftButton and current and self._find(event.position()) == self._at:
            self.opened.emit(current.key)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            found = self._find(QPointF(event.pos()))
            if found >= 0:
                part = self._parts[found]
                QToolTip.showText(event.globalPos(), plain_tip(part.words), self, part.box.toRect())
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def _find(self, at: QPointF) -> int:
        """The last one wins: smaller parts are listed after what they lie on."""
        return next((n for n in range(len(self._parts) - 1, -1, -1) if self._parts[n].box.contains(at)), -1)

    def _point_at(self, number: int) -> None:
        if number != self._pointed:
            self._pointed = number
            self.setCursor(Qt.CursorShape.PointingHandCursor if number >= 0 else Qt.CursorShape.ArrowCursor)
            self.update()

    # ── keyboard ─────────────────────────────────────────────────────────────────────────────────

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, current = event.key(), self.current_part()
        if current and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit(current.key)
        elif self._parts and (to := self._towards(key)) is not None:
            self._walk(to)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._parts:
            self._walk(max(0, self._at))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def _towards(self, key: int) -> int | None:
        last = len(self._parts) - 1
        if key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            return 0 if key == Qt.Key.Key_Home else last
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            return max(0, min(last, self._at + (1 if key == Qt.Key.Key_Right else -1)))
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            return self._other_line(up=key == Qt.Key.Key_Up)
        return None

    def _other_line(self, *, up: bool) -> int:
        """The nearest part of the line above or below; the present one at the edge."""
        current = self.current_part()
        if current is None:
            return 0
        lines = [p.line for p in self._parts if (p.line < current.line if up else p.line > current.line)]
        if not lines:
            return self._at
        line, x = (max(lines) if up else min(lines)), current.box.center().x()
        there = [n for n, part in enumerate(self._parts) if part.line == line]
        return min(there, key=lambda n: abs(self._parts[n].box.center().x() - x))

    def _walk(self, to: int) -> None:
        self._at = to
        part = self._parts[to]
        self.setAccessibleDescription(part.words)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))
        self.walked.emit(part.box.toAlignedRect())
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._renew()


def paint_words(
    painter: QPainter, box: QRectF, text: str, role: str = "small", token: str = "text_2",
    align: Qt.AlignmentFlag = LEFT, weight: int | None = None, *, whole: bool = False,
) -> None:  # fmt: skip
    """One line in the middle of the box, with an ellipsis if it is too long and need not be `whole`."""
    painter.setFont(_font(role, weight))
    painter.setPen(theme.current().colour(token))
    if not whole:
        text = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(box.width()) + 1)
    flags = align | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip | Qt.TextFlag.TextSingleLine
    painter.drawText(box, flags, text)


def width_of(text: str, role: str = "small", weight: int | None = None) -> float:
    return QFontMetricsF(_font(role, weight)).horizontalAdvance(text)


def names_width(titles: Iterable[str]) -> float:
    """What the names at the left of a chart would take."""
    return max((width_of(title, "body") for title in titles), default=0) + 24


def _font(role: str, weight: int | None) -> QFont:
    """A large figure stands alone: figures of one width would only tear it apart."""
    return theme.font(role, weight, tabular=role != "figure")
