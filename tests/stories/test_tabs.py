"""Several documents stay open: looked at by one click, kept by two or by working in them, and there again at the next start."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtTest import QTest

from desktop.documents import format_for
from tests.stories.day import Day, Start

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def day(start: Start, path: Path) -> Day:
    made = start(path)
    data = b"A third text. It says little.\n"
    made.window.context.write(
        "Add", lambda w: w.add_document("Third.txt", data, format_for("Third.txt", data).read(data, "Third.txt"))
    )
    made.settle()
    look_at(made, "Talk")
    return made


def look_at(day: Day, title: str) -> None:
    """One click in the list."""
    day.read.documents.chosen.emit(ident(day, title))
    day.settle()


def keep(day: Day, title: str) -> None:
    """Two clicks in the list."""
    look_at(day, title)
    day.read.documents.list.opened.emit(ident(day, title))
    day.settle()


def ident(day: Day, title: str) -> str:
    return next(key for key, words in day.read.titles().items() if words == title)


def tabs(day: Day) -> list[str]:
    bar = day.read.tabs.bar
    return [] if bar.isHidden() else [bar.tabText(at) for at in range(bar.count())]


def title(day: Day) -> str:
    assert day.read.opened is not None
    return day.read.opened.row.title


def test_one_document_needs_no_tabs_and_a_look_replaces_a_look(day: Day) -> None:
    assert tabs(day) == []
    look_at(day, "Article")
    assert tabs(day) == []
    keep(day, "Article")
    look_at(day, "Talk")
    assert tabs(day) == ["Article", "Talk"]
    look_at(day, "Third")
    assert tabs(day) == ["Article", "Third"]


def test_work_in_a_document_keeps_it(day: Day) -> None:
    day.to("open the port")
    day.press("1")
    look_at(day, "Article")
    assert tabs(day) == ["Talk", "Article"]


def test_tabs_are_gone_through_closed_and_opened_again_by_keys(day: Day) -> None:
    for name in ("Talk", "Article", "Third"):
        keep(day, name)
    day.press(Qt.Key.Key_Tab, CTRL)
    assert title(day) == "Talk"
    day.press(Qt.Key.Key_Tab, CTRL | SHIFT)
    assert title(day) == "Third"
    day.press("W", CTRL)
    assert (tabs(day), title(day)) == (["Talk", "Article"], "Article")
    day.press("T", CTRL | SHIFT)
    assert (tabs(day), title(day)) == (["Talk", "Article", "Third"], "Third")
    day.press("W", CTRL)
    day.press("W", CTRL)
    day.press("W", CTRL)
    assert (tabs(day), title(day)) == ([], "Talk")


def test_the_middle_button_closes(day: Day) -> None:
    for name in ("Talk", "Article"):
        keep(day, name)
    bar = day.read.tabs.bar
    QTest.mouseClick(bar, Qt.MouseButton.MiddleButton, pos=bar.tabRect(0).center() + QPoint(0, 0))
    day.settle()
    assert (tabs(day), title(day)) == ([], "Article")


def test_they_are_there_again_at_the_next_start(day: Day, start: Start, path: Path) -> None:
    for name in ("Third", "Talk"):
        keep(day, name)
    day.close()
    again = start(path)
    assert tabs(again) == ["Third", "Talk"]
    assert title(again) == "Talk"


def test_a_removed_document_leaves_its_tab(day: Day) -> None:
    for name in ("Talk", "Article", "Third"):
        keep(day, name)
    gone = ident(day, "Article")
    day.window.context.write("Remove", lambda w: w.remove_document(gone))
    day.settle()
    assert tabs(day) == ["Talk", "Third"]
    day.window.context.write("Undo", lambda w: w.store.undo())
    day.settle()
    assert tabs(day) == ["Talk", "Article", "Third"]


@pytest.mark.parametrize(
    "nonsense", ["[" * 200_000, '["a", "a", 3]', "hello", "{}"], ids=["deep", "twice", "word", "object"]
)
def test_nonsense_in_the_settings_keeps_nobody_from_the_work(
    start: Start, path: Path, tmp_path: Path, nonsense: str
) -> None:
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    for key in (
        f"read/tabs/{path}",
        f"read/carets/{path}",
        "read/setting",
        "read/panes",
        "pages/setting",
        "ledger/views",
    ):
        settings.setValue(key, nonsense)
    settings.setValue("recent", ["x" * 300, nonsense[:400]])
    settings.setValue("analyst", "Ada Quay")
    settings.sync()
    day = start(path)
    look_at(day, "Article")
    assert title(day) == "Article"
