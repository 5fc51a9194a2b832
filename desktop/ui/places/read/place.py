"""Read: documents at the left, the reader in the middle, the inspector of the current claim at the right."""

import itertools
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget

from db.rows import ClaimRow, DocumentRow, PassageRow
from desktop.claims import kind_of
from desktop.documents.base import PageImage
from desktop.finding import find_all
from desktop.ui import theme
from desktop.ui.context import Context
from desktop.ui.forms import words
from desktop.ui.panels.documents import DocumentsPanel
from desktop.ui.panels.inspector import Inspector
from desktop.ui.panels.reader import ReaderPane
from desktop.ui.panels.welcome import Welcome
from desktop.ui.places.base import Place
from desktop.ui.views.base import Mark, Shown

if TYPE_CHECKING:
    from desktop.documents.reader import Readers
    from desktop.ui.views.page_view import PageView
    from desktop.ui.views.text_view import TextView
    from desktop.workspace import Workspace

PENDING = "pending"
"""Begins the id of a mark that is painted before it is on the disk."""


@dataclass(frozen=True)
class Opened:
    """A document as it comes from the workspace."""

    row: DocumentRow
    shown: Shown
    file_name: str
    file: bytes


class ReadPlace(Place):
    WATCHES = frozenset({"document", "version", "claim", "passage", "evidence", "outcome"})
    shown = Signal()
    """A document with its claims is there to be worked on."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._documents: dict[str, DocumentRow] = {}
        self._opened: Opened | None = None
        self._claims: list[ClaimRow] = []
        self._claim_marks: dict[str, list[Mark]] = {}
        self._evidence: list[Mark] = []
        self._pending: dict[str, list[Mark]] = {}
        self._all_there = False
        """The marks of the document have been answered since they were last asked for."""
        self._numbers = itertools.count(1)
        self._linking = ""
        self._found: list[tuple[int, int]] = []
        self._found_at = -1
        self.documents = DocumentsPanel(context)
        self.reader = ReaderPane()
        self.inspector = Inspector(context)
        self._build()
        self._connect()

    # ── the place ────────────────────────────────────────────────────────────────────────────────

    def refresh(self) -> None:
        self.context.read("documents", _documents, self._take_documents)
        self._ask_for_marks()

    def _ask_for_marks(self) -> None:
        if self._opened:
            version_id = self._opened.row.version_id
            self._all_there = False
            self.context.read("marks", lambda w: _marked(w, version_id), self._take_all)

    def _on_changed(self, announcement: object) -> None:
        """Tagging costs the same with many claims: only those that were touched are asked for again."""
        tables = announcement.tables  # type: ignore[attr-defined]
        only_claims = "claim" in tables and not tables & {"document", "version"}
        if self._opened and self._all_there and self.isVisible() and only_claims:
            ids = frozenset(key.id for key in announcement.keys if key.table == "claim")  # type: ignore[attr-defined]
            version_id = self._opened.row.version_id
            self.context.read(
                f"claims {sorted(ids)}", lambda w: (ids, _touched(w, version_id, ids)), self._take_touched
            )
            self.context.read("documents", _documents, self._take_documents)
        else:
            super()._on_changed(announcement)

    def reset(self) -> None:
        self._opened, self._claims, self._claim_marks, self._evidence = None, [], {}, []
        self._documents = {}
        self._pages.setCurrentWidget(self._welcome)
        self._welcome.show_state(has_workspace=self.context.workspace is not None)

    def show_item(self, what: object) -> None:
        """A claim's or document's id, or ("document", id), or ("passage", (document id, start, end))."""
        if isinstance(what, str) and what in self._documents:
            self.open_document(what)
        elif isinstance(what, str):
            self.context.choose_claim(what)
            self.context.read("place of claim", lambda w: w.claim(what), self._go_to_claim)
        elif isinstance(what, tuple) and what[0] == "document":
            self.open_document(what[1])
        elif isinstance(what, tuple) and what[0] == "passage":
            document_id, start, end = what[1]
            self.open_document(document_id, lambda: self._show_passage(start, end))

    def status(self) -> str:
        if not self._opened:
            return ""
        view: Any = self.view()
        if hasattr(view, "page_number"):
            return f"Page {view.page_number()} of {view.page_count()}"
        bounds = view.boundaries()
        return f"Paragraph {bounds.paragraph_number(view.caret())} of {bounds.paragraphs}"

    def reading_widget(self) -> ReaderPane:
        return self.reader

    def remember(self) -> None:
        self.reader.remember()
        self.context.settings.setValue("read/panes", self._split.saveState())
        if self._opened and self.context.path:
            self.context.settings.setValue(f"read/document/{self.context.path}", self._opened.row.id)

    # ── commands ─────────────────────────────────────────────────────────────────────────────────

    def view(self) -> "TextView | PageView":
        return self.reader.view()

    def take_sentence(self) -> None:
        """The sentence at the caret; again: its paragraph."""
        if self._opened:
            view, bounds = self.view(), self.view().boundaries()
            chosen = view.selection()
            sentence = bounds.sentence(chosen[0] if chosen else view.caret())
            view.select(*(bounds.paragraph(sentence[0]) if chosen == sentence else sentence))

    def tag(self, kind: str) -> None:
        """Painted at once, on the disk a moment later, and current as soon as it is there."""
        stretch = self._stretch()
        if not self._opened or not stretch:
            return
        of_kind, version_id = kind_of(kind), self._opened.row.version_id
        pending = f"{PENDING} {next(self._numbers)}"
        self._pending[pending] = [Mark(pending, kind, of_kind.sign, of_kind.line, *stretch)]
        self.reader.hide_palette()
        self._paint()
        self.view().set_current(pending)
        self.view().clear_selection()
        self.context.tasks.write(
            f"Mark {kind}",
            self._verb(lambda w: w.mark(kind, version_id, [stretch])),
            lambda claim_id: self._tagged(pending, claim_id),
            lambda _error: self._untag(pending),
        )

    def add_stretch(self, start: int, end: int) -> None:
        """One more stretch for the current claim, or the words selected when there is none."""
        claim_id, opened = self.context.claim_id, self._opened
        if claim_id and opened:
            self.context.write("Add a stretch", lambda w: w.add_stretch(claim_id, opened.row.version_id, start, end))
        else:
            self.view().select(start, end)

    def link(self) -> None:
        """Arm a link on the current claim; again, with words selected: say what they show."""
        if self._linking and self._stretch(selected_only=True):
            self._choose_relation()
        elif self.context.claim_id:
            self._arm(self.context.claim_id)
        else:
            self._say_choose_claim()

    def step(self, by: int) -> None:
        """The next claim in the text after the current one or the caret."""
        if not self._claims:
            return
        ids = [claim.id for claim in self._claims]
        if self.context.claim_id in ids:
            at = ids.index(self.context.claim_id) + by
        else:
            caret = self.view().caret()
            before = sum(claim.start <= caret for claim in self._claims)
            at = before if by > 0 else before - 1
        claim = self._claims[at % len(ids)]
        self.context.choose_claim(claim.id)
        self._show_claim(claim)

    def step_document(self, by: int) -> None:
        self.documents.step(by)

    def remove_claim(self) -> None:
        claim_id = self.context.claim_id
        if claim_id:
            self.context.choose_claim("")
            self.context.write("Remove claim", lambda w: w.remove_claim(claim_id))

    def edit_claim(self) -> None:
        self.inspector.edit()

    def escape(self) -> None:
        """One step back: the palette, the link, the find bar, the selection, the claim."""
        self.reader.hide_palette()
        if self._linking:
            self._disarm()
        elif self.reader.close_find():
            self._find("")
        elif self.view().selection():
            self.view().clear_selection()
        elif self.context.claim_id:
            self.context.choose_claim("")
        self.view().setFocus()

    def open_find(self) -> None:
        self.reader.open_find()

    def find_everywhere(self) -> None:
        self.documents.show()
        self.documents.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.documents.search.selectAll()

    def toggle_pane(self, name: str) -> None:
        pane = self.documents if name == "documents" else self.inspector
        pane.setVisible(not pane.isVisible())

    def toggle_view(self) -> None:
        self.reader.toggle_view()
        self._paint()

    def show_left_out(self) -> None:
        from desktop.ui.panels.left_out import LeftOut

        if self._opened:
            LeftOut.show_parts(self, self._opened.row.title, self._opened.shown.reading)

    def copy_with_citation(self) -> None:
        stretch = self._stretch()
        if self._opened and stretch:
            row = self._opened.row
            quote = self._opened.shown.text[slice(*stretch)]
            source = ", ".join(part for part in (row.title, row.publisher, row.published_on, row.url) if part)
            QGuiApplication.clipboard().setText(f"“{quote}” ({source})")
            self.context.tell("Copied", "The words with their citation are in the clipboard.")

    def open_document(self, document_id: str, then: Callable[[], None] | None = None) -> None:
        """The old document stays until the new one is there."""
        if self._opened and self._opened.row.id == document_id:
            self.documents.set_current(document_id)
            if then:
                then()
            return
        readers = self.context.readers

        def arrived(opened: Opened) -> None:
            self._show(opened)
            if then:
                then()

        self.context.read("open document", lambda w: _open(w, document_id, readers, self.context), arrived)

    # ── building ─────────────────────────────────────────────────────────────────────────────────

    def _build(self) -> None:
        self._welcome = Welcome()
        self._pages = QStackedWidget()
        self._pages.addWidget(self._welcome)
        self._pages.addWidget(self.reader)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setHandleWidth(1)
        self._split.setChildrenCollapsible(False)
        for widget in (self.documents, self._pages, self.inspector):
            self._split.addWidget(widget)
        self._split.setStretchFactor(1, 1)
        self._split.setSizes([theme.size("documents"), 800, theme.size("inspector")])
        self.inspector.setMinimumWidth(304)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._split)
        kept = self.context.settings.value("read/panes")
        if kept is not None:
            self._split.restoreState(kept)
        self._welcome.show_state(has_workspace=self.context.workspace is not None)

    def _connect(self) -> None:
        self.documents.chosen.connect(self.open_document)
        self.documents.adding_wanted.connect(lambda: self._run("add_documents"))
        self._welcome.command_wanted.connect(self._run)
        self.reader.inspector_button.clicked.connect(lambda: self.toggle_pane("inspector"))
        self.reader.mark_clicked.connect(self._on_mark)
        self.reader.passage_selected.connect(self._on_selected)
        self.reader.caret_moved.connect(lambda _at: self.reader.hide_palette())
        self.reader.stretch_added.connect(self.add_stretch)
        self.reader.tag_wanted.connect(self._on_palette)
        self.reader.find_changed.connect(self._find)
        self.reader.find_stepped.connect(self._find_step)
        self.reader.link_cancelled.connect(self._disarm)
        self.reader.outcome_wanted.connect(self._pick_outcome)
        self.inspector.step_wanted.connect(self.step)
        self.inspector.link_wanted.connect(self.link)
        self.inspector.back_wanted.connect(lambda: self.view().setFocus())
        self.context.claim_chosen.connect(self.reader.set_current)

    def _run(self, name: str) -> None:
        window: Any = self.window()
        from desktop.ui.commands import commands

        window.run(next(command for command in commands() if command.name == name))

    # ── documents and marks ──────────────────────────────────────────────────────────────────────

    def _take_documents(self, documents: list[DocumentRow]) -> None:
        self._documents = {document.id: document for document in documents}
        self.documents.show_documents(documents)
        if self._opened and self._opened.row.id not in self._documents:
            self.reset()
            self._documents = {document.id: document for document in documents}
        if not documents:
            self._welcome.show_state(has_workspace=True)
        elif not self._opened:
            last = str(self.context.settings.value(f"read/document/{self.context.path}", "", str))
            self.open_document(last if last in self._documents else min(self._documents))  # ids sort by age

    def _show(self, opened: Opened) -> None:
        self._opened = opened
        self._claims, self._claim_marks, self._evidence, self._pending, self._found = [], {}, [], {}, []
        self._pages.setCurrentWidget(self.reader)
        self.documents.set_current(opened.row.id)
        paged = bool(opened.shown.reading.pages)
        self.reader.show_document(opened.row.title, f"Version {opened.row.version}", opened.shown, paged=paged)
        self.view().setFocus()
        self._ask_for_marks()

    def _take_all(self, marked: tuple[list[ClaimRow], list[tuple[str, PassageRow]]]) -> None:
        self._all_there = True
        self._take_marks(marked)

    def _take_marks(self, marked: tuple[list[ClaimRow], list[tuple[str, PassageRow]]]) -> None:
        if not self._opened:
            return
        version_id = self._opened.row.version_id
        self._claims = [claim for claim in marked[0] if any(p.version_id == version_id for p in claim.passages)]
        self._evidence = [
            Mark(outcome, "evidence", "square", "double", p.start, p.end, f"Evidence: {p.exact}")
            for outcome, p in marked[1]
        ]
        self._claim_marks = {claim.id: _claim_marks(claim, version_id) for claim in self._claims}
        self._settle()
        self.shown.emit()

    def _take_touched(self, answer: tuple[frozenset[str], tuple[list[ClaimRow], list[tuple[str, PassageRow]]]]) -> None:
        ids, (claims, evidence) = answer
        if self._opened:
            gone = ids - {claim.id for claim in claims}
            self._pending = {key: marks for key, marks in self._pending.items() if marks[0].title not in gone}
            others = [claim for claim in self._claims if claim.id not in ids]
            kept = {key: marks for key, marks in self._claim_marks.items() if key not in ids}
            self._take_marks((claims, evidence))
            self._claims = sorted([*others, *self._claims], key=lambda claim: (claim.start, claim.end, claim.id))
            self._claim_marks |= kept
            self._settle()

    def _settle(self) -> None:
        """A pending mark goes when its claim is there."""
        self._pending = {key: marks for key, marks in self._pending.items() if marks[0].title not in self._claim_marks}
        self._paint()

    def _paint(self) -> None:
        claims = itertools.chain.from_iterable(self._claim_marks.values())
        pending = itertools.chain.from_iterable(self._pending.values())
        self.reader.set_marks([*claims, *self._evidence, *pending])
        self.view().set_current(self.context.claim_id)

    # ── tagging ──────────────────────────────────────────────────────────────────────────────────

    def _stretch(self, *, selected_only: bool = False) -> tuple[int, int] | None:
        """What is selected; with nothing selected the sentence at the caret."""
        if not self._opened:
            return None
        view = self.view()
        chosen = view.selection() or (None if selected_only else view.boundaries().sentence(view.caret()))
        return chosen if chosen and chosen[0] < chosen[1] else None

    def _verb(self, verb: "Callable[[Workspace], Any]") -> Callable[[], Any]:
        workspace = self.context.workspace
        assert workspace is not None
        return lambda: verb(workspace)

    def _tagged(self, pending: str, claim_id: str) -> None:
        """The pending mark stays until the claim itself is painted, so nothing flickers."""
        if pending in self._pending:
            from dataclasses import replace

            self._pending[pending] = [replace(mark, title=claim_id) for mark in self._pending[pending]]
            if claim_id in self._claim_marks:  # they were quicker than this answer
                self._settle()
        self.context.choose_claim(claim_id)

    def _untag(self, pending: str) -> None:
        self._pending.pop(pending, None)
        self._paint()

    def _on_mark(self, mark_id: str) -> None:
        if any(claim.id == mark_id for claim in self._claims):
            self.context.choose_claim(mark_id)
        elif not mark_id.startswith(PENDING):
            self.context.go("outcomes", mark_id)

    def _on_selected(self, start: int, end: int) -> None:
        if start < end and QGuiApplication.mouseButtons() == Qt.MouseButton.NoButton and self.isVisible():
            self.reader.show_palette()
        else:
            self.reader.hide_palette()

    def _on_palette(self, name: str) -> None:
        if name != "evidence":
            self.tag(name)
        elif self._linking:
            self._choose_relation()
        elif self.context.claim_id:
            self._linking = self.context.claim_id
            self._choose_relation()
        else:
            self._say_choose_claim()

    def _say_choose_claim(self) -> None:
        self.context.tell(
            "Choose a claim first", "Evidence shows what became of a claim: click the claim, then press L."
        )

    def _go_to_claim(self, claim: ClaimRow) -> None:
        self.open_document(claim.document_id, lambda: self._show_claim(claim))

    def _show_claim(self, claim: ClaimRow) -> None:
        self.view().clear_selection()
        self.view().set_caret(claim.start)
        self.view().reveal(claim.start, claim.end)
        self.view().setFocus()

    def _show_passage(self, start: int, end: int) -> None:
        self.view().set_caret(start)
        self.view().reveal(start, end)
        self.view().setFocus()

    # ── linking ──────────────────────────────────────────────────────────────────────────────────

    def _arm(self, claim_id: str) -> None:
        self._linking = claim_id

        def show(claim: ClaimRow) -> None:
            self.reader.arm_link(kind_of(claim.kind).sign, claim.kind, claim.statement)

        self.context.read("linking", lambda w: w.claim(claim_id), show)

    def _disarm(self) -> None:
        self._linking = ""
        self.reader.disarm_link()

    def _choose_relation(self) -> None:
        """What do the selected words show about the claim? One key."""
        stretch, opened, claim_id = self._stretch(selected_only=True), self._opened, self._linking
        if not stretch or not opened:
            return
        self.reader.hide_palette()

        def ask(claim: ClaimRow) -> None:
            from desktop.ui.panels.relation_menu import RelationMenu

            menu = RelationMenu(self, kind_of(claim.kind))
            menu.chosen.connect(link)
            anchor = self.view().palette_anchor()
            menu.open_at(anchor.left(), anchor.bottom()) if anchor else menu.open_at(400, 400)

        def link(relation: str) -> None:
            version_id = opened.row.version_id
            self.context.write(
                "Not linked",
                lambda w: w.link_passage(claim_id, version_id, [stretch], relation),
                lambda _id: self._linked(),
            )

        self.context.read("linking", lambda w: w.claim(claim_id), ask)

    def _linked(self) -> None:
        claim_id = self._linking
        self._disarm()
        self.view().clear_selection()
        self.context.choose_claim(claim_id)
        self.context.tell(
            "Linked", "The words are evidence of an outcome now; give it a date and a statement in Outcomes."
        )

    def _pick_outcome(self) -> None:
        """An outcome that is there already, found by typing, or a new one without words in a document."""
        from desktop.ui.panels.link_picker import open_picker

        def ask(claim: ClaimRow) -> None:
            picker = open_picker(self.context, self.reader.outcome_button, claim=claim)
            picker.chosen.connect(lambda _outcome, _relation: self._disarm())

        claim_id = self._linking
        self.context.read("linking", lambda w: w.claim(claim_id), ask)

    # ── finding ──────────────────────────────────────────────────────────────────────────────────

    def _find(self, text: str) -> None:
        shown = self._opened.shown.text if self._opened else ""
        self._found = find_all(shown, text)
        caret = self.view().caret()
        self._found_at = (
            next((n for n, (start, _end) in enumerate(self._found) if start >= caret), 0) if self._found else -1
        )
        self.reader.show_found(self._found, self._found_at)

    def _find_step(self, by: int) -> None:
        if self._found:
            self._found_at = (self._found_at + by) % len(self._found)
            self.reader.show_found(self._found, self._found_at)


def _documents(workspace: "Workspace") -> list[DocumentRow]:
    from db import queries

    with workspace.store.session() as session:
        return queries.documents(session)


def _marked(workspace: "Workspace", version_id: str) -> tuple[list[ClaimRow], list[tuple[str, PassageRow]]]:
    from db import queries

    with workspace.store.session() as session:
        return queries.claims(session, version_id=version_id), queries.evidence_marks(session, version_id)


def _touched(
    workspace: "Workspace", version_id: str, ids: frozenset[str]
) -> tuple[list[ClaimRow], list[tuple[str, PassageRow]]]:
    from db import queries

    with workspace.store.session() as session:
        return queries.claims(session, ids=ids), queries.evidence_marks(session, version_id)


def _open(workspace: "Workspace", document_id: str, readers: "Readers", context: Context) -> Opened:
    """Text, structure and turns; the original file only where pages are painted from it."""
    import zlib
    from dataclasses import replace

    from db import queries
    from desktop.documents.base import Turn, unpack

    with workspace.store.session() as session:
        row = next(d for d in queries.documents(session) if d.id == document_id)
        text = queries.version_text(session, row.version_id)
        turns = [Turn(t.start, t.end, t.label, t.role, t.time_start) for t in queries.turns(session, row.version_id)]
        reading = replace(unpack(zlib.decompress(queries.version_structure(session, row.version_id))), turns=turns)
        file = queries.source_of_version(session, row.version_id) if reading.pages else None
    content = zlib.decompress(file.content) if file else b""
    name = file.name if file else ""
    return Opened(
        row, Shown(row.version_id, text, reading, _pages(row.version_id, content, readers, context)), name, content
    )


def _pages(
    version_id: str, content: bytes, readers: "Readers", context: Context
) -> Callable[[int, float, Callable[[PageImage], None]], None] | None:
    if not content:
        return None

    def ask(page: int, scale: float, answer: Callable[[PageImage], None]) -> None:
        context.tasks.read(
            f"page {version_id} {page}", lambda: readers.page_image(version_id, content, page, scale), answer
        )

    return ask


def _claim_marks(claim: ClaimRow, version_id: str) -> list[Mark]:
    kind = kind_of(claim.kind)
    title = f"{kind.title}: {claim.statement} · {words(claim.verdict)}"
    return [
        Mark(claim.id, claim.kind, kind.sign, kind.line, p.start, p.end, title)
        for p in claim.passages
        if p.version_id == version_id and p.status != "orphaned"
    ]
