"""The full-text index: documents, statements, quotes and notes. Besides the store the one place that needs SQLite itself.

Two FTS5 tables share one text table: words as they stand, and their English stems. A part of a word is found through
the vocabulary of the first.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from db.folding import CJK_RUN, spaced, words
from db.history import Key, Row
from db.replaying import slices

_CATEGORIES = "remove_diacritics 0 categories ''L* N* Co Mn Mc''"
DDL = (
    "CREATE TABLE search_text (id INTEGER PRIMARY KEY, owner TEXT NOT NULL, owner_id TEXT NOT NULL, "
    "start INTEGER NOT NULL, folded TEXT NOT NULL) STRICT",
    "CREATE INDEX ix_search_text_owner ON search_text (owner, owner_id)",
    f"CREATE VIRTUAL TABLE search_words USING fts5(folded, content='search_text', content_rowid='id', "
    f"tokenize='unicode61 {_CATEGORIES}')",
    f"CREATE VIRTUAL TABLE search_stems USING fts5(folded, content='search_text', content_rowid='id', "
    f"tokenize='porter unicode61 {_CATEGORIES}')",
    "CREATE VIRTUAL TABLE search_vocabulary USING fts5vocab('search_words', 'row')",
)
OWNERS = ("document", "version", "claim", "outcome")
"""Tables whose rows are searched."""
Touched = Mapping[Key, tuple[Row | None, Row | None]]
"""Rows before and after an edit."""
CHUNK = 2000
"""Characters of a document in one row of the index, up to the next line end."""
LONGEST_PART = 100
"""Characters; no longer words are looked for within words, and SQLite refuses very long patterns."""
MOST_PARTS = 200
"""Words of the vocabulary that a part of a word may stand for."""


@dataclass(frozen=True)
class Hit:
    """A row of the index that has all words of the query."""

    owner: str
    """version, document, claim or outcome."""
    owner_id: str
    start: int
    """Where the chunk begins in the version's text; 0 for others."""
    rank: float
    """Smaller is better."""


def find(connection: Connection, query: str, owners: Iterable[str] = (), limit: int = 500) -> list[Hit]:
    """Rows that have all words of `query`, the best first. A word matches whole, as a stem, or as a part."""
    asked = list(dict.fromkeys(words(query)))
    if not asked:
        return []
    exact = " AND ".join(_one_of(_alternatives(connection, word)) for word in asked)
    stems = " AND ".join(_phrase(word) for word in asked)
    best: dict[int, Hit] = {}
    for table, match in (("search_words", exact), ("search_stems", stems)):
        for rowid, hit in _hits(connection, table, match, list(owners), limit):
            if rowid not in best or hit.rank < best[rowid].rank:
                best[rowid] = hit
    return sorted(best.values(), key=lambda hit: hit.rank)[:limit]


def follow(connection: Connection, rows: Touched) -> None:
    """Bring the index up to date with the rows that an edit touched."""
    by_owner: dict[str, list[str]] = {}
    for owner, owner_id in sorted(set(_owners(rows))):
        by_owner.setdefault(owner, []).append(owner_id)
    for owner, ids in by_owner.items():
        for some in slices(ids):
            _forget(connection, owner, some)
            _add(connection, owner, some)


def _add(connection: Connection, owner: str, ids: Sequence[str]) -> None:
    last = connection.exec_driver_sql("SELECT coalesce(max(id), 0) FROM search_text").scalar_one()
    found = ((owner_id, start, spaced(text)) for owner_id, start, text in texts(connection, owner, ids))
    new = [(rowid, owner, *text) for rowid, text in enumerate(found, last + 1)]
    if new:
        connection.exec_driver_sql(
            "INSERT INTO search_text (id, owner, owner_id, start, folded) VALUES (?, ?, ?, ?, ?)", new
        )
        for table in ("search_words", "search_stems"):
            indexed = [(rowid, folded) for rowid, *_, folded in new]
            connection.exec_driver_sql(f"INSERT INTO {table} (rowid, folded) VALUES (?, ?)", indexed)


def _hits(connection: Connection, table: str, match: str, owners: list[str], limit: int) -> Iterator[tuple[int, Hit]]:
    """The best rows of the wanted owners; CROSS JOIN makes SQLite look up the matches, not match what it looks up."""
    wanted = f"AND owner IN ({', '.join('?' * len(owners))})" if owners else ""
    rows = connection.exec_driver_sql(
        f"SELECT id, owner, owner_id, start, {table}.rank FROM {table} CROSS JOIN search_text ON id = {table}.rowid "
        f"WHERE {table} MATCH ? {wanted} ORDER BY {table}.rank LIMIT ?",
        (match, *owners, limit),
    )
    yield from ((rowid, Hit(*hit)) for rowid, *hit in rows)


def _phrase(word: str) -> str:
    """The word as FTS5 wants it: Chinese and Japanese characters are words that follow each other."""
    return '"' + (" ".join(word) if len(CJK_RUN.findall(spaced(word).strip())) > 1 else word) + '"'


def _alternatives(connection: Connection, word: str) -> list[str]:
    if " " in spaced(word).strip() or not 3 <= len(word) <= LONGEST_PART:
        return [_phrase(word) + "*"]
    pattern = "%" + re.sub(r"([%_\\])", r"\\\1", word) + "%"
    parts = connection.exec_driver_sql(
        r"SELECT term FROM search_vocabulary WHERE term LIKE ? ESCAPE '\' LIMIT ?", (pattern, MOST_PARTS)
    )
    return [_phrase(word) + "*", *(f'"{term}"' for (term,) in parts)]


def _one_of(alternatives: list[str]) -> str:
    return "(" + " OR ".join(alternatives) + ")"


def _owners(rows: Touched) -> Iterator[tuple[str, str]]:
    """Whose words the rows are; a row that is gone tells it too."""
    for (table, ident), (before, after) in rows.items():
        if table in ("document", "version", "claim", "outcome"):
            yield table, ident
        owner = {"passage": "claim", "evidence": "outcome"}.get(table)
        yield from ((owner, row[f"{owner}_id"]) for row in (before, after) if owner and row and row[f"{owner}_id"])


def _forget(connection: Connection, owner: str, ids: Sequence[str]) -> None:
    """An index of foreign texts has to be told which words go."""
    query = f"SELECT id, folded FROM search_text WHERE owner = ? AND owner_id IN ({marks(ids)})"
    old = [tuple(row) for row in connection.exec_driver_sql(query, (owner, *ids))]
    if old:
        for table in ("search_words", "search_stems"):
            delete = f"INSERT INTO {table} ({table}, rowid, folded) VALUES ('delete', ?, ?)"
            connection.exec_driver_sql(delete, old)
        connection.exec_driver_sql("DELETE FROM search_text WHERE id = ?", [(rowid,) for rowid, _ in old])


_TEXTS = {
    "document": "SELECT id, title || char(10) || publisher || char(10) || author || char(10) || note FROM document "
    "WHERE id IN ({})",
    "claim": "SELECT id, statement || char(10) || note || char(10) || condition || char(10) || coalesce((SELECT "
    "group_concat(exact, char(10)) FROM passage WHERE claim_id = claim.id), '') FROM claim "
    "WHERE id IN ({}) AND deleted_on IS NULL",
    "outcome": "SELECT id, statement || char(10) || search_note || char(10) || coalesce((SELECT "
    "group_concat(citation, char(10)) FROM evidence WHERE outcome_id = outcome.id), '') FROM outcome "
    "WHERE id IN ({}) AND deleted_on IS NULL",
    "version": "SELECT id, text FROM version WHERE id IN ({})",
}


def texts(connection: Connection, owner: str, ids: Sequence[str]) -> Iterator[tuple[str, int, str]]:
    """(owner id, where it begins, words) of what is searched of these rows."""
    for owner_id, text in connection.exec_driver_sql(_TEXTS[owner].format(marks(ids)), tuple(ids)):
        if owner == "version":
            yield from ((owner_id, start, part) for start, part in chunks(text))
        else:
            yield owner_id, 0, text


def marks(values: Iterable[object]) -> str:
    """As many question marks as there are values."""
    return ", ".join("?" for _ in values)


def chunks(text: str) -> Iterator[tuple[int, str]]:
    """(start, text) of stretches that end at a line end, at least CHUNK characters long except the last."""
    start = 0
    while start < len(text):
        end = text.find("\n", start + CHUNK)
        end = len(text) if end < 0 or end > start + 2 * CHUNK else end + 1
        end = min(end, start + 2 * CHUNK)
        yield start, text[start:end]
        start = end
