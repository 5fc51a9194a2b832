"""Work off the window's thread: a lane for writing, one for long work, two for reading. Answers arrive on the window's thread."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from db.errors import KnownError

Work = Callable[[], Any]
Done = Callable[[Any], None]


class Tasks(QObject):
    """Runs plain functions. A late answer, overtaken by a newer job of the same key, is dropped."""

    failed = Signal(str, object)
    """(what was tried, the KnownError or bug)."""
    busy_changed = Signal(int)
    """How many writes are on their way to the disk."""
    _finished = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._writer = ThreadPoolExecutor(1, "writer")
        self._batches = ThreadPoolExecutor(1, "batch")
        self._readers = ThreadPoolExecutor(2, "reader")
        self._newest: dict[str, int] = {}
        self._writes = 0
        self._under_way = 0
        self._closed = False
        self._when_idle: list[Callable[[], None]] = []
        self._finished.connect(lambda call: call(), Qt.ConnectionType.QueuedConnection)

    def write(self, label: str, work: Work, done: Done | None = None, failed: Done | None = None) -> None:
        """Run `work` after all earlier writes; then `done(result)`, or `failed(error)` and a message."""
        self._writes += 1
        self.busy_changed.emit(self._writes)

        def arrived(future: "Future[Any]") -> None:
            self._writes -= 1
            self.busy_changed.emit(self._writes)
            self._answer(label, future, done, failed)

        self._submit(self._writer, work, arrived)

    def batch(self, label: str, work: Work, done: Done | None = None, failed: Done | None = None) -> None:
        """Long work (adding many documents) that must not make a tag wait; answered as `write`."""
        self._submit(self._batches, work, lambda future: self._answer(label, future, done, failed))

    def read(self, key: str, work: Work, done: Done) -> None:
        """Run `work` and hand its result to `done`, unless a newer read of the same key was asked for meanwhile."""
        if self._closed:
            return  # a timer of a window that is going
        number = self._newest[key] = self._newest.get(key, 0) + 1

        def arrived(future: "Future[Any]") -> None:
            if self._newest.get(key) == number:
                self._answer("It could not be shown", future, done, None)

        self._submit(self._readers, work, arrived)

    def drop(self, key: str) -> None:
        """The answer to the newest read of `key` is not wanted any more."""
        self._newest[key] = self._newest.get(key, 0) + 1

    def when_idle(self, act: Callable[[], None]) -> None:
        """Run `act` on the window's thread once all that is under way, and what follows from it, has been answered."""
        self._when_idle.append(act)
        self._finished.emit(self._look_up)

    def wait(self) -> None:
        """Until all writes are on the disk and long work has ended (closing the window)."""
        self._batches.submit(lambda: None).result()
        self._writer.submit(lambda: None).result()

    def close(self) -> None:
        self._closed = True
        self._batches.shutdown(wait=True)
        self._writer.shutdown(wait=True)
        self._readers.shutdown(wait=True, cancel_futures=True)

    def _submit(self, pool: ThreadPoolExecutor, work: Work, arrived: Callable[["Future[Any]"], None]) -> None:
        def answered(future: "Future[Any]") -> None:
            try:
                arrived(future)
            finally:
                self._under_way -= 1
                self._look_up()

        future = pool.submit(work)
        self._under_way += 1
        future.add_done_callback(lambda f: self._finished.emit(lambda: answered(f)))

    def _look_up(self) -> None:
        while self._when_idle and not self._under_way:
            self._when_idle.pop(0)()

    def _answer(self, label: str, future: "Future[Any]", done: Done | None, failed: Done | None) -> None:
        if future.cancelled():
            return  # the window closed before it was asked
        error = future.exception()
        if error is None:
            if done:
                done(future.result())
            return
        if failed:
            failed(error)
        self.failed.emit(label, error)
        if not isinstance(error, KnownError):
            raise error
