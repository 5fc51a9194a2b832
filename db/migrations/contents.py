"""What a workspace file holds, whatever its schema, so that a migrated copy can be compared with what it was made from."""

import json
import sqlite3
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from db import history
from db.history import Key, Row

_COUNTED = """
SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'
AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE 'search\\_%' ESCAPE '\\'
"""


@dataclass(frozen=True)
class Contents:
    rows: dict[str, int]
    """Their number, by table."""
    dangling: Counter[tuple[str, str]]
    """References to nothing, by (table, table it refers to)."""
    unlike: frozenset[Key]
    """Rows that are not as their newest record says."""


def contents(path: Path, schema: int) -> Contents:
    """Of a file of that schema. Damage that it already has is no reason not to migrate it: `check` tells that."""
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        connection.execute("PRAGMA trusted_schema = 0")
        connection.text_factory = lambda data: data.decode(errors="replace")
        tables = [name for (name,) in connection.execute(_COUNTED)]
        rows = {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in tables}
        broken = Counter((table, other) for table, _, other, _ in connection.execute("PRAGMA foreign_key_check"))
        return Contents(rows, broken, frozenset(_unlike(connection, schema)))


def lost(before: Contents, after: Contents) -> str | None:
    """What a migration must never do, as a sentence; None when nothing of the kind happened."""
    for table, number in before.rows.items():
        if after.rows.get(table) != number:
            return f"“{table}” had {number} rows and would have {after.rows.get(table, 0)}."
    for table, other in after.dangling - before.dangling:
        return f"Rows of “{table}” would refer to rows of “{other}” that are not there."
    for key in sorted(after.unlike - before.unlike):
        return f"Row {key.id} of “{key.table}” would not be what was recorded of it."
    return None


def _unlike(connection: sqlite3.Connection, schema: int) -> Iterator[Key]:
    newest: dict[Key, Row | None] = {}
    for number, packed in connection.execute("SELECT number, rows FROM change ORDER BY number"):
        try:
            newest |= {key: after for key, (_, after) in history.unpack(packed, schema).items()}
        except (zlib.error, ValueError):
            yield Key("change", str(number))
    for key, recorded in newest.items():
        if not _is(connection, key, recorded):
            yield key


def _is(connection: sqlite3.Connection, key: Key, recorded: Row | None) -> bool:
    found = connection.execute(f'SELECT * FROM "{key.table}" WHERE id = ?', (key.id,))
    names = [column[0] for column in found.description]
    row = next((dict(zip(names, values, strict=True)) for values in found), None)
    try:
        return history.same(
            row and {name: _value(value, (recorded or {}).get(name)) for name, value in row.items()}, recorded
        )
    except ValueError:  # JSON that is none
        return False


def _value(stored: Any, recorded: Any) -> Any:
    """JSON as the model has it; the columns do not tell which of them are JSON, the records do."""
    digest = isinstance(recorded, dict) and list(recorded) == ["sha256"]
    return (
        json.loads(stored) if isinstance(stored, str) and isinstance(recorded, list | dict) and not digest else stored
    )
