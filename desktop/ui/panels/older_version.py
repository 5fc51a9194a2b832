"""A look at one version of a document as it was: its words, and where the claims stood in them. Nothing is changed here."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from db.rows import DocumentRow, VersionRow
from desktop.claims import kind_of
from desktop.counting import counted
from desktop.days import local_day, shown_day
from desktop.ui.context import Context
from desktop.ui.views.base import Mark, Shown
from desktop.ui.views.text_view import TextView
from desktop.ui.widgets import button, column, keycap, label, row, rule, surface

if TYPE_CHECKING:
    from desktop.older_versions import Stood
    from desktop.workspace import Workspace


class OlderVersion(QDialog):
    """A window beside the work, not over it; a click on a mark makes its claim the current one."""

    def __init__(self, parent: QWidget, context: Context, document: DocumentRow, version: VersionRow) -> None:
        super().__init__(parent)
        surface(self, "paper")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"“{document.title}”, version {version.number}")
        self.resize(760, 680)
        self._context, self._version = context, version
        self._older = version.number != document.version
        self.view = TextView()
        self.view.setAccessibleName(f"Words of version {version.number}")
        self.view.mark_clicked.connect(context.choose_claim)
        self.note = label("Looking for its claims …", "small", "2", wrap=True)
        self._lay_out(document)
        context.workspace_changed.connect(self.reject)
        self._key = f"older version {id(self)}"
        self.finished.connect(lambda _result: context.tasks.drop(self._key))
        context.read(self._key, self._ask, self._show)
        self.view.setFocus()

    def _lay_out(self, document: DocumentRow) -> None:
        version = self._version
        read = f"Version {version.number} of {document.version}, read {shown_day(local_day(version.read_on))} by {version.reader}"
        title = label(document.title, "title", wrap=True)
        head = column(title, label(read, "body", "2", wrap=True), gap=4, margins=(20, 16, 20, 12))
        close = button("Close")
        close.clicked.connect(self.reject)
        foot = row(self.note, None, keycap("Esc"), close, gap=6, margins=(20, 12, 20, 12))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        for item in (head, rule(), self.view, rule(), foot):
            box.addWidget(item)
        box.setStretch(2, 1)

    def _ask(self, workspace: "Workspace") -> Shown:
        from desktop import older_versions

        return Shown(self._version.id, *older_versions.read(workspace.store, self._version.id))

    def _show(self, shown: Shown) -> None:
        self.view.show_document(shown)
        self._context.read(self._key, self._ask_stood, self._mark)

    def _ask_stood(self, workspace: "Workspace") -> "list[Stood]":
        from desktop import older_versions

        return older_versions.stood(workspace.store, self._version)

    def _mark(self, found: "list[Stood]") -> None:
        self.view.set_marks([_mark(one) for one in found])
        left = sum(one.here for one in found) if self._older else 0
        told = f"{counted(len({one.claim_id for one in found}), 'claim')} marked where they stood."
        still = f" {counted(left, 'passage')} of them not in the newest version." if left else ""
        self.note.setText(told + still)


def _mark(one: "Stood") -> Mark:
    kind = kind_of(one.kind)
    return Mark(one.claim_id, one.kind, kind.sign, kind.line, one.start, one.end, f"{kind.title}: {one.statement}")
