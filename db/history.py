"""What every edit did to the rows, before and after: undo, redo and audit trail in one.

An edit's record holds the rows it changed or deleted in full, and of a row it added only a digest of the large values:
to take an addition back, the key is enough, and the record of that undo then holds the row in full for the redo.
"""

import base64
import hashlib
import json
import re
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sqlalchemy import Connection, Table, event, inspect
from sqlalchemy.orm import ORMExecuteState
from sqlmodel import Session, SQLModel

from db import header
from db.errors import RuleBroken
from db.migrations.records import brought_up
from db.models import APPEND_ONLY, IMMUTABLE, Change

Row = dict[str, Any]
LARGE = 4096
"""Values longer than this are kept as a digest in the record of an addition."""
LEVEL = 4
"""Of compression: 6 takes three times as long for the rows of 2,000 claims, and makes them a twentieth smaller."""
_SEAL = re.compile(rb'\[\["([0-9a-f]{64})"[],]')
_SEALED = ("id", "number", "kind", "of_id", "label", "analyst_id", "made_on", "tables")
"""Columns of a change; a column of a later schema is no part of the seals that were made before it."""


class Key(NamedTuple):
    table: str
    id: str


@dataclass
class Edit:
    """One edit while it happens: each touched row as it was first and as it is last (None: absent)."""

    label: str
    rows: dict[Key, tuple[Row | None, Row | None]] = field(default_factory=dict)

    def note(self, key: Key, before: Row | None, after: Row | None) -> None:
        first = self.rows.get(key)
        self.rows[key] = (first[0] if first else before, after)

    @property
    def tables(self) -> frozenset[str]:
        return frozenset(key.table for key in self.rows)


def record(session: Session, edit: Edit) -> None:
    """Fill `edit` with every row that `session` writes; refuse what could not be taken back or must not change."""

    @event.listens_for(session, "do_orm_execute")
    def _(state: ORMExecuteState) -> None:
        if not state.is_select:
            raise TypeError("Inside edit(), change objects; bulk statements could not be undone.")

    @event.listens_for(session, "before_flush")
    def _(session: Session, _context: object, _instances: object) -> None:
        for item in session.dirty:
            if session.is_modified(item):
                _refuse(item, IMMUTABLE | APPEND_ONLY, "changed")
        for item in session.deleted:
            _refuse(item, APPEND_ONLY, "deleted")

    @event.listens_for(session, "after_flush")
    def _(session: Session, _context: object) -> None:
        for item in session.new:
            edit.note(_key(item), None, _row(item))
        for item in session.dirty:
            if session.is_modified(item):
                edit.note(_key(item), _row_before(item), _row(item))
        for item in session.deleted:
            edit.note(_key(item), _row_before(item), None)


def pack(rows: dict[Key, tuple[Row | None, Row | None]], seal: str = "") -> bytes:
    """The rows as they are stored in a Change, behind the seal of its other columns and the number of the schema.

    A record without a number is of schema 1, whose first program does not look for any.
    """
    listed = [[*key, before, _plain(after)] for key, (before, after) in rows.items()]
    head = [seal, header.SCHEMA] if header.SCHEMA > 1 else [seal] if seal else []
    sealed = [head, *listed] if head else listed
    packed = json.dumps(sealed, ensure_ascii=False, separators=(",", ":"), default=_in_json)
    return zlib.compress(packed.encode(), LEVEL)


def unpack(data: bytes, schema: int | None = None) -> dict[Key, tuple[Row | None, Row | None]]:
    """What `pack` wrote, as rows of the schema (today's); large values of an `after` come back as {"sha256": …}."""
    listed = json.loads(zlib.decompress(data), object_hook=_from_json)
    head = listed[0] if listed and len(listed[0]) < 4 else []
    since = head[1] if len(head) > 1 else 1
    return {
        Key(table, ident): (
            brought_up(table, before, since, schema),
            brought_up(table, after, since, schema),
        )
        for table, ident, before, after in listed[bool(head) :]
    }


def sealed(data: bytes) -> str:
    """The seal in front of the rows; "" in a record from before there were seals."""
    found = _SEAL.match(zlib.decompressobj().decompress(data, 80))
    return found[1].decode() if found else ""


def seal(change: Mapping[str, Any]) -> str:
    """SHA-256 of a change's own columns: its rows are guarded by what they say, these by nothing else."""
    own = [change[name] for name in _SEALED]
    return hashlib.sha256(json.dumps(own).encode()).hexdigest()


def same(row: Row | None, recorded: Row | None) -> bool:
    """Is the row what was recorded of it (digests compared where only a digest was kept)?"""
    if row is None or recorded is None:
        return row is recorded
    return row == recorded or _plain(row) == _plain(recorded)


def read_row(connection: Connection, key: Key) -> Row | None:
    """The row as it is now, or None."""
    table = _table(key)
    found = connection.execute(table.select().where(table.c.id == key.id)).mappings().first()
    return dict(found) if found else None


@dataclass(frozen=True)
class Step:
    """An edit in the undo stack."""

    id: str
    label: str


def stacks(changes: Iterable[tuple[str, str, str | None, str]]) -> tuple[list[Step], list[Step]]:
    """(what can be undone, what can be redone), newest last, from (id, kind, of_id, label) in order."""
    undo: list[Step] = []
    redo: list[Step] = []
    for ident, kind, of_id, label in changes:
        if kind == "edit":
            undo.append(Step(ident, label))
            redo.clear()
        elif kind == "undo" and undo and undo[-1].id == of_id:
            redo.append(undo.pop())
        elif kind == "redo" and redo and redo[-1].id == of_id:
            undo.append(redo.pop())
    return undo, redo


def _refuse(item: SQLModel, kept: frozenset[str], verb: str) -> None:
    table = str(item.__tablename__)
    if table in kept:
        raise RuleBroken(f"A row of “{table}” is never {verb}; add a new one instead.")


def _table(key: Key) -> Table:
    return SQLModel.metadata.tables[key.table]


def _key(item: Any) -> Key:
    return Key(item.__tablename__, item.id)


def _row(item: Any) -> Row:
    return {a.key: getattr(item, a.key) for a in inspect(item).mapper.column_attrs}


def _row_before(item: Any) -> Row:
    state = inspect(item)
    row = _row(item)
    for name in row:
        was = state.attrs[name].history.deleted
        if was:
            row[name] = was[0]
    return row


def _plain(row: Row | None) -> Row | None:
    """The row with a digest in place of each large value; nearly always the row itself."""
    if row is None or not _has_large(row):
        return row
    return {name: _digest(value) if _is_large(value) else value for name, value in row.items()}


def _has_large(row: Row) -> bool:
    for value in row.values():  # a loop of its own: thousands of rows, twenty values each
        of = type(value)
        if (of is str or of is bytes) and len(value) > LARGE:
            return True
    return False


def _is_large(value: Any) -> bool:
    of = type(value)
    return (of is str or of is bytes) and len(value) > LARGE


def _digest(value: str | bytes) -> dict[str, str]:
    return {"sha256": hashlib.sha256(value if isinstance(value, bytes) else value.encode()).hexdigest()}


def _in_json(value: bytes) -> dict[str, str]:
    return {"base64": base64.b64encode(value).decode()}


def _from_json(found: dict[str, Any]) -> Any:
    return base64.b64decode(found["base64"]) if len(found) == 1 and "base64" in found else found


def change_of(
    edit: Edit, number: int, *, kind: str = "edit", of_id: str | None = None, analyst_id: str | None
) -> Change:
    """The row that records `edit`."""
    change = Change(
        number=number, kind=kind, of_id=of_id, label=edit.label, analyst_id=analyst_id,
        tables=" ".join(sorted(edit.tables)), rows=b"",
    )  # fmt: skip
    change.rows = pack(edit.rows, seal(change.model_dump()))
    return change
