"""What does this outcome show about the claim? One key each."""

from PySide6.QtCore import QPoint, QRectF, QSizeF, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop.claims.base import Kind
from desktop.ui.popover import SHADOW, Popover
from desktop.ui.widgets import button, keycap, label, row

GAP = 10
"""Pixels between the words and the menu."""


class RelationMenu(Popover):
    chosen = Signal(str)
    """The name of a relation."""

    def __init__(self, parent: QWidget, kind: Kind) -> None:
        super().__init__(parent)
        self._names = [relation.name for relation in kind.relations]
        self.box.addWidget(
            row(label(f"What does it show about the {kind.word}?", "small", "3"), margins=(12, 8, 12, 4))
        )
        for number, relation in enumerate(kind.relations, 1):
            made = button(relation.title, "tab")
            made.setAccessibleName(relation.title)
            made.clicked.connect(lambda _checked=False, name=relation.name: self._choose(name))
            self.box.addWidget(row(keycap(str(number)), made, None, margins=(12, 1, 12, 1)))
        self.box.addSpacing(6)

    def open_beside(self, words: QRectF | None) -> None:
        """Under the words, over them or beside them: wherever there is room without covering them."""
        self.adjustSize()
        room = self.screen().availableGeometry()
        box = words or QRectF(room.center(), QSizeF(0, 0))
        height, x, y = self.height() - 2 * SHADOW, box.left(), box.bottom() + GAP
        if y + height > room.bottom():
            y = box.top() - GAP - height
        if y < room.top():
            x, y = box.right() + 2 * GAP, max(room.top(), min(box.top(), room.bottom() - height))
        self.show_at(QPoint(round(x), round(y)))
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        number = int(event.text()) if event.text().isdigit() else 0
        if 1 <= number <= len(self._names):
            self._choose(self._names[number - 1])
        else:
            super().keyPressEvent(event)

    def _choose(self, name: str) -> None:
        self.close()
        self.chosen.emit(name)
