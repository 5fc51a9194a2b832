"""What a person does with claims that are there: another kind, two of one, one of two, one more like it; many at once.

Verdicts are kept: what a verdict stands on is never given other words or another meaning; the verb refuses and says why.
"""

from collections.abc import Sequence

from db import lookups
from db import models as m
from db.errors import RuleBroken
from db.lookups import Session
from db.store import Store
from db.vocabulary import HEDGING_LEVELS
from desktop import writing
from desktop.claims import kind_of
from desktop.claims.base import Kind
from desktop.writing import Stretch

SET_BY_HAND = ("speaker", "attribution", "made_on", "condition", "testability", "next_review_on")
"""Fields that a claim like another one has from it, unless the words told them."""
TIME_FRAME = ("time_frame_phrase", "time_frame_type", "due_earliest", "due_latest", "due_precision")
HEDGING = ("hedging_level", "hedging_cues")
TOLD = ("time_frame_phrase", "due_latest", "hedging_level")
"""Of these, what a claim remembers to be filled in."""
ON_ITS_WORDS = ("exact", "reanchored")
"""Statuses of a passage that need no review."""


class Reshaping:
    """The verbs, over one open store. Every one is one edit."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def change_kind(self, claim_id: str, kind: str) -> None:
        """Details that the new kind has too are kept. Raises RuleBroken for a verdict or link that it does not have."""
        with self.store.edit(f"Change kind to {kind_of(kind).word}") as session:
            new = writing.kind_in(session, kind)
            claim = writing.get(session, m.Claim, claim_id, "claim")
            refuse_strangers(session, claim, new)
            claim.kind, claim.details = kind, carried(claim.details, new)
            self._touch(claim)

    def split(self, claim_id: str, version_id: str, at: int) -> str:
        """The words behind `at` become a claim of their own. Links and note stay with the first. Returns the second's id."""
        with self.store.edit("Split claim") as session:
            claim = writing.get(session, m.Claim, claim_id, "claim")
            version = writing.get(session, m.Version, version_id, "version")
            if lookups.first(session, m.Assessment, claim_id=claim_id):
                raise RuleBroken(
                    "This claim has a verdict, which is about all of its words. Select the second part and mark it instead."
                )
            first, second = parted(version.text, writing.stretches(session, claim_id, version_id), at)
            if not first or not second:
                raise RuleBroken("Put the caret between the two parts of the claim's words, then split it.")
            writing.restretch(session, claim_id, version_id, first, self.store.analyst_id)
            session.flush()
            _tell_again(session, claim, version)
            return self._one_like(session, claim, version_id, second)

    def merge(self, claim_id: str, other_id: str) -> str:
        """One claim with the words, links, topics and notes of both. Returns its id: of the one that has a verdict,
        else `claim_id`; the other one is removed. Raises RuleBroken for two kinds or two verdicts."""
        with self.store.edit("Merge claims") as session:
            kept, other = (writing.get(session, m.Claim, ident, "claim") for ident in (claim_id, other_id))
            _refuse_merging(session, kept, other)
            if lookups.first(session, m.Assessment, claim_id=other.id):
                kept, other = other, kept
            passages = _united(session, kept, other)
            _join_fields(kept, other, passages)
            _join_rows(session, kept, other)
            self._touch(kept)
            other.deleted_on = m.now()
            return kept.id

    def duplicate(self, claim_id: str, version_id: str, stretches: Sequence[Stretch]) -> str:
        """A claim of the same kind, actor, topics and details on other words. Returns its id."""
        with self.store.edit("Repeat claim") as session:
            claim = writing.get(session, m.Claim, claim_id, "claim")
            return self._one_like(session, claim, version_id, stretches)

    def mark_all(self, kind: str, places: Sequence[tuple[str, int, int]]) -> list[str]:
        """Tag many stretches (version, start, end), each as a claim of its own. Returns their ids."""
        if not places:
            raise RuleBroken("A claim needs words: choose some first.")
        many = f"{len(places):,} {kind_of(kind).plural}" if len(places) > 1 else kind_of(kind).word
        with self.store.edit(f"Tag {many}") as session:
            held = [_with_document(session, version_id) for version_id in dict.fromkeys(place[0] for place in places)]
            made = [
                writing.new_claim(session, kind, version_id, [(start, end)], self.store.analyst_id).id
                for version_id, start, end in places
            ]
            held.clear()  # a session keeps only what somebody holds: each text was read once
            return made

    def _one_like(self, session: Session, claim: m.Claim, version_id: str, stretches: Sequence[Stretch]) -> str:
        made = writing.new_claim(session, claim.kind, version_id, stretches, self.store.analyst_id)
        carried = [name for name in SET_BY_HAND if name not in claim.filled_in and getattr(claim, name)]
        for name in carried:
            setattr(made, name, getattr(claim, name))
        made.filled_in = [name for name in made.filled_in if name not in carried]
        if made.speaker == claim.speaker:
            made.actor_id = claim.actor_id
        made.addressee_id, made.details = claim.addressee_id, dict(claim.details)
        for row in lookups.rows(session, m.ClaimTopic, claim_id=claim.id):
            session.add(m.ClaimTopic(claim_id=made.id, topic_id=row.topic_id))
        return made.id

    def _touch(self, claim: m.Claim) -> None:
        claim.changed_by, claim.changed_on = self.store.analyst_id, m.now()


def _with_document(session: Session, version_id: str) -> tuple[m.Version, m.Document]:
    version = writing.get(session, m.Version, version_id, "version")
    return version, session.get_one(m.Document, version.document_id)


def parted(text: str, stretches: Sequence[Stretch], at: int) -> tuple[list[Stretch], list[Stretch]]:
    """Those before a position and those behind it, without blanks where they were cut."""
    first = [(start, min(end, at)) for start, end in stretches if start < at]
    second = [(max(start, at), end) for start, end in stretches if end > at]
    return _trimmed(text, first), _trimmed(text, second)


def _trimmed(text: str, stretches: Sequence[Stretch]) -> list[Stretch]:
    found = []
    for start, end in stretches:
        words = text[start:end]
        blank = len(words) - len(words.lstrip())
        if words.strip():
            found.append((start + blank, start + len(words.rstrip())))
    return found


def refuse_strangers(session: Session, claim: m.Claim, new: Kind) -> None:
    """Verdicts and links of the old kind that the new one does not have."""
    writing.refuse_strange_verdicts(session, claim, new)
    instead = f"Tag its words as {new.article} {new.word} of their own instead."
    for link in lookups.rows(session, m.Link, claim_id=claim.id):
        if not new.has_relation(link.relation):
            relation = link.relation.replace("_", " ")
            raise RuleBroken(
                f"An outcome does not “{relation}” {new.article} {new.word}. Take that link off, or: {instead}"
            )


def carried(details: dict[str, str], kind: Kind) -> dict[str, str]:
    """What a claim of another kind says that one of this kind can say too."""
    known = {field.name: field.choices for field in kind.fields}
    kept = {name: value for name, value in details.items() if name in known}
    return kind.checked({name: value for name, value in kept.items() if not known[name] or value in known[name]})


def _tell_again(session: Session, claim: m.Claim, version: m.Version) -> None:
    """What the words told is told by fewer words now; what a person set stays."""
    document = session.get_one(m.Document, version.document_id)
    told = m.Claim(kind=claim.kind)
    passages = sorted(lookups.rows(session, m.Passage, claim_id=claim.id), key=lambda row: row.position)
    writing.fill_in(session, told, version, document, passages)
    for group in (TIME_FRAME, HEDGING):
        said = [name for name in group if name in TOLD and getattr(claim, name)]
        if all(name in claim.filled_in for name in said):
            for name in group:
                setattr(claim, name, getattr(told, name))
            kept = [name for name in claim.filled_in if name not in group]
            claim.filled_in = sorted([*kept, *(name for name in told.filled_in if name in group)])


def _refuse_merging(session: Session, one: m.Claim, other: m.Claim) -> None:
    if one.id == other.id:
        raise RuleBroken("A claim can't be merged with itself.")
    if one.kind != other.kind:
        raise RuleBroken(f"{_a(one)} and {_a(other).lower()} can't be merged: change the kind of one of them first.")
    if all(lookups.first(session, m.Assessment, claim_id=claim.id) for claim in (one, other)):
        raise RuleBroken("Both claims have a verdict, and verdicts are kept: they can't become one.")


def _a(claim: m.Claim) -> str:
    kind = kind_of(claim.kind)
    return f"{kind.article.capitalize()} {kind.word}"


def _united(session: Session, kept: m.Claim, other: m.Claim) -> list[m.Passage]:
    """The passages of both, as those of `kept`; the other's stay with it for the history."""
    own = [row for claim in (kept, other) for row in _passages(session, claim)]
    made: list[m.Passage] = []
    for version_id in dict.fromkeys(row.version_id for row in own):
        here = [row for row in own if row.version_id == version_id]
        sure = [(row.start, row.end) for row in here if row.status in ON_ITS_WORDS]
        if sure:
            version = writing.get(session, m.Version, version_id, "version")
            made += writing.passages(version, over_blanks(version.text, sure))
        made += [_copy(row) for row in here if row.status not in ON_ITS_WORDS]
    for row in _passages(session, kept):
        session.delete(row)
    session.flush()
    for number, passage in enumerate(made):
        passage.claim_id, passage.position = kept.id, number
        session.add(passage)
    return made


def over_blanks(text: str, stretches: Sequence[Stretch]) -> list[Stretch]:
    """Stretches with nothing but blanks between them become one."""
    joined: list[Stretch] = []
    for start, end in sorted(stretches):
        if joined and not text[joined[-1][1] : start].strip():
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _passages(session: Session, claim: m.Claim) -> list[m.Passage]:
    return sorted(lookups.rows(session, m.Passage, claim_id=claim.id), key=lambda row: row.position)


def _copy(row: m.Passage) -> m.Passage:
    return m.Passage(**row.model_dump(exclude={"id", "claim_id", "position"}))


def _join_fields(kept: m.Claim, other: m.Claim, passages: Sequence[m.Passage]) -> None:
    """Statements and notes are joined; what only the other says is taken over."""
    if "statement" in kept.filled_in and "statement" in other.filled_in:
        kept.statement = writing.said(passages)
    elif " ".join(other.statement.split()) not in " ".join(kept.statement.split()):
        kept.statement = f"{_ended(kept.statement)} {other.statement}"
        kept.filled_in = [name for name in kept.filled_in if name != "statement"]
    kept.note = "\n\n".join(dict.fromkeys(note for note in (kept.note, other.note) if note))
    for name in ("actor_id", "addressee_id", "speaker", "attribution", "made_on", "condition", "next_review_on"):
        setattr(kept, name, getattr(kept, name) or getattr(other, name))
    if not kept.time_frame_phrase and not kept.due_latest and not kept.due_earliest:
        for name in TIME_FRAME:
            setattr(kept, name, getattr(other, name))
    kept.hedging_level = max(kept.hedging_level, other.hedging_level, key=HEDGING_LEVELS.index)
    kept.hedging_cues = list(dict.fromkeys([*kept.hedging_cues, *other.hedging_cues]))
    kept.details = {
        field.name: kept.details.get(field.name) or other.details.get(field.name, "")
        for field in kind_of(kept.kind).fields
    }


def _ended(statement: str) -> str:
    """With a full stop, so that the next sentence can follow."""
    words = statement.rstrip()
    return words if words.endswith((".", "!", "?", "…", "。", "۔")) else f"{words}."


def _join_rows(session: Session, kept: m.Claim, other: m.Claim) -> None:
    """Links, topics, indicators and relations to other claims, none of them twice."""
    for link in lookups.rows(session, m.Link, claim_id=other.id):
        if session.get_one(m.Outcome, link.outcome_id).deleted_on is None:
            _join_link(session, kept, link)
    topics = {row.topic_id for row in lookups.rows(session, m.ClaimTopic, claim_id=kept.id)}
    for topic in lookups.rows(session, m.ClaimTopic, claim_id=other.id):
        if topic.topic_id not in topics:
            session.add(m.ClaimTopic(claim_id=kept.id, topic_id=topic.topic_id))
    names = {row.name for row in lookups.rows(session, m.Indicator, claim_id=kept.id)}
    for row in lookups.rows(session, m.Indicator, claim_id=other.id):
        if row.name not in names:
            session.add(m.Indicator(**row.model_dump(exclude={"id", "claim_id"}), claim_id=kept.id))
    for mine, theirs in (("from_id", "to_id"), ("to_id", "from_id")):
        for relation in lookups.rows(session, m.ClaimRelation, **{mine: other.id}):
            third = getattr(relation, theirs)
            same = {mine: kept.id, theirs: third, "relation": relation.relation}
            if third != kept.id and not lookups.first(session, m.ClaimRelation, **same):
                session.add(m.ClaimRelation(**same, note=relation.note, analyst_id=relation.analyst_id))


def _join_link(session: Session, kept: m.Claim, link: m.Link) -> None:
    same = {"claim_id": kept.id, "outcome_id": link.outcome_id, "relation": link.relation}
    there = lookups.first(session, m.Link, **same)
    if there is None:
        session.add(m.Link(**same, note=link.note, analyst_id=link.analyst_id, linked_on=link.linked_on))
    elif link.note and link.note not in there.note:
        there.note = "\n\n".join(filter(None, (there.note, link.note)))
