"""What everybody in the window is handed: the workspace, tasks, messages, and the way from place to place."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QSettings, Signal

from db.errors import KnownError
from desktop.ui.tasks import Done, Tasks

if TYPE_CHECKING:  # SQLModel takes longer to load than the window to paint
    from db.store import Announcement
    from desktop.documents.reader import Readers
    from desktop.workspace import Workspace


class Context(QObject):
    """No globals: whoever needs the workspace gets this in the constructor."""

    changed = Signal(object)
    """An Announcement, after a change is on the disk; on the window's thread."""
    leaving = Signal()
    """The open workspace is about to be closed: long work on it ends at once."""
    workspace_changed = Signal()
    """Another workspace is open now, or none."""
    claim_chosen = Signal(str)
    """The id of the claim that is current from now on, or ""."""
    place_wanted = Signal(str, object)
    """(name of a place, what to show there: a claim id, outcome id, ClaimFilter, or None)."""
    command_wanted = Signal(str)
    """The name of a command that a button offers too; it runs if it may run now."""
    password_wanted = Signal(str, str)
    """(id, title) of a document whose pages open only with its password."""
    pages_unlocked = Signal(str)
    """The id of a document whose password is known from now on."""
    told = Signal(str, str, str)
    """(level "info" or "error", title, text) for a notice at the bottom right."""
    step_told = Signal(str, str)
    """(title, text) of the step that was made last, for a notice that takes it back."""

    def __init__(self, settings: QSettings) -> None:
        super().__init__()
        self.settings = settings
        self.tasks = Tasks()
        self.workspace: Workspace | None = None
        self.claim_id = ""
        self.passwords: dict[str, str] = {}
        """By document, for as long as the program runs; never stored."""
        self.drafts: dict[str, tuple[str, str, str, str]] = {}
        """What was being typed in a popup that a click elsewhere closed, by what it was for; until it is used or given up."""
        self._readers: Readers | None = None
        self.tasks.failed.connect(self._failed)

    def open(self, workspace: "Workspace | None") -> None:
        """Take over another workspace; the old one is closed when everything is written."""
        if self.workspace:
            self.leaving.emit()
            self.tasks.wait()
            self.workspace.close()
        self.workspace = workspace
        self.drafts.clear()
        if workspace:
            workspace.store.listeners.append(self.changed.emit)
        self.choose_claim("")
        self.workspace_changed.emit()

    def close(self) -> None:
        """The program ends: what is on its way gets to the disk, the reading processes go."""
        self.tasks.close()
        if self._readers:
            self._readers.close()

    @property
    def readers(self) -> "Readers":
        """The processes that read documents; made when first needed, after the first paint."""
        if self._readers is None:
            from desktop.documents.reader import Readers

            self._readers = Readers()
        return self._readers

    @property
    def path(self) -> Path | None:
        return self.workspace.store.path if self.workspace else None

    def write(self, label: str, verb: "Callable[[Workspace], Any]", done: Done | None = None) -> None:
        """Run one verb of the workspace in the writing lane; what it changes is announced by `changed`."""
        workspace = self.workspace
        if workspace:
            self.tasks.write(label, lambda: verb(workspace), done)

    def read(self, key: str, question: "Callable[[Workspace], Any]", done: Done) -> None:
        """Ask the workspace something off the window's thread; late answers to the same key are dropped."""
        workspace = self.workspace
        if workspace:
            self.tasks.read(key, lambda: question(workspace), done)

    def look_elsewhere(self) -> None:
        """Has another program changed the workspace? Then `changed` says so, as for a change of our own."""
        self.read("elsewhere", lambda workspace: workspace.store.changed_elsewhere(), lambda _: None)

    def choose_claim(self, claim_id: str) -> None:
        if claim_id != self.claim_id:
            self.claim_id = claim_id
            self.claim_chosen.emit(claim_id)

    def go(self, place: str, what: object = None) -> None:
        self.place_wanted.emit(place, what)

    def open_claims(self, title: str, ids: frozenset[str]) -> None:
        """Show exactly these claims in the ledger, with `title` in its filter bar."""
        from db.rows import ClaimFilter

        self.go("ledger", ClaimFilter(ids=ids, ids_title=title))

    def tell(self, title: str, text: str = "", *, level: str = "info") -> None:
        self.told.emit(level, title, text)

    def tell_step(self, title: str, text: str) -> None:
        self.step_told.emit(title, text)

    def _failed(self, label: str, error: object) -> None:
        if isinstance(error, KnownError):
            self.tell(label, str(error), level="error")


def touches(announcement: "Announcement", tables: frozenset[str]) -> bool:
    return bool(announcement.tables & tables)
