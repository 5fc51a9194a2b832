"""How SQLite is opened: settings, transactions of our own, and errors in words a person understands."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError, IntegrityError, OperationalError

from db.errors import DamagedWorkspace, NotSaved, RuleBroken, WorkspaceBusy

SETTINGS = {
    "journal_mode": "truncate",  # the file alone is whole whenever no commit runs; WAL copies are stale
    "synchronous": 2,  # FULL: an acknowledged commit survives a power cut
    "foreign_keys": 1,
    "trusted_schema": 0,  # functions in a stranger's schema don't run
    "cell_size_check": 1,
    "mmap_size": 0,
    "temp_store": 2,
}
BUSY_SECONDS = 10
"""An edit waits so long for another program's."""
READING_SECONDS = 30
"""Reading waits longer: nobody's work hangs on it, and whoever writes without a pause leaves only short gaps."""


def engine(path: Path) -> Engine:
    """An engine whose transactions begin with BEGIN (reading) or BEGIN IMMEDIATE (option `writes`)."""
    address = URL.create("sqlite", database=str(path))  # a name may have "?", "#" or "%" in it
    made = create_engine(address, connect_args={"timeout": READING_SECONDS, "isolation_level": None})

    @event.listens_for(made, "connect")
    def _(connection: sqlite3.Connection, _record: object) -> None:
        for name, value in SETTINGS.items():
            connection.execute(f"PRAGMA {name} = {value}").fetchall()
            got = connection.execute(f"PRAGMA {name}").fetchone()
            if got and got[0] != value:
                raise sqlite3.OperationalError(f"SQLite keeps {name} at {got[0]}")

    @event.listens_for(made, "begin")
    def _(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes")
        seconds = BUSY_SECONDS if writes else READING_SECONDS
        connection.exec_driver_sql(f"PRAGMA busy_timeout = {int(seconds * 1000)}")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return made


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn SQLite's expected trouble into ours. What is not expected passes as it is."""
    try:
        yield
    except IntegrityError as error:
        raise RuleBroken(f"{_broken(str(error.orig))} Nothing was changed.") from error
    except (OperationalError, DatabaseError, sqlite3.DatabaseError) as error:
        raise _known(path, str(getattr(error, "orig", None) or error)) from error


def _broken(message: str) -> str:
    """The rule behind a constraint as a sentence; constraints are named for it, and SQL is nobody's business."""
    which, _, name = message.partition(" constraint failed: ")
    table, _, column = (part.replace("_", " ") for part in name.partition(".")) if name else ("", "", "")
    if which == "CHECK" and re.fullmatch(r"[a-z]\w*", name):
        return f"This does not hold: {table}."
    if which == "NOT NULL":
        return f"The {column} of the {table} is missing."
    if which == "UNIQUE":
        return f"There is such a {table} already."
    if which == "FOREIGN KEY" or message.startswith("FOREIGN KEY"):
        return "Something that this refers to is not there, or something else refers to it."
    return "The workspace's rules don't allow this."


def _known(path: Path, message: str) -> Exception:
    if "locked" in message or "busy" in message:
        return WorkspaceBusy(f"“{path.name}” is in use by another program. Nothing was changed; try again.")
    if "full" in message:
        return NotSaved(
            f"Not saved: the disk is full. “{path.name}” is as it was before. Free some space and try again."
        )
    if "readonly" in message or "read-only" in message:
        return NotSaved(
            f"Not saved: “{path.name}” may not be written. Change its permissions or save a copy elsewhere."
        )
    if "disk I/O" in message or "unable to open" in message:
        return NotSaved(
            f"Not saved: the disk that holds “{path.name}” takes nothing, it may be full or gone ({message}). "
            "What is in the workspace stays as it was."
        )
    if any(words in message for words in ("malformed", "not a database", "corrupt", "decode to UTF-8")):
        return DamagedWorkspace(f"“{path.name}” is damaged ({message}). Open a backup, or fetch the file again.")
    return RuntimeError(message)
