"""Which tables a workspace has: made new from the frozen schema, compared with it before the first query, migrated when old."""

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from db import header
from db.engine import READING_SECONDS
from db.errors import DamagedWorkspace, NotAWorkspace, WorkspaceBusy

MIGRATIONS = Path(__file__).parent / "migrations"


def statements(number: int = header.SCHEMA) -> list[str]:
    """The frozen DDL of a released schema."""
    text = (MIGRATIONS / f"schema_{number:04}.sql").read_text(encoding="utf-8")
    return [part.strip() for part in text.split(";\n") if part.strip()]


def make(path: Path) -> None:
    """Write an empty workspace to `path`, which must not exist."""
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute(f"PRAGMA application_id = {header.APPLICATION_ID}")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("BEGIN")
        for statement in statements():
            connection.execute(statement)
        connection.execute("INSERT INTO alembic_version VALUES (?)", (f"{header.SCHEMA:04}",))
        made_on = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        connection.execute("INSERT INTO meta (id, value) VALUES ('made_on', ?)", (made_on,))
        connection.execute(f"PRAGMA user_version = {header.SCHEMA}")
        connection.execute("COMMIT")
    finally:
        connection.close()


def take_back(path: Path) -> None:
    """Let SQLite take back a commit that was cut off (a power cut, a killed program); only then is the file whole."""
    journal = path.with_name(f"{path.name}-journal")
    if not (journal.exists() and journal.stat().st_size):  # an empty one says that the last commit ended well
        return
    header.read(path, whole=False)
    connection = sqlite3.connect(path, timeout=READING_SECONDS, isolation_level=None)
    try:
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:  # SQLite quotes damaged SQL as it is
        raise _told(path, str(error)) from error
    finally:
        connection.close()


def verify(path: Path) -> None:
    """Compare the file with the schema it claims, and look for damage; the file is only read.

    Raises NotAWorkspace when tables, triggers or views are not ours, DamagedWorkspace when SQLite finds damage.
    """
    number = header.read(path).schema
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", timeout=READING_SECONDS, uri=True)
    try:
        connection.execute("PRAGMA trusted_schema = 0")
        found = _schema(connection)
        if found != _expected(number):
            raise NotAWorkspace(f"“{path.name}” has tables that Followthrough did not make. It was not changed.")
        problems = [row[0] for row in connection.execute("PRAGMA quick_check(3)") if row[0] != "ok"]
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:  # SQLite quotes damaged SQL as it is
        raise _told(path, str(error)) from error
    finally:
        connection.close()
    if problems:
        raise _damaged(path, problems[0])


def migrate(path: Path) -> Path | None:
    """Bring an older workspace up to date; returns where the old file is kept, or None if none was due."""
    found = header.read(path).schema
    if found == header.SCHEMA:
        return None
    from db.migrations.on_a_copy import migrate  # Alembic loads only now

    return migrate(path, found)


def _told(path: Path, why: str) -> WorkspaceBusy | DamagedWorkspace:
    """What SQLite says, in words of ours."""
    if "locked" in why or "busy" in why:
        return WorkspaceBusy(f"“{path.name}” is in use by another program. Nothing was changed; try again.")
    return _damaged(path, why)


def _damaged(path: Path, why: str) -> DamagedWorkspace:
    return DamagedWorkspace(
        f"“{path.name}” is damaged ({why}). It was not changed. Open a backup, or fetch the file again."
    )


def _expected(number: int) -> list[str]:
    connection = sqlite3.connect(":memory:")
    try:
        for statement in statements(number):
            connection.execute(statement)
        return _schema(connection)
    finally:
        connection.close()


def _schema(connection: sqlite3.Connection) -> list[str]:
    rows = connection.execute("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'")
    return sorted(" ".join(sql.split()) for (sql,) in rows)
