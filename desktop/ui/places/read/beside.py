"""Two documents side by side: one is worked in, with every command and the inspector; a click or F6 goes over to the other.

The reader with its head goes over, the two sheets stay where they are: no word moves, and nothing is laid out anew.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QSplitter

from desktop.ui.context import touches
from desktop.ui.panels.beside import BesidePane
from desktop.ui.places.read import opened as asking
from desktop.ui.places.read import tagged
from desktop.ui.places.read.opened import Opened

if TYPE_CHECKING:
    from db.store import Announcement
    from desktop.ui.places.read.place import ReadPlace

WATCHES = frozenset({"claim", "passage", "evidence", "outcome", "kind"})

ROOM = 1040
"""Pixels that two documents want, with their speakers in the margin."""


class Beside(QObject):
    """`opened` is the document that is not worked in, None while there is only one."""

    def __init__(self, read: "ReadPlace") -> None:
        super().__init__(read)
        self._read, self._context = read, read.context
        self.opened: Opened | None = None
        self._awaited = ""
        """The document that stood here when the program was left."""
        self._folded: list[str] = []
        """Panes that made room."""
        self.pane = BesidePane()
        self.sides = QSplitter(Qt.Orientation.Horizontal)
        self.sides.setHandleWidth(1)
        self.sides.setChildrenCollapsible(False)
        self.sides.addWidget(read.reader)
        self.sides.addWidget(self.pane)
        self.pane.touched.connect(self.go_over)
        self.pane.close_wanted.connect(self.close)
        read.shown.connect(self._on_shown)
        read.reader.filter_strip.changed.connect(lambda _filter: self._ask_for_marks())
        self._context.changed.connect(self._on_changed)
        self._context.pages_unlocked.connect(self._draw_again)

    def begin(self) -> None:
        """Another workspace is open: with the two documents as they were."""
        self._put_away()
        self._awaited = str(self._context.settings.value(self._key(), "", str)) if self._context.path else ""

    def toggle(self) -> None:
        """Close the other side; or show the document twice, and go over, to choose another one there."""
        if self.opened:
            self.close()
        elif self._read.opened:
            self.open(self._read.opened.row.id, go_over=True)

    def open(self, document_id: str, *, go_over: bool = False) -> None:
        """Show the document beside the one that is open."""
        readers = self._context.readers

        def arrived(opened: Opened) -> None:
            self._show(opened)
            if go_over:
                self.go_over()

        if self._read.opened:
            self._context.read(
                "open beside", lambda w: asking.opened(w, document_id, readers, self._context), arrived
            )  # fmt: skip
        else:
            self._read.open_document(document_id)

    def close(self) -> None:
        self._put_away()
        self._store()
        self._read.view().setFocus()

    def go_over(self) -> None:
        """The document beside is worked in from now on."""
        ours, theirs, sheet = self._read.opened, self.opened, self.pane.sheet
        if not (ours and theirs and sheet) or self._read.glancing.on:
            return
        late, sizes = self.pane.late, self.sides.sizes()
        self.sides.setUpdatesEnabled(False)
        self.pane.give()
        self.opened = ours
        self.pane.take(self._read.go_over(theirs, sheet), ours.row.title)
        self.pane.late = late
        self.sides.insertWidget(1 - self.sides.indexOf(self._read.reader), self._read.reader)
        self.sides.setSizes(sizes)
        self.sides.setUpdatesEnabled(True)
        self._read.view().setFocus()
        self._store()

    def documents_changed(self) -> None:
        """One may be gone, or have a newer version."""
        if self.opened:
            newest = self._read.document(self.opened.row.id)
            if newest is None:
                self.close()
            elif newest.version_id != self.opened.row.version_id:
                self.open(newest.id)

    # ── inside ───────────────────────────────────────────────────────────────────────────────────

    def _show(self, opened: Opened) -> None:
        reader = self._read.reader
        self._put_away(rooms=False)
        sheet, there = reader.sheets.take(opened.shown)
        if not there:
            sheet.begin(opened.shown, paged=reader.sheets.paged(opened.row.version_id))
            sheet.set_marks([])
        fresh = sheet.lay_out(reader.page_setting)
        self.opened = opened
        self.pane.take(sheet, opened.row.title)
        was_hidden = self.pane.isHidden()
        self.pane.show()
        if was_hidden:
            self._folded = self._read.panes.make_room(ROOM)
            half = self.sides.width() // 2
            self.sides.setSizes([half, half])
        reader.sheets.come_back(sheet, fresh=fresh)
        for both in (self._read.opened, opened):
            self._read.tabs.keep(both.row.id if both else "")
        self._ask_for_marks()
        self._store()

    def _put_away(self, *, rooms: bool = True) -> None:
        sheet, self.opened = self.pane.give(), None
        if sheet:
            self._read.reader.put_by(sheet)
        if rooms:
            self.pane.hide()
            for name in self._folded:
                if not self._read.has_pane(name):
                    self._read.toggle_pane(name)
            self._folded = []

    def _draw_again(self, document_id: str) -> None:
        """Its password is known from now on."""
        if self.opened and self.pane.sheet and self.opened.row.id == document_id:
            self.pane.sheet.lay_out(self._read.reader.page_setting, anew=True)

    def _ask_for_marks(self) -> None:
        if self.opened:
            version_id = self.opened.row.version_id
            self._context.read("marks beside", lambda w: tagged.whole(w, version_id), self._take_marks)

    def _take_marks(self, answer: tagged.Answer) -> None:
        if self.opened and self.pane.sheet and answer.version_id == self.opened.row.version_id:
            self.pane.sheet.set_marks(tagged.painted(answer, self._read.reader.filter_strip.filter.shows))

    def _on_changed(self, announcement: "Announcement") -> None:
        if self.opened and "turn" in announcement.tables:
            self.open(self.opened.row.id)
        elif touches(announcement, WATCHES):
            self._ask_for_marks()

    def _on_shown(self) -> None:
        """The claims of the document are there: what the hand began on the other side goes on."""
        late, self.pane.late = self.pane.late, {}
        for name, values in late.items():
            getattr(self._read.reader, name).emit(*values)
        awaited, self._awaited = self._awaited, ""
        if awaited and self._read.has_document(awaited):
            self.open(awaited)

    def _store(self) -> None:
        if self._context.path:
            self._context.settings.setValue(self._key(), self.opened.row.id if self.opened else "")

    def _key(self) -> str:
        return f"read/beside/{self._context.path}"
