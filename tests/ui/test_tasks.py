"""Work off the window's thread: writes keep their order, late answers are dropped, trouble is told."""

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from db.errors import NotSaved
from desktop.ui.tasks import Tasks


@pytest.fixture
def tasks(qapp: QApplication) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.close()
    qapp.processEvents()


def test_writes_keep_their_order_and_answer_on_the_windows_thread(tasks: Tasks, qtbot: QtBot) -> None:
    done: list[int] = []
    threads = set()
    for number in range(50):
        tasks.write("Count", lambda n=number: n, lambda n: (done.append(n), threads.add(threading.current_thread())))  # type: ignore[misc]
    qtbot.waitUntil(lambda: len(done) == 50)
    assert done == list(range(50))
    assert threads == {threading.main_thread()}


def test_how_many_writes_are_under_way_is_told(tasks: Tasks, qtbot: QtBot) -> None:
    told: list[int] = []
    tasks.busy_changed.connect(told.append)
    for _ in range(3):
        tasks.write("Count", lambda: None)
    qtbot.waitUntil(lambda: len(told) == 6)
    assert (max(told), told[-1]) == (3, 0)


def test_an_answer_that_was_overtaken_is_dropped(tasks: Tasks, qtbot: QtBot) -> None:
    gate, done = threading.Event(), []
    tasks.read("list", lambda: gate.wait(5) and "old", done.append)
    tasks.read("list", lambda: "new", done.append)
    qtbot.waitUntil(lambda: done == ["new"])
    gate.set()
    idle: list[bool] = []
    tasks.when_idle(lambda: idle.append(True))
    qtbot.waitUntil(lambda: bool(idle))
    assert done == ["new"]


def test_an_answer_that_is_not_wanted_any_more_is_dropped(tasks: Tasks, qtbot: QtBot) -> None:
    done: list[str] = []
    tasks.read("list", lambda: "late", done.append)
    tasks.drop("list")
    idle: list[bool] = []
    tasks.when_idle(lambda: idle.append(True))
    qtbot.waitUntil(lambda: bool(idle))
    assert done == []


def test_idle_is_when_all_is_answered_and_what_followed_from_it(tasks: Tasks, qtbot: QtBot) -> None:
    gate, done = threading.Event(), []
    tasks.read("slow", lambda: gate.wait(5), lambda _: tasks.write("Then", lambda: "written", done.append))
    tasks.when_idle(lambda: done.append("idle"))
    tasks.read("quick", lambda: "quick", done.append)
    qtbot.waitUntil(lambda: done == ["quick"])
    gate.set()
    qtbot.waitUntil(lambda: len(done) == 3)
    assert done == ["quick", "written", "idle"]


def test_idle_comes_at_once_when_nothing_is_under_way(tasks: Tasks, qtbot: QtBot) -> None:
    idle: list[bool] = []
    tasks.when_idle(lambda: idle.append(True))
    assert not idle  # but never before the call is over
    qtbot.waitUntil(lambda: bool(idle))


def test_long_work_does_not_hold_up_a_write(tasks: Tasks, qtbot: QtBot) -> None:
    gate, done = threading.Event(), []
    tasks.batch("Add", lambda: gate.wait(5), done.append)
    tasks.write("Mark", lambda: "tag", done.append)
    qtbot.waitUntil(lambda: done == ["tag"])
    gate.set()
    qtbot.waitUntil(lambda: done == ["tag", True])


def test_expected_trouble_is_told_and_the_next_write_goes_on(tasks: Tasks, qtbot: QtBot) -> None:
    def full() -> None:
        raise NotSaved("the disk is full")

    failed, done = [], []
    with qtbot.waitSignal(tasks.failed) as told:
        tasks.write("Tag promise", full, None, failed.append)
        tasks.write("Tag risk", lambda: "saved", done.append)
    assert told.args[0] == "Tag promise"
    assert [str(error) for error in failed] == ["the disk is full"]
    qtbot.waitUntil(lambda: done == ["saved"])


def test_a_bug_is_not_swallowed(tasks: Tasks, qtbot: QtBot) -> None:
    with capture_exceptions() as caught, qtbot.waitSignal(tasks.failed):
        tasks.write("Tag promise", lambda: 1 / 0)
    assert [kind for kind, _error, _trace in caught] == [ZeroDivisionError]


def test_waiting_ends_when_all_is_on_the_disk(tasks: Tasks) -> None:
    written: list[int] = []
    for number in range(20):
        tasks.write("Count", lambda n=number: written.append(n))  # type: ignore[misc]
    tasks.wait()
    assert written == list(range(20))
