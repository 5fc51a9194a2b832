"""The rules of rating (data-model: "Rules of rating"): what a verdict needs, when a claim is overdue. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from db.errors import RuleBroken
from db.rows import ClaimRow, OutcomeRow
from db.vocabulary import CHANGE_REASONS, UNRATABLE_REASONS
from desktop.claims import kind_of
from desktop.claims.base import Kind
from desktop.days import shown_day

WITHOUT_TEST = ("not_yet_rated", "unratable")
"""Verdicts on a claim that is not testable."""


class Claimed(Protocol):
    kind: str
    testability: str


@dataclass(frozen=True)
class Given:
    """A verdict as somebody wants to give it."""

    verdict: str
    as_of: str
    rationale: str
    unratable_reason: str | None = None


@dataclass(frozen=True)
class Support:
    """One link of the claim and what stands behind its outcome."""

    relation: str
    searched: bool
    """A search that found nothing and says what was searched."""
    evidence: tuple[str, ...]
    """Types of the outcome's evidence."""
    sources: tuple[str, ...] = ()
    """Who says so, for each evidence: a site, a publisher, else the citation."""


def check(given: Given, claim: Claimed, links: Sequence[Support], *, today: str) -> None:
    """Raises RuleBroken with what is missing, in words that say what to do."""
    kind = kind_of(claim.kind)
    if not kind.has_verdict(given.verdict):
        known = ", ".join(v.name for v in kind.verdicts)
        raise RuleBroken(f"“{given.verdict}” is not a verdict on {kind.article} {kind.word}; choose {known}.")
    verdict = kind.verdict(given.verdict)
    _check_day(given.as_of, today)
    if (given.verdict == "unratable") != bool(given.unratable_reason):
        raise RuleBroken("Unratable needs a reason, and only unratable has one: " + ", ".join(UNRATABLE_REASONS) + ".")
    if given.unratable_reason and given.unratable_reason not in UNRATABLE_REASONS:
        raise RuleBroken(f"“{given.unratable_reason}” is not a reason; choose {', '.join(UNRATABLE_REASONS)}.")
    if claim.testability == "not_testable" and given.verdict not in WITHOUT_TEST:
        raise RuleBroken("This claim is not testable, so it can only be not yet rated or unratable.")
    if not verdict.final:
        return
    if not given.rationale:
        raise RuleBroken(f"{verdict.title} is final and needs a reason: say it in one sentence.")
    lacking = lacks(given.verdict, claim, links)
    if lacking:
        raise RuleBroken(lacking)


def lacks(verdict: str, claim: Claimed, links: Sequence[Support]) -> str:
    """The evidence that the verdict needs and the claim does not have, in words that say what to do; "" for none."""
    kind = kind_of(claim.kind)
    wanted = kind.verdict(verdict)
    if not wanted.final or verdict == "unratable":
        return ""
    against = [relation.title.lower() for relation in kind.relations if relation.contrary]
    if not links:
        return (
            f"{wanted.title} needs evidence. Link an outcome that shows it, "
            "or one that says what was searched and not found."
        )
    if not any(link.evidence or link.searched for link in links):
        which = "The linked outcome has none" if len(links) == 1 else "None of the linked outcomes has any"
        return f"{wanted.title} needs evidence. {which} yet: open it and add a source, or words from a document."
    names = {relation.name for relation in kind.relations if relation.contrary}
    if wanted.contrary and not any(link.searched or (link.relation in names and link.evidence) for link in links):
        return (
            f"{wanted.title} needs contrary evidence. Link an outcome that speaks against the claim "
            f"({', '.join(sorted(against))}), or one that says what was searched and not found."
        )
    return ""


def warnings(given: Given, claim: Claimed, links: Sequence[Support], *, stands_until: str | None = None) -> list[str]:
    """What to think of before giving the verdict, a sentence each; nothing here forbids it (rule 5).

    `stands_until` is the day of a later verdict of the same analyst, which stays the current one.
    """
    found = []
    kind = kind_of(claim.kind)
    final = kind.has_verdict(given.verdict) and kind.verdict(given.verdict).final and given.verdict != "unratable"
    if final and _press_alone(links):
        found.append("Only one press source stands behind this final verdict. Look for a second, independent one.")
    if stands_until:
        found.append(
            f"A verdict as of {stands_until} is there and stays the current one; this one is of an earlier day."
        )
    return found


def _press_alone(links: Sequence[Support]) -> bool:
    """Is everything press, and all of it from one source? A search that found nothing is no press."""
    types = {kind for link in links for kind in link.evidence}
    sources = {source.casefold() for link in links for source in link.sources if source}
    return types == {"secondary_press"} and len(sources) < 2 and not any(link.searched for link in links)


def change_reason(kind: Kind, before: str | None, verdict: str, reason: str | None) -> str:
    """The reason that is recorded. Leaving a final verdict needs new_evidence or correction."""
    if reason and reason not in CHANGE_REASONS:
        raise RuleBroken(f"“{reason}” is not a reason for a change; choose {', '.join(CHANGE_REASONS)}.")
    if before is None:
        return "first_rating"
    if kind.verdict(before).final and verdict != before and reason not in ("new_evidence", "correction"):
        raise RuleBroken(f"{kind.verdict(before).title} was final. Say why it changes: new_evidence or correction.")
    return reason or "new_evidence"


def too_early(claim: ClaimRow, outcome: OutcomeRow) -> str:
    """What to think of when the outcome was over before the claim was made; "" when it was not, or nobody knows."""
    over = outcome.occurred_to or outcome.occurred_from
    if over and claim.made_on and over < claim.made_on and outcome.outcome_type != "no_event_found":
        return f"But it happened on {shown_day(over)}, before the claim was made ({shown_day(claim.made_on)})."
    return ""


def judged(claims: Iterable[ClaimRow], as_of: str) -> list[ClaimRow]:
    """The claims with what follows from their verdict: final, tone, and overdue on the day `as_of` (computed, never stored).

    The verdict itself is the one of that day already: `queries.claims(…, as_of=…)`, by `db.verdicts`.
    """
    rows = []
    for claim in claims:
        verdict = kind_of(claim.kind).verdict(claim.verdict)
        overdue = bool(claim.due_latest and claim.due_latest < as_of and not verdict.final)
        rows.append(replace(claim, final=verdict.final, tone=verdict.tone, overdue=overdue))
    return rows


def _check_day(as_of: str, today: str) -> None:
    try:
        written = date.fromisoformat(as_of).isoformat() == as_of  # 20260630 is understood too, but sorts wrongly
    except ValueError:
        written = False
    if not written:
        raise RuleBroken(f"“{as_of}” is not a day; write it as 2026-06-30.")
    if as_of > today:
        raise RuleBroken(f"A verdict can't be as of {as_of}, which has not come yet.")
