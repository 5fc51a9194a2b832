"""Outcomes: what happened, with its evidence and what it shows about claims. Unlinked and contested ones come first."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from db import queries
from db.rows import OutcomeRow
from desktop.claims import kind_of
from desktop.counting import counted
from desktop.outcome_sections import Book, known_by, sections
from desktop.outcome_words import kinds_shown, when
from desktop.ui import forms
from desktop.ui.context import Context
from desktop.ui.day_chip import DayChip
from desktop.ui.list_and_detail import ListAndDetail
from desktop.ui.lists import Badge, Row, RowsView
from desktop.ui.panels.link_picker import open_picker
from desktop.ui.panels.outcome_detail import ICONS, OutcomeDetail
from desktop.ui.places.base import Place
from desktop.ui.widgets import EmptyPlace, SearchField, button, header, icon_button, label, row
from desktop.workspace import Workspace

EMPTY = (
    "An outcome is something that happened, or a search that found nothing, with its date and evidence. "
    "Make one here, or press L on a claim in Read."
)


@dataclass(frozen=True)
class Answer:
    book: Book
    later: int = 0


class Outcomes(Place):
    LOADING = "Loading the outcomes …"
    WATCHES = frozenset({"outcome", "evidence", "link", "claim", "assessment", "passage", "actor", "document"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.book = Book()
        self._later = 0
        """Outcomes that are hidden because they came after the day from which one looks."""
        self._current = ""
        self._fresh = False
        """The current outcome was made a moment ago: its statement gets the keyboard."""
        self._make()
        self._lay_out()
        self._connect()

    def _make(self) -> None:
        self.list = RowsView("Outcomes")
        self.search = SearchField("Find in outcomes")
        self.day = DayChip()
        self.detail = OutcomeDetail()
        self.plus = icon_button("plus", "New outcome")
        self._count = label("", "small", "3")
        self._nothing = label("", "body", "2", wrap=True)
        self._nothing.setContentsMargins(16, 12, 16, 0)
        self._nothing.hide()
        self._first = button("New outcome", "primary")

    def _lay_out(self) -> None:
        head = header(label("Outcomes", "title"), self._count, None, self.plus)
        find = row(self.search, self.day, margins=(12, 0, 12, 4))
        empty = EmptyPlace("flag", "No outcome yet", EMPTY, self._first)
        self._split = ListAndDetail((head, find, self._nothing, self.list), self.detail, empty)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._split)

    def _connect(self) -> None:
        self.list.chosen.connect(self._go_to)
        self.list.opened.connect(lambda _key: self.detail.form.statement.setFocus())
        self.day.changed.connect(lambda _day: self.refresh())
        self.search.textChanged.connect(lambda _text: self._show_list())
        self.plus.clicked.connect(self.new_outcome)
        self._first.clicked.connect(self.new_outcome)
        detail, write = self.detail, self.context.write
        detail.changed.connect(lambda new: self._write("Change outcome", lambda w, o: w.change_outcome(o, **new)))
        detail.evidence_added.connect(lambda new: self._write("Add evidence", lambda w, o: w.add_evidence(o, **new)))
        detail.evidence_changed.connect(
            lambda evidence, new: write("The evidence was not changed", lambda w: w.change_evidence(evidence, **new))
        )
        detail.evidence_removed.connect(
            lambda evidence: write("The evidence was not removed", lambda w: w.remove_evidence(evidence))
        )
        detail.removed.connect(lambda: self._write("Remove outcome", lambda w, o: w.remove_outcome(o)))
        detail.unlinked.connect(lambda link_id: write("Take a link off", lambda w: w.unlink(link_id)))
        detail.link_wanted.connect(self._link)
        detail.claim_opened.connect(lambda claim_id: self.context.go("read", claim_id))
        detail.document_opened.connect(lambda document_id: self.context.go("read", document_id))

    # ── what the window asks ─────────────────────────────────────────────────────────────────────

    def entry(self) -> QWidget:
        return self.list

    def refresh(self) -> None:
        if self.context.workspace is None:
            self._fill(Answer(Book()))
            return
        day = self.day.day
        self.context.read("outcomes", lambda workspace: _ask(workspace, day), self._fill)

    def reset(self) -> None:
        self._current = ""
        self.detail.outcome = None
        self.day.show_day("")
        self.search.clear()

    def show_item(self, what: object) -> None:
        if isinstance(what, str) and what:
            self._current = what
            self.search.clear()
            if self.day.day and not self.book.outcome(what):
                self.day.clear()  # it came later; asked for, it is shown with the next answer
            else:
                self._show_list()

    def arrive(self) -> None:
        super().arrive()
        there = QApplication.focusWidget()
        if there is None or not (there is self.search or self.detail.isAncestorOf(there)):
            self.list.setFocus()  # but who is typing goes on typing

    # ── the list ─────────────────────────────────────────────────────────────────────────────────

    def _fill(self, answer: Answer) -> None:
        self.answered()
        self.book, self._later = answer.book, answer.later
        number = len(self.book.outcomes)
        self._count.setText(str(number) if number else "")
        self._show_list()

    def _show_list(self) -> None:
        typed = self.search.text().strip()
        rows: list[Row] = []
        for title, outcomes in sections(self.book, typed):
            rows.append(Row("", f"{title.upper()}  {len(outcomes)}"))
            rows += [self._row(outcome) for outcome in outcomes]
        self.list.show_rows(rows)
        self._nothing.setText(self._hidden_words(typed, shown=bool(rows)))
        self._nothing.setVisible(bool(self._nothing.text()))
        if not self.book.outcome(self._current):
            self._current = next(iter(self.list.keys()), "")
        self.list.set_current(self._current)
        self._show_detail()

    def _hidden_words(self, typed: str, *, shown: bool) -> str:
        """Hidden is never mistaken for lost."""
        searched = f"No outcome holds “{typed}”. {len(self.book.outcomes)} are hidden by the search. "
        later = f"{counted(self._later, 'later outcome')} hidden."
        return (searched if self.book.outcomes and not shown else "") + (later if self._later else "")

    def _row(self, outcome: OutcomeRow) -> Row:
        kinds = [kind_of(name) for name in kinds_shown(self.book.shown_by(outcome.id))]
        parts = [when(outcome)]
        if outcome.contested:
            parts.append("analysts disagree")
        elif outcome.outcome_type != "no_event_found":
            parts.append(forms.words(outcome.outcome_type).lower())
        parts.append(f"evidence {len(outcome.evidence)}" if outcome.evidence else "no evidence yet")
        badges = tuple(Badge(kind.sign, kind.name) for kind in kinds)
        icon = "scale" if outcome.contested else ICONS[outcome.outcome_type]
        return Row(outcome.id, outcome.statement, " · ".join(parts), icon, badges=badges, alert=outcome.contested)

    def _go_to(self, key: str) -> None:
        self._current = key
        self._show_detail()

    def _show_detail(self) -> None:
        outcome = self.book.outcome(self._current)
        if outcome is None:
            self.detail.outcome = None
            (self._split.show_nothing if self.book.outcomes or self._later else self._split.show_empty)()
            return
        self.detail.show_outcome(outcome, self.book)
        self._split.show_detail()
        if self._fresh:
            self._fresh = False
            self.detail.form.statement.setFocus()
            self.detail.form.statement.selectAll()

    # ── writing ──────────────────────────────────────────────────────────────────────────────────

    def new_outcome(self) -> None:
        def made(outcome_id: str) -> None:
            self._current, self._fresh = outcome_id, True
            self.search.clear()
            self.refresh()

        self.context.write("Add an outcome", lambda w: w.add_outcome("New outcome"), made)

    def _write(self, what: str, verb: Callable[[Workspace, str], object]) -> None:
        outcome_id = self._current
        if outcome_id:
            self.context.write(what, lambda w: verb(w, outcome_id))

    def _link(self, under: QWidget) -> None:
        outcome = self.book.outcome(self._current)
        if outcome:
            open_picker(self.context, under, outcome=outcome)


def _ask(workspace: Workspace, day: str) -> Answer:
    """With the verdicts of that day; "" is today."""
    with workspace.store.session() as session:
        links = tuple(queries.links(session))
    claims = {claim.id: claim for claim in workspace.claims(as_of=day or None)}
    whole = Book(tuple(workspace.outcomes()), links, claims)
    book = known_by(whole, day) if day else whole
    return Answer(book, len(whole.outcomes) - len(book.outcomes))
