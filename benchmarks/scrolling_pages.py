"""3,000 pages with 100,000 claims: opened, scrolled, tagged on. The pictures are there at once: what is measured is the window."""

import random
import time
from array import array
from collections.abc import Callable, Iterator
from dataclasses import replace

from PySide6.QtWidgets import QApplication

from benchmarks.table import Result, result
from desktop.documents.base import Block, Page, PageImage, Reading
from desktop.ui import app as starting
from desktop.ui import theme
from desktop.ui.views.base import Mark, Shown
from desktop.ui.views.page_setting import PageSetting
from desktop.ui.views.page_view import PageView

PAGES, MARKS, LINES = 3000, 100_000, 34
LINE = "The ministry will publish the schedule of tenders for all nine zones."
KINDS = (("promise", "diamond", "solid"), ("risk", "triangle", "wave"), ("incentive", "plus", "dash"))
FRAMES = 200
WAYS = {
    "under each other": (PageSetting(), 0), "one at a time": (PageSetting("one", fit="page"), 0),
    "side by side": (PageSetting("two"), 0), "turned": (PageSetting(), 1),
}  # fmt: skip


def results() -> Iterator[Result]:
    theme.apply(starting.application(), "light")
    view, document = PageView(), _document()
    view.resize(900, 800)
    view.show()
    QApplication.processEvents()
    opened = [_timed(lambda: _paint_after(view, lambda: view.show_document(document))) for _run in range(5)]
    yield result(f"{PAGES:,} pages opened", "ms", opened, most=60)
    floor = _frames(view)
    marks = _marks(len(document.text))
    taken = [_timed(lambda: _paint_after(view, lambda: view.set_marks(marks))) for _run in range(5)]
    yield result(f"{MARKS:,} claims of {PAGES:,} pages taken and painted", "ms", taken, most=250)
    for how, (setting, turn) in WAYS.items():
        view.apply_setting(setting)
        view.set_turn(turn)
        name = f"a frame of pages {how}, {MARKS:,} claims (floor: none)"
        yield result(name, "ms", _frames(view), floor=floor, most=16, of="p95")
    view.apply_setting(PageSetting())
    view.set_turn(0)
    yield result(f"a claim put among {MARKS:,} on pages and painted", "ms", _put(view), most=16, of="p95")
    view.put_marks("all", [Mark("all", *KINDS[1], 0, len(document.text))])
    view.viewport().repaint()
    yield result("the same under a claim that runs through all pages", "ms", _put(view), most=16, of="p95")
    view.close()


def _document() -> Shown:
    words, boxes, at, y = array("I"), array("f"), 0, 0.0
    for line in range(LINES):
        x, y = 0.1, 0.08 + 0.025 * line
        for word in LINE.split():
            words.extend((at, at + len(word)))
            boxes.extend((x, y, x + 0.011 * len(word), y + 0.016))
            x, at = x + 0.011 * (len(word) + 1), at + len(word) + 1
    pages = []
    for number in range(PAGES):
        start = number * at
        moved = array("I", (start + place for place in words))
        pages.append(Page(start, start + at, 595, 842, str(number + 1), moved, boxes))
    step = len(LINE) + 1
    blocks = [Block(n * step, n * step + step - 1) for n in range(PAGES * LINES)]
    return Shown("bench", (LINE + "\n") * (PAGES * LINES), Reading("", blocks, pages=pages), _white)


def _white(_page: int, scale: float, take: Callable[[PageImage], None]) -> None:
    wide, high = round(595 * scale), round(842 * scale)
    take(PageImage(wide, high, b"\xff" * (3 * wide * high)))


def _marks(length: int) -> list[Mark]:
    """About 33 to a page, every tenth inside another."""
    step = length // MARKS
    made = [Mark(f"c{n:06}", *KINDS[n % 3], n * step, n * step + 50) for n in range(MARKS)]
    return [replace(mark, end=mark.end + 2 * step) if n % 10 == 0 else mark for n, mark in enumerate(made)]


def _frames(view: PageView) -> list[float]:
    """Two steps of a wheel in a row, then somewhere else."""
    bar, dice = view.verticalScrollBar(), random.Random(1)

    def frame(number: int) -> None:
        if number % 3:
            view.go_by(0, 120)
        else:
            bar.setValue(dice.randrange(bar.maximum()))
        view.viewport().repaint()
        bar.repaint()

    frame(0)
    return [_timed(lambda number=number: frame(number)) for number in range(FRAMES)]  # type: ignore[misc]


def _put(view: PageView) -> list[float]:
    """Anywhere, and taken away again."""
    dice, length = random.Random(2), len(view.text())

    def put(name: str, start: int, there: bool) -> None:
        view.put_marks(name, [Mark(name, *KINDS[1], start, start + 40)] if there else [])
        view.viewport().repaint()
        view.verticalScrollBar().repaint()

    times = []
    for number in range(40):
        name, start = f"new{number}", dice.randrange(length - 40)
        times.append(_timed(lambda: put(name, start, True)))  # noqa: B023
        times.append(_timed(lambda: put(name, start, False)))  # noqa: B023
    return times


def _paint_after(view: PageView, act: Callable[[], None]) -> None:
    act()
    view.viewport().repaint()


def _timed(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return (time.perf_counter() - begun) * 1000
