"""What the verbs do inside an edit: rows made, set and taken away. Every function works on the session of that edit."""

import hashlib
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from db import lookups, queries, verdicts
from db import models as m
from db.errors import KnownError, NotFound, RuleBroken
from db.lookups import Session
from db.rows import AssessmentRow
from desktop import addresses, anchoring, rating, wording
from desktop.claims import Kinds, built_in, kind_of, own, with_own
from desktop.claims.base import Kind
from desktop.days import today
from desktop.documents.base import Reading, pack

T = TypeVar("T")
Stretch = tuple[int, int]
"""Code points of one version's text, half-open."""

EVIDENCE = {"citation", "url", "archived_url", "accessed_on", "evidence_type", "version_id", "stretches"}
"""Fields of an evidence."""


def source_file(session: Session, name: str, data: bytes, sha: str) -> m.SourceFile:
    there = lookups.first(session, m.SourceFile, sha256=sha)
    if there:
        return there
    file = m.SourceFile(sha256=sha, name=Path(name).name, size=len(data), content=zlib.compress(data, 6))
    session.add(file)
    session.flush()
    return file


def add_version(session: Session, document: m.Document, number: int, reading: Reading, file: m.SourceFile) -> None:
    text = reading.text
    version = m.Version(
        document_id=document.id, number=number, text=text, sha256=hashlib.sha256(text.encode()).hexdigest(),
        length=len(text), structure=zlib.compress(pack(without_text(reading)), 6), reader=reading.reader,
        source_file_id=file.id,
    )  # fmt: skip
    session.add(version)
    session.flush()
    known = lookups.actors_by_name(session) if reading.turns else {}
    session.add_all(
        m.Turn(
            version_id=version.id, start=t.start, end=t.end, label=t.label, role=t.role, time_start=t.time_start,
            actor_id=known.get(t.label),
        )
        for t in reading.turns
        if t.start < t.end
    )  # fmt: skip


def kinds_in(session: Session) -> Kinds:
    """The kinds of this very workspace, whichever others are open."""
    return with_own(own.of_row(row, built_in()) for row in queries.own_kinds(session))


def kind_in(session: Session, name: str) -> Kind:
    """The kind that a claim becomes. Raises NotUnderstood when the workspace has none of that name."""
    return next((kind for kind in built_in() if kind.name == name), None) or kinds_in(session).of(name)


def new_claim(
    session: Session, kind: str, version_id: str, wanted: Sequence[Stretch], analyst_id: str | None, **values: Any
) -> m.Claim:
    """A claim on these stretches, filled in from turn, date and words; `values` are those of `Workspace.mark`."""
    of_kind = kind_in(session, kind)
    version = get(session, m.Version, version_id, "version")
    document = session.get_one(m.Document, version.document_id)
    _refuse_replaced(document, version)
    claim = m.Claim(kind=kind, created_by=analyst_id, changed_by=analyst_id)
    own = passages(version, wanted)
    fill_in(session, claim, version, document, own)
    claim.details = of_kind.checked(values.pop("details", {}))
    set_by_hand(claim, values)
    set_claim(session, claim, values)
    session.add(claim)
    session.flush()
    for passage in own:
        passage.claim_id = claim.id
        session.add(passage)
    return claim


def _refuse_replaced(document: m.Document, version: m.Version) -> None:
    """Words of an older version would be looked for by nobody any more."""
    if version.number != document.current_version:
        raise RuleBroken(f"“{document.title}” was replaced meanwhile; select the words in its newest version.")


def fill_in(
    session: Session, claim: m.Claim, version: m.Version, document: m.Document, passages: list[m.Passage]
) -> None:
    """Statement, speaker, date, time frame and hedging, each remembered as filled in."""
    words = " … ".join(passage.exact for passage in passages)
    claim.statement = said(passages)
    claim.made_on = document.published_on if document.published_precision == "day" else None
    turn = lookups.turn_at(session, version.id, passages[0].start)
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
    claim.filled_in = sorted([*(name for name in told if getattr(claim, name)), "testability"])


def set_claim(session: Session, claim: m.Claim, values: dict[str, Any]) -> None:
    values = dict(values)
    for name in ("actor", "addressee"):
        if name in values:
            text = (values.pop(name) or "").strip()
            setattr(claim, f"{name}_id", actor_id(session, text) if text else None)
    if "topic" in values:
        session.add(claim)
        session.flush()
        set_topics(session, claim.id, [values.pop("topic")])
    if not str(values.get("statement", "something")).strip():
        raise RuleBroken("A claim needs a statement: one proposition in your words.")
    set_fields(claim, values)


def set_by_hand(claim: m.Claim, values: dict[str, Any]) -> None:
    """What a person set is no longer filled in. An empty testability takes the judgement back: nobody has judged it."""
    kept = [name for name in claim.filled_in if name not in values]
    if values.get("testability") == "":
        values["testability"] = m.Claim.model_fields["testability"].default
        kept.append("testability")
    claim.filled_in = sorted(kept)


def set_topics(session: Session, claim_id: str, names: Sequence[str]) -> None:
    for row in lookups.rows(session, m.ClaimTopic, claim_id=claim_id):
        session.delete(row)
    session.flush()
    for name in filter(None, (n.strip() for n in names)):
        topic = lookups.first(session, m.Topic, name=name) or m.Topic(name=name)
        session.add(topic)
        session.flush()
        session.add(m.ClaimTopic(claim_id=claim_id, topic_id=topic.id))


def actor_id(session: Session, name: str) -> str:
    """The actor of that name or alias; made if unknown."""
    there = lookups.actor_named(session, name)
    if there is None:
        there = m.Actor(name=name)
        session.add(there)
        session.flush()
    return there.id


def restretch(
    session: Session, claim_id: str, version_id: str, wanted: Sequence[Stretch], analyst_id: str | None
) -> None:
    """The claim's passages in the version are these stretches from now on; those in other documents stay as they are."""
    version = get(session, m.Version, version_id, "version")
    _refuse_replaced(session.get_one(m.Document, version.document_id), version)
    claim = get(session, m.Claim, claim_id, "claim")
    claim.changed_by, claim.changed_on = analyst_id, m.now()
    there = sorted(lookups.rows(session, m.Passage, claim_id=claim_id), key=lambda row: row.position)
    at = next((number for number, row in enumerate(there) if row.version_id == version_id), len(there))
    before = there[:at]
    behind = [row for row in there[at:] if row.version_id != version_id]
    for row in there[at:]:
        if row.version_id == version_id:
            session.delete(row)
    session.flush()
    all_of_it = [*before, *passages(version, wanted), *behind]
    for number, passage in enumerate(all_of_it):
        passage.claim_id, passage.position = claim_id, number
        session.add(passage)
    if "statement" in claim.filled_in:  # nobody has put it into their own words yet
        claim.statement = said(all_of_it)


def said(passages: Sequence[m.Passage]) -> str:
    """The words of a claim's passages as one statement."""
    return " ".join(" … ".join(passage.exact for passage in passages).split())


def add_evidence(session: Session, outcome_id: str, values: dict[str, Any]) -> str:
    version_id, own = values.pop("version_id", None), values.pop("stretches", ())
    evidence = m.Evidence(outcome_id=outcome_id)
    set_fields(evidence, {name: value for name, value in values.items() if value is not None})
    session.add(evidence)
    session.flush()
    if version_id and own:
        version = get(session, m.Version, version_id, "version")
        _refuse_replaced(session.get_one(m.Document, version.document_id), version)
        for passage in passages(version, own):
            passage.evidence_id = evidence.id
            session.add(passage)
    return evidence.id


def remove_evidence(session: Session, evidence_id: str) -> None:
    """With its passages. Raises RuleBroken when a verdict that stands would be left without what it needs."""
    evidence = get(session, m.Evidence, evidence_id, "evidence")
    links = lookups.rows(session, m.Link, outcome_id=evidence.outcome_id)
    with _grounds_kept(session, {link.claim_id for link in links}, "evidence"):
        for row in lookups.rows(session, m.Passage, evidence_id=evidence_id):
            session.delete(row)
        session.flush()
        session.delete(evidence)


def remove_link(session: Session, link_id: str) -> None:
    """With the note that verdicts rested on it, which the record of changes keeps.

    Raises RuleBroken when a verdict that stands would be left without what it needs.
    """
    link = get(session, m.Link, link_id, "link")
    with _grounds_kept(session, {link.claim_id}, "link"):
        for row in lookups.rows(session, m.AssessmentLink, link_id=link_id):
            session.delete(row)
        session.flush()
        session.delete(link)


@contextmanager
def _grounds_kept(session: Session, claim_ids: Iterable[str], word: str) -> Iterator[None]:
    """What is taken away meanwhile may not be what a standing verdict needs."""
    claims = [claim for ident in claim_ids if (claim := session.get_one(m.Claim, ident)).deleted_on is None]
    before = [_lacking(session, claim) for claim in claims]
    yield
    session.flush()
    for claim, lacked in zip(claims, before, strict=True):
        for lacking in _lacking(session, claim):
            if lacking not in lacked:
                raise RuleBroken(f"A verdict rests on this {word}. {lacking} Or give another verdict first.")


def _lacking(session: Session, claim: m.Claim) -> list[str]:
    """What the standing verdicts of a claim need and don't have."""
    given = current(session, claim.id)
    return [words for a in given if (words := rating.lacks(a.verdict, *case(session, claim)))]


def current(session: Session, claim_id: str) -> tuple[AssessmentRow, ...]:
    """What each analyst says of the claim today."""
    return verdicts.standing(queries.assessments(session, [claim_id]).get(claim_id, ()), today())


def refuse_strange_verdicts(session: Session, claim: m.Claim, new: Kind) -> None:
    """Also those that are superseded: they are shown as what the claim was judged to be."""
    instead = f"Tag its words as {new.article} {new.word} of their own instead."
    for assessment in lookups.rows(session, m.Assessment, claim_id=claim.id):
        if not new.has_verdict(assessment.verdict):
            verdict = kind_of(claim.kind).verdict(assessment.verdict).title
            raise RuleBroken(
                f"The verdict “{verdict}” does not exist for {new.article} {new.word}, and verdicts are kept. {instead}"
            )


def refuse_untestable(session: Session, claim: m.Claim) -> None:
    """A claim that is not testable has no verdict that says what came of it."""
    for given in current(session, claim.id) if claim.testability == "not_testable" else ():
        if given.verdict not in rating.WITHOUT_TEST:
            title = kind_of(claim.kind).verdict(given.verdict).title
            raise RuleBroken(
                f"This claim has the verdict “{title}”, so it can't be not testable. "
                "Give it the verdict unratable or not yet rated first."
            )


def add_link(session: Session, claim_id: str, outcome_id: str, relation: str, note: str, analyst_id: str | None) -> str:
    """The link's id, also when it was there already: then a new note takes the place of the old one. Raises RuleBroken for a relation of another kind."""
    claim = get(session, m.Claim, claim_id, "claim")
    get(session, m.Outcome, outcome_id, "outcome")
    kind = kind_of(claim.kind)
    if not kind.has_relation(relation):
        known = ", ".join(r.name for r in kind.relations)
        raise RuleBroken(f"An outcome does not “{relation}” {kind.article} {kind.word}; choose {known}.")
    there = lookups.first(session, m.Link, claim_id=claim_id, outcome_id=outcome_id, relation=relation)
    link = there or m.Link(
        claim_id=claim_id, outcome_id=outcome_id, relation=relation, note=note, analyst_id=analyst_id
    )
    link.note = note or link.note
    session.add(link)
    return link.id


def leave_versions(session: Session, claim_id: str, version_ids: set[str]) -> None:
    """The claim loses its words in these versions; one that has no others is erased."""
    own = sorted(lookups.rows(session, m.Passage, claim_id=claim_id), key=lambda row: row.position)
    elsewhere = [passage for passage in own if passage.version_id not in version_ids]
    if not elsewhere:
        erase_claim(session, claim_id)
        return
    for passage in own:
        if passage.version_id in version_ids:
            session.delete(passage)
    for position, passage in enumerate(elsewhere):
        passage.position = position
    claim = session.get_one(m.Claim, claim_id)
    if "statement" in claim.filled_in:
        claim.statement = said(elsewhere)


def erase_claim(session: Session, claim_id: str) -> None:
    """For a document that leaves: everything of the claim but its assessments' record, which undo brings back."""
    claim = session.get_one(m.Claim, claim_id)
    if lookups.first(session, m.Assessment, claim_id=claim_id):
        if claim.deleted_on:  # nobody sees it; its verdicts stay in the record, its passages go with the document
            return
        raise RuleBroken(
            "A claim in this document has a verdict, and verdicts are kept. Remove that claim first, then the document."
        )
    for model, column in (
        (m.Passage, "claim_id"), (m.Link, "claim_id"), (m.ClaimTopic, "claim_id"), (m.Indicator, "claim_id"),
        (m.ClaimRelation, "from_id"), (m.ClaimRelation, "to_id"),
    ):  # fmt: skip
        for row in lookups.rows(session, model, **{column: claim_id}):
            session.delete(row)
        session.flush()
    session.delete(claim)
    session.flush()


def without_text(reading: Reading) -> Reading:
    return replace(
        reading, text=""
    )  # it has a column of its own; the turns stay as they were read, their rows get corrected


def published(words: str) -> tuple[str | None, str | None]:
    """(first day, precision) of 2026, 2026-06 or 2026-06-14; (None, None) for anything else."""
    precision = {4: "year", 7: "month", 10: "day"}.get(len(words or ""))
    try:
        return (date.fromisoformat((words + "-01-01")[:10]).isoformat(), precision) if precision else (None, None)
    except ValueError:
        return None, None


def passages(version: m.Version, stretches: Sequence[Stretch]) -> list[m.Passage]:
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


def stretches(session: Session, claim_id: str, version_id: str) -> list[Stretch]:
    """Where the claim's passages stand in the version."""
    rows = lookups.rows(session, m.Passage, claim_id=claim_id, version_id=version_id)
    return [(row.start, row.end) for row in rows]


def standing(session: Session, claim_id: str, analyst_id: str | None) -> m.Assessment | None:
    """The end of the analyst's chain, given last: the next one supersedes it, whatever their days are."""
    own = lookups.rows(session, m.Assessment, claim_id=claim_id, analyst_id=analyst_id)
    replaced = {a.supersedes_id for a in own}
    return next((a for a in reversed(own) if a.id not in replaced), None)


def case(session: Session, claim: m.Claim) -> tuple[m.Claim, list[rating.Support]]:
    """What the links of a claim show, for the rules of rating."""
    shown = []
    for link in lookups.rows(session, m.Link, claim_id=claim.id):
        outcome = session.get_one(m.Outcome, link.outcome_id)
        pieces = lookups.rows(session, m.Evidence, outcome_id=outcome.id)
        if outcome.deleted_on is None:
            searched = outcome.outcome_type == "no_event_found" and bool(outcome.search_note)
            types, sources = tuple(p.evidence_type for p in pieces), tuple(_source(session, p) for p in pieces)
            shown.append(rating.Support(link.relation, searched, types, sources))
    return claim, shown


def _source(session: Session, evidence: m.Evidence) -> str:
    """Who says so: the site, else the publisher of the document that has the words, else the citation."""
    site = addresses.site(evidence.url or evidence.archived_url)
    if site:
        return site
    for passage in lookups.rows(session, m.Passage, evidence_id=evidence.id):
        document = session.get_one(m.Document, session.get_one(m.Version, passage.version_id).document_id)
        return document.publisher or addresses.site(document.url) or document.title
    return evidence.citation


def stands(session: Session, claim_id: str, analyst_id: str | None, as_of: str) -> AssessmentRow | None:
    """The analyst's verdict as it stands on a day."""
    analyst = session.get(m.Analyst, analyst_id) if analyst_id else None
    name = analyst.name if analyst else ""
    own = [a for a in queries.assessments(session, [claim_id]).get(claim_id, ()) if a.analyst == name]
    return next(iter(verdicts.standing(own, as_of)), None)


def get(session: Session, model: type[T], ident: str, word: str) -> T:
    found = session.get(model, ident)
    if found is None or getattr(found, "deleted_on", None):
        raise NotFound(f"There is no {word} {ident}.")
    return found


def set_fields(row: Any, values: dict[str, Any]) -> None:
    for name, value in values.items():
        if name not in type(row).model_fields:
            raise KnownError(f"“{name}” is not a field of {row.__tablename__}.")
        if name in _NEEDED and not str(value or "").strip():
            raise RuleBroken(f"The {name} is empty. {_NEEDED[name]}")
        setattr(row, name, addresses.checked(value) if name in ("url", "archived_url") else value)


_NEEDED = {
    "title": "Give the document a name.",
    "statement": "Say it in one sentence.",
}
