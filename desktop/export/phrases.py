"""Rows as words for Markdown: dates, places, verdicts, sources. Pure; every foreign word is made harmless here."""

import calendar
from collections.abc import Iterable

from db.rows import AssessmentRow, ClaimRow, DocumentRow, EvidenceRow, OutcomeRow
from desktop.claims import kind_of
from desktop.claims.own import word_of
from desktop.days import MONTHS, local_day, written_day
from desktop.export.words import address, inline
from desktop.in_words import in_words
from desktop.report import LinkedOutcome, Spot, Stated, Tally

NOTE_ID = 8
"""Last characters of an evidence's id in its note."""
_OLDER = {
    "needs_review": "not found with certainty in the newest version",
    "orphaned": "not found in the newest version",
}
_ATTRIBUTION = {
    "direct_quote": "direct quote",
    "indirect_speech": "indirect speech",
    "narrated": "narrated by the author",
    "author": "the author's own",
}


def citation(row: DocumentRow) -> str:
    who = ", ".join(
        part for part in (inline(row.author), f"*{inline(row.publisher)}*" if row.publisher else "") if part
    )
    when = _published(row) if row.published_on else "date unknown"
    parts = [
        ", ".join(part for part in (who, when) if part),
        row.doc_type,
        f"language {inline(row.language)}" if row.language else "",
        address(row.url) if row.url else "",
        f"version {row.version}",
        f"{row.length} characters",
        f"sha256 `{row.sha256}`",
        f"note: {inline(row.note)}" if row.note else "",
    ]
    return " · ".join(part for part in parts if part)


def _published(row: DocumentRow) -> str:
    """As exact as it is known."""
    iso = row.published_on or ""
    cut = {"year": iso[:4], "month": iso[:7]}.get(row.published_precision or "", iso)
    return cut if len(cut) == 4 else f"{MONTHS[int(cut[5:7]) - 1]} {cut[:4]}" if len(cut) == 7 else day(iso)


def where(spot: Spot) -> str:
    parts = [
        _through("page", inline(spot.page), inline(spot.last_page)),
        _through("paragraph", str(spot.paragraph or ""), str(spot.last_paragraph or "")),
        f"at {spot.time}" if spot.time else "",
        f"characters {spot.passage.start}–{spot.passage.end}",
        _standing(spot),
    ]
    return ", ".join(part for part in parts if part)


def _through(what: str, first: str, last: str) -> str:
    """ "page 1", or "pages 1–2" where a passage runs on."""
    return f"{what}s {first}–{last}" if first and last else f"{what} {first}" if first else ""


def _standing(spot: Spot) -> str:
    """How the passage got into the newest version, or of which version its words are."""
    status = spot.passage.status
    if spot.since:
        of = f"words as of {day(local_day(spot.since.read_on))} (version {spot.since.number})"
        return f"{_OLDER.get(status, 'no longer in the newest version')}, {of}"
    return "" if status == "exact" else words(status)


def due(row: ClaimRow) -> str:
    phrase = f"“{inline(row.time_frame_phrase)}”" if row.time_frame_phrase else ""
    days = _period(row.due_earliest, row.due_latest) if row.due_latest else ""
    if row.due_earliest and not row.due_latest:
        days = f"from {day(row.due_earliest)}"
    return " → ".join(part for part in (phrase, days) if part) or "no due date"


def wording(row: ClaimRow) -> str:
    kind = kind_of(row.kind)
    chosen = [(field.title, row.details.get(field.name)) for field in kind.fields if field.choices]
    hedging = f"hedging {row.hedging_level}"
    cues = ", ".join(f"“{inline(cue)}”" for cue in row.hedging_cues)
    parts = [
        *(f"{inline(word_of(title))} {words(value)}" for title, value in chosen if value),
        words(row.testability),
        _ATTRIBUTION.get(row.attribution or "", ""),
        "" if row.hedging_level == "none" else f"{hedging} ({cues})" if cues else hedging,
    ]
    return " · ".join(part for part in parts if part)


def verdict(claim: Stated) -> str:
    row = claim.row
    parts = [f"**{words(row.verdict)}**" if row.assessment else "not yet rated"]
    if row.assessment and row.verdict != "disputed":
        parts = [f"**{words(row.verdict)}**{_given(row.assessment)}"]
    elif row.assessment:
        parts += [f"{inline(a.analyst) or 'an analyst'}: {words(a.verdict)}{_given(a)}" for a in claim.standing]
    if row.overdue and row.due_latest:
        parts.append(f"**overdue** since {day(row.due_latest)}")
    if row.next_review_on:
        parts.append(f"review on {day(row.next_review_on)}")
    return " · ".join(parts)


def _given(given: AssessmentRow) -> str:
    """as of which day, by whom, how sure, and why."""
    reason = f" ({words(given.unratable_reason)})" if given.unratable_reason else ""
    confidence = f", confidence {given.confidence}" if given.confidence else ""
    by = f" ({inline(given.analyst)}{confidence})" if given.analyst else confidence
    return f"{reason}, as of {day(given.as_of)}{by}" + (f": {inline(given.rationale)}" if given.rationale else "")


def shown(what: LinkedOutcome) -> str:
    outcome = what.outcome
    note = f". {inline(what.link.note)}" if what.link.note else ""
    title = f"[{inline(outcome.statement)}](#o-{outcome.id})"
    return f"**{words(what.link.relation)}**: {title} ({occurred(outcome)}){note}{marks(outcome.evidence)}"


def occurred(row: OutcomeRow) -> str:
    return _period(row.occurred_from, row.occurred_to) or "date unknown"


def rate(tally: Tally) -> str:
    """With its denominator, always."""
    kind = kind_of(tally.kind)
    many = inline(kind.plural)
    if kind.judged_as == "none":
        return f"{many[:1].upper()}{many[1:]}: {tally.claims} in all, {tally.unratable} unratable, never rated."
    full = " or ".join(words(v.name) for v in kind.verdicts if v.final and v.tone == "held")
    rest = f"{tally.claims} in all, {tally.unratable} unratable, {tally.open} open, {tally.overdue} of them overdue"
    return f"{full.capitalize()}: {tally.held} of {tally.rated} finally rated {many} ({rest})."


def source(evidence: EvidenceRow) -> str:
    """Begins with two words of ours: a single foreign one could be read as the address of a link."""
    parts = [
        inline(evidence.citation or evidence.document) or "no citation",
        address(evidence.url) if evidence.url else "",
        f"archived at {address(evidence.archived_url)}" if evidence.archived_url else "",
        f"seen {day(evidence.accessed_on)}" if evidence.accessed_on else "",
    ]
    return f"{words(evidence.evidence_type).capitalize()} source: {', '.join(part for part in parts if part)}."


def marks(evidence: Iterable[EvidenceRow]) -> str:
    return " ".join(mark(one) for one in evidence)


def mark(evidence: EvidenceRow) -> str:
    return f"[^{note_id(evidence)}]"


def note_id(evidence: EvidenceRow) -> str:
    return f"e-{evidence.id[-NOTE_ID:]}"


def words(name: str) -> str:
    """partly_kept → partly kept."""
    return inline(in_words(name))


def day(iso: str) -> str:
    try:
        return written_day(iso)
    except ValueError:
        return inline(iso)


def _period(first: str | None, last: str | None) -> str:
    """2026, June 2026, 3 June 2026, or from one day to another; a period is named when the days are exactly its own."""
    if not (first and last):
        return day(first or last or "")
    if (first[4:], last[4:]) == ("-01-01", "-12-31") and first[:4] == last[:4]:
        return first[:4]
    year, month = int(first[:4]), int(first[5:7])
    if first[:7] == last[:7] and first.endswith("-01") and int(last[8:]) == calendar.monthrange(year, month)[1]:
        return f"{MONTHS[month - 1]} {year}"
    return day(first) if first == last else f"{day(first)} to {day(last)}"
