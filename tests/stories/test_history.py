"""History in the window: what was done is listed, shown where it stands, and a claim is made again what it was."""

from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.ui.panels.history import HistoryPanel
from desktop.ui.panels.history_list import subject, title
from desktop.ui.panels.search_everywhere import SearchEverywhere
from tests.stories.day import Day, Start

CTRL = Qt.KeyboardModifier.ControlModifier


def opened(day: Day) -> HistoryPanel:
    day.press("H", CTRL)
    panel = day.window.findChild(HistoryPanel)
    assert panel is not None and panel.isVisible()
    return panel


def titles(panel: HistoryPanel) -> list[str]:
    return [title(row) for row in panel.model.rows]


def tag(day: Day, words: str, kind: str) -> str:
    day.take(words)
    day.press(kind)
    return day.window.context.claim_id


def test_what_was_done_is_listed_and_shown_where_it_stands_by_keyboard_alone(start: Start, path: Path) -> None:
    day = start(path)
    day.open_document("Talk")
    tag(day, "open the port", "1")
    day.open_document("Article")
    panel = opened(day)
    assert titles(panel)[0] == "Tag promise"
    assert subject(panel.model.rows[0]) == "open the port  ·  Talk"
    assert panel.list.hasFocus()
    day.press(Qt.Key.Key_Return)
    assert not panel.isVisible()
    assert day.view.hasFocus() and "open the port" in day.text
    assert day.text[day.view.caret() :].startswith("open the port")


def test_esc_gives_the_keyboard_back_and_a_click_beside_closes(start: Start, path: Path) -> None:
    day = start(path)
    day.open_document("Talk")
    day.view.setFocus()
    panel = opened(day)
    day.press(Qt.Key.Key_Escape)
    assert not panel.isVisible() and day.view.hasFocus()
    assert opened(day) is panel
    QTest.mouseClick(day.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert not panel.isVisible()


def test_a_claim_is_restored_and_an_undone_step_is_told_while_one_looks(start: Start, path: Path) -> None:
    day = start(path)
    day.open_document("Talk")
    claim = tag(day, "open the port", "1")
    day.workspace.change_claim(claim, statement="Something else")
    day.settle()
    panel = opened(day)
    assert titles(panel)[:2] == ["Change statement", "Tag promise"]
    panel.before.click()
    day.settle()
    assert titles(panel)[0] == "Restore claim as it was"
    assert day.workspace.claim(claim).statement == "open the port"
    day.press("Z", CTRL)
    assert titles(panel)[0] == "Undid: Restore claim as it was"
    assert [row.undone for row in panel.model.rows[:3]] == [False, True, False]
    assert day.workspace.claim(claim).statement == "Something else"


def test_filters_by_words_and_by_the_current_claim(start: Start, path: Path) -> None:
    day = start(path)
    day.open_document("Talk")
    tag(day, "open the port", "1")
    tag(day, "who pays", "2")
    panel = opened(day)
    panel._only_claim.click()
    day.settle()
    assert titles(panel) == ["Tag risk"]
    panel._only_claim.click()
    panel.field.setText("OPEN the")
    day.press(Qt.Key.Key_Tab)  # typing is waited for
    panel._timer.timeout.emit()
    day.settle()
    assert titles(panel) == ["Tag promise"]
    panel.field.setText("nowhere")
    panel._timer.timeout.emit()
    day.settle()
    assert titles(panel) == [] and panel._said.text() == "No change matches."
    assert not panel.before.isEnabled()
    assert QApplication.focusWidget() is not None


def test_one_sheet_lies_over_the_places_at_a_time(start: Start, path: Path) -> None:
    day = start(path)
    day.open_document("Talk")
    day.view.setFocus()
    history = opened(day)
    day.press("F", CTRL | Qt.KeyboardModifier.ShiftModifier)
    search = day.window.findChild(SearchEverywhere)
    assert search is not None and search.isVisible() and not history.isVisible()
    day.press("H", CTRL)
    assert history.isVisible() and not search.isVisible()
    day.press(Qt.Key.Key_Escape)
    assert day.view.hasFocus()
    day.window.resize(960, 600)
    opened(day)
    room = day.window.rect()
    assert room.contains(history.geometry())
