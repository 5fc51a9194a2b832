"""Two documents side by side: a claim in one, what happened in the other; commands and inspector follow the hand."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from db import queries
from desktop.ui.views.text_view import TextView
from tests.stories.day import Day, Start, places

CTRL = Qt.KeyboardModifier.ControlModifier


def title(day: Day) -> str:
    assert day.read.opened is not None
    return day.read.opened.row.title


def ident(day: Day, wanted: str) -> str:
    return next(key for key, words in day.read.titles().items() if words == wanted)


def other(day: Day) -> TextView:
    sheet = day.read.beside.pane.sheet
    assert sheet is not None
    return sheet.texts


@pytest.fixture
def day(start: Start, path: Path) -> Day:
    """The talk is worked in, the article stands at its right."""
    made = start(path)
    made.window.resize(1440, 900)
    made.open_document("Talk")
    made.read.beside.open(ident(made, "Article"))
    made.settle()
    return made


def drag_over(day: Day, view: TextView, words: str) -> None:
    """Select these words with the mouse."""
    start = view.toPlainText().index(words)
    boxes = [view.box_of(at) for at in (start, start + len(words) - 1)]
    assert all(boxes)
    ends = [QPoint(round(box.center().x()), round(box.center().y())) for box in boxes if box]
    port = view.viewport()
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=ends[0])
    QTest.mouseMove(port, ends[1])
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=ends[1])
    day.settle()
    day.settle()


def test_a_claim_at_the_left_is_linked_to_words_at_the_right(day: Day) -> None:
    day.to("open the port")
    day.press("1")
    claim = day.window.context.claim_id
    day.press("L")
    words = other(day).toPlainText().split(".")[0]
    drag_over(day, other(day), words)
    assert title(day) == "Article"
    assert day.view.selection() is not None
    assert day.window.context.claim_id == claim
    day.press("L")
    day.press("1")
    with day.workspace.store.session() as session:
        links = queries.links(session, claim_id=claim)
    assert len(links) == 1
    assert day.read.inspector.claim() is not None


def test_no_word_moves_when_one_goes_over(day: Day) -> None:
    left, right = day.view, other(day)
    before = places(left), places(right)
    day.press(Qt.Key.Key_F6)
    assert day.view is right
    assert other(day) is left
    assert (places(left), places(right)) == before
    assert right.hasFocus()
    day.press(Qt.Key.Key_F6)
    assert day.view is left
    assert (places(left), places(right)) == before


def test_a_key_tags_where_the_hand_is(day: Day) -> None:
    start = other(day).toPlainText().split()[0]
    drag_over(day, other(day), start)
    day.press("2")
    (claim,) = day.workspace.claims()
    assert (claim.document, claim.kind) == ("Article", "risk")
    assert day.read.inspector.claim() is not None


def test_both_sides_show_what_is_tagged(day: Day) -> None:
    day.read.beside.open(ident(day, "Talk"))
    day.settle()
    day.to("open the port")
    day.press("1")
    day.settle()
    assert {mark.id for mark in other(day)._marks} == {day.window.context.claim_id} == day.painted()


def test_it_comes_back_at_the_next_start_and_can_be_closed(day: Day, start: Start, path: Path) -> None:
    day.close()
    again = start(path)
    again.settle()
    assert (title(again), again.read.beside.pane.title()) == ("Talk", "Article")
    again.press(Qt.Key.Key_Backslash, CTRL)
    assert again.read.beside.opened is None
    assert again.read.beside.pane.isHidden()
    assert again.view.hasFocus()
    again.press(Qt.Key.Key_Backslash, CTRL)
    assert (title(again), again.read.beside.pane.title()) == ("Talk", "Talk")


def test_a_document_that_is_removed_leaves_the_other_side(day: Day) -> None:
    gone = ident(day, "Article")
    day.window.context.write("Remove", lambda w: w.remove_document(gone))
    day.settle()
    assert day.read.beside.opened is None
    assert title(day) == "Talk"


def test_panes_make_room_and_come_back(start: Start, path: Path) -> None:
    day = start(path)
    day.window.resize(1100, 700)
    day.open_document("Talk")
    day.read.beside.open(ident(day, "Article"))
    day.settle()
    assert day.window.width() == 1100
    assert not day.read.has_pane("documents")
    day.read.beside.close()
    assert day.read.has_pane("documents")


def test_a_document_that_was_open_lately_is_there_at_once(start: Start, path: Path) -> None:
    """It keeps its place, also after several others."""
    day = start(path)
    day.open_document("Talk")
    day.to("harbour dues")
    view, caret = day.view, day.view.caret()
    day.open_document("Article")
    assert day.view is not view
    day.open_document("Talk")
    assert (day.view, day.view.caret()) == (view, caret)
    day.agree()


def test_the_menu_of_the_list_opens_a_document_beside(start: Start, path: Path) -> None:
    day = start(path)
    day.open_document("Talk")
    rows, article = day.read.documents.list, ident(day, "Article")
    index = rows.rows_model.index(rows.keys().index(article), 0)
    spot = rows.visualRect(index).center()
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.RightButton, pos=spot)
    day.settle()
    assert title(day) == "Talk"  # the right button alone opens nothing
    wanted = next(act for act in day.read.documents.menu.menu(article).actions() if act.text() == "Open beside")
    wanted.trigger()
    day.settle()
    assert (title(day), day.read.beside.pane.title()) == ("Talk", "Article")
