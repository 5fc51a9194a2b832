"""The history tells who did what when and to which claim, in pages, and a claim is made again what it was."""

from collections.abc import Callable

import pytest

from db import past, queries
from db.errors import RuleBroken
from db.past import PastFilter, PastPage, PastRow
from desktop.workspace import Workspace


def ask(workspace: Workspace, below: int = 0, above: int = 0, **asked: str) -> PastPage:
    with workspace.store.session() as session:
        return past.page(session, PastFilter(**asked), below, above=above, seconds=60)


def labels(page: PastPage) -> list[str]:
    return [row.label for row in page.rows]


def newest(workspace: Workspace) -> PastRow:
    return ask(workspace).rows[0]


def document_of(workspace: Workspace, version_id: str) -> str:
    with workspace.store.session() as session:
        return next(d.id for d in queries.documents(session) if d.version_id == version_id)


def test_every_change_is_told_newest_first_with_who_and_what(workspace: Workspace, talk: str) -> None:
    claim = workspace.mark("promise", talk, [(24, 82)], statement="Open the port")
    workspace.change_claim(claim, note="ask again")
    workspace.set_analyst("Bo Lard")
    outcome = workspace.add_outcome("The port was opened", "2026-06-20")
    workspace.link(claim, outcome, "fulfils")
    rows = [row for row in ask(workspace).rows if row.kind != "setup"]
    assert [(row.label, row.analyst, row.about) for row in rows[:3]] == [
        ("Link an outcome", "Bo Lard", "Open the port"),
        ("Add an outcome", "Bo Lard", "The port was opened"),
        ("Change note", "Ada Quay", "Open the port"),
    ]
    assert rows[0].claims == (claim,) and rows[0].outcomes == (outcome,)
    assert rows[2].documents == (document_of(workspace, talk),)
    assert [row.number for row in rows] == sorted((row.number for row in rows), reverse=True)
    assert rows[-1].made_on <= rows[0].made_on


def test_pages_follow_each_other_without_gap(workspace: Workspace, talk: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(past, "PAGE", 3)
    monkeypatch.setattr(past, "LOOKED_INTO", 2)
    claim = workspace.mark("promise", talk, [(24, 82)])
    other = workspace.mark("risk", talk, [(84, 100)])
    for number in range(8):
        workspace.change_claim(claim if number % 2 else other, note=f"note {number}")
    everything, own = [], []
    below = 0
    while page := ask(workspace, below):
        everything += [row.number for row in page.rows]
        if not (below := page.next):
            break
    assert everything == list(range(everything[0], 0, -1))
    while page := ask(workspace, below, claim=claim):
        own += labels(page)
        if not (below := page.next):
            break
    assert own == ["Change note"] * 4 + ["Tag promise"]
    assert labels(ask(workspace, above=everything[0] - 2)) == ["Change note"] * 2


def test_filters_by_analyst_words_claim_and_document(
    workspace: Workspace, talk: str, add_text: Callable[..., str]
) -> None:
    other = add_text("Harbour dues will fall.\n", title="Article", name="article.txt")
    claim = workspace.mark("promise", talk, [(24, 82)], statement="Open the port")
    second = workspace.mark("promise", other, [(0, 22)], statement="Lower the dues")
    workspace.set_analyst("Bo Lard")
    workspace.change_claim(second, note="Straße")
    assert labels(ask(workspace, analyst="Bo Lard")) == ["Change note"]
    assert labels(ask(workspace, text="STRASSE")) == ["Change note"]
    assert labels(ask(workspace, text="open the port")) == ["Tag promise"]
    assert labels(ask(workspace, text="claim_id")) == []  # a word of ours, not of the workspace
    assert labels(ask(workspace, claim=claim)) == ["Tag promise"]
    assert labels(ask(workspace, document=document_of(workspace, other))) == [
        "Change note", "Tag promise", "Add “Article”",
    ]  # fmt: skip
    assert ask(workspace, text="nowhere") == PastPage((), 0)


def test_undone_steps_are_told_as_undone_until_they_are_done_again(workspace: Workspace, talk: str) -> None:
    workspace.mark("promise", talk, [(24, 82)])
    workspace.store.undo()
    undo, mark = ask(workspace).rows[:2]
    assert (undo.kind, undo.undone, mark.undone) == ("undo", False, True)
    workspace.store.redo()
    assert [row.undone for row in ask(workspace).rows[:3]] == [False, False, False]


def test_a_claim_is_restored_with_passages_topics_and_links_and_that_is_undone(workspace: Workspace, talk: str) -> None:
    claim = workspace.mark("promise", talk, [(24, 82)], statement="Open the port", actor="Government", topic="trade")
    outcome = workspace.add_outcome("Opened", "2026-06-20")
    link = workspace.link(claim, outcome, "fulfils")
    before = workspace.claim(claim)
    then = newest(workspace).number
    workspace.unlink(link)
    workspace.change_claim(claim, statement="Something else", actor="Nobody", topic="energy", kind="risk")
    workspace.set_stretches(claim, talk, [(84, 100), (110, 120)])
    workspace.remove_claim(claim)
    assert workspace.restore_claim(claim, then) is True
    assert workspace.claim(claim) == before
    assert newest(workspace).label == "Restore claim as it was"
    assert workspace.store.undo_label == "Restore claim as it was"
    assert [hit.owner_id for hit in workspace.store.find("port", ("claim",))] == [claim]
    workspace.store.undo()
    assert workspace.claims() == []
    workspace.store.redo()
    assert workspace.claim(claim) == before
    assert workspace.restore_claim(claim, then) is False
    assert newest(workspace).kind == "redo"


def test_a_claim_is_restored_to_what_it_was_before_a_step_and_across_undo(workspace: Workspace, talk: str) -> None:
    claim = workspace.mark("promise", talk, [(24, 82)], statement="One")
    workspace.change_claim(claim, statement="Two" * 3000)
    two = newest(workspace).number
    workspace.store.undo()
    workspace.change_claim(claim, statement="Three")
    three = newest(workspace).number
    workspace.restore_claim(claim, two)
    assert workspace.claim(claim).statement == "Two" * 3000
    workspace.restore_claim(claim, three - 1)
    assert workspace.claim(claim).statement == "One"


def test_verdicts_stay_and_so_do_the_links_they_rest_on(workspace: Workspace, talk: str) -> None:
    claim = workspace.mark("promise", talk, [(24, 82)], statement="Open the port")
    then = newest(workspace).number
    outcome = workspace.add_outcome("Opened", "2026-06-20", citation="Gazette", evidence_type="primary_official")
    workspace.link(claim, outcome, "fulfils")
    workspace.assess(claim, "kept", "2026-06-30", "It was opened.")
    workspace.change_claim(claim, statement="Other words")
    workspace.restore_claim(claim, then)
    restored = workspace.claim(claim)
    assert (restored.statement, restored.verdict, restored.links) == ("Open the port", "kept", 1)


def test_what_can_not_be_restored_is_refused_in_a_sentence(workspace: Workspace, talk: str) -> None:
    claim = workspace.mark("promise", talk, [(24, 82)])
    made = newest(workspace).number
    workspace.remove_claim(claim)
    with pytest.raises(RuleBroken, match="not there yet"):
        workspace.restore_claim(claim, made - 1)
    with pytest.raises(RuleBroken, match="was removed at that step"):
        workspace.restore_claim(claim, made + 1)
    workspace.remove_document(document_of(workspace, talk))
    with pytest.raises(RuleBroken, match="The document that it stood in is no longer in the workspace"):
        workspace.restore_claim(claim, made)
    assert newest(workspace).label == "Remove document"
    assert newest(workspace).claims == (claim,)
