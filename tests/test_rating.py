"""The rules of rating: no final verdict without evidence, no verdict from the future, none that is left without a reason."""

from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.errors import NotFound, RuleBroken
from desktop.claims import kind_of, kinds
from desktop.rating import Given, Support, change_reason, check, warnings
from desktop.workspace import Workspace

TODAY = "2026-08-20"
PROOF = Support("fulfils", False, ("primary_official",))
AGAINST = Support("breaks", False, ("secondary_press",))
SEARCHED = Support("context", True, ())
BARE = Support("fulfils", False, ())


@dataclass
class Said:
    kind: str = "promise"
    testability: str = "testable"


def rate(verdict: str, *links: Support, kind: str = "promise", testability: str = "testable", **given: Any) -> None:
    wanted = Given(verdict, given.get("as_of", TODAY), given.get("rationale", "Seen."), given.get("reason"))
    check(wanted, Said(kind, testability), links, today=TODAY)


@pytest.mark.parametrize(
    ("verdict", "links"),
    [("not_yet_rated", ()), ("in_progress", ()), ("stalled", ()), ("kept", (PROOF,)), ("partly_kept", (PROOF,)),
     ("broken", (AGAINST,)), ("broken", (SEARCHED,)), ("kept", (SEARCHED,)), ("broken", (PROOF, AGAINST))],
)  # fmt: skip
def test_what_may_be_given(verdict: str, links: tuple[Support, ...]) -> None:
    rate(verdict, *links)


@pytest.mark.parametrize(
    ("verdict", "links", "given", "says"),
    [
        ("materialised", (PROOF,), {}, "not a verdict on a promise"),
        ("disputed", (PROOF,), {}, "not a verdict"),
        ("kept", (), {}, "needs evidence"),
        ("kept", (BARE,), {}, "needs evidence"),
        ("kept", (PROOF,), {"rationale": ""}, "say it in one sentence"),
        ("broken", (PROOF,), {}, "contrary evidence"),
        ("broken", (Support("breaks", False, ()), PROOF), {}, "contrary evidence"),
        ("kept", (PROOF,), {"as_of": "2026-08-21"}, "has not come yet"),
        ("kept", (PROOF,), {"as_of": "yesterday"}, "not a day"),
        ("kept", (PROOF,), {"as_of": "2026-02-30"}, "not a day"),
        ("kept", (PROOF,), {"as_of": "20260630"}, "not a day"),
        ("kept", (PROOF,), {"as_of": "2026-W26-2"}, "not a day"),
        ("kept", (PROOF,), {"reason": "no_public_data"}, "only unratable"),
        ("unratable", (), {}, "needs a reason"),
        ("unratable", (), {"reason": "too_late"}, "not a reason"),
        ("in_progress", (), {"testability": "not_testable"}, "not testable"),
    ],
)
def test_what_is_refused_says_what_is_missing(
    verdict: str, links: tuple[Support, ...], given: dict[str, Any], says: str
) -> None:
    with pytest.raises(RuleBroken, match=says):
        rate(verdict, *links, **given)


@pytest.mark.parametrize("reason", ["not_testable", "wording_unclear", "no_public_data", "condition_not_met"])
def test_unratable_needs_no_evidence_but_a_reason(reason: str) -> None:
    rate("unratable", reason=reason, testability="not_testable")


@given(st.sampled_from(kinds()), st.data())
def test_no_final_verdict_of_any_kind_without_evidence(kind: Any, data: st.DataObject) -> None:
    verdict = data.draw(st.sampled_from([v for v in kind.verdicts if v.final and v.name != "unratable"]))
    relation = data.draw(st.sampled_from(kind.relations))
    with pytest.raises(RuleBroken, match="needs evidence"):
        rate(verdict.name, Support(relation.name, False, ()), kind=kind.name)
    if verdict.contrary and not relation.contrary:
        with pytest.raises(RuleBroken, match="contrary"):
            rate(verdict.name, Support(relation.name, False, ("testimony",)), kind=kind.name)
    rate(verdict.name, Support(relation.name, True, ()), kind=kind.name)


@pytest.mark.parametrize(
    ("before", "verdict", "reason", "recorded"),
    [(None, "kept", None, "first_rating"), (None, "kept", "correction", "first_rating"), ("in_progress", "kept", None, "new_evidence"),
     ("kept", "kept", None, "new_evidence"), ("kept", "broken", "correction", "correction"), ("stalled", "broken", "deadline_passed", "deadline_passed")],
)  # fmt: skip
def test_the_reason_of_a_change(before: str | None, verdict: str, reason: str | None, recorded: str) -> None:
    assert change_reason(kind_of("promise"), before, verdict, reason) == recorded


@pytest.mark.parametrize("reason", [None, "deadline_passed"])
def test_leaving_a_final_verdict_needs_new_evidence_or_a_correction(reason: str | None) -> None:
    with pytest.raises(RuleBroken, match="was final"):
        change_reason(kind_of("promise"), "kept", "broken", reason)
    with pytest.raises(RuleBroken, match="not a reason"):
        change_reason(kind_of("promise"), "kept", "broken", "mood")


def test_a_passed_deadline_is_overdue_and_never_broken_by_itself(workspace: Workspace, talk: str) -> None:
    claim = workspace.mark("promise", talk, [(24, 82)])
    assert workspace.claim(claim).due_latest == "2026-06-30"
    assert [c.overdue for c in workspace.claims(as_of="2026-06-30")] == [False]
    (overdue,) = workspace.claims(as_of="2026-07-01")
    assert (overdue.overdue, overdue.verdict) == (True, "not_yet_rated")


def test_a_verdict_is_never_overwritten_and_ends_overdue(workspace: Workspace, talk: str) -> None:
    claim = workspace.mark("promise", talk, [(24, 82)])
    workspace.assess(claim, "stalled", as_of="2026-06-30", rationale="No dredger came.")
    workspace.link_passage(claim, talk, [(127, 147)], "fulfils")
    workspace.assess(claim, "kept", as_of="2026-07-10", rationale="The first ship moored.")
    row = workspace.claim(claim)
    assert (row.verdict, row.final, row.overdue, row.tone) == ("kept", True, False, "held")
    from db import queries

    with workspace.store.session() as session:
        given = queries.assessments(session)[claim]
    assert [(a.verdict, a.superseded, a.analyst) for a in given] == [
        ("stalled", True, "Ada Quay"),
        ("kept", False, "Ada Quay"),
    ]


def test_two_analysts_who_do_not_agree_are_shown_as_disputed(workspace: Workspace, talk: str) -> None:
    claim = workspace.mark("promise", talk, [(24, 82)])
    workspace.assess(claim, "in_progress")
    workspace.set_analyst("Bo Bollard")
    workspace.assess(claim, "stalled")
    row = workspace.claim(claim)
    assert (row.verdict, row.final) == ("disputed", False)
    workspace.assess(claim, "in_progress")
    assert workspace.claim(claim).verdict == "in_progress"


def test_a_link_that_a_verdict_rests_on_stays(workspace: Workspace, talk: str) -> None:
    claim = workspace.mark("promise", talk, [(24, 82)])
    outcome = workspace.add_outcome("The port opened.", "2026-06-30", citation="Gazette")
    link = workspace.link(claim, outcome, "fulfils")
    assert workspace.link(claim, outcome, "fulfils") == link
    workspace.assess(claim, "kept", rationale="It opened.")
    with pytest.raises(RuleBroken, match="rests on this link"):
        workspace.unlink(link)
    with pytest.raises(RuleBroken, match="choose fulfils"):
        workspace.link(claim, outcome, "materialises")


def test_a_verdict_is_the_one_of_its_day(workspace: Workspace, talk: str) -> None:
    claim = workspace.mark("promise", talk, [(24, 82)])
    workspace.assess(claim, "in_progress", as_of="2026-03-01")
    workspace.assess(claim, "stalled", as_of="2026-05-01")

    def verdict_on(day: str) -> tuple[str, str | None]:
        [row] = workspace.claims(as_of=day)
        return row.verdict, row.assessment.as_of if row.assessment else None

    assert verdict_on("2026-02-28") == ("not_yet_rated", None)
    assert verdict_on("2026-03-01") == verdict_on("2026-04-30") == ("in_progress", "2026-03-01")
    assert verdict_on("2026-05-01") == ("stalled", "2026-05-01")
    assert workspace.claim(claim).verdict == "stalled"


def test_a_verdict_entered_later_for_an_earlier_day_stands_for_that_day(workspace: Workspace, talk: str) -> None:
    claim = workspace.mark("promise", talk, [(24, 82)])
    workspace.link_passage(claim, talk, [(127, 147)], "fulfils")
    workspace.assess(claim, "kept", as_of="2026-07-10", rationale="The first ship moored.")
    workspace.assess(claim, "in_progress", as_of="2026-05-01")  # leaves no final verdict: there was none that day
    assert workspace.claim(claim).verdict == "kept"
    assert [c.verdict for c in workspace.claims(as_of="2026-06-01")] == ["in_progress"]
    with pytest.raises(RuleBroken, match="was final"):
        workspace.assess(claim, "stalled", as_of="2026-08-01")
    workspace.assess(claim, "stalled", as_of="2026-07-10", change_reason="correction")
    assert workspace.claim(claim).verdict == "stalled", "of one day the one given last"


def test_the_analysts_of_a_day_are_heard_as_they_stood_then(workspace: Workspace, talk: str) -> None:
    claim = workspace.mark("promise", talk, [(24, 82)])
    workspace.assess(claim, "in_progress", as_of="2026-03-01")
    workspace.set_analyst("Bo Bollard")
    workspace.assess(claim, "stalled", as_of="2026-04-01")
    workspace.assess(claim, "in_progress", as_of="2026-05-01")
    shown = {day: workspace.claims(as_of=day)[0].verdict for day in ("2026-03-31", "2026-04-30", "2026-05-01")}
    assert shown == {"2026-03-31": "in_progress", "2026-04-30": "disputed", "2026-05-01": "in_progress"}


PRESS = Support("fulfils", False, ("secondary_press",), ("daily.example",))


@pytest.mark.parametrize(
    ("verdict", "links", "warned"),
    [
        ("kept", (PRESS,), True),
        ("kept", (PRESS, PRESS), True),
        ("kept", (PRESS, Support("fulfils", False, ("secondary_press",), ("Weekly.example",))), False),
        ("kept", (PRESS, PROOF), False),
        ("broken", (PRESS, SEARCHED), False),
        ("kept", (PROOF,), False),
        ("in_progress", (PRESS,), False),
        ("unratable", (PRESS,), False),
        ("no_such_verdict", (PRESS,), False),
    ],
)
def test_one_press_source_alone_is_warned_of_and_allowed(
    verdict: str, links: tuple[Support, ...], warned: bool
) -> None:
    found = warnings(Given(verdict, TODAY, ""), Said(), links)
    assert ["press" in text for text in found] == ([True] if warned else [])


def test_what_is_warned_of_comes_from_the_claim(workspace: Workspace, talk: str) -> None:
    claim = workspace.mark("promise", talk, [(24, 82)])
    outcome = workspace.add_outcome("It opened.", "2026-06-30", citation="News", url="https://www.daily.example/1")
    workspace.link(claim, outcome, "fulfils")
    workspace.add_evidence(outcome, citation="More news", url="https://daily.example/2")
    assert len(workspace.warnings(claim, "kept")) == 1, "one paper twice is one source"
    workspace.assess(claim, "kept", rationale="It opened.", as_of="2026-07-02")
    assert "stays the current one" in workspace.warnings(claim, "in_progress", "2026-07-01")[0]
    workspace.add_evidence(outcome, citation="Gazette 7")
    assert workspace.warnings(claim, "kept") == []


def test_evidence_is_changed_and_taken_away_and_comes_back(workspace: Workspace, talk: str) -> None:
    claim = workspace.mark("promise", talk, [(24, 82)])
    outcome = workspace.link_passage(claim, talk, [(127, 147)], "fulfils")
    second = workspace.add_evidence(outcome, citation="Gazete", evidence_type="primary_official")
    workspace.change_evidence(second, citation="Gazette", url="https://a.example")
    before = workspace.outcomes()
    assert [(e.citation, e.url) for e in before[0].evidence][1] == ("Gazette", "https://a.example")
    first = before[0].evidence[0].id
    workspace.remove_evidence(first)
    assert [e.id for e in workspace.outcomes()[0].evidence] == [second]
    workspace.store.undo()
    assert workspace.outcomes() == before
    workspace.assess(claim, "kept", rationale="It opened.")
    workspace.remove_evidence(first)
    with pytest.raises(RuleBroken, match="rests on this evidence"):
        workspace.remove_evidence(second)
    with pytest.raises(NotFound):
        workspace.remove_evidence(first)
