"""Tagging in the window: painted at once, true to the workspace whatever comes in between."""

import threading
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.stories.day import Start


def test_a_tag_is_painted_before_it_is_on_the_disk(start: Start, path: Path) -> None:
    day = start(path)
    day.open_document("Talk")
    day.to("open the port")
    QTest.keyClick(day.view, Qt.Key.Key_1)
    assert len(day.view._marks) == 1  # no event has been handled since
    day.settle()
    assert [mark.id for mark in day.view._marks] == [claim.id for claim in day.workspace.claims()]


def test_a_claim_that_is_painted_before_its_answer_came_leaves_no_double(start: Start, path: Path) -> None:
    day = start(path)
    day.open_document("Talk")
    day.to("open the port")
    day.press("1")
    (claim,) = day.workspace.claims()
    late = day.read._tagged.pend("promise", claim.start, claim.end)
    assert day.painted() == {claim.id, late}
    day.read._tagged.made(late, claim.id)
    assert day.painted() == {claim.id}


def test_a_tag_before_the_older_ones_are_shown_hides_none_of_them(start: Start, path: Path, qtbot: QtBot) -> None:
    day = start(path)
    day.open_document("Talk")
    opened = day.read._opened
    assert opened is not None
    for begin in (0, 40, 90):
        day.workspace.mark("risk", opened.row.version_id, [(begin, begin + 20)])
    day.settle()
    gate = threading.Event()
    for lane in ("one", "two"):  # nothing is read until both are let go
        day.window.context.tasks.read(lane, lambda: gate.wait(5), lambda _: None)
    day.read._show(opened)  # as when the document has just been opened: its marks are still being asked for
    with qtbot.waitSignal(day.window.context.changed):
        QTest.keyClick(day.view, Qt.Key.Key_1)
    gate.set()
    day.settle()
    assert len(day.painted()) == 4
    day.agree()


def test_a_tag_that_is_taken_back_at_once_leaves_nothing(start: Start, path: Path, qtbot: QtBot) -> None:
    day = start(path)
    day.open_document("Talk")
    day.to("open the port")
    QTest.keyClick(day.view, Qt.Key.Key_1)
    QTest.keyClick(day.view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    day.settle()
    assert day.workspace.claims() == []
    assert day.painted() == set()
    with qtbot.waitSignal(day.window.context.told) as told:
        day.press("L")
    assert told.args[1] == "Choose a claim first"
    with qtbot.assertNotEmitted(day.window.context.tasks.failed):
        day.press(Qt.Key.Key_Delete)
    day.press("Z", Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    day.agree()
    assert len(day.painted()) == 1


def test_many_tags_in_a_row_all_arrive(start: Start, path: Path) -> None:
    day = start(path)
    day.open_document("Talk")
    for number in range(40):
        day.view.set_caret(10 + 5 * number)
        QTest.keyClick(day.view, Qt.Key.Key_1 if number % 2 else Qt.Key.Key_2)
    day.settle()
    assert len(day.workspace.claims()) == 40
    day.agree()


def test_letters_typed_into_a_field_tag_nothing(start: Start, path: Path) -> None:
    day = start(path)
    day.open_document("Talk")
    day.to("open the port")
    day.press("1")
    day.fill("Note", "123 l . n a")
    day.settle()
    assert len(day.workspace.claims()) == 1
    assert day.field("Note").toPlainText() == "123 l . n a"  # type: ignore[union-attr]


def test_a_second_stretch_in_another_document_leaves_the_first_where_it_is(start: Start, path: Path) -> None:
    day = start(path)
    day.open_document("Talk")
    day.to("open the port")
    day.press("1")
    (claim,) = day.workspace.claims()
    day.open_document("Article")
    begin = day.text_index("The first ship")
    day.view.stretch_added.emit(begin, begin + 14)
    day.settle()
    after = day.workspace.claim(claim.id)
    assert [p.exact for p in after.passages] == [claim.quote, "The first ship"]
    assert len({p.document_id for p in after.passages}) == 2
    assert day.painted() == {claim.id}
    day.open_document("Talk")
    assert day.painted() == {claim.id}


def test_a_verb_that_is_refused_says_so_and_paints_nothing(start: Start, path: Path, qtbot: QtBot) -> None:
    day = start(path)
    day.open_document("Talk")
    day.to("open the port")
    day.press("1")
    with qtbot.waitSignal(day.window.context.told) as told:
        day.window.context.write("Not linked", lambda w: w.link(day.window.context.claim_id, "nothing", "fulfils"))
    day.settle()
    assert told.args[0] == "error"
    assert len(day.workspace.claims()) == 1
    day.agree()
