"""Claims that are there get another kind, become two or one, or are repeated; one undo takes each of it back."""

import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.errors import NotFound, RuleBroken
from desktop.checking import check
from desktop.reshaping import over_blanks, parted
from desktop.workspace import Workspace
from tests.conftest import TALK, add
from tests.db.test_undo import state

AddText = Callable[..., str]
OPENING = (24, 82)
COST = (TALK.index("It may"), TALK.index("\n"))


def words(workspace: Workspace, claim: str) -> list[str]:
    return [passage.exact for passage in workspace.claim(claim).passages]


def sound(workspace: Workspace) -> bool:
    return check(workspace.store.path) == []


# ── another kind ─────────────────────────────────────────────────────────────────────────────────────


def test_another_kind_keeps_words_actor_and_statement(workspace: Workspace, talk: str) -> None:
    claim = workspace.mark("promise", talk, [OPENING], actor="Harbour Board", details={"commitment": "firm"})
    before = workspace.claim(claim)
    workspace.reshaping.change_kind(claim, "risk")
    after = workspace.claim(claim)
    assert (after.kind, after.quote, after.actor, after.statement) == (
        "risk", before.quote, "Harbour Board", before.statement
    )  # fmt: skip
    assert after.details["likelihood"] == ""
    assert workspace.store.undo_label == "Change kind to risk"
    workspace.store.undo()
    assert workspace.claim(claim) == before


def test_a_verdict_that_the_new_kind_does_not_have_refuses(workspace: Workspace, talk: str) -> None:
    claim = workspace.mark("promise", talk, [OPENING])
    workspace.assess(claim, "in_progress", rationale="Work began.")
    with pytest.raises(RuleBroken, match=r"“In progress” does not exist for a risk.*Tag its words as a risk"):
        workspace.reshaping.change_kind(claim, "risk")
    assert workspace.claim(claim).kind == "promise"


def test_a_link_that_the_new_kind_does_not_have_refuses_until_it_is_off(workspace: Workspace, talk: str) -> None:
    claim = workspace.mark("promise", talk, [OPENING])
    outcome = workspace.add_outcome("The port opened.", "2026-06-30")
    link = workspace.link(claim, outcome, "fulfils")
    workspace.link(claim, outcome, "context")
    with pytest.raises(RuleBroken, match="does not “fulfils” an incentive"):
        workspace.reshaping.change_kind(claim, "incentive")
    workspace.unlink(link)
    workspace.reshaping.change_kind(claim, "incentive")
    assert workspace.claim(claim).links == 1
    assert sound(workspace)


# ── two of one ───────────────────────────────────────────────────────────────────────────────────────


def test_a_claim_is_split_where_the_second_thing_begins(workspace: Workspace, talk: str) -> None:
    claim = workspace.mark("promise", talk, [(OPENING[0], COST[1])], actor="Harbour Board", topic="ports")
    outcome = workspace.add_outcome("The port opened.", "2026-06-30")
    workspace.link(claim, outcome, "fulfils")
    workspace.change_claim(claim, condition="If it rains", details={"commitment": "firm"})
    second = workspace.reshaping.split(claim, talk, COST[0])
    one, two = workspace.claim(claim), workspace.claim(second)
    assert (one.quote, two.quote) == (TALK[slice(*OPENING)], TALK[slice(*COST)])
    assert (one.statement, two.statement) == (one.quote, two.quote)
    assert (two.actor, two.topics, two.condition, two.details["commitment"]) == (
        "Harbour Board", ("ports",), "If it rains", "firm"
    )  # fmt: skip
    assert (one.links, two.links) == (1, 0)
    assert (one.due, two.due) == ("2026-06-30", None)
    assert (one.hedging_level, two.hedging_cues) == ("none", ("may",))
    assert sound(workspace)


def test_what_a_person_worded_stays_with_the_first_half(workspace: Workspace, talk: str) -> None:
    claim = workspace.mark("promise", talk, [(OPENING[0], COST[1])])
    workspace.change_claim(claim, statement="The port opens", due_latest="2027-01-01")
    second = workspace.reshaping.split(claim, talk, COST[0])
    assert (workspace.claim(claim).statement, workspace.claim(claim).due_latest) == ("The port opens", "2027-01-01")
    assert workspace.claim(second).statement == TALK[slice(*COST)]


@pytest.mark.parametrize("at", [0, OPENING[0], OPENING[1], 200])
def test_nothing_is_split_where_one_part_would_be_empty(workspace: Workspace, talk: str, at: int) -> None:
    claim = workspace.mark("promise", talk, [OPENING])
    with pytest.raises(RuleBroken, match="between the two parts"):
        workspace.reshaping.split(claim, talk, at)
    assert words(workspace, claim) == [TALK[slice(*OPENING)]]


def test_a_claim_with_a_verdict_is_not_split(workspace: Workspace, talk: str) -> None:
    claim = workspace.mark("promise", talk, [OPENING])
    workspace.assess(claim, "in_progress", rationale="Work began.")
    with pytest.raises(RuleBroken, match="verdict"):
        workspace.reshaping.split(claim, talk, 40)


# ── one of two ───────────────────────────────────────────────────────────────────────────────────────


def test_two_claims_become_one_with_all_that_both_had(workspace: Workspace, talk: str) -> None:
    one = workspace.mark("promise", talk, [OPENING], note="first", topic="ports")
    two = workspace.mark("promise", talk, [COST], note="second", topic="money", addressee="Shippers")
    outcome, other = workspace.add_outcome("It opened.", "2026-06-30"), workspace.add_outcome("It cost.", "2026-07-01")
    workspace.link(one, outcome, "fulfils", "a")
    workspace.link(two, outcome, "fulfils", "b")
    workspace.link(two, other, "context")
    before = workspace.claims()
    assert workspace.reshaping.merge(one, two) == one
    (row,) = workspace.claims()
    assert words(workspace, one) == [TALK[OPENING[0] : COST[1]]]  # only a blank was between them
    assert row.statement == row.quote
    assert (row.note, row.topics, row.addressee) == ("first\n\nsecond", ("ports", "money"), "Shippers")
    assert (row.links, row.hedging_cues) == (2, ("may",))
    assert sound(workspace)
    assert workspace.store.undo_label == "Merge claims"
    workspace.store.undo()
    assert workspace.claims() == before


def test_statements_that_a_person_worded_follow_each_other(workspace: Workspace, talk: str) -> None:
    one = workspace.mark("promise", talk, [OPENING], statement="The port opens")
    two = workspace.mark("promise", talk, [COST], statement="It may cost more.")
    workspace.reshaping.merge(one, two)
    assert workspace.claim(one).statement == "The port opens. It may cost more."


def test_the_one_with_a_verdict_stays(workspace: Workspace, talk: str) -> None:
    one, two = workspace.mark("promise", talk, [OPENING]), workspace.mark("promise", talk, [COST])
    workspace.assess(two, "in_progress", rationale="Work began.")
    assert workspace.reshaping.merge(one, two) == two
    (row,) = workspace.claims()
    assert (row.id, row.verdict, row.quote) == (two, "in_progress", TALK[OPENING[0] : COST[1]])
    assert sound(workspace)


def test_two_verdicts_two_kinds_or_one_claim_are_not_merged(workspace: Workspace, talk: str) -> None:
    one, two = workspace.mark("promise", talk, [OPENING]), workspace.mark("promise", talk, [COST])
    risk = workspace.mark("risk", talk, [COST])
    for claim in (one, two):
        workspace.assess(claim, "in_progress", rationale="Work began.")
    for other, says in ((two, "Both claims have a verdict"), (risk, "A promise and a risk"), (one, "with itself")):
        with pytest.raises(RuleBroken, match=says):
            workspace.reshaping.merge(one, other)
    with pytest.raises(NotFound):
        workspace.reshaping.merge(one, "nobody")
    assert len(workspace.claims()) == 3


def test_claims_of_two_documents_keep_the_words_of_both(workspace: Workspace, talk: str, add_text: AddText) -> None:
    article = add_text("The first ship moored in Estmouth.\n", name="article.txt")
    one, two = workspace.mark("promise", talk, [OPENING]), workspace.mark("promise", article, [(0, 14)])
    workspace.reshaping.merge(one, two)
    assert words(workspace, one) == [TALK[slice(*OPENING)], "The first ship"]


# ── one more, and many ───────────────────────────────────────────────────────────────────────────────


def test_a_duplicate_has_the_same_actor_only_where_the_same_person_speaks(workspace: Workspace, talk: str) -> None:
    claim = workspace.mark("promise", talk, [OPENING], actor="Harbour Board", details={"commitment": "firm"})
    same = workspace.claim(workspace.reshaping.duplicate(claim, talk, [COST]))
    asked = TALK.index("And who")
    other = workspace.claim(workspace.reshaping.duplicate(claim, talk, [(asked, asked + 20)]))
    assert (same.actor, same.details["commitment"], same.quote) == ("Harbour Board", "firm", TALK[slice(*COST)])
    assert (other.actor, other.speaker) == ("", "MR. BOLLARD")


def test_many_are_marked_in_one_step(workspace: Workspace, talk: str, add_text: AddText) -> None:
    article = add_text("The first ship moored in Estmouth.\n", name="article.txt")
    made = workspace.reshaping.mark_all("promise", [(talk, *OPENING), (talk, *COST), (article, 0, 14)])
    assert [workspace.claim(claim).quote for claim in made] == [
        TALK[slice(*OPENING)], TALK[slice(*COST)], "The first ship"
    ]  # fmt: skip
    assert workspace.store.undo_label == "Tag 3 promises"
    workspace.store.undo()
    assert workspace.claims() == []


def test_one_wrong_place_among_many_marks_none(workspace: Workspace, talk: str) -> None:
    with pytest.raises(RuleBroken):
        workspace.reshaping.mark_all("risk", [(talk, *OPENING), (talk, 5, 100_000)])
    with pytest.raises(RuleBroken):
        workspace.reshaping.mark_all("risk", [])
    assert workspace.claims() == []


# ── whatever is split and merged ─────────────────────────────────────────────────────────────────────


@given(st.text("ab \n😀", max_size=40), st.integers(0, 40), st.integers(0, 40), st.integers(0, 40))
def test_parts_hold_every_word_and_no_blank_at_the_cut(text: str, start: int, end: int, at: int) -> None:
    start, end = sorted((min(start, len(text)), min(end, len(text))))
    first, second = parted(text, [(start, end)], at)
    pieces = [text[a:b] for a, b in (*first, *second)]
    assert all(piece and piece == piece.strip() for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(text[start:end].split())
    joined = over_blanks(text, [*first, *second])
    assert len(joined) == (1 if text[start:end].strip() else 0)
    assert "".join(text[a:b].strip() for a, b in joined) == text[start:end].strip()


@settings(max_examples=12)
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 230), st.integers(1, 60)), max_size=8))
def test_taking_all_of_it_back_gives_the_first_state_and_nothing_is_ever_unsound(
    steps: list[tuple[int, int, int]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace.create(Path(folder) / "w.claims")
        talk = add(workspace, TALK, published_on="2026-01-15")
        workspace.mark("promise", talk, [OPENING], topic="ports")
        workspace.mark("risk", talk, [(OPENING[0], COST[1])], actor="Harbour Board")
        states = [state(workspace)]
        for what, at, length in steps:
            claims = workspace.claims()
            one, other = claims[at % len(claims)].id, claims[length % len(claims)].id
            acts: list[Callable[[], object]] = [
                partial(workspace.reshaping.split, one, talk, at),
                partial(workspace.reshaping.merge, one, other),
                partial(workspace.reshaping.duplicate, one, talk, [(at, at + length)]),
                partial(workspace.reshaping.change_kind, one, ("promise", "risk", "incentive")[at % 3]),
            ]
            try:
                acts[what]()
            except RuleBroken:
                assert state(workspace) == states[-1]
            states += [now] if (now := state(workspace)) != states[-1] else []
        assert sound(workspace)
        for wanted in reversed(states[:-1]):
            workspace.store.undo()
            assert state(workspace) == wanted
        for wanted in states[1:]:
            workspace.store.redo()
            assert state(workspace) == wanted
        workspace.close()
