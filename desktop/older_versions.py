"""The texts that a document had before: how much changed from one to the next, and where its claims stood. Reads only."""

import zlib
from dataclasses import dataclass, replace
from itertools import pairwise

from db import past, queries
from db.rows import VersionRow
from db.store import Store
from desktop.alignment import Words
from desktop.documents.base import Reading, Turn, unpack
from desktop.word_diff import changes

MOST = 3_000_000
"""Characters of a text whose changes are counted; of longer ones it would take too long."""


@dataclass(frozen=True)
class Stood:
    """Where a claim stood in an older version."""

    claim_id: str
    kind: str
    statement: str
    start: int
    end: int
    here: bool
    """Its passage is still on this version: it waits for its place, or its words are gone from the newest one."""


def listed(store: Store, document_id: str) -> list[VersionRow]:
    """The newest first."""
    with store.session() as session:
        return queries.versions(session, document_id)


def changed(store: Store, document_id: str) -> dict[int, int | None]:
    """By number of a version: how many words are others than in the one before it; None where it is too long to count."""
    counts: dict[int, int | None] = {}
    for newer, older in pairwise(listed(store, document_id)):
        long = max(newer.length, older.length) > MOST
        counts[newer.number] = None if long else words_changed(_text(store, older.id), _text(store, newer.id))
    return counts


def words_changed(old: str, new: str) -> int:
    """A word for another counts once."""
    found = changes(old, new) if old != new else []
    return sum(max(_count(old[c.start : c.end]), _count(new[c.new_start : c.new_end])) for c in found)


def read(store: Store, version_id: str) -> tuple[str, Reading]:
    """The text, and its structure with the speakers as they were corrected."""
    with store.session() as session:
        text = queries.version_text(session, version_id)
        turns = [Turn(t.start, t.end, t.label, t.role, t.time_start) for t in queries.turns(session, version_id)]
        packed = queries.version_structure(session, version_id)
    return text, replace(unpack(zlib.decompress(packed)), turns=turns)


def stood(store: Store, version: VersionRow) -> list[Stood]:
    """The document's claims in the text of then: those that stand there to this day, and those that moved on, as the
    record of changes has them."""
    with store.session() as session:
        claims = {claim.id: claim for claim in queries.claims(session)}
        moved = past.passages_moved_from(session, version.id)
    found = []
    for claim in claims.values():
        for passage in claim.passages:
            here = passage.version_id == version.id
            row = moved.get(passage.id)
            if here or row:
                start, end = (passage.start, passage.end) if here or row is None else (row["start"], row["end"])
                found.append(Stood(claim.id, claim.kind, claim.statement, start, end, here))
    return sorted(found, key=lambda one: (one.start, one.end, one.claim_id))


def _text(store: Store, version_id: str) -> str:
    with store.session() as session:
        return queries.version_text(session, version_id)


def _count(words: str) -> int:
    return len(Words(words, {}))
