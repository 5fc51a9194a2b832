"""Fields save what is left in them, once; what is wrong is said and kept to be mended; Esc gives it up."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.days import shown_day
from desktop.ui import theme
from desktop.ui.forms import ChoiceField, ParagraphField, TextField, day_problem, parsed_day, words


@pytest.fixture
def form(qtbot: QtBot, qapp: QApplication) -> QWidget:
    """A window with one more field to go to."""
    theme.apply(qapp, "light")
    made = QWidget()
    QVBoxLayout(made).addWidget(TextField("Other"))
    qtbot.addWidget(made)
    return made


def put(form: QWidget, field: QWidget, qtbot: QtBot) -> list[str]:
    """Show the field with the keyboard in it; gives the list that will hold what it saves."""
    layout = form.layout()
    assert layout is not None
    layout.addWidget(field)
    form.show()
    form.activateWindow()
    qtbot.waitUntil(form.isActiveWindow)
    field.setFocus()
    saved: list[str] = []
    field.saved.connect(saved.append)  # type: ignore[attr-defined]
    return saved


def leave(form: QWidget) -> None:
    other = form.findChild(TextField)
    assert other is not None
    other.setFocus()


@pytest.mark.parametrize("kind", [TextField, ParagraphField])
def test_leaving_saves_once_and_only_what_changed(
    form: QWidget, qtbot: QtBot, kind: type[TextField | ParagraphField]
) -> None:
    field = kind("Note")
    saved = put(form, field, qtbot)
    field.show_value("first")
    leave(form)
    assert saved == []
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "  second ")
    leave(form)
    field.setFocus()
    leave(form)
    assert saved == ["second"]


@pytest.mark.parametrize("kind", [TextField, ParagraphField])
def test_esc_gives_up_and_goes_back(form: QWidget, qtbot: QtBot, kind: type[TextField | ParagraphField]) -> None:
    field = kind("Note")
    saved = put(form, field, qtbot)
    field.show_value("first")
    QTest.keyClicks(field, "x")
    with qtbot.waitSignal(field.left):
        QTest.keyClick(field, Qt.Key.Key_Escape)
    leave(form)
    assert saved == []


@pytest.mark.parametrize("kind", [TextField, ParagraphField])
def test_what_somebody_else_changes_takes_no_words_away(
    form: QWidget, qtbot: QtBot, kind: type[TextField | ParagraphField]
) -> None:
    field = kind("Note")
    saved = put(form, field, qtbot)
    field.show_value("first")
    field.selectAll()
    QTest.keyClicks(field, "typing")
    field.show_value("from outside")
    leave(form)
    assert saved == ["typing"]


def test_a_wrong_day_is_not_saved_and_says_why(form: QWidget, qtbot: QtBot) -> None:
    field = TextField("Due", check=day_problem)
    saved = put(form, field, qtbot)
    field.show_value("30 Jun 2026")
    field.selectAll()
    QTest.keyClicks(field, "31 Jun 2026")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert (saved, field.text(), field.property("invalid")) == ([], "31 Jun 2026", True)
    assert "is not a day" in field.toolTip()
    field.selectAll()
    QTest.keyClicks(field, "30 Jun 2026")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert (saved, field.property("invalid"), field.toolTip()) == ([], False, "")  # as it was before


def test_shift_and_enter_break_the_line(form: QWidget, qtbot: QtBot) -> None:
    field = ParagraphField("Note")
    saved = put(form, field, qtbot)
    QTest.keyClicks(field, "one")
    QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(field, "two")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert saved == ["one\ntwo"]


def test_a_choice_is_saved_by_its_name_and_the_wheel_leaves_it(form: QWidget, qtbot: QtBot) -> None:
    field = ChoiceField("Hedging", ("none", "low", "high"))
    saved = put(form, field, qtbot)
    field.show_value("low")
    QTest.keyClick(field, Qt.Key.Key_Down)
    assert saved == ["high"]
    field.show_value("unheard of")
    assert field.currentIndex() == -1


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-06-30", "2026-06-30"),
        ("30 Jun 2026", "2026-06-30"),
        ("June 30, 2026", "2026-06-30"),
        (" 1 March 2027 ", "2027-03-01"),
        ("", None),
    ],
)
def test_days_as_people_write_them(text: str, day: str | None) -> None:
    assert parsed_day(text) == day
    assert day_problem(text) == ""


@pytest.mark.parametrize(
    "text", ["tomorrow", "June 2026", "31 Jun 2026", "2026-02-30", "30", "by 30 June 2026", "from 30 June 2026"]
)
def test_what_is_no_day(text: str) -> None:
    assert day_problem(text)


def test_days_are_shown_as_they_can_be_written() -> None:
    assert shown_day("2026-06-30") == "30 Jun 2026"
    assert parsed_day(shown_day("2026-06-30")) == "2026-06-30"
    assert shown_day(None) == ""
    assert words("it_and_skills") == "IT and skills"
    assert words("not_yet_rated") == "Not yet rated"
    assert words("mein hafen") == "mein hafen"
