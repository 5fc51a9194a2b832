"""Outcomes: what happened, its evidence, what it shows; unlinked and contested ones first; edited in place."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from db import queries
from desktop.ui.context import Context
from desktop.ui.panels.evidence_cards import EvidenceCard, may_open
from desktop.ui.panels.link_lines import LinkLine
from desktop.ui.panels.link_picker import LinkPicker
from desktop.ui.places.outcomes.place import Outcomes
from desktop.workspace import Workspace

pytestmark = pytest.mark.qt_log_ignore("does not support|propagateSizeHints")


@pytest.fixture
def ids(workspace: Workspace, talk: str) -> dict[str, str]:
    with workspace.store.session() as session:
        at = queries.version_text(session, talk).index("Good morning")
    port = workspace.mark("promise", talk, [(at + 14, at + 30)], statement="The port opens")
    moored = workspace.add_outcome(
        "The first ship moored", "2027-03-04", citation="Harbour log", url="https://log.example/4"
    )
    rain = workspace.add_outcome("It rained", "2026-01-01", version_id=talk, stretches=[(at, at + 12)])
    workspace.link(port, moored, "delays")
    return {"port": port, "moored": moored, "rain": rain}


@pytest.fixture
def place(qtbot: QtBot, context: Context) -> Outcomes:
    made = Outcomes(context)
    qtbot.addWidget(made)
    made.resize(1300, 800)
    made.show()
    made.arrive()
    return made


@pytest.fixture
def outcomes(qtbot: QtBot, ids: dict[str, str], place: Outcomes) -> Outcomes:
    qtbot.waitUntil(lambda: place.detail.outcome is not None)
    return place


def titles(place: Outcomes) -> list[str]:
    return [row.title for row in place.list.rows_model.rows]


def shown_line(qtbot: QtBot, place: Outcomes, outcome_id: str) -> LinkLine:
    """The line of the outcome's only link."""
    place.show_item(outcome_id)
    qtbot.waitUntil(lambda: any(line.isVisible() for line in place.detail.findChildren(LinkLine)))
    return next(line for line in place.detail.findChildren(LinkLine) if line.isVisible())


def test_outcomes_without_a_claim_come_first(outcomes: Outcomes, ids: dict[str, str]) -> None:
    assert titles(outcomes) == ["NOT LINKED TO A CLAIM  1", "It rained", "LINKED  1", "The first ship moored"]
    assert outcomes.detail.outcome
    assert outcomes.detail.outcome.id == ids["rain"]


def test_disagreement_about_a_claim_makes_its_outcome_contested(
    qtbot: QtBot, outcomes: Outcomes, workspace: Workspace, ids: dict[str, str]
) -> None:
    workspace.assess(ids["port"], "in_progress")
    workspace.set_analyst("Bo Lard")
    workspace.assess(ids["port"], "stalled")
    qtbot.waitUntil(lambda: "CONTESTED  1" in titles(outcomes))


def test_finding_says_what_it_hides(qtbot: QtBot, outcomes: Outcomes) -> None:
    qtbot.keyClicks(outcomes.search, "harbour")
    assert titles(outcomes)[1:] == ["The first ship moored"]
    qtbot.keyClicks(outcomes.search, "zzz")
    assert titles(outcomes) == []
    assert "2 are hidden" in outcomes._nothing.text()


def test_the_exact_words_of_a_document_are_shown(outcomes: Outcomes) -> None:
    words = [label.text() for label in outcomes.detail.findChildren(QLabel)]
    assert "“Good morning”" in words


def test_a_field_is_saved_when_it_is_left(
    qtbot: QtBot, outcomes: Outcomes, workspace: Workspace, ids: dict[str, str]
) -> None:
    outcomes.show_item(ids["moored"])
    first = outcomes.detail.form.first
    first.setText("5 Mar 2027")
    qtbot.keyClick(first, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: any(o.occurred_from == "2027-03-05" for o in workspace.outcomes()))
    assert outcomes.detail.outcome
    assert outcomes.detail.outcome.id == ids["moored"]


def test_a_day_that_is_none_waits_and_says_so(qtbot: QtBot, outcomes: Outcomes, ids: dict[str, str]) -> None:
    outcomes.show_item(ids["moored"])
    form = outcomes.detail.form
    sent: list[object] = []
    form.changed.connect(sent.append)
    form.last.setText("soon")
    form.first.setText("5 Mar 2027")
    qtbot.keyClick(form.first, Qt.Key.Key_Return)
    assert sent == []
    form.last.setText("6 Mar 2027")
    qtbot.keyClick(form.last, Qt.Key.Key_Return)
    assert sent == [{"occurred_from": "2027-03-05", "occurred_to": "2027-03-06"}]


def test_a_new_outcome_is_ready_to_be_named(qtbot: QtBot, place: Outcomes, workspace: Workspace) -> None:
    qtbot.waitUntil(lambda: place._first.isVisible())  # the empty place says what to do
    place.plus.click()
    qtbot.waitUntil(lambda: place.detail.outcome is not None)
    statement = place.detail.form.statement
    assert statement.textCursor().selectedText() == "New outcome"
    statement.setPlainText("A law was passed")
    place.list.setFocus()
    statement.saved.emit("A law was passed")
    qtbot.waitUntil(lambda: [o.statement for o in workspace.outcomes()] == ["A law was passed"])


def test_evidence_needs_a_citation_or_an_address(
    qtbot: QtBot, outcomes: Outcomes, workspace: Workspace, ids: dict[str, str]
) -> None:
    outcomes.detail.ask_for_evidence()
    form = outcomes.detail.new_evidence
    qtbot.keyClick(form.citation, Qt.Key.Key_Return)
    assert "Name what supports it" in form.problem.text()
    assert form.isVisible()
    qtbot.keyClicks(form.url, "https://rain.example/1")
    qtbot.keyClick(form.url, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(outcomes.detail.outcome and len(outcomes.detail.outcome.evidence) == 2))
    assert not form.isVisible()


def test_evidence_is_changed_in_the_place_of_its_card_and_comes_back_by_undo(
    qtbot: QtBot, outcomes: Outcomes, workspace: Workspace, ids: dict[str, str]
) -> None:
    def citations() -> list[str]:
        return [p.citation for o in workspace.outcomes() if o.id == ids["moored"] for p in o.evidence]

    outcomes.show_item(ids["moored"])
    before = citations()
    qtbot.keyClick(cards_of(qtbot, outcomes)[0], Qt.Key.Key_F2)
    form = outcomes.detail.editing
    assert form is not None
    assert form.citation.text() == before[0]
    form.citation.setText("Harbour log, p. 4")
    workspace.add_outcome("Another one", "2026-01-01")  # what is typed stays when something else changes
    qtbot.waitUntil(lambda: len(outcomes.book.outcomes) == len(ids_of(workspace)))
    qtbot.keyClick(form.citation, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: citations()[0] == "Harbour log, p. 4")
    assert outcomes.detail.editing is None
    workspace.store.undo()
    assert citations() == before


def test_evidence_that_no_verdict_rests_on_is_removed_and_comes_back_by_undo(
    qtbot: QtBot, outcomes: Outcomes, workspace: Workspace, ids: dict[str, str]
) -> None:
    outcomes.show_item(ids["moored"])
    cards = cards_of(qtbot, outcomes)
    qtbot.keyClick(cards[0], Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: bool(outcomes.detail.outcome and len(outcomes.detail.outcome.evidence) == len(cards) - 1))
    workspace.store.undo()
    qtbot.waitUntil(lambda: bool(outcomes.detail.outcome and len(outcomes.detail.outcome.evidence) == len(cards)))


def cards_of(qtbot: QtBot, outcomes: Outcomes) -> list[EvidenceCard]:
    def there() -> list[EvidenceCard]:
        return [card for card in outcomes.detail.findChildren(EvidenceCard) if card.isVisible()]

    qtbot.waitUntil(lambda: bool(there()))
    return there()


def ids_of(workspace: Workspace) -> set[str]:
    return {outcome.id for outcome in workspace.outcomes()}


def test_an_address_is_shown_whole_before_it_is_opened(
    qtbot: QtBot, outcomes: Outcomes, ids: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(
        "desktop.ui.panels.evidence_cards.QDesktopServices.openUrl", lambda url: opened.append(url.toString())
    )
    outcomes.show_item(ids["moored"])
    [card] = [card for card in outcomes.detail.findChildren(EvidenceCard) if card.evidence.url]
    qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    assert not opened
    assert "https://log.example/4" in [label.accessibleName() for label in card.findChildren(QLabel)]
    card._open(card.evidence.url)
    assert opened == ["https://log.example/4"]


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "//host/share", "javascript:alert(1)", "smb://host/x", "C:\\x.exe", "x.exe", ""]
)
def test_addresses_that_could_start_something_are_not_opened(address: str) -> None:
    assert not may_open(address)


@pytest.mark.parametrize("address", ["https://a.example/x?y=1", "http://a.example", "mailto:a@b.example"])
def test_ordinary_addresses_are_opened(address: str) -> None:
    assert may_open(address)


def test_enter_on_what_it_shows_opens_the_claim_in_read(
    qtbot: QtBot, outcomes: Outcomes, context: Context, ids: dict[str, str]
) -> None:
    line = shown_line(qtbot, outcomes, ids["moored"])
    with qtbot.waitSignal(context.place_wanted) as asked:
        qtbot.keyClick(line, Qt.Key.Key_Return)
    assert asked.args == ["read", ids["port"]]


def test_a_link_is_taken_off_and_comes_back_by_undo(
    qtbot: QtBot, outcomes: Outcomes, workspace: Workspace, ids: dict[str, str]
) -> None:
    line = shown_line(qtbot, outcomes, ids["moored"])
    qtbot.keyClick(line, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: titles(outcomes)[0] == "NOT LINKED TO A CLAIM  2")
    workspace.store.undo()
    qtbot.waitUntil(lambda: titles(outcomes)[0] == "NOT LINKED TO A CLAIM  1")


def test_a_claim_is_linked_from_the_outcome(
    qtbot: QtBot, outcomes: Outcomes, workspace: Workspace, ids: dict[str, str]
) -> None:
    outcomes.detail.link_button.click()
    picker = next(w for w in QApplication.topLevelWidgets() if isinstance(w, LinkPicker) and w.isVisible())
    qtbot.waitUntil(lambda: picker.list.keys() == [ids["port"]])
    qtbot.keyClick(picker.field, Qt.Key.Key_Return)
    qtbot.keyClick(picker, "7")  # type: ignore[call-overload]
    qtbot.waitUntil(lambda: workspace.claim(ids["port"]).links == 2)


def test_removing_an_outcome_shows_the_next_one(
    qtbot: QtBot, outcomes: Outcomes, workspace: Workspace, ids: dict[str, str]
) -> None:
    outcomes.detail.removed.emit()
    qtbot.waitUntil(lambda: [o.id for o in workspace.outcomes()] == [ids["moored"]])
    qtbot.waitUntil(lambda: bool(outcomes.detail.outcome and outcomes.detail.outcome.id == ids["moored"]))


def test_as_of_an_earlier_day_later_outcomes_are_hidden_and_counted(
    qtbot: QtBot, outcomes: Outcomes, workspace: Workspace, ids: dict[str, str]
) -> None:
    def listed() -> list[str]:
        return outcomes.list.keys()

    late = workspace.add_outcome("Much later", "2026-11-01")
    qtbot.waitUntil(lambda: late in listed())
    outcomes.day._choose("2026-10-31")
    qtbot.waitUntil(lambda: late not in listed())
    assert "later outcomes hidden." in outcomes._nothing.text()
    outcomes.show_item(late)  # another place asks for it
    qtbot.waitUntil(lambda: bool(outcomes.detail.outcome and outcomes.detail.outcome.id == late))
    assert outcomes.day.day == ""
