"""Open a workspace: `session()` reads, `edit("Tag promise")` writes. There is no other door."""

import gc
import os
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection
from sqlmodel import Session, col, func, select

from db import checks, history, replaying, schema, search
from db.columns import new_id
from db.engine import engine, told
from db.errors import DamagedWorkspace, NotAWorkspace, NotSaved, WorkspaceBusy
from db.history import Edit, Key, Step
from db.models import Change


@dataclass(frozen=True)
class Announcement:
    """What listeners are told after a change is on the disk."""

    label: str
    kind: str
    """edit, undo, redo, setup, or elsewhere: another program did it, perhaps in several steps."""
    keys: frozenset[Key]
    number: int
    step: Step
    """The edit that was made, undone or redone; of "elsewhere" without an id."""

    @property
    def tables(self) -> frozenset[str]:
        return frozenset(key.table for key in self.keys)


class Store:
    """One open workspace. Reading works from any thread; edits wait for each other."""

    def __init__(self, path: Path) -> None:
        """Open the workspace at `path`. Raises NotAWorkspace, NewerWorkspace, DamagedWorkspace; the file stays as it was."""
        schema.take_back(path)
        schema.verify(path)
        self.backup_before_migration = schema.migrate(path)
        self.path = path
        self.analyst_id: str | None = None
        self.setting_up = False
        """While code makes a sample: what it does is recorded as "setup", no step for a person to take back."""
        self.listeners: list[Callable[[Announcement], None]] = []
        self._engine = engine(path)
        self._lock = threading.RLock()
        self._undo: list[Step] = []
        self._redo: list[Step] = []
        self._number = 0
        """Of the newest change that we know of; a higher one in the file was made by another program."""
        self._read_stacks()

    @classmethod
    def create(cls, path: Path) -> "Store":
        """Make a new workspace. Raises NotAWorkspace if `path` exists or can't be written."""
        if path.exists():
            raise NotAWorkspace(f"“{path}” exists already. It was not changed; choose another name.")
        part = _part_of(path)
        try:
            schema.make(part)
            os.replace(part, path)
        except (OSError, sqlite3.OperationalError) as error:
            raise NotAWorkspace(f"“{path}” can't be made: {getattr(error, 'strerror', None) or error}.") from error
        finally:
            _away(part)
        return cls(path)

    def close(self) -> None:
        self._engine.dispose()

    @contextmanager
    def session(self) -> Iterator[Session]:
        """For reading. What is read is plain data once the session is closed; nothing is written back."""
        with told(self.path), Session(self._engine, expire_on_commit=False, autoflush=False) as session:
            yield session

    @contextmanager
    def edit(self, label: str, *, kind: str = "edit") -> Iterator[Session]:
        """The one door for writing: all of it happens and is on the disk when the block ends, or none of it.

        Of kind "setup" it is recorded but not put on the undo stack (who works here is no step of the work).
        """
        edit, kind = Edit(label), "setup" if self.setting_up else kind
        with self._lock:  # kept for the announcement too: listeners hear of edits in their order
            with told(self.path), self._writing() as connection:
                with Session(connection, expire_on_commit=False, join_transaction_mode="rollback_only") as session:
                    history.record(session, edit)
                    yield session
                    session.flush()
                edit.rows = {key: rows for key, rows in edit.rows.items() if rows[0] != rows[1]}
                announcement = self._keep(connection, edit, kind, None)
            self._announce(announcement)

    def undo(self) -> Announcement | None:
        """Take the last edit back; None if there is none."""
        return self._replay(self._undo, "undo")

    def redo(self) -> Announcement | None:
        """Do the last undone edit again; None if there is none."""
        return self._replay(self._redo, "redo")

    def changed_elsewhere(self) -> bool:
        """Has another program changed the workspace? Then that is announced, and its steps can be undone here.

        One look at an index when nothing has happened, so it can be asked whenever the window comes to the front.
        """
        with self._lock:
            missed = self._missed()
            if missed:
                self._read_stacks(missed.number)
                self._tell(missed)
        return missed is not None

    @property
    def undo_label(self) -> str | None:
        return next((step.label for step in self._undo[-1:]), None)  # another thread may take it meanwhile

    @property
    def redo_label(self) -> str | None:
        return next((step.label for step in self._redo[-1:]), None)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """For questions to the index, in the words of SQLite."""
        with told(self.path), self._engine.connect() as connection:
            yield connection

    def find(self, query: str, owners: tuple[str, ...] = (), limit: int = 500) -> list[search.Hit]:
        """Search documents, statements, quotes and notes; see `db.search`."""
        with told(self.path), self._engine.connect() as connection:
            return search.find(connection, query, owners, limit)

    def backup(self, to: Path) -> None:
        """Write a whole, checked copy to `to`, which must not exist: it might be somebody's work."""
        if to.exists():
            raise NotAWorkspace(f"“{to}” exists already. It was not changed; choose another name for the backup.")
        part = _part_of(to)
        try:
            with told(self.path), self._engine.connect() as connection:
                connection.connection.driver_connection.execute("VACUUM INTO ?", (str(part),))  # type: ignore[union-attr]
            self._check_copy(part)
            with part.open("rb+") as file:
                os.fsync(file.fileno())
            os.replace(part, to)
        except (NotSaved, OSError) as error:  # the person knows nothing of the part
            why = error.strerror if isinstance(error, OSError) else "its disk is full, gone or read-only"
            raise NotSaved(f"The backup “{to}” was not written: {why}. The workspace is as it was.") from error
        finally:
            _away(part)

    def _check_copy(self, part: Path) -> None:
        """Every value of it can be read, or it is no backup."""
        schema.verify(part)
        with checks.reading(part) as connection:
            flaw = next(checks.flaws(connection), "")
        if flaw:
            raise DamagedWorkspace(
                f"“{self.path.name}” is damaged: {flaw} No backup was written; keep the older ones. "
                "`followthrough check` lists all that is wrong."
            )

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with self._engine.connect().execution_options(writes=True) as connection, connection.begin():
            yield connection

    def _keep(self, connection: Connection, edit: Edit, kind: str, of_id: str | None) -> Announcement | None:
        """Record the edit and bring the index up to date, in the same transaction."""
        if not edit.rows:
            return None
        number = connection.execute(select(func.coalesce(func.max(Change.number), 0))).scalar_one() + 1
        change = history.change_of(edit, number, kind=kind, of_id=of_id, analyst_id=self.analyst_id)
        connection.execute(Change.__table__.insert().values(**change.model_dump()))  # type: ignore[attr-defined]
        search.follow(connection, edit.rows)
        return Announcement(edit.label, kind, frozenset(edit.rows), number, Step(of_id or change.id, edit.label))

    def _replay(self, stack: list[Step], kind: str) -> Announcement | None:
        with self._lock, _uncollected():
            self.changed_elsewhere()  # what was undone there is not undone again here
            if not stack:
                return None
            with told(self.path), self._writing() as connection:
                edit = _replayed(connection, stack[-1])
                announcement = self._keep(connection, edit, kind, stack[-1].id)
                if announcement and announcement.number != self._number + 1:
                    raise WorkspaceBusy(f"“{self.path.name}” was changed by another program just now; try again.")
            self._announce(announcement)
            return announcement

    def _announce(self, announcement: Announcement | None) -> None:
        if announcement is None:
            return
        missed = self._missed(announcement.number)
        if missed:
            self._read_stacks(announcement.number)
            self._tell(missed)
        else:
            self._move_step(announcement)
        self._tell(announcement)

    def _move_step(self, announcement: Announcement) -> None:
        self._number = announcement.number
        if announcement.kind == "edit":
            self._undo.append(announcement.step)
            self._redo.clear()
        elif announcement.kind == "undo":
            self._redo.append(self._undo.pop())
        elif announcement.kind == "redo":
            self._undo.append(self._redo.pop())

    def _tell(self, announcement: Announcement) -> None:
        for listener in list(self.listeners):
            listener(announcement)

    def _missed(self, before: int | None = None) -> Announcement | None:
        """What others did since our newest change, or between it and ours of the number `before`."""
        if before == self._number + 1:
            return None
        query = select(Change.number, Change.rows).where(col(Change.number) > self._number)
        if before is not None:
            query = query.where(col(Change.number) < before)
        with self.session() as session:
            found = session.exec(query.order_by(col(Change.number))).all()
        keys = frozenset(key for _, rows in found for key in history.unpack(rows))
        label = "Changed by another program"
        return Announcement(label, "elsewhere", keys, found[-1][0], Step("", label)) if found else None

    def _read_stacks(self, up_to: int | None = None) -> None:
        """From the record of changes up to that number; the lists stay the same objects."""
        query = select(Change.id, Change.kind, Change.of_id, Change.label).order_by(col(Change.number))
        newest = select(func.coalesce(func.max(Change.number), 0))
        with self.session() as session:
            self._number = session.exec(newest).one() if up_to is None else up_to
            rows = session.exec(query.where(col(Change.number) <= self._number)).all()
        self._undo[:], self._redo[:] = history.stacks(tuple(row) for row in rows)  # type: ignore[misc]


@contextmanager
def _uncollected() -> Iterator[None]:
    """Looking for garbage among thousands of rows that are all still needed takes a quarter of an undo."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _replayed(connection: Connection, step: Step) -> Edit:
    """Put every row back as it was before the step was last made, undone or redone."""
    edit = Edit(step.label)
    connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    record = _last_record(connection, step.id)
    found = replaying.read(connection, record)
    for key, (wanted, recorded) in reversed(record.items()):
        if not history.same(found.get(key), recorded):
            raise DamagedWorkspace(f"“{step.label}” can't be taken back: its rows were changed from outside.")
        edit.note(key, found.get(key), wanted)
    replaying.put(connection, {key: after for key, (_before, after) in edit.rows.items()}, found)
    return edit


def _away(part: Path) -> None:
    """A disk that can't be written refuses this too; why the file was not made has been told already."""
    with suppress(OSError):
        part.unlink(missing_ok=True)


def _part_of(path: Path) -> Path:
    """A name beside `path` that is nobody else's, for a file that is not whole yet."""
    return path.parent / f".{new_id()}.part"


def _last_record(connection: Connection, edit_id: str) -> dict[Key, tuple[history.Row | None, history.Row | None]]:
    """The rows of the newest change that did, undid or redid the edit: (as they were before it, as it left them)."""
    newest = (
        select(Change.rows)
        .where((Change.id == edit_id) | (Change.of_id == edit_id))
        .order_by(Change.number.desc())  # type: ignore[attr-defined]
        .limit(1)
    )
    return history.unpack(connection.execute(newest).scalar_one())
