"""The open document as a whole: what it says of itself is corrected, and it can be taken out and brought back."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from db import queries
from db.rows import DocumentRow
from desktop.ui.panels.document_details import DocumentDetails, published_problem
from tests.stories.day import Day, Start


def details(day: Day) -> DocumentDetails:
    day.view.setFocus()
    day.press("I", Qt.KeyboardModifier.ControlModifier)
    return next(w for w in QApplication.topLevelWidgets() if isinstance(w, DocumentDetails) and w.isVisible())


def stored(day: Day, title: str) -> DocumentRow | None:
    with day.workspace.store.session() as session:
        return next((d for d in queries.documents(session) if d.title == title), None)


def run(day: Day, name: str) -> None:
    day.window._actions[name].trigger()
    day.settle()


def test_what_a_document_says_of_itself_is_corrected(start: Start, path: Path) -> None:
    day = start(path)
    day.open_document("Talk")
    panel = details(day)
    QTest.keyClicks(panel.title, "Talk at the harbour")
    panel.publisher.setFocus()
    QTest.keyClicks(panel.publisher, "Estmouth Gazette")
    panel.published.setFocus()
    panel.published.selectAll()
    QTest.keyClicks(panel.published, "2026-02")
    panel.type.saved.emit("transcript")
    panel.note.setFocus()
    QTest.keyClicks(panel.note, "Checked against the recording")
    panel.close()  # what is half typed is saved
    day.settle()
    changed = stored(day, "Talk at the harbour")
    assert changed is not None
    assert (changed.publisher, changed.doc_type) == ("Estmouth Gazette", "transcript")
    assert (changed.published_on, changed.published_precision) == ("2026-02-01", "month")
    assert changed.note == "Checked against the recording"
    assert details(day).published.text() == "2026-02"


def test_a_title_is_never_empty_and_esc_gives_up_the_words(start: Start, path: Path) -> None:
    day = start(path)
    day.open_document("Talk")
    panel = details(day)
    QTest.keyClick(panel.title, Qt.Key.Key_Delete)
    panel.author.setFocus()
    day.settle()
    assert panel.title.toPlainText() == "Talk"
    QTest.keyClicks(panel.author, "never saved")
    QTest.keyClick(panel.author, Qt.Key.Key_Escape)
    day.settle()
    row = stored(day, "Talk")
    assert row is not None and row.author == ""
    assert not any(isinstance(w, DocumentDetails) and w.isVisible() for w in QApplication.topLevelWidgets())


@pytest.mark.parametrize("text", ["", "2026", "2026-06", "2026-06-30", "30 Jun 2026"])
def test_a_date_of_publication_may_be_a_day_a_month_or_a_year(text: str) -> None:
    assert published_problem(text) == ""


@pytest.mark.parametrize("text", ["2026-13", "soon", "31 Jun 2026", "0000"])
def test_what_is_no_date_is_said_to_be_none(text: str) -> None:
    assert published_problem(text).startswith("Write a day, a month or a year")


def test_a_document_is_removed_at_once_and_the_notice_brings_it_back(start: Start, path: Path, qtbot: QtBot) -> None:
    day = start(path)
    day.open_document("Talk")
    day.to("open the port")
    day.press("1")
    before = day.workspace.claims()
    run(day, "remove_document")
    assert stored(day, "Talk") is None and day.workspace.claims() == []
    assert day.read._opened is not None and day.read._opened.row.title == "Article"
    undo = next(b for b in day.window.findChildren(QPushButton) if b.text() == "Undo" and b.isVisible())
    undo.click()
    day.settle()
    assert stored(day, "Talk") is not None and day.workspace.claims() == before


def test_a_document_whose_claim_was_judged_stays_and_says_why(start: Start, path: Path, qtbot: QtBot) -> None:
    day = start(path)
    day.open_document("Talk")
    day.to("open the port")
    day.press("1")
    (claim,) = day.workspace.claims()
    day.workspace.assess(claim.id, "in_progress", rationale="They have begun.")
    with qtbot.waitSignal(day.window.context.told) as told:
        run(day, "remove_document")
    assert told.args[:2] == ["error", "“Talk” was not removed"]
    assert stored(day, "Talk") is not None
