"""Which claims wait for a look, and why. Pure. What was judged as of today waits no more today."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from db.rows import ClaimRow, PassageRow
from desktop.counting import counted
from desktop.days import local_day, shown_day

SOON = 30
"""Days ahead in which a due date or a planned review counts as near."""


@dataclass(frozen=True)
class Waiting:
    """One entry of the queue: a claim, or one passage of it that was not found again with certainty."""

    claim: ClaimRow
    why: str
    """In a few words: "due 6 days ago", "due 1 Sep 2026"."""
    passage: PassageRow | None = None

    @property
    def key(self) -> str:
        return f"{self.claim.id}/{self.passage.id}" if self.passage else self.claim.id


@dataclass(frozen=True)
class Section:
    name: str
    """passages, overdue, soon or never."""
    title: str
    waiting: tuple[Waiting, ...]


def queue(claims: Iterable[ClaimRow], today: str) -> list[Section]:
    """The sections that have something. Passages stand in the first, and their claim in the next that fits."""
    found: dict[str, list[Waiting]] = {name: [] for name in _TITLES}
    for claim in claims:
        found["passages"] += [Waiting(claim, _STATUS[p.status], p) for p in claim.passages if p.status in _STATUS]
        place = _place(claim, today)
        if place:
            found[place[0]].append(Waiting(claim, place[1]))
    found["overdue"].sort(key=lambda waiting: waiting.claim.due_latest or "")
    found["soon"].sort(key=lambda waiting: min(_soon_days(waiting.claim), default=""))
    return [Section(name, title, tuple(found[name])) for name, title in _TITLES.items() if found[name]]


def to_go(sections: Iterable[Section]) -> int:
    return sum(len(section.waiting) for section in sections)


def decided(claims: Iterable[ClaimRow], today: str) -> int:
    """How many claims were judged as of today."""
    return sum(_judged(claim, today) for claim in claims)


def _place(claim: ClaimRow, today: str) -> tuple[str, str] | None:
    """(section, why) of the claim itself; None: it does not wait."""
    if claim.final or _judged(claim, today):
        return None
    if claim.overdue and claim.due_latest:
        late = (date.fromisoformat(today) - date.fromisoformat(claim.due_latest)).days
        return "overdue", f"due {counted(late, 'day')} ago"  # of a risk nobody is late
    horizon = (date.fromisoformat(today) + timedelta(days=SOON)).isoformat()
    near = [when for when in _soon_days(claim) if when <= horizon]
    if near:
        return "soon", f"{'due' if min(near) == claim.due_latest else 'review on'} {shown_day(min(near))}"
    if not _never(claim):
        return None
    return "never", f"due {shown_day(claim.due_latest)}" if claim.due_latest else "no due date"


def _soon_days(claim: ClaimRow) -> list[str]:
    return [when for when in (claim.due_latest, claim.next_review_on) if when]


def _never(claim: ClaimRow) -> bool:
    return claim.assessment is None


def _judged(claim: ClaimRow, today: str) -> bool:
    """As of today, or given today as of the day that it was in UTC: no verdict is as of a later one."""
    given = claim.assessment
    if given is None:
        return False
    return given.as_of == today or (given.as_of == given.rated_on[:10] and local_day(given.rated_on) == today)


_TITLES = {
    "passages": "Passages to check",  # first: what a claim says comes before what became of it
    "overdue": "Overdue",
    "soon": f"Due within {SOON} days",
    "never": "Never assessed",
}
_STATUS = {"needs_review": "found again, not with certainty", "orphaned": "not found in the newest version"}
