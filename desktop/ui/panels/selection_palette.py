"""Kinds, evidence, copying and searching beside the words that were selected; it never covers them nor takes the keyboard."""

from PySide6.QtCore import QPoint, QRectF, Signal
from PySide6.QtWidgets import QWidget

from desktop.claims import kinds
from desktop.claims.base import Kind
from desktop.ui.popover import SHADOW, Popover
from desktop.ui.widgets import KindSign, button, column, empty, icon_button, keycap, restyle, row, rows_of, rule

IN_A_ROW = 5
"""Kinds; those that analysts made may be many."""
GAP = 10
"""Pixels between the words and the card."""


class SelectionPalette(Popover):
    chosen = Signal(str)
    """A kind's name, or "evidence"."""
    copy_wanted = Signal()
    search_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, takes_keys=False)
        self._over = parent
        self._shown: tuple[Kind, ...] = ()
        self._caps: list[QWidget] = [keycap("L")]
        """They teach the keys, and give way where the words leave little room."""
        self._words: list[QWidget] = []
        self._kinds = column(gap=4)
        self.pin = icon_button("pin", "Keep the kind that you choose: each selection after it is tagged at once")
        self.pin.setCheckable(True)
        evidence = button("Evidence", "tab")
        evidence.clicked.connect(lambda: self._choose("evidence"))
        self._words.append(evidence)
        self._always = (len(self._caps), len(self._words))
        items = [self._kinds, self.pin, KindSign("square", "evidence", "Evidence"), evidence, *self._caps, rule("v")]
        self.copy = icon_button("copy", "Copy with citation  Ctrl+Shift+C")
        self.search = icon_button("search", "Search everything for these words  S")
        self.copy.clicked.connect(self.copy_wanted)
        self.search.clicked.connect(self.search_wanted)
        self.search.clicked.connect(self.hide)
        self._line = row(*items, self.copy, self.search, gap=3, margins=(12, 6, 8, 6))
        self.box.addWidget(self._line)

    def _show_kinds(self) -> None:
        """Sign, name and key of each; made anew when they are others."""
        if self._shown is kinds():
            return
        self._shown, box = kinds(), self._kinds.layout()
        assert box is not None
        empty(box)
        del self._caps[self._always[0] :], self._words[self._always[1] :]
        box.addWidget(rows_of(IN_A_ROW, [self._one(kind) for kind in self._shown], 3))

    def _one(self, kind: Kind) -> QWidget:
        made, cap = button(kind.title, "tab"), keycap(kind.key.upper())
        made.clicked.connect(lambda: self._choose(kind.name))
        self._words.append(made)
        self._caps.append(cap)
        return row(KindSign(kind.sign, kind.name, kind.title), made, cap, _space(2), gap=3)

    def take_pin(self) -> bool:
        """Was the pin in? It is out again."""
        was = self.pin.isChecked()
        self.pin.setChecked(False)
        return was

    def show_beside(self, last: QRectF, whole: QRectF) -> None:
        """10 px under the last selected line; without room there above the first one; else over the header."""
        self._show_kinds()
        top = self._over.mapToGlobal(QPoint(0, 0)).y()
        room = self._over.mapToGlobal(QPoint(self._over.width(), 0)).x() - last.left()
        for narrow in (False, True):
            self._fit(narrow=narrow)
            if self.width() - SHADOW <= room:
                break
        height, floor = self.height() - 2 * SHADOW, top + self._over.height()
        y = last.bottom() + GAP
        if y + height + SHADOW > floor:
            y = whole.top() - GAP - height
        if y < top:
            y = top
        self.show_at(QPoint(round(last.left()), round(y)))

    def _fit(self, *, narrow: bool) -> None:
        for cap in self._caps:
            cap.setVisible(not narrow)
        for word in self._words:
            restyle(word, "look", "words" if narrow else "tab")
        for widget in (*self._kinds.findChildren(QWidget), self._kinds, self._line, self):
            if box := widget.layout():
                box.invalidate()
            widget.adjustSize()

    def _choose(self, name: str) -> None:
        self.hide()
        self.chosen.emit(name)


def _space(width: int) -> QWidget:
    made = QWidget()
    made.setFixedWidth(width)
    return made
