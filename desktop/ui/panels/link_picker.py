"""Link a claim and an outcome: type or take the first that is offered, then one digit says what the outcome shows."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from db import queries
from db.rows import ClaimRow, OutcomeRow
from desktop.candidates import Candidate, ranked
from desktop.claims import kind_of
from desktop.claims.base import Relation
from desktop.days import shown_day
from desktop.grouping import shown_actor
from desktop.outcome_words import when
from desktop.ui import forms
from desktop.ui.context import Context
from desktop.ui.linked import tell_linked
from desktop.ui.lists import Row, RowsView
from desktop.ui.popover import Popover
from desktop.ui.widgets import ElidedLabel, SearchField, button, keycap, label, row, rule
from desktop.workspace import Workspace

NEW = "new"
"""The row that makes a new outcome."""
MOST = 50
"""Rows that are offered; typing finds the others."""
WIDTH = 460


@dataclass(frozen=True)
class NewOutcome:
    statement: str
    on: str | None


def write_link(context: Context, claim_id: str, outcome_id: str, relation: str) -> None:
    context.write(
        "Not linked",
        lambda w: w.link(claim_id, outcome_id, relation),
        lambda _link: tell_linked(context, claim_id, outcome_id, relation),
    )


def write_new(context: Context, claim_id: str, new: NewOutcome, relation: str) -> None:
    context.write(
        "Not linked",
        lambda w: w.link_new(claim_id, relation, new.statement, new.on),
        lambda outcome_id: tell_linked(context, claim_id, outcome_id, relation),
    )


class LinkPicker(Popover):
    """Made for one claim or one outcome, shown by `show_at`; it writes the link that was chosen and closes itself."""

    linked = Signal()
    """A link was chosen and is on its way to the disk."""

    def __init__(
        self, context: Context, parent: QWidget, *, claim: ClaimRow | None = None, outcome: OutcomeRow | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.closed.connect(lambda: context.tasks.drop("link-picker"))  # a late answer would find nobody
        self._context, self._claim, self._outcome = context, claim, outcome
        self._for = f"link {claim.id if claim else outcome.id if outcome else ''}"
        self._settled = False
        """Used, or given up with Esc: nothing is left to be kept."""
        self._candidates: list[Candidate] = []
        self._kinds: dict[str, str] = {}
        self._picked: str | NewOutcome | None = None
        self._relations: Sequence[Relation] = ()
        self._pages = QStackedWidget()
        self._pages.setFixedWidth(WIDTH)
        self.box.addWidget(self._pages)
        self._make_finding()
        self._make_new()
        self._make_relations()
        self._take_draft()
        self.closed.connect(self._keep_draft)
        context.read("link-picker", self._ask, self._fill)

    # ── finding ──────────────────────────────────────────────────────────────────────────────────

    def _make_finding(self) -> None:
        self.field = SearchField("Type to find an outcome, or its words" if self._claim else "Type to find a claim")
        self.field.textChanged.connect(lambda _text: self._show_candidates())
        self.field.installEventFilter(self)
        self.list = RowsView("Outcomes" if self._claim else "Claims")
        self.list.setProperty("surface", "raised")
        self.list.setFixedHeight(56 * 5 + 8)
        self.list.clicked.connect(lambda _index: self._pick())
        self.list.opened.connect(lambda _key: self._pick())
        about = ElidedLabel(self._claim.statement if self._claim else self._outcome.statement if self._outcome else "")
        caption = label("LINK AN OUTCOME TO" if self._claim else "LINK TO A CLAIM", "micro", "2", 600)
        self._page(caption, about, 8, self.field, 4, self.list)

    def _ask(self, workspace: Workspace) -> list[Candidate]:
        with workspace.store.session() as session:
            links = queries.links(session)
        if self._claim:
            there = {link.outcome_id for link in links if link.claim_id == self._claim.id}
            return [_of_outcome(outcome, outcome.id in there) for outcome in workspace.outcomes()]
        there = {link.claim_id for link in links if self._outcome and link.outcome_id == self._outcome.id}
        claims = workspace.claims()
        self._kinds = {claim.id: claim.kind for claim in claims}
        return [_of_claim(claim, claim.id in there) for claim in claims]

    def _fill(self, candidates: list[Candidate]) -> None:
        self._candidates = candidates
        self._show_candidates()

    def _show_candidates(self) -> None:
        typed = self.field.text().strip()
        like = f"{self._claim.statement} {self._claim.actor} {self._claim.quote}" if self._claim else ""
        like = like or (self._outcome.statement if self._outcome else "")
        rows = [
            Row(c.id, c.title, c.note, sign=c.sign, token=c.token) for c in ranked(self._candidates, typed, like)[:MOST]
        ]
        if self._claim:
            words = f"New outcome “{typed}”" if typed else "New outcome…"
            rows.append(Row(NEW, words, "with a date; evidence can follow", icon="plus"))
        self.list.show_rows(rows)
        self.list.set_current(rows[0].key if rows else "")

    def _pick(self) -> None:
        key = self.list.current_key()
        if key == NEW:
            self._statement.setText(self.field.text().strip() or self._statement.text())
            self._pages.setCurrentIndex(1)
            (self._day if self._statement.text() else self._statement).setFocus()
        elif key:
            self._choose_relation(key)

    # ── a new outcome ────────────────────────────────────────────────────────────────────────────

    def _make_new(self) -> None:
        self._statement, self._day = QLineEdit(), QLineEdit()
        self._statement.setPlaceholderText("What happened, in one sentence")
        self._statement.setAccessibleName("What happened")
        self._day.setAccessibleName("Happened on")
        self._day.setPlaceholderText("30 Jun 2026; empty when the date is unknown")
        for field in (self._statement, self._day):
            field.setFixedHeight(30)
            field.returnPressed.connect(self._take_new)
        self._new_problem = label("", "small", "alert", wrap=True)
        go_on = button("Choose what it shows…", "primary")
        go_on.clicked.connect(self._take_new)
        self._page(
            label("NEW OUTCOME", "micro", "2", 600), 8, label("What happened", "small", "3"), self._statement, 8,
            label("Happened on", "small", "3"), self._day, self._new_problem, 12, row(None, go_on),
        )  # fmt: skip

    def _take_new(self) -> None:
        statement = " ".join(self._statement.text().split())
        problem = "" if statement else "Say in one sentence what happened."
        problem = problem or forms.day_problem(self._day.text())
        self._new_problem.setText(problem)
        if not problem:
            self._choose_relation(NewOutcome(statement, forms.parsed_day(self._day.text())))

    # ── a draft ──────────────────────────────────────────────────────────────────────────────────

    def _take_draft(self) -> None:
        """What was being typed when a click elsewhere closed the picker of the same claim."""
        typed, statement, day, page = self._context.drafts.pop(self._for, ("", "", self._day.text(), ""))
        self.field.setText(typed)
        self._statement.setText(statement)
        self._day.setText(day)
        self._pages.setCurrentIndex(1 if page else 0)

    def _keep_draft(self) -> None:
        typed, statement = self.field.text(), self._statement.text()
        if not self._settled and (typed.strip() or statement.strip()):
            new = self._pages.currentIndex() == 1 or isinstance(self._picked, NewOutcome)
            self._context.drafts[self._for] = (typed, statement, self._day.text(), "new" if new else "")

    # ── what it shows ────────────────────────────────────────────────────────────────────────────

    def _make_relations(self) -> None:
        self._shows = ElidedLabel("", weight=500)
        self._choices = QVBoxLayout()
        self._choices.setSpacing(0)
        holder = QWidget()
        self._choices.setContentsMargins(0, 0, 0, 0)
        holder.setLayout(self._choices)
        self._relation_page = self._page(label("WHAT DOES IT SHOW?", "micro", "2", 600), self._shows, 8, rule(), holder)

    def _choose_relation(self, picked: str | NewOutcome) -> None:
        self._picked = picked
        kind = self._claim.kind if self._claim else self._kinds[str(picked)]
        self._relations = kind_of(kind).relations
        title = picked.statement if isinstance(picked, NewOutcome) else self._title(picked)
        self._shows.setText(title)
        while (item := self._choices.takeAt(0)) is not None:
            if widget := item.widget():
                widget.deleteLater()
        for number, relation in enumerate(self._relations, 1):
            made = button(forms.words(relation.name), "tab")
            made.setStyleSheet("text-align: left")
            made.clicked.connect(lambda _on, name=relation.name: self._finish(name))
            line = row(keycap(str(number)), made, None, gap=4)
            line.setFixedHeight(30)
            self._choices.addWidget(line)
        self._pages.setCurrentIndex(2)
        self._relation_page.setFocus()

    def _title(self, ident: str) -> str:
        return next((candidate.title for candidate in self._candidates if candidate.id == ident), "")

    def _finish(self, relation: str) -> None:
        picked, self._settled = self._picked, True
        if isinstance(picked, NewOutcome) and self._claim:
            write_new(self._context, self._claim.id, picked, relation)
        elif isinstance(picked, str) and self._claim:
            write_link(self._context, self._claim.id, picked, relation)
        elif isinstance(picked, str) and self._outcome:
            write_link(self._context, picked, self._outcome.id, relation)
        self.linked.emit()
        self.close()

    # ── keys ─────────────────────────────────────────────────────────────────────────────────────

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows walk the list and Enter picks while the words are still being typed."""
        if watched is self.field and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
                self.list.keyPressEvent(event)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._pick()
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = event.text()
        if self._pages.currentIndex() == 2 and digit.isdecimal() and 1 <= int(digit) <= len(self._relations):
            self._finish(self._relations[int(digit) - 1].name)
        elif self._pages.currentIndex() and event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Backspace):
            self._picked = None
            self._pages.setCurrentIndex(0)
            self.field.setFocus()
        else:
            self._settled = event.key() == Qt.Key.Key_Escape
            super().keyPressEvent(event)

    def show_at(self, corner: QPoint) -> None:
        super().show_at(corner)
        (self._statement if self._pages.currentIndex() else self.field).setFocus()

    def _page(self, *items: QWidget | int) -> QWidget:
        page = QWidget()
        page.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        box = QVBoxLayout(page)
        box.setContentsMargins(16, 14, 16, 12)
        box.setSpacing(2)
        for item in items:
            if isinstance(item, int):
                box.addSpacing(item)
            else:
                box.addWidget(item)
        box.addStretch(1)
        self._pages.addWidget(page)
        return page


def open_picker(
    context: Context, under: QWidget, *, claim: ClaimRow | None = None, outcome: OutcomeRow | None = None
) -> LinkPicker:
    """Show the picker under a widget, its right edges together."""
    picker = LinkPicker(context, under.window(), claim=claim, outcome=outcome)
    picker.show_at(under.mapToGlobal(QPoint(under.width() - WIDTH, under.height() + 4)))
    return picker


def _of_outcome(outcome: OutcomeRow, there: bool) -> Candidate:
    note = " · ".join(("linked already",) * there + (when(outcome), forms.words(outcome.outcome_type).lower()))
    proofs = " ".join(f"{e.citation} {e.document} {' '.join(p.exact for p in e.passages)}" for e in outcome.evidence)
    return Candidate(outcome.id, outcome.statement, note, "square", "evidence", f"{outcome.actor} {proofs}", there)


def _of_claim(claim: ClaimRow, there: bool) -> Candidate:
    due = f"due {shown_day(claim.due)}" if claim.due else ""
    said = filter(None, (shown_actor(claim), due, claim.document))
    note = " · ".join((*("linked already",) * there, *said))
    return Candidate(claim.id, claim.statement, note, kind_of(claim.kind).sign, claim.kind, claim.quote, there)
