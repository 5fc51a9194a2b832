"""Memory that the window's process and its reader have in common, in places of one size: documents and pixels lie in it
instead of going through the pipe.

The window makes it and seals its size, so that nobody can take it away under the other. The reader may write into it at
any moment: the window copies an answer out first and believes only what it finds in the copy.
"""

import mmap
import os
import sys

KEPT = 4
"""Documents whose pages are being shown stay with the reader, each in a place of its own."""
PASSING = KEPT
"""The number of the place for what nobody keeps: documents that are read once, and answers."""
PLACES = KEPT + 1
# Bytes. What is larger goes through the pipe, so that all places together stay small beside a machine's memory.
PLACE = 64 << 20
SIZE = PLACES * PLACE


class SharedMemory:
    """The window's side. Nothing of it is mapped there: what the reader does to it never shows in the window's memory."""

    def __init__(self) -> None:
        import fcntl

        self.descriptor = os.memfd_create("followthrough", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
        os.ftruncate(self.descriptor, SIZE)
        fcntl.fcntl(self.descriptor, fcntl.F_ADD_SEALS, fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_GROW | fcntl.F_SEAL_SEAL)

    def put(self, place: int, body: bytes) -> bool:
        """False when the machine has no memory for it."""
        try:
            return os.pwrite(self.descriptor, body, place * PLACE) == len(body)
        except OSError:
            return False

    def get(self, place: int, length: int) -> bytes:
        return os.pread(self.descriptor, length, place * PLACE)

    def close(self) -> None:
        os.close(self.descriptor)


class MappedMemory:
    """The reader's side: mapped before it shuts itself in, since it may write to no file afterwards."""

    def __init__(self, descriptor: int) -> None:
        self._map = mmap.mmap(descriptor, SIZE)
        os.close(descriptor)

    def put(self, place: int, body: bytes) -> bool:
        at = place * PLACE
        self._map[at : at + len(body)] = body
        return True

    def get(self, place: int, length: int) -> memoryview:
        """Where they lie; good until the next request that puts something there."""
        return memoryview(self._map)[place * PLACE : place * PLACE + length].toreadonly()


def shared_memory() -> SharedMemory | None:
    """None where the system has no such memory without a name: everything goes through the pipe then."""
    if sys.platform != "linux":
        return None
    try:
        return SharedMemory()
    except OSError:
        return None
