"""Every question to the data, one function each, answered with plain rows."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import Any, TypeVar

from sqlalchemy import func
from sqlmodel import Session, col, select

from db import verdicts
from db.models import (
    Actor,
    Analyst,
    Assessment,
    Change,
    Claim,
    ClaimTopic,
    Document,
    Evidence,
    Link,
    Outcome,
    OwnKind,
    Passage,
    SourceFile,
    Topic,
    Turn,
    Version,
    now,
)  # fmt: skip
from db.rows import (
    AssessmentRow,
    ChangeRow,
    ClaimRow,
    DocumentRow,
    EvidenceRow,
    KindRow,
    LinkRow,
    OutcomeRow,
    PassageRow,
    TaggedRow,
    VersionRow,
)


def documents(session: Session, ids: Sequence[str] | None = None) -> list[DocumentRow]:
    """Every document, or those of `ids` alone, with its current version, by title."""
    query = (
        select(  # type: ignore[call-overload]
            Document, Version.id, Version.number, Version.sha256, Version.length, Version.reader, Version.read_on
        )
        .join(Version, (Version.document_id == Document.id) & (Version.number == Document.current_version))
        .order_by(func.lower(Document.title), Document.id)
    )
    rows = session.execute(_limited(query, Document.id, ids)).all()
    own = None if ids is None else [row[1] for row in rows]
    said = select(Turn.version_id, func.count()).group_by(Turn.version_id)
    turns = _pairs(session, _limited(said, Turn.version_id, own))
    kinds: dict[str, dict[str, int]] = defaultdict(dict)
    tagged = (
        select(Version.document_id, Claim.kind, func.count(func.distinct(Claim.id)))
        .join(Passage, Passage.version_id == Version.id)  # type: ignore[arg-type]
        .join(Claim, Claim.id == Passage.claim_id)  # type: ignore[arg-type]
        .where(col(Claim.deleted_on).is_(None))
        .group_by(Version.document_id, Claim.kind)
        .order_by(Claim.kind)
    )
    for document_id, kind, number in session.execute(_limited(tagged, Version.document_id, ids)):
        kinds[document_id][kind] = number
    waiting = (
        select(Version.document_id, func.count())
        .join(Passage, Passage.version_id == Version.id)  # type: ignore[arg-type]
        .join(Claim, Claim.id == Passage.claim_id)  # type: ignore[arg-type]
        .where(col(Passage.status).in_(["needs_review", "orphaned"]), col(Claim.deleted_on).is_(None))
        .group_by(Version.document_id)
    )
    review = _pairs(session, _limited(waiting, Version.document_id, ids))
    return [
        _row(
            DocumentRow, d, version_id=v, version=number, sha256=sha, length=length, reader=reader, read_on=read_on,
            turns=turns.get(v, 0), claims=kinds.get(d.id, {}), to_review=review.get(d.id, 0),
        )
        for d, v, number, sha, length, reader, read_on in rows
    ]  # fmt: skip


def documents_of_claims(session: Session, ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Of each claim, also a removed one, the documents with its passages."""
    query = select(Passage.claim_id, Version.document_id).join(Version).distinct()
    return _grouped(session.execute(_limited(query, Passage.claim_id, ids)).all())


def versions(session: Session, document_id: str = "") -> list[VersionRow]:
    """Every version of the document, or of all documents, the newest first."""
    query = select(  # type: ignore[call-overload]
        Version.id, Version.document_id, Version.number, Version.reader, Version.read_on, Version.length
    ).order_by(Version.document_id, col(Version.number).desc())
    if document_id:
        query = query.where(Version.document_id == document_id)
    return [VersionRow(*row) for row in session.execute(query)]


def version_text(session: Session, version_id: str) -> str:
    return session.exec(select(Version.text).where(Version.id == version_id)).one()


def version_structure(session: Session, version_id: str) -> bytes:
    return session.exec(select(Version.structure).where(Version.id == version_id)).one()


def source_of_version(session: Session, version_id: str) -> SourceFile | None:
    """The original file of a version, its content still compressed."""
    return session.exec(
        select(SourceFile).join(Version, Version.source_file_id == SourceFile.id).where(Version.id == version_id)  # type: ignore[arg-type]
    ).first()


def document_with_file(session: Session, sha256: str) -> Document | None:
    """The document whose current or earlier version was read from these bytes."""
    return session.exec(
        select(Document)
        .join(Version, Version.document_id == Document.id)  # type: ignore[arg-type]
        .join(SourceFile, SourceFile.id == Version.source_file_id)  # type: ignore[arg-type]
        .where(SourceFile.sha256 == sha256)
    ).first()


def turns(session: Session, version_id: str) -> list[Turn]:
    return list(session.exec(select(Turn).where(Turn.version_id == version_id).order_by(col(Turn.start))))


def claims(
    session: Session, ids: Iterable[str] | None = None, version_id: str | None = None, as_of: str | None = None
) -> list[ClaimRow]:
    """Live claims by document and place; only `ids`, or only those with a passage in the version, when given.

    Their verdicts are those of the day `as_of` (today).
    """
    day = as_of or now()[:10]
    query = select(Claim).where(col(Claim.deleted_on).is_(None))
    if ids is not None:
        query = query.where(col(Claim.id).in_(list(ids)))
    if version_id is not None:
        query = query.where(col(Claim.id).in_(select(Passage.claim_id).where(Passage.version_id == version_id)))
    found = list(session.exec(query))
    wanted = None if ids is None and version_id is None else [claim.id for claim in found]
    names = _pairs(session, select(Actor.id, Actor.name))
    passages = _passages(session, "claim_id", wanted)
    ratings = assessments(session, wanted)
    topics = _grouped(
        session.execute(
            _limited(select(ClaimTopic.claim_id, Topic.name).join(Topic), ClaimTopic.claim_id, wanted)
        ).all()
    )
    shown = (
        select(Link.claim_id, func.count())
        .join(Outcome, Outcome.id == Link.outcome_id)  # type: ignore[arg-type]
        .where(col(Outcome.deleted_on).is_(None))
        .group_by(Link.claim_id)
    )
    links = _pairs(session, _limited(shown, Link.claim_id, wanted))
    titles = _pairs(session, select(Document.id, Document.title))
    rows = [
        _claim(claim, names, passages.get(claim.id, ()), ratings.get(claim.id, ()), topics.get(claim.id, ()),
               links.get(claim.id, 0), titles, day)
        for claim in found
    ]  # fmt: skip
    return sorted(rows, key=lambda row: (row.document.casefold(), row.document_id, row.start, row.end, row.id))


def tagged(session: Session, version_id: str, ids: Sequence[str] | None = None) -> list[TaggedRow]:
    """The live claims with a passage in the version, in the order of the text; only `ids`, when given."""
    query = (
        select(  # type: ignore[call-overload]
            Passage.claim_id,
            Claim.kind,
            Claim.statement,
            Actor.name,
            Analyst.name,
            Passage.start,
            Passage.end,
            Passage.status,
        )
        .join(Claim, Claim.id == Passage.claim_id)
        .join(Actor, Actor.id == Claim.actor_id, isouter=True)
        .join(Analyst, Analyst.id == Claim.created_by, isouter=True)
        .where(col(Claim.deleted_on).is_(None))
        .order_by(Passage.claim_id, Passage.position)
    )
    # few are found by the claims: by its index the version would go over all of its passages
    own = Passage.version_id if ids is None else col(Passage.version_id).concat("")
    query = query.where(own == version_id)
    rated = assessments(session, ids)
    about = select(ClaimTopic.claim_id, Topic.name).join(Topic)
    topics = _grouped(session.execute(_limited(about, ClaimTopic.claim_id, ids)).all())
    day, found = now()[:10], []
    for claim_id, rows in groupby(session.execute(_limited(query, Passage.claim_id, ids)), key=itemgetter(0)):
        passages = list(rows)
        _, kind, statement, actor, analyst, start, *_ = passages[0]
        verdict = verdicts.summary(rated.get(claim_id, ()), day)[0]
        stretches = tuple((row[5], row[6]) for row in passages if row[7] != "orphaned")
        found.append(
            TaggedRow(claim_id, kind, statement, verdict, actor or "", topics.get(claim_id, ()), analyst or "", start,
                      passages[-1][6], stretches)
        )  # fmt: skip
    return sorted(found, key=lambda row: (row.start, row.end, row.id))


def claim_ids(session: Session, version_id: str) -> list[str]:
    """The live claims of a version in the order of the text."""
    query = (
        select(Passage.claim_id)
        .join(Claim, Claim.id == Passage.claim_id)  # type: ignore[arg-type]
        .where(Passage.version_id == version_id, col(Claim.deleted_on).is_(None))
        .group_by(Passage.claim_id)
        .order_by(func.min(Passage.start), func.max(Passage.end), col(Passage.claim_id))
    )
    return [claim_id for (claim_id,) in session.execute(query)]


def assessments(session: Session, claim_ids: Sequence[str] | None = None) -> dict[str, tuple[AssessmentRow, ...]]:
    """By claim, the oldest first."""
    superseded = set(session.exec(select(Assessment.supersedes_id).where(col(Assessment.supersedes_id).is_not(None))))
    query = select(Assessment, Analyst.name).join(Analyst, isouter=True).order_by(col(Assessment.id))
    found: dict[str, list[AssessmentRow]] = defaultdict(list)
    for a, name in session.exec(_limited(query, Assessment.claim_id, claim_ids)):
        found[a.claim_id].append(_row(AssessmentRow, a, analyst=name or "", superseded=a.id in superseded))
    return {claim: tuple(rows) for claim, rows in found.items()}


def outcomes(session: Session, ids: Iterable[str] | None = None, as_of: str | None = None) -> list[OutcomeRow]:
    """Live outcomes, the newest first; contested or not as the verdicts stand on the day `as_of` (today)."""
    query = select(Outcome, Actor.name).join(Actor, isouter=True).where(col(Outcome.deleted_on).is_(None))
    wanted = None if ids is None else list(ids)
    found = session.exec(_limited(query, Outcome.id, wanted)).all()
    proofs = _evidence(session)
    links = _pairs(
        session,
        select(Link.outcome_id, func.count())
        .join(Claim, Claim.id == Link.claim_id)  # type: ignore[arg-type]
        .where(col(Claim.deleted_on).is_(None))
        .group_by(Link.outcome_id),
    )
    day = as_of or now()[:10]
    rated = assessments(session)
    disputed = {claim for claim, given in rated.items() if verdicts.summary(given, day)[0] == "disputed"}
    contested = {o for o, c in session.execute(select(Link.outcome_id, Link.claim_id)) if c in disputed}
    rows = [
        _row(
            OutcomeRow, o, actor=actor or "", evidence=proofs.get(o.id, ()), links=links.get(o.id, 0),
            contested=o.id in contested,
        )
        for o, actor in found
    ]  # fmt: skip
    return sorted(rows, key=lambda row: (row.occurred_to or row.occurred_from or "", row.id), reverse=True)


def links(session: Session, claim_id: str = "") -> list[LinkRow]:
    """Links between live claims, or this claim alone, and live outcomes, the oldest first."""
    query = (
        select(Link, Analyst.name)
        .join(Analyst, isouter=True)
        .join(Claim, Claim.id == Link.claim_id)  # type: ignore[arg-type]
        .join(Outcome, Outcome.id == Link.outcome_id)  # type: ignore[arg-type]
        .where(col(Claim.deleted_on).is_(None), col(Outcome.deleted_on).is_(None))
        .order_by(col(Link.id))
    )
    query = query.where(Link.claim_id == claim_id) if claim_id else query
    return [_row(LinkRow, x, analyst=name or "") for x, name in session.exec(query)]


def actors(session: Session) -> list[tuple[Actor, int]]:
    """Every actor with the number of live claims that are theirs, by name."""
    own = _pairs(
        session, select(Claim.actor_id, func.count()).where(col(Claim.deleted_on).is_(None)).group_by(Claim.actor_id)
    )
    found = session.exec(select(Actor).order_by(func.lower(Actor.name)))
    return [(actor, own.get(actor.id, 0)) for actor in found]


def actor_names(session: Session) -> list[str]:
    return list(session.exec(select(Actor.name).order_by(func.lower(Actor.name))))


def topics(session: Session) -> list[str]:
    return list(session.exec(select(Topic.name).order_by(func.lower(Topic.name))))


def evidence_marks(session: Session, version_id: str) -> list[tuple[str, PassageRow]]:
    """(outcome id, passage) of the evidence that stands in a version."""
    rows = session.execute(
        select(Evidence.outcome_id, Passage, Version.document_id)
        .join(Passage, Passage.evidence_id == Evidence.id)  # type: ignore[arg-type]
        .join(Version, Version.id == Passage.version_id)  # type: ignore[arg-type]
        .join(Outcome, Outcome.id == Evidence.outcome_id)  # type: ignore[arg-type]
        .where(Passage.version_id == version_id, col(Outcome.deleted_on).is_(None))
        .order_by(col(Passage.start))
    )
    return [(outcome, _passage(passage, document)) for outcome, passage, document in rows]


def changes(session: Session, limit: int = 200) -> list[ChangeRow]:
    """The newest changes first."""
    query = (
        select(Change, Analyst.name)
        .join(Analyst, Analyst.id == Change.analyst_id, isouter=True)  # type: ignore[arg-type]
        .order_by(col(Change.number).desc())
        .limit(limit)
    )
    return [_row(ChangeRow, c, analyst=name or "") for c, name in session.exec(query)]


def _claim(
    c: Claim, names: dict[str, str], passages: tuple[PassageRow, ...], rated: Sequence[AssessmentRow],
    about: tuple[str, ...], links: int, titles: dict[str, str], as_of: str,
) -> ClaimRow:  # fmt: skip
    verdict, assessment = verdicts.summary(rated, as_of)
    document_id = passages[0].document_id if passages else ""
    return _row(
        ClaimRow, c, actor=names.get(c.actor_id or "", ""), addressee=names.get(c.addressee_id or "", ""), topics=about,
        hedging_cues=tuple(c.hedging_cues), testability="" if "testability" in c.filled_in else c.testability,
        details=dict(c.details), filled_in=frozenset(c.filled_in), document_id=document_id,
        document=titles.get(document_id, ""), passages=passages, verdict=verdict, assessment=assessment, links=links,
    )  # fmt: skip


def _passage(
    p: Passage, document_id: str, speaker: str = "", time_start: int | None = None, title: str = ""
) -> PassageRow:
    return _row(PassageRow, p, document_id=document_id, speaker=speaker, time_start=time_start, document=title)


def _passages(session: Session, owner: str, ids: Sequence[str] | None = None) -> dict[str, tuple[PassageRow, ...]]:
    """By owner, in order, with the speaker and time of the turn in which each begins."""
    column = getattr(Passage, owner)
    query = (
        select(Passage, Version.document_id, Document.title)
        .join(Version, Version.id == Passage.version_id)  # type: ignore[arg-type]
        .join(Document, Document.id == Version.document_id)  # type: ignore[arg-type]
        .where(column.is_not(None))
        .order_by(column, col(Passage.position))
    )
    turns = _turns_around(session, column, ids)
    found: dict[str, list[PassageRow]] = defaultdict(list)
    for passage, document_id, title in session.execute(_limited(query, column, ids)):
        label, time_start = _said_at(turns.get(passage.version_id, ()), passage.start)
        found[getattr(passage, owner)].append(_passage(passage, document_id, label, time_start, title))
    return {owner_id: tuple(rows) for owner_id, rows in found.items()}


def _turns_around(session: Session, column: Any, ids: Sequence[str] | None) -> dict[str, list[Any]]:
    """(start, end, label, time) by version, in order, of the turns from the first of these passages to the last.

    A join of each passage with its turn would look at every turn of the text for every passage.
    """
    every = (
        select(Passage.version_id, func.min(Passage.start).label("first"), func.max(Passage.start).label("last"))
        .where(column.is_not(None))
        .group_by(col(Passage.version_id))
    )
    ends = _limited(every, column, ids).subquery()
    query = (
        select(Turn.version_id, Turn.start, Turn.end, Turn.label, Turn.time_start)  # type: ignore[call-overload]
        .join(ends, (Turn.version_id == ends.c.version_id) & (Turn.start <= ends.c.last) & (Turn.end > ends.c.first))
        .order_by(Turn.version_id, Turn.start)
    )
    found: dict[str, list[Any]] = defaultdict(list)
    for version_id, *turn in session.execute(query):
        found[version_id].append(turn)
    return found


def _said_at(turns: Sequence[Any], position: int) -> tuple[str, int | None]:
    """Label and time of the turn that the position lies in."""
    at = bisect_right(turns, position, key=lambda turn: turn[0]) - 1
    return (turns[at][2], turns[at][3]) if at >= 0 and position < turns[at][1] else ("", None)


def _evidence(session: Session) -> dict[str, tuple[EvidenceRow, ...]]:
    passages = _passages(session, "evidence_id")
    titles = _pairs(session, select(Document.id, Document.title))
    found: dict[str, list[EvidenceRow]] = defaultdict(list)
    for e in session.exec(select(Evidence).order_by(col(Evidence.id))):
        own = passages.get(e.id, ())
        title = titles.get(own[0].document_id, "") if own else ""
        found[e.outcome_id].append(_row(EvidenceRow, e, document=title, passages=own))
    return {outcome: tuple(rows) for outcome, rows in found.items()}


R = TypeVar("R")


def _row(row: Callable[..., R], item: Any, **more: Any) -> R:
    """The item's fields that the row has, by name, and `more` that the item does not have, or has in another form."""
    model: Any = type(item)
    return row(**{name: getattr(item, name) for name in _names(row, model) if name not in more}, **more)


@cache
def _names(row: Any, model: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(row) if field.name in model.model_fields)


def _limited(query: Any, column: Any, ids: Sequence[str] | None) -> Any:
    """Only rows whose `column` is one of `ids`; all of them when `ids` is None or too long for a list."""
    return query if ids is None or len(ids) > 500 else query.where(col(column).in_(ids))


def _pairs(session: Session, query: Any) -> dict[str, Any]:
    return {row[0]: row[1] for row in session.execute(query)}


def _grouped(rows: Iterable[Any]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        found[row[0]].append(row[1])
    return {key: tuple(values) for key, values in found.items()}


def own_kinds(session: Session) -> list[KindRow]:
    """Those that analysts made, in their order."""
    return [
        KindRow(
            row.name, row.title, row.key, row.sign, row.line, row.light, row.dark, row.judged_as,
            tuple((f["name"], f["title"], tuple(f["choices"])) for f in row.fields),
        )
        for row in session.exec(select(OwnKind).order_by(col(OwnKind.position), col(OwnKind.id)))
    ]  # fmt: skip


def claims_by_kind(session: Session) -> dict[str, int]:
    """How many live claims each kind has."""
    live = select(Claim.kind, func.count()).where(col(Claim.deleted_on).is_(None)).group_by(Claim.kind)
    return dict(_pairs(session, live))
