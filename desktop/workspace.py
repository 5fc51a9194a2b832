"""What a person can do with a workspace, one method per verb. Every writing verb is one edit: undoable, all or nothing."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from db import lookups, past, queries
from db import models as m
from db.errors import NotFound
from db.rows import ClaimFilter, ClaimRow, OutcomeRow
from db.store import Announcement, Store
from desktop import addresses, claims, rating, restoring, step_names, versions, writing
from desktop.claims import kind_of
from desktop.days import today
from desktop.documents.base import Reading
from desktop.own_kinds import OwnKinds
from desktop.reshaping import Reshaping, carried, refuse_strangers
from desktop.speakers import Speakers
from desktop.versions import Versions
from desktop.writing import Stretch

SIGNED: dict[str, type[m.Claim] | type[m.Link] | type[m.Assessment]] = {
    "claim": m.Claim,
    "link": m.Link,
    "assessment": m.Assessment,
}
"""What carries the name of an analyst."""


@dataclass(frozen=True)
class Added:
    """A document that was put in, or was there already."""

    document_id: str
    title: str
    known: bool = False


class Workspace:
    """The verbs, over one open store."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.reshaping = Reshaping(store)
        self.speakers = Speakers(store)
        self.versions = Versions(store)
        self.own_kinds = OwnKinds(store)
        self.kinds = self.own_kinds.kinds()
        """The program's and those that analysts made here; another value as soon as they are others."""
        claims.use(self, self.kinds)
        store.listeners.append(self._on_changed)

    @classmethod
    def open(cls, path: Path) -> "Workspace":
        return cls(Store(path))

    @classmethod
    def create(cls, path: Path) -> "Workspace":
        return cls(Store.create(path))

    def close(self) -> None:
        claims.forget(self)
        self.store.close()

    def _on_changed(self, announcement: Announcement) -> None:
        """First of all listeners: whoever hears of a change of kinds asks for them."""
        if "kind" in announcement.tables:
            self.kinds = self.own_kinds.kinds()
            claims.use(self, self.kinds)

    # ── documents ────────────────────────────────────────────────────────────────────────────────

    def add_document(self, name: str, data: bytes, reading: Reading, **known: Any) -> Added:
        """Put in what a reader made of a file. The same bytes twice are recognised. `known` overrides the metadata."""
        sha = hashlib.sha256(data).hexdigest()
        meta = reading.metadata
        title = (
            known.get("title") or meta.title or " ".join(Path(name).stem.replace("_", " ").split())
        ).strip() or name
        published = known.get("published_on") or meta.published_on
        with self.store.session() as session:
            there = queries.document_with_file(session, sha)
        if there:
            return Added(there.id, there.title, known=True)
        day, precision = writing.published(published)
        document = m.Document(
            title=title,
            doc_type=known.get("doc_type") or reading.doc_type,
            publisher=known.get("publisher") or meta.publisher,
            author=known.get("author") or meta.author,
            url=addresses.checked(known.get("url")) or addresses.usable(meta.url),
            language=known.get("language") or meta.language,
            retrieved_on=today(),
            published_on=day,
            published_precision=precision,
        )
        with self.store.edit(f"Add “{title}”") as session:
            there = queries.document_with_file(session, sha)
            if there:  # another program has put it in since we looked
                return Added(there.id, there.title, known=True)
            file = writing.source_file(session, name, data, sha)
            session.add(document)
            session.flush()
            writing.add_version(session, document, 1, reading, file)
        return Added(document.id, title)

    def change_document(self, document_id: str, **values: Any) -> None:
        """A publication date may be a day, a month or a year ("2026-06"); its precision follows."""
        if "published_on" in values:
            values["published_on"], values["published_precision"] = writing.published(values["published_on"])
        with self.store.edit("Change document") as session:
            writing.set_fields(session.get_one(m.Document, document_id), values)

    def remove_document(self, document_id: str) -> None:
        """Take a document out, with the passages in it, and the claims that stand nowhere else. Undoable.

        Raises RuleBroken while a claim in it has a verdict; of a removed claim, verdicts and record stay.
        """
        with self.store.edit("Remove document") as session:
            document = session.get_one(m.Document, document_id)
            versions = lookups.rows(session, m.Version, document_id=document_id)
            passages = [p for v in versions for p in lookups.rows(session, m.Passage, version_id=v.id)]
            for claim_id in sorted({p.claim_id for p in passages if p.claim_id}):
                writing.leave_versions(session, claim_id, {version.id for version in versions})
            for model in (m.Passage, m.Turn):
                for version in versions:
                    for row in lookups.rows(session, model, version_id=version.id):
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
        with self.store.edit(f"Tag {kind_of(kind).word}") as session:
            return writing.new_claim(session, kind, version_id, stretches, self.store.analyst_id, **values).id

    def add_stretch(self, claim_id: str, version_id: str, start: int, end: int) -> None:
        """One more passage for the claim, kept in the order of the text."""
        with self.store.edit("Add a stretch") as session:
            stretches = [*writing.stretches(session, claim_id, version_id), (start, end)]
            writing.restretch(session, claim_id, version_id, stretches, self.store.analyst_id)

    def set_stretches(self, claim_id: str, version_id: str, stretches: Sequence[Stretch]) -> None:
        """Move the ends of a claim's passages in the version; those in other documents stay."""
        with self.store.edit("Move the ends") as session:
            writing.restretch(session, claim_id, version_id, stretches, self.store.analyst_id)

    def change_claim(self, claim_id: str, **values: Any) -> None:
        """Set fields of a claim; what a person sets is no longer marked as filled in."""
        with self.store.session() as session:
            kind = writing.kind_in(session, values.get("kind") or writing.get(session, m.Claim, claim_id, "claim").kind)
        with self.store.edit(step_names.changed(kind, sorted(values), values.get("details", ()))) as session:
            claim = writing.get(session, m.Claim, claim_id, "claim")
            if "kind" in values:
                refuse_strangers(session, claim, kind)
                claim.details = {}
                values.setdefault("details", {})
            if "details" in values:
                merged = claim.details | values.pop("details")
                claim.details = kind.checked(merged)
            writing.set_by_hand(claim, values)
            writing.set_claim(session, claim, values)
            writing.refuse_untestable(session, claim)
            claim.changed_by, claim.changed_on = self.store.analyst_id, m.now()

    def remove_claim(self, claim_id: str) -> None:
        """Softly: the claim is kept, marked as deleted, and shown nowhere."""
        with self.store.edit("Remove claim") as session:
            writing.get(session, m.Claim, claim_id, "claim").deleted_on = m.now()

    def restore_claim(self, claim_id: str, number: int) -> bool:
        """Make the claim what it was when change `number` had been made (one less: before it). False when it is that.

        Fields, passages, topics and links; verdicts stay. Raises RuleBroken when something it needs is gone.
        """
        with self.store.edit("Restore claim as it was") as session:
            wanted = past.claim_rows(session, claim_id, number)
            restored = restoring.restore(session, claim_id, wanted, self.store.analyst_id)
            versions.bring_home(session, claim_id)
            if claims.own.is_own((claim := session.get_one(m.Claim, claim_id)).kind):  # its fields may be others now
                claim.details = carried(claim.details, writing.kind_in(session, claim.kind))
            writing.refuse_untestable(session, session.get_one(m.Claim, claim_id))
            return restored

    # ── outcomes, links, assessments ─────────────────────────────────────────────────────────────

    def add_outcome(self, statement: str, occurred_from: str | None = None, **values: Any) -> str:
        """`values`: fields of the outcome, `actor` by name, and those of its first evidence (see `add_evidence`)."""
        with self.store.edit("Add an outcome") as session:
            return self._add_outcome(session, statement, occurred_from, values)

    def _add_outcome(
        self, session: lookups.Session, statement: str, occurred_from: str | None, values: dict[str, Any]
    ) -> str:
        evidence = {name: values.pop(name) for name in list(values) if name in writing.EVIDENCE}
        actor = (values.pop("actor", None) or "").strip()
        outcome = m.Outcome(occurred_from=occurred_from, created_by=self.store.analyst_id)
        outcome.occurred_to = values.pop("occurred_to", None) or occurred_from
        outcome.actor_id = writing.actor_id(session, actor) if actor else None
        writing.set_fields(outcome, values | {"statement": statement.strip()})
        session.add(outcome)
        session.flush()
        if any(evidence.values()):
            writing.add_evidence(session, outcome.id, evidence)
        return outcome.id

    def change_outcome(self, outcome_id: str, **values: Any) -> None:
        with self.store.edit("Change outcome") as session:
            outcome = writing.get(session, m.Outcome, outcome_id, "outcome")
            if "actor" in values:
                name = (values.pop("actor") or "").strip()
                outcome.actor_id = writing.actor_id(session, name) if name else None
            writing.set_fields(outcome, values)

    def remove_outcome(self, outcome_id: str) -> None:
        with self.store.edit("Remove outcome") as session:
            writing.get(session, m.Outcome, outcome_id, "outcome").deleted_on = m.now()

    def add_evidence(self, outcome_id: str, **values: Any) -> str:
        """`citation`, `url`, `archived_url`, `accessed_on`, `evidence_type`; `version_id` and `stretches` for own words."""
        with self.store.edit("Add evidence") as session:
            writing.get(session, m.Outcome, outcome_id, "outcome")
            return writing.add_evidence(session, outcome_id, values)

    def change_evidence(self, evidence_id: str, **values: Any) -> None:
        """`citation`, `url`, `archived_url`, `accessed_on`, `evidence_type`; its words in documents stay."""
        with self.store.edit("Change evidence") as session:
            writing.set_fields(writing.get(session, m.Evidence, evidence_id, "evidence"), values)

    def remove_evidence(self, evidence_id: str) -> None:
        """Raises RuleBroken when a verdict that stands would be left without what it needs."""
        with self.store.edit("Remove evidence") as session:
            writing.remove_evidence(session, evidence_id)

    def link(self, claim_id: str, outcome_id: str, relation: str, note: str = "") -> str:
        """Say what the outcome shows about the claim. Returns the link's id, also when it was there already (a `note` is
        its note from now on)."""
        with self.store.edit("Link an outcome") as session:
            return writing.add_link(session, claim_id, outcome_id, relation, note, self.store.analyst_id)

    def link_new(
        self, claim_id: str, relation: str, statement: str, occurred_from: str | None = None, **values: Any
    ) -> str:
        """A new outcome (see `add_outcome`) and what it shows about the claim, in one step. Returns the outcome's id."""
        with self.store.edit("Link a new outcome") as session:
            outcome_id = self._add_outcome(session, statement, occurred_from, values)
            writing.add_link(session, claim_id, outcome_id, relation, "", self.store.analyst_id)
            return outcome_id

    def link_passage(self, claim_id: str, version_id: str, stretches: Sequence[Stretch], relation: str) -> str:
        """What these words show happened: an outcome with them as evidence, linked. Returns the outcome's id."""
        with self.store.session() as session:
            version = writing.get(session, m.Version, version_id, "version")
            document = session.get_one(m.Document, version.document_id)
        words = " … ".join(version.text[start:end] for start, end in sorted(stretches))
        with self.store.edit("Link a passage") as session:
            outcome = m.Outcome(statement=" ".join(words.split()), created_by=self.store.analyst_id)
            outcome.occurred_from = outcome.occurred_to = document.published_on
            outcome.occurred_precision = document.published_precision
            session.add(outcome)
            session.flush()
            evidence = {
                "citation": document.title,
                "url": document.url,
                "version_id": version_id,
                "stretches": stretches,
            }
            writing.add_evidence(session, outcome.id, evidence)
            writing.add_link(session, claim_id, outcome.id, relation, "", self.store.analyst_id)
            return outcome.id

    def unlink(self, link_id: str) -> None:
        """Raises RuleBroken when a verdict that stands would be left without what it needs."""
        with self.store.edit("Take a link off") as session:
            writing.remove_link(session, link_id)

    def assess(self, claim_id: str, verdict: str, as_of: str | None = None, rationale: str = "", **values: Any) -> str:
        """Give a verdict as of a day; it supersedes the one that the analyst gave last. Returns the assessment's id.

        Current is the verdict as of the latest day: one of an earlier day stands for that day (see `db.verdicts`).
        None is of a day that has not come in UTC: it is recorded as of the day before (ARCHITECTURE.md, Decisions).
        Raises RuleBroken when a rule of rating does not hold (see `desktop.rating`).
        """
        with self.store.edit("Give a verdict") as session:
            claim = writing.get(session, m.Claim, claim_id, "claim")
            given = rating.Given(verdict, as_of or today(), rationale.strip(), values.get("unratable_reason"))
            rating.check(given, *writing.case(session, claim), today=today())
            rated_on = m.now()
            day = min(given.as_of, rated_on[:10])
            last = writing.standing(session, claim_id, self.store.analyst_id)
            before = writing.stands(session, claim_id, self.store.analyst_id, day)
            assessment = m.Assessment(
                claim_id=claim_id, verdict=verdict, as_of=day, rated_on=rated_on, rationale=given.rationale,
                unratable_reason=given.unratable_reason, analyst_id=self.store.analyst_id,
                confidence=values.get("confidence"), supersedes_id=last.id if last else None,
                change_reason=rating.change_reason(kind_of(claim.kind), before.verdict if before else None, verdict,
                                                   values.get("change_reason")),
            )  # fmt: skip
            session.add(assessment)
            session.flush()
            for link in lookups.rows(session, m.Link, claim_id=claim_id):
                session.add(m.AssessmentLink(assessment_id=assessment.id, link_id=link.id))
            return assessment.id

    def warnings(self, claim_id: str, verdict: str, as_of: str | None = None) -> list[str]:
        """What to think of before such a verdict is given; none of it forbids anything."""
        day, analyst = as_of or today(), self.store.analyst_id
        with self.store.session() as session:
            claim = writing.get(session, m.Claim, claim_id, "claim")
            now = writing.stands(session, claim_id, analyst, today())
            later = now.as_of if now and now.as_of > day else None
            return rating.warnings(rating.Given(verdict, day, ""), *writing.case(session, claim), stands_until=later)

    def lacks(self, claim_id: str, verdict: str) -> str:
        """The evidence that such a verdict would still need, in words; "" when it can be given."""
        with self.store.session() as session:
            claim = writing.get(session, m.Claim, claim_id, "claim")
            return rating.lacks(verdict, *writing.case(session, claim))

    # ── reading ──────────────────────────────────────────────────────────────────────────────────

    def claims(self, shown: ClaimFilter | None = None, as_of: str | None = None) -> list[ClaimRow]:
        """The live claims that the filter lets through; the one list for ledger, export and counts."""
        shown = shown or ClaimFilter()
        with self.store.session() as session:
            rows = self._judged(session, as_of)
        if shown.text:
            hits = {hit.owner_id for hit in self.store.find(shown.text, ("claim",), limit=100_000)}
            rows = [row for row in rows if row.id in hits]
        return [row for row in rows if shown.lets_through(row)]

    def claim(self, claim_id: str) -> ClaimRow:
        """Raises NotFound for a claim that does not exist or is deleted."""
        with self.store.session() as session:
            rows = self._judged(session, ids=[claim_id])
        if not rows:
            raise NotFound(f"There is no claim {claim_id}.")
        return rows[0]

    @staticmethod
    def _judged(session: lookups.Session, as_of: str | None = None, **which: Any) -> list[ClaimRow]:
        """Verdict and overdue are always of the same day."""
        day = as_of or today()
        return rating.judged(queries.claims(session, **which, as_of=day), day)

    def outcomes(self) -> list[OutcomeRow]:
        with self.store.session() as session:
            return queries.outcomes(session, as_of=today())

    def set_analyst(self, name: str, initials: str = "") -> None:
        """Who works here from now on; made if unknown. An empty name means nobody in particular."""
        name = name.strip()
        if not name:
            self.store.analyst_id = None
            return
        with self.store.session() as session:
            there = lookups.first(session, m.Analyst, name=name)
        if there is None:
            made = m.Analyst(name=name, initials=initials or "".join(part[0] for part in name.split()))
            with self.store.edit("Add analyst", kind="setup") as session:
                there = lookups.first(session, m.Analyst, name=name)  # another program may have been quicker
                if there is None:
                    session.add(made)
        self.store.analyst_id = (there or made).id

    def sign(self, keys: Iterable[tuple[str, str]]) -> None:
        """What was made before anybody gave a name is the work of who is here now; what is signed stays as it is."""
        analyst = self.store.analyst_id
        with self.store.edit("Sign with a name") as session:
            for table, row_id in keys:
                row = session.get(SIGNED[table], row_id)
                if isinstance(row, m.Claim):
                    row.created_by, row.changed_by = row.created_by or analyst, row.changed_by or analyst
                elif isinstance(row, m.Link | m.Assessment):
                    row.analyst_id = row.analyst_id or analyst
