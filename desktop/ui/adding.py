"""Adding documents: many at once, off the window's thread, with progress and cancel; one failure stops nothing else."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.errors import UnreadableDocument
from desktop.ui.context import Context

if TYPE_CHECKING:
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


class Adding(QObject):
    progressed = Signal(int, int, str)
    """(files done, files in all, name of the file at work)."""
    finished = Signal(object)
    """The Batch."""

    def __init__(self, context: Context, readers: "Callable[[], Readers]") -> None:
        super().__init__()
        self._context = context
        self._readers = readers
        self._cancel = threading.Event()

    def name_filter(self) -> str:
        """For the file dialog: all formats found, then each."""
        from desktop.documents import formats

        every = " ".join(f"*{suffix}" for f in formats() for suffix in f.suffixes)
        return ";;".join(
            [f"All documents ({every})", *(f"{f.title} ({' '.join('*' + s for s in f.suffixes)})" for f in formats())]
        )

    def add(self, paths: list[Path]) -> None:
        """Files and folders; what is in the folders goes in when its format is known."""
        files = list(expanded(paths))
        workspace = self._context.workspace
        if files and workspace:
            self._cancel.clear()
            self._context.tasks.batch("Documents were not added", lambda: self._work(workspace, files), self._done)

    def cancel(self) -> None:
        """What is in stays in; the rest is left."""
        self._cancel.set()

    def _work(self, workspace: "Workspace", files: list[Path]) -> Batch:
        batch = Batch(len(files))
        for number, path in enumerate(files):
            if self._cancel.is_set():
                batch.cancelled = True
                break
            self.progressed.emit(number, len(files), path.name)
            self._add_one(workspace, path, batch)
        return batch

    def _add_one(self, workspace: "Workspace", path: Path, batch: Batch) -> None:
        from desktop.gathering import contents

        try:
            data = contents(path)
            added = workspace.add_document(path.name, data, self._readers().read(path.name, data))
        except UnreadableDocument as error:
            batch.failures.append(str(error))
        except OSError as error:
            batch.failures.append(f"“{path.name}” was not added. It can't be read: {error.strerror}.")
        else:
            (batch.known.append(added.title) if added.known else batch.added.append(added.document_id))

    def _done(self, batch: Batch) -> None:
        self.finished.emit(batch)


def expanded(paths: list[Path]) -> Iterator[Path]:
    """The files, and those below the folders whose suffix is known, in the order of their names."""
    from desktop.documents import formats

    suffixes = {suffix for f in formats() for suffix in f.suffixes}
    for path in paths:
        if path.is_dir():
            yield from (p for p in sorted(path.rglob("*")) if p.is_file() and p.suffix.lower() in suffixes)
        else:
            yield path
