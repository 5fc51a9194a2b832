"""An outcome in a few words: when it happened, what was done with it, which kinds of claims it shows something about. Pure."""

from collections.abc import Iterable, Sequence

from db.rows import ClaimRow, LinkRow, OutcomeRow
from desktop.days import local_day, shown_day


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
