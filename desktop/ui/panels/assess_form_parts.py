"""What the assess form is made of: a verdict with its key, a question with a few answers, the reason."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop.claims.base import Verdict
from desktop.ui import forms, signs, theme
from desktop.ui.widgets import button, label, plain_tip


class VerdictButton(QPushButton):
    """Sign, word and key."""

    def __init__(self, verdict: Verdict, key: str, *, small: bool) -> None:
        super().__init__()
        self.verdict, self._key, self._small = verdict, key, small
        self.setProperty("look", "verdict")
        self.setFont(theme.font("small" if small else "body", 500))
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFixedHeight(32 if small else 44)
        if small:
            self.setStyleSheet("min-height: 28px; padding: 0")
        self.setAccessibleName(verdict.title)
        self.setToolTip(plain_tip(f"{verdict.title}  {key}"))

    def minimumSizeHint(self) -> QSize:
        return QSize(110 if self._small else QFontMetrics(self.font()).horizontalAdvance(self.verdict.title) + 82, 32)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        colours, painter, middle = theme.current(), QPainter(self), self.height() / 2
        inset, key = (8, 16) if self._small else (12, 32)
        hole = colours.colour("selected" if self.isChecked() else "raised")
        box = QRectF(inset, middle - 7.5, 15, 15)
        signs.paint_verdict(painter, self.verdict.sign, self.verdict.tone, box, colours, hole)
        painter.setFont(self.font())
        painter.setPen(colours.colour("text"))
        words = QRectF(inset + 22, 0, self.width() - inset - 22 - key, self.height())
        title = painter.fontMetrics().elidedText(self.verdict.title, Qt.TextElideMode.ElideRight, int(words.width()))
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, title)
        self._paint_key(painter, middle)

    def _paint_key(self, painter: QPainter, middle: float) -> None:
        colours = theme.current()
        cap = QRectF(self.width() - (18.5 if self._small else 28.5), middle - 8.5, 18, 17)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self._small:
            painter.setPen(colours.colour("line_soft"))
            painter.drawRoundedRect(cap, 4, 4)
            painter.drawLine(cap.bottomLeft() + QPointF(4, 1), cap.bottomRight() + QPointF(-4, 1))
        painter.setPen(colours.colour("text_2"))
        painter.setFont(theme.font("micro"))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, self._key)


class Chooser(QWidget):
    """A question with a few answers as chips, each with a key."""

    chosen = Signal(str)

    def __init__(self, question: str, answers: Sequence[str], columns: int) -> None:
        super().__init__()
        self.answer: str | None = None
        self._answers = list(answers)
        self._chips = [button(f"{n}  {forms.words(name)}", "chip", checkable=True) for n, name in enumerate(answers, 1)]
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 8, 0, 0)
        box.setSpacing(4)
        box.addWidget(label(question, "small", "2"))
        grid = QGridLayout()
        grid.setSpacing(6)
        for number, (name, chip) in enumerate(zip(answers, self._chips, strict=True)):
            chip.clicked.connect(lambda _on, name=name: self.choose(name))
            grid.addWidget(chip, number // columns, number % columns)
        grid.setColumnStretch(columns, 1)
        box.addLayout(grid)

    def choose(self, name: str) -> None:
        self.show_answer(name)
        self.chosen.emit(name)

    def show_answer(self, name: str | None) -> None:
        self.answer = name
        for answer, chip in zip(self._answers, self._chips, strict=True):
            chip.setChecked(answer == name)

    def key(self, number: int) -> bool:
        if 1 <= number <= len(self._answers):
            self.choose(self._answers[number - 1])
            return True
        return False


class ReasonField(QLineEdit):
    """One sentence. Enter gives the chosen verdict; Esc leaves the field."""

    left = Signal()
    focused = Signal(bool)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focused.emit(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
