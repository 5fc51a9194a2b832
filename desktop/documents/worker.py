"""The reader process itself: shuts itself in, then reads documents and draws pages until its input ends."""

import gc
import os
import sys
import sysconfig
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO, cast

from desktop.documents import SNIFFED, format_for, formats, lockdown, protocol
from desktop.documents.base import Choices, Format, PasswordWanted, Unreadable, pack
from desktop.documents.pdf_library import library
from desktop.documents.pdf_ocr import tessdata
from desktop.documents.progress import Progress, heard_by
from desktop.documents.shared import MappedMemory
from desktop.paths import root

Answer = tuple[dict[str, Any], bytes]


def main(handles: list[str]) -> int:
    """Runs until the other side closes the pipe. `handles`: that of the memory both have, if there is any."""
    memory = MappedMemory(int(handles[0])) if handles else None
    channel = protocol.Channel(*_pipes(), memory)
    formats()
    sys.dont_write_bytecode = True
    confinement = lockdown.shut_in(_readable())
    channel.send({"ready": True, "confinement": confinement})
    worker = Worker(_teller(channel))
    gc.freeze()
    gc.disable()  # looking for garbage amid the words of a long document takes a tenth of its time
    while True:
        try:
            header, body = channel.receive()
            lockdown.allow_more_time()
            channel.send(*worker.answer(header, body))
            del body
            gc.collect()
        except protocol.Broken:
            return 0


def _teller(channel: protocol.Channel) -> Progress:
    """Tells the other side now and then; a reading that gets on may also use more of the processor."""
    last = [0.0]

    def tell(done: int, total: int) -> None:
        now = time.monotonic()
        if now - last[0] >= protocol.TELL_EVERY:
            last[0] = now
            lockdown.allow_more_time()
            channel.send(protocol.told(done, total))

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
        self._kept: dict[int, bytes | memoryview] = {}
        self._verbs: dict[str, Callable[[dict[str, Any], bytes | memoryview], Answer]] = {
            "warm": self._warm,
            "read": self._read,
            "glance": self._glance,
            "page": self._page,
        }
        if os.environ.get("FOLLOWTHROUGH_PROBE"):
            from desktop.documents import probe

            self._verbs["probe"] = probe.answer

    def answer(self, header: dict[str, Any], body: bytes | memoryview) -> Answer:
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

    def _warm(self, _header: dict[str, Any], _body: bytes | memoryview) -> Answer:
        """The largest library there is; the formats themselves are loaded already."""
        library()
        return {"done": True}, b""

    def _read(self, header: dict[str, Any], body: bytes | memoryview) -> Answer:
        data, name, choices = bytes(body), str(header["name"]), Choices(**header.get("choices", {}))
        reading = format_for(name, data[:SNIFFED]).read(data, name, choices)
        return {"done": True}, pack(replace(reading, choices=replace(reading.choices, password="")))

    def _glance(self, header: dict[str, Any], body: bytes | memoryview) -> Answer:
        """The bytes stay for the pages that are drawn next."""
        found, data = self._document(header, body)
        if found.glance is None:
            return {"pages": False}, b""
        glance = found.glance(data, str(header.get("password", "")))
        return {"pages": True, "title": glance.title}, glance.sizes.tobytes()

    def _page(self, header: dict[str, Any], body: bytes | memoryview) -> Answer:
        found, data = self._document(header, body)
        if found.page_image is None:
            raise Unreadable("It has no pages to draw.")
        image = found.page_image(data, int(header["page"]), float(header["scale"]), str(header.get("password", "")))
        return {"width": image.width, "height": image.height}, image.pixels

    def _document(self, header: dict[str, Any], body: bytes | memoryview) -> tuple[Format, bytes]:
        """The document in this place: the same object each time, so that the format finds what it has opened."""
        place = int(header["place"])
        if body:
            self._kept[place] = body
        data = self._kept[place]
        found = format_for(str(header.get("name", "")), bytes(data[:SNIFFED]))
        if isinstance(data, memoryview) and not found.in_place:
            data = self._kept[place] = bytes(data)
        return found, cast(bytes, data)
