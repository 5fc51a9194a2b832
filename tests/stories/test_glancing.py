"""A file with pages is looked at while its words are still being read."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop.documents.base import AS_FOUND, Choices, Reading
from desktop.documents.progress import Progress
from desktop.documents.reader import Readers
from desktop.errors import UnreadableDocument
from desktop.ui.views.page_view import PageView
from tests.documents.conftest import make_pdf
from tests.stories.day import Day, Start

PAGES = 10_000
"""Milliseconds at most until pages are there."""


class Held:
    """The reading waits until the test lets it go on, or fail."""

    def __init__(self) -> None:
        self.going = threading.Event()
        self.reason = ""
        self.tell: list[Progress] = []

    def let_go(self, reason: str = "") -> None:
        self.reason = reason
        self.going.set()


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[Held]:
    made, read = Held(), Readers.read

    def wait(readers: Readers, name: str, data: bytes, choices: Choices = AS_FOUND, progress: Any = None) -> Reading:
        made.tell.append(progress)
        made.going.wait(20)
        if made.reason:
            raise UnreadableDocument(name, made.reason)
        return read(readers, name, data, choices, progress)

    monkeypatch.setattr(Readers, "read", wait)
    monkeypatch.setattr("desktop.ui.adding.PAGES_AFTER", 0.0)
    yield made
    made.going.set()


@pytest.fixture
def report(tmp_path: Path) -> Path:
    file = tmp_path / "Port_report.pdf"
    file.write_bytes(make_pdf())
    return file


def glance(day: Day, qtbot: QtBot, file: Path) -> PageView:
    day.window.adding.add([file])
    qtbot.waitUntil(lambda: day.read.glancing.on, timeout=PAGES)
    view = day.read.view()
    assert isinstance(view, PageView)
    return view


def test_pages_come_before_the_words_which_take_their_place(
    qtbot: QtBot, start: Start, path: Path, held: Held, report: Path
) -> None:
    day = start(path)
    view = glance(day, qtbot, report)
    assert view.page_count() == 2
    qtbot.waitUntil(lambda: view._images.bytes_kept() > 0, timeout=PAGES)
    for _ in range(16):
        view.zoom_in()
    view.go_to_page(2)
    assert view.page_number() == 2
    place, pictures = view.place(), set(view._images._kept)
    QTest.keyClick(view, Qt.Key.Key_1)
    QTest.keyClick(view, Qt.Key.Key_Period)
    assert any("still being read" in text for text in day.window.notices.texts())
    held.let_go()
    qtbot.waitUntil(lambda: view.text() != "", timeout=PAGES)
    assert view.place()[:2] + view.place()[3:] == place[:2] + place[3:]  # type: ignore[index]
    assert view.page_of(view.caret()) == 1
    assert pictures <= set(view._images._kept)
    assert day.workspace.claims() == []
    day.settle()
    QTest.keyClick(view, Qt.Key.Key_1)
    day.settle()
    assert len(day.workspace.claims()) == 1


def test_the_strip_counts_the_pages_and_cancels(
    qtbot: QtBot, start: Start, path: Path, held: Held, report: Path
) -> None:
    day = start(path)
    day.open_document("Article")
    glance(day, qtbot, report)
    strip = day.read.reader.strip
    qtbot.waitUntil(strip.isVisible)
    assert strip.words() == "Reading the text of 2 pages …"
    held.tell[0](1, 2)
    qtbot.waitUntil(lambda: strip.words().endswith("1 read"))
    cancel = next(b for b in strip.findChildren(QPushButton) if b.text() == "Cancel")
    QTest.mouseClick(cancel, Qt.MouseButton.LeftButton)
    held.let_go("Reading it was cancelled.")
    qtbot.waitUntil(lambda: day.read._opened is not None, timeout=PAGES)
    assert not strip.isVisible()
    assert day.read._opened
    assert day.read._opened.row.title == "Article"


def test_a_failure_is_told_and_the_old_document_comes_back(
    qtbot: QtBot, start: Start, path: Path, held: Held, report: Path
) -> None:
    day = start(path)
    day.open_document("Article")
    glance(day, qtbot, report)
    held.let_go("It was made to do harm.")
    qtbot.waitUntil(lambda: day.read._opened is not None, timeout=PAGES)
    day.settle()
    assert day.read._opened
    assert day.read._opened.row.title == "Article"
    assert day.read.reader.strip.isVisible()
    assert day.read.reader.strip.words() == "“Port_report.pdf” was not added. It was made to do harm."
    day.open_document("Talk")
    assert not day.read.reader.strip.isVisible()


def test_who_reads_something_else_meanwhile_is_left_in_peace(
    qtbot: QtBot, start: Start, path: Path, held: Held, report: Path
) -> None:
    day = start(path)
    glance(day, qtbot, report)
    day.window.show_place("read", ("document", min(day.read._documents)))
    qtbot.waitUntil(lambda: day.read._opened is not None)
    here = day.read._opened
    held.let_go()
    qtbot.waitUntil(lambda: len(day.read._documents) == 3, timeout=PAGES)
    day.settle()
    assert day.read._opened is here
    assert any("Port report" in text for text in day.window.notices.texts())


def test_a_file_that_is_here_already_opens_what_was_made_of_it(
    qtbot: QtBot, start: Start, path: Path, held: Held, report: Path
) -> None:
    held.let_go()
    day = start(path)
    day.window.adding.add([report])
    qtbot.waitUntil(lambda: len(day.read._documents) == 3, timeout=PAGES)
    day.settle()
    day.open_document("Talk")
    held.going.clear()
    glance(day, qtbot, report)
    held.let_go()
    qtbot.waitUntil(lambda: day.read._opened is not None, timeout=PAGES)
    assert day.read._opened
    assert day.read._opened.row.title == "A promise"
    assert any(text.startswith("Already here") for text in day.window.notices.texts())


def test_pages_without_words_scroll_by_keys(qtbot: QtBot, start: Start, path: Path, held: Held, report: Path) -> None:
    day = start(path)
    view = glance(day, qtbot, report)
    for _ in range(16):
        view.zoom_in()
    for key, stands in ((Qt.Key.Key_End, True), (Qt.Key.Key_Home, False), (Qt.Key.Key_Down, True)):
        QTest.keyClick(view, key)
        assert bool(view.verticalScrollBar().value()) == stands
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton)
    assert view.selection() is None
