"""How the window's process and the reader process talk: length-prefixed JSON, then raw bytes; never pickle. Large bytes
lie in memory that both have, where there is such, and the pipe says only where.

To each request comes one answer; before it there may be any number that tell how far the work is.
"""

import json
import struct
from typing import Any, BinaryIO

from desktop.documents.shared import PASSING, PLACE, PLACES, MappedMemory, SharedMemory

HEAD = struct.Struct("<IQb")
"""Lengths of header and body; the place of the body in the shared memory, or IN_PIPE."""
IN_PIPE = -1
LONGEST_HEADER = 1 << 20
LONGEST_BODY = 1 << 30
# Bytes: less goes through the pipe at once.
LEAST_SHARED = 1 << 16
# Seconds between two tellings; more of them only cost time.
TELL_EVERY = 0.1


class Broken(Exception):
    """The other side is gone, or says what nobody may say."""


class Channel:
    """One side's end of the talk."""

    def __init__(self, incoming: BinaryIO, outgoing: BinaryIO, memory: SharedMemory | MappedMemory | None) -> None:
        self._incoming = incoming
        self._outgoing = outgoing
        self._memory = memory

    def send(self, header: dict[str, Any], body: bytes = b"", place: int = PASSING) -> None:
        said = json.dumps(header).encode()
        shared = self._memory and LEAST_SHARED <= len(body) <= PLACE and self._memory.put(place, body)
        try:
            self._outgoing.write(HEAD.pack(len(said), len(body), place if shared else IN_PIPE) + said)
            self._outgoing.write(b"" if shared else body)
            self._outgoing.flush()
        except (OSError, ValueError):
            raise Broken("the pipe is closed") from None

    def receive(self) -> tuple[dict[str, Any], bytes | memoryview]:
        """The window gets bytes of its own; the reader gets those of the shared memory where they lie."""
        header_length, body_length, place = HEAD.unpack(self._exactly(HEAD.size))
        if header_length > LONGEST_HEADER or body_length > LONGEST_BODY:
            raise Broken("too long")
        try:
            header = json.loads(self._exactly(header_length))
        except (ValueError, RecursionError):
            raise Broken("no JSON") from None
        if not isinstance(header, dict):
            raise Broken("no header")
        return header, self._exactly(body_length) if place == IN_PIPE else self._shared(place, body_length)

    def _shared(self, place: int, length: int) -> bytes | memoryview:
        if self._memory is None or not 0 <= place < PLACES or length > PLACE:
            raise Broken("no such place")
        return self._memory.get(place, length)

    def _exactly(self, count: int) -> bytes:
        try:
            data = self._incoming.read(count)
        except (OSError, ValueError):
            raise Broken("the pipe is closed") from None
        if len(data) < count:
            raise Broken("the pipe has ended")
        return data


def told(done: int, total: int) -> dict[str, Any]:
    """The header that tells how far the work is."""
    return {"progress": [done, total]}


def progress(header: dict[str, Any]) -> tuple[int, int] | None:
    """What such a header tells; None for the answer itself. Raises Broken for nonsense."""
    said = header.get("progress")
    if said is None:
        return None
    if (
        not isinstance(said, list)
        or [type(number) for number in said] != [int, int]
        or not 0 <= said[0] <= said[1] < 1 << 31
    ):
        raise Broken("no progress")
    return said[0], said[1]
