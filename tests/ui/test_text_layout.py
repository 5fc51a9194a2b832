"""A long text is set where it is looked at, and nothing in sight jumps when guesses become true."""

import random

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.documents.base import Block, Reading, Turn
from desktop.ui import theme
from desktop.ui.views import text_paint
from desktop.ui.views.base import Mark, Shown
from desktop.ui.views.text_setting import Setting
from desktop.ui.views.text_view import TextView

WORDS = ("the port", "will open", "in", "June", "they say", "and", "no dues", "are", "paid", "by", "anybody", "quay")


def long_text(paragraphs: int) -> str:
    chance = random.Random(7)
    return "".join(" ".join(chance.choices(WORDS, k=chance.randint(1, 180))) + ".\n" for _ in range(paragraphs))


@pytest.fixture
def view(qtbot: QtBot, qapp: QApplication) -> TextView:
    theme.apply(qapp, "light")
    made = TextView()
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    qtbot.waitExposed(made)
    show(made, long_text(2000))
    return made


def show(view: TextView, text: str) -> None:
    blocks, at = [], 0
    for line in text.split("\n")[:-1]:
        blocks.append(Block(at, at + len(line)))
        at += len(line) + 1
    view.show_document(Shown("v1", text, Reading("", blocks)))
    QApplication.processEvents()


def height_of(view: TextView, position: int) -> int:
    cursor = view.textCursor()
    cursor.setPosition(position)
    return view.cursorRect(cursor).top()


def lines_that_are_set(view: TextView) -> int:
    block, count = view.document().firstBlock(), 0
    while block.isValid():
        count += block.layout().lineCount() > 0
        block = block.next()
    return count


def test_opening_and_jumping_set_only_what_is_in_sight(view: TextView) -> None:
    bar = view.verticalScrollBar()
    for share in (0.0, 0.5, 0.9, 1.0):
        bar.setValue(round(bar.maximum() * share))
        view.viewport().repaint()
    assert 0 < lines_that_are_set(view) < 150


@pytest.mark.parametrize("step", [-3, -40, -333, 25, 500])
def test_what_is_in_sight_stays_where_it_is_while_one_scrolls(view: TextView, step: int) -> None:
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    view.viewport().repaint()
    for _ in range(60):
        at = view.position_at(QPoint(300, 300 if abs(step) < 300 else (520 if step > 0 else 20)).toPointF())
        before = height_of(view, at)
        value = bar.value()
        bar.setValue(value + step)
        view.viewport().repaint()
        assert height_of(view, at) == before - step


def test_the_last_words_can_be_reached(view: TextView) -> None:
    view.moveCursor(QTextCursor.MoveOperation.End)
    view.ensureCursorVisible()
    view.viewport().repaint()
    assert 0 < view.cursorRect().top() < view.viewport().height()
    assert view.verticalScrollBar().value() <= view.verticalScrollBar().maximum()


def test_words_far_away_are_revealed_in_the_upper_third(view: TextView) -> None:
    text = view.toPlainText()
    for share in (0.2, 0.95, 0.5, 0.01):
        at = text.index("quay", int(len(text) * share))
        view.reveal(at, at + 4)
        view.viewport().repaint()
        assert 0 <= height_of(view, at) < view.viewport().height() / 2


def test_page_down_and_up_come_back(view: TextView) -> None:
    view.set_caret(0)
    for _ in range(30):
        view.moveCursor(QTextCursor.MoveOperation.Down)
    there = view.caret()
    for _ in range(30):
        view.moveCursor(QTextCursor.MoveOperation.Down)
    for _ in range(30):
        view.moveCursor(QTextCursor.MoveOperation.Up)
    assert view.caret() == there


@pytest.mark.parametrize("setting", [Setting(size=26), Setting(measure="wide"), Setting(spacing="wide", face="sans")])
def test_another_setting_keeps_the_place_and_comes_back(view: TextView, setting: Setting) -> None:
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum() // 3)
    view.viewport().repaint()
    first = view.place()
    usual = view.setting
    view.apply_setting(setting)
    view.viewport().repaint()
    assert view.place()[0][0] == first[0][0]  # type: ignore[index]
    view.apply_setting(usual)
    assert view.place()[0][0] == first[0][0]  # type: ignore[index]


def test_lines_in_their_thousands_make_room_for_others(view: TextView, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop.ui.views.text_layout.KEPT", 50)
    bar = view.verticalScrollBar()
    for share in range(0, 100, 4):
        bar.setValue(bar.maximum() * share // 100)
        view.viewport().repaint()
    assert lines_that_are_set(view) < 120


def test_everything_can_be_selected_and_nothing_more_is_set_for_it(view: TextView) -> None:
    view.selectAll()
    view.viewport().repaint()
    box, anchor = view.selection_box(), view.palette_anchor()
    assert box is not None
    assert anchor is not None
    assert box.height() > 20_000
    assert lines_that_are_set(view) < 150


@pytest.mark.parametrize(
    ("line", "small"),
    [
        ("MR. SMITH", True),
        ("MR. SMITH:", True),
        ("Mr. Smith (Minister of Finance)", True),
        ("MR. SMITH 00:12:04", True),
        ("Thank you, Mr. Smith, for asking about June.", False),
        ("Mr. Smith asked about June.", False),
    ],
)
def test_only_the_name_of_who_speaks_next_is_set_small(view: TextView, line: str, small: bool) -> None:
    text = f"{line}\nWe will open the port.\n"
    start = len(line) + 1
    reading = Reading("", [Block(0, len(line)), Block(start, len(text) - 1)], [Turn(start, len(text) - 1, "MR. SMITH")])
    view.show_document(Shown("v2", text, reading))
    view.viewport().repaint()
    first = view.document().firstBlock()
    height = view.document().documentLayout().blockBoundingRect(first).height()
    assert (height < 25) == small


@pytest.mark.parametrize("word", ["We will open the port of Estmouth soon. ", "a"], ids=["sentences", "unbroken"])
def test_a_book_in_one_line_is_looked_at_where_one_reads(
    view: TextView, monkeypatch: pytest.MonkeyPatch, word: str
) -> None:
    text = word * (300_000 // len(word))
    show(view, f"{text}\n")
    view.setFocus()
    view.set_caret(len(text) // 2)
    view.reveal(len(text) // 2, len(text) // 2 + 5)
    asked: list[int] = []
    real = text_paint._x
    monkeypatch.setattr(text_paint, "_x", lambda line, at: asked.append(at) or real(line, at))
    view.set_marks([Mark("whole", "promise", "diamond", "solid", 0, len(text))])
    view.viewport().repaint()
    assert 0 < len(asked) < 4000  # of some 5,000 lines, each asked about several times
