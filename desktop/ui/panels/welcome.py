"""What Read shows when there is nothing to read: how to begin."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from desktop.ui import icons
from desktop.ui.widgets import button, label, row, surface


class Welcome(QWidget):
    command_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        surface(self, "paper")
        self._picture = QLabel()
        self._picture.setPixmap(icons.pixmap("book-open", "text_3", 28))
        self._line = label("", "heading")
        self._words = label("", "body", "2", wrap=True)
        self._words.setFixedWidth(420)
        self._first, self._second, self._third = button("", "primary"), button(""), button("")
        self._names = ["", "", ""]
        for number, made in enumerate((self._first, self._second, self._third)):
            made.clicked.connect(lambda _checked=False, n=number: self.command_wanted.emit(self._names[n]))
        inside = QVBoxLayout()
        inside.setSpacing(10)
        for widget in (self._picture, self._line, self._words, row(self._first, self._second, self._third, None)):
            inside.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft)
        box = QVBoxLayout(self)
        box.addStretch(2)
        across = row(None, _held(inside), None)
        box.addWidget(across)
        box.addStretch(3)

    def show_state(self, *, has_workspace: bool) -> None:
        if has_workspace:
            self._line.setText("Nothing to read yet")
            self._words.setText("Drop transcripts, articles or reports here, or add them from a folder.")
            choices: tuple[tuple[str, str], ...] = (
                ("Add documents…", "add_documents"),
                ("Add a folder…", "add_folder"),
            )
        else:
            self._line.setText("Was it done?")
            self._words.setText(
                "A workspace is one file that holds your documents, the claims you tag in them and what became of them. "
                "Nothing leaves this machine."
            )
            choices = (
                ("Open the sample", "open_sample"), ("New workspace…", "new_workspace"), ("Open workspace…", "open_workspace"),
            )  # fmt: skip
        buttons = (self._first, self._second, self._third)
        for number, made in enumerate(buttons):
            made.setVisible(number < len(choices))
            if number < len(choices):
                made.setText(choices[number][0])
                self._names[number] = choices[number][1]


def _held(layout: QVBoxLayout) -> QWidget:
    made = QWidget()
    made.setLayout(layout)
    return made
