"""A line under the document's head with what its reader wants the person to know; put away, it stays away."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.ui import theme
from desktop.ui.widgets import ElidedLabel, button, icon_button, row, rule, stretch, surface

HEIGHT = 32


class NoteStrip(QWidget):
    all_wanted = Signal()
    """Everything that was noted, and what was left out."""
    again_wanted = Signal()
    """The file is to be read in another way."""

    def __init__(self) -> None:
        super().__init__()
        self._put_away: set[str] = set()
        self._version_id = ""
        self._words = ElidedLabel("", "small")
        self._more, again = button("", "link"), button("Read again…", "link")
        self._more.clicked.connect(self.all_wanted)
        again.clicked.connect(self.again_wanted)
        for link in (self._more, again):
            link.setFont(theme.font("small"))
        self._again = again
        close = icon_button("x", "Put this away")
        close.clicked.connect(self._close)
        line = row(self._words, 4, self._more, 8, again, 4, close, margins=(16, 0, 8, 0))
        stretch(line, 0)
        line.setFixedHeight(HEIGHT)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(surface(line, "chrome"))
        box.addWidget(rule())
        self.hide()

    def show_notes(self, version_id: str, notes: Sequence[str], *, again: bool) -> None:
        """`again`: the reader of the file has choices that a person can make."""
        self._version_id = version_id
        self._words.setText(notes[0] if notes else "")
        self._words.setToolTip("")
        self._more.setText(f"{len(notes) - 1} more" if len(notes) > 1 else "More")
        self._again.setVisible(again)
        self.setVisible(bool(notes) and version_id not in self._put_away)

    def _close(self) -> None:
        self._put_away.add(self._version_id)
        self.hide()
