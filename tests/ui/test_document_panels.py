"""What is reached from the head of a document: its contents, and the highlights that came with the file."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.documents.base import Highlight
from desktop.outline import Heading
from desktop.ui.panels.contents import ContentsPanel
from desktop.ui.panels.highlights import HighlightsPanel

pytestmark = pytest.mark.qt_log_ignore("does not support|propagateSizeHints")
HEADINGS = [Heading(0, "The port", 1), Heading(40, "The quay", 2, "iv"), Heading(90, "Money", 1)]


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(800, 700)
    made.show()
    return made


def test_contents_begin_where_the_caret_is_and_enter_goes_there(qtbot: QtBot, window: QWidget) -> None:
    panel = ContentsPanel(window, HEADINGS, caret=50)
    panel.show_at(QPoint(0, 0))
    assert panel.list.currentItem().text().strip() == "The quay   iv"
    qtbot.keyClicks(panel.field, "mon")
    with qtbot.waitSignal(panel.went_to) as gone:
        qtbot.keyClick(panel.field, Qt.Key.Key_Return)
    assert gone.args == [90]


def test_contents_say_when_nothing_is_found(qtbot: QtBot, window: QWidget) -> None:
    panel = ContentsPanel(window, HEADINGS, caret=0)
    panel.show_at(QPoint(0, 0))
    qtbot.keyClicks(panel.field, "steel")
    assert panel._nothing.text() == "nothing has “steel”"
    panel.close()


def test_highlights_are_accepted_by_a_kinds_key_one_after_the_other(qtbot: QtBot, window: QWidget) -> None:
    text = "We will open the port. It may cost more."
    panel = HighlightsPanel(window, [Highlight(0, 22, "check this", "Bo"), Highlight(23, 40)], text)
    panel.show_at(QPoint(0, 0))
    assert panel.list.rows_model.rows[0].detail == "Bo · check this"
    with qtbot.waitSignal(panel.accepted) as first:
        qtbot.keyClick(panel.list, "1")  # type: ignore[call-overload]
    assert first.args == ["promise", 0, 22, "check this"]
    with qtbot.waitSignal(panel.accepted) as second:
        qtbot.keyClick(panel.list, "2")  # type: ignore[call-overload]
    assert second.args == ["risk", 23, 40, ""]
    assert panel._count.text() == "all are accepted"
    panel.close()
