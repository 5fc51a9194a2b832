"""Search everywhere (Ctrl+Shift+F): lines as one types, by document; Enter opens one in place, the same key comes back."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView, QPushButton, QWidget

from db.errors import KnownError
from db.everywhere import Asked
from desktop import everywhere
from desktop.claims import kind_of
from desktop.counting import counted
from desktop.everywhere import Hit, Listed, Page
from desktop.ui.filters import Choice, FilterChip
from desktop.ui.panels.search_list import LINE, SearchDelegate, SearchModel
from desktop.ui.period_chip import PeriodChip
from desktop.ui.sheet import Sheet
from desktop.ui.widgets import SearchField, button, column, icon_button, keycap, label, row, rule, stretch

if TYPE_CHECKING:
    from db.store import Announcement
    from desktop.ui.context import Context
    from desktop.workspace import Workspace

WIDTH, HEIGHT = 860, 680
TYPING = 30
"""Milliseconds without a key before the question is asked."""
PAUSE = 200
"""Milliseconds after the first answer before all places are listed: nobody waits for that while typing."""
ENOUGH = 24
"""Lines that fill the list; while there are fewer, looking goes on by itself."""
OWNERS = {"text": "Texts", "claims": "Claims", "outcomes": "Outcomes", "notes": "Notes"}
HOWS = {
    "whole_words": ("Whole words", "“port” does not find “airport” or “ports”"),
    "as_typed": ("As typed", "Capitals, accents and letter forms count"),
    "pattern": ("Pattern", "A regular expression, looked for in the documents' texts"),
}
HINT = "Type words. “Words in quotes” have to follow each other. Accents, widths and forms of letters do not matter."


@dataclass(frozen=True)
class First:
    """The first answer to a question."""

    listed: Listed
    page: Page


class SearchEverywhere(Sheet):
    def __init__(self, window: QWidget, context: "Context") -> None:
        super().__init__(window, WIDTH, HEIGHT)
        self.setAccessibleName("Search in everything")
        self._context = context
        self._asked = Asked()
        self._listed = Listed((), all=True)
        self._next: Any = None
        self._slow: set[str] = set()
        self._stale = False
        self.model = SearchModel()
        self.list = QListView()
        self._build()
        self._connect()
        self._say()

    def come(self) -> None:
        """As it was left, with the words selected so that others can be typed at once."""
        self._context.read("search words", _warm, lambda _none: None)
        self._context.read("search choices", _choices, self._take_choices)
        if self._stale:
            self._ask()
        self.open(self.field)
        self.field.selectAll()

    # ── building ─────────────────────────────────────────────────────────────────────────────────

    def _build(self) -> None:
        self.field = SearchField("Search in everything")
        self.hows = {name: _toggle(words, tip) for name, (words, tip) in HOWS.items()}
        self.owners = {name: _toggle(words, f"Look into {words.lower()}") for name, words in OWNERS.items()}
        self.kind, self.speaker, self.dated = FilterChip("Kind"), FilterChip("Speaker"), PeriodChip("Dated")
        self._close = icon_button("x", "Close  Esc")
        self._said = label("", "small", "2", wrap=True)
        self.clear_button = button("Clear filters", "link")
        self._set_up_list()
        first = row(self.field, *self.hows.values(), self._close, margins=(20, 4, 12, 4))
        stretch(first, 0)
        chips = row(
            *self.owners.values(), rule("v"), self.kind, self.speaker, self.dated, None, gap=6, margins=(20, 4, 20, 12)
        )
        said = row(self._said, self.clear_button, margins=(20, 6, 20, 6))
        stretch(said, 0)
        for widget in (column(first, margins=(0, 10, 0, 0)), chips, rule(), said, self.list, rule(), _foot()):
            self.box.addWidget(widget)
        self.box.setStretch(4, 1)

    def _set_up_list(self) -> None:
        self.list.setModel(self.model)
        self.list.setItemDelegate(SearchDelegate(self.list))
        self.list.setAccessibleName("Found lines")
        self.list.setProperty("surface", "raised")
        self.list.setMouseTracking(True)
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def _connect(self) -> None:
        self._timer, self._pause = QTimer(self), QTimer(self)
        for timer, act in ((self._timer, self._ask), (self._pause, self._ask_for_all)):
            timer.setSingleShot(True)
            timer.timeout.connect(act)
        self.field.textChanged.connect(lambda _text: self._timer.start(TYPING))
        self.field.installEventFilter(self)
        for chip in (*self.hows.values(), *self.owners.values()):
            chip.toggled.connect(lambda _on: self._ask())
        self.kind.changed.connect(lambda ticked: self._narrow(kinds=ticked))
        self.speaker.changed.connect(lambda ticked: self._narrow(speakers=ticked))
        self.dated.changed.connect(lambda period: self._narrow(dated=period))
        self.clear_button.clicked.connect(self._clear_filters)
        self._close.clicked.connect(self.dismiss)
        self.list.activated.connect(self._open_at)
        self.list.clicked.connect(self._open_at)
        self.model.more_wanted.connect(self._ask_more)
        self._context.changed.connect(self._on_changed)
        self._context.workspace_changed.connect(self._on_workspace)

    # ── asking ───────────────────────────────────────────────────────────────────────────────────

    def _ask(self) -> None:
        """From the beginning; what is still on its way for an older question is dropped."""
        self._timer.stop()
        self._pause.stop()
        self._stale = False
        for key in ("search", "search all"):
            self._context.tasks.drop(key)
        hows: dict[str, Any] = {name: chip.isChecked() for name, chip in self.hows.items()}
        owners = frozenset(name for name, chip in self.owners.items() if chip.isChecked())
        self._asked = asked = replace(self._asked, text=self.field.text().strip(), owners=owners, **hows)
        for name in ("claims", "outcomes", "notes"):
            self.owners[name].setEnabled(not asked.pattern)
        self._slow = set()
        if not asked.text:
            self._take(First(Listed((), all=True), Page((), None)))
        elif asked.pattern:
            self._context.read("search", lambda w: _matches(w, asked), self._take_matches)
        else:
            self._context.read("search", lambda w: _first(w, asked, everywhere.FIRST), self._take)

    def _take(self, first: First) -> None:
        self._show(first)
        if not first.listed.all:
            self._pause.start(PAUSE)

    def _ask_for_all(self) -> None:
        asked = self._asked
        self._context.read("search all", lambda w: _first(w, asked, everywhere.MOST), self._show)

    def _show(self, first: First) -> None:
        self._listed, self._next = first.listed, first.page.next
        current = self._current()
        self.model.show_hits(first.page.hits, more=self._next is not None)
        self._choose(self.model.row_of(current))
        self._after()

    def _take_matches(self, answer: "Page | KnownError") -> None:
        if isinstance(answer, KnownError):
            self._take(First(Listed((), all=True), Page((), None)))
            self._said.setText(str(answer))
            return
        self._listed, self._next = Listed((), all=True), answer.next
        self._slow |= {*answer.slow}
        self.model.show_hits(answer.hits, more=answer.next is not None)
        self._choose(self.model.row_of(None))
        self._after()

    def _ask_more(self) -> None:
        asked, at, places = self._asked, self._next, self._listed.places
        if asked.pattern:
            self._context.read("search", lambda w: _matches(w, asked, at), self._take_more)
        elif at is not None:
            self._context.read("search", lambda w: everywhere.lines(w.store, asked, places, at), self._take_more)

    def _take_more(self, page: Page) -> None:
        self._next = page.next
        self._slow |= {*page.slow}
        full = self._asked.pattern and sum(isinstance(line, Hit) for line in self.model.rows) >= everywhere.MOST_LINES
        self.model.add_hits(page.hits, more=page.next is not None and not full)
        if not self.list.currentIndex().isValid():
            self._choose(self.model.row_of(None))
        self._after()

    def _after(self) -> None:
        self._say()
        if self.model.more and len(self.model.rows) < ENOUGH:
            self.model.fetchMore(QModelIndex())

    # ── saying ───────────────────────────────────────────────────────────────────────────────────

    def _say(self) -> None:
        self.clear_button.setVisible(self._asked.narrowed)
        self._said.setText(self._words())

    def _words(self) -> str:
        """What was found, or why there is nothing."""
        lines = sum(isinstance(line, Hit) for line in self.model.rows)
        slow = (
            f" Left out, because the pattern takes too long there: {', '.join(sorted(self._slow))}."
            if self._slow
            else ""
        )
        if not self._asked.text:
            return HINT
        if not lines:
            looking = self._next is not None
            filters = " Filters are on." if self._asked.narrowed else ""
            return "Looking…" if looking else f"Nothing has {self._missing()}.{filters}{slow}"
        if self._asked.pattern:
            more = " so far" if self._next is not None else ", and more" if lines >= everywhere.MOST_LINES else ""
            return f"{counted(lines, 'line')}{more}.{slow}"
        documents = self._listed.documents
        others = len({p.owner_id for p in self._listed.places if not p.document_id})
        parts = [counted(documents, "document")] if documents else []
        parts += [counted(others, "outcome")] if others else []
        more = "+" if self._next is not None or not self._listed.all else ""
        said = f"{lines:,}{more} hits" if lines != 1 or more else "1 hit"
        return f"{said} in {' and '.join(parts)}" + (
            "." if self._listed.all else ", and more: only the first are listed."
        )

    def _missing(self) -> str:
        words = self._asked.text if len(self._asked.text) < 60 else self._asked.text[:60] + "…"
        return f"a match of “{words}”" if self._asked.pattern else f"“{words}”"

    def _take_choices(self, found: tuple[list[tuple[str, int]], list[tuple[str, int]]]) -> None:
        kinds = [Choice(name, kind_of(name).title, count) for name, count in found[0]]
        self.kind.show_choices(kinds, self._asked.kinds)
        self.speaker.show_choices([Choice(name, name, count) for name, count in found[1]], self._asked.speakers)
        self.dated.show_period(self._asked.dated)

    def _narrow(self, **fields: Any) -> None:
        self._asked = replace(self._asked, **fields)
        self._context.read("search choices", _choices, self._take_choices)
        self._ask()

    def _clear_filters(self) -> None:
        for chip in self.owners.values():
            chip.blockSignals(True)
            chip.setChecked(False)
            chip.blockSignals(False)
        self._narrow(owners=frozenset(), kinds=frozenset(), speakers=frozenset(), dated=())

    # ── what happens, what one does ──────────────────────────────────────────────────────────────

    def _on_changed(self, _announcement: "Announcement") -> None:
        self._stale = bool(self._asked.text)
        if self.isVisible() and self._stale:
            self._ask()

    def _on_workspace(self) -> None:
        self.hide()
        self.field.clear()
        self._asked = Asked()
        self._clear_filters()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The list is walked while one types: the keyboard need not leave the field."""
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
            by = step.get(Qt.Key(event.key()))
            if by:
                self._step(by)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._open_at(self.list.currentIndex())
                return True
        return super().eventFilter(watched, event)

    def _step(self, by: int) -> None:
        lines = [number for number, line in enumerate(self.model.rows) if isinstance(line, Hit)]
        at = self.list.currentIndex().row()
        if lines:
            place = lines.index(at) + by if at in lines else 0
            self._choose(lines[max(0, min(len(lines) - 1, place))])

    def _choose(self, at: int) -> None:
        self.list.setCurrentIndex(self.model.index(at) if at >= 0 else QModelIndex())
        if at > 0 and not isinstance(self.model.rows[at - 1], Hit):
            self.list.scrollTo(self.model.index(at - 1))  # its heading with the first line
            self.list.scrollTo(self.model.index(at))

    def _current(self) -> Hit | None:
        index = self.list.currentIndex()
        line = index.data(LINE) if index.isValid() else None
        return line if isinstance(line, Hit) else None

    def _open_at(self, index: QModelIndex) -> None:
        hit = index.data(LINE) if index.isValid() else None
        if not isinstance(hit, Hit):
            return
        self.hide()
        if hit.owner == "version":
            self._context.go("read", ("found", (hit.document_id, hit.line.start, hit.line.end)))
        elif hit.owner == "document":
            self._context.go("read", ("document", hit.document_id))
        else:
            self._context.go("read" if hit.owner == "claim" else "outcomes", hit.owner_id)


def _toggle(words: str, tip: str) -> QPushButton:
    made = button(words, "chip", checkable=True)
    made.setToolTip(tip)
    return made


def _foot() -> QWidget:
    parts: list[QWidget | int | None] = []
    for key, words in (("Enter", "opens it in place"), ("Ctrl+Shift+F", "comes back here"), ("Esc", "closes")):
        parts += [keycap(key), label(words, "small", "3"), 12]
    return row(*parts, None, margins=(20, 10, 20, 12))


def _first(workspace: "Workspace", asked: Asked, most: int) -> First:
    listed = everywhere.listed(workspace.store, asked, most)
    return First(listed, everywhere.lines(workspace.store, asked, listed.places))


def _matches(workspace: "Workspace", asked: Asked, after: str = "") -> "Page | KnownError":
    """What is no pattern is told in place: it is still being typed."""
    try:
        return everywhere.matches(workspace.store, asked, after)
    except KnownError as error:
        return error


def _warm(workspace: "Workspace") -> None:
    everywhere.warm(workspace.store)


def _choices(workspace: "Workspace") -> tuple[list[tuple[str, int]], list[tuple[str, int]]]:
    return everywhere.choices(workspace.store)
