"""Adding documents: many at once, off the window's thread, with progress and cancel; one failure stops nothing else."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.ui import not_added
from desktop.ui.context import Context

PAGES_AFTER = 0.5
"""Seconds of reading before its pages are told: most documents are there sooner."""

if TYPE_CHECKING:
    from desktop.documents.base import Choices
    from desktop.documents.reader import Readers
    from desktop.importing import Imported
    from desktop.workspace import Workspace


@dataclass
class Batch:
    """What became of the files of one call."""

    total: int
    answers: int = 0
    """Files of which something became."""
    added: list[str] = field(default_factory=list)
    """Ids of the documents that went in."""
    known: list[str] = field(default_factory=list)
    """Titles of documents that were there already."""
    known_ids: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    """A sentence for each file that was not added."""
    cancelled: bool = False
    left_out: list[Path] = field(default_factory=list)
    """Files that were not looked at any more."""
    left_behind: bool = False
    """Its workspace was closed meanwhile: what was left out is told when that opens again."""
    locked: list[tuple[Path, str]] = field(default_factory=list)
    """Files that open only with a password, and why they did not."""

    def take(self, one: "Imported") -> None:
        """What became of one more file."""
        self.answers += 1
        if one.wants_password:
            self.locked.append((one.path, one.reason))
        elif one.added is None:
            self.failures.append(one.failure)
        elif one.added.known:
            self.known.append(one.added.title)
            self.known_ids.append(one.added.document_id)
        else:
            self.added.append(one.added.document_id)


class Adding(QObject):
    progressed = Signal(int, int, str)
    """(files done, files in all, name of the file at work)."""
    pages_read = Signal(int, int, str)
    """(pages done, pages in all, name of the file) of one file that takes long."""
    glanced = Signal(object)
    """A `Glanced`: the pages of the one file that is added, to be shown at once."""
    finished = Signal(object)
    """The Batch."""

    _loaded = Signal(object, object, object)
    """(path, bytes, choices) of the one file, on its way from the thread of the batch."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._readers: Readers | None = None
        self._cancel = threading.Event()
        self._untold: list[Batch] = []
        """Of batches that have ended, until the window hears of it."""
        self._begun = 0.0
        self._at: tuple[int, int, Path | None] = (0, 0, None)
        """(number of the file at work, files in all, the file)."""
        self._loaded.connect(self._glance)
        context.leaving.connect(self.leave)

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

    def leave(self) -> None:
        """The workspace or the window goes: as `cancel`, and what was left out is told when the workspace opens again."""
        self.cancel()
        self._begun = 0.0
        self._context.tasks.wait()
        path, batches = self._context.path, [batch for batch in self._untold if not batch.left_behind]
        for batch in batches:
            batch.left_behind = True
        left = [file for batch in batches for file in batch.left_out]
        if path and left:
            not_added.remember(self._context.settings, path, left, sum(batch.total for batch in batches))

    def _work(self, workspace: "Workspace", paths: list[Path], choices: "Choices | None") -> Batch:
        """With reader processes of its own, so that pages are drawn while it goes on."""
        from desktop.documents.base import AS_FOUND
        from desktop.documents.reader import Readers
        from desktop.gathering import contents, gathered
        from desktop.importing import imported

        files = list(gathered(paths))
        batch = Batch(len(files))
        number = iter(range(len(files)))
        self._begun = time.monotonic()
        load = self._loading_once(files[0], choices) if len(files) == 1 else contents
        self._readers = Readers()
        try:
            for one in imported(
                workspace,
                self._readers,
                files,
                lambda path: self._tell(next(number), path, batch),
                self._cancel.is_set,
                choices or AS_FOUND,
                self._tell_pages,
                load,
            ):
                batch.take(one)
        finally:
            readers, self._readers = self._readers, None
            readers.close()
        batch.cancelled = self._cancel.is_set()
        batch.left_out = files[batch.answers :]
        self._untold.append(batch)
        return batch

    def _loading_once(self, path: Path, choices: "Choices | None") -> Callable[[Path], bytes]:
        """The same bytes for the glance and for the reading. Trouble with the file is told by the reading."""
        from desktop.errors import UnreadableDocument
        from desktop.gathering import contents

        try:
            data = contents(path)
        except (OSError, UnreadableDocument):
            return contents
        self._loaded.emit(path, data, choices)
        return lambda _path: data

    def _glance(self, path: Path, data: bytes, choices: "Choices | None") -> None:
        from desktop.ui.glancing import Glanced, glance

        batch = self._begun

        def arrived(glanced: Glanced) -> None:
            if self._begun == batch:  # not when the reading was faster
                self.glanced.emit(glanced)

        glance(self._context, path, data, choices.password if choices else "", self.cancel, arrived)

    def _tell_pages(self, path: Path, done: int, total: int) -> None:
        """On a thread of the reading."""
        if time.monotonic() - self._begun < PAGES_AFTER:
            return
        number, files, at_work = self._at
        if files == 1:
            self.pages_read.emit(done, total, path.name)
        elif path == at_work:
            self.progressed.emit(number, files, f"{path.name} · {done:,} of {total:,} pages")

    def _tell(self, number: int, path: Path, batch: Batch) -> None:
        self._at = number, batch.total, path
        self.progressed.emit(number, batch.total, path.name)

    def _done(self, batch: Batch) -> None:
        self._untold.remove(batch)
        self._begun = 0.0
        self.finished.emit(batch)
