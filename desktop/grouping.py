"""The order of a list of claims: sorted, in groups, folded. Pure; what is unknown comes last either way."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

from db.rows import ClaimRow
from desktop.claims import kind_of, kinds

Key = Callable[[ClaimRow], Any]
GROUPINGS = ("none", "due", "kind", "actor", "verdict", "document")
_TONES = ("overdue", "failed", "partly", "held", "open", "none")


@dataclass(frozen=True)
class Group:
    """A heading over the claims it holds; folded, it stands alone."""

    title: str
    ids: tuple[str, ...]
    folded: bool = False


Line = Group | ClaimRow


def shown_verdict(claim: ClaimRow) -> tuple[str, str, str]:
    """(words, tone, sign) of what the verdict place shows: overdue goes before a verdict that is not final."""
    if claim.overdue:
        return "Overdue", "overdue", "clock"
    verdict = kind_of(claim.kind).verdict(claim.verdict)
    return verdict.title, verdict.tone, verdict.sign


def shown_actor(claim: ClaimRow) -> str:
    """Whose claim it is: the actor, else who says it, else nothing. What nobody filled in is not the text's silence."""
    return claim.actor or (f"said by {claim.speaker}" if claim.speaker else "")


def arranged(
    claims: Sequence[ClaimRow], *, today: str, sort: str = "", descending: bool = False, group: str = "none",
    folded: Collection[str] = (),
) -> list[Line]:  # fmt: skip
    """Headings and claims in the order they are shown. `sort` names a column; empty keeps the reading order."""
    ordered = _sorted(claims, sort, descending)
    if group == "none":
        return list(ordered)
    groups: dict[tuple[Any, str], list[ClaimRow]] = {}
    for claim in ordered:
        groups.setdefault(_GROUP[group](claim, today), []).append(claim)
    lines: list[Line] = []
    for key in sorted(groups):
        heading = Group(key[1], tuple(c.id for c in groups[key]), key[1] in folded)
        lines += [heading, *([] if heading.folded else groups[key])]
    return lines


def _sorted(claims: Sequence[ClaimRow], sort: str, descending: bool) -> Sequence[ClaimRow]:
    if not sort:
        return claims
    key = _SORT[sort]
    known = [claim for claim in claims if key(claim) not in (None, "")]
    unknown = [claim for claim in claims if key(claim) in (None, "")]
    return [*sorted(known, key=key, reverse=descending), *unknown]


def _verdict_order(claim: ClaimRow) -> tuple[int, str]:
    words, tone, _sign = shown_verdict(claim)
    return _TONES.index(tone), words


_SORT: dict[str, Key] = {
    "kind": lambda claim: _kind_order(claim),
    "statement": lambda claim: claim.statement.casefold(),
    "actor": lambda claim: claim.actor.casefold(),
    "topic": lambda claim: ", ".join(claim.topics).casefold(),
    "due": lambda claim: claim.due,
    "verdict": _verdict_order,
    "links": lambda claim: claim.links,
}


def _due_group(claim: ClaimRow, today: str) -> tuple[Any, str]:
    if claim.overdue:
        return 0, "Overdue"
    if not claim.due_latest:
        return 3, "No due date"
    return (1, "Was due, assessed") if claim.due_latest < today else (2, "Due later")


def _kind_order(claim: ClaimRow) -> int:
    return next((at for at, kind in enumerate(kinds()) if kind.name == claim.kind), len(kinds()))


def _kind_group(claim: ClaimRow, _today: str) -> tuple[Any, str]:
    plural = kind_of(claim.kind).plural
    return _kind_order(claim), plural[:1].upper() + plural[1:]


_GROUP: dict[str, Callable[[ClaimRow, str], tuple[Any, str]]] = {
    "due": _due_group,
    "kind": _kind_group,
    "actor": lambda claim, _: ((not claim.actor, claim.actor.casefold()), claim.actor or "No actor filled in"),
    "verdict": lambda claim, _: (_verdict_order(claim), shown_verdict(claim)[0]),
    "document": lambda claim, _: ((claim.document.casefold(), claim.document_id), claim.document),
}
