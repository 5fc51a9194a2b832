"""The ledger: what is hidden is counted, what is edited stays, what is opened is the claim of that row."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from db.rows import ClaimFilter, ClaimRow
from desktop.grouping import GROUPINGS, Group, arranged
from desktop.ui.filters import FilterChip
from desktop.ui.period_chip import PeriodChooser
from desktop.ui.places.ledger import PLACE
from desktop.ui.places.ledger.place import Ledger
from desktop.ui.saved_views import SavedViews, ViewName
from desktop.ui.tables import ACTOR, CLAIM, DUE, LINKS, TOPIC, VERDICT, ClaimTable
from desktop.workspace import Workspace
from tests.ui import told
from tests.ui.told import BUDGET, GRID, PORT, ROAD, SCHOOL, TAX

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return told.tell(tmp_path / "told.claims")


@pytest.fixture
def ledger(qtbot: QtBot, workspace: Workspace, tmp_path: Path) -> Iterator[Ledger]:
    place = told.show(qtbot, PLACE.build, workspace, tmp_path)
    assert isinstance(place, Ledger)
    qtbot.waitUntil(lambda: len(place.table.lines) > 0)
    yield place
    told.close(place)


def statements(ledger: Ledger) -> list[str]:
    return [line.statement for line in ledger.table.lines if isinstance(line, ClaimRow)]


def headings(ledger: Ledger) -> list[str]:
    return [line.title for line in ledger.table.lines if isinstance(line, Group)]


def cell_of(ledger: Ledger, statement: str, column: int = CLAIM) -> QPoint:
    row = ledger.table.row_of(told.ids(_workspace(ledger))[statement])
    return ledger.view.visualRect(ledger.table.index(row, column)).center()


def go_to(ledger: Ledger, statement: str, column: int = CLAIM) -> None:
    row = ledger.table.row_of(told.ids(_workspace(ledger))[statement])
    ledger.view.setFocus()
    ledger.view.setCurrentIndex(ledger.table.index(row, column))


def type_over(ledger: Ledger, text: str) -> None:
    QTest.keyClick(ledger.view, Qt.Key.Key_F2)
    editor = ledger.view.viewport().findChild(QLineEdit)
    assert editor is not None
    editor.selectAll()
    QTest.keyClicks(editor, text)
    QTest.keyClick(editor, Qt.Key.Key_Return)


def _workspace(ledger: Ledger) -> Workspace:
    assert ledger.context.workspace
    return ledger.context.workspace


def test_the_model_keeps_qts_rules(qtbot: QtBot, workspace: Workspace) -> None:
    table = ClaimTable()
    tester = QAbstractItemModelTester(table, QAbstractItemModelTester.FailureReportingMode.Fatal)
    claims = workspace.claims()
    for group in GROUPINGS:
        table.show_lines(arranged(claims, today="2026-01-01", group=group))
        table.replace({claim.id: claim for claim in claims})
    table.show_lines([])
    assert tester.model() is table
    workspace.close()


def test_it_shows_every_claim_with_overdue_ones_first(ledger: Ledger) -> None:
    assert headings(ledger) == ["Overdue", "Was due, assessed", "Due later", "No due date"]
    assert statements(ledger) == [GRID, ROAD, PORT, SCHOOL, BUDGET, TAX]
    assert ledger.bar.words == "Showing 6 claims"


@pytest.mark.parametrize(
    "asked",
    [
        ClaimFilter(kinds=frozenset({"promise"})),
        ClaimFilter(verdicts=frozenset({"overdue"})),
        ClaimFilter(verdicts=frozenset({"kept", "overdue"}), actors=frozenset({"Ministry"})),
        ClaimFilter(topics=frozenset({"trade"}), kinds=frozenset({"promise", "incentive"})),
        ClaimFilter(text="roads"),
        ClaimFilter(text="the", kinds=frozenset({"risk"})),
    ],
)
def test_it_shows_what_the_workspace_answers(ledger: Ledger, qtbot: QtBot, asked: ClaimFilter) -> None:
    wanted = {claim.id for claim in _workspace(ledger).claims(asked)}
    assert 0 < len(wanted) < 6
    ledger.set_filter(asked)
    qtbot.waitUntil(lambda: ledger.table.ids() == wanted)
    filters = f"{len(asked.active)} filter{'s' * (len(asked.active) > 1)}"
    assert ledger.bar.words == f"Showing {len(wanted)} of 6 claims, {6 - len(wanted)} hidden by {filters}"


def test_a_filter_that_hides_everything_says_so_and_is_cleared(ledger: Ledger) -> None:
    ledger.set_filter(ClaimFilter(kinds=frozenset({"risk"}), actors=frozenset({"Ministry"})))
    page = ledger._stack.currentWidget()
    assert page is not None
    assert {label.text() for label in page.findChildren(QLabel)} == {"No claim matches.", "6 hidden by 2 filters."}
    ledger.set_filter(ClaimFilter())
    assert ledger._stack.currentWidget() is ledger.view
    assert len(statements(ledger)) == 6


def test_an_empty_workspace_says_what_to_do(qtbot: QtBot, tmp_path: Path) -> None:
    place = told.show(qtbot, PLACE.build, Workspace.create(tmp_path / "empty.claims"), tmp_path)
    assert isinstance(place, Ledger)
    qtbot.waitUntil(lambda: place._stack.currentWidget() is place._empty)
    told.close(place)


def test_ticking_a_chip_filters_at_once(ledger: Ledger) -> None:
    chip = ledger.bar.chips["actors"]
    chip.open()
    popover = QApplication.activePopupWidget()
    assert popover is not None
    box = next(box for box in popover.findChildren(QCheckBox) if box.accessibleName() == "Agency, 2")
    box.click()
    assert statements(ledger) == [ROAD, SCHOOL]
    assert "Agency" in chip.text()
    popover.close()


def test_the_cross_of_a_chip_takes_it_off(ledger: Ledger) -> None:
    ledger.set_filter(ClaimFilter(actors=frozenset({"Agency"})))
    chip = ledger.bar.chips["actors"]
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(chip.width() - 12, chip.height() // 2))
    assert ledger.filter == ClaimFilter()
    assert len(statements(ledger)) == 6


def test_delete_takes_a_chip_off_too(ledger: Ledger) -> None:
    ledger.set_filter(ClaimFilter(kinds=frozenset({"risk"})))
    QTest.keyClick(ledger.bar.chips["kinds"], Qt.Key.Key_Delete)
    assert ledger.filter == ClaimFilter()


def test_claims_from_another_place_stand_as_a_chip_with_their_title(ledger: Ledger) -> None:
    ids = told.ids(_workspace(ledger))
    ledger.show_item(ClaimFilter(ids=frozenset({ids[TAX], ids[ROAD]}), ids_title="Verdicts of Agency"))
    assert set(statements(ledger)) == {TAX, ROAD}
    assert isinstance(ledger.bar.standing, FilterChip)
    assert "Verdicts of Agency" in ledger.bar.standing.text()
    QTest.mouseClick(ledger.bar.standing, Qt.MouseButton.LeftButton)
    assert len(statements(ledger)) == 6
    assert ledger.bar.standing.isHidden()


def test_typing_finds_in_claims(ledger: Ledger, qtbot: QtBot) -> None:
    QTest.keyClicks(ledger.search, "school")
    qtbot.waitUntil(lambda: statements(ledger) == [SCHOOL])
    ledger.search.clear()
    qtbot.waitUntil(lambda: len(statements(ledger)) == 6)


@pytest.mark.parametrize(
    ("column", "order", "wanted"),
    [
        (CLAIM, Qt.SortOrder.AscendingOrder, [SCHOOL, TAX, BUDGET, GRID, PORT, ROAD]),
        (CLAIM, Qt.SortOrder.DescendingOrder, [ROAD, PORT, GRID, BUDGET, TAX, SCHOOL]),
        (DUE, Qt.SortOrder.DescendingOrder, [SCHOOL, BUDGET, ROAD, GRID, PORT, TAX]),
        (ACTOR, Qt.SortOrder.AscendingOrder, [ROAD, SCHOOL, GRID, PORT, TAX, BUDGET]),
        (ACTOR, Qt.SortOrder.DescendingOrder, [GRID, PORT, TAX, ROAD, SCHOOL, BUDGET]),
        (LINKS, Qt.SortOrder.DescendingOrder, [PORT, ROAD, GRID, SCHOOL, BUDGET, TAX]),
    ],
)
def test_a_header_sorts_and_what_is_unknown_comes_last(
    ledger: Ledger, column: int, order: Qt.SortOrder, wanted: list[str]
) -> None:
    ledger.set_grouping("none")
    ledger.view.horizontalHeader().setSortIndicator(column, order)
    assert statements(ledger) == wanted


@pytest.mark.parametrize(
    ("group", "wanted"),
    [
        ("kind", ["Promises", "Risks", "Incentives"]),
        ("actor", ["Agency", "Ministry", "No actor filled in"]),
        ("verdict", ["Overdue", "Kept", "Not yet rated"]),
        ("document", ["Article", "Dialogue"]),
        ("none", []),
    ],
)
def test_groups_hold_every_claim_once(ledger: Ledger, group: str, wanted: list[str]) -> None:
    ledger.set_grouping(group)
    assert headings(ledger) == wanted
    assert sorted(statements(ledger)) == sorted([PORT, BUDGET, TAX, ROAD, GRID, SCHOOL])


def test_the_order_is_the_same_after_a_restart(qtbot: QtBot, ledger: Ledger) -> None:
    ledger.view.horizontalHeader().setSortIndicator(CLAIM, Qt.SortOrder.DescendingOrder)
    again = PLACE.build(ledger.context)
    qtbot.addWidget(again)
    assert isinstance(again, Ledger)
    assert (again.now().sort, again.now().descending) == ("statement", True)


def test_what_the_grouping_says_is_not_said_in_a_column(ledger: Ledger) -> None:
    ledger.set_grouping("actor")
    assert ledger.view.isColumnHidden(ACTOR)
    ledger.set_grouping("none")
    assert not ledger.view.isColumnHidden(ACTOR)


def test_a_heading_folds_and_its_claims_are_still_counted(ledger: Ledger) -> None:
    heading = ledger.view.visualRect(ledger.table.index(0, CLAIM)).center()
    QTest.mouseClick(ledger.view.viewport(), Qt.MouseButton.LeftButton, pos=heading)
    assert statements(ledger) == [PORT, SCHOOL, BUDGET, TAX]
    assert ledger.bar.words == "Showing 6 claims"
    QTest.keyClick(ledger.view, Qt.Key.Key_Return)
    assert len(statements(ledger)) == 6


def test_enter_opens_the_claim_in_read(ledger: Ledger, qtbot: QtBot) -> None:
    go_to(ledger, SCHOOL)
    claim_id = told.ids(_workspace(ledger))[SCHOOL]
    with qtbot.waitSignal(ledger.context.place_wanted) as wanted:
        QTest.keyClick(ledger.view, Qt.Key.Key_Return)
    assert wanted.args == ["read", claim_id]
    assert ledger.context.claim_id == claim_id


def test_a_double_click_opens_the_claim_in_read(ledger: Ledger, qtbot: QtBot) -> None:
    with qtbot.waitSignal(ledger.context.place_wanted) as wanted:
        QTest.mouseDClick(ledger.view.viewport(), Qt.MouseButton.LeftButton, pos=cell_of(ledger, ROAD))
    assert wanted.args == ["read", told.ids(_workspace(ledger))[ROAD]]


def test_enter_on_the_verdict_goes_to_review(ledger: Ledger, qtbot: QtBot) -> None:
    go_to(ledger, GRID, VERDICT)
    with qtbot.waitSignal(ledger.context.place_wanted) as wanted:
        QTest.keyClick(ledger.view, Qt.Key.Key_Return)
    assert wanted.args == ["review", told.ids(_workspace(ledger))[GRID]]


@pytest.mark.parametrize(
    ("column", "typed", "field", "saved"),
    [
        (CLAIM, "The port of Ansel opens.", "statement", "The port of Ansel opens."),
        (ACTOR, "Harbour Board", "actor", "Harbour Board"),
        (TOPIC, "SMEs", "topics", ("sme",)),
        (TOPIC, "Fisheries", "topics", ("Fisheries",)),
        (DUE, "31 Jan 2027", "due_latest", "2027-01-31"),
        (DUE, " ", "due_latest", None),
    ],
)
def test_a_cell_is_edited_in_place_and_saved(
    ledger: Ledger, qtbot: QtBot, column: int, typed: str, field: str, saved: object
) -> None:
    claim_id = told.ids(_workspace(ledger))[PORT]
    go_to(ledger, PORT, column)
    with qtbot.waitSignal(ledger.context.changed):
        type_over(ledger, typed)
    assert getattr(_workspace(ledger).claim(claim_id), field) == saved


@pytest.mark.parametrize(("column", "typed"), [(CLAIM, " "), (DUE, "31 Feb 2027"), (DUE, "soon")])
def test_what_does_not_fit_is_refused_in_words(ledger: Ledger, qtbot: QtBot, column: int, typed: str) -> None:
    before = _workspace(ledger).claims()
    go_to(ledger, PORT, column)
    with qtbot.waitSignal(ledger.context.told) as heard:
        type_over(ledger, typed)
    assert heard.args[0] == "error"
    ledger.context.tasks.wait()
    assert _workspace(ledger).claims() == before


def test_a_row_that_no_longer_matches_stays_until_refresh(ledger: Ledger, qtbot: QtBot) -> None:
    ledger.set_filter(ClaimFilter(actors=frozenset({"Agency"})))
    go_to(ledger, ROAD, ACTOR)
    type_over(ledger, "Ministry")
    qtbot.waitUntil(lambda: "1 row no longer matches · refresh" in ledger.bar.words)
    assert statements(ledger) == [ROAD, SCHOOL]
    assert ledger.bar.words.startswith("Showing 1 of 6 claims, 5 hidden by 1 filter")
    ledger.bar.refresh_wanted.emit()
    assert statements(ledger) == [SCHOOL]
    assert "refresh" not in ledger.bar.words


def test_selection_and_keyboard_stay_when_another_place_adds_a_claim(ledger: Ledger, qtbot: QtBot) -> None:
    go_to(ledger, SCHOOL, DUE)
    claim = _workspace(ledger).claim(told.ids(_workspace(ledger))[TAX])
    passage = claim.passages[0]
    ledger.context.write(
        "Mark", lambda w: w.mark("risk", passage.version_id, [(passage.start, passage.end)], statement="New.")
    )
    qtbot.waitUntil(lambda: "New." in statements(ledger))
    assert ledger.view.selected() == [told.ids(_workspace(ledger))[SCHOOL]]
    assert ledger.view.currentIndex().column() == DUE
    assert ledger.status() == "1 of 7 selected"


def test_undo_brings_the_row_back_as_it_was(ledger: Ledger, qtbot: QtBot) -> None:
    go_to(ledger, PORT)
    type_over(ledger, "Another port opens.")
    qtbot.waitUntil(lambda: "Another port opens." in statements(ledger))
    ledger.context.write("Undo", lambda w: w.store.undo())
    qtbot.waitUntil(lambda: PORT in statements(ledger))


def test_a_claim_asked_for_by_another_place_is_selected(ledger: Ledger) -> None:
    claim_id = told.ids(_workspace(ledger))[TAX]
    ledger.show_item(claim_id)
    assert ledger.view.selected() == [claim_id]


def test_f2_belongs_to_the_table_while_it_has_the_keyboard(ledger: Ledger) -> None:
    go_to(ledger, PORT)
    QTest.keyClick(ledger.view, Qt.Key.Key_F2)
    editor = ledger.view.viewport().findChild(QLineEdit)
    assert editor is not None
    assert editor.text() == PORT


def test_a_view_is_kept_by_name_and_is_there_after_a_restart(
    qtbot: QtBot, ledger: Ledger, workspace: Workspace, tmp_path: Path
) -> None:
    ledger.set_filter(ClaimFilter(kinds=frozenset({"promise"}), made=("", "2999-12-31"), more=frozenset({"unlinked"})))
    ledger.set_grouping("actor")
    ledger.view.horizontalHeader().setSortIndicator(CLAIM, Qt.SortOrder.DescendingOrder)
    ledger._column_actions[TOPIC].trigger()
    kept = ledger.now()
    ledger.tabs._ask_name()
    [asked] = ledger.tabs.findChildren(ViewName)
    asked.field.setText("Promises")
    qtbot.keyClick(asked.field, Qt.Key.Key_Return)
    ledger.show_view("")
    ledger._column_actions[TOPIC].trigger()
    assert ledger.now() != kept
    again = Ledger(ledger.context)
    qtbot.addWidget(again)
    again.reset()
    assert list(again.tabs._tabs) == ["", "Promises"]
    ledger.tabs._tabs["Promises"].click()
    assert ledger.now() == kept
    assert ledger.tabs._tabs["Promises"].isChecked()
    assert ledger.view.isColumnHidden(TOPIC)


def test_views_belong_to_their_workspace_and_are_deleted(qtbot: QtBot, ledger: Ledger) -> None:
    ledger.keep_view("Mine")
    assert SavedViews(ledger.context.settings, "/another.claims").views == {}
    qtbot.keyClick(ledger.tabs._tabs["Mine"], Qt.Key.Key_Delete)
    assert list(ledger.tabs._tabs) == [""]
    assert SavedViews(ledger.context.settings, str(ledger.context.path)).views == {}


def test_views_that_do_not_fit_are_in_a_menu(ledger: Ledger, qtbot: QtBot) -> None:
    needed = ledger.minimumSizeHint().width()
    for number in range(9):
        ledger.keep_view(f"A rather long name {number}")
    qtbot.waitUntil(lambda: ledger.tabs._rest.isVisible())
    shown = [name for name, tab in ledger.tabs._tabs.items() if tab.isVisible()]
    assert shown[:2] == ["", "A rather long name 0"]
    assert ledger.tabs._rest.text() == f"{10 - len(shown)} more"
    assert ledger.minimumSizeHint().width() == needed


@pytest.mark.parametrize("kept", ["", "no json", "[]", '{"x": 1}', '{"x": {"a": {"filter": 3}}}'])
def test_settings_that_are_not_ours_hold_no_views(ledger: Ledger, kept: str) -> None:
    ledger.context.settings.setValue("ledger/views", kept)
    assert SavedViews(ledger.context.settings, "x").views == {}


def test_claims_by_the_days_on_which_they_were_made(ledger: Ledger, qtbot: QtBot, workspace: Workspace) -> None:
    claims = told.ids(workspace)
    workspace.change_claim(claims[PORT], made_on="2026-02-03")
    workspace.change_claim(claims[ROAD], made_on="2026-05-01")
    qtbot.waitUntil(lambda: sum(bool(claim.made_on) for claim in ledger._answer.claims) >= 2)
    ledger.bar.made.open()
    [chooser] = ledger.bar.made.findChildren(PeriodChooser)
    chooser.first.setText("1 Feb 2026")
    chooser.last.setText("30 Apr 2026")
    qtbot.keyClick(chooser.last, Qt.Key.Key_Return)
    assert statements(ledger) == [PORT]
    assert "1 Feb 2026 – 30 Apr 2026" in ledger.bar.made.text()
    ledger.bar.made.clear()
    assert len(statements(ledger)) == 6


def test_more_conditions_all_have_to_hold(ledger: Ledger) -> None:
    ledger.set_filter(ClaimFilter(more=frozenset({"open_ended"})))
    assert statements(ledger) == [TAX]
    ledger.set_filter(ClaimFilter(more=frozenset({"open_ended", "no_actor"})))
    assert statements(ledger) == []


def test_a_topic_is_shown_as_somebody_wrote_it(ledger: Ledger, qtbot: QtBot, workspace: Workspace) -> None:
    claim_id = told.ids(workspace)[TAX]
    workspace.change_claim(claim_id, topic="EU Fisheries")
    qtbot.waitUntil(lambda: ledger.table.index(ledger.table.row_of(claim_id), TOPIC).data() == "EU Fisheries")
    choices = {choice.words for choice in ledger.bar.chips["topics"]._choices}
    assert {"EU Fisheries", "Trade"} <= choices


def test_a_long_statement_is_edited_whole(ledger: Ledger, qtbot: QtBot, workspace: Workspace) -> None:
    claim_id = told.ids(workspace)[PORT]
    long = "The port opens in the first days of summer, with two quays for container ships of the largest class."
    workspace.change_claim(claim_id, statement=long)
    row = ledger.table.row_of(claim_id)
    qtbot.waitUntil(lambda: ledger.table.index(row, CLAIM).data() == long)
    go_to(ledger, long)
    QTest.keyClick(ledger.view, Qt.Key.Key_F2)
    editor = ledger.view.viewport().findChild(QLineEdit)
    assert editor is not None
    assert editor.width() > editor.fontMetrics().horizontalAdvance(long)
    assert editor.geometry().right() <= ledger.view.viewport().width()
