"""What `followthrough check` asks of a workspace: plain SQL that also reads rows which no longer obey their table.

Every question answers with rows of values; `desktop.checking` says what they mean.
"""

import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import DatabaseError
from sqlmodel import SQLModel, select

from db import header, history, schema, search
from db.engine import engine, told
from db.errors import DamagedWorkspace
from db.folding import spaced
from db.history import Key
from db.models import Change

Rows = list[tuple[Any, ...]]
UNRECORDED = frozenset({"meta", "change"})
"""Tables whose rows are not in the record of changes."""
_NOT_OURS = ("sqlite_", "search_")
"""Tables of SQLite's own, and of the index, which is compared with the texts."""


@contextmanager
def reading(path: Path) -> Iterator[Connection]:
    """A connection that only reads. Raises NotAWorkspace, NewerWorkspace, DamagedWorkspace for a file that is none."""
    schema.take_back(path)
    with suppress(DamagedWorkspace):  # every damage is told by `damage`
        schema.verify(path)
    header.read(path)
    made = engine(path)
    try:
        with told(path), made.connect() as connection:
            connection.connection.driver_connection.text_factory = _lenient  # type: ignore[union-attr]
            connection.exec_driver_sql("PRAGMA query_only = 1")
            yield connection
    except UnicodeDecodeError as error:  # SQLite quotes damaged SQL as it is; texts are read leniently
        raise DamagedWorkspace(f"“{path.name}” is damaged ({error.reason}). Open a backup.") from error
    finally:
        made.dispose()


def rows(connection: Connection, sql: str, *values: Any) -> Rows:
    return [tuple(row) for row in connection.exec_driver_sql(sql, values)]


def damage(connection: Connection) -> list[str]:
    """What SQLite itself finds: pages, indexes, and rows that break a CHECK, NOT NULL or UNIQUE of their table."""
    return [row[0] for row in rows(connection, "PRAGMA integrity_check(100)") if row[0] != "ok"]


def _lenient(data: bytes) -> str:
    """Text that is no UTF-8 differs from what it was, and is compared like any other; `flaws` tells it by name."""
    return data.decode(errors="replace")


def flaws(connection: Connection) -> Iterator[str]:
    """Values that no verb could read, and changes whose own columns are not what they were: a sentence each."""
    for table, row, column in unreadable(connection):
        yield f"“{column}” of row {row} of “{table}” is no text."
    for number in unsealed(connection):
        yield f"Change {number} is not as it was recorded: its label, analyst, time or id differs."


def unreadable(connection: Connection) -> Iterator[tuple[str, int, str]]:
    """(table, rowid, column) of each text that is not UTF-8; rows are read one at a time, texts are large."""
    for name in rows(connection, "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRT%'"):
        columns = rows(connection, "SELECT name FROM pragma_table_info(?) WHERE type = 'TEXT'", *name)
        wanted = ", ".join(f'CAST("{column}" AS BLOB)' for (column,) in columns)
        if not wanted or name[0].startswith(_NOT_OURS):
            continue
        for row, *values in connection.exec_driver_sql(f'SELECT rowid, {wanted} FROM "{name[0]}"'):
            for (column,), value in zip(columns, values, strict=True):
                if value is not None and not _is_text(value):
                    yield name[0], row, column


def _is_text(value: bytes) -> bool:
    try:
        value.decode()
    except UnicodeDecodeError:
        return False
    return True


def unsealed(connection: Connection) -> Iterator[int]:
    """Numbers of the changes whose own columns differ from the seal in their record."""
    table = SQLModel.metadata.tables["change"]
    for change in connection.execute(table.select().order_by(table.c.number)).mappings():
        with suppress(zlib.error):  # told by whoever reads the record's rows
            seal = history.sealed(change["rows"])
            if seal and seal != history.seal(dict(change)):
                yield change["number"]


def broken_references(connection: Connection) -> Rows:
    """(table, rowid, table it refers to, …) of each row that refers to nothing."""
    return rows(connection, "PRAGMA foreign_key_check")


def recorded_rows(connection: Connection) -> Iterator[tuple[Key, history.Row | None]]:
    """(key, row as the newest change left it; None: absent) of every row that the record of changes knows."""
    newest: dict[Key, history.Row | None] = {}
    for (packed,) in connection.execute(select(Change.rows).order_by(Change.number)):  # type: ignore[arg-type]
        for key, (_before, after) in history.unpack(packed).items():
            newest[key] = after
    yield from newest.items()


def is_as_recorded(connection: Connection, key: Key, recorded: history.Row | None) -> bool:
    """Is the row what its newest change left? A row that can't even be read is not."""
    try:
        return history.same(history.read_row(connection, key), recorded)
    except ValueError:  # JSON that is none
        return False


def keys(connection: Connection) -> Iterator[Key]:
    """Every row that the record should know."""
    for name in sorted(SQLModel.metadata.tables.keys() - UNRECORDED):
        for (ident,) in rows(connection, f"SELECT id FROM {name}"):
            yield Key(name, ident)


def unindexed(connection: Connection) -> Iterator[tuple[str, str]]:
    """(table, id) of what the search would not find as it stands, or finds although it is gone."""
    there: dict[tuple[str, str], list[tuple[int, str]]] = {}
    for owner, owner_id, start, folded in rows(
        connection, "SELECT owner, owner_id, start, folded FROM search_text ORDER BY owner, owner_id, start"
    ):
        there.setdefault((owner, owner_id), []).append((start, folded))
    for owner in search.OWNERS:
        for (ident,) in rows(connection, f"SELECT id FROM {owner}"):
            wanted = [(start, spaced(text)) for _, start, text in search.texts(connection, owner, [ident])]
            if there.pop((owner, ident), []) != wanted:
                yield owner, ident
    yield from there


def half_indexed(connection: Connection) -> int:
    """Rows of the search's text that its word lists don't have, or have too many."""
    counts = [
        {ident for (ident,) in rows(connection, f"SELECT id FROM {name}")}
        for name in ("search_text", "search_words_docsize", "search_stems_docsize")
    ]
    return len((counts[0] ^ counts[1]) | (counts[0] ^ counts[2]))


def damaged_indexes(connection: Connection) -> Iterator[str]:
    """Word lists that differ from the text they are of. FTS5 asks that by an INSERT, which writes nothing."""
    connection.exec_driver_sql("PRAGMA query_only = 0")
    try:
        for name in ("search_words", "search_stems"):
            try:
                connection.exec_driver_sql(f"INSERT INTO {name} ({name}, rank) VALUES ('integrity-check', 1)")
            except DatabaseError as error:
                if "malformed" in str(error):  # a file that may not be written can't be asked
                    yield name
    finally:
        connection.rollback()
        connection.exec_driver_sql("PRAGMA query_only = 1")


def versions(connection: Connection) -> Iterator[tuple[Any, ...]]:
    """(id, title of the document, text, sha256, length), one at a time: texts are large."""
    for (ident,) in rows(connection, "SELECT id FROM version ORDER BY document_id, number"):
        yield from rows(
            connection,
            "SELECT version.id, title, text, sha256, length FROM version "
            "LEFT JOIN document ON document.id = document_id WHERE version.id = ?",
            ident,
        )


def passages(connection: Connection, version_id: str) -> Rows:
    """(id, claim, start, end, exact, status) in a version."""
    return rows(
        connection,
        'SELECT id, claim_id, start, "end", exact, status FROM passage WHERE version_id = ? ORDER BY start, id',
        version_id,
    )


def source_files(connection: Connection) -> Iterator[tuple[Any, ...]]:
    """(name, content, sha256, size), one at a time."""
    for (ident,) in rows(connection, "SELECT id FROM source_file"):
        yield from rows(connection, "SELECT name, content, sha256, size FROM source_file WHERE id = ?", ident)


def documents_without_version(connection: Connection) -> Rows:
    """(title, number) of documents whose current version is not there."""
    return rows(
        connection,
        "SELECT title, current_version FROM document WHERE NOT EXISTS (SELECT 1 FROM version "
        "WHERE document_id = document.id AND number = current_version)",
    )


def claims(connection: Connection) -> Rows:
    """(id, kind, details, hedging_cues, filled_in, deleted_on)."""
    return rows(connection, "SELECT id, kind, details, hedging_cues, filled_in, deleted_on FROM claim ORDER BY id")


def own_kinds(connection: Connection) -> Rows:
    """The columns of `KindRow`, fields as JSON; none in a file of a schema that has no such table."""
    if not rows(connection, "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'kind'"):
        return []
    columns = "name, title, key, sign, line, light, dark, judged_as, fields"
    return rows(connection, f"SELECT {columns} FROM kind ORDER BY position, id")


def live_claims_without_passage(connection: Connection) -> Rows:
    """(id,)"""
    return rows(
        connection,
        "SELECT id FROM claim WHERE deleted_on IS NULL "
        "AND NOT EXISTS (SELECT 1 FROM passage WHERE claim_id = claim.id)",
    )


def passages_left_behind(connection: Connection) -> Rows:
    """(passage, document) of passages of live claims that stand, undoubted, on a version that was replaced; but for those
    (score 0) whose words a person has found to be gone."""
    return rows(
        connection,
        "SELECT passage.id, document.title FROM passage JOIN version ON version.id = passage.version_id "
        "JOIN document ON document.id = version.document_id LEFT JOIN claim ON claim.id = passage.claim_id "
        "WHERE version.number <> document.current_version AND passage.status IN ('exact', 'reanchored') "
        "AND passage.score > 0 AND claim.deleted_on IS NULL",
    )


def links(connection: Connection) -> Rows:
    """(id, relation, kind of the claim)."""
    return rows(
        connection, "SELECT link.id, relation, kind FROM link JOIN claim ON claim.id = claim_id ORDER BY link.id"
    )


def foreign_grounds(connection: Connection) -> Rows:
    """(assessment, link) of each that rests on a link of another claim."""
    return rows(
        connection,
        "SELECT assessment_id, link_id FROM assessment_link JOIN assessment a ON a.id = assessment_id "
        "JOIN link ON link.id = link_id WHERE link.claim_id <> a.claim_id ORDER BY assessment_link.id",
    )


def assessments(connection: Connection) -> Rows:
    """(id, claim, its kind, its testability, verdict, as_of, rated_on, status, analyst, round, superseded)."""
    return rows(
        connection,
        "SELECT a.id, claim_id, kind, testability, verdict, as_of, rated_on, status, analyst_id, round, supersedes_id "
        "FROM assessment a JOIN claim ON claim.id = claim_id ORDER BY a.id",
    )


def days(connection: Connection) -> Iterator[tuple[str, str, str, str]]:
    """(table, id, column, value) of every day that is stored."""
    for table, columns in _DAYS.items():
        for column in columns:
            found = rows(connection, f"SELECT id, {column} FROM {table} WHERE {column} IS NOT NULL")
            yield from ((table, ident, column, value) for ident, value in found)


def change_numbers(connection: Connection) -> list[int]:
    return [number for (number,) in rows(connection, "SELECT number FROM change ORDER BY number")]


_DAYS = {
    "document": ("published_on", "retrieved_on"),
    "claim": ("made_on", "due_earliest", "due_latest", "next_review_on"),
    "outcome": ("occurred_from", "occurred_to"),
    "evidence": ("accessed_on",),
    "assessment": ("as_of",),
}
