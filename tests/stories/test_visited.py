"""Back and forward: the same words at the same height, in whichever document or place one was."""

from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from tests.stories.day import Day, Start

ALT = Qt.KeyboardModifier.AltModifier


def title(day: Day) -> str:
    opened = day.read.opened
    assert opened is not None
    return opened.row.title


def test_back_and_forward_through_documents_and_places(start: Start, path: Path) -> None:
    day = start(path)
    day.open_document("Talk")
    day.to("harbour dues")
    caret = day.view.caret()
    day.open_document("Article")
    day.window.show_place("ledger")
    day.settle()
    day.window.visited.go(-1)
    day.settle()
    assert (day.window.current_place(), title(day)) == ("read", "Article")
    day.press(Qt.Key.Key_Left, ALT)
    assert (title(day), day.view.caret()) == ("Talk", caret)
    assert day.view.hasFocus()
    day.press(Qt.Key.Key_Right, ALT)
    assert title(day) == "Article"
    day.press(Qt.Key.Key_Right, ALT)
    assert day.window.current_place() == "ledger"
    assert not day.window.visited.can_go(1)


def test_going_on_from_an_earlier_place_forgets_the_later_ones(start: Start, path: Path) -> None:
    day = start(path)
    day.open_document("Talk")
    day.open_document("Article")
    day.press(Qt.Key.Key_Left, ALT)
    assert day.window.visited.can_go(1)
    day.window.show_place("review")
    day.settle()
    assert not day.window.visited.can_go(1)
    assert day.window.visited.can_go(-1)


def test_the_mouse_has_buttons_for_it(start: Start, path: Path) -> None:
    day = start(path)
    day.open_document("Talk")
    day.open_document("Article")
    QTest.mousePress(day.view.viewport(), Qt.MouseButton.BackButton, pos=QPoint(200, 60))
    day.settle()
    assert title(day) == "Talk"


def test_a_document_that_is_gone_is_passed_over(start: Start, path: Path) -> None:
    day = start(path)
    day.open_document("Talk")
    day.open_document("Article")
    opened = day.read.opened
    assert opened is not None
    day.window.show_place("overview")
    day.settle()
    day.window.context.write("Remove", lambda w: w.remove_document(opened.row.id))
    day.settle()
    day.window.visited.go(-1)
    day.settle()
    assert title(day) == "Talk"


def test_another_workspace_has_its_own_visits(start: Start, path: Path) -> None:
    day = start(path)
    day.open_document("Article")
    day.open_document("Talk")
    day.window.context.open(None)
    day.settle()
    assert not day.window.visited.can_go(-1)


def test_another_document_has_its_own_claim(start: Start, path: Path) -> None:
    """The inspector never goes on about the document before."""
    day = start(path)
    day.open_document("Talk")
    day.to("open the port")
    day.press("1")
    claim = day.window.context.claim_id
    assert claim
    day.read.documents.chosen.emit(next(key for key, row in day.read._documents.items() if row.title == "Article"))
    day.settle()
    assert day.window.context.claim_id == ""
    day.read.documents.chosen.emit(next(key for key, row in day.read._documents.items() if row.title == "Talk"))
    day.settle()
    assert day.window.context.claim_id == claim  # the caret is in it


def test_notices_never_cover_the_fields(start: Start, path: Path) -> None:
    day = start(path)
    notice = day.window.notices.show("error", "Not saved", "The disk is full.")
    inspector = day.read.inspector
    assert notice.geometry().right() - 16 <= inspector.mapTo(day.window, QPoint(0, 0)).x()
    day.read.toggle_pane("inspector")
    assert notice.geometry().right() > day.window.width() - 40
