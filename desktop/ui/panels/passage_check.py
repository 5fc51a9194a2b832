"""A passage that was not found again with certainty: say that it is right, or go and find its words."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.rows import PassageRow
from desktop.ui.widgets import button, keycap, label, row


class PassageCheck(QWidget):
    """Keys 1 and 2, like the verdicts; `press` gets the digit."""

    confirmed = Signal()
    opened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._words = label("", "body", "2", wrap=True)
        self._right = button("The words are right", "primary")
        self._right.clicked.connect(self.confirmed)
        self._open = button("Find them in Read", "secondary")
        self._open.clicked.connect(self.opened)
        self._right_cap = keycap("1")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        box.addWidget(label("PASSAGE", "micro", "2", 600))
        box.addWidget(self._words)
        box.addWidget(row(self._right_cap, self._right, 12, keycap("2"), self._open, None, gap=6))

    def show_passage(self, passage: PassageRow, document: str) -> None:
        lost = passage.status == "orphaned"
        self._right.setVisible(not lost)
        self._right_cap.setVisible(not lost)
        self._words.setText(
            f"These words were not found in the newest version of “{document}”. The claim and its words are kept. "
            "Open it in Read and select the words that say it now."
            if lost
            else f"“{document}” has a newer version, and these words were found again, but not with certainty."
        )

    def press(self, number: int) -> bool:
        if number == 1 and not self._right.isHidden():
            self.confirmed.emit()
        elif number == 2:
            self.opened.emit()
        else:
            return False
        return True
