"""How a file is to be read again: encoding, the whole page, recognition of pictures, a password for this once."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from desktop.documents.base import AS_FOUND as NO_CHOICE
from desktop.documents.base import Choices
from desktop.documents.encodings import OFFERED, named, shown
from desktop.ui.forms import Form
from desktop.ui.popover import Popover
from desktop.ui.widgets import ElidedLabel, button, column, label, row

AS_FOUND = "As the file says of itself"
WIDTH = 400


class ReadingChoices(Popover):
    """Only what makes a difference to the file's format is asked."""

    chosen = Signal(object)
    """The Choices."""

    def __init__(self, parent: QWidget, title: str, offers: tuple[str, ...], was: Choices = NO_CHOICE) -> None:
        """`was`: how the document was read, which is where one begins."""
        super().__init__(parent)
        self.encoding = QComboBox()
        self.encoding.setEditable(True)
        self.encoding.addItems([AS_FOUND, *map(shown, OFFERED)])
        self.whole = QCheckBox("The whole page, menus and all")
        self.ocr = QLineEdit()
        self.ocr.setPlaceholderText("eng+deu; empty: not at all")
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setPlaceholderText("for this once; it is not kept")
        self.go = button("Read again", "primary")
        self.go.clicked.connect(self._choose)
        form = Form()
        fields = {"encoding": ("Encoding", self.encoding), "whole": ("Page", self.whole),
                  "ocr": ("Pictures", self.ocr), "password": ("Password", self.password)}  # fmt: skip
        for name, (words, field) in fields.items():
            field.setAccessibleName(words)
            if isinstance(field, QComboBox) and (typed := field.lineEdit()):
                typed.setAccessibleName(words)
            if name in offers:
                form.add(words, field)
            else:
                field.setParent(self)
                field.hide()
        for line in (self.ocr, self.password):
            line.returnPressed.connect(self._choose)
        hint = label("What becomes of its claims is shown before anything is changed.", "small", "3", wrap=True)
        heading = ElidedLabel(f"“{title}”", "strong")
        page = column(
            label("READ AGAIN", "micro", "2", 600), 2, heading, 8, form, 8, hint, 10, row(None, self.go), margins=(16, 14, 16, 14)
        )  # fmt: skip
        if inside := form.layout():
            inside.setContentsMargins(0, 0, 0, 0)
        page.setFixedWidth(WIDTH)
        self.box.addWidget(page)
        self._show(was)

    def _show(self, was: Choices) -> None:
        self.encoding.setCurrentText(shown(was.encoding) if was.encoding else AS_FOUND)
        self.whole.setChecked(was.whole)
        self.ocr.setText(was.ocr)

    def focus(self) -> None:
        first = next((w for w in (self.encoding, self.whole, self.ocr, self.password) if w.isVisibleTo(self)), self.go)
        first.setFocus()

    def _choose(self) -> None:
        wanted = self.encoding.currentText().strip()
        choices = Choices(
            encoding="" if wanted == AS_FOUND else named(wanted), whole=self.whole.isChecked(), ocr=self.ocr.text().strip(),
            password=self.password.text(),
        )  # fmt: skip
        self.close()
        self.chosen.emit(choices)
