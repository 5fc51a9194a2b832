"""Lists of two-line rows: chosen by arrow keys and mouse, opened by Enter, kept in place when they are filled again."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.ui import theme
from desktop.ui.lists import Badge, Row, RowsView

BADGES = (Badge("diamond", "promise", 4), Badge("plus", "incentive"))
ROWS = [
    Row("", "OVERDUE  2"),
    Row("a", "The port opens by June <b>2026</b>", "6 days late", sign="diamond", token="promise", alert=True),
    Row("b", "Dues are lifted", "50 days late", sign="plus", token="incentive", alert=True),
    Row("", "LATER  1"),
    Row("c", "ٹوکیو مکالمہ", "2 Mar 2026", "newspaper", badges=BADGES),
]


@pytest.fixture
def view(qtbot: QtBot, qapp: QApplication) -> RowsView:
    theme.apply(qapp, "light")
    made = RowsView("Review")
    qtbot.addWidget(made)
    made.resize(300, 400)
    made.show_rows(ROWS)
    return made


def test_the_model_keeps_qts_contract(view: RowsView) -> None:
    QAbstractItemModelTester(view.rows_model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    view.show_rows(ROWS[:3])
    assert view.keys() == ["a", "b"]


def test_arrow_keys_pass_over_the_names_of_sections(view: RowsView) -> None:
    chosen: list[str] = []
    view.chosen.connect(chosen.append)
    view.set_current("b")
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert chosen == ["c"]


def test_enter_opens_the_current_row(view: RowsView, qtbot: QtBot) -> None:
    view.set_current("b")
    with qtbot.waitSignal(view.opened) as opened:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert opened.args == ["b"]


def test_a_click_chooses_and_a_section_cannot_be_chosen(view: RowsView) -> None:
    chosen: list[str] = []
    view.chosen.connect(chosen.append)
    for number in (0, 1):
        place = view.visualRect(view.rows_model.index(number, 0)).center()
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen == ["a"]


def test_filling_it_again_keeps_the_current_row_and_says_nothing(view: RowsView) -> None:
    view.set_current("b")
    chosen: list[str] = []
    view.chosen.connect(chosen.append)
    view.show_rows([Row("new", "Another"), *ROWS])
    assert view.current_key() == "b"
    assert chosen == []


def test_a_row_is_read_out_with_its_counts_and_its_words_are_no_markup(view: RowsView) -> None:
    index = view.rows_model.index(4, 0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "ٹوکیو مکالمہ, 2 Mar 2026, 4 promise"
    assert "&lt;b&gt;" in view.rows_model.index(1, 0).data(Qt.ItemDataRole.ToolTipRole)


def test_every_row_is_painted_and_high_enough_to_hit(view: RowsView) -> None:
    painted = view.grab().toImage()
    for number, row in enumerate(ROWS):
        box = view.visualRect(view.rows_model.index(number, 0))
        part = painted.copy(box)
        colours = {part.pixel(x, y) for x in range(0, part.width(), 2) for y in range(part.height())}
        assert len(colours) > 4
        assert box.height() >= (24 if row.key else 16)
