"""A passage that was not found again with certainty: its words, the places where they may be now, and the way to Read."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.rows import PassageRow
from desktop.claims.base import Kind
from desktop.surroundings import Excerpt
from desktop.ui.panels.excerpt import ExcerptView
from desktop.ui.widgets import button, column, empty, keycap, label, row, rule

Place = tuple[int, int, Excerpt]
"""(start, end) in the newest version, and how it reads there."""


class PassageCheck(QWidget):
    """A digit takes a place, like the verdicts; the last one leads to Read. `press` gets the digit."""

    placed = Signal(int, int)
    """These words of the newest version are the passage."""
    opened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._words = label("", "body", "2", wrap=True)
        self._places: list[Place] = []
        self._shown = QVBoxLayout()
        self._shown.setSpacing(0)
        self._open = button("Find them in Read", "secondary")
        self._open.clicked.connect(self.opened)
        self._open_cap = keycap("1")
        hint = label("Select the words that say it now, then Claim ▸ Place the passage here.", "small", "3", wrap=True)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        box.addWidget(label("PASSAGE", "micro", "2", 600))
        box.addWidget(self._words)
        box.addLayout(self._shown)
        box.addWidget(row(self._open_cap, self._open, None, gap=6))
        box.addWidget(hint)

    def show_passage(self, passage: PassageRow, document: str, kind: Kind, places: Sequence[Place]) -> None:
        self._places = list(places)
        self._words.setText(
            f"“{document}” has a newer version, and the words above were found again, but not with certainty. "
            "Where do they stand now?"
            if places
            else f"The words above were not found in the newest version of “{document}”. The claim and its words are kept."
        )
        empty(self._shown)
        for number, place in enumerate(self._places, 1):
            self._shown.addWidget(self._line(number, place, kind))
        self._open_cap.setText(str(len(self._places) + 1))

    def _line(self, number: int, place: Place, kind: Kind) -> QWidget:
        start, end, excerpt = place
        words = ExcerptView(40)
        words.show_excerpt(excerpt, kind)
        take = button("These words", "primary" if number == 1 else "secondary")
        take.setAccessibleName(f"These words: {excerpt.text}")
        take.clicked.connect(lambda: self.placed.emit(start, end))
        return column(rule(), 8, words, 6, row(keycap(str(number)), take, None, gap=6), 12)

    def press(self, number: int) -> bool:
        if 1 <= number <= len(self._places):
            self.placed.emit(*self._places[number - 1][:2])
        elif number == len(self._places) + 1:
            self.opened.emit()
        else:
            return False
        return True
