"""The outcomes as the list shows them: unlinked and contested ones first. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from db.folding import words
from db.rows import ClaimRow, LinkRow, OutcomeRow
from desktop.candidates import holds
from desktop.days import local_day, shown_day


@dataclass(frozen=True)
class Book:
    """Everything that is known of outcomes at one moment."""

    outcomes: tuple[OutcomeRow, ...] = ()
    links: tuple[LinkRow, ...] = ()
    claims: dict[str, ClaimRow] = field(default_factory=dict)

    def outcome(self, outcome_id: str) -> OutcomeRow | None:
        return next((outcome for outcome in self.outcomes if outcome.id == outcome_id), None)

    def shown_by(self, outcome_id: str) -> list[tuple[LinkRow, ClaimRow]]:
        """What the outcome shows about claims."""
        return [
            (link, self.claims[link.claim_id])
            for link in self.links
            if link.outcome_id == outcome_id and link.claim_id in self.claims
        ]


def known_by(book: Book, day: str) -> Book:
    """What had happened on that day; an outcome without a date is always there."""
    return replace(book, outcomes=tuple(o for o in book.outcomes if (o.occurred_from or o.occurred_to or "") <= day))


def sections(book: Book, typed: str = "") -> list[tuple[str, list[OutcomeRow]]]:
    """(title, outcomes) of each section that has something; only outcomes that hold every typed word."""
    wanted = words(typed)
    fitting = [outcome for outcome in book.outcomes if holds(_searched(outcome), wanted)]
    return [(title, found) for title in _TITLES if (found := [o for o in fitting if _title(o) == title])]


def when(outcome: OutcomeRow) -> str:
    """3 Jul 2026, 1 – 19 Aug 2026, searched 1 Aug 2026."""
    first, last = outcome.occurred_from, outcome.occurred_to
    if not (first or last):
        return "date unknown"
    days = shown_day(first or last or "")
    if first and last and first != last:
        days = f"{_start(first, last)}{shown_day(last)}"
    return f"searched {days}" if outcome.outcome_type == "no_event_found" else days


def history(outcome: OutcomeRow, links: Sequence[LinkRow]) -> list[tuple[str, str]]:
    """(day, what happened), the oldest first; links of one day and analyst are told together."""
    made: dict[tuple[str, str], int] = {}
    for link in links:
        key = (local_day(link.linked_on), link.analyst)
        made[key] = made.get(key, 0) + 1
    return [
        (shown_day(local_day(outcome.created_on)), "added"),
        *((shown_day(on), _linked(who, n)) for (on, who), n in made.items()),
    ]


def kinds_shown(shown: Iterable[tuple[LinkRow, ClaimRow]]) -> list[str]:
    """Kinds of the linked claims, each once."""
    return list(dict.fromkeys(claim.kind for _, claim in shown))


def _linked(who: str, number: int) -> str:
    claims = "a claim" if number == 1 else f"{number} claims"
    return f"{who} linked it to {claims}" if who else f"linked to {claims}"


def _start(first: str, last: str) -> str:
    """The first day without what it shares with the last, and the dash."""
    number, month, _year = shown_day(first).split()
    if first[:7] == last[:7]:
        return f"{number}–"
    return f"{number} {month} – " if first[:4] == last[:4] else f"{shown_day(first)} – "


def _searched(outcome: OutcomeRow) -> str:
    own = [outcome.statement, outcome.actor, outcome.search_note]
    for proof in outcome.evidence:
        own += [proof.citation, proof.url, proof.document, *(passage.exact for passage in proof.passages)]
    return " ".join(own)


def _title(outcome: OutcomeRow) -> str:
    return _TITLES[0] if not outcome.links else _TITLES[1] if outcome.contested else _TITLES[2]


_TITLES = ("Not linked to a claim", "Contested", "Linked")
