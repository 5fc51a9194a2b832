"""The documents at the left of Read: found by title and text, with their claims counted by kind."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.rows import DocumentRow
from desktop.claims import kinds
from desktop.counting import counted
from desktop.days import shown_day
from desktop.ui import theme
from desktop.ui.lists import Badge, Row, RowsView
from desktop.ui.panels.documents_menu import DocumentsMenu
from desktop.ui.widgets import SearchField, header, icon_button, label, surface

if TYPE_CHECKING:
    from desktop.ui.context import Context
    from desktop.workspace import Workspace

ICONS = {"transcript": "message-square-text", "article": "newspaper", "report": "file-text", "other": "file-text"}


class DocumentsPanel(QWidget):
    chosen = Signal(str)
    """A document's id."""
    adding_wanted = Signal()
    left = Signal()
    """A click or Enter: the keyboard goes to the text."""
    found = Signal(str)
    """The words that are looked for, "" for none."""

    def __init__(self, context: "Context") -> None:
        super().__init__()
        surface(self, "chrome")
        self._context = context
        self._documents: list[DocumentRow] = []
        self._hits: dict[str, int] | None = None
        self._count = label("", "small", "3")
        add = icon_button("plus", "Add documents…  Ctrl+Shift+O")
        add.clicked.connect(self.adding_wanted)
        self.search = SearchField("Find in titles and text")
        self.search.textChanged.connect(self._search)
        self.list = RowsView("Documents")
        self.list.chosen.connect(self.chosen)
        self.list.clicked.connect(lambda _index: self.left.emit())
        self.list.opened.connect(lambda _key: self.left.emit())
        self.list.led.connect(lambda key: self._context.go("review", ("passages", key)))
        self.menu = DocumentsMenu(self.list)
        self.menu.open_wanted.connect(self.chosen)
        field = QWidget()
        field_box = QVBoxLayout(field)
        field_box.setContentsMargins(12, 0, 12, 8)
        field_box.addWidget(self.search)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(header(label("Documents", "title"), self._count, None, add))
        box.addWidget(field)
        box.addWidget(self.list, 1)
        self._nothing = label("", "small", "3", wrap=True)
        self._nothing.setContentsMargins(16, 0, 16, 16)
        box.addWidget(self._nothing)
        self.setMinimumWidth(theme.size("documents") - 48)

    def show_documents(self, documents: list[DocumentRow]) -> None:
        self._documents = documents
        self._show()

    def set_current(self, document_id: str) -> None:
        self.list.set_current(document_id)

    def current(self) -> DocumentRow | None:
        """The one that is open."""
        return next((d for d in self._documents if d.id == self.list.current_key()), None)

    def step(self, by: int) -> None:
        keys = self.list.keys()
        if keys:
            at = keys.index(self.list.current_key()) if self.list.current_key() in keys else -1
            key = keys[max(0, min(len(keys) - 1, at + by))]
            self.list.set_current(key)
            self.chosen.emit(key)

    def _search(self, words: str) -> None:
        words = words.strip()
        self.found.emit(words)
        if not words:
            self._context.tasks.drop("find documents")
            self._hits = None
            self._show()
        else:
            self._context.read("find documents", lambda w: _found(w, words), self._take_hits)

    def _take_hits(self, hits: dict[str, int]) -> None:
        self._hits = hits
        self._show()

    def _show(self) -> None:
        hits = self._hits
        shown = [d for d in self._documents if hits is None or d.id in hits or d.version_id in hits]
        self._count.setText(str(len(self._documents)) if hits is None else f"{len(shown)} of {len(self._documents)}")
        self.list.show_rows([_row(document) for document in shown])
        hidden = len(self._documents) - len(shown)
        self._nothing.setText(f"{hidden} documents do not have these words." if hidden else "")


def _found(workspace: "Workspace", words: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for hit in workspace.store.find(words, ("document", "version"), limit=100_000):
        found[hit.owner_id] = found.get(hit.owner_id, 0) + 1
    return found


def _row(document: DocumentRow) -> Row:
    when = shown_day(document.published_on) or "date unknown"
    extent = counted(document.turns, "turn") if document.turns else ""
    detail = " · ".join(part for part in (document.publisher if not extent else "", when, extent) if part)
    badges = tuple(
        Badge(kind.sign, kind.name, document.claims[kind.name]) for kind in kinds() if kind.name in document.claims
    )
    if document.to_review:
        waits = counted(document.to_review, "passage")
        tip = f"{waits} not found again with certainty in the newest version: a click on the underlined words leads to Review"
        return Row(document.id, document.title, f"{waits} to review", ICONS[document.doc_type], badges=badges, alert=True,
                   leads=tip)  # fmt: skip
    return Row(document.id, document.title, detail, ICONS[document.doc_type], badges=badges)
