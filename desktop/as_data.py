"""Rows as plain data, for whoever writes JSON: names and values, nothing in words. Pure."""

from typing import Any

from db.rows import AssessmentRow, ClaimRow, DocumentRow, LinkRow, OutcomeRow

Item = dict[str, Any]


def document(row: DocumentRow) -> Item:
    return {
        "id": row.id, "title": row.title, "doc_type": row.doc_type, "publisher": row.publisher,
        "author": row.author, "url": row.url, "language": row.language, "published_on": row.published_on,
        "published_precision": row.published_precision, "note": row.note,
        "version": row.version, "sha256": row.sha256, "length": row.length, "turns": row.turns,
        "claims": sum(row.claims.values()),
    }  # fmt: skip


def claim(row: ClaimRow) -> Item:
    return {
        "id": row.id, "kind": row.kind, "statement": row.statement, "quote": row.quote, "document": row.document_id,
        "document_title": row.document, "start": row.start, "end": row.end, "verdict": row.verdict,
        "overdue": row.overdue, "actor": row.actor, "addressee": row.addressee, "speaker": row.speaker,
        "attribution": row.attribution, "topics": list(row.topics), "made_on": row.made_on,
        "time_frame_phrase": row.time_frame_phrase, "time_frame_type": row.time_frame_type,
        "due_earliest": row.due_earliest, "due_latest": row.due_latest, "due_precision": row.due_precision,
        "condition": row.condition, "hedging_level": row.hedging_level, "hedging_cues": list(row.hedging_cues),
        "testability": row.testability, "next_review_on": row.next_review_on, "note": row.note, "details": row.details,
        "as_of": row.assessment.as_of if row.assessment else None,
        "rationale": row.assessment.rationale if row.assessment else "", "links": row.links,
        "assessment": assessment(row.assessment) if row.assessment else None,
        "passages": [
            {"start": p.start, "end": p.end, "exact": p.exact, "document": p.document_id, "status": p.status}
            for p in row.passages
        ],
    }  # fmt: skip


def assessment(row: AssessmentRow) -> Item:
    return {
        "id": row.id, "verdict": row.verdict, "unratable_reason": row.unratable_reason, "as_of": row.as_of,
        "rated_on": row.rated_on, "analyst": row.analyst, "rationale": row.rationale, "confidence": row.confidence,
        "status": row.status, "change_reason": row.change_reason,
    }  # fmt: skip


def link(row: LinkRow) -> Item:
    return {
        "id": row.id, "claim_id": row.claim_id, "outcome_id": row.outcome_id, "relation": row.relation,
        "note": row.note, "analyst": row.analyst, "linked_on": row.linked_on,
    }  # fmt: skip


def outcome(row: OutcomeRow) -> Item:
    return {
        "id": row.id, "title": row.statement, "statement": row.statement, "outcome_type": row.outcome_type,
        "occurred_from": row.occurred_from, "occurred_to": row.occurred_to,
        "occurred_precision": row.occurred_precision, "actor": row.actor, "value": row.value,
        "unit": row.unit, "search_note": row.search_note, "links": row.links,
        "evidence": [
            {"id": e.id, "evidence_type": e.evidence_type, "citation": e.citation, "url": e.url,
             "archived_url": e.archived_url, "accessed_on": e.accessed_on, "quotes": [p.exact for p in e.passages]}
            for e in row.evidence
        ],
    }  # fmt: skip
