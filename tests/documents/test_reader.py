"""The reader process gives what the format gives, and nothing that happens in it reaches the window."""

import sys
import threading
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any

import pytest

from desktop.documents import format_for
from desktop.documents.reader import ReaderProcess, Readers
from desktop.errors import PasswordNeeded, UnreadableDocument
from tests.documents.conftest import make_pdf

Sample = Callable[[str], bytes]
LINUX = sys.platform == "linux"


def many_pages(count: int) -> bytes:
    pymupdf: Any = import_module("pymupdf")
    document = pymupdf.open()
    for number in range(count):
        document.new_page().insert_text((72, 90), [f"Page {number}", *["Words that take their time."] * 40])
    return bytes(document.tobytes())


@pytest.fixture(scope="module")
def process() -> Iterator[ReaderProcess]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FOLLOWTHROUGH_PROBE", "1")
        reader = ReaderProcess()
        yield reader
        reader.close()


@pytest.fixture(autouse=True)
def started(process: ReaderProcess) -> None:
    process.start()


def test_every_format_reads_the_same_inside(process: ReaderProcess, sample_name: str, sample: Sample) -> None:
    data = sample(sample_name)
    assert process.read(sample_name, data) == format_for(sample_name, data).read(data, sample_name)


def test_a_refusal_names_file_and_reason(process: ReaderProcess) -> None:
    with pytest.raises(
        UnreadableDocument, match=r"“a\.xyz” was not added\. It is not a document that Followthrough reads \(\.xyz\)\."
    ):
        process.read("a.xyz", b"abc")


def test_pages_are_drawn_and_the_bytes_travel_once(process: ReaderProcess, sample: Sample) -> None:
    first = process.page_image("key", sample("promise.pdf"), 0, 1.0)
    assert (first.width, first.height, len(first.pixels)) == (400, 300, 360_000)
    assert process.page_image("key", b"", 0, 1.0) == first


def test_a_document_gives_way_to_the_fifth_and_comes_again_when_asked_for(process: ReaderProcess) -> None:
    documents = {f"way {count}": many_pages(count) for count in range(40, 46)}
    for _ in range(2):
        for count, (key, data) in enumerate(documents.items(), 40):
            assert process.page_image(key, data, count - 1, 0.5).width > 0
            with pytest.raises(UnreadableDocument, match="can't be drawn"):
                process.page_image(key, data, count, 0.5)


@pytest.mark.skipif(not LINUX, reason="Landlock and seccomp are Linux's")
@pytest.mark.parametrize("act", ["write", "connect", "fork", "execute", "signal parent"])
def test_the_kernel_denies(process: ReaderProcess, act: str) -> None:
    if process.confinement()["calls"] != "seccomp":
        pytest.skip("this kernel or machine has no seccomp filter of ours")
    assert process.probe(act)["errno"] != 0


@pytest.mark.skipif(not LINUX, reason="Landlock is Linux's")
def test_the_persons_files_cannot_be_read(process: ReaderProcess) -> None:
    if not process.confinement()["files"].startswith("Landlock"):
        pytest.skip("this kernel has no Landlock")
    assert process.probe("read private")["errno"] != 0


@pytest.mark.skipif(not LINUX, reason="other systems know no such limit")
def test_memory_is_limited(process: ReaderProcess) -> None:
    with pytest.raises(UnreadableDocument, match="more memory"):
        process.probe("eat memory")


def test_a_death_is_told_and_the_next_document_is_read(process: ReaderProcess) -> None:
    with pytest.raises(UnreadableDocument, match="The reader stopped while reading it"):
        process.probe("die")
    assert process.read("a.txt", b"Still here.").text == "Still here."


def test_what_takes_too_long_is_ended(process: ReaderProcess, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop.documents.reader.READ_SECONDS", 0.2)
    with pytest.raises(UnreadableDocument, match=r"Reading it took longer than 0\.2 seconds\."):
        process.probe("hang")
    assert process.read("a.txt", b"Still here.").text == "Still here."


def test_a_reading_that_gets_on_may_take_longer(process: ReaderProcess, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop.documents.reader.READ_SECONDS", 1.0)
    assert process.probe("get on") == {"errno": 0}


def test_but_not_for_ever(process: ReaderProcess, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop.documents.reader.MOST_READ_SECONDS", 0.5)
    with pytest.raises(UnreadableDocument, match=r"Reading it took longer than 0\.5 seconds\."):
        process.probe("get on")


def test_nor_when_it_stands_still(process: ReaderProcess, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop.documents.reader.READ_SECONDS", 0.5)
    with pytest.raises(UnreadableDocument, match=r"Reading it stood still for 0\.5 seconds\."):
        process.probe("stand still")


def test_a_long_reading_tells_the_pages_that_are_done(process: ReaderProcess, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[int, int]] = []
    reading = process.read("long.pdf", many_pages(400), progress=lambda *pages: told.append(pages))
    assert len(reading.pages) == 400
    assert told
    assert told == sorted(told)
    assert {total for _done, total in told} == {400}


def test_a_listener_that_stumbles_takes_no_later_answer_with_it(process: ReaderProcess, sample: Sample) -> None:
    def stumble(_done: int, _total: int) -> None:
        raise LookupError("the window is gone")

    with pytest.raises(LookupError):
        process.read("long.pdf", many_pages(400), progress=stumble)
    assert process.read("a.txt", b"Still here.").text == "Still here."


def test_a_glance_knows_the_pages_that_the_reading_has(
    process: ReaderProcess, sample_name: str, sample: Sample
) -> None:
    data = sample(sample_name)
    glance = process.glance(sample_name, sample_name, data)
    pages = process.read(sample_name, data).pages
    assert (glance is not None) == bool(pages)
    if glance:
        assert list(glance.sizes) == [side for page in pages for side in (page.width, page.height)]
        assert process.page_image(sample_name, b"", 0, 1.0).width > 0


def test_a_glance_at_a_locked_document_asks_for_the_password(process: ReaderProcess) -> None:
    locked = make_pdf(password="open sesame")
    with pytest.raises(PasswordNeeded):
        process.glance("locked", "locked.pdf", locked)
    glance = process.glance("locked", "locked.pdf", locked, "open sesame")
    assert glance
    assert len(glance.sizes) == 4


def test_cancel_ends_a_request_from_another_thread(process: ReaderProcess) -> None:
    threading.Timer(0.2, process.cancel).start()
    with pytest.raises(UnreadableDocument, match="cancelled"):
        process.probe("hang")
    process.cancel()
    assert process.read("a.txt", b"Still here.").text == "Still here."


def test_a_bomb_is_refused_and_the_process_lives(process: ReaderProcess, docx: Callable[..., bytes]) -> None:
    with pytest.raises(UnreadableDocument, match="200 to 1"):
        process.read("bomb.docx", docx("<w:p/>" * 1_000_000))
    assert process.read("a.txt", b"Still here.").text == "Still here."


def test_two_documents_are_read_at_once(sample: Sample) -> None:
    readers = Readers()
    readers.warm()
    done: list[str] = []
    threads = [
        threading.Thread(target=lambda: done.append(readers.read("a.pdf", sample("promise.pdf")).text))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    readers.close()
    assert len(done) == 4
    assert len(set(done)) == 1
    assert set(readers.confinement()) == {"limits", "files", "calls"}
