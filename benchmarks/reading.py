"""A long text opened in the window with its claims painted, beside a bare QTextEdit with the same words; and a frame of
scrolling in 10 MB with 100,000 claims."""

import random
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import QEventLoop, QSettings, QSize, QTimer
from PySide6.QtWidgets import QApplication, QTextEdit

from benchmarks.table import Result, result
from benchmarks.tagging import workspace_with
from desktop.documents.base import Block, Reading
from desktop.ui import app as starting
from desktop.ui import theme
from desktop.ui.main_window import MainWindow
from desktop.ui.views.base import Mark, Shown
from desktop.ui.views.text_view import TextView
from desktop.workspace import Workspace

RUNS = 9
CLAIMS = 3000
LINE = "The ministry will publish the schedule of tenders for all nine zones before the end of the year. " * 4
LETTERS, MARKS = 10_000_000, 100_000
KINDS = ("promise", "risk", "incentive")


def results() -> Iterator[Result]:
    with tempfile.TemporaryDirectory() as folder:
        bare, ours = _opened(Path(folder))
    yield result(
        f"text of 1 MB with {CLAIMS:,} claims opened and painted", "ms", ours, floor=bare, most=60, of="beyond"
    )
    view = _long_text()
    bar = view.verticalScrollBar()
    half = bar.maximum() // 2
    ways = {
        "scrolled down": range(1000, 1000 + 120 * 200, 120),
        "scrolled up": range(half, half - 120 * 200, -120),
        "jumped": random.Random(1).sample(range(bar.maximum()), 200),
    }
    for how, values in ways.items():
        frames = _frames(view, values)
        yield result(f"a frame {how}, 10 MB, {MARKS:,} claims", "ms", frames, most=16, of="p95")
    view.close()


def _opened(folder: Path) -> tuple[list[float], list[float]]:
    workspace = workspace_with(folder, CLAIMS)
    text = "Another text.\n"
    workspace.add_document("other.txt", text.encode(), Reading(text, [Block(0, 13)], reader="bench"))
    window = starting.make_window(
        starting.application(), QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
    )
    window.resize(1440, 900)
    window.show()
    window.context.open(workspace)
    long, short = _documents(workspace)
    _show(window, long)
    words, size = window.read().view().toPlainText(), window.read().view().size()  # type: ignore[union-attr]
    bare, ours = [], []
    for _ in range(RUNS):
        _show(window, short)
        ours.append(_show(window, long))
        bare.append(_bare(words, size))
    window.close()
    window.context.open(None)
    window.context.close()
    return bare, ours


def _documents(workspace: Workspace) -> tuple[str, str]:
    """The long one and the short one."""
    from db import queries

    with workspace.store.session() as session:
        first, second = sorted(queries.documents(session), key=lambda row: row.id)
    return first.id, second.id


def _show(window: MainWindow, document_id: str) -> float:
    """Milliseconds from the choice to the painted words and claims."""
    read, loop = window.read(), QEventLoop()
    read.shown.connect(loop.quit)
    begun = time.perf_counter()
    read.open_document(document_id)
    QTimer.singleShot(10_000, loop.quit)
    loop.exec()
    read.view().viewport().repaint()
    taken = (time.perf_counter() - begun) * 1000
    read.shown.disconnect(loop.quit)
    return taken


def _bare(words: str, size: QSize) -> float:
    begun = time.perf_counter()
    bare = QTextEdit()
    bare.setReadOnly(True)
    bare.resize(size)
    bare.setPlainText(words)
    bare.show()
    QApplication.processEvents()
    bare.viewport().repaint()
    taken = (time.perf_counter() - begun) * 1000
    bare.close()
    return taken


def _long_text() -> TextView:
    theme.apply(starting.application(), "light")
    view = TextView()
    view.resize(900, 800)
    view.show()
    count = LETTERS // len(LINE)
    text = (LINE.strip() + "\n") * count
    step = len(LINE)
    blocks = [Block(number * step, (number + 1) * step - 1) for number in range(count)]
    view.show_document(Shown("bench", text, Reading("", blocks)))
    apart = len(text) // MARKS
    view.set_marks(
        [Mark(f"c{n}", KINDS[n % 3], "diamond", "solid", n * apart, (n + 1) * apart - 5) for n in range(MARKS)]
    )
    QApplication.processEvents()
    return view


def _frames(view: TextView, values: Sequence[int]) -> list[float]:
    frames = []
    for value in values:
        begun = time.perf_counter()
        view.verticalScrollBar().setValue(value)
        view.viewport().repaint()
        frames.append((time.perf_counter() - begun) * 1000)
    return frames
