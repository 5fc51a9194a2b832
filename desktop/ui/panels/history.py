"""History: who did what when, newest first; goes there, and makes a claim again what it was at a step."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView, QPushButton, QVBoxLayout, QWidget

from db.past import PastFilter, PastPage, PastRow
from desktop.ui.filters import Choice, FilterChip
from desktop.ui.panels.history_list import CHANGE, HistoryDelegate, HistoryModel
from desktop.ui.sheet import Sheet
from desktop.ui.widgets import SearchField, button, icon_button, label, row, rule, stretch

if TYPE_CHECKING:
    from db.store import Announcement
    from desktop.ui.context import Context
    from desktop.workspace import Workspace

WIDTH, HEIGHT = 780, 640
TYPING = 150
"""Milliseconds without a key before the changes are asked for."""


class HistoryPanel(Sheet):
    def __init__(self, window: QWidget, context: "Context") -> None:
        super().__init__(window, WIDTH, HEIGHT)
        self._context = context
        self.setAccessibleName("History")
        self._asked = PastFilter()
        self._document = ""
        self._stale = True
        self.model = HistoryModel()
        self.list = QListView()
        self._build()
        self._connect()

    def open_for(self, document_id: str) -> None:
        """`document_id`: the one that "Only this document" means."""
        self._document = document_id
        self._only_claim.setToolTip("" if self._context.claim_id else "No claim is chosen")
        self._only_document.setToolTip("" if document_id else "No document is open")
        self._only_claim.setEnabled(bool(self._context.claim_id) or self._only_claim.isChecked())
        self._only_document.setEnabled(bool(document_id) or self._only_document.isChecked())
        self._context.read("history analysts", _analysts, self._take_analysts)
        if self._stale or self._filter() != self._asked:
            self._ask()
        self.open(self.list)

    # ── building ─────────────────────────────────────────────────────────────────────────────────

    def _build(self) -> None:
        self.field = SearchField("Find in changes")
        self.analyst = FilterChip("Analyst")
        self._only_claim = button("Only this claim", "chip", checkable=True)
        self._only_document = button("Only this document", "chip", checkable=True)
        self._said = label("", "small", "3", wrap=True)
        self._close = icon_button("x", "Close  Esc")
        self.list.setModel(self.model)
        self.list.setItemDelegate(HistoryDelegate(self.list))
        self.list.setAccessibleName("Changes, the newest first")
        self.list.setProperty("surface", "raised")
        self.list.setMouseTracking(True)
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.setUniformItemSizes(True)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        box = QVBoxLayout()
        box.setContentsMargins(0, 12, 0, 0)
        box.setSpacing(0)
        box.addWidget(row(label("History", "title", weight=600), None, self._close, margins=(20, 0, 12, 4)))
        chips = (self.field, self.analyst, self._only_claim, self._only_document)
        filters = row(*chips, margins=(20, 4, 20, 12))
        stretch(filters, 0)
        self._said.setContentsMargins(20, 8, 20, 8)
        for widget in (filters, rule(), self._said, self.list, rule(), self._foot()):
            box.addWidget(widget)
        box.setStretch(3, 1)
        self.box.addLayout(box)

    def _foot(self) -> QWidget:
        self.go_button = button("Go there")
        self.before, self.after = button("Before this step"), button("After it")
        words = label("Restore the claim as it was", "small", "2")
        for made in (self.before, self.after):
            made.setAccessibleName(f"{words.text()} {made.text().lower()}")
        return row(self.go_button, None, words, self.before, self.after, margins=(20, 10, 20, 12))

    def _connect(self) -> None:
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._ask)
        self.field.textChanged.connect(lambda _text: self._timer.start(TYPING))
        self.analyst.changed.connect(self._choose_analyst)
        self._only_claim.toggled.connect(lambda _on: self._ask())
        self._only_document.toggled.connect(lambda _on: self._ask())
        self._close.clicked.connect(self.dismiss)
        self.model.more_wanted.connect(self._ask_more)
        self.list.activated.connect(self._go)
        self.list.selectionModel().currentChanged.connect(lambda *_: self._enable())
        self.go_button.clicked.connect(lambda: self._go(self.list.currentIndex()))
        self.before.clicked.connect(lambda: self._restore(1))
        self.after.clicked.connect(lambda: self._restore(0))
        self._context.changed.connect(self._on_changed)
        self._context.workspace_changed.connect(self._on_workspace)

    # ── asking ───────────────────────────────────────────────────────────────────────────────────

    def _ask(self) -> None:
        self._timer.stop()
        self._stale = False
        self._asked = asked = self._filter()
        self._context.read("history", lambda w: _page(w, asked), self._take)

    def _filter(self) -> PastFilter:
        """The claim and the document are those of the moment."""
        claim = self._context.claim_id if self._only_claim.isChecked() else ""
        document = self._document if self._only_document.isChecked() else ""
        return replace(self._asked, text=self.field.text().strip(), claim=claim, document=document)

    def _ask_more(self, below: int) -> None:
        asked = self._asked
        self._context.read("history", lambda w: _page(w, asked, below), self._take_more)

    def _take(self, page: PastPage) -> None:
        number = current.number if (current := self._current()) else 0
        self.model.show_page(page)
        at = next((n for n, one in enumerate(page.rows) if one.number == number), 0)
        self.list.setCurrentIndex(self.model.index(at))
        self._say()

    def _take_more(self, page: PastPage) -> None:
        self.model.add_page(page)
        self._say()

    def _say(self) -> None:
        """What is going on, or why there is nothing; looking goes on by itself until there is something to see."""
        looking, empty = self.model.next > 0, not self.model.rows
        words = "No change matches." if self._filtered() else "Nothing has been done here yet."
        self._said.setText(("Looking through earlier changes…" if looking else words) if empty else "")
        self._said.setVisible(empty)
        self._enable()
        if looking and len(self.model.rows) < 2 * HEIGHT // 56:
            self.model.fetchMore(QModelIndex())

    def _filtered(self) -> bool:
        return self._asked != PastFilter()

    def _take_analysts(self, found: list[tuple[str, int]]) -> None:
        self.analyst.show_choices(
            [Choice(name, name, count) for name, count in found], frozenset(filter(None, [self._asked.analyst]))
        )
        self.analyst.setVisible(len(found) > 1 or bool(self._asked.analyst))

    def _choose_analyst(self, ticked: frozenset[str]) -> None:
        """One at a time: the one that was ticked last."""
        newly = ticked - {self._asked.analyst} or ticked
        self._asked = replace(self._asked, analyst=min(newly, default=""))
        self._context.read("history analysts", _analysts, self._take_analysts)
        self._ask()

    # ── what happens ─────────────────────────────────────────────────────────────────────────────

    def _on_changed(self, announcement: "Announcement") -> None:
        if not self.isVisible() or self._filtered() or announcement.kind == "elsewhere":
            self._stale = True
            if self.isVisible():
                self._ask()
            return
        self.model.set_undone(announcement.step.id, announcement.kind == "undo")
        above = self.model.rows[0].number if self.model.rows else 0
        self._context.read("newer history", lambda w: _page(w, PastFilter(), above=above), self._take_newer)

    def _take_newer(self, page: PastPage) -> None:
        newest = self.model.rows[0].number if self.model.rows else 0
        self.model.add_newer([one for one in page.rows if one.number > newest])
        self._say()

    def _on_workspace(self) -> None:
        self._stale, self._asked = True, PastFilter()
        self.model.show_page(PastPage((), 0))
        self.hide()

    # ── what one does ────────────────────────────────────────────────────────────────────────────

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down and Enter in the field are the list's."""
        if self.field.hasFocus() and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.list.setFocus()
        else:
            super().keyPressEvent(event)

    def _current(self) -> PastRow | None:
        return self.list.currentIndex().data(CHANGE) if self.list.currentIndex().isValid() else None

    def _enable(self) -> None:
        current = self._current()
        self.go_button.setEnabled(current is not None)
        for made in (self.before, self.after):
            _allow(made, current)

    def _go(self, index: QModelIndex) -> None:
        change: PastRow | None = index.data(CHANGE) if index.isValid() else None
        if change:
            number = change.number
            self._context.read("place of change", lambda w: _place(w, number), self._arrive)

    def _arrive(self, place: tuple[str, object] | None) -> None:
        if place is None:
            self._context.tell("Nothing to show there", "What this step touched is not in the workspace at the moment.")
            return
        self.hide()
        if place[0] == "ledger":
            self._context.open_claims("The claims of a step", place[1])  # type: ignore[arg-type]
        else:
            self._context.go(*place)

    def _restore(self, back: int) -> None:
        """As after the current step, or as `back` steps before that."""
        current = self._current()
        if current and len(current.claims) == 1:
            claim_id, number = current.claims[0], current.number - back
            self._context.write(
                "The claim was not restored", lambda w: w.restore_claim(claim_id, number), self._tell_restored
            )

    def _tell_restored(self, changed: bool) -> None:
        if changed:
            self._context.tell("The claim is restored", "Undo takes it back. Verdicts stay as they were given.")
        else:
            self._context.tell("Nothing to restore", "The claim is as it was at that step.")


def _allow(made: QPushButton, change: PastRow | None) -> None:
    claims = len(change.claims) if change else 0
    made.setEnabled(claims == 1)
    why = "This step touched no claim" if not claims else "This step touched several claims"
    made.setToolTip("Fields, passages, topics and links of the claim" if claims == 1 else why)


def _page(workspace: "Workspace", asked: PastFilter, below: int = 0, above: int = 0) -> PastPage:
    from db import past

    with workspace.store.session() as session:
        return past.page(session, asked, below, above=above)


def _analysts(workspace: "Workspace") -> list[tuple[str, int]]:
    from db import past

    with workspace.store.session() as session:
        return past.analysts(session)


def _place(workspace: "Workspace", number: int) -> tuple[str, object] | None:
    """Where the window shows what a change touched and is still there: its claims, its outcome, its document."""
    from db import past, queries

    with workspace.store.session() as session:
        change = past.one(session, number)
        if change is None:
            return None
        claims = [claim.id for claim in queries.claims(session, ids=change.claims)] if change.claims else []
        outcomes = [outcome.id for outcome in queries.outcomes(session, ids=change.outcomes)] if change.outcomes else []
        documents = {document.id for document in queries.documents(session)} & {*change.documents}
    if len(claims) > 1:
        return "ledger", frozenset(claims)
    if claims:
        return "read", claims[0]
    if outcomes:
        return "outcomes", outcomes[0]
    return ("read", ("document", min(documents))) if documents else None
