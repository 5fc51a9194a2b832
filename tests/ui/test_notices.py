"""Notices say what happened without taking the keyboard, stay as long as they are needed, and never pile up."""

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete, isValid

from desktop.ui import theme
from desktop.ui.notices import FOOT, SHADOW, Notice, Notices
from desktop.ui.widgets import EmptyPlace, button


@pytest.fixture
def over(qtbot: QtBot, qapp: QApplication) -> QWidget:
    theme.apply(qapp, "light")
    made = QWidget()
    made.resize(900, 700)
    qtbot.addWidget(made)
    return made


def test_at_most_three_stand_and_what_still_runs_is_among_them(over: QWidget) -> None:
    notices = Notices(over, above=28, right=over.width)
    notices.show("progress", "Adding 14 documents")
    for number in range(5):
        notices.show("error", f"Error {number}", "Nothing else changed.")
    assert notices.texts() == [
        "Adding 14 documents. ", "Error 3. Nothing else changed.", "Error 4. Nothing else changed.",
    ]  # fmt: skip


def test_cards_stand_above_each_other_inside_the_window(over: QWidget) -> None:
    notices = Notices(over, above=28, right=over.width)
    lower_last = [notices.show("error", f"Error {n}", "Some words. " * 20) for n in range(3)]
    over.resize(1000, 800)
    over.grab()
    for upper, lower in pairwise(lower_last):
        assert upper.geometry().center().y() < lower.geometry().center().y()
    assert lower_last[-1].geometry().bottom() <= 800


def test_an_action_does_its_work_and_the_notice_goes(over: QWidget) -> None:
    notices, done = Notices(over, above=28, right=over.width), list[str]()
    notice = notices.show("error", "Not added", "", {"Choose the file again…": lambda: done.append("chosen")})
    made = notice.findChild(QPushButton)
    assert isinstance(made, QPushButton)
    made.click()
    assert done == ["chosen"]
    assert notices.texts() == []


def test_escape_dismisses_the_notice_that_has_the_keyboard(over: QWidget) -> None:
    notices = Notices(over, above=28, right=over.width)
    notice = notices.show("error", "Not added", "")
    QTest.keyClick(notice, Qt.Key.Key_Escape)
    assert notices.texts() == []


def test_progress_is_told_in_words(over: QWidget) -> None:
    notice = Notices(over, above=28, right=over.width).show("progress", "Adding 14 documents")
    notice.show_progress(9, 14, "9 done · <b>report</b>.pdf")
    shown = [words.text() for words in notice.findChildren(type(notice._text)) if words.isVisibleTo(notice)]
    assert "9 done · <b>report</b>.pdf" in shown


def test_closing_the_window_under_a_notice_is_quiet(qapp: QApplication) -> None:
    made = QWidget()
    notice = Notices(made, above=28, right=made.width).show("error", "Not added", "")
    delete(made)
    assert not isValid(notice)


def test_an_error_stays_and_news_goes_by_itself(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop.ui.notices.STAYS_MS", 1)
    news, error = Notice("info", "Already here", "", {}), Notice("error", "Not added", "", {})
    qtbot.addWidget(error)
    gone: list[str] = []
    error.dismissed.connect(lambda: gone.append("error"))
    with qtbot.waitSignal(news.dismissed):
        pass
    assert gone == []


def test_an_empty_place_says_what_to_do_next(qtbot: QtBot) -> None:
    action = button("Add documents…", "primary")
    made = EmptyPlace("file-plus", "Nothing to read yet", "Drop transcripts, articles or reports here.", action)
    qtbot.addWidget(made)
    made.say("Nothing to read", "Everything is <i>hidden</i>.")
    made.resize(600, 400)
    made.grab()
    assert action.isVisibleTo(made)
    assert action.height() >= 24


def test_a_notice_leaves_the_line_of_keys_at_the_foot_free(over: QWidget) -> None:
    notice = Notices(over, above=28, right=over.width).show("info", "Linked")
    assert notice.geometry().bottom() - SHADOW <= over.height() - 28 - FOOT


def test_the_same_again_takes_the_place_of_the_earlier_one(over: QWidget) -> None:
    notices = Notices(over, above=28, right=over.width)
    for _ in range(3):
        notices.show("info", "Undid: Tag promise")
    assert notices.texts() == ["Undid: Tag promise. "]


def test_an_action_that_tells_the_same_again_leaves_one_notice(over: QWidget) -> None:
    """The earlier one gives way to the new one, and goes by its own button as well."""
    notices = Notices(over, above=28, right=over.width)

    def again() -> None:
        notices.show("info", "Now a risk")

    undo = notices.show("info", "Now a risk", actions={"Undo": again}).findChild(QPushButton)
    assert isinstance(undo, QPushButton)
    undo.click()
    assert notices.texts() == ["Now a risk. "]
