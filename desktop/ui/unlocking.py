"""Documents that open with a password: asked when they are added, and when their pages are to be drawn again."""

from collections import deque
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.ui.adding import Adding, Batch
from desktop.ui.context import Context

if TYPE_CHECKING:
    from desktop.ui.main_window import MainWindow
    from desktop.ui.panels.password import PasswordPanel


class Unlocking:
    """One question at a time, whatever comes meanwhile."""

    def __init__(self, context: Context, window: "MainWindow", adding: Adding) -> None:
        self._context, self._window, self._adding = context, window, adding
        self._waiting: deque[tuple[Path, str]] = deque()
        self._given = ""
        self._asking = False
        adding.finished.connect(self._on_added)
        context.password_wanted.connect(self._on_pages)

    def _on_added(self, batch: Batch) -> None:
        if self._given:
            for document_id in batch.added:
                self._context.passwords[document_id] = self._given
        self._given = ""
        self._waiting.extend(batch.locked)
        self._ask_next()

    def _ask_next(self) -> None:
        if self._waiting and not self._asking:
            path, reason = self._waiting.popleft()
            panel = self._panel(path.name, reason)
            panel.given.connect(lambda password: self._add(path, password))
            panel.skipped.connect(lambda: self._leave_out(path))
            panel.show_over(self._window)

    def _add(self, path: Path, password: str) -> None:
        from desktop.documents.base import Choices

        self._asking, self._given = False, password
        self._adding.add([path], Choices(password=password))

    def _leave_out(self, path: Path) -> None:
        self._asking = False
        self._context.tell("Not added", f"“{path.name}” opens only with its password.")
        self._ask_next()

    def _on_pages(self, document_id: str, title: str) -> None:
        """The pages of the document that is being read can't be drawn."""
        self._cover(document_id, title)
        if not self._asking:
            self._ask_for_pages(document_id, title)

    def _cover(self, document_id: str, title: str) -> None:
        from desktop.ui.panels.password import LockedPages
        from desktop.ui.views.page_view import PageView

        read = self._window.read()
        opened, view = read.opened, read.view()
        if isinstance(view, PageView) and opened and opened.row.id == document_id:
            panel = LockedPages()
            panel.wanted.connect(lambda: self._ask_for_pages(document_id, title))
            view.cover(panel)

    def _ask_for_pages(self, document_id: str, title: str) -> None:
        wrong = document_id in self._context.passwords
        reason = "The password is not the right one." if wrong else "Its pages are drawn only with its password."
        panel = self._panel(title, reason)
        panel.given.connect(lambda password: self._unlock(document_id, password))
        panel.skipped.connect(self._stop_asking)
        panel.show_over(self._window)

    def _unlock(self, document_id: str, password: str) -> None:
        self._asking = False
        self._context.passwords[document_id] = password
        self._context.pages_unlocked.emit(document_id)

    def _stop_asking(self) -> None:
        self._asking = False

    def _panel(self, name: str, reason: str) -> "PasswordPanel":
        from desktop.ui.panels.password import PasswordPanel

        self._asking = True
        return PasswordPanel(self._window, name, reason)
