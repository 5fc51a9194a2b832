"""Search everywhere in the window: by keyboard alone, in place, and back to what was found."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.everywhere import Hit
from desktop.ui.panels.search_everywhere import SearchEverywhere
from desktop.ui.panels.search_list import Heading
from tests.stories.day import Day, Start

BOTH = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def opened(day: Day) -> SearchEverywhere:
    day.press("F", BOTH)
    panel = day.window.findChild(SearchEverywhere)
    assert panel is not None and panel.isVisible() and panel.field.hasFocus()
    return panel


def search(day: Day, panel: SearchEverywhere, words: str) -> None:
    panel.field.clear()
    QTest.keyClicks(panel.field, words)
    panel._timer.timeout.emit()  # the pause after the last key
    day.settle()


def shown(panel: SearchEverywhere) -> list[str]:
    """Headings, and the marked words of each line."""
    return [
        row.title if isinstance(row, Heading) else " ".join(row.line.words[a:b] for a, b in row.line.marks)
        for row in panel.model.rows
    ]


def test_a_hit_is_opened_in_place_and_the_answer_is_there_when_one_comes_back(start: Start, path: Path) -> None:
    day = start(path)
    day.open_document("Talk")
    panel = opened(day)
    search(day, panel, "harbour dues")
    assert shown(panel) == ["Talk", "harbour dues", "Article", "Harbour dues"]
    assert panel._said.text() == "2 hits in 2 documents."
    day.press(Qt.Key.Key_Down)
    day.press(Qt.Key.Key_Return)
    assert not panel.isVisible() and day.view.hasFocus()
    selection = day.view.selection()
    assert selection and day.text[slice(*selection)] == "Harbour"
    assert "Port opens a year late" in day.text
    assert opened(day) is panel
    assert panel.field.text() == panel.field.selectedText() == "harbour dues"
    current = panel._current()
    assert isinstance(current, Hit) and current.title == "Article"
    day.press(Qt.Key.Key_Escape)
    assert not panel.isVisible() and day.view.hasFocus()


def test_what_is_not_there_is_said_and_filters_are_taken_off(start: Start, path: Path) -> None:
    day = start(path)
    day.open_document("Talk")
    panel = opened(day)
    assert panel._said.text().startswith("Type words.")
    search(day, panel, "nowhere")
    assert shown(panel) == [] and panel._said.text() == "Nothing has “nowhere”."
    search(day, panel, "port")
    assert "Talk" in shown(panel)
    panel.owners["claims"].click()
    day.settle()
    assert shown(panel) == [] and panel._said.text() == "Nothing has “port”. Filters are on."
    panel.clear_button.click()
    day.settle()
    assert "Talk" in shown(panel) and not panel.clear_button.isVisible()
    panel._narrow(speakers=frozenset({"MR. BOLLARD"}))
    search(day, panel, "pays")
    assert shown(panel) == ["Talk", "pays"]


def test_a_claim_made_meanwhile_is_found_and_opened(start: Start, path: Path) -> None:
    day = start(path)
    day.open_document("Talk")
    panel = opened(day)
    search(day, panel, "quayside")
    assert shown(panel) == []
    day.press(Qt.Key.Key_Escape)
    day.take("open the port")
    day.press("1")
    claim = day.window.context.claim_id
    day.workspace.change_claim(claim, statement="Inaugurate the quayside")
    day.window.context.choose_claim("")
    day.settle()
    panel = opened(day)
    day.settle()
    assert shown(panel) == ["Talk", "quayside"]
    day.press(Qt.Key.Key_Return)
    assert day.window.context.claim_id == claim


def test_a_pattern_that_is_not_finished_is_told_in_place(start: Start, path: Path) -> None:
    day = start(path)
    panel = opened(day)
    panel.hows["pattern"].click()
    search(day, panel, "port(s")
    assert panel._said.text().startswith("This is no pattern")
    search(day, panel, r"June \d+")
    assert shown(panel) == ["Talk", "June 2026"] and panel._said.text() == "1 line."
