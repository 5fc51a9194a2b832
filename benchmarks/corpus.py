"""Every document of a corpus through the real path: `make corpus CORPUS=FOLDER`. Ends with 1 on a crash, a hang, an untold loss.

A corpus is a folder of files, with or without a manifest.csv (file, category, kind, notable, expected, group); without one the
category is the first folder. A kind that starts with "gold" is a reference and not read. Two readers work at once.
"""

import csv
import hashlib
import queue
import re
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from benchmarks import corpus_articles, losses
from desktop.documents.base import AS_FOUND, Choices, Reading
from desktop.documents.reader import CRASHED, ReaderProcess
from desktop.errors import PasswordNeeded, UnreadableDocument

Outcome = Literal["opened", "refused", "crashed", "hung", "lost"]
# What the reader process says when not the file is to blame.
OURS = (CRASHED, "or its reader is (", "makes no sense", "made a mistake", "could not be started")
LATE = "took longer than"
PASSWORD = re.compile(r"password(?: is)?[:=]? ?\(?[\"'“]([^\"'”]+)[\"'”]", re.IGNORECASE)
# Texts in which passages are looked for after edits: long enough to be edited, and so many that it takes a minute.
SIZES, MOST_TEXTS = range(2_000, 100_000), 60
NO_DOCUMENTS = frozenset({"manifest.csv", "README.md", "README"})


@dataclass(frozen=True)
class Entry:
    file: str
    category: str
    notable: str = ""
    expected: str = ""


@dataclass
class Result:
    entry: Entry
    outcome: Outcome
    reason: str = ""
    seconds: float = 0.0
    pages: int = 0
    text: str = field(default="", repr=False)


def main(arguments: list[str]) -> int:
    """With `--files` the other sections are left away."""
    folders = [Path(said) for said in arguments if not said.startswith("-")]
    if not folders or not folders[0].is_dir():
        print("Say which folder holds the corpus: make corpus CORPUS=FOLDER")
        return 2
    corpus = folders[0]
    began = time.monotonic()
    results = read_all(corpus, list(entries(corpus)))
    print(table(results, time.monotonic() - began))
    print(refusals(results), flush=True)
    if "--files" not in arguments:
        sections(corpus, results)
    return 1 if any(result.outcome in ("crashed", "hung", "lost") for result in results) else 0


def sections(corpus: Path, results: list[Result]) -> None:
    """What other measures say of the same corpus."""
    from benchmarks import corpus_turns, reanchoring
    from benchmarks.table import show

    if (corpus / "manifest.csv").is_file():
        texts = {result.entry.file: result.text for result in results if result.outcome == "opened"}
        print(corpus_articles.show(corpus_articles.scores(corpus, texts)))
    print("\nSpeaker turns", flush=True)
    corpus_turns.main(corpus)
    print("\nPassages found again in edited texts", flush=True)
    texts_of_a_size = [r.text for r in results if r.outcome == "opened" and len(r.text) in SIZES]
    print(show(reanchoring.rows(texts_of_a_size[:: max(1, len(texts_of_a_size) // MOST_TEXTS)])))


def entries(corpus: Path) -> Iterator[Entry]:
    manifest = corpus / "manifest.csv"
    if not manifest.is_file():
        for path in sorted(corpus.rglob("*")):
            parts = path.relative_to(corpus).parts
            if path.is_file() and path.name not in NO_DOCUMENTS and not path.name.startswith("."):
                yield Entry("/".join(parts), parts[0] if len(parts) > 1 else "files")
        return
    with manifest.open(encoding="utf-8", newline="") as listed:
        for row in csv.DictReader(listed):
            if not row.get("kind", "").startswith("gold") and (corpus / row["file"]).is_file():
                yield Entry(row["file"], row.get("category", ""), row.get("notable", ""), row.get("expected", ""))


def read_all(corpus: Path, listed: list[Entry]) -> list[Result]:
    readers: queue.SimpleQueue[ReaderProcess] = queue.SimpleQueue()
    for _ in range(2):
        readers.put(ReaderProcess())

    def work(entry: Entry) -> Result:
        reader = readers.get()
        try:
            return _read(reader, corpus, entry)
        finally:
            readers.put(reader)

    with ThreadPoolExecutor(2) as pool:
        results = list(pool.map(work, listed))
    for _ in range(2):
        readers.get().close()
    return results


def _read(reader: ReaderProcess, corpus: Path, entry: Entry) -> Result:
    data = (corpus / entry.file).read_bytes()
    name = Path(entry.file).name
    began = time.monotonic()
    try:
        reading, password = _opened(reader, name, data, entry)
        took = time.monotonic() - began
        undrawn = _draw(reader, data, reading, password)
    except UnreadableDocument as refused:
        return Result(entry, _blamed(str(refused)), str(refused), time.monotonic() - began)
    lost = losses.untold(name, data, reading)
    reason = f"{lost:.0%} of its letters are neither in the text nor told" if lost else undrawn
    return Result(entry, "lost" if lost else "opened", reason, took, len(reading.pages), reading.text)


def _opened(reader: ReaderProcess, name: str, data: bytes, entry: Entry) -> tuple[Reading, str]:
    """With the password that the manifest tells, where one is asked for."""
    try:
        return reader.read(name, data, AS_FOUND), ""
    except PasswordNeeded:
        told = PASSWORD.search(f"{entry.notable} {entry.expected}")
        if not told:
            raise
        return reader.read(name, data, Choices(password=told[1])), told[1]


def _draw(reader: ReaderProcess, data: bytes, reading: Reading, password: str) -> str:
    """The first page. One that can't be drawn, or not in time, is shown as text, which is told here; a crash is one."""
    if not reading.pages:
        return ""
    try:
        reader.page_image(hashlib.sha256(data).hexdigest(), data, 0, 1.0, password)
    except UnreadableDocument as refused:
        if _blamed(str(refused)) == "crashed":
            raise
        return str(refused)
    return ""


def _blamed(reason: str) -> Outcome:
    if LATE in reason:
        return "hung"
    return "crashed" if any(ours in reason for ours in OURS) else "refused"


def table(results: list[Result], seconds: float) -> str:
    by_category: dict[str, list[Result]] = defaultdict(list)
    for result in results:
        by_category[result.entry.category].append(result)
    head = f"{'category':14}{'files':>7}{'opened':>8}{'refused':>9}{'crashed':>9}{'hung':>6}{'lost':>6}{'seconds':>9}{'pages':>8}{'pages/s':>9}"
    rows = [_row(category, by_category[category]) for category in sorted(by_category)]
    wall = f"{seconds:.0f} s with two readers at once"
    return "\n".join([head, *rows, _row("all", results), wall])


def _row(title: str, results: list[Result]) -> str:
    counts = [
        sum(result.outcome == outcome for result in results)
        for outcome in ("opened", "refused", "crashed", "hung", "lost")
    ]
    seconds = sum(result.seconds for result in results)
    paged = [result for result in results if result.pages]
    pages, spent = sum(result.pages for result in paged), sum(result.seconds for result in paged)
    opened, refused, crashed, hung, lost = counts
    speed = f"{pages / spent:.0f}" if spent else "–"
    return f"{title:14}{len(results):>7}{opened:>8}{refused:>9}{crashed:>9}{hung:>6}{lost:>6}{seconds:>9.1f}{pages or '–':>8}{speed:>9}"


def refusals(results: list[Result]) -> str:
    lines = []
    for outcome, title in (
        ("crashed", "Crashed"),
        ("hung", "Hung"),
        ("lost", "Lost without a word"),
        ("refused", "Refused"),
    ):
        found = [result for result in results if result.outcome == outcome]
        if found:
            lines += ["", f"{title} ({len(found)})"]
            lines += [f"  {result.entry.file}\n      {_told(result)}" for result in found]
    undrawn = [result for result in results if result.outcome == "opened" and result.reason]
    if undrawn:
        lines += ["", f"Read, but their first page is not drawn ({len(undrawn)})"]
        lines += [f"  {result.entry.file}\n      {result.reason}" for result in undrawn]
    slow = sorted(results, key=lambda result: -result.seconds)[:5]
    lines += ["", "Slowest", *(f"  {result.seconds:6.1f} s  {result.entry.file}" for result in slow)]
    return "\n".join(lines)


def _told(result: Result) -> str:
    expected = f"  [others: {result.entry.expected}]" if result.entry.expected else ""
    return result.reason.replace(f"“{Path(result.entry.file).name}” ", "") + expected


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
