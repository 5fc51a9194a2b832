"""True pages by keyboard: the caret, the selection, what is left to the window."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.ui.views.page_view import PageView
from tests.ui.paged import (
    ALT,
    CTRL,
    KEY,
    SHIFT,
    app,
    press,
    selected,
    span,
)


@pytest.fixture
def view(page_view: PageView) -> PageView:
    return page_view


def test_arrows_move_by_characters_and_never_into_the_middle_of_one(view: PageView) -> None:
    view.set_caret(view.text().index("🏭"))
    press(view, KEY.Key_Right)
    assert view.caret() == view.text().index("🏭") + 1
    press(view, KEY.Key_Left)
    assert view.caret() == view.text().index("🏭")


def test_ctrl_arrows_move_by_words(view: PageView) -> None:
    view.set_caret(view.text().index("They"))
    press(view, KEY.Key_Right, CTRL)
    assert view.caret() == span(view, "They")[1]
    press(view, KEY.Key_Left, CTRL)
    assert view.caret() == view.text().index("They")


def test_up_and_down_go_straight_also_over_the_edge_of_a_page(view: PageView) -> None:
    view.set_caret(view.text().index("risk"))
    press(view, KEY.Key_Down)
    assert view.page_of(view.caret()) == 1
    assert view.text().index("Investors") < view.caret() < span(view, "Investors")[1]
    press(view, KEY.Key_Up)
    assert view.caret() == view.text().index("risk")


def test_home_and_end_stay_in_the_line_and_with_ctrl_take_the_document(view: PageView) -> None:
    view.set_caret(view.text().index("power"))
    press(view, KEY.Key_Home)
    assert view.caret() == view.text().index("The risk")
    press(view, KEY.Key_End)
    assert view.caret() == span(view, "dear.")[1]
    press(view, KEY.Key_End, CTRL)
    assert view.caret() == len(view.text())
    assert view.page_number() == 3
    press(view, KEY.Key_Home, CTRL)
    assert view.caret() == 0
    assert view.page_number() == 1


def test_page_down_moves_the_caret_a_screen_on(view: PageView) -> None:
    view.set_caret(view.text().index("We"))
    press(view, KEY.Key_PageDown)
    assert view.verticalScrollBar().value() > 300
    assert view.page_of(view.caret()) == 1
    press(view, KEY.Key_PageUp)
    assert view.page_of(view.caret()) == 0


def test_shift_arrows_grow_and_shrink_the_end_by_words(view: PageView) -> None:
    view.select(*span(view, "They"))
    press(view, KEY.Key_Right, SHIFT)
    press(view, KEY.Key_Right, SHIFT)
    assert selected(view) == "They shall open"
    press(view, KEY.Key_Left, SHIFT)
    assert selected(view) == "They shall"


def test_alt_shift_arrows_move_the_start_by_words(view: PageView) -> None:
    view.select(*span(view, "shall open"))
    press(view, KEY.Key_Left, ALT | SHIFT)
    assert selected(view) == "They shall open"
    press(view, KEY.Key_Right, ALT | SHIFT)
    press(view, KEY.Key_Right, ALT | SHIFT)
    assert selected(view) == "open"


def test_shift_down_and_up_grow_from_the_end_that_stays(view: PageView, qtbot: QtBot) -> None:
    view.set_caret(view.text().index("risk"))
    with qtbot.waitSignal(view.passage_selected):
        press(view, KEY.Key_Up, SHIFT)
    assert selected(view).endswith("The ")
    press(view, KEY.Key_Down, SHIFT)
    press(view, KEY.Key_End, SHIFT)
    assert selected(view) == "risk is that power stays dear."


def test_an_arrow_gives_the_selection_up_and_says_so(view: PageView, qtbot: QtBot) -> None:
    view.select(*span(view, "They"))
    with qtbot.waitSignal(view.passage_selected) as said:
        press(view, KEY.Key_Right)
    assert said.args is not None
    assert said.args[0] == said.args[1]
    assert view.selection() is None


def test_copy_gives_the_words_of_the_document(view: PageView) -> None:
    assert not press(view, KEY.Key_C, CTRL)
    view.select(*span(view, "build 🏭 plants"))
    assert press(view, KEY.Key_C, CTRL)
    assert app().clipboard().text() == "build 🏭 plants"


@pytest.mark.parametrize("key", [KEY.Key_1, KEY.Key_L, KEY.Key_Period, KEY.Key_Escape, KEY.Key_Tab])
def test_keys_of_the_window_are_left_to_it(view: PageView, key: Qt.Key) -> None:
    assert not press(view, key)
