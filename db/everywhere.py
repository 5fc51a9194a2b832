"""Where words occur in the whole workspace: rows of the index that have them, with what they belong to, through filters.

Unranked and in the order in which documents came, so that the first answer is there at once and nothing moves later.
"""

import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from sqlalchemy import Connection

from db import search
from db.folding import each, words

OWNERS = ("text", "claims", "outcomes", "notes")
"""What can be looked into. Notes are those on documents, claims and outcomes, and what a document says of itself."""

SLICE = 500
"""Rows of the index that are looked at in one question."""
MOST_ROWS = 100_000


@dataclass(frozen=True)
class Asked:
    """What is looked for and where. Empty filters let everything through."""

    text: str = ""
    owners: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    """Claims of these kinds, and the words that are tagged as such."""
    speakers: frozenset[str] = frozenset()
    dated: tuple[str, ...] = ()
    """(first day, last day): of documents when published, of outcomes when they happened; either may be empty."""
    whole_words: bool = False
    as_typed: bool = False
    """Capitals, accents and letter forms count."""
    pattern: bool = False
    """The text is a regular expression, looked for in documents."""

    @property
    def narrowed(self) -> bool:
        return bool(self.owners or self.kinds or self.speakers or self.dated)


@dataclass(frozen=True)
class Place:
    """A row of the index that has all the words."""

    owner: str
    """version, claim, outcome or document."""
    owner_id: str
    start: int
    """Where the row's text begins in the version's; 0 for others."""
    document_id: str
    """Empty when it is in none."""
    title: str
    whole: bool = False
    """It has the words themselves, not only longer ones or other forms."""


class Term(NamedTuple):
    """One word, or words that have to follow each other: in quotes, or joined as in "port-building"."""

    typed: str
    tokens: tuple[str, ...]
    """As the index has them."""


def terms(text: str) -> list[Term]:
    """What is looked for, each once."""
    pieces = (quoted or plain for quoted, plain in re.findall(r'["“„]([^"“”„]+)["”“]|([^\s"“”„]+)', text))
    found = (Term(piece.strip(), tuple(token for word in words(piece) for token in each(word))) for piece in pieces)
    return list({term.tokens: term for term in found if term.tokens}.values())


def places(connection: Connection, asked: Asked, most: int) -> list[Place]:
    """Up to `most` rows that have all the words; those that have them whole come first."""
    looked_for = [term.tokens for term in terms(asked.text)]
    if not looked_for:
        return []
    matches = [("search_words", " AND ".join(_exact(connection, term, asked.whole_words) for term in looked_for))]
    if not (asked.whole_words or asked.as_typed):
        matches.append(("search_stems", " AND ".join(_phrase(term) for term in looked_for)))
    whole = set(_ids(connection, "search_words", " AND ".join(_phrase(term) for term in looked_for)))
    others = {rowid for table, match in matches for rowid in _ids(connection, table, match)} - whole
    ids = [*sorted(whole), *sorted(others)]
    found: dict[int, Place] = {}
    for at in range(0, len(ids), SLICE):
        by_owner = _by_owner(connection, ids[at : at + SLICE])
        for owner in _owners(asked):
            rows = _rows(connection, owner, by_owner.get(owner, []), asked)
            for rowid, *place in rows:
                found[rowid] = replace(Place(*place), whole=rowid in whole)
        if len(found) >= most:
            break
    return [found[rowid] for rowid in ids if rowid in found][:most]


_vocabulary: dict[str, tuple[int, str]] = {}
"""By workspace: the number of the change it was listed at, and every word of the index on a line of its own."""


def warm(connection: Connection) -> None:
    """List the words anew if anything has changed: that takes a while, so it is done before somebody types."""
    where = str(connection.engine.url)
    newest: int = connection.exec_driver_sql("SELECT coalesce(max(number), 0) FROM change").scalar_one()
    if _vocabulary.get(where, (-1, ""))[0] != newest:
        listed = connection.exec_driver_sql("SELECT term FROM search_vocabulary")
        _vocabulary[where] = (newest, "\n" + "".join(f"{term}\n" for (term,) in listed))


def same_stem(asked: Sequence[str], tokens: Iterable[str]) -> dict[str, set[str]]:
    """By word asked for: those of the tokens that have its English stem, as the index says."""
    memory = sqlite3.connect(":memory:")
    try:
        memory.execute("CREATE VIRTUAL TABLE t USING fts5(token, tokenize='porter unicode61 remove_diacritics 0')")
        memory.executemany("INSERT INTO t VALUES (?)", ((token,) for token in tokens))
        query = "SELECT token FROM t WHERE t MATCH ?"
        return {word: {token for (token,) in memory.execute(query, (f'"{word}"',))} for word in asked}
    finally:
        memory.close()


def texts(connection: Connection, asked: Asked, after: str, most: int) -> list[tuple[str, str, str, str]]:
    """(version id, document id, title, text) of the next documents behind the document id `after`, through the filters."""
    wheres, values = _filters("version", asked)
    rows = connection.exec_driver_sql(
        "SELECT v.id, d.id, d.title, v.text FROM document d JOIN version v ON v.document_id = d.id "
        f"AND v.number = d.current_version WHERE d.id > ? {wheres} ORDER BY d.id LIMIT ?",
        (after, *values, most),
    )
    return [tuple(row) for row in rows]


def stretch(connection: Connection, place: Place) -> str:
    """The words of a place of a version."""
    return str(
        connection.exec_driver_sql(
            "SELECT substr(text, ?, ?) FROM version WHERE id = ?", (place.start + 1, 2 * search.CHUNK, place.owner_id)
        ).scalar_one()
    )


def fields(connection: Connection, place: Place) -> list[tuple[str, str]]:
    """(name, words) of what is searched of a claim, an outcome or a document."""
    columns = _FIELDS[place.owner]
    read = connection.exec_driver_sql(f"SELECT {', '.join(columns)} FROM {place.owner} WHERE id = ?", (place.owner_id,))
    found = list(zip(columns, read.one(), strict=True))
    for name, query in _MORE.get(place.owner, ()):
        found += [(name, words) for (words,) in connection.exec_driver_sql(query, (place.owner_id,))]
    return [(name, str(words)) for name, words in found if words]


def kind_of_claim(connection: Connection, claim_id: str) -> str:
    return str(connection.exec_driver_sql("SELECT kind FROM claim WHERE id = ?", (claim_id,)).scalar_one())


def speaker_at(connection: Connection, version_id: str, position: int) -> str:
    query = 'SELECT label FROM turn WHERE version_id = ? AND start <= ? AND "end" > ?'
    return connection.exec_driver_sql(query, (version_id, position, position)).scalar() or ""


def allowed(connection: Connection, asked: Asked, version_id: str) -> list[list[tuple[int, int]]]:
    """For each filter that is about a stretch of a text: the stretches that it lets through."""
    found = []
    if asked.speakers:
        query = f'SELECT start, "end" FROM turn WHERE version_id = ? AND label IN ({_marks(asked.speakers)})'
        found.append(connection.exec_driver_sql(query, (version_id, *sorted(asked.speakers))).all())
    if asked.kinds:
        query = (
            'SELECT p.start, p."end" FROM passage p JOIN claim c ON c.id = p.claim_id WHERE p.version_id = ? '
            f"AND c.deleted_on IS NULL AND c.kind IN ({_marks(asked.kinds)})"
        )
        found.append(connection.exec_driver_sql(query, (version_id, *sorted(asked.kinds))).all())
    return [[(start, end) for start, end in rows] for rows in found]


def speakers(connection: Connection) -> list[tuple[str, int]]:
    """Labels of turns and how many each has."""
    query = "SELECT label, count(*) FROM turn WHERE label <> '' GROUP BY label ORDER BY lower(label)"
    return [(label, number) for label, number in connection.exec_driver_sql(query)]


def kinds(connection: Connection) -> list[tuple[str, int]]:
    """Kinds of the claims that there are."""
    query = "SELECT kind, count(*) FROM claim WHERE deleted_on IS NULL GROUP BY kind ORDER BY kind"
    return [(kind, number) for kind, number in connection.exec_driver_sql(query)]


# ── the index ────────────────────────────────────────────────────────────────────────────────────────

_FIELDS = {
    "claim": ("statement", "note", "condition"),
    "outcome": ("statement", "search_note"),
    "document": ("title", "publisher", "author", "note"),
}
_MORE = {
    "claim": (("quote", "SELECT exact FROM passage WHERE claim_id = ? ORDER BY position"),),
    "outcome": (("evidence", "SELECT citation FROM evidence WHERE outcome_id = ? ORDER BY id"),),
}
_NOTES = {"note", "search_note", "condition", "publisher", "author", "title"}
"""Fields that count as notes."""


def wanted_field(owner: str, name: str, asked: Asked) -> bool:
    """Is a field of a claim, an outcome or a document looked into? A title is, whenever texts are."""
    if not asked.owners:
        return True
    own = {"claim": "claims", "outcome": "outcomes"}.get(owner, "text" if name == "title" else "notes")
    return own in asked.owners or ("notes" in asked.owners and name in _NOTES)


def _owners(asked: Asked) -> list[str]:
    wanted = asked.owners or frozenset(OWNERS)
    found = ["version"] if "text" in wanted else []
    found += [own for own, name in (("claim", "claims"), ("outcome", "outcomes")) if wanted & {name, "notes"}]
    return found + (["document"] if wanted & {"text", "notes"} else [])


_OF_CLAIM = (
    "LEFT JOIN passage p ON p.claim_id = o.id AND p.position = 0 LEFT JOIN version v ON v.id = p.version_id "
    "LEFT JOIN document d ON d.id = v.document_id"
)
_JOINS = {
    "version": "JOIN version v ON v.id = s.owner_id JOIN document d ON d.id = v.document_id AND d.current_version = v.number",
    "claim": f"JOIN claim o ON o.id = s.owner_id {_OF_CLAIM}",
    "outcome": "JOIN outcome o ON o.id = s.owner_id",
    "document": "JOIN document d ON d.id = s.owner_id",
}


def _ids(connection: Connection, table: str, match: str) -> Iterator[int]:
    """All of them, which is quick as long as nothing else of the rows is asked."""
    read = connection.exec_driver_sql(f"SELECT rowid FROM {table} WHERE {table} MATCH ? LIMIT ?", (match, MOST_ROWS))
    return (rowid for (rowid,) in read)


def _by_owner(connection: Connection, ids: Sequence[int]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    read = connection.exec_driver_sql(f"SELECT id, owner FROM search_text WHERE id IN ({_marks(ids)})", tuple(ids))
    for rowid, owner in read:
        found.setdefault(owner, []).append(rowid)
    return found


def _rows(connection: Connection, owner: str, ids: Sequence[int], asked: Asked) -> list[Any]:
    if not ids:
        return []
    document = "'', ''" if owner == "outcome" else "coalesce(d.id, ''), coalesce(d.title, '')"
    wheres, values = _filters(owner, asked)
    read = connection.exec_driver_sql(
        f"SELECT s.id, s.owner, s.owner_id, s.start, {document} FROM search_text s {_JOINS[owner]} "
        f"WHERE s.id IN ({_marks(ids)}) {wheres}",
        (*ids, *values),
    )
    return list(read)


def _filters(owner: str, asked: Asked) -> tuple[str, list[Any]]:
    """What has to hold of the rows of an owner; what no filter can be about is not let through."""
    wheres, values = "", []
    if asked.dated:
        wheres += _DATED[owner]
        values += [asked.dated[0], asked.dated[1] or "9999"]
    if asked.speakers:
        listed = _marks(asked.speakers)
        wheres += {"version": _SPOKEN.format(listed), "claim": f" AND o.speaker IN ({listed})"}.get(owner, " AND 0")
        values += sorted(asked.speakers) if owner in ("version", "claim") else []
    if asked.kinds:
        listed = _marks(asked.kinds)
        wheres += {"version": _TAGGED.format(listed), "claim": f" AND o.kind IN ({listed})"}.get(owner, " AND 0")
        values += sorted(asked.kinds) if owner in ("version", "claim") else []
    return wheres, values


_DATED = {
    "version": " AND d.published_on BETWEEN ? AND ?", "document": " AND d.published_on BETWEEN ? AND ?",
    "claim": " AND coalesce(o.made_on, d.published_on) BETWEEN ? AND ?",
    "outcome": " AND o.occurred_from BETWEEN ? AND ?",
}  # fmt: skip
_SPOKEN = " AND EXISTS (SELECT 1 FROM turn WHERE version_id = v.id AND label IN ({}))"
_TAGGED = (
    " AND EXISTS (SELECT 1 FROM passage JOIN claim ON claim.id = passage.claim_id WHERE passage.version_id = v.id "
    "AND claim.deleted_on IS NULL AND claim.kind IN ({}))"
)


def _marks(values: Iterable[object]) -> str:
    return ", ".join("?" for _ in values)


def _phrase(term: Sequence[str]) -> str:
    return '"' + " ".join(term) + '"'


def _exact(connection: Connection, term: Sequence[str], whole: bool) -> str:
    if whole:
        return _phrase(term)
    one_letter = len(term) == 1 and len(term[0]) == 1 and term[0].isascii()
    alternatives = [_phrase(term) + ("" if one_letter else "*")]  # nearly everything begins with an "a"
    if len(term) == 1 and 3 <= len(term[0]) <= search.LONGEST_PART:
        alternatives += [_phrase([part]) for part in _parts(connection, term[0])]
    return "(" + " OR ".join(alternatives) + ")"


def _parts(connection: Connection, word: str) -> list[str]:
    """Words of the workspace that have it inside."""
    where = str(connection.engine.url)
    if where not in _vocabulary:
        warm(connection)
    listed = _vocabulary[where][1]
    found: list[str] = []
    at = listed.find(word)
    while at >= 0 and len(found) < search.MOST_PARTS:
        start, end = listed.rfind("\n", 0, at) + 1, listed.find("\n", at)
        if start != at:  # those that begin with it are found by that
            found.append(listed[start:end])
        at = listed.find(word, end)
    return found
