"""Many files at once: two processes read ahead of the one who puts the documents in, in the order of the files."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from desktop.documents.base import AS_FOUND, Choices, Reading
from desktop.documents.reader import Readers
from desktop.errors import PasswordNeeded, UnreadableDocument
from desktop.gathering import contents
from desktop.workspace import Added, Workspace

# Files that wait, read, to be put in; each may be large.
AHEAD = 4


@dataclass(frozen=True)
class Imported:
    """What became of one file: `added`, or a `failure` in a sentence."""

    path: Path
    added: Added | None = None
    notes: tuple[str, ...] = ()
    """What its reader wants the person to know."""
    failure: str = ""
    reason: str = ""
    """Of the failure, without the file's name."""
    wants_password: bool = False


def imported(
    workspace: Workspace,
    readers: Readers,
    paths: Iterable[Path],
    begins: Callable[[Path], None] = lambda _path: None,
    cancelled: Callable[[], bool] = lambda: False,
    choices: Choices = AS_FOUND,
    progress: Callable[[Path, int, int], None] = lambda _path, _done, _total: None,
    load: Callable[[Path], bytes] = contents,
) -> Iterator[Imported]:
    """One answer for each file, in order; a failure stops nothing else. `begins` hears of a file before its answer,
    `progress` of its pages while it is read, on another thread.

    Raises KnownError when the workspace can't be written; what is in stays in.
    """
    rest = iter(paths)

    def read(path: Path) -> tuple[bytes, Reading]:
        data = load(path)
        if cancelled():
            raise UnreadableDocument(shown_name(path), "Reading it was cancelled.")
        return data, readers.read(shown_name(path), data, choices, lambda *pages: progress(path, *pages))

    with ThreadPoolExecutor(readers.count, thread_name_prefix="read") as pool:
        waiting = deque((path, pool.submit(read, path)) for path in islice(rest, AHEAD))
        try:
            while waiting and not cancelled():
                path, coming = waiting.popleft()
                begins(path)
                answer = _answer(workspace, path, coming)
                if cancelled() and answer.added is None:
                    return
                waiting.extend((path, pool.submit(read, path)) for path in islice(rest, 1))
                yield answer
        finally:
            for _path, coming in waiting:
                coming.cancel()


def shown_name(path: Path) -> str:
    """The name of a file as it can be written down, whatever bytes it has."""
    return path.name.encode(errors="replace").decode()


def _answer(workspace: Workspace, path: Path, coming: "Future[tuple[bytes, Reading]]") -> Imported:
    try:
        data, reading = coming.result()
    except UnreadableDocument as error:
        return Imported(path, failure=str(error), reason=error.reason, wants_password=isinstance(error, PasswordNeeded))
    except OSError as error:
        return Imported(path, failure=f"“{shown_name(path)}” was not added. It can't be read: {error.strerror}.")
    return Imported(path, workspace.add_document(shown_name(path), data, reading), tuple(reading.notes))
