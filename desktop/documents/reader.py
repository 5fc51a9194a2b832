"""The window's side of the reader process: starts it, asks it, replaces it. No stranger's document is parsed here."""

import struct
import threading
import time
from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from math import isfinite
from typing import Any

from desktop.documents import protocol
from desktop.documents.base import AS_FOUND, Choices, Glance, PageImage, Reading, problems, unpack
from desktop.documents.child import Child
from desktop.documents.progress import Progress
from desktop.errors import PasswordNeeded, UnreadableDocument

# Of silence: a reading that tells of its progress may go on, up to the most.
READ_SECONDS = 60.0
MOST_READ_SECONDS = 600.0
DRAW_SECONDS = 20.0
START_SECONDS = 30.0
MOST_BYTES = 512_000_000
NONSENSE = "Its reader gave an answer that makes no sense."
# What taking an answer apart raises when it is none.
NO_ANSWER = (ValueError, KeyError, TypeError, IndexError, AttributeError, OverflowError, RecursionError, struct.error)
CRASHED = "The reader stopped while reading it; it may be made to do harm."
LATE = "Reading it took longer than {:g} seconds."
STOOD_STILL = "Reading it stood still for {:g} seconds."


class ReaderProcess:
    """One child. Its methods may be called from any thread; one request runs at a time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._child: Child | None = None
        self._confinement: dict[str, str] = {}
        self._late = ""
        """Why the child was killed, when it was too slow."""
        self._cancelled = False

    def start(self) -> None:
        """Begins the child and waits until it has shut itself in; nothing to do when it runs."""
        with self._lock:
            self._running("")

    def warm(self) -> None:
        """Begins the child and has it load what most documents need, so that the first one does not wait for it."""
        self._ask("", {"verb": "warm"}, b"", START_SECONDS)

    def confinement(self) -> dict[str, str]:
        """What holds the child: "limits", "files", "calls", each in words, for About. Empty before the first start."""
        return dict(self._confinement)

    def read(
        self, name: str, data: bytes, choices: Choices = AS_FOUND, progress: Progress = lambda _done, _total: None
    ) -> Reading:
        """Raises UnreadableDocument with the reason, whatever the file does to its reader. `progress` hears of pages
        done, on this thread."""
        if not data:
            raise UnreadableDocument(name, "The file is empty.")
        request = {"verb": "read", "name": name, "choices": asdict(choices)}
        _, body = self._ask(name, request, data, READ_SECONDS, progress)
        try:
            reading = unpack(body)
            wrong = problems(reading)
        except NO_ANSWER as trouble:
            raise UnreadableDocument(name, NONSENSE) from trouble
        if wrong:
            raise UnreadableDocument(name, f"Its reader made a mistake: {wrong[0]}.")
        return reading

    def glance(self, data_key: str, name: str, data: bytes, password: str = "") -> Glance | None:
        """Sizes of the pages, before any word is read; None for a format without pages. The key is that of
        `page_image`: the bytes are there for it."""
        request = {"verb": "glance", "name": name, "password": password}
        header, body = self._ask(name, request, data, DRAW_SECONDS, key=data_key)
        if not header.get("pages"):
            return None
        sizes = array("d")
        if body and len(body) % 16 == 0:
            sizes.frombytes(body)
        if not sizes or min(sizes) <= 0 or not isfinite(sum(sizes)):
            raise UnreadableDocument(name, NONSENSE)
        return Glance(sizes, str(header.get("title", "")))

    def page_image(
        self, data_key: str, data: bytes, page: int, scale: float, password: str = "", timeout: float = DRAW_SECONDS
    ) -> PageImage:
        """Pixels of one page. `data_key` (the SHA-256) names the bytes, which travel only when the child lacks them."""
        request = {"verb": "page", "page": page, "scale": scale, "password": password}
        header, pixels = self._ask(f"Page {page + 1}", request, data, timeout, key=data_key)
        width, height = header.get("width"), header.get("height")
        if not isinstance(width, int) or not isinstance(height, int) or len(pixels) != 3 * width * height:
            raise UnreadableDocument(f"Page {page + 1}", NONSENSE)
        return PageImage(width, height, pixels)

    def probe(self, act: str) -> dict[str, Any]:
        """Tries a forbidden act inside; only for a child that was started with FOLLOWTHROUGH_PROBE set."""
        return self._ask("probe", {"verb": "probe", "act": act}, b"", READ_SECONDS, lambda _done, _total: None)[0]

    def cancel(self) -> None:
        """Kills the child, whatever it does; the next request starts another."""
        child = self._child
        if child is not None:
            self._cancelled = True
            child.kill()

    def close(self) -> None:
        self.cancel()
        with self._lock:
            self._forget()

    def _ask(
        self,
        name: str,
        header: dict[str, Any],
        body: bytes,
        timeout: float,
        progress: Progress | None = None,
        key: str = "",
    ) -> tuple[dict[str, Any], bytes]:
        """With a key the child keeps the body, and need not be sent it again."""
        if len(body) > MOST_BYTES:
            raise UnreadableDocument(
                name, f"It has {len(body) // 1_000_000} MB; {MOST_BYTES // 1_000_000} MB are the most."
            )
        with self._lock:
            child = self._running(name)
            answer = None
            try:
                answer = self._exchange(child, (header, body, key), timeout, progress)
            except protocol.Broken:
                raise UnreadableDocument(name, self._why_gone()) from None
            finally:
                if answer is None:  # also when who listens to the progress stumbles: the answer is still to come
                    self._forget()
        if "unreadable" in answer[0]:
            kind = PasswordNeeded if answer[0].get("password") else UnreadableDocument
            raise kind(name, str(answer[0]["unreadable"]))
        return answer

    def _why_gone(self) -> str:
        if self._cancelled:
            return "Reading it was cancelled."
        return self._late or CRASHED

    def _exchange(
        self,
        child: Child,
        request: tuple[dict[str, Any], bytes, str],
        timeout: float,
        progress: Progress | None,
    ) -> tuple[dict[str, Any], bytes]:
        """Every telling of progress allows the time anew, as long as the whole does not take too long."""
        ends = time.monotonic() + MOST_READ_SECONDS
        with self._deadline(child, timeout, LATE.format(timeout)):
            child.send(*request)
            answer = child.receive()
        while progress and (pages := protocol.progress(answer[0])):
            progress(*pages)
            left = max(0.0, ends - time.monotonic())
            late = LATE.format(MOST_READ_SECONDS) if left < timeout else STOOD_STILL.format(timeout)
            with self._deadline(child, min(timeout, left), late):
                answer = child.receive()
        return answer

    def _running(self, name: str) -> Child:
        """The child, started anew when there is none or it has died."""
        if self._child is not None and self._child.is_alive() and not self._cancelled:
            return self._child
        self._forget()
        self._child = child = Child()
        try:
            with self._deadline(child, START_SECONDS, LATE.format(START_SECONDS)):
                hello, _ = child.receive()
        except protocol.Broken:
            self._forget()
            raise UnreadableDocument(name, "The reader process could not be started.") from None
        self._confinement = {str(key): str(value) for key, value in hello.get("confinement", {}).items()}
        return child

    @contextmanager
    def _deadline(self, child: Child, seconds: float, late: str) -> Iterator[None]:
        """Kills the child when the time is over; the pipe then ends, which works on every system alike."""
        self._late = ""

        def kill() -> None:
            self._late = late
            child.kill()

        timer = threading.Timer(seconds, kill)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def _forget(self) -> None:
        child, self._child = self._child, None
        self._cancelled = False
        if child is not None:
            child.end()


class Readers:
    """One warm process, and a spare that is started only when the first is busy."""

    count = 2
    """Requests that can run at the same time."""

    def __init__(self) -> None:
        self._processes = (ReaderProcess(), ReaderProcess())
        self._asked = [0] * self.count
        self._choosing = threading.Lock()

    def warm(self) -> None:
        """Starts the first process ahead of need; call it from a thread."""
        self._processes[0].warm()

    def read(
        self, name: str, data: bytes, choices: Choices = AS_FOUND, progress: Progress = lambda _done, _total: None
    ) -> Reading:
        with self._free() as process:
            return process.read(name, data, choices, progress)

    def glance(self, data_key: str, name: str, data: bytes, password: str = "") -> Glance | None:
        with self._free() as process:
            return process.glance(data_key, name, data, password)

    def page_image(self, data_key: str, data: bytes, page: int, scale: float, password: str = "") -> PageImage:
        with self._free() as process:
            return process.page_image(data_key, data, page, scale, password)

    def confinement(self) -> dict[str, str]:
        return self._processes[0].confinement()

    def cancel(self) -> None:
        """Ends whatever is being read; who waits for it gets UnreadableDocument."""
        for process in self._processes:
            process.cancel()

    def close(self) -> None:
        for process in self._processes:
            process.close()

    @contextmanager
    def _free(self) -> Iterator[ReaderProcess]:
        """The process with the fewest requests; among equals the warm one."""
        with self._choosing:
            number = self._asked.index(min(self._asked))
            self._asked[number] += 1
        try:
            yield self._processes[number]
        finally:
            with self._choosing:
                self._asked[number] -= 1
