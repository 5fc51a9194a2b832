"""Tries what the reader process must not be able to do, past Python's own guards, so that tests prove the lock."""

import ctypes
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from desktop.documents import protocol
from desktop.documents.progress import tell

WRITE_CREATE = os.O_WRONLY | os.O_CREAT
AT_HERE = -100


def answer(header: dict[str, Any], _body: bytes | memoryview) -> tuple[dict[str, Any], bytes]:
    """{"errno": 0} when the act was possible."""
    act = ACTS[header["act"]]
    libc = ctypes.CDLL(None, use_errno=True)
    result = act(libc)
    return {"errno": ctypes.get_errno() if result < 0 else 0}, b""


def _hang(_libc: ctypes.CDLL) -> int:
    while True:
        pass


def _get_on(_libc: ctypes.CDLL) -> int:
    """As a long reading does: slow, but never silent."""
    for page in range(20):
        time.sleep(protocol.TELL_EVERY)
        tell(page + 1, 20)
    return 0


def _stand_still(libc: ctypes.CDLL) -> int:
    tell(7, 20)
    return _hang(libc)


def _die(_libc: ctypes.CDLL) -> int:
    os._exit(3)


def _eat_memory(_libc: ctypes.CDLL) -> int:
    return len(bytearray(4 << 30))


ACTS: dict[str, Callable[[ctypes.CDLL], int]] = {
    "write": lambda libc: libc.openat(AT_HERE, b"/tmp/followthrough-probe", WRITE_CREATE, 0o600),
    "read private": lambda libc: libc.openat(AT_HERE, bytes(Path("/etc/passwd")), os.O_RDONLY),
    "connect": lambda libc: libc.socket(2, 1, 0),
    "fork": lambda libc: libc.fork(),
    "execute": lambda libc: libc.execv(b"/bin/true", None),
    "signal parent": lambda libc: libc.kill(os.getppid(), 0),
    "hang": _hang,
    "get on": _get_on,
    "stand still": _stand_still,
    "die": _die,
    "eat memory": _eat_memory,
}
