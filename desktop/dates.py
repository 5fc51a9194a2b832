"""Dates as a person writes them: 2026-06-30, 30 Jun 2026, 2026-06, 2026, a range with “..”, or “by 30 June 2026”. Pure."""

import calendar
import re
from dataclasses import replace
from datetime import date

from desktop import wording
from desktop.days import MONTHS, shown_day
from desktop.errors import NotUnderstood
from desktop.wording import TimeFrame

_ISO = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")
_NUMBERS = re.compile(r"(\d{1,2})([./])(\d{1,2})\2(\d{4})")


def day(words: str) -> str:
    """One day in ISO, from 2026-06-30 or 30 Jun 2026. Raises NotUnderstood for anything else."""
    if _NUMBERS.fullmatch(words.strip()):
        return _span(words)[0]
    try:
        first, _last, precision = _span(words)
    except NotUnderstood:
        precision = ""
    if precision != "day":
        raise NotUnderstood(f"“{words}” is not a day; write it as 30 Jun 2026 or 2026-06-30.")
    return first


def first_day(words: str) -> str:
    """A day, or the first one of a month, quarter or year. Raises NotUnderstood."""
    frame = due(words, None)
    first = frame.earliest or frame.latest
    if first is None:
        raise NotUnderstood(f"“{words}” is not a day; write it as 30 Jun 2026.")
    return first


def period(words: str) -> tuple[str, str, str]:
    """(first day, last day, precision) of a date or a range. Raises NotUnderstood."""
    first, dots, last = words.strip().partition("..")
    if not dots:
        return _span(first)
    begin, finish = _span(first), _span(last)
    if begin[0] > finish[1]:
        raise NotUnderstood(f"“{words}” ends before it begins.")
    return begin[0], finish[1], begin[2] if begin[2] == finish[2] else "day"


def due(words: str, said_on: str | None) -> TimeFrame:
    """When something is due. A single day leaves the beginning open; a phrase counts from the day it was said."""
    if re.match(r"\s*(\d{4}|\d+[./])", words):
        first, last, precision = period(words)
        return TimeFrame("", "fixed_date", None if first == last else first, last, precision)
    asked, said = " ".join(words.split()), date.fromisoformat(said_on) if said_on else None
    for whole in (asked, f"by {asked}", f"by the {asked}"):
        frame = wording.time_frame(whole, said)
        if frame and frame.phrase == whole:
            counted = wording.time_frame(whole, said or date(2000, 1, 1))
            if frame.type == "relative_period" and not (counted and counted.latest):
                raise NotUnderstood(f"“{words}” ends after the year 9999; write a nearer date.")
            return replace(frame, phrase=asked)
    raise NotUnderstood(f"“{words}” is not a date; write 30 Jun 2026, June 2026, 2026 or “by 30 June 2026”.")


def shown(first: str | None, last: str | None) -> str:
    """A due date in words that `due` reads as the same days: a whole month or year is named, else its last day."""
    if first and last:
        for words in (f"{MONTHS[int(first[5:7]) - 1]} {first[:4]}", first[:4]):
            frame = due(words, None)
            if (frame.earliest, frame.latest) == (first, last):
                return words
    return shown_day(last or first)


def _span(words: str) -> tuple[str, str, str]:
    named = _named(" ".join(words.split()))
    if named:
        return named, named, "day"
    match = _ISO.fullmatch(words.strip())
    try:
        if match is None and (one := _numbers(words)):
            return one, one, "day"
        if match is None:
            raise ValueError
        year, month, number = int(match[1]), int(match[2] or 1), int(match[3] or 1)
        first = date(year, month, number)
    except ValueError:
        raise NotUnderstood(f"“{words}” is not a date; write 2026-06-30, 2026-06 or 2026.") from None
    if match[3]:
        return first.isoformat(), first.isoformat(), "day"
    if match[2]:
        return first.isoformat(), f"{year:04}-{month:02}-{calendar.monthrange(year, month)[1]:02}", "month"
    return f"{year:04}-01-01", f"{year:04}-12-31", "year"


def _numbers(words: str) -> str | None:
    """The day of 30.6.2026, 30/06/2027 or 06/30/2027. Raises NotUnderstood when it could be two, ValueError for none."""
    match = _NUMBERS.fullmatch(words.strip())
    if match is None:
        return None
    one, two, year = int(match[1]), int(match[3]), int(match[4])
    if match[2] == "." or one > 12 or one == two:
        return date(year, two, one).isoformat()
    if two > 12:
        return date(year, one, two).isoformat()
    both = f"{one} {MONTHS[two - 1]} or {two} {MONTHS[one - 1]}"
    raise NotUnderstood(f"“{words}” may be {both}; write the month as a word.")


def _named(words: str) -> str | None:
    """The day of 30 Jun 2026 or June 30, 2026, when the words are that and nothing else."""
    frame = wording.time_frame(words, None)
    one = frame and frame.phrase == words and frame.precision == "day" and frame.earliest == frame.latest
    return frame.latest if frame and one else None
