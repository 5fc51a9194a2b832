"""The verbs on passages and fields: what a claim holds is what was asked for, in whatever document it stands."""

from collections.abc import Callable
from typing import Any

import pytest

from db import queries
from db.errors import KnownError, NotFound, RuleBroken
from db.rows import ClaimFilter
from desktop import writing
from desktop.workspace import Workspace

OPENING = (24, 82)
ARTICLE = "The first ship moored in Estmouth on 4 March 2027.\nHarbour dues were not lifted.\n"
AddText = Callable[..., str]


def quotes(workspace: Workspace, claim_id: str) -> list[tuple[str, str]]:
    return [(p.version_id, p.exact) for p in workspace.claim(claim_id).passages]


def test_stretches_that_touch_become_one_and_stand_in_the_order_of_the_text(workspace: Workspace, talk: str) -> None:
    claim = workspace.mark("promise", talk, [(30, 40), (0, 8)])
    workspace.add_stretch(claim, talk, 40, 45)
    assert [(p.start, p.end) for p in workspace.claim(claim).passages] == [(0, 8), (30, 45)]
    workspace.set_stretches(claim, talk, [(50, 60)])
    assert [(p.start, p.end) for p in workspace.claim(claim).passages] == [(50, 60)]


def test_a_statement_that_was_filled_in_holds_all_stretches_until_a_person_words_it(
    workspace: Workspace, talk: str
) -> None:
    claim = workspace.mark("promise", talk, [(24, 32)])
    workspace.add_stretch(claim, talk, 50, 60)
    row = workspace.claim(claim)
    assert row.statement == " … ".join(" ".join(p.exact.split()) for p in row.passages)
    workspace.change_claim(claim, statement="The port opens")
    workspace.add_stretch(claim, talk, 0, 8)
    assert workspace.claim(claim).statement == "The port opens"


def test_a_claim_may_stand_in_two_documents_and_each_keeps_its_words(
    workspace: Workspace, talk: str, add_text: AddText
) -> None:
    article = add_text(ARTICLE, title="Article")
    claim = workspace.mark("promise", talk, [(0, 8), OPENING])
    before = quotes(workspace, claim)
    workspace.add_stretch(claim, article, 0, 14)
    assert quotes(workspace, claim) == [*before, (article, "The first ship")]
    workspace.set_stretches(claim, talk, [(0, 8)])
    assert quotes(workspace, claim) == [before[0], (article, "The first ship")]
    workspace.add_stretch(claim, article, 15, 21)
    assert quotes(workspace, claim) == [before[0], (article, "The first ship"), (article, "moored")]
    row = workspace.claim(claim)
    assert row.document == "talk"
    assert {p.version_id for p in row.passages} == {talk, article}


@pytest.mark.parametrize("stretches", [[], [(5, 5)], [(9, 3)], [(-4, 3)], [(0, 100_000)]])
def test_no_words_are_no_claim(workspace: Workspace, talk: str, stretches: list[tuple[int, int]]) -> None:
    with pytest.raises(RuleBroken):
        workspace.mark("promise", talk, stretches)
    assert workspace.claims() == []


def test_the_same_bytes_are_recognised(workspace: Workspace, add_text: AddText) -> None:
    article = add_text(ARTICLE)
    assert add_text(ARTICLE, name="another name.txt") == article


@pytest.mark.parametrize(
    ("published", "day", "precision"),
    [("2026", "2026-01-01", "year"), ("2026-06", "2026-06-01", "month"), ("2026-06-14", "2026-06-14", "day"), ("", None, None),
     ("June", None, None), ("2026-13", None, None)],
)  # fmt: skip
def test_a_day_of_publication_keeps_its_precision(
    workspace: Workspace, add_text: AddText, published: str, day: str | None, precision: str | None
) -> None:
    from db import queries

    add_text(ARTICLE, published_on=published)
    with workspace.store.session() as session:
        (document,) = queries.documents(session)
    assert (document.published_on, document.published_precision) == (day, precision)


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"statement": "  "}, "needs a statement"),
        ({"colour": "red"}, "not a field"),
        ({"kind": "rumour"}, "not a kind"),
        ({"details": {"colour": "red"}}, "no field"),
        ({"details": {"commitment": "iron"}}, "choose firm"),
        ({"due_latest": "June"}, "due latest is a day"),
        ({"due_latest": "2020-01-01", "due_earliest": "2021-01-01"}, "due in order"),
        ({"hedging_level": "much"}, "hedging level known"),
    ],
)
def test_a_change_that_is_not_allowed_changes_nothing(
    workspace: Workspace, talk: str, values: dict[str, Any], says: str
) -> None:
    claim = workspace.mark("promise", talk, [OPENING])
    before = workspace.claim(claim)
    with pytest.raises(KnownError, match=says):
        workspace.change_claim(claim, **values)
    assert workspace.claim(claim) == before


def test_another_kind_has_its_own_fields(workspace: Workspace, talk: str) -> None:
    claim = workspace.mark("promise", talk, [OPENING], details={"commitment": "firm"})
    workspace.change_claim(claim, kind="risk", details={"likelihood": "likely"})
    row = workspace.claim(claim)
    assert (row.kind, row.details["likelihood"], row.details["impact"]) == ("risk", "likely", "")
    assert "commitment" not in row.details


def test_what_is_removed_is_nowhere_and_comes_back(workspace: Workspace, talk: str) -> None:
    claim = workspace.mark("promise", talk, [OPENING])
    workspace.link_passage(claim, talk, [(127, 147)], "fulfils")
    workspace.remove_claim(claim)
    assert workspace.claims() == []
    assert [outcome.links for outcome in workspace.outcomes()] == [0]
    with pytest.raises(NotFound):
        workspace.claim(claim)
    with pytest.raises(NotFound):
        workspace.change_claim(claim, note="x")
    workspace.store.undo()
    assert [c.id for c in workspace.claims()] == [claim]


def test_a_document_leaves_with_its_claims_but_not_with_verdicts(
    workspace: Workspace, talk: str, add_text: AddText
) -> None:
    article = add_text(ARTICLE, title="Article")
    claim = workspace.mark("promise", talk, [OPENING])
    document = workspace.claim(claim).document_id
    outcome = workspace.link_passage(claim, article, [(0, 14)], "fulfils")
    workspace.remove_document(document)
    assert (workspace.claims(), [o.id for o in workspace.outcomes()]) == ([], [outcome])
    workspace.store.undo()
    workspace.assess(claim, "kept", rationale="It moored.")
    with pytest.raises(RuleBroken, match="verdicts are kept"):
        workspace.remove_document(document)
    assert [c.verdict for c in workspace.claims()] == ["kept"]


def test_a_claim_that_stands_in_another_document_too_outlives_the_one(
    workspace: Workspace, talk: str, add_text: AddText
) -> None:
    article = add_text(ARTICLE, title="Article")
    claim = workspace.mark("promise", talk, [OPENING])
    before = quotes(workspace, claim)
    workspace.add_stretch(claim, article, 0, 14)
    both = workspace.claim(claim)
    workspace.remove_document(both.document_id)
    left = workspace.claim(claim)
    assert quotes(workspace, claim) == [(article, "The first ship")]
    assert (left.statement, left.document) == ("The first ship", "Article")
    workspace.store.undo()
    assert quotes(workspace, claim) == [*before, (article, "The first ship")]
    assert workspace.claim(claim).statement == both.statement


def test_filters_let_through_what_they_say(workspace: Workspace, talk: str) -> None:
    promise = workspace.mark("promise", talk, [OPENING], actor="Ministry of Works", topic="ports")
    risk = workspace.mark("risk", talk, [(83, 113)])
    document = workspace.claim(promise).document_id
    for shown, ids in (
        (ClaimFilter(), {promise, risk}),
        (ClaimFilter(kinds=frozenset({"risk"})), {risk}),
        (ClaimFilter(actors=frozenset({"Ministry of Works"})), {promise}),
        (ClaimFilter(topics=frozenset({"ports"})), {promise}),
        (ClaimFilter(text="estmouth"), {promise}),
        (ClaimFilter(text="cost", kinds=frozenset({"promise"})), set()),
        (ClaimFilter(verdicts=frozenset({"overdue"})), {promise}),
        (ClaimFilter(documents=frozenset({document})), {promise, risk}),
        (ClaimFilter(ids=frozenset({risk})), {risk}),
    ):
        assert {c.id for c in workspace.claims(shown, as_of="2026-07-01")} == ids, shown


def test_claims_of_a_long_transcript_are_listed_in_a_time_that_grows_with_it(
    workspace: Workspace, add_text: Callable[..., str]
) -> None:
    def steps(turns: int) -> int:
        """Hundreds of steps of SQLite for the list of claims, one in each turn of one more document."""
        lines = [f"{('ANN', 'BOB')[n % 2]}: We will do thing {n} of {turns}.\n" for n in range(turns)]
        version, at = add_text("".join(lines)), 0
        with workspace.store.edit("Tag") as session:
            for line in lines:
                writing.new_claim(session, "promise", version, [(at + 5, at + len(line) - 1)], None)
                at += len(line)
        found: list[int] = []
        with workspace.store.session() as session:
            connection = session.connection().connection.driver_connection
            assert connection
            connection.set_progress_handler(lambda: found.append(1), 100)
            rows = queries.claims(session, version_id=version)
            connection.set_progress_handler(None, 0)
        assert [row.passages[0].speaker for row in rows] == [("ANN", "BOB")[n % 2] for n in range(turns)]
        return len(found)

    few, many = steps(100), steps(400)
    assert many < few * 8, "four times as many, not sixteen"
