"""The claims at the caret, listed over the inspector when there are several, or one that is not the current one."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from desktop.claims import kind_of
from desktop.ui.views.base import Mark
from desktop.ui.widgets import KindSign, button, empty, keycap, label, plain_tip, row, rule, stretch

WIDTH = 232
"""Pixels for the words of a row."""
MOST = 6
"""Rows; how many more there are is said."""


class ClaimsHere(QWidget):
    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[tuple[str, ...], str] = ((), "")
        self._said = label("", "micro", "2", 600)
        self._rows = QVBoxLayout()
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(
            row(self._said, None, keycap("Space"), label("next", "micro", "3"), gap=6, margins=(16, 10, 12, 4))
        )
        box.addLayout(self._rows)
        box.addSpacing(6)
        box.addWidget(rule())
        self.hide()

    def words(self) -> str:
        return self._said.text()

    def show_claims(self, here: Sequence[Mark], current: str) -> None:
        ids = tuple(mark.id for mark in here)
        if (ids, current) != self._shown:
            self._shown = ids, current
            self._fill(here, current)
            self.setVisible(bool(ids) and ids != (current,))

    def _fill(self, here: Sequence[Mark], current: str) -> None:
        empty(self._rows)
        at = next((number for number, mark in enumerate(here, 1) if mark.id == current), 0)
        self._said.setText(f"{at} OF {len(here)} HERE" if at else f"{len(here)} HERE")
        for mark in here[:MOST]:
            self._rows.addWidget(self._row(mark, on=mark.id == current))
        if len(here) > MOST:
            self._rows.addWidget(row(label(f"and {len(here) - MOST} more", "small", "3"), margins=(38, 2, 12, 2)))

    def _row(self, mark: Mark, *, on: bool) -> QWidget:
        title = kind_of(mark.kind).title
        words = mark.title.removeprefix(f"{title}: ") or title
        made = button("", "tab", checkable=True)
        made.setText(made.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, WIDTH))
        made.setProperty("align", "left")
        made.setAccessibleName(f"{title}: {words}")
        made.setToolTip(plain_tip(words))
        made.setChecked(on)
        made.clicked.connect(lambda: self._choose(mark.id, made, on=on))
        line = row(KindSign(mark.sign, mark.kind, title), made, gap=4, margins=(16, 0, 12, 0))
        stretch(line, 1)
        return line

    def _choose(self, claim_id: str, made: QPushButton, *, on: bool) -> None:
        made.setChecked(on)  # until the answer paints it anew
        self.chosen.emit(claim_id)
