"""The words of the program as tables. Days are ISO text (2026-06-30), moments ISO text in UTC; ids are made by us."""
# No `from __future__ import annotations` here: SQLModel reads the annotations at run time.

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import REAL, CheckConstraint, Index, LargeBinary, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from db import vocabulary as v
from db.columns import JsonText, iso_date, new_id, one_of, word


def now() -> str:
    """This moment in UTC, to the millisecond: 2026-08-20T09:14:03.123Z."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


_HEX = "[0-9A-F]"


def _key() -> Any:
    return Field(default_factory=new_id, primary_key=True, sa_type=Text)


def _text(default: Any = "", **more: Any) -> Any:
    return Field(default=default, sa_type=Text, **more)


def _to(table: str, *, optional: bool = False, on_delete: str | None = None, unique: bool = False) -> Any:
    rest: dict[str, Any] = {"default": None} if optional else {}
    return Field(foreign_key=f"{table}.id", sa_type=Text, index=True, ondelete=on_delete, unique=unique, **rest)  # type: ignore[call-overload]


def _table(*constraints: Any) -> Any:
    return (*constraints, {"sqlite_strict": True})


class Meta(SQLModel, table=True):
    """Facts about the workspace itself: schema, program, made_on."""

    __tablename__ = "meta"
    __table_args__ = _table()
    id: str = Field(primary_key=True, sa_type=Text)
    value: str = _text()


class Analyst(SQLModel, table=True):
    """Who tags and assesses."""

    __table_args__ = _table(CheckConstraint("name <> ''", name="analyst_has_a_name"))
    id: str = _key()
    name: str = _text(unique=True)
    initials: str = _text()


class SourceFile(SQLModel, table=True):
    """The original bytes, compressed with zlib: the workspace alone is everything. Immutable."""

    __tablename__ = "source_file"
    __table_args__ = _table(CheckConstraint("length(sha256) = 64", name="sha256_is_hex"))
    id: str = _key()
    sha256: str = _text(unique=True)
    """Of the bytes before compression."""
    name: str = _text()
    media_type: str = _text()
    size: int = 0
    content: bytes = Field(sa_type=LargeBinary)


class Document(SQLModel, table=True):
    """One transcript, article or report; it has versions."""

    __table_args__ = _table(
        one_of("doc_type", v.DOC_TYPES),
        one_of("published_precision", v.DATE_PRECISIONS, optional=True),
        *iso_date("published_on", "retrieved_on"),
        CheckConstraint("title <> ''", name="document_has_a_title"),
    )
    id: str = _key()
    title: str = _text()
    doc_type: str = _text("other")
    publisher: str = _text()
    author: str = _text()
    url: str = _text()
    language: str = _text()
    published_on: str | None = _text(None)
    published_precision: str | None = _text(None)
    retrieved_on: str | None = _text(None)
    note: str = _text()
    current_version: int = 1
    """The number of the version that is read; its row is found by (document, number)."""
    added_on: str = Field(default_factory=now, sa_type=Text)


class Version(SQLModel, table=True):
    """The immutable text of a document as it was read that day."""

    __table_args__ = _table(
        UniqueConstraint("document_id", "number"),
        CheckConstraint("number >= 1", name="number_counts"),
        CheckConstraint("length >= 0", name="length_counts"),
        CheckConstraint("length(sha256) = 64", name="sha256_is_hex"),
    )
    id: str = _key()
    document_id: str = _to("document")
    number: int = 1
    text: str = _text()
    sha256: str = _text()
    """Of the text in UTF-8."""
    length: int = 0
    """Code points."""
    structure: bytes = Field(sa_type=LargeBinary)
    """Blocks, turns as read and pages, packed and compressed: what the views need, opaque to the data."""
    reader: str = _text()
    read_on: str = Field(default_factory=now, sa_type=Text)
    source_file_id: str | None = _to("source_file", optional=True)


class Actor(SQLModel, table=True):
    """A person, company, government, agency or group."""

    __table_args__ = _table(one_of("actor_type", v.ACTOR_TYPES), CheckConstraint("name <> ''", name="actor_has_a_name"))
    id: str = _key()
    name: str = _text(unique=True)
    actor_type: str = _text("other")
    country: str = _text()


class Alias(SQLModel, table=True):
    """Another name of an actor."""

    __table_args__ = _table(CheckConstraint("name <> ''", name="alias_has_a_name"))
    id: str = _key()
    actor_id: str = _to("actor", on_delete="CASCADE")
    name: str = _text(index=True)


class Turn(SQLModel, table=True):
    """What one speaker says in a row in a transcript."""

    __table_args__ = _table(CheckConstraint('0 <= start AND start < "end"', name="turn_has_words"))
    id: str = _key()
    version_id: str = _to("version")
    start: int = 0
    end: int = 0
    actor_id: str | None = _to("actor", optional=True)
    label: str = _text()
    role: str = _text()
    time_start: int | None = None
    """Milliseconds from the beginning of the recording."""


class Topic(SQLModel, table=True):
    """What a claim is about."""

    __table_args__ = _table(CheckConstraint("name <> ''", name="topic_has_a_name"))
    id: str = _key()
    name: str = _text(unique=True)


class Claim(SQLModel, table=True):
    """A promise, a risk or an incentive stated in one or more passages."""

    __table_args__ = _table(
        word("kind"),
        one_of("attribution", v.ATTRIBUTIONS, optional=True),
        one_of("time_frame_type", v.TIME_FRAME_TYPES),
        one_of("due_precision", v.DATE_PRECISIONS, optional=True),
        one_of("hedging_level", v.HEDGING_LEVELS),
        one_of("testability", v.TESTABILITIES),
        *iso_date("made_on", "due_earliest", "due_latest", "next_review_on"),
        CheckConstraint(
            "due_earliest IS NULL OR due_latest IS NULL OR due_earliest <= due_latest", name="due_in_order"
        ),
        Index("ix_claim_kind_due", "kind", "due_latest"),
    )
    id: str = _key()
    kind: str = _text()
    statement: str = _text()
    actor_id: str | None = _to("actor", optional=True)
    addressee_id: str | None = _to("actor", optional=True)
    speaker: str = _text()
    attribution: str | None = _text(None)
    made_on: str | None = _text(None, index=True)
    time_frame_phrase: str = _text()
    time_frame_type: str = _text("none")
    due_earliest: str | None = _text(None)
    due_latest: str | None = _text(None)
    due_precision: str | None = _text(None)
    condition: str = _text()
    hedging_level: str = _text("none")
    hedging_cues: list[str] = Field(default_factory=list, sa_type=JsonText)
    testability: str = _text("testable")
    next_review_on: str | None = _text(None)
    note: str = _text()
    details: dict[str, Any] = Field(default_factory=dict, sa_type=JsonText)
    """The fields of the claim's kind, validated by it."""
    filled_in: list[str] = Field(default_factory=list, sa_type=JsonText)
    """Names of fields that the program worked out and nobody has confirmed."""
    created_by: str | None = _to("analyst", optional=True)
    created_on: str = Field(default_factory=now, sa_type=Text)
    changed_by: str | None = _to("analyst", optional=True)
    changed_on: str = Field(default_factory=now, sa_type=Text)
    deleted_on: str | None = _text(None, index=True)


class OwnKind(SQLModel, table=True):
    """A kind of claim that an analyst made, beside the program's own; it travels with the workspace."""

    __tablename__ = "kind"
    __table_args__ = _table(
        word("name"),
        one_of("judged_as", v.JUDGED_AS),
        CheckConstraint("title <> ''", name="kind_has_a_title"),
        CheckConstraint("key GLOB '[0-9a-z]'", name="kind_has_a_key"),
        *(CheckConstraint(f"{c} GLOB '#{_HEX * 6}'", name=f"{c}_is_a_colour") for c in ("light", "dark")),
    )
    id: str = _key()
    name: str = _text(unique=True)
    """What claims refer to; it stays when the kind is renamed."""
    title: str = _text()
    key: str = _text()
    sign: str = _text()
    line: str = _text()
    light: str = _text()
    dark: str = _text()
    judged_as: str = _text("none")
    """The program's kind whose verdicts and relations it has."""
    fields: list[dict[str, Any]] = Field(default_factory=list, sa_type=JsonText)
    position: int = 0
    """Order among the kinds that analysts made."""


class ClaimTopic(SQLModel, table=True):
    """A claim is about a topic."""

    __tablename__ = "claim_topic"
    __table_args__ = _table(UniqueConstraint("claim_id", "topic_id"))
    id: str = _key()
    claim_id: str = _to("claim", on_delete="CASCADE")
    topic_id: str = _to("topic", on_delete="CASCADE")


class Indicator(SQLModel, table=True):
    """How one would see whether a claim came true."""

    __table_args__ = _table(one_of("target_operator", v.TARGET_OPERATORS, optional=True))
    id: str = _key()
    claim_id: str = _to("claim", on_delete="CASCADE")
    name: str = _text()
    unit: str = _text()
    baseline: str = _text()
    target_operator: str | None = _text(None)
    target: str = _text()
    means_of_verification: str = _text()


class Outcome(SQLModel, table=True):
    """Something that happened, or a search that found nothing, dated, with evidence. One outcome serves many claims."""

    __table_args__ = _table(
        one_of("outcome_type", v.OUTCOME_TYPES),
        one_of("occurred_precision", v.DATE_PRECISIONS, optional=True),
        *iso_date("occurred_from", "occurred_to"),
        CheckConstraint(
            "occurred_from IS NULL OR occurred_to IS NULL OR occurred_from <= occurred_to", name="occurred_in_order"
        ),
        CheckConstraint("statement <> ''", name="outcome_has_a_statement"),
    )
    id: str = _key()
    outcome_type: str = _text("event")
    statement: str = _text()
    occurred_from: str | None = _text(None, index=True)
    occurred_to: str | None = _text(None)
    occurred_precision: str | None = _text(None)
    actor_id: str | None = _to("actor", optional=True)
    value: str = _text()
    unit: str = _text()
    search_note: str = _text()
    created_by: str | None = _to("analyst", optional=True)
    created_on: str = Field(default_factory=now, sa_type=Text)
    deleted_on: str | None = _text(None)


class Evidence(SQLModel, table=True):
    """What supports an outcome: passages in documents, or a citation with a URL."""

    __table_args__ = _table(one_of("evidence_type", v.EVIDENCE_TYPES), *iso_date("accessed_on"))
    id: str = _key()
    outcome_id: str = _to("outcome", on_delete="CASCADE")
    evidence_type: str = _text("secondary_press")
    citation: str = _text()
    url: str = _text()
    archived_url: str = _text()
    accessed_on: str | None = _text(None)


class Passage(SQLModel, table=True):
    """A stretch of one version's text: exact words, context, position (code points, half-open)."""

    __table_args__ = _table(
        one_of("status", v.ANCHOR_STATUSES),
        CheckConstraint('0 <= start AND start < "end"', name="passage_has_words"),
        CheckConstraint("(claim_id IS NULL) <> (evidence_id IS NULL)", name="passage_has_one_owner"),
        CheckConstraint("score BETWEEN 0 AND 1", name="score_is_a_share"),
        Index("ix_passage_version_start", "version_id", "start"),
    )
    id: str = _key()
    version_id: str = _to("version")
    claim_id: str | None = _to("claim", optional=True, on_delete="CASCADE")
    evidence_id: str | None = _to("evidence", optional=True, on_delete="CASCADE")
    position: int = 0
    """Order among the passages of one owner."""
    start: int = 0
    end: int = 0
    exact: str = _text()
    prefix: str = _text()
    suffix: str = _text()
    status: str = _text("exact")
    score: float = Field(default=1.0, sa_type=REAL)


class Link(SQLModel, table=True):
    """Says what one outcome shows about one claim."""

    __table_args__ = _table(word("relation"), UniqueConstraint("claim_id", "outcome_id", "relation"))
    id: str = _key()
    claim_id: str = _to("claim", on_delete="CASCADE")
    outcome_id: str = _to("outcome", on_delete="CASCADE")
    relation: str = _text()
    note: str = _text()
    analyst_id: str | None = _to("analyst", optional=True)
    linked_on: str = Field(default_factory=now, sa_type=Text)


class Assessment(SQLModel, table=True):
    """An analyst's verdict on a claim as of a date. Append-only: a new one supersedes an older one."""

    __table_args__ = _table(
        word("verdict"),
        one_of("unratable_reason", v.UNRATABLE_REASONS, optional=True),
        one_of("confidence", v.CONFIDENCES, optional=True),
        one_of("status", v.ASSESSMENT_STATUSES),
        one_of("change_reason", v.CHANGE_REASONS),
        *iso_date("as_of"),
        CheckConstraint("(verdict = 'unratable') = (unratable_reason IS NOT NULL)", name="unratable_has_a_reason"),
        CheckConstraint("as_of <= substr(rated_on, 1, 10)", name="as_of_not_after_rating"),
        CheckConstraint("round >= 1", name="round_counts"),
    )
    id: str = _key()
    claim_id: str = _to("claim", on_delete="CASCADE")
    verdict: str = _text()
    unratable_reason: str | None = _text(None)
    as_of: str = _text()
    rated_on: str = Field(default_factory=now, sa_type=Text)
    analyst_id: str | None = _to("analyst", optional=True)
    rationale: str = _text()
    confidence: str | None = _text(None)
    status: str = _text("submitted")
    change_reason: str = _text("first_rating")
    supersedes_id: str | None = _to("assessment", optional=True, unique=True)
    round: int = 1


class AssessmentLink(SQLModel, table=True):
    """A verdict rests on a link."""

    __tablename__ = "assessment_link"
    __table_args__ = _table(UniqueConstraint("assessment_id", "link_id"))
    id: str = _key()
    assessment_id: str = _to("assessment", on_delete="CASCADE")
    link_id: str = _to("link", on_delete="CASCADE")


class ClaimRelation(SQLModel, table=True):
    """How one claim stands to another."""

    __tablename__ = "claim_relation"
    __table_args__ = _table(
        one_of("relation", v.CLAIM_RELATIONS),
        UniqueConstraint("from_id", "to_id", "relation"),
        CheckConstraint("from_id <> to_id", name="not_to_itself"),
    )
    id: str = _key()
    from_id: str = _to("claim", on_delete="CASCADE")
    to_id: str = _to("claim", on_delete="CASCADE")
    relation: str = _text()
    note: str = _text()
    analyst_id: str | None = _to("analyst", optional=True)


class Change(SQLModel, table=True):
    """The record of one edit: who did what when, and every touched row before and after. Append-only."""

    __table_args__ = _table(one_of("kind", v.CHANGE_KINDS))
    id: str = _key()
    number: int = Field(unique=True)
    """1, 2, 3 …: the order of changes comes from here, never from a clock."""
    kind: str = _text("edit")
    of_id: str | None = _to("change", optional=True)
    """The edit that this undo or redo concerns."""
    label: str = _text()
    analyst_id: str | None = _text(None)
    made_on: str = Field(default_factory=now, sa_type=Text)
    tables: str = _text()
    """Names of the touched tables, separated by blanks."""
    rows: bytes = Field(sa_type=LargeBinary)


IMMUTABLE = frozenset({"version", "source_file", "change"})
"""Rows that no edit changes once they are written."""
APPEND_ONLY = frozenset({"assessment", "change"})
"""Rows that no edit changes or deletes; undo takes back a whole edit and leaves its record."""
