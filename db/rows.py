"""What the queries answer with: plain frozen data, never a session's object."""

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class DocumentRow:
    id: str
    title: str
    doc_type: str
    publisher: str
    author: str
    url: str
    language: str
    published_on: str | None
    published_precision: str | None
    version_id: str
    version: int
    sha256: str
    length: int
    reader: str
    read_on: str
    turns: int
    claims: dict[str, int]
    """Live claims by kind that have a passage in the document, in any of its versions."""
    to_review: int
    """Passages that need review or are orphaned: they stay on an older version until a person places them."""
    note: str


@dataclass(frozen=True)
class VersionRow:
    """One of a document's texts, the current or an older one."""

    id: str
    document_id: str
    number: int
    reader: str
    read_on: str
    length: int


@dataclass(frozen=True)
class PassageRow:
    id: str
    version_id: str
    document_id: str
    start: int
    end: int
    exact: str
    status: str
    speaker: str = ""
    time_start: int | None = None
    document: str = ""
    """Its title, in the passages of claims and evidence."""


@dataclass(frozen=True)
class AssessmentRow:
    id: str
    claim_id: str
    verdict: str
    unratable_reason: str | None
    as_of: str
    rated_on: str
    analyst: str
    rationale: str
    confidence: str | None
    status: str
    change_reason: str
    superseded: bool


@dataclass(frozen=True)
class ClaimRow:
    id: str
    kind: str
    statement: str
    actor_id: str | None
    actor: str
    addressee: str
    speaker: str
    attribution: str | None
    topics: tuple[str, ...]
    made_on: str | None
    time_frame_phrase: str
    time_frame_type: str
    due_earliest: str | None
    due_latest: str | None
    due_precision: str | None
    condition: str
    hedging_level: str
    hedging_cues: tuple[str, ...]
    testability: str
    """ "" until somebody has judged it."""
    next_review_on: str | None
    note: str
    details: dict[str, str]
    filled_in: frozenset[str]
    created_on: str
    document_id: str
    """The one in which its first passage stands."""
    document: str
    passages: tuple[PassageRow, ...]
    verdict: str
    """The summary verdict: newest adjudicated, else the one all analysts share, else disputed; not_yet_rated without any."""
    assessment: AssessmentRow | None
    """The newest assessment behind the verdict."""
    links: int
    final: bool = False
    overdue: bool = False
    tone: str = "none"

    @property
    def quote(self) -> str:
        """The exact words; separate stretches are joined by an ellipsis."""
        return " … ".join(p.exact for p in self.passages)

    @property
    def documents(self) -> dict[str, str]:
        """Titles by id of every document to which the claim belongs: those in which a passage of it stands."""
        return {p.document_id: p.document for p in self.passages} or {self.document_id: self.document}

    @property
    def start(self) -> int:
        return self.passages[0].start if self.passages else 0

    @property
    def end(self) -> int:
        return self.passages[-1].end if self.passages else 0

    @property
    def due(self) -> str | None:
        return self.due_latest or self.due_earliest

    @property
    def needs_review(self) -> bool:
        return any(p.status in ("needs_review", "orphaned") for p in self.passages)


@dataclass(frozen=True, slots=True)
class TaggedRow:
    """What painting a claim in one version needs; there may be a hundred thousand."""

    id: str
    kind: str
    statement: str
    verdict: str
    actor: str
    topics: tuple[str, ...]
    analyst: str
    """Who tagged it; "" when nobody has signed."""
    start: int
    end: int
    stretches: tuple[tuple[int, int], ...]
    """Where its words stand; not those that are lost."""


@dataclass(frozen=True)
class EvidenceRow:
    id: str
    outcome_id: str
    evidence_type: str
    citation: str
    url: str
    archived_url: str
    accessed_on: str | None
    document: str
    passages: tuple[PassageRow, ...] = ()


@dataclass(frozen=True)
class OutcomeRow:
    id: str
    outcome_type: str
    statement: str
    occurred_from: str | None
    occurred_to: str | None
    occurred_precision: str | None
    actor: str
    value: str
    unit: str
    search_note: str
    created_on: str
    evidence: tuple[EvidenceRow, ...]
    links: int
    contested: bool
    """The analysts' verdicts on a linked claim differ."""


@dataclass(frozen=True)
class LinkRow:
    id: str
    claim_id: str
    outcome_id: str
    relation: str
    note: str
    analyst: str
    linked_on: str


@dataclass(frozen=True)
class ClaimFilter:
    """What a list of claims shows. Empty fields let everything through; fields are joined by AND."""

    kinds: frozenset[str] = frozenset()
    verdicts: frozenset[str] = frozenset()
    """Names of verdicts; "overdue" is one more."""
    actors: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()
    documents: frozenset[str] = frozenset()
    """Ids."""
    made: tuple[str, ...] = ()
    """(first day, last day) on which a claim was made; either may be empty."""
    more: frozenset[str] = frozenset()
    """Names from CONDITIONS; each has to hold."""
    text: str = ""
    ids: frozenset[str] = frozenset()
    """Exactly these claims (a bar or dot that was opened)."""
    ids_title: str = ""
    """What the ids stand for, in words."""

    @property
    def active(self) -> tuple[str, ...]:
        """Names of the fields that hide something."""
        names = ("kinds", "verdicts", "actors", "topics", "documents", "made", "more", "text", "ids")
        return tuple(name for name in names if getattr(self, name))

    def lets_through(self, claim: ClaimRow) -> bool:
        """All but the text, which the index answers."""
        return (
            (not self.kinds or claim.kind in self.kinds)
            and (not self.verdicts or claim.verdict in self.verdicts or (claim.overdue and "overdue" in self.verdicts))
            and (not self.actors or claim.actor in self.actors)
            and (not self.topics or bool(self.topics & set(claim.topics)))
            and (not self.documents or not self.documents.isdisjoint(claim.documents))
            and (not self.made or _within(claim.made_on, *self.made))
            and all(CONDITIONS[name](claim) for name in self.more)
            and (not self.ids or claim.id in self.ids)
        )


def _within(day: str | None, first: str, last: str) -> bool:
    """A day that is not known lies in no stretch. A month or a year counts by its first day."""
    return day is not None and day >= first and (not last or day <= last)


CONDITIONS: dict[str, Callable[[ClaimRow], bool]] = {
    "unlinked": lambda claim: not claim.links,
    "open_ended": lambda claim: not claim.due,
    "no_actor": lambda claim: not claim.actor,
    "hedged": lambda claim: claim.hedging_level in ("medium", "high"),
    "conditional": lambda claim: bool(claim.condition),
    "not_testable": lambda claim: claim.testability == "not_testable",
    "to_check": lambda claim: any(p.status in ("needs_review", "orphaned") for p in claim.passages),
}


@dataclass(frozen=True)
class KindRow:
    """A kind that an analyst made, in the order of the table's columns."""

    name: str
    title: str
    key: str
    sign: str
    line: str
    light: str
    dark: str
    judged_as: str
    fields: tuple[tuple[str, str, tuple[str, ...]], ...]
    """(name, title, choices) each."""


@dataclass(frozen=True)
class ChangeRow:
    number: int
    kind: str
    label: str
    analyst: str
    made_on: str
    tables: str = field(default="")
