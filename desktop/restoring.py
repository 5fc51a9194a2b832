"""A claim is made again what it was at an earlier step: its fields, passages, topics, links. Verdicts stay as they are."""

from collections.abc import Mapping
from typing import Any

from db import lookups
from db import models as m
from db.errors import RuleBroken
from db.history import Key, Row
from db.lookups import Session
from db.past import OF_A_CLAIM
from desktop import writing

_MODELS: dict[str, Any] = {
    "claim": m.Claim, "passage": m.Passage, "claim_topic": m.ClaimTopic, "link": m.Link, "indicator": m.Indicator,
}  # fmt: skip
_NEEDED = (
    ("passage", "version_id", m.Version, "The document that it stood in is no longer in the workspace"),
    ("claim", "actor_id", m.Actor, "Its actor of then is no longer in the workspace"),
    ("claim", "addressee_id", m.Actor, "Its addressee of then is no longer in the workspace"),
    ("claim_topic", "topic_id", m.Topic, "Its topic of then is no longer in the workspace"),
    ("link", "outcome_id", m.Outcome, "An outcome that it was linked with is no longer in the workspace"),
)
"""What rows of a table refer to, and what is said when that is gone."""
_OF_THE_EDIT = {"changed_by", "changed_on"}
"""Fields that say who changed the claim last: now it is whoever restores it."""


def restore(session: Session, claim_id: str, wanted: Mapping[Key, Row], analyst_id: str | None) -> bool:
    """Put the rows back. False when they are there already. Raises RuleBroken when they can't be."""
    _check(session, claim_id, wanted)
    _check_kind(session, claim_id, wanted[Key("claim", claim_id)]["kind"])
    gone = [key for key in _keys(session, claim_id) if key not in wanted]
    changed = [_take_away(session, key) for key in gone]
    session.flush()  # nothing is there twice
    changed += [_put(session, key, wanted[key]) for key in sorted(wanted)]  # the claim before what belongs to it
    if not any(changed):
        return False
    claim = session.get_one(m.Claim, claim_id)
    claim.changed_by, claim.changed_on = analyst_id, m.now()
    return True


def _check(session: Session, claim_id: str, wanted: Mapping[Key, Row]) -> None:
    claim = wanted.get(Key("claim", claim_id))
    if claim is None:
        raise RuleBroken("The claim was not there yet at that step. Choose a later one.")
    if claim["deleted_on"]:
        raise RuleBroken("The claim was removed at that step. Choose an earlier one.")
    for key, row in wanted.items():
        for table, column, model, words in _NEEDED:
            if key.table == table and row[column] and session.get(model, row[column]) is None:
                raise RuleBroken(f"The claim can't be restored. {words}; undo that step first. Nothing was changed.")


def _check_kind(session: Session, claim_id: str, kind: str) -> None:
    """Verdicts and the links that they rest on stay, so they must be ones of the kind that comes back."""
    then = writing.kind_in(session, kind)
    writing.refuse_strange_verdicts(session, session.get_one(m.Claim, claim_id), then)
    for link in lookups.rows(session, m.Link, claim_id=claim_id):
        if not then.has_relation(link.relation) and lookups.first(session, m.AssessmentLink, link_id=link.id):
            raise RuleBroken(
                f"It was {then.article} {then.word} then, and a link that a verdict rests on is of another kind. "
                "Nothing was changed."
            )


def _keys(session: Session, claim_id: str) -> list[Key]:
    return [
        Key(table, row.id)
        for table, owner in OF_A_CLAIM.items()
        for row in lookups.rows(session, _MODELS[table], **{owner: claim_id})
    ]


def _take_away(session: Session, key: Key) -> bool:
    """False for a link that a verdict rests on: it stays."""
    if key.table == "link" and lookups.first(session, m.AssessmentLink, link_id=key.id):
        return False
    session.delete(session.get_one(_MODELS[key.table], key.id))
    return True


def _put(session: Session, key: Key, row: Row) -> bool:
    """Whether that changes anything."""
    there = session.get(_MODELS[key.table], key.id)
    if there is None:
        session.add(_MODELS[key.table](**row))
        session.flush()
        return True
    differing = [name for name in row if name not in _OF_THE_EDIT and getattr(there, name) != row[name]]
    for name in differing:
        setattr(there, name, row[name])
    return bool(differing)
