"""Review: what waits for a look, one claim at a time. One key decides and moves on; one key takes it back."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from db import queries
from db.errors import NotFound, RuleBroken
from db.rows import ClaimRow
from db.store import Announcement
from desktop.claims import kind_of
from desktop.days import today
from desktop.grouping import shown_actor
from desktop.review_queue import Section, Waiting, decided, queue, to_go
from desktop.ui.context import Context
from desktop.ui.list_and_detail import ListAndDetail
from desktop.ui.lists import Row, RowsView
from desktop.ui.nothing_tagged import NothingTagged
from desktop.ui.panels.link_picker import open_picker
from desktop.ui.panels.review_card import Case, ReviewCard, case
from desktop.ui.places.base import Place
from desktop.ui.widgets import EmptyPlace, button, header, keycap, label, row
from desktop.workspace import Workspace


@dataclass(frozen=True)
class Answer:
    sections: list[Section]
    decided: int = 0
    """Claims that were decided today."""
    claims: int = 0
    documents: int = 0


class QueueView(RowsView):
    """Walks with the arrows; every other key belongs to the place."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _WALKING:
            super().keyPressEvent(event)
        else:
            event.ignore()


class Review(Place):
    LOADING = "Looking for what waits …"
    WATCHES = frozenset({"claim", "passage", "assessment", "link", "outcome", "evidence", "claim_topic", "actor"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._sections: list[Section] = []
        self._current = ""
        """Key of what is on the right: a claim's id, or claim/passage."""
        self._wanted = ""
        """A claim that another place asked for, in the queue or not."""
        self._asked_document = ""
        """A document whose passages another place asked for, until the queue is there."""
        self._decided = self._claims = 0
        self._last: tuple[str, str] | None = None
        """(claim id, in words) of the verdict that an undo would take back."""
        self._make()
        self._lay_out()
        self._connect()

    def _make(self) -> None:
        self.list = QueueView("Review queue")
        self.card = ReviewCard()
        self._count = label("", "small", "3")
        self._last_words = label("", "small", "2")
        self.take_back = button("Take back", "link")
        self._last_cap = keycap("Ctrl Z")
        self._next = button("", "primary")
        self._done = EmptyPlace("list-checks", "", "", self._next)
        self._untagged = NothingTagged(self.context, "list-checks", "Nothing to review")

    def _lay_out(self) -> None:
        self._walking = _hints(("Space", "skip"), ("O", "open in Read"))
        self._typing = _hints(("Enter", "give the verdict"), ("Esc", "leave the field"))
        self._typing.hide()
        hints = (self._walking, self._typing)
        self.card.foot.addWidget(row(*hints, None, self._last_words, self.take_back, self._last_cap, gap=6))
        head = header(label("Review", "title"), self._count, None)
        self._split = ListAndDetail((head, self.list), self.card, self._done, self._untagged)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._split)
        self._show_last()

    def _connect(self) -> None:
        self.list.chosen.connect(self._go_to)
        self.list.opened.connect(lambda _key: self._open_in_read())
        self.card.link_wanted.connect(self._link)
        self.card.outcome_opened.connect(lambda outcome_id: self.context.go("outcomes", outcome_id))
        self.card.unlinked.connect(lambda link_id: self.context.write("Take a link off", lambda w: w.unlink(link_id)))
        self.card.form.assessed.connect(self._assess)
        self.card.form.considered.connect(self._consider)
        self.card.form.left.connect(self.list.setFocus)
        self.card.form.typing_changed.connect(self._show_hints)
        self.card.check.placed.connect(self._place)
        self.card.check.opened.connect(self._open_in_read)
        self.card.check.let_go.connect(self._let_go)
        self._next.clicked.connect(lambda: self.context.go("overview" if self._decided else "ledger"))
        self.take_back.clicked.connect(lambda: self.context.write("Take back", lambda w: w.store.undo()))
        self.context.changed.connect(self._follow_undo)

    # ── what the window asks ─────────────────────────────────────────────────────────────────────

    def entry(self) -> QWidget:
        return self.list

    def refresh(self) -> None:
        if self.context.workspace is None:
            self._fill(Answer([]))
            return
        self.context.read("review", _ask, self._fill)

    def reset(self) -> None:
        self._current = self._wanted = ""
        self._last = None
        self.card.case = None
        self._show_last()

    def show_item(self, what: object) -> None:
        """A claim's id, claim/passage, or ("passages", a document's id)."""
        if isinstance(what, tuple):
            self._asked_document = str(what[1])
            self.refresh()
        elif isinstance(what, str) and what:
            self._wanted = self._current = what
            self.list.set_current(what)
            self._read_case()

    def showEvent(self, event: QShowEvent) -> None:
        """Whoever comes from another place decides; a field that had the keyboard before does not get the digits."""
        super().showEvent(event)
        if not event.spontaneous():
            self.list.setFocus()

    def arrive(self) -> None:
        super().arrive()
        there = QApplication.focusWidget()
        if there is None or not self.card.isAncestorOf(there):
            self.list.setFocus()  # but who is typing goes on typing

    def status(self) -> str:
        return f"{self._decided} decided today" if self._decided else ""

    # ── the queue ────────────────────────────────────────────────────────────────────────────────

    def _fill(self, answer: Answer) -> None:
        self.answered()
        before = self._keys()
        self._sections, self._decided, self._claims = answer.sections, answer.decided, answer.claims
        self._untagged.show_documents(answer.documents)
        number = to_go(self._sections)
        self._count.setText(f"{number} to go" if number else "")
        self.status_changed.emit(self.status())
        self.list.show_rows(_rows(self._sections))
        if self._asked_document:
            self._current = self._wanted = _waiting_in(self._sections, self._asked_document) or self._current
            self._asked_document = ""
        asked_for = self._current and self._current == self._wanted
        if self._current not in self._keys() and not asked_for:
            self._current = _after(before, self._current, self._keys())
        self.list.set_current(self._current)
        self._read_case()

    def _keys(self) -> list[str]:
        return [waiting.key for section in self._sections for waiting in section.waiting]

    def _go_to(self, key: str) -> None:
        self._wanted = ""
        self._current = key
        self._read_case()

    def _move_on(self) -> None:
        """To the next entry; behind the last one to the first."""
        keys = [key for key in self._keys() if key != self._current]
        self._go_to(_after(self._keys(), self._current, keys))
        self.list.set_current(self._current)
        self.list.setFocus()

    def _read_case(self) -> None:
        if not self._current:
            self._show_empty()
            return
        claim_id, _, passage_id = self._current.partition("/")
        self.context.read("review-case", lambda w: _case_or_none(w, claim_id, passage_id), self._show_case)

    def _show_case(self, found: Case | None) -> None:
        if found is None:
            self._current = self._wanted = ""
            self.refresh()
            return
        self.card.show_case(found)
        self._split.show_detail()
        self.context.choose_claim(found.claim.id)

    def _show_empty(self) -> None:
        self.card.case = None
        self._split.show_empty(self._done if self._claims else self._untagged)
        self._next.setText("See the overview" if self._decided else "See the ledger")
        if self._decided:
            self._done.say("All done", f"{self._decided} decided today. Claims come back when they are due.")
        else:
            words = "Claims wait here when they are due soon, overdue or never assessed. None of them is."
            self._done.say("Nothing to review", words)

    # ── deciding ─────────────────────────────────────────────────────────────────────────────────

    def _assess(self, verdict: str, as_of: str, reason: str, unratable: str | None, change: str | None) -> None:
        if not self.card.case:
            return
        claim = self.card.case.claim

        def give(workspace: Workspace) -> RuleBroken | list[str]:
            try:
                warnings = workspace.warnings(claim.id, verdict, as_of)
                workspace.assess(claim.id, verdict, as_of, reason, unratable_reason=unratable, change_reason=change)
            except RuleBroken as broken:
                return broken
            return warnings

        self.context.write("Assess", give, lambda answer: self._assessed(claim, verdict, answer))

    def _consider(self, verdict: str, as_of: str) -> None:
        """What there is to think of, beside the form while the reason is written."""
        if self.card.case:
            claim_id = self.card.case.claim.id

            def ask(workspace: Workspace) -> tuple[str, list[str]]:
                return workspace.lacks(claim_id, verdict), workspace.warnings(claim_id, verdict, as_of)

            def show(answer: tuple[str, list[str]]) -> None:
                if self.card.case and self.card.case.claim.id == claim_id:
                    self.card.form.show_lacking(answer[0])
                    self.card.form.show_warnings(answer[1])

            self.context.read("review-warnings", ask, show)

    def _assessed(self, claim: ClaimRow, verdict: str, answer: RuleBroken | list[str]) -> None:
        """What a rule said stays in the form; a warning that nobody could see before is told after."""
        shown = bool(self.card.case and self.card.case.claim.id == claim.id)
        if isinstance(answer, RuleBroken):
            if shown:
                self.card.form.show_problem(str(answer))
                self.list.setFocus()  # the next digit is a verdict, not a letter of the reason
            return
        title = kind_of(claim.kind).verdict(verdict).title
        if answer and not (shown and self.card.form.warned):
            self.context.tell(f"{title} is recorded", " ".join(answer))
        self.card.form.given(claim.id)
        self._last = (claim.id, f"Last: “{_short(claim.statement)}”  {title}")
        self._show_last()
        if self._current.partition("/")[0] == claim.id:
            self._move_on()
        self.refresh()

    def _place(self, start: int, end: int) -> None:
        """These words of the newest version are the passage."""
        if self.card.case and self.card.case.passage:
            passage = self.card.case.passage.id
            self.context.write("Place the passage", lambda w: w.versions.place_passage(passage, start, end))

    def _let_go(self) -> None:
        """Its words were taken out of the document."""
        if self.card.case and self.card.case.passage:
            passage = self.card.case.passage.id
            self.context.write("The passage was not changed", lambda w: w.versions.let_go(passage))

    def _follow_undo(self, announcement: Announcement) -> None:
        """A verdict that was taken back is in front again; after any other change there is no last one to take back."""
        if self._last and announcement.kind == "undo":
            self._current = self._wanted = self._last[0]
        if announcement.kind in ("edit", "undo", "redo"):
            self._last = None
            self._show_last()

    def _show_hints(self, typing: bool) -> None:
        """The keys that do something now: in the reason field Space is a blank."""
        self._walking.setVisible(not typing)
        self._typing.setVisible(typing)

    def _show_last(self) -> None:
        for widget in (self._last_words, self.take_back, self._last_cap):
            widget.setVisible(self._last is not None)
        self._last_words.setText(self._last[1] if self._last else "")

    def _link(self) -> None:
        if self.card.case:
            open_picker(self.context, self.card.link_button, claim=self.card.case.claim)

    def _open_in_read(self) -> None:
        if self.card.case:
            self.context.go("read", self.card.case.claim.id)

    # ── keys ─────────────────────────────────────────────────────────────────────────────────────

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if not (plain and self.card.case and self._pressed(event)):
            super().keyPressEvent(event)

    def _pressed(self, event: QKeyEvent) -> bool:
        acts = {
            Qt.Key.Key_Space: self._move_on, Qt.Key.Key_O: self._open_in_read, Qt.Key.Key_L: self._link,
            Qt.Key.Key_G: self._let_go, Qt.Key.Key_Escape: self.card.form.drop,
        }  # fmt: skip
        act = acts.get(Qt.Key(event.key()))
        if act:
            act()
            return True
        digit = event.text()
        form = self.card.check if self.card.case and self.card.case.passage else self.card.form
        return digit.isdecimal() and form.press(int(digit))


def _ask(workspace: Workspace) -> Answer:
    claims = workspace.claims()
    with workspace.store.session() as session:
        documents = len(queries.documents(session))
    return Answer(queue(claims, today()), decided(claims, today()), len(claims), documents)


def _case_or_none(workspace: Workspace, claim_id: str, passage_id: str) -> Case | None:
    """None: the claim was removed meanwhile."""
    try:
        return case(workspace, claim_id, passage_id)
    except NotFound:
        return None


def _waiting_in(sections: list[Section], document_id: str) -> str:
    """The first of the document's passages that wait; "" for none."""
    waiting = [one for section in sections for one in section.waiting if one.passage]
    return next((one.key for one in waiting if one.passage and one.passage.document_id == document_id), "")


def _after(keys: list[str], current: str, there: list[str]) -> str:
    """The first that is still there behind `current` in the old order, around the end; "" when nothing is."""
    at = keys.index(current) if current in keys else -1
    following = [*keys[at + 1 :], *keys[: max(at, 0)]]
    return next((key for key in following if key in there), there[0] if there else "")


def _rows(sections: list[Section]) -> list[Row]:
    rows: list[Row] = []
    for section in sections:
        rows.append(Row("", f"{section.title.upper()}  {len(section.waiting)}"))
        rows += [_row(waiting, section.name) for waiting in section.waiting]
    return rows


def _row(waiting: Waiting, section: str) -> Row:
    claim = waiting.claim
    if waiting.passage:
        return Row(waiting.key, f"“{waiting.passage.exact}”", f"{waiting.why} · {claim.document}", icon="locate")
    kind = kind_of(claim.kind)
    detail = " · ".join(filter(None, (waiting.why, shown_actor(claim))))
    return Row(waiting.key, claim.statement, detail, sign=kind.sign, token=kind.name, alert=section == "overdue")


def _hints(*keys: tuple[str, str]) -> QWidget:
    return row(*[part for key, what in keys for part in (keycap(key), label(what, "small", "2"), 6)], gap=6)


def _short(words: str) -> str:
    return words if len(words) <= 48 else words[:47].rstrip() + "…"


_WALKING = {
    Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Home, Qt.Key.Key_End,
}  # fmt: skip
