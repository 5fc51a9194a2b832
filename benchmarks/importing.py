"""PDF pages read through the reader process, with one core and with two, beside bare PyMuPDF in the same run; the first
page of a long PDF, and the window's memory with long documents. All files are made here."""

import hashlib
import subprocess
import sys
import tempfile
import textwrap
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from pathlib import Path
from typing import Any

from benchmarks.table import Result, result
from desktop.documents.reader import ReaderProcess

RUNS = 7
PAGES = 200
LONG = 1000
LONGEST = 3000
LETTERS = 10_000_000
DISTINCT = 40
ANNOTATIONS = 3000
SENTENCES = (
    "The ministry will publish the schedule of tenders for all nine zones before the end of the year. ",
    "Members asked by what date the environmental review would be finished, and who would answer for its findings. ",
    "The railway reaches the eastern quay two years later, provided that the council agrees to the loan. ",
)


def results() -> Iterator[Result]:
    """Bare and ours take turns, so that a slow moment of the machine hits both."""
    data, other = make_pdf(PAGES), make_pdf(PAGES, "Another report")
    warm, spare = ReaderProcess(), ReaderProcess()
    try:
        _read_both(warm, spare, data, other)
        bare, one, two = [], [], []
        for _ in range(RUNS):
            bare.append(_milliseconds(lambda: _bare_text(data)) / PAGES)
            one.append(_milliseconds(lambda: warm.read("a.pdf", data)) / PAGES)
            two.append(_milliseconds(lambda: _read_both(warm, spare, data, other)) / (2 * PAGES))
        # 0.8 and 1.5 of the bare speed are 1.25 and 0.67 of its time.
        yield result("PDF read, one core, a page", "ms", one, floor=bare, most=1.25, of="ratio")
        yield result("PDF read, two files at once, a page", "ms", two, floor=bare, most=0.67, of="ratio")
        yield from _first_page(warm, make_pdf(LONG))
        marked = _marked_pdf()
        yield result(
            f"PDF with {ANNOTATIONS:,} highlights",
            "ms",
            [_milliseconds(lambda: warm.read("marked.pdf", marked)) for _ in range(3)],
            most=2_000,
        )
    finally:
        warm.close()
        spare.close()
    yield from _window()


def _first_page(reader: ReaderProcess, long: bytes) -> Iterator[Result]:
    bare, shown = [], []
    for number in range(RUNS):
        fresh = long + b"\n%" + str(number).encode()  # bytes that the reader has not opened yet
        bare.append(_milliseconds(lambda data=fresh: _bare_page(data)))  # type: ignore[misc]
        key = hashlib.sha256(fresh).hexdigest()
        shown.append(_milliseconds(lambda data=fresh, key=key: reader.page_image(key, data, 0, 2.0)))  # type: ignore[misc]
    yield result(f"first page of {LONG:,} through the reader", "ms", shown, floor=bare, most=1.5, of="ratio")
    read = [_milliseconds(lambda: reader.read("long.pdf", long)) for _ in range(3)]
    yield result(f"all words of {LONG:,} pages", "ms", read, most=6_000)


def _window() -> Iterator[Result]:
    """The whole way in a window of its own: from adding the file to the first page, to the words; and what it holds then."""
    with tempfile.TemporaryDirectory() as folder:
        long, longest, text = (Path(folder) / name for name in ("long.pdf", "longest.pdf", "text.txt"))
        long.write_bytes(make_pdf(LONG))
        longest.write_bytes(make_pdf(LONGEST))
        paragraph = "".join(SENTENCES) * 2 + "\n"
        text.write_text(paragraph * (LETTERS // len(paragraph)), encoding="utf-8")
        runs = [_in_window(long) for _ in range(3)]
        yield result(f"first page of {LONG:,} in the window", "ms", [1000 * first for first, _, _ in runs], most=500)
        yield result(
            f"words of {LONG:,} pages in the window", "ms", [1000 * words for _, words, _ in runs], most=10_000
        )
        yield result(f"window memory with a {LONGEST:,}-page PDF", "MB", [_in_window(longest)[2]], most=500)
        yield result("window memory with 10 MB of text", "MB", [_in_window(text)[2]], most=800)


def _in_window(file: Path) -> tuple[float, float, int]:
    command = [sys.executable, "-m", "benchmarks.window", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=True)
    first, words, megabytes = done.stdout.split()
    return float(first), float(words), int(megabytes)


def make_pdf(pages: int, title: str = "A report") -> bytes:
    """Some 650 words a page in 45 lines and five paragraphs, under a running head."""
    pymupdf: Any = import_module("pymupdf")
    document = pymupdf.open()
    lines = textwrap.wrap("".join(SENTENCES) * 200, 88)
    for number in range(min(pages, DISTINCT)):
        page = document.new_page(width=595, height=842)
        page.insert_text((60, 40), f"{title}, part {number % 7}", fontsize=9)
        for line in range(45):
            words = lines[(11 * number + line) % len(lines)]
            page.insert_text((60, 80 + 15 * line + 10 * (line // 9)), words, fontsize=10)
    whole = pymupdf.open()
    while whole.page_count < pages:
        whole.insert_pdf(document, to_page=min(DISTINCT, pages - whole.page_count) - 1)
    return bytes(whole.tobytes(deflate=True))


def _marked_pdf() -> bytes:
    """One page on which somebody marked the same line again and again."""
    pymupdf: Any = import_module("pymupdf")
    document = pymupdf.open()
    page = document.new_page()
    page.insert_text((60, 100), SENTENCES[0])
    mark = document.get_new_xref()
    document.update_object(
        mark, "<</Type/Annot/Subtype/Highlight/Rect[60 735 200 755]/QuadPoints[60 755 200 755 60 735 200 735]>>"
    )
    document.xref_set_key(page.xref, "Annots", "[" + f"{mark} 0 R " * ANNOTATIONS + "]")
    return bytes(document.tobytes())


def _bare_text(data: bytes) -> int:
    document: Any = import_module("pymupdf").open(stream=data, filetype="pdf")
    return sum(len(page.get_text()) for page in document)


def _bare_page(data: bytes) -> int:
    pymupdf: Any = import_module("pymupdf")
    document = pymupdf.open(stream=data, filetype="pdf")
    return len(document[0].get_pixmap(matrix=pymupdf.Matrix(2, 2), alpha=False).samples)


def _read_both(warm: ReaderProcess, spare: ReaderProcess, data: bytes, other: bytes) -> None:
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda job: job[0].read("a.pdf", job[1]), ((warm, data), (spare, other))))


def _milliseconds(act: Callable[[], Any]) -> float:
    begun = time.perf_counter()
    act()
    return (time.perf_counter() - begun) * 1000
