"""Asks for the password of one protected document. It is used and forgotten with the program, never stored."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.ui.popover import Popover
from desktop.ui.widgets import EmptyPlace, button, column, label, row

WIDTH = 380


class PasswordPanel(Popover):
    given = Signal(str)
    skipped = Signal()

    def __init__(self, parent: QWidget, name: str, reason: str) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._answered = False
        self.field = QLineEdit()
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setAccessibleName("Password")
        self.field.setFixedHeight(30)
        self.field.returnPressed.connect(self._give)
        go, skip = button("Open", "primary"), button("Not now")
        go.clicked.connect(self._give)
        skip.clicked.connect(self.close)
        title = label(f"“{name}”", "strong", wrap=True)
        hint = label("It is kept in memory until the program ends, and written nowhere.", "small", "3", wrap=True)
        page = column(
            title, 2, label(reason, "body", "2", wrap=True), 10, self.field, 6, hint, 12, row(None, skip, go),
            margins=(16, 14, 16, 14),
        )  # fmt: skip
        page.setFixedWidth(WIDTH)
        self.box.addWidget(page)
        self.closed.connect(self._skip)

    def show_over(self, window: QWidget) -> None:
        self.adjustSize()
        self.show_at(window.mapToGlobal(QPoint((window.width() - self.width()) // 2, window.height() // 4)))
        self.field.setFocus()

    def _give(self) -> None:
        if self.field.text():
            self._answered = True
            self.given.emit(self.field.text())
            self.close()

    def _skip(self) -> None:
        if not self._answered:
            self._answered = True
            self.skipped.emit()


class LockedPages(EmptyPlace):
    """In the place of pages that wait for their password."""

    wanted = Signal()

    def __init__(self) -> None:
        go = button("Enter password…", "primary")
        super().__init__(
            "file-text",
            "This document is protected",
            "Enter its password to see its pages. Its text can be read without it: Ctrl+T.",
            go,
        )
        go.clicked.connect(self.wanted)
