"""The reader process itself: shuts itself in, then reads documents and draws pages until its input ends."""

import os
import sys
import sysconfig
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO

from desktop.documents import format_for, formats, lockdown, protocol
from desktop.documents.base import Choices, PasswordWanted, Unreadable, pack
from desktop.documents.pdf_library import library
from desktop.documents.pdf_ocr import tessdata
from desktop.documents.progress import Progress, heard_by
from desktop.paths import root

# Documents whose pages are being shown stay here, by the key the other side gave them.
KEPT = 4

Answer = tuple[dict[str, Any], bytes]


def main() -> int:
    """Runs until the other side closes the pipe."""
    requests, answers = _pipes()
    formats()
    sys.dont_write_bytecode = True
    confinement = lockdown.shut_in(_readable())
    protocol.send(answers, {"ready": True, "confinement": confinement})
    worker = Worker(_teller(answers))
    while True:
        try:
            header, body = protocol.receive(requests)
            lockdown.allow_more_time()
            protocol.send(answers, *worker.answer(header, body))
        except protocol.Broken:
            return 0


def _teller(answers: BinaryIO) -> Progress:
    """Tells the other side now and then; a reading that gets on may also use more of the processor."""
    last = [0.0]

    def tell(done: int, total: int) -> None:
        now = time.monotonic()
        if now - last[0] >= protocol.TELL_EVERY:
            last[0] = now
            lockdown.allow_more_time()
            protocol.send(answers, protocol.told(done, total))

    return tell


def _pipes() -> tuple[BinaryIO, BinaryIO]:
    """The pipes to the parent, taken away from print() and from libraries that chatter."""
    if sys.platform == "win32":
        import msvcrt

        msvcrt.setmode(0, os.O_BINARY)
        msvcrt.setmode(1, os.O_BINARY)
    answers = os.fdopen(os.dup(1), "wb")
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    return os.fdopen(os.dup(0), "rb"), answers


def _readable() -> list[Path]:
    """The program and Python's libraries, so that a format is imported when first needed, and Tesseract's languages;
    nothing of the person's."""
    libraries = [sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")]
    system = [
        "/usr/lib",
        "/usr/lib64",
        "/lib",
        "/lib64",
        "/etc/ld.so.cache",
        "/usr/share/zoneinfo",
        "/dev/null",
        "/dev/urandom",
    ]
    packages = [entry for entry in sys.path if entry.rstrip("/").endswith(("site-packages", "dist-packages"))]
    frozen = [str(root()), sys.executable] if getattr(sys, "frozen", False) else []  # modules lie in the program itself
    own = [str(root() / "desktop"), *([str(folder)] if (folder := tessdata()) else [])]
    return [Path(path) for path in dict.fromkeys([*libraries, *packages, *system, *frozen, *own])]


class Worker:
    """Answers requests; a document may fail in any way, the process goes on."""

    def __init__(self, tell: Progress) -> None:
        self._tell = tell
        self._kept: dict[str, bytes] = {}
        self._verbs: dict[str, Callable[[dict[str, Any], bytes], Answer]] = {
            "warm": self._warm,
            "read": self._read,
            "glance": self._glance,
            "page": self._page,
        }
        if os.environ.get("FOLLOWTHROUGH_PROBE"):
            from desktop.documents import probe

            self._verbs["probe"] = probe.answer

    def answer(self, header: dict[str, Any], body: bytes) -> Answer:
        """The border: whatever a library raises over a stranger's file becomes a sentence."""
        try:
            with heard_by(self._tell):
                return self._verbs[header["verb"]](header, body)
        except protocol.Broken:
            raise  # nobody is there any more to whom progress could be told
        except PasswordWanted as trouble:
            return {"unreadable": str(trouble), "password": True}, b""
        except Unreadable as trouble:
            return {"unreadable": str(trouble)}, b""
        except MemoryError:
            return {"unreadable": "It needs more memory than a document may have."}, b""
        except RecursionError:
            return {"unreadable": "Its parts are nested too deeply."}, b""
        except Exception as trouble:
            return {"unreadable": f"The file is damaged, or its reader is ({type(trouble).__name__})."}, b""

    def _warm(self, _header: dict[str, Any], _body: bytes) -> Answer:
        """The largest library there is; the formats themselves are loaded already."""
        library()
        return {"done": True}, b""

    def _read(self, header: dict[str, Any], body: bytes) -> Answer:
        name, choices = str(header["name"]), Choices(**header.get("choices", {}))
        reading = format_for(name, body[:4096]).read(body, name, choices)
        return {"done": True}, pack(replace(reading, choices=replace(reading.choices, password="")))

    def _glance(self, header: dict[str, Any], body: bytes) -> Answer:
        """The bytes stay for the pages that are drawn next."""
        data = self._document(str(header["key"]), body)
        if data is None:
            return {"send": True}, b""
        glance = format_for(str(header["name"]), data[:4096]).glance
        if glance is None:
            return {"pages": False}, b""
        found = glance(data, str(header.get("password", "")))
        return {"pages": True, "title": found.title}, found.sizes.tobytes()

    def _page(self, header: dict[str, Any], body: bytes) -> Answer:
        data = self._document(str(header["key"]), body)
        if data is None:
            return {"send": True}, b""
        draw = format_for("", data[:4096]).page_image
        if draw is None:
            raise Unreadable("It has no pages to draw.")
        image = draw(data, int(header["page"]), float(header["scale"]), str(header.get("password", "")))
        return {"width": image.width, "height": image.height}, image.pixels

    def _document(self, key: str, body: bytes) -> bytes | None:
        """The same bytes object each time, so that the format finds what it has opened."""
        data = body or self._kept.pop(key, b"")
        if data:
            self._kept[key] = data
            if len(self._kept) > KEPT:
                del self._kept[next(iter(self._kept))]
        return data or None
