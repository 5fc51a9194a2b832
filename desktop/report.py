"""What an export says, as a neutral frozen tree: groups > claims > links > outcomes > evidence, and a summary.

Its claims come from `Workspace.claims`, the list the ledger shows; every count is made from them.
"""

import zlib
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from db import queries, verdicts
from db.models import now
from db.rows import AssessmentRow, ClaimFilter, ClaimRow, DocumentRow, LinkRow, OutcomeRow, PassageRow, VersionRow
from desktop import __version__
from desktop.claims import kind_of, kinds
from desktop.days import today
from desktop.documents.base import Reading, unpack
from desktop.errors import NotUnderstood

if TYPE_CHECKING:
    from desktop.workspace import Workspace

GROUPS = ("document", "actor", "topic", "verdict")


@dataclass(frozen=True)
class Spot:
    """A passage and where a person finds it."""

    passage: PassageRow
    document: str
    paragraph: int | None
    """Counted from 1."""
    page: str
    """The page's label; empty in a flowing text."""
    since: VersionRow | None = None
    """The older version on which the passage stands; None: it stands on the newest."""
    last_paragraph: int | None = None
    last_page: str = ""
    """Where it ends, when that is another paragraph or page."""

    @property
    def time(self) -> str:
        """Beginning of the turn in the recording: 01:02:03."""
        if self.passage.time_start is None:
            return ""
        seconds = self.passage.time_start // 1000
        return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


@dataclass(frozen=True)
class LinkedOutcome:
    """What one outcome shows about a claim."""

    link: LinkRow
    outcome: OutcomeRow


@dataclass(frozen=True)
class Stated:
    """A claim with everything that hangs on it."""

    row: ClaimRow
    spots: tuple[Spot, ...]
    shown: tuple[LinkedOutcome, ...]
    standing: tuple[AssessmentRow, ...]
    """The verdicts as they stand on the report's day: one for each analyst."""


@dataclass(frozen=True)
class Happened:
    """An outcome with its evidence and the reported claims it bears on."""

    row: OutcomeRow
    spots: dict[str, tuple[Spot, ...]]
    """By evidence: its words in documents of the workspace."""
    bears_on: tuple[tuple[LinkRow, ClaimRow], ...]


@dataclass(frozen=True)
class Group:
    """A heading over claims in reading order."""

    title: str
    claims: tuple[Stated, ...]
    document: DocumentRow | None = None
    """Set when the report is grouped by document."""
    elsewhere: tuple[Stated, ...] = ()
    """Claims that stand in this document too, and are told under the one in which their first passage stands."""


@dataclass(frozen=True)
class Tally:
    """The claims of one kind by how it went."""

    kind: str
    claims: int
    held: int
    partly: int
    failed: int
    open: int
    unratable: int
    overdue: int
    """Among the open ones."""

    @property
    def rated(self) -> int:
        """Finally rated: the denominator of every rate."""
        return self.held + self.partly + self.failed


@dataclass(frozen=True)
class Report:
    workspace: str
    """The name of its file."""
    exported: str
    as_of: str
    program: str
    group_by: str
    filter: tuple[tuple[str, str], ...]
    """(field, words) of each active field; none when everything is shown."""
    documents: tuple[DocumentRow, ...]
    """Every document when nothing is filtered, else those in which a reported claim stands."""
    groups: tuple[Group, ...]
    outcomes: tuple[Happened, ...]
    """Every outcome when nothing is filtered, else those linked to a reported claim."""
    claims: int
    summary: tuple[Tally, ...]


def build(
    workspace: "Workspace", shown: ClaimFilter | None = None, group_by: str = "document", as_of: str | None = None
) -> Report:
    """Everything there is to report on the claims that the filter lets through, judged on the day `as_of` (today)."""
    if group_by not in GROUPS:
        raise NotUnderstood(f"Claims are not grouped by “{group_by}”; choose {', '.join(GROUPS)}.")
    shown = shown or ClaimFilter()
    moment = now()
    day = as_of or today()
    rows = workspace.claims(shown, day)
    material = _Material(workspace, day)
    outcomes = material.outcomes_of(rows, everything=not shown.active)
    claims = [material.stated(row) for row in rows]
    documents = material.documents_of(rows, everything=not shown.active)
    return Report(
        workspace=workspace.store.path.name.encode(errors="replace").decode(),  # a name on Linux may be any bytes
        exported=f"{moment[:19]}Z",
        as_of=day,
        program=f"Followthrough {__version__}",
        group_by=group_by,
        filter=_filter_words(shown, {d.id: d.title for d in material.documents}),
        documents=tuple(documents),
        groups=tuple(_groups(claims, documents, group_by)),
        outcomes=tuple(outcomes),
        claims=len(rows),
        summary=tuple(tally(kind.name, rows) for kind in kinds()),
    )


def tally(kind: str, claims: Iterable[ClaimRow]) -> Tally:
    """Count the claims of one kind; unratable ones are neither open nor rated."""
    own = [claim for claim in claims if claim.kind == kind]
    tones = [claim.tone for claim in own if claim.final and claim.verdict != "unratable"]
    unratable = sum(claim.verdict == "unratable" for claim in own)
    return Tally(
        kind, len(own), tones.count("held"), tones.count("partly"), tones.count("failed"),
        len(own) - len(tones) - unratable, unratable, sum(claim.overdue for claim in own),
    )  # fmt: skip


class _Material:
    """What the workspace knows, read once; structures of texts only when a claim stands in them."""

    def __init__(self, workspace: "Workspace", day: str) -> None:
        self._workspace = workspace
        self._day = day
        self._readings: dict[str, tuple[Reading, list[int]]] = {}
        with workspace.store.session() as session:
            self.documents = queries.documents(session)
            self._outcomes = {outcome.id: outcome for outcome in queries.outcomes(session, as_of=day)}
            self._links = _by_claim(queries.links(session))
            self._assessments = queries.assessments(session)
            self._older = {row.id: row for row in queries.versions(session)}
        for document in self.documents:
            self._older.pop(document.version_id)
        self._titles = {document.id: document.title for document in self.documents}

    def stated(self, row: ClaimRow) -> Stated:
        shown = tuple(LinkedOutcome(link, self._outcomes[link.outcome_id]) for link in self._links.get(row.id, ()))
        standing = verdicts.standing(self._assessments.get(row.id, ()), self._day)
        return Stated(row, self._spots(row.passages), shown, standing)

    def documents_of(self, rows: Sequence[ClaimRow], *, everything: bool) -> list[DocumentRow]:
        used = {passage.document_id for row in rows for passage in row.passages} | {row.document_id for row in rows}
        return [document for document in self.documents if everything or document.id in used]

    def outcomes_of(self, rows: Sequence[ClaimRow], *, everything: bool) -> list[Happened]:
        bearing: dict[str, list[tuple[LinkRow, ClaimRow]]] = {}
        for row in rows:
            for link in self._links.get(row.id, ()):
                bearing.setdefault(link.outcome_id, []).append((link, row))
        wanted = [o for o in self._outcomes.values() if everything or o.id in bearing]
        wanted.sort(key=lambda outcome: (outcome.occurred_from or "9999", outcome.id))
        return [
            Happened(o, {e.id: self._spots(e.passages) for e in o.evidence}, tuple(bearing.get(o.id, ())))
            for o in wanted
        ]

    def _spots(self, passages: Iterable[PassageRow]) -> tuple[Spot, ...]:
        return tuple(self._spot(passage) for passage in passages)

    def _spot(self, passage: PassageRow) -> Spot:
        reading, starts = self._reading(passage.version_id)
        paragraph = bisect_right(starts, passage.start)
        older = self._older.get(passage.version_id)
        page, last_page = (
            next((p.label for p in reading.pages if p.start <= at < p.end), "")
            for at in (passage.start, max(passage.start, passage.end - 1))
        )
        last = bisect_right(starts, max(passage.start, passage.end - 1))
        title = self._titles.get(passage.document_id, "")
        return Spot(
            passage, title, paragraph or None, page, older, last if last > paragraph else None,
            last_page if last_page != page else "",
        )  # fmt: skip

    def _reading(self, version_id: str) -> tuple[Reading, list[int]]:
        """The structure of a text, and where its paragraphs begin."""
        if version_id not in self._readings:
            with self._workspace.store.session() as session:
                packed = queries.version_structure(session, version_id)
            reading = unpack(zlib.decompress(packed))
            self._readings[version_id] = reading, [block.start for block in reading.blocks]
        return self._readings[version_id]


def _by_claim(links: Iterable[LinkRow]) -> dict[str, list[LinkRow]]:
    found: dict[str, list[LinkRow]] = {}
    for link in links:
        found.setdefault(link.claim_id, []).append(link)
    return found


def _groups(claims: Sequence[Stated], documents: Sequence[DocumentRow], group_by: str) -> list[Group]:
    """Documents stand in the report also when no claim is in them; other groups only when they hold one."""
    if group_by == "document":
        by_document: dict[str, list[Stated]] = {document.id: [] for document in documents}
        others: dict[str, list[Stated]] = {}
        for claim in claims:
            by_document.setdefault(claim.row.document_id, []).append(claim)
            for ident in claim.row.documents.keys() - {claim.row.document_id}:
                others.setdefault(ident, []).append(claim)
        rows = {document.id: document for document in documents}
        return [
            Group(
                rows[ident].title if ident in rows else "No document",
                tuple(own),
                rows.get(ident),
                tuple(others.get(ident, ())),
            )
            for ident, own in by_document.items()
        ]
    found: dict[tuple[bool, str], list[Stated]] = {}
    for claim in claims:
        title = _TITLE[group_by](claim.row)
        found.setdefault((not title, title), []).append(claim)
    order = _verdict_order if group_by == "verdict" else _by_name
    return [
        Group(title or _NONE[group_by], tuple(found[nothing, title])) for nothing, title in sorted(found, key=order)
    ]


def _by_name(key: tuple[bool, str]) -> tuple[bool, str]:
    return key[0], key[1].casefold()


def _verdict_order(key: tuple[bool, str]) -> int:
    titles = [verdict.title for kind in kinds() for verdict in kind.verdicts if verdict.name != "not_yet_rated"]
    return titles.index(key[1]) if key[1] in titles else len(titles)


_TITLE: dict[str, Callable[[ClaimRow], str]] = {
    "actor": lambda row: row.actor,
    "topic": lambda row: ", ".join(sorted(row.topics)),
    "verdict": lambda row: kind_of(row.kind).verdict(row.verdict).title,
}
_NONE = {"actor": "No actor filled in", "topic": "No topic", "verdict": "No verdict"}


def _filter_words(shown: ClaimFilter, titles: dict[str, str]) -> tuple[tuple[str, str], ...]:
    words = []
    for name in shown.active:
        value = getattr(shown, name)
        if name == "documents":
            value = {titles.get(ident, ident) for ident in value}
        if name == "ids":
            words.append(("claims", shown.ids_title or f"{len(value)} chosen"))
        elif name == "made":
            words.append((name, " to ".join(day or "any day" for day in value)))
        else:
            words.append((name, value if isinstance(value, str) else ", ".join(sorted(value))))
    return tuple(words)
