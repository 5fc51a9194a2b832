"""The outcomes as the list shows them: unlinked and contested ones first. Pure."""

from dataclasses import dataclass, field, replace

from db.folding import words
from db.rows import ClaimRow, LinkRow, OutcomeRow
from desktop.candidates import holds


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


def _searched(outcome: OutcomeRow) -> str:
    own = [outcome.statement, outcome.actor, outcome.search_note]
    for evidence in outcome.evidence:
        own += [evidence.citation, evidence.url, evidence.document, *(passage.exact for passage in evidence.passages)]
    return " ".join(own)


def _title(outcome: OutcomeRow) -> str:
    return _TITLES[0] if not outcome.links else _TITLES[1] if outcome.contested else _TITLES[2]


_TITLES = ("Not linked to a claim", "Contested", "Linked")
