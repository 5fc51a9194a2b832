"""A document's versions: when each was read and how much it changed; each can be looked at as it was."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.rows import DocumentRow, VersionRow
from desktop.counting import counted
from desktop.days import local_day, shown_day
from desktop.ui.context import Context
from desktop.ui.lists import ROW, Row, RowsView
from desktop.ui.widgets import button, label, row, surface

if TYPE_CHECKING:
    from desktop.workspace import Workspace

MOST = 4
"""Versions that are seen at once; one scrolls to the others."""


class VersionList(QWidget):
    """Enter, a double click or the button shows the words of the version that is chosen."""

    shown = Signal()
    """A look at one of them was opened."""

    def __init__(self, context: Context, document: DocumentRow) -> None:
        super().__init__()
        self._context, self._document = context, document
        self._rows: dict[str, VersionRow] = {}
        self._changed: dict[int, int | None] = {}
        self.list = RowsView("Versions")
        surface(self.list, "raised")  # as the card in which it lies
        self.list.opened.connect(self._open)
        self.button = button("Show the words of this version", "tab", "file-text")
        self.button.clicked.connect(lambda: self._open(self.list.current_key()))
        self._title = label("VERSIONS", "micro", "2", 600)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        for item in (self._title, self.list, row(None, self.button)):
            box.addWidget(item)
        self.list.setFixedHeight(min(MOST, document.version) * ROW + 4)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._rows:
            self._context.read("versions", lambda w: _versions(w, self._document.id), self._take)

    def forget(self) -> None:
        """What was asked is not wanted any more: the details are closed."""
        for key in ("versions", "changed words"):
            self._context.tasks.drop(key)

    def _take(self, found: list[VersionRow]) -> None:
        self._rows = {version.id: version for version in found}
        self._show()
        self.list.set_current(self._document.version_id)
        if len(found) > 1:
            self._context.read("changed words", lambda w: _changed(w, self._document.id), self._take_changed)

    def _take_changed(self, changed: dict[int, int | None]) -> None:
        self._changed = changed
        self._show()

    def _show(self) -> None:
        self.list.show_rows([self._row(version) for version in self._rows.values()])

    def _row(self, version: VersionRow) -> Row:
        newest = ", the newest" if len(self._rows) > 1 and version.number == self._document.version else ""
        title = f"Version {version.number}, read {shown_day(local_day(version.read_on))}{newest}"
        detail = " · ".join(filter(None, (self._words_changed(version), version.reader)))
        return Row(version.id, title, detail, "file-text")

    def _words_changed(self, version: VersionRow) -> str:
        if version.number not in self._changed:
            return ""
        count = self._changed[version.number]
        if count is None:
            return "too long to count what changed"
        return f"{counted(count, 'word')} changed" if count else "the same words"

    def _open(self, version_id: str) -> None:
        from desktop.ui.panels.older_version import OlderVersion

        version, parent = self._rows.get(version_id), self.window().parentWidget()
        if version and parent:
            OlderVersion(parent.window(), self._context, self._document, version).show()
            self.shown.emit()


def _versions(workspace: "Workspace", document_id: str) -> list[VersionRow]:
    from desktop import older_versions

    return older_versions.listed(workspace.store, document_id)


def _changed(workspace: "Workspace", document_id: str) -> dict[int, int | None]:
    from desktop import older_versions

    return older_versions.changed(workspace.store, document_id)
