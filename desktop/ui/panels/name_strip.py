"""Asks once who works here, in a line above the status line; whoever goes on working is not held up."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop.ui import theme
from desktop.ui.widgets import ElidedLabel, button, icon_button, label, row, rule, stretch, surface

HEIGHT = 40
QUESTION = "Who works here?"


class NameField(QLineEdit):
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class NameStrip(QWidget):
    answered = Signal(str)
    """A name; "" when it was put away."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(QUESTION)
        self.field = NameField()
        self.field.setPlaceholderText("Your name")
        self.field.setAccessibleName(f"{QUESTION} Your name")
        self.field.setFont(theme.font("small"))
        self.field.setFixedSize(200, 26)
        self.field.setMaxLength(120)
        keep, away = button("Keep", "primary"), icon_button("x", "Work without a name  Esc")
        why = "Your name will stand beside the claims, links and verdicts that you make. Settings changes it."
        self.field.returnPressed.connect(self._answer)
        self.field.left.connect(lambda: self.answered.emit(""))
        keep.clicked.connect(self._answer)
        away.clicked.connect(lambda: self.answered.emit(""))
        line = row(label(QUESTION, "small", weight=600), self.field, keep, 8, ElidedLabel(why, "small"), away,
                   margins=(16, 0, 8, 0))  # fmt: skip
        stretch(line, -2)
        line.setFixedHeight(HEIGHT)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(rule())
        box.addWidget(surface(line, "chrome"))
        self.hide()

    def ask(self) -> None:
        """Come, without taking the keyboard."""
        if self.isHidden():
            self.show()
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def _answer(self) -> None:
        name = " ".join(self.field.text().split())
        if name:
            self.answered.emit(name)
        else:
            self.field.setFocus()
