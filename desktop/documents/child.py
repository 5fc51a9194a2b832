"""One reader process as the window sees it: how it is started, what is said to it, and which documents it has.

All of it goes away together: a new child has nothing of the old one's.
"""

import os
import subprocess
import sys
from typing import Any, BinaryIO, cast

from desktop.documents.protocol import Channel
from desktop.documents.shared import KEPT, PASSING, SharedMemory, shared_memory
from desktop.paths import root

# Bytes that a pipe holds, where the system lets one choose: a large file passes with fewer turns.
PIPE = 1 << 20
# What the child may know of our environment: where the system's and the program's libraries are.
ENVIRONMENT = (
    "PATH",
    "SYSTEMROOT",
    "LD_LIBRARY_PATH",
    "LANG",
    "PYTHONPATH",
    "TESSDATA_PREFIX",
    "FOLLOWTHROUGH_PROBE",
)


class Child:
    """Begins the process; who made it waits for its first words."""

    def __init__(self) -> None:
        self._memory = shared_memory()
        self._process = _begun(self._memory)
        incoming, outgoing = cast(BinaryIO, self._process.stdout), cast(BinaryIO, self._process.stdin)
        self._channel = Channel(incoming, outgoing, self._memory)
        self._kept: dict[str, int] = {}
        """Which documents it has, and in which place; the one asked for last stands last."""

    def send(self, header: dict[str, Any], body: bytes, key: str = "") -> None:
        """With a key the body travels only when the child lacks it, and stays there."""
        lacks = key not in self._kept
        place = self._place(key) if key else PASSING
        self._channel.send(header | {"place": place}, body if lacks else b"", place)

    def receive(self) -> tuple[dict[str, Any], bytes]:
        header, body = self._channel.receive()
        return header, cast(bytes, body)

    def is_alive(self) -> bool:
        return self._process.poll() is None

    def kill(self) -> None:
        self._process.kill()

    def end(self) -> None:
        """Kills it and waits until it is gone."""
        self._process.kill()
        self._process.communicate()
        if self._memory:
            self._memory.close()

    def _place(self, key: str) -> int:
        """Where it keeps this document; for a new one, instead of the one that was asked for longest ago."""
        place = self._kept.pop(key, None)
        if place is None:
            place = self._kept.pop(next(iter(self._kept))) if len(self._kept) == KEPT else len(self._kept)
        self._kept[key] = place
        return place


def _begun(memory: SharedMemory | None) -> "subprocess.Popen[bytes]":
    handles = [memory.descriptor] if memory else []
    return subprocess.Popen(
        [*command(), *map(str, handles)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        pipesize=PIPE,
        pass_fds=handles,
        cwd=root(),
        env={key: os.environ[key] for key in ENVIRONMENT if key in os.environ} | {"PYTHONUTF8": "1"},
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def command() -> list[str]:
    """How this very program is started as a reader."""
    return (
        [sys.executable, "--reader"] if getattr(sys, "frozen", False) else [sys.executable, "-m", "desktop", "--reader"]
    )
