"""The fields of a kind that analysts make: a name and, where it is chosen from a few words, those words."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.claims.base import KindField
from desktop.ui.forms import TextField
from desktop.ui.widgets import button, empty, icon_button, row

ANY = "any words"


class KindFields(QWidget):
    changed = Signal(list)
    """Every `KindField`, when one was named, given other choices or taken away; a new one has no name of its own yet."""

    def __init__(self) -> None:
        super().__init__()
        self._fields: list[KindField] = []
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        self.more = button("Add a field", "tab", "plus")
        self.more.clicked.connect(self._add)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        box.addLayout(self._rows)
        box.addWidget(row(self.more, None))

    def show_fields(self, fields: Sequence[KindField]) -> None:
        """As they are kept; what is being typed into the same ones stays."""
        same = [(f.title, f.choices) for f in fields] == [(f.title, f.choices) for f in self._fields]
        self._fields = list(fields)
        if not same:
            self._build()

    def _build(self) -> None:
        empty(self._rows)
        for number, field in enumerate(self._fields):
            self._rows.addWidget(self._row(number, field))

    def _row(self, number: int, field: KindField) -> QWidget:
        title = TextField(f"Name of field {number + 1}", "Severity, addressed to …", _nameless)
        title.show_value(field.title)
        title.saved.connect(lambda words: self._change(number, title=words))
        choices = TextField(f"Choices of field {number + 1}", f"{ANY}, or: low, high")
        choices.show_value(", ".join(field.choices))
        choices.saved.connect(lambda words: self._change(number, choices=words))
        away = icon_button("x", f"Take the field {field.title or number + 1} away", 12)
        away.clicked.connect(lambda: self._take_away(number))
        made = row(title, choices, away, gap=4)
        for at, share in enumerate((4, 5, 0)):
            made.layout().setStretch(at, share)  # type: ignore[union-attr]
        return made

    def _add(self) -> None:
        """It is one as soon as it has a name."""
        self._fields.append(KindField("", ""))
        self._build()
        item = self._rows.itemAt(self._rows.count() - 1)
        made = item.widget() if item else None
        field = made.findChild(TextField) if made else None
        if field:
            field.setFocus()

    def _change(self, number: int, title: str | None = None, choices: str | None = None) -> None:
        old = self._fields[number]
        words = old.choices if choices is None else tuple(part.strip() for part in choices.split(",") if part.strip())
        self._fields[number] = KindField(old.name, old.title if title is None else title, words)
        self._tell()

    def _take_away(self, number: int) -> None:
        del self._fields[number]
        self._build()
        self.more.setFocus()
        self._tell()

    def _tell(self) -> None:
        self.changed.emit([field for field in self._fields if field.title])


def _nameless(title: str) -> str:
    return "" if title else "A field needs a name; take it away with the cross."
