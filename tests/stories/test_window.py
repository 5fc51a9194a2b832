"""The window around the work: no word moves, nothing takes the keyboard, another workspace takes nothing along."""

from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from desktop.ui.frame import fit_on_screen
from desktop.workspace import Workspace
from tests.stories.day import Day, Start, places


def test_no_word_moves_while_one_tags_links_and_finds(start: Start, path: Path) -> None:
    day = start(path)
    day.open_document("Talk")
    day.to("open the port")
    before = places(day.view)
    day.press(".")
    day.press("1")
    assert places(day.view) == before
    day.press("L")  # the banner takes the header's place
    assert places(day.view) == before
    day.press(Qt.Key.Key_Escape)
    day.press("F", Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(day.read.reader.find_bar.field, "port")
    day.settle()
    assert len(day.view._painting.found) == 1
    assert places(day.view) == before
    day.press(Qt.Key.Key_Escape)
    assert day.view.hasFocus()
    assert day.view._painting.found == []
    assert places(day.view) == before


def test_another_workspace_takes_nothing_of_the_first_along(
    start: Start, path: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    day = start(path)
    day.open_document("Talk")
    day.to("open the port")
    day.press("1")
    other = tmp_path / "other.claims"
    with qtbot.waitSignal(day.window.context.workspace_changed):
        day.window.opening.create(other)
    day.settle()
    assert (day.workspace.store.path, day.window.context.claim_id) == (other, "")
    assert day.read._opened is None
    day.press("1")  # no document: nothing to tag
    day.press("Z", Qt.KeyboardModifier.ControlModifier)
    assert day.workspace.claims() == []
    with qtbot.waitSignal(day.read.shown):
        day.window.opening.open(path)
    day.settle()
    assert len(day.workspace.claims()) == 1
    day.open_document("Talk")
    day.agree()


def test_a_file_that_is_no_workspace_leaves_the_person_where_they_were(
    start: Start, path: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    day = start(path)
    stranger = tmp_path / "note.claims"
    stranger.write_text("only a note")
    with qtbot.waitSignal(day.window.context.told) as told:
        day.window.opening.open(stranger)
    day.settle()
    assert told.args[:2] == ["error", "“note.claims” was not opened"]
    assert day.workspace.store.path == path
    assert stranger.read_text() == "only a note"


def test_nothing_but_the_window_comes_up_and_a_notice_leaves_the_keyboard_where_it_is(start: Start, path: Path) -> None:
    day = start(path)
    day.open_document("Talk")
    day.view.setFocus()
    day.window.context.tell("Something happened", "To this file.")
    day.settle()
    assert QApplication.focusWidget() is day.view
    for place in ("ledger", "outcomes", "review", "overview", "read"):
        day.window.show_place(place)
        day.settle()
        assert [w for w in QApplication.topLevelWidgets() if w.isVisible()] == [day.window]


def test_what_another_program_did_is_there_when_the_window_comes_to_the_front(start: Start, path: Path) -> None:
    day = start(path)
    day.open_document("Talk")
    assert day.painted() == set()
    other = Workspace.open(path)
    opened = day.read._opened
    assert opened is not None
    claim = other.mark("promise", opened.row.version_id, [(0, 20)])
    other.close()
    QApplication.sendEvent(day.window, QEvent(QEvent.Type.ActivationChange))
    day.settle()
    assert day.painted() == {claim}
    day.agree()
    assert day.workspace.store.undo_label == "Tag promise"


def test_the_view_menu_has_a_check_mark_at_what_is_the_case(start: Start, path: Path) -> None:
    day = start(path)
    menu = day.window._menus.menu("View")

    def checked() -> list[str]:
        menu.aboutToShow.emit()
        told = {"Documents", "Inspector", "Light", "Dark"}  # how pages are laid is told there too
        return [action.text() for action in menu.actions() if action.isChecked() and action.text() in told]

    assert checked() == ["Documents", "Inspector", "Light"]
    day.window.set_theme("dark")
    day.press(Qt.Key.Key_F9)
    assert checked() == ["Inspector", "Dark"]
    day.press(Qt.Key.Key_F9)
    day.window.set_theme("light")


def test_no_edge_of_the_window_is_outside_the_screen(start: Start, path: Path) -> None:
    day = start(path)
    room = day.window.screen().availableGeometry()
    day.window.setMinimumSize(400, 300)  # the screen of the tests is smaller than the smallest window
    day.window.setGeometry(room.right() - 300, -40, 2 * room.width(), 2 * room.height())
    fit_on_screen(day.window)
    assert room.contains(day.window.frameGeometry())


def changed_kind(day: Day) -> QPushButton:
    """A promise became a risk by a digit; the button of the notice that tells it."""
    day.open_document("Talk")
    day.to("open the port")
    day.press("1")
    day.press(Qt.Key.Key_2, Qt.KeyboardModifier.ShiftModifier)
    assert [claim.kind for claim in day.workspace.claims()] == ["risk"]
    assert "Now a risk. The claim was a promise before." in day.window.notices.texts()
    return next(made for made in day.window.findChildren(QPushButton) if made.text() == "Undo")


def test_a_digit_that_changes_a_kind_says_so_and_is_taken_back_by_a_click(start: Start, path: Path) -> None:
    day = start(path)
    changed_kind(day).click()
    day.settle()
    assert [claim.kind for claim in day.workspace.claims()] == ["promise"]


def test_the_click_takes_back_no_other_step(start: Start, path: Path) -> None:
    day = start(path)
    undo = changed_kind(day)
    day.press("3")
    undo.click()
    day.settle()
    assert sorted(claim.kind for claim in day.workspace.claims()) == ["incentive", "risk"]
