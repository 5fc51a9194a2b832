"""The fields of an outcome, edited in place."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from db.rows import OutcomeRow
from db.vocabulary import OUTCOME_TYPES
from desktop.days import shown_day
from desktop.ui import forms
from desktop.ui.widgets import label, row

Field = forms.TextField | forms.ParagraphField


@dataclass(frozen=True)
class Line:
    """Shown when one of its fields says something, when the type asks for it, or when all are wanted."""

    title: str
    fields: dict[str, Callable[[], Field]]
    """By the names they have in the workspace; they stand beside each other."""
    of_type: str = ""


LINES = (
    Line("Actor", {"actor": lambda: forms.TextField("Actor", "not filled in")}),
    Line(
        "Value, unit",
        {"value": lambda: forms.TextField("Value", "not measured"), "unit": lambda: forms.TextField("Unit", "unit")},
        "measurement",
    ),
    Line(
        "Searched",
        {"search_note": lambda: forms.ParagraphField("What was searched", "Where, for what, over which months")},
        "no_event_found",
    ),
)
"""What stands under the statement, in this order. The statement, the type and the days are always there."""


class OutcomeForm(QWidget):
    """`changed` hands over the fields that were left with another value."""

    changed = Signal(dict)

    def __init__(self) -> None:
        super().__init__()
        self._all = False
        self.type = forms.ChoiceField("Type of outcome", OUTCOME_TYPES)
        self.statement = forms.ParagraphField("What happened", "Say in one sentence what happened", "heading")
        self.first = forms.TextField("From", "date unknown", forms.day_problem)
        self.last = forms.TextField("To", "", forms.day_problem)
        self.fields = {name: make() for line in LINES for name, make in line.fields.items()}
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.type.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        for field in (self.first, self.last):
            field.setFixedWidth(104)
        self._to = label("to", "small", "3")
        self.top = row(self.type, label("·", "small", "2"), self.first, self._to, self.last, gap=4)
        self._form = forms.Form()
        if inside := self._form.layout():
            inside.setContentsMargins(5, 6, 0, 0)
        self._lines = [(line, self._add(line)) for line in LINES]
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.statement)
        box.addWidget(self._form)

    def _add(self, line: Line) -> tuple[QWidget, QWidget]:
        """Its caption and what stands beside that."""
        own = [self.fields[name] for name in line.fields]
        widget = own[0] if len(own) == 1 else row(*own, gap=4)
        return self._form.add(line.title, widget), widget

    def _connect(self) -> None:
        for name, field in {"statement": self.statement, **self.fields}.items():
            field.saved.connect(lambda text, name=name: self._save(name, text))
        self.type.saved.connect(lambda name: self.changed.emit({"outcome_type": name}))
        self.first.saved.connect(lambda _text: self._save_days())
        self.last.saved.connect(lambda _text: self._save_days())

    def show_outcome(self, outcome: OutcomeRow) -> None:
        self._outcome = outcome
        self.type.show_value(outcome.outcome_type)
        self.statement.show_value(outcome.statement)
        self.first.show_value(shown_day(outcome.occurred_from))
        to = outcome.occurred_to if outcome.occurred_to != outcome.occurred_from else None
        self.last.show_value(shown_day(to))
        for name, field in self.fields.items():
            field.show_value(getattr(outcome, name))
        self._show_rows(outcome)

    def show_all(self, shown: bool) -> None:
        self._all = shown
        self._show_rows(self._outcome)

    def _show_rows(self, outcome: OutcomeRow) -> None:
        for line, widgets in self._lines:
            says = any(getattr(outcome, name) for name in line.fields) or line.of_type == outcome.outcome_type
            for widget in widgets:
                widget.setVisible(says or self._all)
        period = self._all or bool(self.last.text()) or outcome.outcome_type == "no_event_found"
        for widget in (self._to, self.last):
            widget.setVisible(period)

    def _save(self, name: str, text: str) -> None:
        if name == "statement" and not text:
            self.statement.show_value(self._outcome.statement)  # an outcome always says something
            return
        self.changed.emit({name: text})

    def _save_days(self) -> None:
        """The two days together: a rule says that they stand in order. One that is none says so itself, and waits."""
        if any(forms.day_problem(field.text()) for field in (self.first, self.last)):
            return
        first, last = forms.parsed_day(self.first.text()), forms.parsed_day(self.last.text())
        first, last = first or last, last or first
        if first and last and first > last:
            first, last = last, first
        self.changed.emit({"occurred_from": first, "occurred_to": last})
