"""How the window's process and the reader process talk: length-prefixed JSON, then raw bytes; never pickle.

To each request comes one answer; before it there may be any number that tell how far the work is.
"""

import json
import struct
from typing import Any, BinaryIO

HEAD = struct.Struct("<IQ")
LONGEST_HEADER = 1 << 20
LONGEST_BODY = 1 << 30


# Seconds between two tellings; more of them only cost time.
TELL_EVERY = 0.1


class Broken(Exception):
    """The other side is gone, or says what nobody may say."""


def send(pipe: BinaryIO, header: dict[str, Any], body: bytes = b"") -> None:
    said = json.dumps(header).encode()
    try:
        pipe.write(HEAD.pack(len(said), len(body)) + said)
        pipe.write(body)
        pipe.flush()
    except (OSError, ValueError):
        raise Broken("the pipe is closed") from None


def receive(pipe: BinaryIO) -> tuple[dict[str, Any], bytes]:
    header_length, body_length = HEAD.unpack(_exactly(pipe, HEAD.size))
    if header_length > LONGEST_HEADER or body_length > LONGEST_BODY:
        raise Broken("too long")
    try:
        header = json.loads(_exactly(pipe, header_length))
    except ValueError:
        raise Broken("no JSON") from None
    if not isinstance(header, dict):
        raise Broken("no header")
    return header, _exactly(pipe, body_length)


def told(done: int, total: int) -> dict[str, Any]:
    """The header that tells how far the work is."""
    return {"progress": [done, total]}


def progress(header: dict[str, Any]) -> tuple[int, int] | None:
    """What such a header tells; None for the answer itself. Raises Broken for nonsense."""
    said = header.get("progress")
    if said is None:
        return None
    if not isinstance(said, list) or [type(number) for number in said] != [int, int] or not 0 <= said[0] <= said[1]:
        raise Broken("no progress")
    return said[0], said[1]


def _exactly(pipe: BinaryIO, count: int) -> bytes:
    try:
        data = pipe.read(count)
    except (OSError, ValueError):
        raise Broken("the pipe is closed") from None
    if len(data) < count:
        raise Broken("the pipe has ended")
    return data
