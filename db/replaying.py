"""Rows of a record read and put back many at a time: the undo of two thousand claims is a few questions, not thousands.

In SQLite's own words, because the general way of making a statement takes longer than the statement.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.dialects import sqlite
from sqlmodel import SQLModel

from db.columns import JsonText
from db.history import Key, Row

AT_ONCE = 500
"""Ids in one question; old builds of SQLite take no more than 999 values."""
_DIALECT = sqlite.dialect()


@dataclass(frozen=True)
class _Table:
    name: str
    columns: tuple[str, ...]
    json: frozenset[str]

    def listed(self, then: str = "") -> str:
        return ", ".join(f'"{name}"{then}' for name in self.columns)

    def values(self, row: Row) -> tuple[Any, ...]:
        """As they are bound."""
        return tuple([_bound(row[n]) if n in self.json else row[n] for n in self.columns])

    def row(self, values: Sequence[Any]) -> Row:
        row = dict(zip(self.columns, values, strict=True))
        for name in self.json:
            row[name] = _loaded(row[name])
        return row


def slices(values: Iterable[Any]) -> Iterator[list[Any]]:
    """The values in lists of up to AT_ONCE."""
    left = iter(values)
    while some := list(islice(left, AT_ONCE)):
        yield some


def read(connection: Connection, keys: Iterable[Key]) -> dict[Key, Row]:
    """The rows that are there now, by key."""
    found: dict[Key, Row] = {}
    for table, own in _by_table(keys):
        for some in slices(own):
            marks = ", ".join("?" * len(some))
            query = f'SELECT {table.listed()} FROM "{table.name}" WHERE id IN ({marks})'
            for values in connection.exec_driver_sql(query, tuple(key.id for key in some)):
                row = table.row(values)
                found[Key(table.name, row["id"])] = row
    return found


def put(connection: Connection, wanted: Mapping[Key, Row | None], found: Mapping[Key, Row]) -> None:
    """Make the rows be as `wanted` (None: absent), which `read` has `found` otherwise; the newest first.

    First what goes, so that a name that was given on is free; references are looked at when all is done.
    """
    for table, keys in _by_table(key for key, row in wanted.items() if row is None and key in found):
        connection.exec_driver_sql(f'DELETE FROM "{table.name}" WHERE id = ?', [(key.id,) for key in keys])
    kept = {key: row for key, row in wanted.items() if row is not None}
    for table, keys in _by_table(key for key in kept if key in found):
        change = f'UPDATE "{table.name}" SET {table.listed(" = ?")} WHERE id = ?'
        connection.exec_driver_sql(change, [(*table.values(kept[key]), key.id) for key in keys])
    for table, keys in _by_table(key for key in kept if key not in found):
        add = f'INSERT INTO "{table.name}" ({table.listed()}) VALUES ({", ".join("?" * len(table.columns))})'
        connection.exec_driver_sql(add, [table.values(kept[key]) for key in keys])


def _by_table(keys: Iterable[Key]) -> Iterator[tuple[_Table, list[Key]]]:
    """In their order within each table."""
    by_table: dict[str, list[Key]] = {}
    for key in keys:
        by_table.setdefault(key.table, []).append(key)
    return ((_table(name), own) for name, own in by_table.items())


@cache
def _table(name: str) -> _Table:
    columns = SQLModel.metadata.tables[name].columns
    return _Table(name, tuple(columns.keys()), frozenset(c.name for c in columns if isinstance(c.type, JsonText)))


_JSON = JsonText()


@lru_cache(maxsize=1024)
def _loaded(text: str | None) -> Any:
    """Rows of one edit often say the same; they are compared and packed, never changed."""
    return _JSON.process_result_value(text, _DIALECT)


def _bound(value: Any) -> str | None:
    return _JSON.process_bind_param(value, _DIALECT)
