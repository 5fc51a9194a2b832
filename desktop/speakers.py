"""Who speaks in a document, and how a person corrects it: one spelling at a time, for the whole document at once.

The turns as they were read stay in the version; these verbs change the rows of `turn`, and the claims made in them.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from db import lookups
from db import models as m
from db.errors import NotFound, RuleBroken
from db.lookups import Session
from db.store import Store
from desktop import writing

# Labels that say what somebody does there, or count them: another document means another person by them.
NOBODY = re.compile(
    r"(?:q|a|>>|speakers?|moderator|operator|interviewer|host|question|answer|audience|unidentified.*|the president"
    r"|the chair(?:man)?|senior administration official|reporter)?(?:[ _#]?\d+)?(?:\(\?\))?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Speaker:
    """One label of a version, with what stands under it."""

    label: str
    role: str
    actor: str
    """Name of the actor who was assigned, or "" """
    turns: int
    characters: int
    first: int
    """Where their first turn begins."""


class Speakers:
    """The verbs, over one open store. Every writing one is one edit."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def of(self, version_id: str) -> list[Speaker]:
        """In the order in which they speak first."""
        with self.store.session() as session:
            turns = _turns(session, version_id)
            names = {actor.id: actor.name for actor in lookups.rows(session, m.Actor)}
        found: dict[str, list[m.Turn]] = defaultdict(list)
        for turn in turns:
            found[turn.label].append(turn)
        return [_speaker(label, said, names) for label, said in found.items()]

    def rename(self, version_id: str, label: str, new: str) -> None:
        """Call the speaker otherwise in every turn; the label of another speaker makes one of the two.

        Raises NotFound for a label that nobody has, RuleBroken for an empty name.
        """
        new = " ".join(new.split())
        if not new:
            raise RuleBroken("A speaker needs a name.")
        if new == label:
            return
        with self.store.edit(f"Rename “{label or 'nobody'}” to “{new}”") as session:
            said = _labelled(session, version_id, label)
            merged = [*lookups.rows(session, m.Turn, version_id=version_id, label=new), *said]
            actor_id = next((turn.actor_id for turn in merged if turn.actor_id), None)
            for claim in _claims_in(session, version_id, said):
                claim.speaker = new if claim.speaker == label else claim.speaker
            _give(session, version_id, merged, actor_id)
            for turn in said:
                turn.label = new
            _forget(session, version_id, label, actor_id)

    def assign(self, version_id: str, label: str, actor: str) -> None:
        """Say which actor speaks under the label; "" takes that back. A telling label becomes another name of the
        actor, so that the next document knows them, for as long as a document says so. Claims of these turns that name
        no other actor get this one."""
        actor = " ".join(actor.split())
        step = f"Assign “{label}” to {actor}" if actor else f"Take the actor of “{label}” off"
        with self.store.edit(step) as session:
            said = _labelled(session, version_id, label)
            actor_id = writing.actor_id(session, actor) if actor else None
            _give(session, version_id, said, actor_id)
            _forget(session, version_id, label, actor_id)
            if actor_id:
                _know_as(session, actor_id, label)

    def dismiss(self, version_id: str, label: str) -> None:
        """The label is no speaker: its words belong to whoever spoke before."""
        with self.store.edit(f"“{label}” is no speaker") as session:
            said = _labelled(session, version_id, label)
            claims = _claims_in(session, version_id, said)
            dismissed = {turn.actor_id for turn in said}
            _join(session, _turns(session, version_id), label)
            for claim in claims:
                now = _turn_of(session, version_id, claim)
                if claim.speaker == label:
                    claim.speaker = now.label if now else ""
                if claim.actor_id in dismissed:
                    claim.actor_id = now.actor_id if now else None
            _forget(session, version_id, label, None)


def _speaker(label: str, said: Sequence[m.Turn], names: dict[str, str]) -> Speaker:
    role = next((turn.role for turn in said if turn.role), "")
    actor = next((names.get(turn.actor_id, "") for turn in said if turn.actor_id), "")
    return Speaker(label, role, actor, len(said), sum(turn.end - turn.start for turn in said), said[0].start)


def _turns(session: Session, version_id: str) -> list[m.Turn]:
    return sorted(lookups.rows(session, m.Turn, version_id=version_id), key=lambda turn: turn.start)


def _labelled(session: Session, version_id: str, label: str) -> list[m.Turn]:
    said = lookups.rows(session, m.Turn, version_id=version_id, label=label)
    if not said:
        raise NotFound(f"Nobody is called “{label}” in this document.")
    return said


def _claims_in(session: Session, version_id: str, turns: Sequence[m.Turn]) -> list[m.Claim]:
    """The claims whose first words stand in these turns; removed ones too, which undo may bring back."""
    stretches = sorted((turn.start, turn.end) for turn in turns)
    found = []
    for passage in lookups.rows(session, m.Passage, version_id=version_id, position=0):
        if passage.claim_id and any(start <= passage.start < end for start, end in stretches):
            found.append(session.get_one(m.Claim, passage.claim_id))
    return found


def _turn_of(session: Session, version_id: str, claim: m.Claim) -> m.Turn | None:
    """The turn in which the claim begins."""
    first = lookups.rows(session, m.Passage, claim_id=claim.id, version_id=version_id, position=0)[0]
    return lookups.turn_at(session, version_id, first.start)


def _join(session: Session, turns: Sequence[m.Turn], label: str) -> None:
    """The turns of the label become a part of the one before each; those at the very beginning go."""
    before: m.Turn | None = None
    for turn in turns:
        if turn.label != label:
            before = turn
            continue
        if before:
            before.end = turn.end
        session.delete(turn)
    session.flush()


def _give(session: Session, version_id: str, turns: Sequence[m.Turn], actor_id: str | None) -> None:
    """All these turns are the actor's, with the claims in them whose actor came from a turn or is not filled in."""
    before = {turn.actor_id for turn in turns} | {None}
    for claim in _claims_in(session, version_id, turns):
        if claim.actor_id in before:
            claim.actor_id = actor_id
    for turn in turns:
        turn.actor_id = actor_id
    session.flush()


def _forget(session: Session, version_id: str, label: str, actor_id: str | None) -> None:
    """The label is no other name of anybody but this actor, unless another document still has it so."""
    for alias in lookups.rows(session, m.Alias, name=label):
        if alias.actor_id != actor_id and not _elsewhere(session, version_id, alias):
            session.delete(alias)
    session.flush()


def _elsewhere(session: Session, version_id: str, alias: m.Alias) -> bool:
    """Does another document know the actor by this name? Earlier versions of the same one don't count."""
    own = session.get_one(m.Version, version_id).document_id
    said = lookups.rows(session, m.Turn, label=alias.name, actor_id=alias.actor_id)
    return any(session.get_one(m.Version, ident).document_id != own for ident in {turn.version_id for turn in said})


def _know_as(session: Session, actor_id: str, label: str) -> None:
    known = lookups.actor_named(session, label)
    if label and known is None and not NOBODY.fullmatch(label):
        session.add(m.Alias(actor_id=actor_id, name=label))
