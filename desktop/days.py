"""Which day it is here, and a day in words: English whatever the locale is, so that what is shown can be typed back. Pure."""

from datetime import date, datetime

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
"""Not the calendar's: that one follows the locale, and Qt sets the person's."""


def today() -> str:
    """The day on the calendar of who works here. Moments are UTC, so it may be a day before or after theirs."""
    return datetime.now().astimezone().date().isoformat()


def local_day(moment: str) -> str:
    """The day here of a stored moment."""
    return datetime.fromisoformat(moment).astimezone().date().isoformat()


def shown_day(iso: str | None) -> str:
    """30 Jun 2026; empty for none."""
    return _in_words(iso, 3) if iso else ""


def written_day(iso: str) -> str:
    """30 June 2026."""
    return _in_words(iso, None)


def _in_words(iso: str, letters: int | None) -> str:
    day = date.fromisoformat(iso)
    return f"{day.day} {MONTHS[day.month - 1][:letters]} {day.year}"
