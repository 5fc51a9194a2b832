"""The full-text index: documents, statements, quotes and notes. Besides the store the one place that needs SQLite itself.

Two FTS5 tables share one text table: words as they stand, and their English stems. A part of a word is found through
the vocabulary of the first.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from db.folding import CJK_RUN, spaced, words
from db.history import Key, Row

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
    for owner, owner_id in sorted(set(_owners(rows))):
        _forget(connection, owner, owner_id)
        for start, text in texts(connection, owner, owner_id):
            folded = spaced(text)
            added = connection.exec_driver_sql(
                "INSERT INTO search_text (owner, owner_id, start, folded) VALUES (?, ?, ?, ?)",
                (owner, owner_id, start, folded),
            )
            for table in ("search_words", "search_stems"):
                connection.exec_driver_sql(
                    f"INSERT INTO {table} (rowid, folded) VALUES (?, ?)", (added.lastrowid, folded)
                )


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


def _forget(connection: Connection, owner: str, owner_id: str) -> None:
    rows = connection.exec_driver_sql(
        "SELECT id, folded FROM search_text WHERE owner = ? AND owner_id = ?", (owner, owner_id)
    ).all()
    for rowid, folded in rows:
        for table in ("search_words", "search_stems"):
            connection.exec_driver_sql(
                f"INSERT INTO {table} ({table}, rowid, folded) VALUES ('delete', ?, ?)", (rowid, folded)
            )
        connection.exec_driver_sql("DELETE FROM search_text WHERE id = ?", (rowid,))


_TEXTS = {
    "document": "SELECT title || char(10) || publisher || char(10) || author || char(10) || note FROM document "
    "WHERE id = ?",
    "claim": "SELECT statement || char(10) || note || char(10) || condition || char(10) || coalesce((SELECT "
    "group_concat(exact, char(10)) FROM passage WHERE claim_id = claim.id), '') FROM claim "
    "WHERE id = ? AND deleted_on IS NULL",
    "outcome": "SELECT statement || char(10) || search_note || char(10) || coalesce((SELECT "
    "group_concat(citation, char(10)) FROM evidence WHERE outcome_id = outcome.id), '') FROM outcome "
    "WHERE id = ? AND deleted_on IS NULL",
    "version": "SELECT text FROM version WHERE id = ?",
}


def texts(connection: Connection, owner: str, owner_id: str) -> Iterator[tuple[int, str]]:
    for (text,) in connection.exec_driver_sql(_TEXTS[owner], (owner_id,)).all():
        if owner == "version":
            yield from chunks(text)
        else:
            yield 0, text


def chunks(text: str) -> Iterator[tuple[int, str]]:
    """(start, text) of stretches that end at a line end, at least CHUNK characters long except the last."""
    start = 0
    while start < len(text):
        end = text.find("\n", start + CHUNK)
        end = len(text) if end < 0 or end > start + 2 * CHUNK else end + 1
        end = min(end, start + 2 * CHUNK)
        yield start, text[start:end]
        start = end
