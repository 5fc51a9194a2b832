"""Read: documents at the left, the reader in the middle, the inspector of the current claim at the right."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget

from db.rows import DocumentRow, TaggedRow
from desktop.ui.context import Context
from desktop.ui.glancing import Glanced
from desktop.ui.panels.documents import DocumentsPanel
from desktop.ui.panels.inspector import Inspector
from desktop.ui.panels.reader import ReaderPane
from desktop.ui.panels.reading_sheet import ReadingSheet
from desktop.ui.panels.welcome import Welcome
from desktop.ui.places.base import Place
from desktop.ui.places.read import opened as asking
from desktop.ui.places.read import tagged
from desktop.ui.places.read.around import Around
from desktop.ui.places.read.beside import Beside
from desktop.ui.places.read.finding import Finding
from desktop.ui.places.read.glancing import Glancing
from desktop.ui.places.read.going import Going
from desktop.ui.places.read.here import Here
from desktop.ui.places.read.linking import Linking
from desktop.ui.places.read.occurrences import Occurrences
from desktop.ui.places.read.opened import Opened
from desktop.ui.places.read.panes import Panes
from desktop.ui.places.read.recounting import Counted, Recounting
from desktop.ui.places.read.remembered import Remembered
from desktop.ui.places.read.reshaping import Reshaping
from desktop.ui.places.read.tabs import Tabs
from desktop.ui.places.read.tagged import PENDING, Tagged
from desktop.ui.places.read.tagging import Tagging
from desktop.ui.places.read.undone import Undone
from desktop.ui.widgets import column, stretch

if TYPE_CHECKING:
    from db.store import Announcement
    from desktop.ui.views.page_view import PageView
    from desktop.ui.views.text_view import TextView


class ReadPlace(Place):
    WATCHES = frozenset({"document", "version", "claim", "passage", "evidence", "outcome"})
    pane_toggled = Signal()
    shown = Signal()
    """A document with its claims is there to be worked on."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._documents: dict[str, DocumentRow] = {}
        self._opened: Opened | None = None
        self._choose_at_caret = False
        self.documents = DocumentsPanel(context)
        self.reader = ReaderPane()
        self.inspector = Inspector(context)
        self.going = Going(self)
        self.tabs = Tabs(context, self)
        self._tagged = Tagged(self.reader)
        self.inspector.number_of = self._tagged.number_of
        self._linking = Linking(context, self.reader)
        self.finding = Finding(context, self.reader)
        self.beside = Beside(self)
        self._around = Around(context, self.reader, self._tagged, self.going.to_words, self)
        self._undone = Undone(context, self.reader, self._tagged)
        self._recounting = Recounting(context, self._take_documents)
        self.glancing = Glancing(self)
        self.tagging = Tagging(self, self._tagged, self._linking)
        self._remembered = Remembered(context, self.reader)
        self._here = Here(self, self._tagged, self._linking)
        self.reshaping = Reshaping(self, self._tagged)
        self.occurrences = Occurrences(self, self._tagged)
        self._build()
        self._connect()

    # ── the place ────────────────────────────────────────────────────────────────────────────────

    def refresh(self) -> None:
        self._recounting.all()
        self._ask_for_marks()

    def _ask_for_marks(self) -> None:
        if self._opened:
            version_id = self._opened.row.version_id
            self._tagged.all_there = False
            self.context.read("marks", lambda w: tagged.whole(w, version_id), self._take_all)

    def _ask_for_turns(self, document_id: str) -> None:
        """Speakers were corrected: the same text, said by others."""
        readers = self.context.readers

        def take(opened: Opened) -> None:
            if self._opened and opened.row.version_id == self._opened.row.version_id:
                self._opened = opened
                self.reader.show_turns(opened.shown)

        self.context.read("turns", lambda w: asking.opened(w, document_id, readers, self.context), take)

    def _on_changed(self, announcement: "Announcement") -> None:
        """Tagging costs the same with many claims: only those that were touched are asked for again."""
        tables = announcement.tables
        if "turn" in tables:
            self.reader.sheets.forget()
        if "turn" in tables and self._opened and not tables & {"document", "version"}:
            self._ask_for_turns(self._opened.row.id)
        only_claims = "claim" in tables and not tables & {"document", "version", "evidence", "outcome"}
        ids = tagged.claims_of(announcement)
        if self._opened and self._tagged.all_there and self.isVisible() and only_claims and len(ids) <= tagged.FEW:
            row, key = self._opened.row, f"claims {sorted(ids)}"
            self.context.read(key, lambda w: tagged.touched(w, row.version_id, ids), self._take_touched)
            self._recounting.touched(ids, self._tagged.those_here(ids), self._documents.get(row.id, row))
        else:
            super()._on_changed(announcement)

    def arrive(self) -> None:
        """Text and inspector show the same claim when it was chosen in another place."""
        super().arrive()
        if self._opened:
            self.going.to_chosen()

    def reset(self) -> None:
        self._documents = {}
        self._recounting.forget()
        self.set_aside()
        self.beside.begin()
        self.reader.sheets.forget()
        self.tabs.begin()
        self.glancing.forget()
        self._pages.setCurrentWidget(self._welcome)
        self._welcome.show_state(has_workspace=self.context.workspace is not None)

    def set_aside(self) -> str:
        """No document is open any more; gives the id of the one that was, "" for none."""
        self._remembered.leave()
        self._remembered.forget()
        opened, self._opened = self._opened, None
        self._tell_where()
        self._undone.forget()
        self.finding.show("")
        self._tagged.show("")
        self._linking.disarm()
        return opened.row.id if opened else ""

    def come_back(self, document_id: str) -> bool:
        """To the document that was set aside; False when there is none any more."""
        there = document_id in self._documents
        if there:
            self.open_document(document_id)
        else:
            self.reset()
            self.refresh()
        return there

    def show_item(self, what: object) -> None:
        """A claim's or document's id, or ("document", id), or ("passage" or "found", (document id, start, end))."""
        self.going.asked()
        if isinstance(what, Glanced):
            self.context.choose_claim("")
            self._pages.setCurrentWidget(self._desk)
            self.glancing.show(what)
        else:
            self.going.show(what)

    def reading_end(self) -> int:
        return self.width() if self.inspector.isHidden() else self.inspector.x()

    def titles(self) -> dict[str, str]:
        """Of all documents, by id."""
        return {document.id: document.title for document in self._documents.values()}

    def document(self, document_id: str) -> DocumentRow | None:
        return self._documents.get(document_id)

    def has_document(self, document_id: str) -> bool:
        return document_id in self._documents

    def claims(self) -> list[TaggedRow]:
        """Of the open document, in the order of the text; not those that the filter hides."""
        return self._tagged.shown()

    @property
    def opened(self) -> Opened | None:
        return self._opened

    def status(self) -> str:
        where = self.view().where() if self._opened else ""
        return " · ".join(filter(None, (self.tagging.told(), where)))

    def reading_widget(self) -> ReaderPane:
        return self.reader

    def remember(self) -> None:
        self.reader.remember()
        self._remembered.leave()
        self.panes.remember()
        if self._opened and self.context.path:
            self.context.settings.setValue(f"read/document/{self.context.path}", self._opened.row.id)

    # ── commands ─────────────────────────────────────────────────────────────────────────────────

    def view(self) -> "TextView | PageView":
        return self.reader.view()

    def link(self) -> None:
        """Arm a link on the current claim; again, with words selected or the caret elsewhere: say what they show."""
        went = self._linking.went_on(self._opened, self.view().caret())
        stretch = self.tagging.stretch(selected_only=not went)
        if self._linking.claim_id and stretch and self._opened:
            self._linking.choose_relation(self._opened, stretch, self._linking.claim_id)
        elif self._linking.claim_id and not stretch:
            self._linking.pick_outcome()
        elif self.context.claim_id:
            self._linking.arm(self.context.claim_id, self._opened, self.view().caret())
        else:
            self._linking.say_choose_claim()

    def remove_claim(self) -> None:
        claim_id = self.context.claim_id
        if claim_id:
            self.context.choose_claim("")
            self.context.write("Remove claim", lambda w: w.remove_claim(claim_id))

    def edit_claim(self) -> None:
        """The current one, else the one at the caret."""
        if not self.context.claim_id:
            self._here.choose()
        self.inspector.edit()

    def escape(self) -> None:
        """One step back: the gesture, the palette, the link, the find bar, the armed kind, the selection, the claim."""
        self.reader.hide_palette()
        if self.view().ends.cancel():
            pass
        elif self._linking.claim_id:
            self._linking.disarm()
        elif self.reader.find_bar.go() or self.tagging.disarm():
            pass
        elif self.view().selection():
            self.view().clear_selection()
        elif self.context.claim_id:
            self.context.choose_claim("")
        self.view().setFocus()

    def toggle_pane(self, name: str) -> None:
        self.panes.toggle(name)
        self.pane_toggled.emit()

    def has_pane(self, name: str) -> bool:
        return self.panes.has(name)

    def toggle_view(self) -> None:
        self.reader.toggle_view()
        self._show_current(self.context.claim_id)

    def open_around(self, what: str) -> None:
        """Contents, speakers or highlights of the open document."""
        if self._opened:
            self._around.open(what, self._opened)

    def show_left_out(self) -> None:
        from desktop.ui.panels.left_out import LeftOut

        if self._opened:
            LeftOut.show_parts(self, self._opened.row.title, self._opened.shown.reading)

    def open_document(self, document_id: str, then: Callable[[], None] | None = None) -> None:
        """The old document stays until the new one is there."""
        newest = self._documents.get(document_id)
        replaced = self._opened and newest and newest.version_id != self._opened.row.version_id
        if self._opened and self._opened.row.id == document_id and not replaced:
            self.documents.set_current(document_id)
            if then:
                then()
            return
        readers = self.context.readers

        def arrived(opened: Opened) -> None:
            self.going.leave()
            self._show(opened)
            if then:
                then()

        ready = self.reader.sheets.ready(newest.version_id) if newest else None
        if newest and ready:
            self.context.tasks.drop("open document")
            arrived(Opened(newest, ready))
            return
        self.context.read("open document", lambda w: asking.opened(w, document_id, readers, self.context), arrived)

    # ── building ─────────────────────────────────────────────────────────────────────────────────

    def _build(self) -> None:
        self._welcome = Welcome()
        self._pages = QStackedWidget()
        self._pages.addWidget(self._welcome)
        self._desk = column(self.tabs.bar, self.beside.sides)
        stretch(self._desk, 1)
        self._pages.addWidget(self._desk)
        self.panes = Panes(self.context.settings, self.documents, self._pages, self.inspector)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.panes)
        self._welcome.show_state(has_workspace=self.context.workspace is not None)

    def _connect(self) -> None:
        self.documents.chosen.connect(self._choose_document)
        self.documents.list.opened.connect(self.tabs.keep)
        for go in (self.tabs.keep, self._choose_document):
            self.documents.menu.keep_wanted.connect(go)
        self.documents.menu.beside_wanted.connect(self.beside.open)
        self.documents.adding_wanted.connect(lambda: self.context.command_wanted.emit("add_documents"))
        self._welcome.command_wanted.connect(self.context.command_wanted)
        self.reader.inspector_button.clicked.connect(lambda: self.toggle_pane("inspector"))
        self.reader.mark_clicked.connect(self._on_mark)
        self.reader.filter_strip.changed.connect(lambda _filter: self._ask_for_marks())
        self.reader.caret_moved.connect(self._on_caret)
        self.reader.around_wanted.connect(self.open_around)
        self.reader.page_turned.connect(self._tell_where)
        self.reader.menu_opening.connect(self._here.take_over)
        self.reader.command_wanted.connect(self.context.command_wanted)
        self.reader.notes.all_wanted.connect(self.show_left_out)
        self.reader.notes.again_wanted.connect(lambda: self.context.command_wanted.emit("read_again"))
        self.inspector.step_wanted.connect(self.going.step)
        self.inspector.link_wanted.connect(self.link)
        for left in (self.inspector.back_wanted, self.documents.left):
            left.connect(lambda: self.view().setFocus())
        self.inspector.place_wanted.connect(self.going.to_claim)
        self.context.claim_chosen.connect(self._on_chosen)
        self.context.pages_unlocked.connect(lambda _document_id: self.reader.draw_again())

    # ── documents and marks ──────────────────────────────────────────────────────────────────────

    def _take_documents(self, counted: Counted) -> None:
        kept = {} if counted.all else self._documents
        self._documents = kept | {document.id: document for document in counted.documents}
        documents = list(self._documents.values())
        self.documents.show_documents(documents)
        self.tabs.show()
        self.beside.documents_changed()
        if self._opened and self._opened.row.id not in self._documents:
            self.reset()
            self._documents = {document.id: document for document in documents}
        elif self._opened and self._opened.row.version_id != self._documents[self._opened.row.id].version_id:
            self.going.reopen(self._opened.row.id)
        if not documents:
            self._welcome.show_state(has_workspace=True)
        elif not self._opened and not self.glancing.on and not self.going.to_chosen():
            last = str(self.context.settings.value(f"read/document/{self.context.path}", "", str))
            self.open_document(last if last in self._documents else min(self._documents))  # ids sort by age

    def _choose_document(self, document_id: str) -> None:
        if not (self._opened and self._opened.row.id == document_id):
            self._turn_by_hand()
        self.open_document(document_id)

    def _turn_by_hand(self) -> None:
        """To another document: its own claim at the caret is the current one, unless a link is armed."""
        if not self._linking.claim_id:
            self.context.choose_claim("")
            self._choose_at_caret = True

    def go_over(self, opened: Opened, sheet: ReadingSheet) -> ReadingSheet:
        """To the document beside, as it is laid out there; gives the sheet of the one that was open."""
        self._remembered.leave()
        self._remembered.forget()
        was = self.reader.hand_over(sheet)
        self._turn_by_hand()
        self._show(opened)
        return was

    def _show(self, opened: Opened) -> None:
        self._remembered.leave()
        self._opened = opened
        self.finding.show(opened.shown.text)
        self._tagged.show(opened.row.version_id)
        self._pages.setCurrentWidget(self._desk)
        self.documents.set_current(opened.row.id)
        self.tabs.show_current(opened.row.id)
        self.inspector.set_document(opened.row.id)
        paged, same = bool(opened.shown.reading.pages), self.glancing.take(opened)
        version = f"Version {opened.row.version}"
        self.reader.show_document(opened.row.title, version, opened.shown, paged=paged, words_only=same and paged)
        self._remembered.come_back(opened)
        self.view().setFocus()
        self._tell_where()
        self._ask_for_marks()

    def _take_all(self, answer: tagged.Answer) -> None:
        with self._undone.settling():
            self._tagged.take_all(answer)
        if self._choose_at_caret and not self.context.claim_id:
            self._here.choose()
        self._choose_at_caret = False
        self._show_current(self.context.claim_id)
        self._offer_highlights()
        self.shown.emit()

    def _offer_highlights(self) -> None:
        there = self._opened is not None and self._opened.shown.reading.highlights
        self.reader.show_highlights(len(self._around.offered(self._opened)) if self._opened and there else 0)
        self.inspector.show_number()

    def _take_touched(self, answer: tagged.Answer) -> None:
        known = self._tagged.those_here(answer.ids)
        with self._undone.settling():
            self._tagged.take_touched(answer)
        self._offer_highlights()
        if answer.ids - known:
            self.tabs.keep_current()
        if any(self._tagged.is_hidden(claim_id) for claim_id in answer.ids - known):
            self.context.tell("Not shown", "The claim is there; the filter under the head hides it.")
        if self.context.claim_id in answer.ids:
            self._show_current(self.context.claim_id)
        elif not self.context.claim_id:
            self._here.choose()  # it came back to the caret
        self.shown.emit()

    def _on_chosen(self, claim_id: str) -> None:
        self.going.chosen(claim_id)
        self._show_current(claim_id)

    def _show_current(self, claim_id: str) -> None:
        self.reader.set_current(self._tagged.mark_id(claim_id))
        self._here.show()

    def tell_undone(self, announcement: "Announcement") -> None:
        """What happens in sight needs no words."""
        self._undone.note(announcement, tagged.claims_of(announcement), open_here=self._opened is not None)

    # ── hands ────────────────────────────────────────────────────────────────────────────────────

    def _on_caret(self, _at: int) -> None:
        self.reader.hide_palette()
        self._here.follow()
        self._here.show()
        self._tell_where()

    def _tell_where(self) -> None:
        if self.isVisible():
            self.status_changed.emit(self.status())

    def _on_mark(self, mark_id: str) -> None:
        if mark_id in self._tagged:
            self.context.choose_claim(mark_id)
        elif not mark_id.startswith(PENDING):
            self.context.go("outcomes", mark_id)
