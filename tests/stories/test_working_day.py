"""A working day through the real start: open, tag by keys, edit, link, assess, close; the next day everything is there."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from db import queries
from desktop.ui.notices import Notice
from desktop.ui.panels.relation_menu import RelationMenu
from desktop.workspace import Workspace
from tests.stories.day import Day, Start


def test_a_day_of_tagging_and_the_next_morning(start: Start, path: Path) -> None:
    day = start(path)
    day.open_document("Talk")
    tag_three_kinds(day)
    add_a_second_stretch(day)
    undo_and_redo(day)
    edit_fields(day)
    link_what_happened(day)
    assess(day)
    day.agree()
    before = (day.workspace.claims(), day.workspace.outcomes(), day.workspace.store.undo_label)
    day.close()

    morning = start(None)  # the last workspace, by itself
    assert morning.workspace.store.path == path
    assert (morning.workspace.claims(), morning.workspace.outcomes(), morning.workspace.store.undo_label) == before
    morning.open_document("Talk")
    morning.agree()
    morning.press("Z", Qt.KeyboardModifier.ControlModifier)  # also after a restart
    promise = next(c for c in morning.workspace.claims() if c.kind == "promise")
    assert promise.verdict == "not_yet_rated"


def tag_three_kinds(day: Day) -> None:
    day.to("open the port")
    day.press(".")
    assert day.view.selection() is not None
    day.press("1")
    day.to("cost more")
    day.press("2")  # nothing selected: the sentence at the caret
    day.to("Shipping firms")
    assert day.read.status() == "Paragraph 3 of 3"
    day.press(".")
    day.press("3")
    found = day.workspace.claims()
    assert [(c.kind, c.quote, c.speaker) for c in found] == [
        ("promise", "We will open the port of Estmouth by the end of June 2026.", "MS. QUAY"),
        ("risk", "It may cost more than we hope.", "MS. QUAY"),
        ("incentive", "Shipping firms that move here pay no harbour dues for five years.", "MS. QUAY"),
    ]
    assert (found[0].due_latest, found[0].made_on) == ("2026-06-30", "2026-01-15")
    assert day.window.context.claim_id == found[2].id
    assert day.view.hasFocus()
    day.agree()


def add_a_second_stretch(day: Day) -> None:
    day.press("N")  # from the incentive to the first claim
    promise = day.workspace.claims()[0]
    assert day.window.context.claim_id == promise.id
    start = day.text_index("The government will bear a half.")
    day.view.stretch_added.emit(start, start + len("The government will bear a half."))
    day.settle()
    assert day.workspace.claim(promise.id).quote == (
        "We will open the port of Estmouth by the end of June 2026. … The government will bear a half."
    )
    assert sum(mark.id == promise.id for mark in day.view._marks) == 2


def undo_and_redo(day: Day) -> None:
    after = day.workspace.claims()
    for left in (3, 2, 1, 0):
        day.press("Z", Qt.KeyboardModifier.ControlModifier)
        assert len(day.workspace.claims()) == left
        day.agree()
    assert day.painted() == set()
    for _ in range(4):
        day.press("Z", Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
        day.agree()
    assert day.workspace.claims() == after


def edit_fields(day: Day) -> None:
    promise = day.workspace.claims()[0]
    day.window.context.choose_claim(promise.id)
    day.settle()
    day.view.setFocus()
    day.press(Qt.Key.Key_Return)  # into the inspector
    assert day.field("Statement").hasFocus()
    day.fill("Statement", "Estmouth's port opens by 30 June 2026")
    day.press(Qt.Key.Key_Return)
    day.fill("Actor", "Ministry of Works")
    day.press(Qt.Key.Key_Return)
    day.fill("Due", "1 Jul 2026")
    day.press(Qt.Key.Key_Return)
    day.fill("Topic", "Energy and infrastructure")
    day.press(Qt.Key.Key_Return)
    day.fill("Condition", "never saved")
    day.press(Qt.Key.Key_Escape)  # gives up the words and goes back to the text
    assert day.view.hasFocus()
    changed = day.workspace.claim(promise.id)
    assert (changed.statement, changed.actor) == ("Estmouth's port opens by 30 June 2026", "Ministry of Works")
    assert (changed.due_latest, changed.topics, changed.condition) == ("2026-07-01", ("energy_and_infrastructure",), "")
    assert "statement" not in changed.filled_in


def link_what_happened(day: Day) -> None:
    promise = day.workspace.claims()[0]
    day.press("L")
    day.open_document("Article")
    day.take("The first ship moored in Estmouth on 4 March 2027")
    day.press("L")
    menu = next(w for w in QApplication.topLevelWidgets() if isinstance(w, RelationMenu) and w.isVisible())
    QTest.keyClick(menu, Qt.Key.Key_2)
    day.settle()
    day.come_to_front()  # a window manager brings it there when a popup closes
    (outcome,) = day.workspace.outcomes()
    assert outcome.statement == "The first ship moored in Estmouth on 4 March 2027"
    assert outcome.evidence[0].document == "Article"
    with day.workspace.store.session() as session:
        (link,) = queries.links(session)
    assert (link.claim_id, link.outcome_id, link.relation) == (promise.id, outcome.id, "partly_fulfils")
    assert [mark.id for mark in day.view._marks if mark.kind == "evidence"] == [outcome.id]
    day.agree()


def assess(day: Day) -> None:
    promise = next(c for c in day.workspace.claims() if c.kind == "promise")
    assert day.window.context.claim_id == promise.id
    day.view.setFocus()
    day.press("A")
    assert day.window.current_place() == "review"
    day.press("2")  # final, so it asks why
    reason = QApplication.focusWidget()
    assert isinstance(reason, QLineEdit)
    QTest.keyClicks(reason, "It opened, nine months late.")
    day.press(Qt.Key.Key_Return)
    rated = day.workspace.claim(promise.id)
    assert rated.assessment is not None
    assert (rated.verdict, rated.assessment.rationale) == ("partly_kept", "It opened, nine months late.")
    assert rated.assessment.analyst == "Ada Quay"
    day.window.show_place("read")
    day.settle()


@pytest.mark.parametrize("name", ["Statement", "Actor", "Note"])
def test_closing_saves_what_is_half_typed(start: Start, path: Path, name: str) -> None:
    day = start(path)
    day.open_document("Talk")
    day.to("open the port")
    day.press("1")
    day.fill(name, "Half a thou")
    day.close()
    again = Workspace.open(path)
    (claim,) = again.claims()
    assert getattr(claim, name.lower()) == "Half a thou"
    again.close()


def test_a_file_that_is_not_added_says_what_is(start: Start, path: Path, tmp_path: Path, qtbot: QtBot) -> None:
    day = start(path)
    good, broken = tmp_path / "note.txt", tmp_path / "broken.docx"
    good.write_text("The pier opens.\n", encoding="utf-8")
    broken.write_bytes(b"PK\x03\x04 cut off")
    with qtbot.waitSignal(day.window.adding.finished, timeout=20_000):
        day.window.adding.add([good, broken])
    told = [notice.accessibleName() for notice in day.window.findChildren(Notice)]
    assert any("“broken.docx” was not added." in words and words.endswith("1 other document is in.") for words in told)
