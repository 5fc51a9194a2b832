"""Adding documents: many at once, off the window's thread, with progress and cancel; one failure stops nothing else."""

import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.ui.context import Context

if TYPE_CHECKING:
    from desktop.documents.base import Choices
    from desktop.documents.reader import Readers
    from desktop.workspace import Workspace


@dataclass
class Batch:
    """What became of the files of one call."""

    total: int
    added: list[str] = field(default_factory=list)
    """Ids of the documents that went in."""
    known: list[str] = field(default_factory=list)
    """Titles of documents that were there already."""
    failures: list[str] = field(default_factory=list)
    """A sentence for each file that was not added."""
    cancelled: bool = False
    locked: list[tuple[Path, str]] = field(default_factory=list)
    """Files that open only with a password, and why they did not."""


class Adding(QObject):
    progressed = Signal(int, int, str)
    """(files done, files in all, name of the file at work)."""
    finished = Signal(object)
    """The Batch."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._readers: Readers | None = None
        self._cancel = threading.Event()

    def name_filter(self) -> str:
        """For the file dialog: all formats found, then each."""
        from desktop.documents import formats

        every = " ".join(f"*{suffix}" for f in formats() for suffix in f.suffixes)
        return ";;".join(
            [f"All documents ({every})", *(f"{f.title} ({' '.join('*' + s for s in f.suffixes)})" for f in formats())]
        )

    def add(self, paths: list[Path], choices: "Choices | None" = None) -> None:
        """Files and folders; what is in the folders goes in when its format is known."""
        workspace = self._context.workspace
        if paths and workspace:
            self._cancel.clear()
            self._context.tasks.batch(
                "Documents were not added", lambda: self._work(workspace, paths, choices), self._done
            )

    def cancel(self) -> None:
        """At once: what is in stays in; the rest is left."""
        self._cancel.set()
        if self._readers:
            self._readers.cancel()

    def _work(self, workspace: "Workspace", paths: list[Path], choices: "Choices | None") -> Batch:
        """With reader processes of its own, so that pages are drawn while it goes on."""
        from desktop.documents.base import AS_FOUND
        from desktop.documents.reader import Readers
        from desktop.gathering import gathered
        from desktop.importing import imported

        files = list(gathered(paths))
        batch = Batch(len(files))
        number = iter(range(len(files)))
        self._readers = Readers()
        try:
            for one in imported(
                workspace,
                self._readers,
                files,
                lambda path: self._tell(next(number), path, batch),
                self._cancel.is_set,
                choices or AS_FOUND,
            ):
                if one.wants_password:
                    batch.locked.append((one.path, one.reason))
                elif one.added is None:
                    batch.failures.append(one.failure)
                else:
                    (
                        batch.known.append(one.added.title)
                        if one.added.known
                        else batch.added.append(one.added.document_id)
                    )
        finally:
            readers, self._readers = self._readers, None
            readers.close()
        batch.cancelled = self._cancel.is_set()
        return batch

    def _tell(self, number: int, path: Path, batch: Batch) -> None:
        self.progressed.emit(number, batch.total, path.name)

    def _done(self, batch: Batch) -> None:
        self.finished.emit(batch)
