"""The report as Markdown: readable by a person, stable for a diff, exact for a machine.

Every word that is not ours goes through `words`; our own marks are headings, tables, lists, block quotes and notes.
"""

import json
import re
from collections.abc import Iterable, Iterator

from db.rows import DocumentRow, EvidenceRow
from desktop.claims import kind_of
from desktop.counting import counted
from desktop.export import phrases
from desktop.export.base import Exporter
from desktop.export.words import inline, quoted
from desktop.report import Group, Happened, Report, Spot, Stated
from desktop.visible import in_json

SIGNS = {"diamond": "◆", "triangle": "▲", "plus": "✚", "down": "▼", "hexagon": "⬢", "star": "✦", "hourglass": "⧗", "arrow": "➤",
         "house": "⬟", "slab": "▬", "saltire": "✖", "bowtie": "⧓"}  # fmt: skip


def write(report: Report) -> Iterator[str]:
    """The pieces of the file, in order."""
    yield _front_matter(report)
    yield f"\n# {inline(_name(report))}\n\n{_counts(report)}\n"
    for group in report.groups:
        yield from _group(group)
    if report.group_by != "document":
        yield from _documents(report.documents)
    yield from _outcomes(report)
    yield from _summary(report)
    yield from _notes(report)


def wrote(head: str) -> bool:
    """Is this the beginning of a report, by its front matter?"""
    return bool(re.match(r"---\r?\nworkspace: [^\n]*\n(?:[a-z_]+: [^\n]*\n)+?program: \"?Followthrough ", head))


# ── the head ─────────────────────────────────────────────────────────────────────────────────────


def _front_matter(report: Report) -> str:
    shown = "; ".join(f"{name} {value}" for name, value in report.filter)
    lines = {
        "workspace": _yaml(report.workspace),
        "exported": report.exported,
        "as_of": report.as_of,
        "filter": _yaml(shown or "none"),
        "documents": str(len(report.documents)),
        "claims": str(report.claims),
        "outcomes": str(len(report.outcomes)),
        "program": _yaml(report.program),
    }
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in lines.items()) + "---\n"


def _yaml(value: str) -> str:
    """Words that stay words: plain where YAML can't misread them as a number, a day or nothing; else quoted, and signs
    written so that they mean nothing in HTML either."""
    ordinary = re.fullmatch(r"[^\W\d_](?:[\w .;,/:\-]*[\w.])?", value) and not re.search(r":\s|\s\s|(?<!\w)-", value)
    if ordinary and value.casefold() not in _YAML_VALUES:
        return value
    plain = in_json(json.dumps(value, ensure_ascii=False))
    return re.sub(r"[<>&`*_\[\]{}|~$@]", lambda sign: f"\\u{ord(sign[0]):04x}", plain)


_YAML_VALUES = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})


def _name(report: Report) -> str:
    return report.workspace.rsplit(".", 1)[0].replace("_", " ") or report.workspace


def _counts(report: Report) -> str:
    claims = counted(report.claims, "claim")
    return " · ".join(
        [
            f"{claims} in {counted(len(report.documents), 'document')}",
            counted(len(report.outcomes), "outcome"),
            f"as of {phrases.day(report.as_of)}",
            *(f"only {inline(name)}: {inline(value)}" for name, value in report.filter),
        ]
    )


# ── documents and claims ─────────────────────────────────────────────────────────────────────────


def _group(group: Group) -> Iterator[str]:
    yield f"\n## {inline(group.title)}{_anchor('d', group.document.id) if group.document else ''}\n"
    if group.document:
        yield f"\n{phrases.citation(group.document)}\n"
    if not group.claims and not group.elsewhere:
        yield "\nNo claims.\n"
    if group.elsewhere:
        yield f"\nAlso here, told under the document of their first words: {counted(len(group.elsewhere), 'claim')}\n\n"
        for claim in group.elsewhere:
            yield f"- [{inline(claim.row.statement)}](#c-{claim.row.id}), in {_document(claim)}\n"
    for claim in group.claims:
        yield from _claim(claim, own_heading=group.document is not None)


def _documents(documents: Iterable[DocumentRow]) -> Iterator[str]:
    yield "\n## Documents\n"
    for document in documents:
        yield f"\n### {inline(document.title)}{_anchor('d', document.id)}\n\n{phrases.citation(document)}\n"


def _claim(claim: Stated, *, own_heading: bool) -> Iterator[str]:
    row = claim.row
    kind = kind_of(row.kind)
    yield f"\n### {SIGNS.get(kind.sign, '●')} {inline(kind.title)}: {inline(row.statement)}{_anchor('c', row.id)}\n\n"
    yield "\n\n…\n\n".join(quoted(spot.passage.exact) for spot in claim.spots) + "\n\n"
    yield _table(_facts(claim, own_heading=own_heading))
    if claim.shown:
        yield "\nLinked outcomes:\n\n"
        yield from (f"- {phrases.shown(shown)}\n" for shown in claim.shown)


def _facts(claim: Stated, *, own_heading: bool) -> Iterator[tuple[str, str]]:
    """(title, Markdown) of each row of a claim's table."""
    row, kind = claim.row, kind_of(claim.row.kind)
    if not own_heading:
        yield "Document", _document(claim)
    yield kind.actor_title, inline(row.actor) or "not filled in"
    yield "Addressee", inline(row.addressee) or "not filled in"
    if row.speaker:
        yield "Speaker", inline(row.speaker)
    yield "Where", "; ".join(phrases.where(spot) for spot in claim.spots)
    if row.made_on:
        yield "Made on", phrases.day(row.made_on)
    yield "Due", phrases.due(row)
    yield "Condition", inline(row.condition) or "not filled in"
    if row.topics:
        yield "Topic", ", ".join(phrases.words(topic) for topic in row.topics)
    if wording := phrases.wording(row):
        yield "Wording", wording
    for field in kind.fields:
        if not field.choices and row.details.get(field.name):
            yield inline(field.title), inline(row.details[field.name])
    if row.note:
        yield "Note", inline(row.note)
    yield "Verdict", phrases.verdict(claim)


def _document(claim: Stated) -> str:
    row = claim.row
    return f"[{inline(row.document)}](#d-{row.document_id})" if row.document_id else "none"


# ── outcomes ─────────────────────────────────────────────────────────────────────────────────────


def _outcomes(report: Report) -> Iterator[str]:
    yield "\n## Outcomes\n"
    if not report.outcomes:
        yield "\nNo outcomes.\n"
    here = {document.id for document in report.documents}
    for outcome in report.outcomes:
        yield from _outcome(outcome, here)


def _outcome(happened: Happened, here: set[str]) -> Iterator[str]:
    row = happened.row
    claims = len({claim.id for _, claim in happened.bears_on})
    facts = [
        phrases.occurred(row),
        phrases.words(row.outcome_type),
        inline(row.actor),
        inline(f"{row.value} {row.unit}"),
        f"bears on {counted(claims, 'claim')}",
    ]
    yield f"\n### ■ {inline(row.statement)}{_anchor('o', row.id)}\n\n"
    yield " · ".join(fact for fact in facts if fact) + f"{phrases.marks(row.evidence)}\n"
    if row.search_note:
        yield f"\nSearched: {inline(row.search_note)}\n"
    for evidence in row.evidence:
        yield from _own_words(evidence, happened.spots.get(evidence.id, ()), here)
    if happened.bears_on:
        yield "\nWhat it shows:\n\n"
    for link, claim in happened.bears_on:
        yield f"- **{phrases.words(link.relation)}**: [{inline(claim.statement)}](#c-{claim.id})\n"


def _own_words(evidence: EvidenceRow, spots: tuple[Spot, ...], here: set[str]) -> Iterator[str]:
    """The evidence's words in documents of the workspace, verbatim; only documents in the report can be linked to."""
    for spot in spots:
        title = inline(spot.document)
        if spot.passage.document_id in here:
            title = f"[{title}](#d-{spot.passage.document_id})"
        yield f"\nIn {title}, {phrases.where(spot)}:{phrases.mark(evidence)}\n\n"
        yield f"{quoted(spot.passage.exact)}\n"


# ── summary and notes ────────────────────────────────────────────────────────────────────────────


def _summary(report: Report) -> Iterator[str]:
    yield "\n## Summary\n\n"
    yield "| Kind | Claims | Kept / delivered / averted | Partly | Broken / not / materialised | Open | Unratable |\n"
    yield "|---|---:|---:|---:|---:|---:|---:|\n"
    for tally in report.summary:
        numbers = (tally.claims, tally.held, tally.partly, tally.failed, tally.open, tally.unratable)
        yield f"| {inline(kind_of(tally.kind).title)} | {' | '.join(map(str, numbers))} |\n"
    yield "\n" + "".join(f"- {phrases.rate(tally)}\n" for tally in report.summary if tally.claims)


def _notes(report: Report) -> Iterator[str]:
    """One for each evidence, in the order of the outcomes."""
    for outcome in report.outcomes:
        for evidence in outcome.row.evidence:
            yield f"\n[^{phrases.note_id(evidence)}]: {phrases.source(evidence)}\n"


# ── words of ours ────────────────────────────────────────────────────────────────────────────────


def _anchor(letter: str, ident: str) -> str:
    return f" {{#{letter}-{ident}}}"


def _table(rows: Iterable[tuple[str, str]]) -> str:
    return "| | |\n|---|---|\n" + "".join(f"| {title} | {value} |\n" for title, value in rows)


EXPORTER = Exporter("markdown", "Markdown", ".md", write, wrote)
