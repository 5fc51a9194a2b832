"""What the words say of themselves: the time frame as worded with its days, and how far they hold back."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.wording import hedging, time_frame
from desktop.workspace import Workspace

SAID = date(2026, 1, 15)
OPEN = None

FRAMES = [
    # words, phrase, type, earliest, latest, precision
    ("We will finish by 30 June 2026.", "by 30 June 2026", "fixed_date", OPEN, "2026-06-30", "day"),
    ("We will finish by 30th of June, 2026.", "by 30th of June, 2026", "fixed_date", OPEN, "2026-06-30", "day"),
    ("We will finish by June 30, 2026.", "by June 30, 2026", "fixed_date", OPEN, "2026-06-30", "day"),
    ("We will finish on 1 March 2027.", "on 1 March 2027", "fixed_date", "2027-03-01", "2027-03-01", "day"),
    ("no later than 1 Sept. 2026", "no later than 1 Sept. 2026", "fixed_date", OPEN, "2026-09-01", "day"),
    ("before 1 July 2026", "before 1 July 2026", "fixed_date", OPEN, "2026-06-30", "day"),
    ("by June 2026", "by June 2026", "fixed_date", OPEN, "2026-06-30", "month"),
    ("in February 2028", "in February 2028", "fixed_date", "2028-02-01", "2028-02-29", "month"),
    ("by the end of June 2026", "by the end of June 2026", "fixed_date", OPEN, "2026-06-30", "month"),
    ("before the end of June 2026", "before the end of June 2026", "fixed_date", OPEN, "2026-06-30", "month"),
    ("before June 2026", "before June 2026", "fixed_date", OPEN, "2026-05-31", "month"),
    ("until Dec 2026", "until Dec 2026", "fixed_date", OPEN, "2026-12-31", "month"),
    ("by June", "by June", "fixed_date", OPEN, "2026-06-30", "month"),
    ("by the end of January", "by the end of January", "fixed_date", OPEN, "2026-01-31", "month"),
    ("in May 2026", "in May 2026", "fixed_date", "2026-05-01", "2026-05-31", "month"),
    ("in Q3 2026", "in Q3 2026", "named_period", "2026-07-01", "2026-09-30", "quarter"),
    ("by Q1 2027", "by Q1 2027", "named_period", OPEN, "2027-03-31", "quarter"),
    ("in the second half of 2026", "in the second half of 2026", "named_period", "2026-07-01", "2026-12-31", "half_year"),
    ("in the first quarter of 2027", "in the first quarter of 2027", "named_period", "2027-01-01", "2027-03-31", "quarter"),
    ("by the last quarter of 2026", "by the last quarter of 2026", "named_period", OPEN, "2026-12-31", "quarter"),
    ("by H1 2027", "by H1 2027", "named_period", OPEN, "2027-06-30", "half_year"),
    ("by 2030", "by 2030", "fixed_date", OPEN, "2030-12-31", "year"),
    ("before 2030", "before 2030", "fixed_date", OPEN, "2029-12-31", "year"),
    ("by the end of 2030", "by the end of 2030", "fixed_date", OPEN, "2030-12-31", "year"),
    ("before the end of 2030", "before the end of 2030", "fixed_date", OPEN, "2030-12-31", "year"),
    ("during 2027", "during 2027", "fixed_date", "2027-01-01", "2027-12-31", "year"),
    ("from 2027", "from 2027", "fixed_date", "2027-01-01", OPEN, "year"),
    ("from 1 July 2026", "from 1 July 2026", "fixed_date", "2026-07-01", OPEN, "day"),
    ("by the end of next year", "by the end of next year", "relative_period", OPEN, "2027-12-31", "year"),
    ("before the end of this year", "before the end of this year", "relative_period", OPEN, "2026-12-31", "year"),
    ("next year", "next year", "relative_period", "2027-01-01", "2027-12-31", "year"),
    ("over the next six months", "over the next six months", "relative_period", "2026-01-15", "2026-07-15", "month"),
    ("within 90 days", "within 90 days", "relative_period", "2026-01-15", "2026-04-15", "day"),
    ("within a hundred days", "within a hundred days", "relative_period", "2026-01-15", "2026-04-25", "day"),
    ("in the next two weeks", "in the next two weeks", "relative_period", "2026-01-15", "2026-01-29", "day"),
    ("in five years", "in five years", "relative_period", "2026-01-15", "2031-01-15", "year"),
    ("for five years", "for five years", "relative_period", "2026-01-15", "2031-01-15", "year"),
    ("in one month", "in one month", "relative_period", "2026-01-15", "2026-02-15", "month"),
    ("within the coming three-year plan, no: within three years", "within the coming three-year", "relative_period", "2026-01-15", "2029-01-15", "year"),
    ("in the next fiscal year", "in the next fiscal year", "named_period", OPEN, OPEN, "fiscal_year"),
    ("in fiscal year 2026-27", "in fiscal year 2026-27", "named_period", OPEN, OPEN, "fiscal_year"),
    ("in FY27", "FY27", "named_period", OPEN, OPEN, "fiscal_year"),
    ("before the next budget", "before the next budget", "event", OPEN, OPEN, OPEN),
    ("after the election", "after the election", "event", OPEN, OPEN, OPEN),
    ("by 31 June 2026", "June 2026", "fixed_date", "2026-06-01", "2026-06-30", "month"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "phrase", "kind", "earliest", "latest", "precision"), FRAMES)
def test_time_frames(
    words: str, phrase: str, kind: str, earliest: str | None, latest: str | None, precision: str | None
) -> None:
    found = time_frame(words, SAID)
    assert found is not None
    assert (found.phrase, found.type, found.earliest, found.latest, found.precision) == (
        phrase,
        kind,
        earliest,
        latest,
        precision,
    )


@pytest.mark.parametrize(
    "words",
    ["", "We will do it.", "two years ago", "a boy of twelve years old", "the 500 largest firms", "in room 2030 m", "since 2015",
     "We may do it, in 9 parts", "within nine zones", "the march of progress", "Section 12", "they were founded in 1998"],
)  # fmt: skip
def test_no_time_frame_where_there_is_none(words: str) -> None:
    assert time_frame(words, SAID) is None


@pytest.mark.parametrize("words", ["within six months", "next year", "by June", "by the end of next year"])
def test_days_stay_open_when_the_day_of_saying_is_unknown(words: str) -> None:
    found = time_frame(words, None)
    assert found is not None
    assert (found.phrase, found.earliest, found.latest) == (words, None, None)


def test_the_first_of_two_time_frames_counts() -> None:
    found = time_frame("First by 2027, then in five years.", SAID)
    assert found is not None
    assert found.phrase == "by 2027"


def test_the_end_of_a_short_month() -> None:
    found = time_frame("in one month", date(2026, 1, 31))
    assert found is not None
    assert found.latest == "2026-02-28"


@pytest.mark.parametrize("words", ["in 9999 years", "within 123456789 days", "for 99999999999999999999 months"])
def test_a_period_beyond_the_calendar_keeps_its_words_and_no_day(words: str) -> None:
    found = time_frame(words, SAID)
    assert found is not None
    assert (found.phrase, found.type, found.latest) == (words, "relative_period", None)


@pytest.mark.parametrize(
    ("words", "level", "cues"),
    [
        ("We will build it.", "none", ()),
        ("We may build it.", "low", ("may",)),
        ("May we build it?", "low", ("may",)),
        ("We hope to build it if possible.", "medium", ("hope to", "if possible")),
        ("Perhaps we might try to, subject to funds.", "high", ("perhaps", "might", "try to", "subject to")),
        ("It could, could, could work.", "low", ("could",)),
        ("We will build it in May 2026.", "none", ()),
        ("By May we will have built it.", "none", ()),
        ("On 3 May 2026 it opens.", "none", ()),
        ("May 2026 is the date.", "none", ()),
        ("The candle is somewhere.", "none", ()),
        ("We intend to plan to expect to.", "high", ("intend to", "plan to", "expect to")),
    ],
)  # fmt: skip
def test_hedging(words: str, level: str, cues: tuple[str, ...]) -> None:
    found = hedging(words)
    assert (found.level, found.cues) == (level, cues)


PARTS = st.sampled_from(
    [
        "by",
        "before",
        "in",
        "the",
        "end",
        "of",
        "next",
        "this",
        "year",
        "2030",
        "2026-27",
        "fiscal",
        "June",
        "May",
        "31",
        "30",
        "99999",
        "months",
        "days",
        "hundred",
        "a",
        "an",
        "five",
        "Q1",
        "H2",
        "first",
        "last",
        "quarter",
        "half",
        "within",
        "over",
        "no",
        "later",
        "than",
        "until",
        "from",
        "FY",
        "۵",
        ",",
        ".",
        "-",
        "1st",
        "since",
        "old",
        "ago",
    ]
)


@given(st.lists(PARTS, max_size=9).map(" ".join), st.none() | st.dates())
def test_whatever_the_words_days_are_in_order_and_the_phrase_is_there(words: str, said: date | None) -> None:
    found = time_frame(words, said)
    if found is not None:
        assert found.phrase
        assert found.phrase in words
        days = [day for day in (found.earliest, found.latest) if day]
        assert [date.fromisoformat(day).isoformat() for day in days] == days == sorted(days)


def test_a_claim_keeps_the_words_of_its_time_frame_and_how_it_is_hedged(workspace: Workspace, talk: str) -> None:
    claim = workspace.claim(workspace.mark("promise", talk, [(24, 113)]))
    assert (claim.time_frame_phrase, claim.due_latest, claim.due_precision) == (
        "by the end of June 2026",
        "2026-06-30",
        "month",
    )
    assert (claim.hedging_level, claim.hedging_cues) == ("low", ("may",))
    assert (claim.speaker, claim.made_on, claim.attribution) == ("MS. QUAY", "2026-01-15", "direct_quote")
    assert {"speaker", "due_latest", "hedging_level"} <= claim.filled_in
