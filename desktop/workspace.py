"""What a person can do with a workspace, one method per verb. Every writing verb is one edit: undoable, all or nothing."""

import hashlib
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TypeVar

from sqlmodel import Session, col, select

from db import models as m
from db import queries
from db.errors import KnownError, NotFound, RuleBroken
from db.rows import ClaimFilter, ClaimRow, OutcomeRow
from db.store import Store
from desktop import anchoring, rating, wording
from desktop.claims import kind_of
from desktop.documents.base import Reading, pack

T = TypeVar("T")
Stretch = tuple[int, int]
"""Code points of one version's text, half-open."""


@dataclass(frozen=True)
class Added:
    """A document that was put in, or was there already."""

    document_id: str
    title: str
    known: bool = False


def today() -> str:
    return datetime.now(UTC).date().isoformat()


class Workspace:
    """The verbs, over one open store."""

    def __init__(self, store: Store) -> None:
        self.store = store

    @classmethod
    def open(cls, path: Path) -> "Workspace":
        return cls(Store(path))

    @classmethod
    def create(cls, path: Path) -> "Workspace":
        return cls(Store.create(path))

    def close(self) -> None:
        self.store.close()

    # ── documents ────────────────────────────────────────────────────────────────────────────────

    def add_document(self, name: str, data: bytes, reading: Reading, **known: Any) -> Added:
        """Put in what a reader made of a file. The same bytes twice are recognised. `known` overrides the metadata."""
        sha = hashlib.sha256(data).hexdigest()
        meta = reading.metadata
        title = known.get("title") or meta.title or Path(name).stem.replace("_", " ")
        published = known.get("published_on") or meta.published_on
        with self.store.session() as session:
            there = queries.document_with_file(session, sha)
        if there:
            return Added(there.id, there.title, known=True)
        document = m.Document(
            title=title,
            doc_type=known.get("doc_type") or reading.doc_type,
            publisher=known.get("publisher") or meta.publisher,
            author=known.get("author") or meta.author,
            url=known.get("url") or meta.url,
            language=known.get("language") or meta.language,
            retrieved_on=today(),
            **_published(published),
        )
        with self.store.edit(f"Add “{title}”") as session:
            file = self._source_file(session, name, data, sha)
            session.add(document)
            session.flush()
            self._add_version(session, document, 1, reading, file)
        return Added(document.id, title)

    def change_document(self, document_id: str, **values: Any) -> None:
        with self.store.edit("Change document") as session:
            _set(session.get_one(m.Document, document_id), values)

    def remove_document(self, document_id: str) -> None:
        """Take a document out, with the passages and claims in it. Undoable."""
        with self.store.edit("Remove document") as session:
            document = session.get_one(m.Document, document_id)
            versions = list(session.exec(select(m.Version).where(m.Version.document_id == document_id)))
            ids = [version.id for version in versions]
            passages = list(session.exec(select(m.Passage).where(col(m.Passage.version_id).in_(ids))))
            for claim_id in sorted({p.claim_id for p in passages if p.claim_id}):
                self._erase_claim(session, claim_id)
            for model in (m.Passage, m.Turn):
                for row in session.exec(select(model).where(col(model.version_id).in_(ids))):  # type: ignore[attr-defined]
                    session.delete(row)
            session.flush()
            for version in versions:
                session.delete(version)
            session.flush()
            session.delete(document)

    # ── claims ───────────────────────────────────────────────────────────────────────────────────

    def mark(self, kind: str, version_id: str, stretches: Sequence[Stretch], **values: Any) -> str:
        """Tag passages as a claim and fill in what turn, date and words tell. Returns the claim's id.

        `values` are fields of the claim, `actor`, `addressee` and `topic` by name, `details` of the kind.
        Raises RuleBroken when a stretch is empty or a value is not allowed.
        """
        of_kind = kind_of(kind)
        with self.store.edit(f"Mark {kind}") as session:
            version = _get(session, m.Version, version_id, "version")
            document = session.get_one(m.Document, version.document_id)
            claim = m.Claim(kind=kind, created_by=self.store.analyst_id, changed_by=self.store.analyst_id)
            passages = _passages(version, stretches)
            self._fill_in(session, claim, version, document, passages)
            claim.details = of_kind.checked(values.pop("details", {}))
            self._set_claim(session, claim, values)
            claim.filled_in = [name for name in claim.filled_in if name not in values]
            session.add(claim)
            session.flush()
            for passage in passages:
                passage.claim_id = claim.id
                session.add(passage)
            return claim.id

    def add_stretch(self, claim_id: str, version_id: str, start: int, end: int) -> None:
        """One more passage for the claim, kept in the order of the text."""
        with self.store.edit("Add a stretch") as session:
            self._restretch(session, claim_id, version_id, [*_stretches(session, claim_id), (start, end)])

    def set_stretches(self, claim_id: str, version_id: str, stretches: Sequence[Stretch]) -> None:
        """Move the ends of a claim's passages."""
        with self.store.edit("Move the ends") as session:
            self._restretch(session, claim_id, version_id, stretches)

    def change_claim(self, claim_id: str, **values: Any) -> None:
        """Set fields of a claim; what a person sets is no longer marked as filled in."""
        names = ", ".join(sorted(values))
        with self.store.edit(f"Change {names.replace('_', ' ')}") as session:
            claim = _get(session, m.Claim, claim_id, "claim")
            if "kind" in values:
                claim.details = {}
                values.setdefault("details", {})
            if "details" in values:
                merged = claim.details | values.pop("details")
                claim.details = kind_of(values.get("kind", claim.kind)).checked(merged)
            self._set_claim(session, claim, values)
            claim.filled_in = [name for name in claim.filled_in if name not in values]
            claim.changed_by, claim.changed_on = self.store.analyst_id, m.now()

    def remove_claim(self, claim_id: str) -> None:
        """Softly: the claim is kept, marked as deleted, and shown nowhere."""
        with self.store.edit("Remove claim") as session:
            _get(session, m.Claim, claim_id, "claim").deleted_on = m.now()

    # ── outcomes, links, assessments ─────────────────────────────────────────────────────────────

    def add_outcome(self, statement: str, occurred_from: str | None = None, **values: Any) -> str:
        """`values`: fields of the outcome, `actor` by name, and those of its first evidence (see `add_evidence`)."""
        proof = {name: values.pop(name) for name in list(values) if name in _EVIDENCE}
        with self.store.edit("Add an outcome") as session:
            actor = values.pop("actor", "")
            outcome = m.Outcome(statement=statement.strip(), occurred_from=occurred_from, created_by=self.store.analyst_id)
            outcome.occurred_to = values.pop("occurred_to", None) or occurred_from
            outcome.actor_id = self._actor(session, actor) if actor else None
            _set(outcome, values)
            session.add(outcome)
            session.flush()
            if any(proof.values()):
                self._add_evidence(session, outcome.id, proof)
            return outcome.id

    def change_outcome(self, outcome_id: str, **values: Any) -> None:
        with self.store.edit("Change outcome") as session:
            outcome = _get(session, m.Outcome, outcome_id, "outcome")
            if "actor" in values:
                name = values.pop("actor")
                outcome.actor_id = self._actor(session, name) if name else None
            _set(outcome, values)

    def remove_outcome(self, outcome_id: str) -> None:
        with self.store.edit("Remove outcome") as session:
            _get(session, m.Outcome, outcome_id, "outcome").deleted_on = m.now()

    def add_evidence(self, outcome_id: str, **values: Any) -> str:
        """`citation`, `url`, `archived_url`, `accessed_on`, `evidence_type`; `version_id` and `stretches` for own words."""
        with self.store.edit("Add evidence") as session:
            _get(session, m.Outcome, outcome_id, "outcome")
            return self._add_evidence(session, outcome_id, values)

    def link(self, claim_id: str, outcome_id: str, relation: str, note: str = "") -> str:
        """Say what the outcome shows about the claim. Returns the link's id, also when it was there already."""
        with self.store.edit("Link an outcome") as session:
            return self._add_link(session, claim_id, outcome_id, relation, note)

    def link_passage(self, claim_id: str, version_id: str, stretches: Sequence[Stretch], relation: str) -> str:
        """What these words show happened: an outcome with them as evidence, linked. Returns the outcome's id."""
        with self.store.session() as session:
            version = _get(session, m.Version, version_id, "version")
            document = session.get_one(m.Document, version.document_id)
        words = " … ".join(version.text[start:end] for start, end in sorted(stretches))
        with self.store.edit("Link a passage") as session:
            outcome = m.Outcome(statement=" ".join(words.split()), created_by=self.store.analyst_id)
            outcome.occurred_from = outcome.occurred_to = document.published_on
            outcome.occurred_precision = document.published_precision
            session.add(outcome)
            session.flush()
            proof = {"citation": document.title, "url": document.url, "version_id": version_id, "stretches": stretches}
            self._add_evidence(session, outcome.id, proof)
            self._add_link(session, claim_id, outcome.id, relation, "")
            return outcome.id

    def unlink(self, link_id: str) -> None:
        with self.store.edit("Take a link off") as session:
            for row in session.exec(select(m.AssessmentLink).where(m.AssessmentLink.link_id == link_id)):
                raise RuleBroken(f"A verdict rests on this link ({row.assessment_id}); give a new verdict first.")
            session.delete(_get(session, m.Link, link_id, "link"))

    def assess(self, claim_id: str, verdict: str, as_of: str | None = None, rationale: str = "", **values: Any) -> str:
        """Give a verdict as of a day; it supersedes the analyst's earlier one. Returns the assessment's id.

        Raises RuleBroken when a rule of rating does not hold (see `desktop.rating`).
        """
        with self.store.edit("Assess") as session:
            claim = _get(session, m.Claim, claim_id, "claim")
            given = rating.Given(verdict, as_of or today(), rationale.strip(), values.get("unratable_reason"))
            rating.check(given, *_case(session, claim), today=today())
            before = _standing(session, claim_id, self.store.analyst_id)
            assessment = m.Assessment(
                claim_id=claim_id, verdict=verdict, as_of=given.as_of, rationale=given.rationale,
                unratable_reason=given.unratable_reason, analyst_id=self.store.analyst_id,
                confidence=values.get("confidence"), supersedes_id=before.id if before else None,
                change_reason=rating.change_reason(kind_of(claim.kind), before and before.verdict, verdict,
                                                   values.get("change_reason")),
            )  # fmt: skip
            session.add(assessment)
            session.flush()
            for link in session.exec(select(m.Link).where(m.Link.claim_id == claim_id)):
                session.add(m.AssessmentLink(assessment_id=assessment.id, link_id=link.id))
            return assessment.id

    # ── reading ──────────────────────────────────────────────────────────────────────────────────

    def claims(self, shown: ClaimFilter | None = None, as_of: str | None = None) -> list[ClaimRow]:
        """The live claims that the filter lets through; the one list for ledger, export and counts."""
        shown = shown or ClaimFilter()
        with self.store.session() as session:
            rows = rating.judged(queries.claims(session), as_of or today())
        if shown.text:
            hits = {hit.owner_id for hit in self.store.find(shown.text, ("claim",), limit=100_000)}
            rows = [row for row in rows if row.id in hits]
        return [row for row in rows if shown.lets_through(row)]

    def claim(self, claim_id: str) -> ClaimRow:
        """Raises NotFound for a claim that does not exist or is deleted."""
        with self.store.session() as session:
            rows = rating.judged(queries.claims(session, ids=[claim_id]), today())
        if not rows:
            raise NotFound(f"There is no claim {claim_id}.")
        return rows[0]

    def claims_in(self, version_id: str) -> list[ClaimRow]:
        with self.store.session() as session:
            return rating.judged(queries.claims(session, version_id=version_id), today())

    def outcomes(self) -> list[OutcomeRow]:
        with self.store.session() as session:
            return queries.outcomes(session)

    def set_analyst(self, name: str, initials: str = "") -> None:
        """Who works here from now on; made if unknown. An empty name means nobody in particular."""
        if not name:
            self.store.analyst_id = None
            return
        with self.store.session() as session:
            there = session.exec(select(m.Analyst).where(m.Analyst.name == name)).first()
        if there is None:
            there = m.Analyst(name=name, initials=initials or "".join(part[0] for part in name.split()))
            with self.store.edit("Add analyst", kind="setup") as session:
                session.add(there)
        self.store.analyst_id = there.id

    # ── private ──────────────────────────────────────────────────────────────────────────────────

    def _source_file(self, session: Session, name: str, data: bytes, sha: str) -> m.SourceFile:
        there = session.exec(select(m.SourceFile).where(m.SourceFile.sha256 == sha)).first()
        if there:
            return there
        file = m.SourceFile(sha256=sha, name=Path(name).name, size=len(data), content=zlib.compress(data, 6))
        session.add(file)
        session.flush()
        return file

    def _add_version(
        self, session: Session, document: m.Document, number: int, reading: Reading, file: m.SourceFile
    ) -> None:
        text = reading.text
        version = m.Version(
            document_id=document.id, number=number, text=text, sha256=hashlib.sha256(text.encode()).hexdigest(),
            length=len(text), structure=zlib.compress(pack(_without_text(reading)), 6), reader=reading.reader,
            source_file_id=file.id,
        )  # fmt: skip
        session.add(version)
        session.flush()
        session.add_all(
            m.Turn(version_id=version.id, start=t.start, end=t.end, label=t.label, role=t.role, time_start=t.time_start)
            for t in reading.turns
            if t.start < t.end
        )

    def _fill_in(
        self, session: Session, claim: m.Claim, version: m.Version, document: m.Document, passages: list[m.Passage]
    ) -> None:
        """Statement, speaker, date, time frame and hedging, each remembered as filled in."""
        words = " … ".join(passage.exact for passage in passages)
        claim.statement = " ".join(words.split())
        claim.made_on = document.published_on if document.published_precision == "day" else None
        turn = session.exec(
            select(m.Turn).where(
                m.Turn.version_id == version.id, m.Turn.start <= passages[0].start, m.Turn.end > passages[0].start
            )
        ).first()
        if turn:
            claim.speaker, claim.attribution = turn.label, "direct_quote"
            claim.actor_id = turn.actor_id
        hedging = wording.hedging(words)
        claim.hedging_level, claim.hedging_cues = hedging.level, list(hedging.cues)
        frame = wording.time_frame(words, date.fromisoformat(claim.made_on) if claim.made_on else None)
        if frame:
            claim.time_frame_phrase, claim.time_frame_type = frame.phrase, frame.type
            claim.due_earliest, claim.due_latest, claim.due_precision = frame.earliest, frame.latest, frame.precision
        told = {"statement", "made_on", "speaker", "attribution", "hedging_level", "time_frame_phrase", "due_latest"}
        claim.filled_in = sorted(name for name in told if getattr(claim, name))

    def _set_claim(self, session: Session, claim: m.Claim, values: dict[str, Any]) -> None:
        values = dict(values)
        for name in ("actor", "addressee"):
            if name in values:
                text = (values.pop(name) or "").strip()
                setattr(claim, f"{name}_id", self._actor(session, text) if text else None)
        if "topic" in values:
            session.add(claim)
            session.flush()
            self._set_topics(session, claim.id, [values.pop("topic")])
        if not str(values.get("statement", "something")).strip():
            raise RuleBroken("A claim needs a statement: one proposition in your words.")
        _set(claim, values)

    def _set_topics(self, session: Session, claim_id: str, names: Sequence[str]) -> None:
        for row in session.exec(select(m.ClaimTopic).where(m.ClaimTopic.claim_id == claim_id)):
            session.delete(row)
        session.flush()
        for name in filter(None, (n.strip() for n in names)):
            topic = session.exec(select(m.Topic).where(m.Topic.name == name)).first() or m.Topic(name=name)
            session.add(topic)
            session.flush()
            session.add(m.ClaimTopic(claim_id=claim_id, topic_id=topic.id))

    def _actor(self, session: Session, name: str) -> str:
        """The actor of that name or alias; made if unknown."""
        there = session.exec(
            select(m.Actor)
            .join(m.Alias, m.Alias.actor_id == m.Actor.id, isouter=True)  # type: ignore[arg-type]
            .where((m.Actor.name == name) | (m.Alias.name == name))
        ).first()
        if there is None:
            there = m.Actor(name=name)
            session.add(there)
            session.flush()
        return there.id

    def _restretch(self, session: Session, claim_id: str, version_id: str, stretches: Sequence[Stretch]) -> None:
        version = _get(session, m.Version, version_id, "version")
        claim = _get(session, m.Claim, claim_id, "claim")
        claim.changed_by, claim.changed_on = self.store.analyst_id, m.now()
        for row in session.exec(select(m.Passage).where(m.Passage.claim_id == claim_id)):
            session.delete(row)
        session.flush()
        for passage in _passages(version, stretches):
            passage.claim_id = claim_id
            session.add(passage)

    def _add_evidence(self, session: Session, outcome_id: str, values: dict[str, Any]) -> str:
        version_id, stretches = values.pop("version_id", None), values.pop("stretches", ())
        proof = m.Evidence(outcome_id=outcome_id)
        _set(proof, {name: value for name, value in values.items() if value is not None})
        session.add(proof)
        session.flush()
        if version_id and stretches:
            for passage in _passages(_get(session, m.Version, version_id, "version"), stretches):
                passage.evidence_id = proof.id
                session.add(passage)
        return proof.id

    def _add_link(self, session: Session, claim_id: str, outcome_id: str, relation: str, note: str) -> str:
        claim = _get(session, m.Claim, claim_id, "claim")
        _get(session, m.Outcome, outcome_id, "outcome")
        kind = kind_of(claim.kind)
        if not kind.has_relation(relation):
            known = ", ".join(r.name for r in kind.relations)
            raise RuleBroken(f"An outcome does not “{relation}” a {claim.kind}; choose {known}.")
        there = session.exec(
            select(m.Link).where(
                m.Link.claim_id == claim_id, m.Link.outcome_id == outcome_id, m.Link.relation == relation
            )
        ).first()
        link = there or m.Link(
            claim_id=claim_id, outcome_id=outcome_id, relation=relation, note=note, analyst_id=self.store.analyst_id
        )
        session.add(link)
        return link.id

    def _erase_claim(self, session: Session, claim_id: str) -> None:
        """For a document that leaves: everything of the claim but its assessments' record, which undo brings back."""
        if session.exec(select(m.Assessment.id).where(m.Assessment.claim_id == claim_id)).first():
            raise RuleBroken("A claim in this document has a verdict, and verdicts are kept. Remove its claims instead.")
        for model, column in (
            (m.Passage, m.Passage.claim_id), (m.Link, m.Link.claim_id), (m.ClaimTopic, m.ClaimTopic.claim_id),
            (m.Indicator, m.Indicator.claim_id), (m.ClaimRelation, m.ClaimRelation.from_id),
            (m.ClaimRelation, m.ClaimRelation.to_id),
        ):  # fmt: skip
            for row in session.exec(select(model).where(column == claim_id)):
                session.delete(row)
            session.flush()
        session.delete(session.get_one(m.Claim, claim_id))
        session.flush()


_EVIDENCE = {"citation", "url", "archived_url", "accessed_on", "evidence_type", "version_id", "stretches"}


def _without_text(reading: Reading) -> Reading:
    from dataclasses import replace

    return replace(reading, text="", turns=[])  # they have columns and rows of their own


def _published(published: str) -> dict[str, str | None]:
    """2026, 2026-06 or 2026-06-14 as first day and precision."""
    precision = {4: "year", 7: "month", 10: "day"}.get(len(published or ""))
    if precision is None:
        return {"published_on": None, "published_precision": None}
    day = (published + "-01-01")[:10]
    try:
        date.fromisoformat(day)
    except ValueError:
        return {"published_on": None, "published_precision": None}
    return {"published_on": day, "published_precision": precision}


def _passages(version: m.Version, stretches: Sequence[Stretch]) -> list[m.Passage]:
    """In the order of the text; overlapping and touching stretches become one."""
    joined: list[Stretch] = []
    for start, end in sorted(stretches):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    if not joined:
        raise RuleBroken("A claim needs words: select some first.")
    try:
        described = [anchoring.describe(version.text, start, end) for start, end in joined]
    except ValueError as error:
        raise RuleBroken(f"These words are not in the document ({error}).") from error
    return [
        m.Passage(
            version_id=version.id, position=number, start=d.start, end=d.end, exact=d.exact, prefix=d.prefix, suffix=d.suffix
        )
        for number, d in enumerate(described)
    ]  # fmt: skip


def _stretches(session: Session, claim_id: str) -> list[Stretch]:
    rows = session.exec(select(m.Passage).where(m.Passage.claim_id == claim_id))
    return [(row.start, row.end) for row in rows]


def _standing(session: Session, claim_id: str, analyst_id: str | None) -> m.Assessment | None:
    """The analyst's verdict that nothing supersedes yet."""
    own = session.exec(
        select(m.Assessment)
        .where(m.Assessment.claim_id == claim_id, m.Assessment.analyst_id == analyst_id)
        .order_by(col(m.Assessment.id))
    ).all()
    replaced = {a.supersedes_id for a in own}
    return next((a for a in reversed(own) if a.id not in replaced), None)


def _case(session: Session, claim: m.Claim) -> tuple[m.Claim, list[rating.Shown]]:
    """What the links of a claim show, for the rules of rating."""
    shown = []
    for link in session.exec(select(m.Link).where(m.Link.claim_id == claim.id)):
        outcome = session.get_one(m.Outcome, link.outcome_id)
        proofs = session.exec(select(m.Evidence).where(m.Evidence.outcome_id == outcome.id)).all()
        if outcome.deleted_on is None:
            searched = outcome.outcome_type == "no_event_found" and bool(outcome.search_note)
            shown.append(rating.Shown(link.relation, searched, tuple(p.evidence_type for p in proofs)))
    return claim, shown


def _get(session: Session, model: type[T], ident: str, word: str) -> T:
    found = session.get(model, ident)
    if found is None or getattr(found, "deleted_on", None):
        raise NotFound(f"There is no {word} {ident}.")
    return found


def _set(row: Any, values: dict[str, Any]) -> None:
    for name, value in values.items():
        if name not in type(row).model_fields:
            raise KnownError(f"“{name}” is not a field of {row.__tablename__}.")
        setattr(row, name, value)
