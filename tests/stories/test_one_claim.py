"""The current claim is one and the same in all places, and what is undone out of sight is named and shown."""

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.ui.forms import TextField
from desktop.ui.panels.reader import ReaderPane
from tests.stories.day import Day, Start

CTRL = Qt.KeyboardModifier.ControlModifier


def mark(day: Day, title: str, words: str) -> str:
    day.open_document(title)
    day.take(words)
    day.press("1")
    return day.window.context.claim_id


def test_a_claim_chosen_in_the_ledger_is_shown_when_read_comes_back(start: Start, path: Path) -> None:
    day = start(path)
    talk = mark(day, "Talk", "open the port")
    article = mark(day, "Article", "Harbour dues were not lifted")
    for chosen, title in ((talk, "Talk"), (article, "Article")):
        day.window.show_place("ledger")
        day.settle()
        day.window.context.choose_claim(chosen)
        day.window.show_place("read")
        day.settle()
        assert day.read._opened is not None
        assert day.read._opened.row.title == title
        shown = day.read.inspector.claim()
        assert shown is not None and shown.id == chosen


def test_the_inspector_says_when_the_claim_stands_in_another_document(start: Start, path: Path) -> None:
    day = start(path)
    mark(day, "Talk", "open the port")
    elsewhere = day.read.inspector._elsewhere
    assert not elsewhere.isVisible()
    day.open_document("Article")
    assert elsewhere.isVisible() and elsewhere.words() == "In “Talk”"
    elsewhere.click()
    day.settle()
    assert day.read._opened is not None and day.read._opened.row.title == "Talk"
    assert not elsewhere.isVisible()


def test_undo_in_another_place_is_named(start: Start, path: Path, qtbot: QtBot) -> None:
    day = start(path)
    mark(day, "Talk", "open the port")
    day.window.show_place("overview")
    day.settle()
    with qtbot.waitSignal(day.window.context.told) as told:
        day.press("Z", CTRL)
    assert told.args[1] == "Undid: Tag promise"
    assert "open the port" in told.args[2], "which claim it was"
    assert day.window.notices.texts() == [], "no card lies over the charts"
    assert "Undid: Tag promise" in day.window._status._passing.text()


def test_undo_in_sight_says_nothing_and_moves_nothing(start: Start, path: Path, qtbot: QtBot) -> None:
    day = start(path)
    mark(day, "Talk", "open the port")
    with qtbot.assertNotEmitted(day.window.context.told):
        day.press("Z", CTRL)
        day.press("Z", CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert len(day.painted()) == 1


def test_undo_out_of_sight_shows_the_words_and_names_the_step(start: Start, path: Path, qtbot: QtBot) -> None:
    day = start(path)
    day.open_document("Talk")
    day.window.resize(day.window.minimumSize())
    for _ in range(11):
        day.view.zoom_in()
    day.take("open the port")
    day.press("1")
    bar = day.view.verticalScrollBar()
    assert bar.maximum() > 200
    bar.setValue(bar.maximum())
    with qtbot.waitSignal(day.window.context.told) as told:
        day.press("Z", CTRL)
    assert told.args[1] == "Undid: Tag promise"
    assert bar.value() < bar.maximum() / 2
    bar.setValue(bar.maximum())
    with qtbot.waitSignal(day.window.context.told) as told:
        day.press("Z", CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert told.args[1] == "Did again: Tag promise"
    assert bar.value() < bar.maximum() / 2


def test_the_status_line_follows_the_caret_and_saved_is_the_time_of_the_last_edit(start: Start, path: Path) -> None:
    day = start(path)
    day.open_document("Talk")
    status = day.window._status
    assert isinstance(day.read.reader, ReaderPane)
    day.view.set_caret(len(day.text) - 1)
    assert status._words.text() == day.read.status()
    before = status._saved.text()
    assert before.startswith("Saved ")
    status.show_saved(None)
    day.window.context.write("Nothing", lambda _workspace: None)  # a job that writes nothing
    day.settle()
    assert status._saved.text() == ""
    day.press("1")
    assert status._saved.text().startswith("Saved ")


def test_what_was_filled_in_is_marked_until_it_is_kept_with_enter(start: Start, path: Path) -> None:
    day = start(path)
    claim = mark(day, "Talk", "open the port")
    field = day.field("Made on")
    assert isinstance(field, TextField)
    caption = day.read.inspector.fields._captions["made_on"]
    assert field.text() == "15 Jan 2026" and caption.text() == "Made on ·"
    field.setFocus()
    day.press(Qt.Key.Key_Return)
    assert caption.text() == "Made on"
    kept = day.workspace.claim(claim)
    assert kept.made_on == "2026-01-15" and "made_on" not in kept.filled_in
    day.view.setFocus()
    day.press("Z", CTRL)
    assert caption.text() == "Made on ·"


def test_few_claims_have_a_condition_or_a_note_so_they_are_folded(start: Start, path: Path) -> None:
    day = start(path)
    claim = mark(day, "Talk", "open the port")
    inspector = day.read.inspector
    assert not inspector.fields.rest.isVisible()
    inspector.fields.more.click()
    assert inspector.fields.rest.isVisible()
    inspector.fields.more.click()
    day.workspace.change_claim(claim, note="Said twice")
    day.settle()
    assert inspector.fields.rest.isVisible()
