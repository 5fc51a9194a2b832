"""tag, outcome, link, assess: the analyst's work. Each prints the id of what it made."""

import argparse
from typing import TYPE_CHECKING, Any

from db import vocabulary as v
from db.errors import RuleBroken
from desktop import dates, quoting
from desktop.claims import kinds
from desktop.cli.base import Verb, document_of, opened, refuse_blank, say
from desktop.cli.output import tell_made
from desktop.errors import NotUnderstood

if TYPE_CHECKING:
    from db.rows import DocumentRow


def tag(asked: argparse.Namespace) -> int:
    refuse_blank(asked, "statement", "actor", "addressee", "topic")
    if asked.due is not None:
        dates.due(asked.due, None)  # what is no date is not understood, whatever the document is
    with opened(asked) as workspace:
        from db import queries

        kind = workspace.kinds.named(asked.kind)
        document = document_of(workspace, asked.document)
        with workspace.store.session() as session:
            text = queries.version_text(session, document.version_id)
        stretches = [quoting.only(text, quote, asked.near) for quote in asked.quote]
        quote = " ".join(text[start:end] for start, end in stretches)
        values = {name: getattr(asked, name) for name in _TAG_WORDS if getattr(asked, name)}
        if asked.due is not None:
            values |= _due(asked.due, document, quote)
        tell_made(kind.name, workspace.mark(kind.name, document.version_id, stretches, **values))
    return 0


def _due(words: str, document: "DocumentRow", quote: str) -> dict[str, Any]:
    """The fields of a claim; a phrase that the quote itself has stays, with its type."""
    from desktop import wording

    said_on = document.published_on if document.published_precision == "day" else None
    frame = dates.due(words, said_on)
    if not (frame.earliest or frame.latest):
        say(f"“{frame.phrase}” is kept as worded; its days are not known{'' if said_on else _UNDATED}.")
    values = {"due_earliest": frame.earliest, "due_latest": frame.latest, "due_precision": frame.precision}
    if frame.phrase:
        return values | {"time_frame_phrase": frame.phrase, "time_frame_type": frame.type}
    return values if wording.time_frame(quote, None) else values | {"time_frame_type": frame.type}


_UNDATED = ", because it is not known on which day the document was published"


def outcome(asked: argparse.Namespace) -> int:
    refuse_blank(asked, "statement", "searched", "actor", "evidence")
    first, last, precision = dates.period(asked.on) if asked.on is not None else (None, None, None)
    seen = dates.day(asked.seen) if asked.seen is not None else None
    kind = asked.type or ("no_event_found" if asked.searched else "event")
    if kind == "no_event_found" and not asked.searched:
        raise RuleBroken("Say what was looked for and where: --searched NOTE. Nothing was changed.")
    with opened(asked) as workspace:
        tell_made(
            "outcome",
            workspace.add_outcome(
                asked.statement, first, occurred_to=last, occurred_precision=precision, outcome_type=kind,
                search_note=asked.searched or "", actor=asked.actor, value=asked.value or "", unit=asked.unit or "",
                citation=asked.evidence, url=asked.url, archived_url=asked.archived, accessed_on=seen,
                evidence_type=asked.evidence_type if asked.evidence or asked.url else None,
            ),
        )  # fmt: skip
    return 0


def link(asked: argparse.Namespace) -> int:
    _refuse_unknown("relation", asked.relation, {r.name for kind in kinds() for r in kind.relations})
    with opened(asked) as workspace:
        tell_made("link", workspace.link(asked.claim, asked.outcome, asked.relation, asked.note))
    return 0


def assess(asked: argparse.Namespace) -> int:
    _refuse_unknown("verdict", asked.verdict, {verdict.name for kind in kinds() for verdict in kind.verdicts})
    as_of = dates.day(asked.as_of) if asked.as_of is not None else None
    with opened(asked) as workspace:
        warnings = workspace.warnings(asked.claim, asked.verdict, as_of)
        tell_made(
            "verdict",
            workspace.assess(
                asked.claim, asked.verdict, as_of, asked.rationale, unratable_reason=asked.unratable_reason,
                change_reason=asked.change_reason, confidence=asked.confidence,
            ),
        )  # fmt: skip
    for warning in warnings:
        say(f"Warning: {warning}")
    return 0


def _refuse_unknown(word: str, name: str, known: set[str]) -> None:
    if name not in known:
        raise NotUnderstood(f"“{name}” is not a {word}; there are {', '.join(sorted(known))}.")


_TAG_WORDS = {
    "statement": "the claim in your words, one proposition",
    "actor": "who commits, owns the risk or offers",
    "addressee": "to whom",
    "topic": "what it is about",
    "condition": "what it depends on",
    "note": "anything else",
}


def _tag(one: argparse.ArgumentParser) -> None:
    one.add_argument("--document", required=True, metavar="D", help="an id, or a part of a title that no other has")
    one.add_argument(
        "--kind",
        required=True,
        metavar="KIND",
        help=f"{', '.join(kind.name for kind in kinds())}, or one that analysts made, by its title",
    )
    one.add_argument("--quote", required=True, action="append", help="the exact words; again for a further stretch")
    one.add_argument("--near", default="", metavar="TEXT", help="words beside the quote, when it occurs more than once")
    one.add_argument("--due", metavar="DATE", help="2026-06-30, 2026-06, 2026, a..b, or “by 30 June 2026”")
    for name, text in _TAG_WORDS.items():
        one.add_argument(f"--{name}", help=text)


def _outcome(one: argparse.ArgumentParser) -> None:
    one.add_argument("--statement", required=True, help="what happened, in one sentence")
    one.add_argument("--on", metavar="DATE", help="when: 2026-06-30, 2026-06, 2026 or a..b")
    one.add_argument("--evidence", metavar="CITATION", help="what shows it")
    one.add_argument("--url", help="where the evidence can be read")
    one.add_argument("--archived", metavar="URL", help="a kept copy of it")
    one.add_argument("--seen", metavar="DATE", help="the day on which it was read")
    one.add_argument("--evidence-type", choices=v.EVIDENCE_TYPES, default="secondary_press")
    one.add_argument("--type", choices=v.OUTCOME_TYPES, help="default: event, with --searched no_event_found")
    one.add_argument("--searched", metavar="NOTE", help="what was searched and not found")
    for name in ("actor", "value", "unit"):
        one.add_argument(f"--{name}")


def _link(one: argparse.ArgumentParser) -> None:
    one.add_argument("claim", metavar="CLAIM", help="an id")
    one.add_argument("outcome", metavar="OUTCOME", help="an id")
    shown = "; ".join(f"{kind.name}: {', '.join(r.name for r in kind.relations)}" for kind in kinds())
    one.add_argument("--relation", required=True, help=shown)
    one.add_argument("--note", default="")


def _assess(one: argparse.ArgumentParser) -> None:
    one.add_argument("claim", metavar="CLAIM", help="an id")
    shown = "; ".join(f"{kind.name}: {', '.join(verdict.name for verdict in kind.verdicts)}" for kind in kinds())
    one.add_argument("--verdict", required=True, help=shown)
    one.add_argument("--as-of", metavar="DATE", help="the day it is judged on, default today")
    one.add_argument("--rationale", default="", help="why, in a sentence")
    one.add_argument("--unratable-reason", choices=v.UNRATABLE_REASONS)
    one.add_argument("--change-reason", choices=v.CHANGE_REASONS)
    one.add_argument("--confidence", choices=v.CONFIDENCES)


VERBS = (
    Verb("tag", "Tags a claim in a document.", _tag, tag, order=40, writes=True),
    Verb(
        "outcome",
        "Records what happened, or what was looked for and not found.",
        _outcome,
        outcome,
        order=50,
        writes=True,
    ),
    Verb("link", "Says what an outcome shows about a claim.", _link, link, order=60, writes=True),
    Verb("assess", "Gives a verdict on a claim as of a day.", _assess, assess, order=70, writes=True),
)
