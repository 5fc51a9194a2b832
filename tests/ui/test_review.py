"""Review: one claim at a time, one key decides, nothing typed is lost, one key takes it back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db import queries
from desktop.ui.context import Context
from desktop.ui.panels.assess_form import AssessForm
from desktop.ui.panels.link_lines import LinkLine
from desktop.ui.panels.link_picker import LinkPicker, write_link
from desktop.ui.places.review.place import Review
from desktop.workspace import Workspace

pytestmark = pytest.mark.qt_log_ignore("does not support|propagateSizeHints")


@pytest.fixture
def claims(workspace: Workspace, talk: str) -> list[str]:
    """The port (overdue), the half (never assessed), the dues (due on a day that is far)."""
    with workspace.store.session() as session:
        text = queries.version_text(session, talk)

    def mark(kind: str, quote: str, due: str | None) -> str:
        start = text.index(quote)
        return workspace.mark(kind, talk, [(start, start + len(quote))], due_latest=due, due_earliest=None)

    return [
        mark("promise", "We will open the port of Estmouth by the end of June 2026.", "2020-06-30"),
        mark("promise", "The government will bear a half.", None),
        mark("incentive", "Shipping firms that move here pay no harbour dues for five years.", "2999-01-01"),
    ]


@pytest.fixture
def review(qtbot: QtBot, context: Context, claims: list[str]) -> Review:
    made = Review(context)
    qtbot.addWidget(made)
    made.resize(1300, 800)
    made.show()
    made.arrive()
    qtbot.waitUntil(lambda: made.card.case is not None)
    return made


def shown(review: Review) -> str:
    return review.card.case.claim.id if review.card.case else ""


def press(qtbot: QtBot, review: Review, keys: str) -> None:
    for key in keys:
        qtbot.keyClick(review.list, key)  # type: ignore[call-overload]


def give_reason(qtbot: QtBot, form: AssessForm, words: str) -> None:
    qtbot.keyClicks(form._reason, words)
    qtbot.keyClick(form._reason, Qt.Key.Key_Return)


def test_the_queue_begins_with_the_overdue_claim_in_its_sentence(review: Review, claims: list[str]) -> None:
    assert review.list.keys() == claims
    assert shown(review) == claims[0]
    assert review.card.case
    assert "It may cost more than we hope." in review.card.case.excerpt.text
    assert review._count.text() == "3 to go"


def test_an_open_verdict_takes_one_key_and_shows_the_next_claim(
    qtbot: QtBot, review: Review, workspace: Workspace, claims: list[str]
) -> None:
    with qtbot.waitSignal(review.status_changed, check_params_cb=lambda words: words == "1 decided today"):
        press(qtbot, review, "4")
    qtbot.waitUntil(lambda: shown(review) == claims[1])
    assert workspace.claim(claims[0]).verdict == "in_progress"
    assert review._count.text() == "2 to go"
    assert "In progress" in review._last_words.text()


def test_a_final_verdict_without_evidence_is_refused_in_place_and_keeps_the_words(
    qtbot: QtBot, review: Review, workspace: Workspace, claims: list[str]
) -> None:
    press(qtbot, review, "3")
    form = review.card.form
    qtbot.waitUntil(lambda: "Link an outcome" in form._needs.text())
    assert form._problem.isHidden(), "nobody is scolded for choosing"
    give_reason(qtbot, form, "It opened a year late")
    qtbot.waitUntil(lambda: "Link an outcome" in form._problem.text())
    assert form._reason.text() == "It opened a year late"
    assert shown(review) == claims[0]
    assert workspace.claim(claims[0]).assessment is None
    outcome = workspace.add_outcome("Nothing opened", "2026-07-01", citation="Harbour log")
    workspace.link(claims[0], outcome, "breaks")
    qtbot.waitUntil(lambda: form._problem.isHidden() and form._needs.isHidden())
    assert review.list.hasFocus(), "the next digit is a verdict"
    press(qtbot, review, "3")
    qtbot.waitUntil(lambda: workspace.claim(claims[0]).verdict == "broken")
    given = workspace.claim(claims[0]).assessment
    assert given
    assert given.rationale == "It opened a year late"


def test_a_linked_outcome_without_evidence_says_so_and_a_click_opens_it(
    qtbot: QtBot, review: Review, workspace: Workspace, context: Context, claims: list[str]
) -> None:
    outcome = workspace.add_outcome("Twelve came", "2026-06-01")
    workspace.link(claims[0], outcome, "partly_fulfils")
    qtbot.waitUntil(lambda: bool(review.card.findChildren(LinkLine)))
    line = review.card.findChildren(LinkLine)[-1]
    assert "no evidence yet" in line.accessibleName()
    press(qtbot, review, "2")
    qtbot.waitUntil(lambda: "The linked outcome has none yet" in review.card.form._needs.text())
    with qtbot.waitSignal(context.place_wanted) as asked:
        qtbot.mouseClick(line, Qt.MouseButton.LeftButton)
    assert asked.args == ["outcomes", outcome]


def test_the_keys_that_are_shown_are_those_that_work_now(qtbot: QtBot, review: Review) -> None:
    assert review._walking.isVisible()
    press(qtbot, review, "1")
    qtbot.waitUntil(lambda: review.card.form._reason.hasFocus())
    assert (review._walking.isHidden(), review._typing.isHidden()) == (True, False)
    qtbot.keyClick(review.card.form._reason, Qt.Key.Key_Escape)
    assert review._walking.isVisible()


def test_who_comes_back_from_another_place_gives_verdicts_by_digit(qtbot: QtBot, review: Review) -> None:
    review.card.form._reason.setFocus()
    review.hide()
    review.show()
    qtbot.waitUntil(lambda: review.focusWidget() is review.list)


def test_take_back_brings_the_claim_to_the_front_again(
    qtbot: QtBot, review: Review, workspace: Workspace, claims: list[str]
) -> None:
    press(qtbot, review, "5")
    qtbot.waitUntil(lambda: shown(review) == claims[1])
    review.take_back.click()
    qtbot.waitUntil(lambda: shown(review) == claims[0])
    assert workspace.claim(claims[0]).assessment is None
    assert review.take_back.isHidden()


def test_unratable_asks_for_its_reason_by_number(
    qtbot: QtBot, review: Review, workspace: Workspace, claims: list[str]
) -> None:
    press(qtbot, review, "63")
    give_reason(qtbot, review.card.form, "No figures are published")
    qtbot.waitUntil(lambda: workspace.claim(claims[0]).verdict == "unratable")
    given = workspace.claim(claims[0]).assessment
    assert given
    assert given.unratable_reason == "no_public_data"


def test_leaving_a_final_verdict_asks_why(
    qtbot: QtBot, review: Review, workspace: Workspace, claims: list[str]
) -> None:
    workspace.assess(claims[0], "unratable", rationale="Vague", unratable_reason="wording_unclear")
    review.show_item(claims[0])
    qtbot.waitUntil(lambda: bool(review.card.case and review.card.case.claim.assessment))
    press(qtbot, review, "4")
    assert not review.card.form._change.isHidden()
    press(qtbot, review, "2")
    qtbot.waitUntil(lambda: workspace.claim(claims[0]).verdict == "in_progress")
    given = workspace.claim(claims[0]).assessment
    assert given
    assert given.change_reason == "correction"


def test_space_skips_and_what_was_begun_is_there_on_return(qtbot: QtBot, review: Review, claims: list[str]) -> None:
    qtbot.keyClicks(review.card.form._reason, "half a sent")
    qtbot.keyClick(review.list, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: shown(review) == claims[1])
    assert review.card.form._reason.text() == ""
    review.show_item(claims[0])
    qtbot.waitUntil(lambda: shown(review) == claims[0])
    assert review.card.form._reason.text() == "half a sent"


def test_o_opens_the_claim_in_read(qtbot: QtBot, review: Review, context: Context, claims: list[str]) -> None:
    with qtbot.waitSignal(context.place_wanted) as asked:
        press(qtbot, review, "o")
    assert asked.args == ["read", claims[0]]


def test_an_outcome_is_linked_with_three_keys(
    qtbot: QtBot, review: Review, workspace: Workspace, claims: list[str]
) -> None:
    workspace.add_outcome("It rained", "2026-01-01")
    workspace.add_outcome("The port of Estmouth opened", "2027-03-04")
    press(qtbot, review, "l")
    picker = next(w for w in QApplication.topLevelWidgets() if isinstance(w, LinkPicker) and w.isVisible())
    qtbot.waitUntil(lambda: len(picker.list.keys()) == 3)
    qtbot.keyClick(picker.field, Qt.Key.Key_Return)
    qtbot.keyClick(picker, "4")  # type: ignore[call-overload]
    qtbot.waitUntil(lambda: bool(review.card.case and review.card.case.known))
    assert review.card.case
    link, outcome = review.card.case.known[0]
    assert (link.relation, outcome.statement) == ("delays", "The port of Estmouth opened")


def test_a_new_outcome_is_made_and_linked_in_place(
    qtbot: QtBot, review: Review, workspace: Workspace, claims: list[str]
) -> None:
    press(qtbot, review, "l")
    picker = next(w for w in QApplication.topLevelWidgets() if isinstance(w, LinkPicker) and w.isVisible())
    qtbot.waitUntil(lambda: len(picker.list.keys()) == 1)
    qtbot.keyClicks(picker.field, "First ship moored")
    qtbot.keyClick(picker.field, Qt.Key.Key_Return)
    picker._day.setText("4 Mar 2026")
    qtbot.keyClick(picker._day, Qt.Key.Key_Return)
    qtbot.keyClick(picker, "1")  # type: ignore[call-overload]
    qtbot.waitUntil(lambda: workspace.claim(claims[0]).links == 1)
    [made] = workspace.outcomes()
    assert (made.statement, made.occurred_from) == ("First ship moored", "2026-03-04")
    workspace.store.undo()
    assert (workspace.outcomes(), workspace.claim(claims[0]).links) == ([], 0)


def test_an_outcome_that_is_older_than_the_claim_is_told(
    qtbot: QtBot, review: Review, workspace: Workspace, claims: list[str]
) -> None:
    outcome = workspace.add_outcome("The port was planned", "1999-04-04")
    with qtbot.waitSignal(review.context.told) as told:
        write_link(review.context, claims[0], outcome, "fulfils")
    assert told.args is not None
    assert told.args[1] == "Linked: Fulfils"
    assert "“The port was planned” is linked to “We will open the port" in told.args[2]
    assert "But it happened on 4 Apr 1999, before the claim was made (15 Jan 2026)." in told.args[2]


def test_without_claims_it_says_where_they_come_from(qtbot: QtBot, context: Context) -> None:
    empty = Review(context)
    qtbot.addWidget(empty)
    empty.show()
    empty.arrive()
    qtbot.waitUntil(lambda: empty._untagged.isVisible())
    assert empty._untagged.action.text() == "Add documents…"


def test_what_was_begun_is_there_on_return_with_its_verdict(qtbot: QtBot, review: Review, claims: list[str]) -> None:
    press(qtbot, review, "1")
    form = review.card.form
    qtbot.keyClicks(form._reason, "It opened")
    qtbot.keyClick(form._reason, Qt.Key.Key_Escape)
    review.show_item(claims[1])
    qtbot.waitUntil(lambda: shown(review) == claims[1])
    assert chosen(form) == []
    review.show_item(claims[0])
    qtbot.waitUntil(lambda: shown(review) == claims[0])
    assert (chosen(form), form._reason.text()) == (["kept"], "It opened")


def test_the_first_character_of_a_reason_puts_the_demand_for_one_away(qtbot: QtBot, review: Review) -> None:
    press(qtbot, review, "1")
    form = review.card.form
    assert "say why in one sentence" in form._needs.text()
    qtbot.keyClick(form._reason, Qt.Key.Key_Return)
    assert "needs a reason" in form._problem.text()
    qtbot.keyClicks(form._reason, "I")
    assert form._problem.isHidden()


def test_press_alone_is_said_before_a_final_verdict_and_forbids_nothing(
    qtbot: QtBot, review: Review, workspace: Workspace, claims: list[str]
) -> None:
    outcome = workspace.add_outcome("It opened", "2026-06-01", citation="Daily", evidence_type="secondary_press")
    workspace.link(claims[0], outcome, "fulfils")
    press(qtbot, review, "1")
    form = review.card.form
    qtbot.waitUntil(lambda: "one press source" in form._warnings.text())
    give_reason(qtbot, form, "It opened in time")
    qtbot.waitUntil(lambda: workspace.claim(claims[0]).verdict == "kept")


def test_a_warning_that_had_no_time_to_be_seen_is_told_after(
    qtbot: QtBot, review: Review, workspace: Workspace, claims: list[str]
) -> None:
    outcome = workspace.add_outcome("It opened", "2026-06-01", citation="Daily", evidence_type="secondary_press")
    workspace.link(claims[0], outcome, "fulfils")
    qtbot.keyClicks(review.card.form._reason, "It opened in time")
    with qtbot.waitSignal(review.context.told) as told:
        press(qtbot, review, "1")
    assert told.args is not None
    assert told.args[1] == "Kept is recorded"


def chosen(form: AssessForm) -> list[str]:
    return [made.verdict.name for made in form._buttons if made.isChecked()]
