"""An older workspace is brought up to date on a checked copy beside it, which takes its place only when all of it is there.

Whatever goes wrong, a power cut too, the file is the old one or the new one, never something in between.
"""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from db import header, schema
from db.columns import new_id
from db.engine import BUSY_SECONDS, told
from db.errors import KnownError, NotMigrated
from db.migrations import run
from db.migrations.contents import contents, lost


def migrate(path: Path, found: int) -> Path:
    """Bring the workspace of schema `found` up to date; returns where the old file is kept."""
    path = path.resolve()  # a link to a workspace stays one
    part = path.with_name(f".{new_id()}.part")
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    backup = path.with_name(f"{path.stem}.schema-{found}.{stamp}.claims")
    try:
        with told(path), _held(path) as holding:
            _copy(path, part)
            _upgrade(part, found, path.name)
            _put_in_place(part, path, backup, holding)
    except OSError as error:  # the person knows nothing of the part
        raise NotMigrated(_words(path.name, f"The new file can't be written beside it: {error.strerror}.")) from error
    finally:
        for left in (part, part.with_name(f"{part.name}-journal")):
            left.unlink(missing_ok=True)
    return backup


@contextmanager
def _held(path: Path) -> Iterator[sqlite3.Connection]:
    """Nobody writes to the file meanwhile. It must not be opened as a plain file: closing that would end the lock."""
    with closing(sqlite3.connect(path, isolation_level=None, timeout=BUSY_SECONDS)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield connection


def _copy(path: Path, to: Path) -> None:
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(to)) as target:
        source.backup(target)


def _upgrade(part: Path, found: int, name: str) -> None:
    """Run the revisions; every row is still there, is what was recorded of it, and refers to what it referred to."""
    try:
        schema.verify(part)
        before = contents(part, found)
        run.upgrade(part)
        schema.verify(part)
        why = lost(before, contents(part, header.SCHEMA))
    except KnownError as error:
        raise NotMigrated(_words(name, str(error).replace(part.name, name))) from error
    if why:
        raise NotMigrated(_words(name, why))


def _put_in_place(part: Path, path: Path, backup: Path, holding: sqlite3.Connection) -> None:
    """The old file gets the backup's name before the new one gets its own; each step is on the disk before the next."""
    shutil.copymode(path, part)
    _sync(part)
    try:
        os.link(path, backup)
    except OSError:  # a disk without hard links
        _copy(path, backup)
        _sync(backup)
    if os.name == "nt":
        holding.close()  # Windows does not replace a file that is open
    _sync(path.parent)
    os.replace(part, path)
    _sync(path.parent)


def _sync(path: Path) -> None:
    if os.name == "nt" and path.is_dir():  # can't be opened there
        return
    number = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def _words(name: str, why: str) -> str:
    return f"“{name}” can't be brought up to date and was not changed; the Followthrough that made it opens it. {why}"
