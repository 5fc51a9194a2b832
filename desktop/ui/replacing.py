"""Replacing a document from the window: read and compared off the window's thread, with progress and cancel, then shown.

Nothing is written before it is accepted, and nothing at all where nothing has changed.
"""

import dataclasses
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from db.rows import DocumentRow
from desktop.documents.base import AS_FOUND, Choices
from desktop.errors import NotReplaced, PasswordNeeded, UnreadableDocument
from desktop.step_names import short
from desktop.ui.context import Context
from desktop.ui.notices import Notice, Notices
from desktop.ui.panels.password import PasswordPanel
from desktop.ui.panels.replacement import PlanShown, ReplacementPanel

if TYPE_CHECKING:
    from desktop.documents.reader import Readers
    from desktop.workspace import Workspace

SHOWN_AFTER_MS = 500
"""Most comparisons are there sooner than a notice of them could be read."""
SELDOM = 0.05
"""Seconds between two words of the comparing thread: the window has better to do."""


class Cancelled(Exception):
    """The person, or the workspace that goes, ends the comparison."""


class Replacing(QObject):
    """One newer copy (or, without a path, the file that is in the workspace) on its way to be looked at."""

    ended = Signal()
    _came = Signal(int, int, str)

    def __init__(self, context: Context, parent: QWidget, document: DocumentRow, notices: Notices | None) -> None:
        super().__init__(parent)
        self._context, self._parent, self._document, self._notices = context, parent, document, notices
        self._path: Path | None = None
        self._choices = AS_FOUND
        self._cancelled = threading.Event()
        self._readers: Readers | None = None
        self._told = 0.0
        self._far = (0, 0, "")
        """What was told last; the notice may come after it."""
        self._notice: Notice | None = None
        self._timer = QTimer(self, singleShot=True, interval=SHOWN_AFTER_MS)
        self._timer.timeout.connect(self._show_notice)
        self._came.connect(self._show_progress)
        context.leaving.connect(self.cancel)
        parent.window().installEventFilter(self)

    def begin(self, path: Path | None, choices: Choices) -> None:
        workspace = self._context.workspace
        if workspace is None:
            return
        self._path, self._choices = path, choices
        self._timer.start()
        label = "Not replaced" if path else "Not read again"
        self._context.tasks.batch(label, lambda: self._work(workspace), self._show, self._stop)

    def cancel(self) -> None:
        """At once for the eye and for the reading; the comparison stops at its next passage."""
        self._cancelled.set()
        if self._readers:
            self._readers.cancel()
        self._end()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The window does not wait for a comparison that nobody will see."""
        if event.type() == QEvent.Type.Close:
            self.cancel()
        return super().eventFilter(watched, event)

    # ── on the thread of long work ───────────────────────────────────────────────────────────────

    def _work(self, workspace: "Workspace") -> PlanShown | PasswordNeeded | None:
        try:
            return self._compared(workspace)
        except Cancelled:
            return None
        except PasswordNeeded as wanted:
            return wanted
        except UnreadableDocument as error:
            if self._cancelled.is_set():
                return None
            raise NotReplaced(self._document.title, error.name, error.reason, again=self._path is None) from error

    def _compared(self, workspace: "Workspace") -> PlanShown:
        name, data = self._file(workspace)
        from desktop.documents.reader import Readers

        self._readers = Readers()
        try:
            self._tell(0, 0, f"Reading “{name}”")
            reading = self._readers.read(
                name, data, self._choices, lambda done, total: self._tell(done, total, "pages")
            )
        finally:
            readers, self._readers = self._readers, None
            readers.close()
        self._tell(0, 0, "Comparing the two texts", now=True)
        plan = workspace.versions.plan_replacement(
            self._document.id, name, data, reading, lambda done, total: self._tell(done, total, "passages")
        )
        self._go_on()
        self._came.emit(1, 1, "Marking what changed …")
        return PlanShown.of(plan)

    def _file(self, workspace: "Workspace") -> tuple[str, bytes]:
        if self._path is None:
            return workspace.versions.source(self._document.id)
        from desktop.gathering import contents

        try:
            return self._path.name, contents(self._path)
        except OSError as error:
            raise UnreadableDocument(self._path.name, f"It can't be read: {error.strerror}.") from error

    def _go_on(self) -> None:
        if self._cancelled.is_set():
            raise Cancelled

    def _tell(self, done: int, total: int, what: str, *, now: bool = False) -> None:
        self._go_on()
        if now or time.monotonic() - self._told > SELDOM:
            self._told = time.monotonic()
            self._came.emit(done, total, f"{done:,} of {total:,} {what}" if total else f"{what} …")

    # ── in the window ────────────────────────────────────────────────────────────────────────────

    def _show_notice(self) -> None:
        if self._notices:
            title = f"{'Comparing' if self._path else 'Reading again'} “{short(self._document.title)}”"
            self._notice = self._notices.show("progress", title, "", {"Cancel": self._cancel_here})
            self._notice.dismissed.connect(self._forget_notice)
            self._show_progress(*self._far)

    def _cancel_here(self) -> None:
        self._notice = None  # it goes by itself
        self.cancel()

    def _show_progress(self, done: int, total: int, text: str) -> None:
        self._far = done, total, text
        if self._notice:
            self._notice.show_progress(done, total, text)

    def _forget_notice(self) -> None:
        self._notice = None

    def _end(self) -> None:
        self._timer.stop()
        if self._notice:
            self._notice.dismiss()

    def _stop(self, _error: object = None) -> None:
        self._end()
        self.ended.emit()
        self.deleteLater()

    def _show(self, found: PlanShown | PasswordNeeded | None) -> None:
        if isinstance(found, PasswordNeeded):
            self._end()
            self._ask(found)
            return
        if found and not self._cancelled.is_set():
            self._keep_password()
            if found.plan.nothing_changed:
                self._context.tell("Nothing has changed", self._same_words(found))
            else:
                self._open(found)
        self._stop()

    def _ask(self, wanted: PasswordNeeded) -> None:
        asked = PasswordPanel(self._parent, wanted.name, wanted.reason)
        asked.given.connect(self._try)
        asked.skipped.connect(self._stop)
        asked.show_over(self._parent)

    def _try(self, password: str) -> None:
        self.begin(self._path, dataclasses.replace(self._choices, password=password))

    def _keep_password(self) -> None:
        """Its pages are drawn with it."""
        if self._choices.password:
            self._context.passwords[self._document.id] = self._choices.password

    def _same_words(self, shown: PlanShown) -> str:
        where = f"The words of “{shown.plan.name}” are" if self._path else "Read in this way, its words are"
        return f"{where} those of “{shown.plan.title}”, and stand in the same places. The version is kept."

    def _open(self, shown: PlanShown) -> None:
        context, panel = self._context, ReplacementPanel(self._parent, shown)
        panel.accepted_plan.connect(lambda plan: context.write("Not replaced", lambda w: w.versions.replace(plan)))
        context.workspace_changed.connect(panel.reject)
        panel.show()


def replace(
    context: Context, parent: QWidget, document: DocumentRow, path: Path, notices: Notices | None = None
) -> Replacing:
    """By a newer copy."""
    made = Replacing(context, parent, document, notices)
    made.begin(path, AS_FOUND)
    return made


def read_again(
    context: Context, parent: QWidget, document: DocumentRow, choices: Choices, notices: Notices | None = None
) -> Replacing:
    """The file that is in the workspace, in the way that a person chose."""
    made = Replacing(context, parent, document, notices)
    made.begin(None, choices)
    return made
