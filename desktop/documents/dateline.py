"""The day that a document prints at its beginning: in a short line of its own, or behind the place (“TOKYO, June 14,
2026 —”); pure."""

import re
from collections.abc import Iterator
from datetime import date

# Only so many lines, and none longer: a day inside of a sentence says when something else happened.
LINES, LONGEST = 12, 100
# Place and day before the first sentence.
DATELINE = re.compile(r"[^.!?]{0,60}?(?:19|20)\d\d\s*(?:\([^()]{1,40}\)\s*)?(?:[—–:]|-{1,2}\s)")
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january januar janvier enero gennaio", "february februar février febrero febbraio",
            "march märz mars marzo", "april avril abril aprile", "may mai mayo maggio", "june juni juin junio giugno",
            "july juli juillet julio luglio", "august août agosto", "september septembre septiembre settembre",
            "october oktober octobre octubre ottobre", "november novembre noviembre",
            "december dezember décembre diciembre dicembre",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
SHORT = {name[:3]: number for name, number in MONTHS.items() if name.isascii() and number not in (6, 7)} | {
    "jun": 6, "jul": 7, "sept": 9,
}  # fmt: skip
MONTH = r"(?P<month>[^\W\d_]{3,10})\.?"
WAYS = (
    re.compile(rf"(?<!\d){MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>(?:19|20)\d\d)(?!\d)", re.IGNORECASE),
    re.compile(rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.)?\s+(?:de\s+)?{MONTH},?\s+(?:de\s+)?(?P<year>(?:19|20)\d\d)(?!\d)", re.IGNORECASE),
    re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)-(?P<number>\d\d)-(?P<day>\d\d)(?!\d)"),
    re.compile(r"(?<!\d)(?P<day>\d{1,2})\.\s?(?P<number>\d{1,2})\.\s?(?P<year>(?:19|20)\d\d)(?!\d)"),
    re.compile(r"(?P<year>(?:19|20)\d\d)\s?年\s?(?P<number>\d{1,2})\s?月\s?(?P<day>\d{1,2})\s?日"),
)  # fmt: skip


def printed_day(text: str) -> str:
    """ISO, or "" where none is printed or two lines name different ones before any words."""
    for line in _first_lines(text):
        if found := _days(line):
            return found[0] if len(set(found)) == 1 else ""
    return ""


def _is_sentence(line: str) -> bool:
    """A day inside of one says when something else happened."""
    return line[-1] in ".!?。" and len(line.split()) > 6


def _first_lines(text: str) -> Iterator[str]:
    lines = (" ".join(line.split()) for line in text[:4_000].split("\n"))
    for number, line in enumerate(line for line in lines if line):
        if number >= LINES:
            return
        if len(line) <= LONGEST and not _is_sentence(line):
            yield line
        elif head := DATELINE.match(line):
            yield head[0]


def _days(line: str) -> list[str]:
    found = []
    for way in WAYS:
        for match in way.finditer(line):
            named = match.groupdict()
            month = int(named["number"]) if named.get("number") else _month(named["month"])
            try:
                found.append(date(int(named["year"]), month, int(named["day"])).isoformat())
            except ValueError:
                continue
    return found


def _month(word: str) -> int:
    """Its number, 0 for a word that is none."""
    plain = word.casefold()
    return MONTHS.get(plain) or SHORT.get(plain, 0)
