"""What the reader of a format left out of the text (menus, adverts, comments), and what it noted."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.documents.base import Reading
from desktop.ui.widgets import label, surface


class LeftOut(QDialog):
    """A window beside the work, not over it."""

    def __init__(self, parent: QWidget, title: str, reading: Reading) -> None:
        super().__init__(parent)
        surface(self, "paper")
        self.setWindowTitle(f"Left out of “{title}”")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(560, 480)
        box = QVBoxLayout(self)
        for note in reading.notes:
            box.addWidget(label(note, "body", "2", wrap=True))
        count = len(reading.left_out)
        box.addWidget(
            label(f"{count} parts of the file are not in the text:" if count else "Nothing was left out.", "strong")
        )
        shown = QPlainTextEdit("\n\n".join(reading.left_out))
        shown.setReadOnly(True)
        shown.setAccessibleName("Parts that were left out")
        box.addWidget(shown, 1)
        shown.setVisible(bool(count))
        box.addWidget(label(f"Read by {reading.reader}", "small", "3"))

    @classmethod
    def show_parts(cls, parent: QWidget, title: str, reading: Reading) -> None:
        cls(parent, title, reading).show()
