"""The figures of the overview, counted from ledger rows. Pure; every figure carries the ids of the claims behind it."""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from db.rows import ClaimRow
from desktop.claims import kind_of, kinds
from desktop.claims.risk import IMPACT, LIKELIHOOD

Ids = frozenset[str]
TONES = ("held", "partly", "failed", "open", "none")
"""In the order of the bars: final verdicts first, then those still open, then claims without a verdict."""
MOST_BARS = 18
"""Columns of the timeline; more months than this are taken together."""
_STEPS = (1, 3, 6, 12, 60, 120, 1200)
"""Months in one column."""
Z = 1.959964
"""Standard deviations on either side of a 95 % interval."""


@dataclass(frozen=True)
class Rate:
    """So many of so many, with its Wilson interval."""

    part: Ids
    whole: Ids

    @property
    def share(self) -> float | None:
        return len(self.part) / len(self.whole) if self.whole else None

    @property
    def interval(self) -> tuple[float, float] | None:
        return wilson(len(self.part), len(self.whole)) if self.whole else None


@dataclass(frozen=True)
class Bar:
    """Claims of one actor, kind or topic by the tone of their verdict."""

    title: str
    tones: dict[str, Ids]
    unratable: Ids = frozenset()
    """Part of those without a tone."""

    @property
    def ids(self) -> Ids:
        return frozenset().union(*self.tones.values())

    @property
    def kept(self) -> Rate:
        """Held among those finally rated; unratable ones are not in it."""
        rated = self.tones["held"] | self.tones["partly"] | self.tones["failed"]
        return Rate(self.tones["held"], rated)


@dataclass(frozen=True)
class Column:
    """Claims that fall due in one stretch of months, `first` being the first day."""

    first: date
    months: int
    decided: Ids
    late: Ids
    to_come: Ids

    @property
    def ids(self) -> Ids:
        return self.decided | self.late | self.to_come

    @property
    def after(self) -> date:
        """The first day that belongs to the next column."""
        return _month(self.first.year * 12 + self.first.month - 1 + self.months)


@dataclass(frozen=True)
class Figures:
    """Everything the overview shows, for one list of claims on one day."""

    as_of: date
    everything: Ids
    kept: Rate
    overdue: Ids
    unratable: Ids
    unratable_reason: str
    """The reason most of them have, or nothing."""
    not_rated: Ids
    due_soon: Ids
    """Of those not yet rated, due within 30 days."""
    by_actor: tuple[Bar, ...]
    by_kind: tuple[Bar, ...]
    by_topic: tuple[Bar, ...]
    """Titled by the topic's name in the vocabulary."""
    kept_by_actor: tuple[Bar, ...]
    """Promises alone; the actor with the most final verdicts first."""
    timeline: tuple[Column, ...]
    open_ended: Ids
    matrix: dict[tuple[str, str], Ids]
    """(likelihood, impact) as worded; every pair is there."""


def wilson(part: int, whole: int, z: float = Z) -> tuple[float, float]:
    """The score interval of a share: honest for few cases and near 0 and 1."""
    if not 0 <= part <= whole or whole == 0:
        raise ValueError(f"{part} of {whole} is no share")
    share, spread = part / whole, 1 + z * z / whole
    middle = (share + z * z / (2 * whole)) / spread
    half = z * math.sqrt(share * (1 - share) / whole + z * z / (4 * whole * whole)) / spread
    return max(0.0, middle - half), min(1.0, middle + half)


def figures(claims: Sequence[ClaimRow], as_of: date) -> Figures:
    not_rated = [c for c in claims if c.verdict == "not_yet_rated"]
    unratable = [c for c in claims if c.verdict == "unratable"]
    promises = [c for c in claims if c.kind == "promise"]
    soon = (as_of.isoformat(), (as_of + timedelta(days=30)).isoformat())
    return Figures(
        as_of=as_of,
        everything=_ids(claims),
        kept=_bar("", promises).kept,
        overdue=_ids(c for c in claims if c.overdue),
        unratable=_ids(unratable),
        unratable_reason=_most(unratable),
        not_rated=_ids(not_rated),
        due_soon=_ids(c for c in not_rated if c.due_latest and soon[0] <= c.due_latest <= soon[1]),
        by_actor=by_actor(claims),
        by_kind=tuple(
            _bar(kind.plural[:1].upper() + kind.plural[1:], [c for c in claims if c.kind == kind.name])
            for kind in kinds()
        ),
        by_topic=by_topic(claims),
        kept_by_actor=tuple(sorted(by_actor(promises), key=lambda bar: -len(bar.kept.whole))),
        timeline=timeline(claims),
        open_ended=_ids(c for c in claims if not c.due_latest),
        matrix=matrix(claims),
    )


def by_actor(claims: Iterable[ClaimRow]) -> tuple[Bar, ...]:
    """The actor with the most claims first; claims without one last."""
    named: dict[str, list[ClaimRow]] = {}
    for claim in claims:
        named.setdefault(claim.actor, []).append(claim)
    order = sorted(named, key=lambda name: (not name, -len(named[name]), name.casefold()))
    return tuple(_bar(name or "No actor filled in", named[name]) for name in order)


def by_topic(claims: Iterable[ClaimRow]) -> tuple[Bar, ...]:
    """The topic with the most claims first; a claim with two topics counts in both, one without in none."""
    named: dict[str, list[ClaimRow]] = {}
    for claim in claims:
        for topic in claim.topics:
            named.setdefault(topic, []).append(claim)
    return tuple(_bar(name, named[name]) for name in sorted(named, key=lambda name: (-len(named[name]), name)))


def timeline(claims: Iterable[ClaimRow]) -> tuple[Column, ...]:
    """Columns without a gap from the first due date to the last, by month or by as many months as are needed."""
    due = [(date.fromisoformat(c.due_latest), c) for c in claims if c.due_latest]
    if not due:
        return ()
    numbers = [day.year * 12 + day.month - 1 for day, _ in due]
    step = next((s for s in _STEPS if max(numbers) // s - min(numbers) // s < MOST_BARS), _STEPS[-1])
    columns: dict[int, list[ClaimRow]] = {
        number: [] for number in range(min(numbers) // step, max(numbers) // step + 1)
    }
    for number, (_day, claim) in zip(numbers, due, strict=True):
        columns[number // step].append(claim)
    return tuple(_column(_month(max(12, number * step)), step, own) for number, own in columns.items())


def matrix(claims: Iterable[ClaimRow]) -> dict[tuple[str, str], Ids]:
    """Risks by likelihood and impact; what the words do not say is `not_stated`, never guessed."""
    cells: dict[tuple[str, str], set[str]] = {(row, column): set() for row in LIKELIHOOD for column in IMPACT}
    for claim in claims:
        if claim.kind == "risk":
            worded = (claim.details.get("likelihood") or "not_stated", claim.details.get("impact") or "not_stated")
            cells[worded].add(claim.id)
    return {cell: frozenset(ids) for cell, ids in cells.items()}


def _column(first: date, months: int, claims: Sequence[ClaimRow]) -> Column:
    def those(test: Callable[[ClaimRow], bool]) -> Ids:
        return _ids(c for c in claims if test(c))

    return Column(
        first, months,
        decided=those(lambda c: c.final),
        late=those(lambda c: c.overdue),
        to_come=those(lambda c: not c.final and not c.overdue),
    )  # fmt: skip


def _bar(title: str, claims: Sequence[ClaimRow]) -> Bar:
    tones = {tone: _ids(c for c in claims if kind_of(c.kind).verdict(c.verdict).tone == tone) for tone in TONES}
    return Bar(title, tones, _ids(c for c in claims if c.verdict == "unratable"))


def _most(unratable: Sequence[ClaimRow]) -> str:
    """The commonest reason, when more than half of the claims have it."""
    reasons = Counter(c.assessment.unratable_reason for c in unratable if c.assessment)
    reason, count = next(iter(reasons.most_common(1)), (None, 0))
    return reason if reason and count * 2 > len(unratable) else ""


def _ids(claims: Iterable[ClaimRow]) -> Ids:
    return frozenset(claim.id for claim in claims)


def _month(number: int) -> date:
    """The first day of a month counted from year 0."""
    year, month = divmod(number, 12)
    return date(min(year, 9999), month + 1, 1)
