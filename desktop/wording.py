"""What the words of a passage say by themselves: hedging, and a time frame with its dates. Pure; English rules."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from desktop.days import MONTHS

_HEDGES = re.compile(
    r"\b((?<!\bin )(?<!\bby )(?<!\bof )(?<!\bsince )(?<!\buntil )(?<!\bbefore )(?<!\d )may(?!,? \d)|"
    r"might|could|would|should|can|perhaps|possibly|probably|likely|hope(?:s|d)? to|aim(?:s|ed)? to|"
    r"intend(?:s|ed)? to|plan(?:s|ned)? to|seek(?:s)? to|expect(?:s|ed)? to|try(?:ing)? to|in principle|if possible|"
    r"where possible|as far as possible|subject to|conditional on|depending on|if|unless|provided that|some|"
    r"approximately|about|around)\b",
    re.IGNORECASE,
)
_NUMBERS = {
    word: number
    for number, word in enumerate(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"], start=1
    )
} | {"a": 1, "an": 1, "hundred": 100, "a hundred": 100, "fifteen": 15, "eighteen": 18, "twenty": 20, "thirty": 30}  # fmt: skip
_NAMES = [month.lower() for month in MONTHS]
_MONTHS = {part: number for number, name in enumerate(_NAMES, start=1) for part in (name, name[:3])} | {"sept": 9}
_MONTH = "(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_BY = r"\b(?P<by>by|before|until|no later than|not later than|on|in|from|during|for)?\s*(?P<the>the\s+)?(?P<end>(?:the\s+)?(?:end|close)\s+of\s+(?:the\s+)?)?"


@dataclass(frozen=True)
class Hedging:
    level: str
    """none, low (one cue), medium (two), high (three or more)."""
    cues: tuple[str, ...]


@dataclass(frozen=True)
class TimeFrame:
    """The phrase as worded, and the days it means where they can be worked out (ISO; None: open)."""

    phrase: str
    type: str
    earliest: str | None = None
    latest: str | None = None
    precision: str | None = None


def hedging(words: str) -> Hedging:
    """How far the words hold back."""
    cues = tuple(dict.fromkeys(match[0].lower() for match in _HEDGES.finditer(words)))
    return Hedging(("none", "low", "medium", "high")[min(len(cues), 3)], cues)


def time_frame(words: str, said_on: date | None) -> TimeFrame | None:
    """The first time frame that is found in the words; periods count from the day they were said."""
    found = [(match.start(), rule, match) for pattern, rule in _RULES if (match := pattern.search(words))]
    if not found:
        return None
    found.sort(key=lambda item: (item[0], -len(item[2][0])))
    return next((frame for _at, rule, match in found if (frame := rule(match, said_on))), None)


def _span(match: re.Match[str], first: date, last: date, kind: str, precision: str) -> TimeFrame:
    """`before` ends the day before the period; `by`, `until` leave its beginning open, `from` its end."""
    by = (match.groupdict().get("by") or "").lower()
    if by == "from":
        begins = last if match.groupdict().get("end") else first
        return TimeFrame(match[0].strip(), kind, begins.isoformat(), None, precision)
    if by == "before" and not match.groupdict().get("end"):
        return TimeFrame(match[0].strip(), kind, None, (first - timedelta(days=1)).isoformat(), precision)
    open_start = by in ("by", "before", "until", "no later than", "not later than") or match.groupdict().get("end")
    return TimeFrame(match[0].strip(), kind, None if open_start else first.isoformat(), last.isoformat(), precision)


def _day(match: re.Match[str], _said_on: date | None) -> TimeFrame | None:
    try:
        day = date(int(match["year"]), _MONTHS[match["month"].lower()], int(match["day"]))
    except ValueError:
        return None
    return _span(match, day, day, "fixed_date", "day")


def _month(match: re.Match[str], said_on: date | None) -> TimeFrame:
    month = _MONTHS[match["month"].lower()]
    if match["year"]:
        year = int(match["year"])
    elif said_on:
        year = said_on.year + (month < said_on.month)
    else:
        return TimeFrame(match[0].strip(), "fixed_date")
    first, last = date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    return _span(match, first, last, "fixed_date", "month")


def _part_of_year(match: re.Match[str], _said_on: date | None) -> TimeFrame:
    year, part = int(match["year"]), (match["part"] or match["word"]).lower()
    number = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4}.get(part) or int(part[-1])
    months = 6 if part.startswith("h") or (match["unit"] or "").lower() == "half" else 3
    number = min(number, 12 // months)
    first = date(year, months * (number - 1) + 1, 1)
    end = months * number
    last = date(year, end, calendar.monthrange(year, end)[1])
    return _span(match, first, last, "named_period", "half_year" if months == 6 else "quarter")


def _year(match: re.Match[str], _said_on: date | None) -> TimeFrame:
    year = int(match["year"])
    return _span(match, date(year, 1, 1), date(year, 12, 31), "fixed_date", "year")


def _fiscal_year(match: re.Match[str], _said_on: date | None) -> TimeFrame:
    return TimeFrame(match[0].strip(), "named_period", precision="fiscal_year")  # its days differ by country


def _period(match: re.Match[str], said_on: date | None) -> TimeFrame:
    unit = match["unit"].lower().rstrip("s")
    if said_on is None:
        return TimeFrame(match[0].strip(), "relative_period")
    precision = {"day": "day", "week": "day", "month": "month", "year": "year"}[unit]
    try:
        latest = _later(said_on, _NUMBERS.get(match["count"].lower()) or int(match["count"]), unit)
    except (ValueError, OverflowError):  # beyond the year 9999, or of thousands of digits
        return TimeFrame(match[0].strip(), "relative_period")
    return TimeFrame(match[0].strip(), "relative_period", said_on.isoformat(), latest, precision)


def _next(match: re.Match[str], said_on: date | None) -> TimeFrame:
    if said_on is None:
        return TimeFrame(match[0].strip(), "relative_period")
    year = said_on.year + (match["which"].lower() == "next")
    return _span(match, date(year, 1, 1), date(year, 12, 31), "relative_period", "year")


def _event(match: re.Match[str], _said_on: date | None) -> TimeFrame:
    return TimeFrame(match[0].strip(), "event")


def _later(day: date, count: int, unit: str) -> str:
    if unit in ("day", "week"):
        return (day + timedelta(days=count * (7 if unit == "week" else 1))).isoformat()
    months = day.year * 12 + day.month - 1 + count * (12 if unit == "year" else 1)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1])).isoformat()


def _rule(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_RULES = (
    (_rule(_BY + r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?" + _MONTH + r",?\s+(?P<year>(?:19|20)\d\d)\b"), _day),
    (_rule(_BY + _MONTH + r"\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>(?:19|20)\d\d)\b"), _day),
    (_rule(_BY + _MONTH + r",?\s+(?P<year>(?:19|20)\d\d)\b"), _month),
    (_rule(r"\b(?P<by>by|before|until)\s+(?P<end>(?:the\s+)?end\s+of\s+)?" + _MONTH + r"(?P<year>)\b(?!\s+\d)"), _month),
    (_rule(_BY + r"(?:(?P<part>Q[1-4]|H[12])|(?P<word>first|second|third|fourth|last)\s+(?P<unit>quarter|half)(?:\s+of)?)"
           r"\s+(?P<year>(?:19|20)\d\d)\b"), _part_of_year),
    (_rule(r"\b(?:(?:by|before|in|until|within|for)\s+)?(?:the\s+)?(?:end\s+of\s+(?:the\s+)?)?(?:(?:next|current|this|coming)\s+)?"
           r"(?:(?:19|20)\d\d(?:[-–/]\d\d)?\s+)?(?:fiscal|financial)\s+year(?:\s+(?:19|20)\d\d(?:[-–/]\d\d)?)?\b|\bFY\s?\d{2,4}\b"), _fiscal_year),
    (_rule(r"\b(?:within|over|in|during|for)\s+(?:the\s+)?(?:next|coming|following)?\s*(?P<count>\d+|" + "|".join(_NUMBERS)
           + r")[\s-]+(?P<unit>days?|weeks?|months?|years?)\b(?!\s+(?:ago|old))"), _period),
    (_rule(_BY + r"(?P<which>next|this)\s+year\b"), _next),
    (_rule(r"\b(?P<by>by|before|until|in|during|from)\s+(?:the\s+)?(?P<end>(?:end|close)\s+of\s+)?(?P<year>20\d\d)\b"), _year),
    (_rule(r"\b(?:before|after|at|by|with)\s+the\s+(?:next\s+)?(?:summit|budget(?:\s+cycle)?|election|elections|session|meeting|conference)\b"), _event),
)  # fmt: skip
