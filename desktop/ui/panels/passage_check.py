"""A passage that was not found again with certainty: the places where it may be now, the way to Read, and the way out."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.surroundings import Excerpt
from desktop.ui.panels.place_choice import Place, PlaceChoice, titles
from desktop.ui.widgets import button, empty, keycap, label, row

HINT = (
    "In Read, select the words that say it now, then Claim ▸ Place the passage here. When they are gone, the claim keeps "
    "them on the version that had them, and the export says so."
)


class PassageCheck(QWidget):
    """A digit takes a place, like the verdicts; the last one leads to Read. `press` gets the digit."""

    placed = Signal(int, int)
    """These words of the newest version are the passage."""
    opened = Signal()
    let_go = Signal()
    """The words are gone: the claim keeps them on the old version."""

    def __init__(self) -> None:
        super().__init__()
        self._words = label("", "body", "2", wrap=True)
        self._places: list[Place] = []
        self._sides = titles()
        self._shown = QVBoxLayout()
        self._shown.setSpacing(8)
        self._open = button("Find them in Read", "secondary")
        self._open.clicked.connect(self.opened)
        self._open_cap = keycap("1")
        self._gone = button("The words are gone", "secondary")
        self._gone.setToolTip("The publisher took them out: the claim keeps them, on the version that had them")
        self._gone.clicked.connect(self.let_go)
        self._hint = label(HINT, "small", "3", wrap=True)
        self._lay_out()

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        box.addWidget(label("PASSAGE", "micro", "2", 600))
        box.addWidget(self._words)
        box.addWidget(self._sides)
        box.addLayout(self._shown)
        box.addWidget(row(self._open_cap, self._open, 12, keycap("G"), self._gone, None, gap=6))
        box.addWidget(self._hint)

    def show_passage(self, document: str, was: Excerpt, places: Sequence[Place]) -> None:
        self._places = list(places)
        self._words.setText(
            f"“{document}” has a newer version, and these words were found again, but not with certainty. "
            "Where do they stand now?"
            if places
            else f"These words were not found in the newest version of “{document}”. The claim and its words are kept."
        )
        empty(self._shown)
        for number, place in enumerate(self._places, 1):
            made = PlaceChoice(number, was, place.excerpt, place.where)
            made.clicked.connect(lambda _checked, number=number: self.press(number))
            self._shown.addWidget(made)
        self._sides.setVisible(bool(places))
        self._open_cap.setText(str(len(self._places) + 1))

    def press(self, number: int) -> bool:
        if 1 <= number <= len(self._places):
            self.placed.emit(self._places[number - 1].start, self._places[number - 1].end)
        elif number == len(self._places) + 1:
            self.opened.emit()
        else:
            return False
        return True
