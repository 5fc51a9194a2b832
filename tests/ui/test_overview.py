"""The overview: its figures are the workspace's, and every part opens the claims it counts."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from db.rows import ClaimFilter
from desktop.ui.charts import Chart
from desktop.ui.day_chip import DayChooser, days
from desktop.ui.places.overview import PLACE
from desktop.ui.places.overview.place import BY, Overview
from desktop.workspace import Workspace
from tests.ui import told
from tests.ui.told import BUDGET, GRID, ROAD, TAX

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def overview(qtbot: QtBot, tmp_path: Path) -> Iterator[Overview]:
    place = told.show(qtbot, PLACE.build, told.tell(tmp_path / "told.claims"), tmp_path)
    assert isinstance(place, Overview)
    qtbot.waitUntil(lambda: place.figures is not None)
    yield place
    told.close(place)


def opened(overview: Overview, qtbot: QtBot, chart: Chart, number: int = 0) -> ClaimFilter:
    """What the ledger is asked for when the part of that number is opened by keyboard."""
    chart.setFocus()
    QTest.keyClick(chart, Qt.Key.Key_Home)
    for _ in range(number):
        QTest.keyClick(chart, Qt.Key.Key_Right)
    with qtbot.waitSignal(overview.context.place_wanted) as wanted:
        QTest.keyClick(chart, Qt.Key.Key_Return)
    assert wanted.args is not None
    assert wanted.args[0] == "ledger"
    asked = wanted.args[1]
    assert isinstance(asked, ClaimFilter)
    return asked


def ids(overview: Overview, *statements: str) -> set[str]:
    assert overview.context.workspace
    known = told.ids(overview.context.workspace)
    return {known[statement] for statement in statements}


def test_the_cards_say_of_how_many(overview: Overview) -> None:
    assert [card.as_text() for card in overview.cards.values()] == [
        "Kept rate of promises: 100 % (1 of 1 finally rated · 95 % interval 21–100 %)",
        "Overdue: 2 (due date passed, no final verdict)",
        "Cannot be rated: 0 % (0 of 6)",
        "Not yet rated: 5 (0 of them due within 30 days)",
    ]


def test_a_card_opens_its_claims(overview: Overview, qtbot: QtBot) -> None:
    with qtbot.waitSignal(overview.context.place_wanted) as wanted:
        QTest.mouseClick(overview.cards["overdue"], Qt.MouseButton.LeftButton)
    assert wanted.args == ["ledger", ClaimFilter(ids=frozenset(ids(overview, ROAD, GRID)), ids_title="Overdue")]


def test_a_card_without_claims_opens_nothing(overview: Overview) -> None:
    assert not overview.cards["unratable"].isEnabled()


@pytest.mark.parametrize("by", BY)
def test_verdicts_by_actor_kind_and_topic_count_every_claim(overview: Overview, qtbot: QtBot, by: str) -> None:
    overview.set_by(by)
    found: set[str] = set()
    for number in range(len(overview.bars.parts())):
        found |= opened(overview, qtbot, overview.bars, number).ids
    assert overview.context.workspace
    assert found == {claim.id for claim in overview.context.workspace.claims()}


def test_a_column_of_the_timeline_opens_what_falls_due_then(overview: Overview, qtbot: QtBot) -> None:
    asked = opened(overview, qtbot, overview.due)
    assert asked.ids >= ids(overview, GRID)
    assert asked.ids_title.startswith("Due ")


def test_a_risk_opens_as_it_was_worded(overview: Overview, qtbot: QtBot) -> None:
    asked = opened(overview, qtbot, overview.risks)
    assert asked.ids == ids(overview, BUDGET)
    assert asked.ids_title == "Likelihood likely, impact high"


def test_claims_without_a_due_date_are_said_beside_the_timeline(overview: Overview, qtbot: QtBot) -> None:
    assert overview._open_ended.text() == "1 without a due date"
    with qtbot.waitSignal(overview.context.place_wanted) as wanted:
        overview._open_ended.click()
    assert wanted.args == ["ledger", ClaimFilter(ids=frozenset(ids(overview, TAX)), ids_title="Without a due date")]


def test_it_follows_what_happens_in_other_places(overview: Overview, qtbot: QtBot) -> None:
    (claim_id,) = ids(overview, ROAD)
    overview.context.write("Remove", lambda w: w.remove_claim(claim_id))
    qtbot.waitUntil(lambda: overview.cards["overdue"].as_text().startswith("Overdue: 1 "))


def test_more_actors_than_fit_are_one_click_away(qtbot: QtBot, tmp_path: Path) -> None:
    workspace = told.tell(tmp_path / "many.claims")
    claim = workspace.claims()[0]
    place = claim.passages[0]
    for number in range(9):
        spot = [(place.start, place.end)]
        workspace.mark("promise", place.version_id, spot, statement="One more.", actor=f"Actor {number}")
    made = told.show(qtbot, PLACE.build, workspace, tmp_path)
    assert isinstance(made, Overview)
    qtbot.waitUntil(lambda: made.figures is not None)
    before = made.bars.height()
    assert made._more[0].text() == "All 12 actors"
    made._more[0].click()
    assert made.bars.height() > before
    assert made.bars.as_text().count("\n") == 11
    told.close(made)


def test_an_empty_workspace_says_what_will_be_here(qtbot: QtBot, tmp_path: Path) -> None:
    made = told.show(qtbot, PLACE.build, Workspace.create(tmp_path / "empty.claims"), tmp_path)
    assert isinstance(made, Overview)
    qtbot.waitUntil(lambda: made.figures is not None)
    page = made._stack.currentWidget()
    assert page is not None
    shown = {label.text() for label in page.findChildren(QLabel)}
    assert "Nothing to count yet" in shown
    told.close(made)


def test_tab_goes_as_one_reads(overview: Overview) -> None:
    overview.setFocus()
    walked: list[str] = []
    for _ in range(9):
        QTest.keyClick(overview.focusWidget() or overview, Qt.Key.Key_Tab)
        focus = overview.focusWidget()
        assert focus is not None
        walked.append(
            (focus.text() if isinstance(focus, QPushButton) else focus.accessibleName()).split(":")[0].strip()
        )
    assert walked == [
        "As of today", "Kept rate of promises", "Overdue", "Not yet rated", "By actor", "Verdicts", "Kept rate by actor",
        "1 without a due date", "Due dates",
    ]  # fmt: skip


def test_as_of_an_earlier_day_the_verdicts_of_that_day_are_counted(overview: Overview, qtbot: QtBot) -> None:
    overview.day.open()
    [chooser] = overview.day.findChildren(DayChooser)
    chooser.field.setText("30 Jun 2020")  # PORT was found kept a day later, and nothing is late yet
    qtbot.keyClick(chooser.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: overview.cards["overdue"].as_text().startswith("Overdue: 0"))
    assert overview.cards["kept"].as_text().startswith("Kept rate of promises: –")
    assert "as of 30 Jun 2020" in overview._summary.text()
    overview.day.clear()
    qtbot.waitUntil(lambda: overview.cards["overdue"].as_text().startswith("Overdue: 2"))


def test_what_is_opened_from_an_earlier_day_says_so_in_the_ledger(overview: Overview, qtbot: QtBot) -> None:
    overview.set_day("2020-12-31")
    qtbot.waitUntil(lambda: overview.cards["overdue"].as_text().startswith("Overdue: 1"))
    with qtbot.waitSignal(overview.context.place_wanted) as wanted:
        overview.cards["overdue"].click()
    assert wanted.args is not None
    asked = wanted.args[1]
    assert isinstance(asked, ClaimFilter)
    assert (asked.ids, asked.ids_title) == (ids(overview, GRID), "Overdue, as of 31 Dec 2020")


def test_a_day_to_come_is_refused_in_place(overview: Overview, qtbot: QtBot) -> None:
    overview.day.open()
    [chooser] = overview.day.findChildren(DayChooser)
    chooser.field.setText("2999-01-01")
    qtbot.keyClick(chooser.field, Qt.Key.Key_Return)
    assert chooser._problem.text() == "That day has not come yet."
    assert overview.as_of == ""


def test_days_that_are_offered() -> None:
    offered = [day for _title, day in days(date(2026, 2, 3))]
    assert offered == ["", "2026-01-31", "2025-12-31"]  # no day twice
