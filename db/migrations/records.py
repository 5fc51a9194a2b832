"""What a revision does to the columns, said once: the tables are rebuilt by it, and older records are read by it.

A record of changes is never rewritten. It says which schema its rows are of, and its rows are brought up to today's
when they are read, so that undo, redo, check and restore know them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from db import header

Row = dict[str, Any]


@dataclass(frozen=True)
class Added:
    """A column that every older row has the same value in. What differs from row to row is for a verb to fill in later."""

    table: str
    column: str
    value: str | int | float | list[Any] | dict[str, Any] | None
    """As the model has it: a list or a dict for JSON."""


@dataclass(frozen=True)
class Renamed:
    table: str
    column: str
    name: str
    """Its new name."""


@dataclass(frozen=True)
class Dropped:
    table: str
    column: str


Step = Added | Renamed | Dropped
STEPS: dict[int, tuple[Step, ...]] = {}
"""By the number of the schema that the revision gives. A table keeps its name for ever."""


def steps(since: int, to: int | None = None, table: str = "") -> Iterable[Step]:
    """What was done after the schema `since` up to `to` (today's), to one table or to all."""
    for number in range(since + 1, (to or header.SCHEMA) + 1):
        yield from (step for step in STEPS.get(number, ()) if table in ("", step.table))


def brought_up(table: str, row: Row | None, since: int, to: int | None = None) -> Row | None:
    """A row that was recorded under the schema `since`, as it would be recorded under `to` (today's)."""
    if row is None or since == (to or header.SCHEMA):
        return row
    for step in steps(since, to, table):
        row = _after(step, row)
    return row


def _after(step: Step, row: Row) -> Row:
    match step:
        case Added(_, column, value):
            return {**row, column: value}
        case Renamed(_, column, name):
            return {name if key == column else key: value for key, value in row.items()}
        case Dropped(_, column):
            return {key: value for key, value in row.items() if key != column}
