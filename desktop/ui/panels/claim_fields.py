"""The fields of the current claim in their groups: what each shows, how its words are read, in which order Tab goes."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from db.rows import ClaimRow
from db.vocabulary import ATTRIBUTIONS, HEDGING_LEVELS, TESTABILITIES, TOPICS
from desktop import dates
from desktop.claims import kind_of
from desktop.claims.base import Kind
from desktop.days import shown_day
from desktop.errors import NotUnderstood
from desktop.ui.forms import ChoiceField, Form, ParagraphField, TextField, topic_words, words
from desktop.ui.widgets import SectionTitle, button, empty, row

FILLED_IN = "Filled in from the words: change it, or keep it with Enter"
UNJUDGED = "not judged"
Field = TextField | ParagraphField | ChoiceField


class ClaimFields(QWidget):
    """Words that can't be read stay in their field, with the reason beneath, until they are mended."""

    changed = Signal(dict)
    """Fields of the claim with the values that a person gave them; `details` holds those of the kind."""
    given_up = Signal(str, str, str)
    """(field, its words, what is wrong with them) when another claim is shown before they were mended."""
    left = Signal()
    """Esc: the keyboard goes back."""

    def __init__(self) -> None:
        super().__init__()
        self._claim: ClaimRow | None = None
        self._kind: Kind | None = None
        self._fields: dict[str, Field] = {}
        self._captions: dict[str, QLabel] = {}
        self.statement = ParagraphField("Statement", "One proposition, in your words", "title")
        self._wire("statement", self.statement)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)

    def show_claim(self, claim: ClaimRow, actors: Sequence[str], topics: Sequence[str]) -> None:
        if self._claim and self._claim.id != claim.id:
            self._give_up()
        self._claim = claim
        if self._kind != kind_of(claim.kind):
            self._build(kind_of(claim.kind))
        for name, field in self._fields.items():
            field.show_value(_value(claim, name))
            if name in self._captions:
                self._tell_filled_in(name, field, claim)
        for name, known in (("actor", actors), ("addressee", actors), ("topic", [topic_words(t) for t in topics])):
            field = self._fields[name]
            assert isinstance(field, TextField)
            field.complete_from(known)
        if claim.condition or claim.note:
            self.more.setChecked(True)

    def in_order(self) -> list[QWidget]:
        """As Tab goes."""
        folded = [self._fields[name] for name in ("condition", "note")]
        plain = [field for field in self._fields.values() if field not in folded]
        return [*plain, self.more, *folded]

    # ── building ─────────────────────────────────────────────────────────────────────────────────

    def _build(self, kind: Kind) -> None:
        """The fields of one kind; made anew only when another kind is shown, or it has other fields."""
        empty(self._box)
        self._kind, self._captions = kind, {}
        self._fields = {"statement": self.statement}
        who, when, wording, self.rest = Form(), Form(), Form(), Form()
        for name, title in (("actor", kind.actor_title), ("addressee", "Addressee"), ("speaker", "Speaker")):
            self._text(who, name, title, "not filled in")
        self._choice(who, "attribution", "Attribution", ATTRIBUTIONS, "not filled in")
        self._text(when, "made_on", "Made on", "date unknown")
        self._text(when, "time_frame_phrase", "Time frame", "not filled in")
        self._text(when, "due_latest", "Due", "no due date")
        self._text(when, "next_review_on", "Review on", "not planned")
        self._text(wording, "topic", "Topic", "none")
        for field in kind.fields:
            if field.choices:
                self._choice(wording, f"details.{field.name}", field.title, field.choices, UNJUDGED)
            else:
                self._text(wording, f"details.{field.name}", field.title, "not filled in")
        self._choice(wording, "hedging_level", "Hedging", HEDGING_LEVELS, "")
        self._choice(wording, "testability", "Testability", TESTABILITIES, UNJUDGED)
        for title, form in (("Who", who), ("When", when), ("Wording", wording)):
            self._box.addWidget(SectionTitle(title))
            self._box.addWidget(form)
        self._fold()

    def _fold(self) -> None:
        """What few claims have; open when this one has it, or a person opened it."""
        self.more = button("More", "tab", "chevron-right", checkable=True)
        self.more.setToolTip("Condition and note")
        self.more.toggled.connect(self._open_rest)
        self._text(self.rest, "condition", "Condition", "not filled in")
        note = ParagraphField("Note", "none")
        self._wire("note", note)
        self.rest.add("Note", note)
        self.rest.hide()
        self._box.addWidget(row(self.more, None, margins=(8, 6, 12, 2)))
        self._box.addWidget(self.rest)

    def _open_rest(self, on: bool) -> None:
        self.rest.setVisible(on)
        self.more.draw("chevron-down" if on else "chevron-right")

    def _text(self, form: Form, name: str, title: str, hint: str) -> None:
        field = TextField(title, hint, lambda text: self._problem(name, text))
        self._wire(name, field)
        field.returnPressed.connect(lambda: self._confirm(name, field))
        self._captions[name] = form.add(title, field)

    def _choice(self, form: Form, name: str, title: str, choices: Sequence[str], none: str) -> None:
        field = ChoiceField(title, choices, none)
        self._wire(name, field)
        self._captions[name] = form.add(title, field)

    def _wire(self, name: str, field: Field) -> None:
        self._fields[name] = field
        field.saved.connect(lambda text: self.changed.emit(self._read(name, text)))
        field.left.connect(self.left)

    # ── what a person writes ─────────────────────────────────────────────────────────────────────

    def _problem(self, name: str, text: str) -> str:
        try:
            self._read(name, text)
        except NotUnderstood as problem:
            return str(problem)
        return ""

    def _read(self, name: str, text: str) -> dict[str, Any]:
        """The fields of the claim that the words mean. Raises NotUnderstood."""
        if name == "due_latest":
            return self._due(text)
        if name in _DAYS:
            return {name: _DAYS[name](text) if text else None}
        if name.startswith("details."):
            return {"details": {name.removeprefix("details."): text}}
        if name == "topic":
            return {"topic": next((topic for topic in TOPICS if words(topic) == text), text)}
        return {name: text or None if name == "attribution" else text}

    def _due(self, text: str) -> dict[str, Any]:
        """A month or a year is all of it; a single day leaves the beginning open."""
        if not text:
            return dict.fromkeys(("due_earliest", "due_latest", "due_precision"))
        frame = dates.due(text, self._claim.made_on if self._claim else None)
        if not (frame.earliest or frame.latest):
            raise NotUnderstood(f"“{text}” names no day; write 30 Jun 2026, June 2026 or 2026.")
        begins = frame.earliest if frame.earliest != frame.latest else None
        return {"due_earliest": begins, "due_latest": frame.latest, "due_precision": frame.precision or None}

    def _confirm(self, name: str, field: TextField) -> None:
        """Enter in a field that was filled in keeps its words: a person has looked."""
        if self._claim and name in self._claim.filled_in and field.text() == _value(self._claim, name):
            self.changed.emit({name: getattr(self._claim, name)})

    def _give_up(self) -> None:
        for field in self._fields.values():
            if isinstance(field, TextField) and field.problem:
                self.given_up.emit(field.accessibleName(), field.text(), field.problem)
                field.give_up()

    def _tell_filled_in(self, name: str, field: Field, claim: ClaimRow) -> None:
        guessed = name in claim.filled_in and bool(_value(claim, name))
        caption = self._captions[name]
        caption.setToolTip(FILLED_IN if guessed else "")
        if not (isinstance(field, TextField) and field.problem):
            field.setAccessibleDescription(FILLED_IN if guessed else "")
        plain = caption.text().removesuffix(" ·")
        caption.setText(f"{plain} ·" if guessed else plain)


_DAYS: dict[str, Callable[[str], str]] = {"made_on": dates.day, "next_review_on": dates.first_day}


def _value(claim: ClaimRow, name: str) -> str:
    if name.startswith("details."):
        return claim.details.get(name.removeprefix("details."), "")
    if name == "topic":
        return ", ".join(topic_words(topic) for topic in claim.topics)
    if name == "due_latest":
        return dates.shown(claim.due_earliest, claim.due_latest) if claim.due_latest else ""
    value = getattr(claim, name) or ""
    return shown_day(value) if name in _DAYS else str(value)
