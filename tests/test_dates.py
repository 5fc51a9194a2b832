"""Dates as people write them, and what is no date."""

import pytest

from desktop import dates
from desktop.errors import NotUnderstood


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("2026-06-30", ("2026-06-30", "2026-06-30", "day")),
        ("2024-02", ("2024-02-01", "2024-02-29", "month")),
        ("2026", ("2026-01-01", "2026-12-31", "year")),
        ("2026-06..2026-08", ("2026-06-01", "2026-08-31", "month")),
        ("2026..2026-08-03", ("2026-01-01", "2026-08-03", "day")),
    ],
)
def test_a_date_or_a_range_is_a_period(words: str, found: tuple[str, str, str]) -> None:
    assert dates.period(words) == found


@pytest.mark.parametrize(
    "words",
    ["", "soon", "2026-13", "2026-02-30", "31.2.2026", "01/02/2026", "2027..2026", "2026-6-1", "2026-06-30T00:00"],
)
def test_what_is_no_date_is_not_understood(words: str) -> None:
    with pytest.raises(NotUnderstood):
        dates.period(words)
    with pytest.raises(NotUnderstood):
        dates.due(words, None)


@pytest.mark.parametrize("words", ["2026", "2026-06", "2026-06-01..2026-06-02"])
def test_a_day_is_one_day(words: str) -> None:
    assert dates.day("2026-06-30") == "2026-06-30"
    with pytest.raises(NotUnderstood, match="is not a da"):
        dates.day(words)


@pytest.mark.parametrize(
    ("words", "earliest", "latest"),
    [
        ("2026-06-30", None, "2026-06-30"),
        ("2026-06", "2026-06-01", "2026-06-30"),
        ("by 30 June 2026", None, "2026-06-30"),
        ("in the second half of 2026", "2026-07-01", "2026-12-31"),
        ("within six months", "2026-01-15", "2026-07-15"),
        ("June 2027", "2027-06-01", "2027-06-30"),
        ("Jan 2026", "2026-01-01", "2026-01-31"),
        ("15.1.2026", None, "2026-01-15"),
        ("30/06/2027", None, "2027-06-30"),
        ("06/30/2027", None, "2027-06-30"),
        ("end of 2026", None, "2026-12-31"),
    ],
)
def test_what_is_due_may_be_worded(words: str, earliest: str | None, latest: str) -> None:
    frame = dates.due(words, "2026-01-15")
    assert (frame.earliest, frame.latest) == (earliest, latest)


def test_words_around_a_phrase_are_not_overheard() -> None:
    with pytest.raises(NotUnderstood):
        dates.due("not before the end of 2026 or so", None)


def test_numbers_that_may_be_two_days_are_asked_for_in_words() -> None:
    with pytest.raises(NotUnderstood, match="may be 1 February or 2 January"):
        dates.day("01/02/2026")
    assert dates.day("02.01.2026") == dates.day("2/1/2026".replace("/", ".")) == "2026-01-02"


@pytest.mark.parametrize("words", ["June 2027", "2027", "30 Jun 2027"])
def test_a_due_date_is_shown_in_words_that_are_read_as_the_same_days(words: str) -> None:
    frame = dates.due(words, None)
    assert dates.shown(frame.earliest, frame.latest) == words


def test_the_first_day_of_a_month_stands_for_it() -> None:
    assert [dates.first_day(words) for words in ("June 2027", "2027", "3 Jun 2027")] == [
        "2027-06-01", "2027-01-01", "2027-06-03"
    ]  # fmt: skip
