"""What others marked in the file before it came here, offered as claims: a kind's key or a click accepts one."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.claims import kinds
from desktop.documents.base import Highlight
from desktop.ui.lists import Row, RowsView
from desktop.ui.popover import Popover
from desktop.ui.widgets import button, column, label, row, rows_of, rule

WIDTH = 420
ROWS_AT_MOST, IN_A_ROW = 6, 3


class HighlightsPanel(Popover):
    """For one document; what is accepted leaves the list, the others stay offered."""

    went_to = Signal(int, int)
    accepted = Signal(str, int, int, str)
    """(kind, start, end, the note that stood beside it)."""

    def __init__(self, parent: QWidget, highlights: Sequence[Highlight], text: str) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._offered = {f"{mark.start}-{mark.end}": mark for mark in highlights}
        self._words = {key: " ".join(text[mark.start : mark.end].split()) for key, mark in self._offered.items()}
        self._count = label("", "small", "3")
        self.list = RowsView("Highlights in the file")
        self.list.setProperty("surface", "raised")
        self.list.chosen.connect(self._go)
        self.list.installEventFilter(self)
        page = QWidget()
        page.setFixedWidth(WIDTH)
        box = QVBoxLayout(page)
        box.setContentsMargins(1, 14, 1, 14)
        box.setSpacing(0)
        box.addWidget(
            row(label("HIGHLIGHTS IN THE FILE", "micro", "2", 600), None, self._count, margins=(16, 0, 16, 0))
        )
        box.addSpacing(8)
        box.addWidget(self.list)
        box.addWidget(rule())
        box.addSpacing(10)
        box.addWidget(row(column(label("Accept as", "small", "3"), None, margins=(0, 6, 0, 0)),
                          rows_of(IN_A_ROW, self._acts(), 8), None, margins=(16, 0, 16, 0)))  # fmt: skip
        self.box.addWidget(page)
        self._show()

    def _acts(self) -> list[QWidget]:
        """A button for each kind, with its key."""
        acts: list[QWidget] = []
        for kind in kinds():
            one = button(f"{kind.title}  {kind.key.upper()}")
            one.clicked.connect(lambda _checked=False, name=kind.name: self.accept(name))
            acts.append(one)
        return acts

    def accept(self, kind: str) -> None:
        """The current one becomes a claim; the next one is current."""
        key = self.list.current_key()
        mark = self._offered.pop(key, None)
        if mark:
            keys = self.list.keys()
            at = keys.index(key)
            self.accepted.emit(kind, mark.start, mark.end, mark.note)
            self._show((keys[at + 1 :] or keys[:at] or [""])[0 if keys[at + 1 :] else -1])

    def _show(self, current: str = "") -> None:
        rows = [Row(key, self._words[key], _told(mark), "highlighter") for key, mark in self._offered.items()]
        self.list.show_rows(rows)
        self.list.setFixedHeight(56 * max(1, min(ROWS_AT_MOST, len(rows))) + 8)
        self.list.set_current(current or (rows[0].key if rows else ""))
        self._count.setText(f"{len(rows)} not accepted yet" if rows else "all are accepted")
        self._go(self.list.current_key())
        self.adjustSize()

    def _go(self, key: str) -> None:
        if mark := self._offered.get(key):
            self.went_to.emit(mark.start, mark.end)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            for kind in kinds():
                if event.text() == kind.key:
                    self.accept(kind.name)
                    return True
        return super().eventFilter(watched, event)


def _told(mark: Highlight) -> str:
    return " · ".join(part for part in (mark.author, " ".join(mark.note.split())) if part)
