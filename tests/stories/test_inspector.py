"""The inspector in the window: Tab stays among its fields, what can't be read is kept and told, nothing is judged unasked."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop import report
from desktop.export import exporter_of
from tests.stories.day import Day, Start


def tag(day: Day, title: str, words: str) -> str:
    day.open_document(title)
    day.to(words)
    day.press("1")
    return day.window.context.claim_id


def typed(day: Day, words: str) -> None:
    widget = QApplication.focusWidget()
    assert isinstance(widget, QWidget)
    QTest.keyClicks(widget, words)


def said(day: Day) -> str:
    """What is shown beneath fields that can't be read."""
    inspector = day.read.inspector
    return " ".join(one.text() for one in inspector.findChildren(QLabel) if one.property("tone") == "alert")


def test_nobody_has_judged_what_nobody_filled_in(start: Start, path: Path) -> None:
    day = start(path)
    claim = tag(day, "Talk", "open the port")
    row = day.workspace.claim(claim)
    assert set(row.details.values()) == {""} and row.testability == ""
    fields = day.read.inspector.fields._fields
    for name in ("details.commitment", "details.specificity", "testability"):
        assert fields[name].currentText() == "not judged"  # type: ignore[union-attr]
    told = "".join(exporter_of("markdown").write(report.build(day.workspace)))
    assert "testable" not in told and "commitment" not in told
    day.workspace.change_claim(claim, testability="partly_testable", details={"commitment": "soft"})
    day.settle()
    assert fields["testability"].currentText() == "Partly testable"  # type: ignore[union-attr]
    told = "".join(exporter_of("markdown").write(report.build(day.workspace)))
    assert "commitment soft · partly testable" in told
    day.workspace.change_claim(claim, testability="")
    assert day.workspace.claim(claim).testability == ""
    day.workspace.store.undo()
    assert day.workspace.claim(claim).testability == "partly_testable"


def test_tab_goes_from_the_statement_through_the_fields_and_types_no_command(start: Start, path: Path) -> None:
    day = start(path)
    claim = tag(day, "Talk", "open the port")
    day.press(Qt.Key.Key_Return)
    typed(day, "The port will be open")
    day.press(Qt.Key.Key_Tab)
    typed(day, "Government of Estmouth")
    day.press(Qt.Key.Key_Tab)
    typed(day, "all shipping lines")
    day.press(Qt.Key.Key_Tab)
    row = day.workspace.claim(claim)
    assert (row.statement, row.actor, row.addressee) == (
        "The port will be open", "Government of Estmouth", "all shipping lines"
    )  # fmt: skip
    assert day.window.current_place() == "read"
    order = day.read.inspector.fields.in_order()
    for expected in order[4:]:
        day.press(Qt.Key.Key_Tab)
        if expected.isVisible():
            assert QApplication.focusWidget() is expected
        else:
            break


def test_a_month_is_a_due_date_and_so_is_a_day_in_any_of_the_usual_ways(start: Start, path: Path) -> None:
    day = start(path)
    claim = tag(day, "Talk", "And who pays for it")
    for words, first, last, shown in (
        ("June 2027", "2027-06-01", "2027-06-30", "June 2027"),
        ("Jan 2026", "2026-01-01", "2026-01-31", "January 2026"),
        ("15.1.2026", None, "2026-01-15", "15 Jan 2026"),
        ("30/06/2027", None, "2027-06-30", "30 Jun 2027"),
        ("2027", "2027-01-01", "2027-12-31", "2027"),
        ("within six months", "2026-01-15", "2026-07-15", "15 Jul 2026"),
        ("", None, None, ""),
    ):
        day.fill("Due", words or " ")
        day.press(Qt.Key.Key_Return)
        row = day.workspace.claim(claim)
        assert (row.due_earliest, row.due_latest) == (first, last), words
        day.view.setFocus()
        day.settle()
        assert day.field("Due").text() == shown  # type: ignore[union-attr]
    assert said(day).strip() == ""


def test_a_date_that_is_none_stays_to_be_mended_with_its_reason(start: Start, path: Path, qtbot: QtBot) -> None:
    day = start(path)
    claim = tag(day, "Talk", "And who pays for it")
    tag(day, "Talk", "The government will bear")
    day.window.context.choose_claim(claim)
    day.settle()
    day.fill("Due", "30 Juno 2027")
    day.press(Qt.Key.Key_Return)
    assert "“30 Juno 2027” is not a date" in said(day)
    day.fill("Actor", "Harbour Board")
    day.press(Qt.Key.Key_Tab)
    assert day.workspace.claim(claim).actor == "Harbour Board"
    assert day.field("Due").text() == "30 Juno 2027"  # type: ignore[union-attr]
    assert "“30 Juno 2027” is not a date" in said(day)
    day.fill("Due", "30 June 2027")
    day.press(Qt.Key.Key_Return)
    assert day.workspace.claim(claim).due_latest == "2027-06-30" and said(day).strip() == ""
    day.fill("Due", "soon")
    day.view.setFocus()
    with qtbot.waitSignal(day.window.context.told) as told:
        day.press("N")
    assert told.args[0:2] == ["error", "Due not changed"] and "soon" in told.args[2]
    assert day.field("Due").text() != "soon"  # type: ignore[union-attr]


def test_the_way_to_the_claims_own_document_is_cut_at_its_end_only(start: Start, path: Path) -> None:
    day = start(path)
    tag(day, "Talk", "open the port")
    with day.workspace.store.session() as session:
        from db import queries

        talk = next(d.id for d in queries.documents(session) if d.title == "Talk")
    day.workspace.change_document(talk, title="Press briefing on the port, the harbour dues and much else, 15 January")
    day.settle()
    day.open_document("Article")
    shown = day.read.inspector._elsewhere.text()
    assert shown.strip().startswith("In “Press briefing") and shown.endswith("…")
    assert not day.read.inspector._elsewhere.icon().isNull()


def test_the_fold_says_whether_it_is_open(start: Start, path: Path) -> None:
    day = start(path)
    tag(day, "Talk", "open the port")
    more = day.read.inspector.fields.more
    closed = more.icon().pixmap(16).toImage()
    more.click()
    assert more.icon().pixmap(16).toImage() != closed
    more.click()
    assert more.icon().pixmap(16).toImage() == closed
