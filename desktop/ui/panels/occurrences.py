"""Every place of a phrase, one under the other: ticked or not, and tagged in one step."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QButtonGroup, QListView, QPushButton, QWidget

from desktop.claims import kind_of, kinds
from desktop.claims.base import Kind
from desktop.counting import counted
from desktop.occurrences import MOST, Occurrence
from desktop.ui.panels.occurrence_rows import ROW, OccurrenceDelegate, OccurrenceRow
from desktop.ui.sheet import Sheet
from desktop.ui.widgets import (
    ElidedLabel,
    button,
    column,
    empty,
    icon_button,
    keycap,
    label,
    row,
    rows_of,
    rule,
    stretch,
)

Index = QModelIndex | QPersistentModelIndex
WIDTH, HEIGHT = 920, 620
IN_A_ROW = 5
"""Kinds."""


@dataclass(frozen=True)
class Asked:
    phrase: str
    kind: str
    version_id: str
    """Of the one document to be looked into; "" for every one."""
    whole: bool = True


class OccurrencesModel(QAbstractListModel):
    """A document's title stands over its first place."""

    ticked_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Occurrence] = []
        self.ticked: set[int] = set()

    def show_found(self, found: Sequence[Occurrence]) -> None:
        """All but those that are tagged so already are ticked."""
        self.beginResetModel()
        self.found = list(found)
        self.ticked = {number for number, one in enumerate(found) if not one.tagged}
        self.endResetModel()
        self.ticked_changed.emit()

    def tick(self, numbers: Sequence[int], *, on: bool) -> None:
        self.ticked = self.ticked | set(numbers) if on else self.ticked - set(numbers)
        self.dataChanged.emit(self.index(0), self.index(len(self.found) - 1))
        self.ticked_changed.emit()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.found)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        number = index.row()
        one = self.found[number]
        if role == ROW:
            first = number == 0 or self.found[number - 1].version_id != one.version_id
            return OccurrenceRow(one, first, number in self.ticked)
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if number in self.ticked else Qt.CheckState.Unchecked
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{one.before}{one.words}{one.after}"
        return None


class OccurrencesPanel(Sheet):
    asked = Signal(object)
    """An Asked: what is to be looked for."""
    accepted = Signal(str, list)
    """(kind, the places that are ticked)."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, WIDTH, HEIGHT)
        self._asked = Asked("", "promise", "")
        self._version_id = ""
        self._shown: tuple[Kind, ...] = ()
        self.model = OccurrencesModel()
        self.model.ticked_changed.connect(self._say)
        self._build()

    def begin(self, phrase: str, version_id: str, title: str, kind: str) -> None:
        self._version_id = version_id
        self._show_kinds()
        self._phrase.setText(f"“{phrase}”")
        self.here.setToolTip(title)
        self.here.setChecked(True)
        self.model.show_found([])
        self._said.setText("Looking …")
        self._ask(Asked(phrase, kind, version_id, self.whole.isChecked()))
        self.open(self.list)

    def show_found(self, found: list[Occurrence]) -> None:
        self.model.show_found(found)
        if found:
            self.list.setCurrentIndex(self.model.index(0))

    def kind(self) -> Kind:
        return kind_of(self._asked.kind)

    # ── building ─────────────────────────────────────────────────────────────────────────────────

    def _build(self) -> None:
        self._phrase = ElidedLabel("", "title", weight=600)
        close = icon_button("x", "Close  Esc")
        close.clicked.connect(self.dismiss)
        self.here = _choice("This document", "Look into the open document")
        self.everywhere = _choice("All documents", "Look into every document")
        self.everywhere.setAutoExclusive(True)
        self.here.setAutoExclusive(True)
        self.everywhere.toggled.connect(self._on_where)
        self.whole = _choice("Whole words", "Not within longer words")
        self.whole.setChecked(True)
        self.whole.toggled.connect(lambda on: self._ask(replace(self._asked, whole=on)))
        self.kinds: dict[str, QPushButton] = {}
        self._one_kind = QButtonGroup(self)
        where = row(self.here, self.everywhere, gap=6)
        which = self._which = row(gap=6)
        head = row(self._phrase, close, margins=(20, 12, 12, 8))
        stretch(head, 0)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setItemDelegate(OccurrenceDelegate(self.list))
        self.list.setAccessibleName("Places of the phrase")
        self.list.setProperty("surface", "raised")
        self.list.setMouseTracking(True)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.clicked.connect(lambda index: self._toggle([index.row()]))
        self.list.installEventFilter(self)
        chips = row(where, rule("v"), column(self.whole), None, which, margins=(20, 0, 20, 12))
        for part in (column(head), chips, rule(), self.list, rule(), self._foot()):
            self.box.addWidget(part)
        self.box.setStretch(3, 1)

    def _show_kinds(self) -> None:
        """One for each; made anew when they are others."""
        if self._shown is kinds():
            return
        self._shown, box = kinds(), self._which.layout()
        assert box is not None
        empty(box)
        self.kinds = {kind.name: self._kind_choice(kind) for kind in kinds()}
        box.addWidget(rows_of(IN_A_ROW, list(self.kinds.values())))

    def _kind_choice(self, kind: Kind) -> QPushButton:
        made = _choice(f"{kind.title}  {kind.key.upper()}", f"Tag them as {kind.plural}  {kind.key.upper()}")
        made.clicked.connect(lambda: self.choose_kind(kind.name))
        self._one_kind.addButton(made)
        return made

    def _foot(self) -> QWidget:
        self._said = label("", "small", "2")
        every, none = button("Tick all", "link"), button("Tick none", "link")
        every.clicked.connect(lambda: self.model.tick(range(len(self.model.found)), on=True))
        none.clicked.connect(lambda: self.model.tick(range(len(self.model.found)), on=False))
        self.go = button("", "primary")
        self.go.clicked.connect(self._accept)
        hint = (keycap("Space"), label("ticks", "small", "3"))
        return row(self._said, 8, every, none, 8, *hint, None, keycap("Enter"), self.go, margins=(20, 10, 20, 12))

    # ── what happens ─────────────────────────────────────────────────────────────────────────────

    def choose_kind(self, kind: str) -> None:
        self._ask(replace(self._asked, kind=kind))

    def _on_where(self, everywhere: bool) -> None:
        self._ask(replace(self._asked, version_id="" if everywhere else self._version_id))

    def _ask(self, asked: Asked) -> None:
        self._asked = asked
        for name, choice in self.kinds.items():
            choice.setChecked(name == asked.kind)
        if asked.phrase:
            self.asked.emit(asked)

    def _say(self) -> None:
        found, ticked = self.model.found, len(self.model.ticked)
        there, kind = sum(one.tagged for one in found), self.kind()
        words = f"{ticked:,} of {counted(len(found), 'place')} ticked" if found else "It stands nowhere else"
        most = f" · the first {MOST:,}" if len(found) >= MOST else ""
        tagged = (
            f" · {there:,} already {kind.article + ' ' + kind.word if there == 1 else kind.plural}" if there else ""
        )
        self._said.setText(words + most + tagged)
        self.go.setText(f"Tag {ticked:,} {kind.plural if ticked != 1 else kind.word}")
        self.go.setEnabled(ticked > 0)

    def _toggle(self, numbers: list[int]) -> None:
        """What the first of them becomes, all of them become."""
        if numbers:
            self.model.tick(numbers, on=numbers[0] not in self.model.ticked)

    def _accept(self) -> None:
        ticked = [self.model.found[number] for number in sorted(self.model.ticked)]
        if ticked:
            self.dismiss()
            self.accepted.emit(self._asked.kind, ticked)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.list and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            kind = next((kind.name for kind in kinds() if kind.key == event.text()), "")
            if event.key() == Qt.Key.Key_Space:
                self._toggle(sorted(index.row() for index in self.list.selectedIndexes()))
            elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._accept()
            elif kind:
                self.choose_kind(kind)
            else:
                return super().eventFilter(watched, event)
            return True
        return super().eventFilter(watched, event)


def _choice(words: str, tip: str) -> QPushButton:
    made = button(words, "chip", checkable=True)
    made.setToolTip(tip)
    return made
