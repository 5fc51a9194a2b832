"""Finding in the open document: what is found as one types, how one goes from place to place, and what patterns do."""

from itertools import accumulate, pairwise
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.documents.base import Block, Reading
from tests.stories.day import Day, Start

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
LINES = 40_000
LONG = "\n".join(f"Line {number} tells of the naïve “harbour” plan." for number in range(LINES))


def blocks() -> list[Block]:
    ends = list(accumulate(len(line) + 1 for line in LONG.split("\n")))
    return [Block(start, end - 1) for start, end in pairwise([0, *ends])]


def look_for(day: Day, words: str) -> None:
    day.press("F", CTRL)
    bar = day.read.reader.find_bar
    bar.field.clear()
    QTest.keyClicks(bar.field, words)
    day.settle()


def count(day: Day) -> str:
    return day.read.reader.find_bar.count.text()


def found(day: Day) -> list[str]:
    text = day.text
    return [text[start:end] for start, end in day.view._painting.found]


def add_long(day: Day) -> None:
    day.workspace.add_document("long.txt", LONG.encode(), Reading(LONG, blocks(), reader="test"))
    day.settle()
    title = next(d.title for d in day.read._documents.values() if d.title not in ("Talk", "Article"))
    day.open_document(title)


def test_enter_and_f3_go_on_and_with_shift_back(start: Start, path: Path) -> None:
    day = start(path)
    day.open_document("Talk")
    day.view.set_caret(0)
    look_for(day, "ar")
    assert count(day) == "1 of 4"
    for key, keys, now in (
        (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "2 of 4"),
        (Qt.Key.Key_F3, Qt.KeyboardModifier.NoModifier, "3 of 4"),
        (Qt.Key.Key_Return, SHIFT, "2 of 4"),
        (Qt.Key.Key_F3, SHIFT, "1 of 4"),
        (Qt.Key.Key_F3, SHIFT, "4 of 4"),
    ):
        day.press(key, keys)
        assert count(day) == now
        at = day.view._painting.found[day.view._painting.found_current]
        assert day.view.caret() == at[0]


def test_f3_goes_on_with_what_was_looked_for_when_the_bar_is_closed(start: Start, path: Path) -> None:
    day = start(path)
    day.open_document("Talk")
    day.view.set_caret(0)
    look_for(day, "harbour")
    day.press(Qt.Key.Key_Escape)
    assert found(day) == [] and day.view.caret() == day.text_index("harbour")
    day.view.set_caret(0)
    day.press(Qt.Key.Key_F3)
    assert found(day) == ["harbour"] and day.view.caret() == day.text_index("harbour")


def test_the_choices_tell_words_apart(start: Start, path: Path, qtbot: QtBot) -> None:
    day = start(path)
    add_long(day)
    day.view.set_caret(0)
    choices = day.read.reader.find_bar.choices
    look_for(day, "NAIVE")
    qtbot.waitUntil(lambda: count(day) == f"1 of {LINES:,}")
    choices["cased"].click()
    qtbot.waitUntil(lambda: count(day) == "not found")
    look_for(day, "naive")
    qtbot.waitUntil(lambda: count(day) == f"1 of {LINES:,}")
    choices["exact"].click()
    qtbot.waitUntil(lambda: count(day) == "not found")
    choices["exact"].click()
    choices["cased"].click()
    look_for(day, "line 7")
    qtbot.waitUntil(lambda: count(day) == "1 of 1,111")
    choices["whole"].click()
    qtbot.waitUntil(lambda: count(day) == "1 of 1")
    assert found(day) == ["Line 7"]


def test_patterns_are_found_and_what_is_none_is_told(start: Start, path: Path, qtbot: QtBot) -> None:
    day = start(path)
    add_long(day)
    choices = day.read.reader.find_bar.choices
    choices["pattern"].click()
    assert not choices["exact"].isEnabled()
    look_for(day, r"^line \d{2} ")
    qtbot.waitUntil(lambda: " of 90" in count(day))
    assert found(day)[0] == "Line 10 "
    look_for(day, "(line")
    assert count(day) == "no pattern"
    assert "no pattern" in day.read.reader.find_bar.count.toolTip()
    look_for(day, r"(\w|\w\w|\w?\w)+[#;]")
    qtbot.waitUntil(lambda: count(day) == "too slow")
    assert "too long" in day.read.reader.find_bar.count.toolTip()


def test_what_is_near_is_shown_first_and_the_rest_follows(start: Start, path: Path, qtbot: QtBot) -> None:
    day = start(path)
    add_long(day)
    middle = day.text_index("Line 20000 ")
    day.view.set_caret(middle)
    look_for(day, "tells of")
    at = day.view._painting.found[day.view._painting.found_current]
    assert at[0] == day.text.index("tells of", middle)
    qtbot.waitUntil(lambda: count(day) == f"20,001 of {LINES:,}")
    places = day.view._painting.found
    assert places == sorted(places) and len(set(places)) == LINES
    assert set(found(day)) == {"tells of"}


def test_the_selected_words_are_looked_for(start: Start, path: Path) -> None:
    day = start(path)
    day.open_document("Talk")
    day.take("harbour dues")
    day.press("F", CTRL)
    assert day.read.reader.find_bar.field.text() == "harbour dues"
    assert count(day) == "1 of 1"


def test_another_document_is_looked_into_as_well(start: Start, path: Path, qtbot: QtBot) -> None:
    day = start(path)
    day.open_document("Talk")
    look_for(day, "port")
    day.open_document("Article")
    qtbot.waitUntil(lambda: found(day) == ["Port"])
