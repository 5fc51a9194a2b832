"""Finding as one types in a document of 10 MB: from the key to the first hits, and how long the window is kept at once."""

import random
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QEventLoop, QSettings, QTimer
from PySide6.QtTest import QTest

from benchmarks.table import Result, result
from benchmarks.tagging import idle
from desktop.documents.base import Block, Reading
from desktop.ui import app as starting
from desktop.ui.main_window import MainWindow
from desktop.workspace import Workspace

LETTERS = 10_000_000
SENTENCE = "“The ministry”, said the naïve minister, “will publish the schedule of tenders for all nine zones.” "
TYPED = ("tender", "minister", "naive", "schedule of", "gullfoss")
"""The last one stands once, before the caret."""


def results() -> Iterator[Result]:
    with tempfile.TemporaryDirectory() as folder:
        window = _window(Path(folder))
        first, slices = [], []
        for round_ in range(4):
            for words in TYPED:
                window.read().view().set_caret(random.Random(round_).randrange(LETTERS // 2, LETTERS))
                taken, kept = _typed(window, words)
                first += taken
                slices += kept
        window.close()
        window.context.open(None)
        window.context.close()
    yield result("find as one types, 10 MB, first hits", "ms", first, most=30, of="p95")
    yield result("find as one types, 10 MB, the window is kept at once", "ms", slices, most=16, of="p95")


def _window(folder: Path) -> MainWindow:
    workspace = Workspace.create(folder / "bench.claims")
    lines = [SENTENCE * 4] * (LETTERS // (len(SENTENCE) * 4))
    lines[3] = "Gullfoss."
    text = "\n".join(lines)
    blocks, at = [], 0
    for line in lines:
        blocks.append(Block(at, at + len(line)))
        at += len(line) + 1
    workspace.add_document("bench.txt", text.encode(), Reading(text, blocks, reader="bench"))
    settings = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
    window = starting.make_window(starting.application(), settings)
    window.resize(1440, 900)
    window.show()
    window.context.open(workspace)
    idle(window)
    return window


def _typed(window: MainWindow, words: str) -> tuple[list[float], list[float]]:
    """Milliseconds from each key to the first hits, and of each stretch in which the window did nothing else."""
    finding, bar = window.read().finding, window.read().reader.find_bar
    finding.open()
    bar.field.clear()
    taken, kept = [], []
    for at, letter in enumerate(words):
        begun = before = time.perf_counter()
        QTest.keyClicks(bar.field, letter)
        while not finding.found and not finding.settled:
            _turn()
            now = time.perf_counter()
            kept.append((now - before) * 1000)
            before = now
        window.read().view().viewport().repaint()
        taken.append((time.perf_counter() - begun) * 1000)
        for _ in range(30 if at % 3 else 0):  # a pause of somebody who types
            if finding.settled:
                break
            before = time.perf_counter()
            _turn()
            kept.append((time.perf_counter() - before) * 1000)
    bar.go()
    return taken, kept


def _turn() -> None:
    loop = QEventLoop()
    QTimer.singleShot(0, loop.quit)
    loop.exec()
