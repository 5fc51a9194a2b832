"""A table gets the shape that the frozen DDL of a schema gives it, and keeps its rows: for revisions only.

SQLite's own ALTER TABLE writes a DDL that differs from the frozen one, so the table is made anew and its rows are moved.
That is safe where `run.upgrade` runs it: foreign keys are off (dropping a table would delete whatever refers to it), and
renaming a table leaves the references to it alone.
"""

import json
import re
from typing import Any

from alembic import op
from sqlalchemy import Connection

from db import schema
from db.migrations.records import STEPS, Added, Renamed, Step


def tables(number: int) -> None:
    """Do to the tables what `records.STEPS` says of the schema."""
    for name in sorted({step.table for step in STEPS[number]}):
        table(name, number)


def table(name: str, number: int) -> None:
    """Make the table as it is in the frozen schema, with its indexes; every row keeps its values, or gets those of the steps."""
    connection = op.get_bind()
    own = [step for step in STEPS.get(number, ()) if step.table == name]
    before = _columns(connection, name)
    _run(connection, f"ALTER TABLE {name} RENAME TO {name}_before")
    for index in _indexes(connection, f"{name}_before"):
        _run(connection, f"DROP INDEX {index}")  # their names are wanted again
    made = ddl(name, number)
    _run(connection, made[0])
    _move(connection, name, _sources(name, before, _columns(connection, name), own))
    _run(connection, f"DROP TABLE {name}_before")
    for statement in made[1:]:
        _run(connection, statement)


def ddl(name: str, number: int) -> list[str]:
    """The statements of the frozen schema that make a table and its indexes; of a new table too."""
    own = re.compile(rf"CREATE (TABLE {name}\b|(UNIQUE )?INDEX \w+ ON {name}\b)")
    return [statement for statement in schema.statements(number) if own.match(statement)]


def _sources(name: str, before: list[str], after: list[str], own: list[Step]) -> dict[str, tuple[str, Any]]:
    """By column of the new table: the column that it comes from, or "?" and the value."""
    sources: dict[str, tuple[str, Any]] = {column: (f'"{column}"', None) for column in before}
    for step in own:
        if isinstance(step, Added):
            sources[step.column] = ("?", step.value)
        else:
            gone = sources.pop(step.column)
            if isinstance(step, Renamed):
                sources[step.name] = gone
    if sources.keys() != set(after):
        differing = ", ".join(sorted(sources.keys() ^ set(after)))
        raise ValueError(f"records.STEPS does not say what becomes of {name}: {differing}")
    return sources


def _move(connection: Connection, name: str, sources: dict[str, tuple[str, Any]]) -> None:
    columns = ", ".join(f'"{column}"' for column in sources)
    wanted = ", ".join(source for source, _ in sources.values())
    values = tuple(_stored(value) for source, value in sources.values() if source == "?")
    sql = f"INSERT INTO {name} (rowid, {columns}) SELECT rowid, {wanted} FROM {name}_before ORDER BY rowid"
    connection.exec_driver_sql(sql, values)


def _stored(value: Any) -> Any:
    """As `columns.JsonText` stores it."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True) if isinstance(value, list | dict) else value


def _columns(connection: Connection, name: str) -> list[str]:
    return [row[0] for row in connection.exec_driver_sql("SELECT name FROM pragma_table_info(?)", (name,))]


def _indexes(connection: Connection, name: str) -> list[str]:
    found = "SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL AND tbl_name = ?"
    return [row[0] for row in connection.exec_driver_sql(found, (name,))]


def _run(connection: Connection, sql: str) -> None:
    connection.exec_driver_sql(sql)
