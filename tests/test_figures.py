"""The figures of the overview: every claim is counted once where it belongs, and rates say how sure they are."""

from dataclasses import replace
from datetime import date

import pytest

from db.rows import AssessmentRow, ClaimRow
from desktop import rating
from desktop.claims import kinds
from desktop.figures import MOST_BARS, TONES, by_actor, by_topic, figures, matrix, timeline, wilson

TODAY = date(2026, 8, 20)


def claim(ident: str, kind: str = "promise", verdict: str = "not_yet_rated", **values: object) -> ClaimRow:
    plain = ClaimRow(
        id=ident, kind=kind, statement=ident, actor_id=None, actor="", addressee="", speaker="", attribution=None,
        topics=(), made_on=None, time_frame_phrase="", time_frame_type="none", due_earliest=None, due_latest=None,
        due_precision=None, condition="", hedging_level="none", hedging_cues=(), testability="testable",
        next_review_on=None, note="", details={}, filled_in=frozenset(), created_on="", document_id="d", document="D",
        passages=(), verdict=verdict, assessment=None, links=0,
    )  # fmt: skip
    made = replace(plain, **values)  # type: ignore[arg-type]
    return rating.judged([made], TODAY.isoformat())[0]


def unratable(ident: str, reason: str) -> ClaimRow:
    given = AssessmentRow("a", ident, "unratable", reason, "2026-08-01", "", "", "", None, "submitted", "", False)
    return claim(ident, verdict="unratable", assessment=given)


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [(24, 59, 0.291, 0.534), (0, 5, 0.0, 0.434), (5, 5, 0.566, 1.0), (1, 1, 0.207, 1.0), (500, 1000, 0.469, 0.531)],
)
def test_the_interval_of_a_rate_is_wilsons(part: int, whole: int, low: float, high: float) -> None:
    assert wilson(part, whole) == pytest.approx((low, high), abs=0.001)


@pytest.mark.parametrize(("part", "whole"), [(0, 0), (3, 2), (-1, 4)])
def test_what_is_no_share_has_no_interval(part: int, whole: int) -> None:
    with pytest.raises(ValueError, match="no share"):
        wilson(part, whole)


def test_the_kept_rate_leaves_out_what_is_unratable_open_or_no_promise() -> None:
    claims = [
        claim("k", verdict="kept"), claim("p", verdict="partly_kept"), claim("b", verdict="broken"),
        claim("i", verdict="in_progress"), unratable("u", "no_public_data"), claim("r", "risk", "averted"),
    ]  # fmt: skip
    kept = figures(claims, TODAY).kept
    assert kept.part == {"k"}
    assert kept.whole == {"k", "p", "b"}
    assert kept.share == pytest.approx(1 / 3)


def test_without_a_final_verdict_there_is_no_rate() -> None:
    kept = figures([claim("a")], TODAY).kept
    assert (kept.share, kept.interval) == (None, None)


def test_overdue_unrated_and_unratable_claims_are_told_apart() -> None:
    claims = [
        claim("late", due_latest="2026-08-19"), claim("today", due_latest="2026-08-20"),
        claim("soon", due_latest="2026-09-19"), claim("later", due_latest="2026-09-20"),
        claim("done", verdict="kept", due_latest="2026-01-01"), unratable("u", "no_public_data"),
    ]  # fmt: skip
    shown = figures(claims, TODAY)
    assert shown.overdue == {"late"}
    assert shown.not_rated == {"late", "today", "soon", "later"}
    assert shown.due_soon == {"today", "soon"}
    assert shown.unratable == {"u"}
    assert shown.open_ended == {"u"}


@pytest.mark.parametrize(
    ("reasons", "said"),
    [
        (["no_public_data", "no_public_data", "not_testable"], "no_public_data"),
        (["no_public_data", "not_testable"], ""),
        ([], ""),
    ],
)
def test_a_reason_is_named_only_when_most_have_it(reasons: list[str], said: str) -> None:
    claims = [unratable(f"u{number}", reason) for number, reason in enumerate(reasons)]
    assert figures(claims, TODAY).unratable_reason == said


def test_every_verdict_of_every_kind_falls_into_one_tone() -> None:
    claims = [claim(f"{k.name} {v.name}", k.name, v.name, actor="A") for k in kinds() for v in k.verdicts]
    (bar,) = by_actor(claims)
    assert sum(len(bar.tones[tone]) for tone in TONES) == len(claims)
    assert bar.ids == {row.id for row in claims}
    assert sum(len(kind.ids) for kind in figures(claims, TODAY).by_kind) == len(claims)


def test_actors_stand_by_number_of_claims_and_the_unnamed_last() -> None:
    claims = [claim("1", actor="Few"), *(claim(f"m{n}", actor="Many") for n in range(3))]
    claims += [claim(f"u{n}") for n in range(9)]
    assert [bar.title for bar in by_actor(claims)] == ["Many", "Few", "No actor filled in"]


def test_rates_stand_by_final_verdicts() -> None:
    claims = [claim(f"a{n}", actor="Talks") for n in range(5)] + [claim("b", actor="Acts", verdict="kept")]
    assert [bar.title for bar in figures(claims, TODAY).kept_by_actor] == ["Acts", "Talks"]


def test_a_claim_with_two_topics_counts_in_both() -> None:
    bars = by_topic([claim("a", topics=("trade", "sme")), claim("b", topics=("trade",)), claim("c")])
    assert [(bar.title, len(bar.ids)) for bar in bars] == [("trade", 2), ("sme", 1)]


def test_the_timeline_has_every_month_between_and_tells_decided_from_late_and_to_come() -> None:
    claims = [
        claim("kept", verdict="kept", due_latest="2026-06-30"), claim("late", due_latest="2026-08-01"),
        claim("soon", due_latest="2026-08-31"), claim("open"),
    ]  # fmt: skip
    columns = timeline(claims)
    assert [column.first for column in columns] == [date(2026, 6, 1), date(2026, 7, 1), date(2026, 8, 1)]
    assert [len(column.ids) for column in columns] == [1, 0, 2]
    assert columns[0].decided == {"kept"}
    assert columns[2].late == {"late"}
    assert columns[2].to_come == {"soon"}


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        ("2026-01-31", "2027-06-01", 1), ("2026-01-31", "2027-07-01", 3), ("2020-01-01", "2027-12-31", 6),
        ("2015-01-01", "2030-12-31", 12), ("2000-01-01", "2060-12-31", 60), ("1900-01-01", "2050-12-31", 120),
    ],
)  # fmt: skip
def test_long_times_are_taken_together_and_nobody_is_lost(first: str, last: str, months: int) -> None:
    columns = timeline([claim("a", due_latest=first), claim("b", due_latest=last)])
    assert {column.months for column in columns} == {months}
    assert len(columns) <= MOST_BARS
    assert set().union(*(column.ids for column in columns)) == {"a", "b"}
    assert columns[0].first <= date.fromisoformat(first) < columns[0].after
    assert columns[-1].first <= date.fromisoformat(last) < columns[-1].after


def test_no_due_date_makes_no_timeline() -> None:
    assert timeline([claim("a")]) == ()


def test_the_first_and_the_last_day_there_is_are_no_trouble() -> None:
    columns = timeline([claim("a", due_latest="0001-01-01"), claim("z", due_latest="9999-12-31")])
    assert sum(len(column.ids) for column in columns) == 2


def test_risks_are_counted_as_they_were_worded() -> None:
    worded = claim("a", "risk", details={"likelihood": "likely", "impact": "high"})
    cells = matrix([worded, claim("b", "risk"), claim("c", "promise")])
    assert {cell: ids for cell, ids in cells.items() if ids} == {
        ("likely", "high"): {"a"},
        ("not_stated", "not_stated"): {"b"},
    }
