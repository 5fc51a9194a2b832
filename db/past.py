"""What the records of changes tell: a page of them, what each touched, and a claim's rows as they once were.

A record holds its rows packed, so what one claim went through is found by looking into the records, the newest first,
a slice at a time: whoever asks is answered soon, however long the history is.
"""

import re
import time
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from sqlalchemy import func
from sqlmodel import Session, SQLModel, col, select

from db import history
from db.history import Key, Row
from db.models import Analyst, Change, Claim, Document, Outcome, Passage, Version

PAGE = 100
"""Changes that are answered with at once."""
LOOKED_INTO = 400
"""Records that are read from the disk at once."""
SECONDS = 0.1
"""One answer looks no longer than this; the next one goes on from there."""
LARGE = 1 << 18
"""Bytes of a packed record; larger ones (a document with all its turns) are not unpacked for a list."""
OF_A_CLAIM = {
    "claim": "id", "passage": "claim_id", "claim_topic": "claim_id", "link": "claim_id", "indicator": "claim_id",
}  # fmt: skip
"""The tables whose rows make a claim, with the column that names it. Verdicts are not among them: they are kept."""
_OWNERS = {
    "claim": ("claim_id", "from_id", "to_id"), "outcome": ("outcome_id",), "version": ("version_id",),
    "document": ("document_id",),
}  # fmt: skip
_SAID = ("statement", "title", "exact", "name", "note", "rationale", "citation", "label", "condition")
"""Fields in whose words a change is looked for."""


@dataclass(frozen=True)
class PastFilter:
    """Which changes are listed; empty fields let everything through."""

    analyst: str = ""
    """A name."""
    text: str = ""
    claim: str = ""
    document: str = ""


@dataclass(frozen=True)
class PastRow:
    """One change: who did what when, and what it was about."""

    number: int
    id: str
    kind: str
    label: str
    analyst: str
    made_on: str
    undone: bool
    """A step of the work that is taken back at the moment."""
    claims: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    about: str = ""
    """The statement or title of the first of them."""
    document: str = ""
    """Title of the document it happened in, when that is still there."""


@dataclass(frozen=True)
class PastPage:
    rows: tuple[PastRow, ...]
    next: int
    """Ask on below this number; 0 when there is nothing more."""


class Record(NamedTuple):
    """A change as it is stored."""

    number: int
    id: str
    kind: str
    label: str
    analyst_id: str | None
    made_on: str
    rows: bytes


@dataclass
class Touched:
    """Ids of what the rows of a change belong to, and the words that stand in them."""

    claims: dict[str, str] = field(default_factory=dict)
    outcomes: dict[str, str] = field(default_factory=dict)
    versions: dict[str, str] = field(default_factory=dict)
    documents: dict[str, str] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)
    """Of actors, topics and analysts."""


def page(session: Session, asked: PastFilter, below: int = 0, *, above: int = 0, seconds: float = SECONDS) -> PastPage:
    """Changes below the number (from the newest on when 0), above the other, newest first; fewer when looking took long."""
    fits, until = _test(session, asked), time.monotonic() + seconds
    found: list[tuple[Record, Touched]] = []
    at = below or _newest(session) + 1
    while at > above + 1 and len(found) < PAGE and time.monotonic() < until:
        read = _records(session, asked, at, above, LOOKED_INTO if fits.looks else PAGE)
        for change in read:
            at = change.number
            if fits(change):
                found.append((change, touched(change.rows)))
            if len(found) == PAGE or time.monotonic() > until:
                break
        else:
            at = at if read and len(read) == (LOOKED_INTO if fits.looks else PAGE) else 0
    return PastPage(tuple(_rows(session, found)), at if at > above + 1 else 0)


def one(session: Session, number: int) -> PastRow | None:
    """The change of that number, however large its record is."""
    found = _records(session, PastFilter(), number + 1, number - 1, 1)
    return next(_rows(session, [(record, touched(record.rows, most=1 << 40)) for record in found]), None)


def analysts(session: Session) -> list[tuple[str, int]]:
    """Who made changes, with how many."""
    counts = select(Analyst.name, func.count()).join(Change, Change.analyst_id == Analyst.id).group_by(Analyst.name)  # type: ignore[arg-type]
    return [(name, number) for name, number in session.exec(counts.order_by(func.lower(Analyst.name)))]


def touched(packed: bytes, most: int = LARGE) -> Touched:
    """What the rows of a packed record belong to."""
    found = Touched()
    if len(packed) > most:
        return found
    by_word = {"claim": found.claims, "outcome": found.outcomes, "version": found.versions, "document": found.documents}
    for key, (before, after) in history.unpack(packed).items():
        row = after or before or {}
        if key.table in by_word:
            by_word[key.table][key.id] = str(row.get("statement") or row.get("title") or "")
        elif row.get("name"):
            found.names.append(str(row["name"]))
        for word, columns in _OWNERS.items():
            for ident in filter(None, (row.get(column) for column in columns)):
                by_word[word].setdefault(str(ident), "")
    return found


def claim_rows(session: Session, claim_id: str, after: int) -> dict[Key, Row]:
    """The claim's rows as they were when the change of the number `after` was made: those of now, taken back one by one."""
    rows = dict(_rows_now(session, claim_id))
    needle = claim_id.encode()
    read = session.connection().exec_driver_sql(
        "SELECT rows FROM change WHERE number > ? ORDER BY number DESC", (after,)
    )
    for (packed,) in read:
        if needle in zlib.decompress(packed):
            _take_back(rows, history.unpack(packed), claim_id)
    return rows


def passages_moved_from(session: Session, version_id: str) -> dict[str, Row]:
    """By id: passages that stood in the version until they were taken to another one, as they stood there last."""
    found: dict[str, Row] = {}
    needle = version_id.encode()
    for (packed,) in session.connection().exec_driver_sql("SELECT rows FROM change ORDER BY number DESC"):
        if needle in zlib.decompress(packed):
            for key, (before, after) in history.unpack(packed).items():
                left = before and after and before.get("version_id") == version_id != after.get("version_id")
                if key.table == "passage" and left and before:
                    found.setdefault(key.id, before)
    return found


def _take_back(rows: dict[Key, Row], changed: Mapping[Key, tuple[Row | None, Row | None]], claim_id: str) -> None:
    for key, (before, after) in changed.items():
        owner = OF_A_CLAIM.get(key.table)
        if owner and claim_id in ((before or {}).get(owner), (after or {}).get(owner)):
            rows.pop(key, None)
            if before and before[owner] == claim_id:
                rows[key] = before


def _rows_now(session: Session, claim_id: str) -> Iterator[tuple[Key, Row]]:
    connection = session.connection()
    for table, owner in OF_A_CLAIM.items():
        columns = SQLModel.metadata.tables[table]
        for row in connection.execute(columns.select().where(columns.c[owner] == claim_id)).mappings():
            yield Key(table, row["id"]), dict(row)


class _Test:
    """Does a change fit? `looks` when that needs a look into its rows."""

    def __init__(self, ids: Iterable[str], text: str) -> None:
        listed = [re.escape(ident.encode()) for ident in ids]
        self._ids = re.compile(b"|".join(listed)) if listed else None
        self._text = text.casefold()
        self.looks = bool(self._ids or self._text)

    def __call__(self, change: Record) -> bool:
        if not self.looks:
            return True
        by_label = self._text in change.label.casefold()
        if by_label and not self._ids:
            return True
        plain = zlib.decompress(change.rows)
        if self._ids and not self._ids.search(plain):
            return False
        return by_label or (self._text in plain.decode().casefold() and self._said(change.rows))

    def _said(self, packed: bytes) -> bool:
        rows = (row for pair in history.unpack(packed).values() for row in pair if row)
        return any(self._text in str(row.get(name) or "").casefold() for row in rows for name in _SAID)


def _test(session: Session, asked: PastFilter) -> _Test:
    """A document's changes are those of its versions and of the claims that stand in it."""
    ids = [asked.claim] if asked.claim else []
    if asked.document:
        versions = list(session.exec(select(Version.id).where(Version.document_id == asked.document)))
        own = select(Passage.claim_id).where(col(Passage.version_id).in_(versions), col(Passage.claim_id).is_not(None))
        ids += [asked.document, *versions, *filter(None, session.exec(own.distinct()))]
    return _Test(ids, asked.text)


def _newest(session: Session) -> int:
    return session.exec(select(func.coalesce(func.max(Change.number), 0))).one()


def _records(session: Session, asked: PastFilter, below: int, above: int, most: int) -> list[Record]:
    """As plain tuples: objects of the session would cost more than all the rest."""
    fields = (Change.number, Change.id, Change.kind, Change.label, Change.analyst_id, Change.made_on, Change.rows)
    query = select(*fields).where(col(Change.number) < below, col(Change.number) > above)  # type: ignore[call-overload]
    if asked.analyst:
        query = query.where(col(Change.analyst_id).in_(select(Analyst.id).where(Analyst.name == asked.analyst)))
    rows = session.connection().execute(query.order_by(col(Change.number).desc()).limit(most))
    return [Record(*row) for row in rows]


def _rows(session: Session, found: list[tuple[Record, Touched]]) -> Iterator[PastRow]:
    """The changes with their words: those that a record lacks are looked up as they are now."""
    names = dict(session.exec(select(Analyst.id, Analyst.name)).all())
    undone = _undone(session, [change.id for change, _ in found if change.kind == "edit"])
    claims = _statements(session, Claim, [ident for _, t in found for ident in list(t.claims)[:1]])
    outcomes = _statements(session, Outcome, [ident for _, t in found for ident in list(t.outcomes)[:1]])
    places = _places(session, found)
    for change, t in found:
        place = next((places[ident] for ident in (*t.versions, *t.claims) if ident in places), None)
        documents = {place[0]: place[1]} if place else {}
        documents |= {ident: title for ident, title in t.documents.items() if title or ident not in documents}
        about = _about(t, claims, outcomes, documents)
        title = place[1] if place and place[1] != about else ""
        yield PastRow(
            change.number, change.id, change.kind, change.label, names.get(change.analyst_id or "", ""), change.made_on,
            change.id in undone, tuple(t.claims), tuple(t.outcomes), tuple(documents), about, title,
        )  # fmt: skip


def _about(t: Touched, claims: dict[str, str], outcomes: dict[str, str], documents: dict[str, str]) -> str:
    told = [words or claims.get(ident, "") for ident, words in t.claims.items()]
    told += [words or outcomes.get(ident, "") for ident, words in t.outcomes.items()]
    return next(filter(None, [*told, *documents.values(), *t.names]), "")


def _undone(session: Session, ids: list[str]) -> set[str]:
    """Those whose newest record is that of an undo."""
    last: dict[str, str] = {}
    query = select(Change.of_id, Change.kind).where(col(Change.of_id).in_(ids)).order_by(col(Change.number))
    for ident, kind in session.exec(query):
        last[str(ident)] = kind
    return {ident for ident, kind in last.items() if kind == "undo"}


def _statements(session: Session, model: type[Claim] | type[Outcome], ids: list[str]) -> dict[str, str]:
    return dict(session.exec(select(model.id, model.statement).where(col(model.id).in_(ids))).all())


def _places(session: Session, found: list[tuple[Record, Touched]]) -> dict[str, tuple[str, str]]:
    """By version and by claim: (id, title) of the document."""
    versions = {ident for _, t in found for ident in list(t.versions)[:1]}
    claims = {ident for _, t in found for ident in list(t.claims)[:1]}
    of_version = select(Version.id, Document.id, Document.title).join(Document).where(col(Version.id).in_(versions))
    of_claim = (
        select(Passage.claim_id, Document.id, Document.title)
        .join(Version, Version.id == Passage.version_id)  # type: ignore[arg-type]
        .join(Document, Document.id == Version.document_id)  # type: ignore[arg-type]
        .where(col(Passage.claim_id).in_(claims), Passage.position == 0)
    )
    return {
        ident: (document, title)
        for query in (of_version, of_claim)
        for ident, document, title in session.execute(query)
    }
