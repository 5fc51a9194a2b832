"""What floats loses nothing that was typed, covers no words, and says when it finds nothing."""

from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from desktop.claims import kind_of
from desktop.ui.panels.command_palette import CommandPalette
from desktop.ui.panels.link_picker import LinkPicker
from desktop.ui.panels.relation_menu import RelationMenu
from desktop.ui.popover import SHADOW
from tests.stories.day import Day, Start


def open_picker(day: Day) -> LinkPicker:
    day.press("L")
    return next(w for w in QApplication.topLevelWidgets() if isinstance(w, LinkPicker) and w.isVisible())


def armed(day: Day) -> None:
    day.open_document("Talk")
    day.to("open the port")
    day.press("1")
    day.press("L")


def test_a_click_elsewhere_keeps_what_was_typed_and_esc_gives_it_up(start: Start, path: Path) -> None:
    day = start(path)
    armed(day)
    picker = open_picker(day)
    QTest.keyClicks(picker.field, "Ship moored")
    QTest.keyClick(picker.field, Qt.Key.Key_Return)
    picker._day.setText("4 Mar 2027")
    QTest.keyClicks(picker._statement, " at last")
    picker.close()  # what a click elsewhere does to a popup
    day.come_to_front()
    again = open_picker(day)
    assert (again._statement.text(), again._day.text()) == ("Ship moored at last", "4 Mar 2027")
    assert QApplication.focusWidget() is again._statement
    QTest.keyClick(again._statement, Qt.Key.Key_Escape)  # back to the list
    QTest.keyClick(again.field, Qt.Key.Key_Escape)
    assert not again.isVisible()
    day.come_to_front()
    assert open_picker(day)._statement.text() == ""


def test_a_draft_that_was_used_is_gone(start: Start, path: Path) -> None:
    day = start(path)
    armed(day)
    picker = open_picker(day)
    QTest.keyClicks(picker.field, "Ship moored")
    QTest.keyClick(picker.field, Qt.Key.Key_Return)
    QTest.keyClick(picker._day, Qt.Key.Key_Return)
    QTest.keyClick(picker, Qt.Key.Key_1)
    day.settle()
    assert [outcome.statement for outcome in day.workspace.outcomes()] == ["Ship moored"]
    assert day.window.context.drafts == {}


def test_the_day_of_a_new_outcome_is_asked_for_in_plain_words(start: Start, path: Path) -> None:
    day = start(path)
    armed(day)
    picker = open_picker(day)
    names = [field.accessibleName() for field in picker.findChildren(QLineEdit)]
    assert "What happened" in names and "Happened on" in names


def test_the_menu_of_relations_lies_beside_the_words(start: Start, path: Path) -> None:
    day = start(path)
    day.open_document("Talk")
    room = day.window.screen().availableGeometry()
    menu = RelationMenu(day.window, kind_of("promise"))
    for words in (
        QRectF(300, room.top() + 20, 400, 60),
        QRectF(300, room.bottom() - 60, 400, 30),
        QRectF(100, room.top() + 30, 200, room.height() - 60),
    ):
        menu.open_beside(words)
        card = QRect(menu.pos(), menu.size()).adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW)
        assert not QRectF(card).intersects(words)
        assert room.contains(card)
    menu.close()


def test_the_find_bar_covers_no_words(start: Start, path: Path) -> None:
    day = start(path)
    day.open_document("Talk")
    day.read.finding.open()
    bar, reader = day.read.reader.find_bar, day.read.reader
    assert bar.isVisible()
    assert bar.geometry().bottom() < day.view.mapTo(reader, QPoint(0, 0)).y()
    QTest.keyClicks(day.read.reader.find_bar.field, "port")
    field, count = day.read.reader.find_bar.field, day.read.reader.find_bar.count
    assert count.text().endswith("of 2") or " of " in count.text()
    assert count.x() - field.geometry().right() >= 8


def test_the_palette_shows_menu_and_key_and_says_when_nothing_matches(start: Start, path: Path) -> None:
    day = start(path)
    day.open_document("Talk")
    palette = CommandPalette(day.window)
    palette.open()
    rows = [palette._list.item(n) for n in range(palette._list.count())]
    said = [str(item.data(Qt.ItemDataRole.AccessibleTextRole)) for item in rows]
    assert "Tag promise, Claim, 1" in said
    QTest.keyClicks(palette._field, "zzz")
    assert palette._nothing.isVisible() and palette._nothing.text() == "No command matches “zzz”."
    QTest.keyClick(palette._field, Qt.Key.Key_Return)  # runs nothing
    assert palette.isVisible()
    palette._field.setText("ledger")
    assert not palette._nothing.isVisible()
    QTest.keyClick(palette._field, Qt.Key.Key_Return)
    day.settle()
    assert day.window.current_place() == "ledger"
