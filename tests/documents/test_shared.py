"""Large bytes pass through memory that both processes have; nothing the reader says or does there is believed."""

import io
import json
import os
import sys
from typing import BinaryIO

import pytest

from desktop.documents import protocol
from desktop.documents.reader import ReaderProcess
from desktop.documents.shared import PASSING, PLACE, PLACES, SIZE, MappedMemory, SharedMemory, shared_memory

LARGE = b"words " * 20_000
linux = pytest.mark.skipif(sys.platform != "linux", reason="other systems send all through the pipe")


def said(place: int, length: int) -> BinaryIO:
    header = json.dumps({}).encode()
    return io.BytesIO(protocol.HEAD.pack(len(header), length, place) + header)


@linux
def test_what_one_side_puts_down_the_other_finds_and_the_pipe_stays_short() -> None:
    memory, pipe = SharedMemory(), io.BytesIO()
    mapped = MappedMemory(os.dup(memory.descriptor))
    protocol.Channel(io.BytesIO(), pipe, memory).send({"verb": "read"}, LARGE)
    assert len(pipe.getvalue()) < 100
    pipe.seek(0)
    assert protocol.Channel(pipe, io.BytesIO(), mapped).receive() == ({"verb": "read"}, LARGE)
    memory.close()


@linux
def test_the_window_holds_a_copy_that_the_reader_cannot_change() -> None:
    memory = SharedMemory()
    mapped = MappedMemory(os.dup(memory.descriptor))
    mapped.put(PASSING, LARGE)
    _, body = protocol.Channel(said(PASSING, len(LARGE)), io.BytesIO(), memory).receive()
    mapped.put(PASSING, LARGE.upper())
    assert body == LARGE
    memory.close()


@linux
@pytest.mark.parametrize(("place", "length"), [(PLACES, 10), (-2, 10), (PASSING, PLACE + 1)])
def test_a_place_that_is_none_ends_the_talk(place: int, length: int) -> None:
    memory = SharedMemory()
    with pytest.raises(protocol.Broken):
        protocol.Channel(said(place, length), io.BytesIO(), memory).receive()
    memory.close()


@linux
def test_nobody_takes_the_memory_away_or_adds_to_it() -> None:
    memory = SharedMemory()
    for size in (0, SIZE + 1):
        with pytest.raises(PermissionError):
            os.ftruncate(memory.descriptor, size)
    memory.close()


def test_without_shared_memory_all_goes_through_the_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop.documents.child.shared_memory", lambda: None)
    reader = ReaderProcess()
    assert reader.read("a.txt", LARGE).text == LARGE.decode()
    reader.close()


def test_what_is_deeply_nested_is_no_header() -> None:
    nested = b"[" * 200_000
    pipe = io.BytesIO(protocol.HEAD.pack(len(nested), 0, protocol.IN_PIPE) + nested)
    with pytest.raises(protocol.Broken):
        protocol.Channel(pipe, io.BytesIO(), None).receive()


def test_other_systems_have_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    assert shared_memory() is None
