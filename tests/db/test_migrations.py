"""An older workspace is brought up to date on a checked copy; whatever goes wrong, the old file is there, byte for byte."""

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from db import header, schema, store
from db.errors import DamagedWorkspace, NotMigrated, WorkspaceBusy
from db.migrations import freeze, records, run
from desktop.checking import check
from desktop.workspace import Workspace

NOW, LATER = header.SCHEMA, header.SCHEMA + 1
REVISION = f"""
from alembic import op
from db.migrations import rebuild
revision = "{LATER:04}"
down_revision = "{NOW:04}"

def upgrade() -> None:
    op.execute("{{table}}")
    {{more}}
"""
TABLE = "CREATE TABLE tint (id TEXT NOT NULL PRIMARY KEY) STRICT"
MIGRATIONS = Path(run.__file__).parent
RECORDED = ("actor", "document", "claim", "outcome", "version", "assessment", "evidence", "link", "passage")
Later = Callable[..., None]


def test_the_frozen_schema_is_that_of_the_models() -> None:
    frozen = (MIGRATIONS / f"schema_{NOW:04}.sql").read_text(encoding="utf-8")
    assert frozen == "".join(f"{statement};\n" for statement in freeze.statements())


def test_the_revisions_give_the_schema_of_a_new_workspace(tmp_path: Path) -> None:
    made, migrated = tmp_path / "made.claims", tmp_path / "migrated.claims"
    schema.make(made)
    with closing(sqlite3.connect(migrated)) as connection:
        connection.execute(f"PRAGMA application_id = {header.APPLICATION_ID}")
    run.upgrade(migrated)
    assert described(migrated) == described(made)


def test_every_column_that_came_or_went_is_told_to_the_record_of_changes() -> None:
    """From the first schema on: what was recorded then has today's columns."""
    today = columns(schema.statements())
    for table, names in columns(schema.statements(1)).items():
        row = records.brought_up(table, dict.fromkeys(names), 1)
        assert {*(row or {})} == today[table], table


@pytest.fixture
def later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Later:
    """A program that knows one revision more, which runs the given lines too."""

    def install(*more: str) -> None:
        folder = tmp_path / "migrations"
        shutil.copytree(MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
        revision = REVISION.format(table=TABLE, more="\n    ".join(more))
        (folder / "versions" / f"rev_{LATER:04}_later.py").write_text(revision)
        frozen = (folder / f"schema_{NOW:04}.sql").read_text()
        (folder / f"schema_{LATER:04}.sql").write_text(f"{frozen}{TABLE};\n")
        monkeypatch.setattr(header, "SCHEMA", LATER)
        monkeypatch.setattr(schema, "MIGRATIONS", folder)
        monkeypatch.setattr(run, "upgrade", partial(run.upgrade, location=folder))

    return install


@pytest.fixture
def old(sample_file: Path, tmp_path: Path) -> Path:
    """The sample, in a folder of its own."""
    (tmp_path / "own").mkdir()
    return Path(shutil.copy(sample_file, tmp_path / "own" / "estmouth.claims"))


def refused(path: Path, why: str) -> None:
    """The file can't be opened; it is as it was, and nothing lies beside it."""
    before = path.read_bytes()
    with pytest.raises(NotMigrated, match=why) as told:
        store.Store(path)
    assert str(told.value).startswith(f"“{path.name}” can't be brought up to date and was not changed;")
    assert ".part" not in str(told.value)
    assert path.read_bytes() == before
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_the_old_file_is_kept_beside_the_new_one(old: Path, later: Later) -> None:
    bytes_before, rows_before = old.read_bytes(), rows(old)
    old.chmod(0o640)
    later()
    opened = store.Store(old)
    backup = opened.backup_before_migration
    opened.close()
    assert backup is not None
    assert backup.parent == old.parent
    assert backup.name.startswith(f"estmouth.schema-{NOW}.")
    assert backup.read_bytes() == bytes_before
    assert header.read(old).schema == LATER
    assert rows(old) == rows_before | {"tint": []}
    assert old.stat().st_mode & 0o777 == 0o640
    assert {p.name for p in old.parent.iterdir()} - {f"{old.name}-journal"} == {old.name, backup.name}
    again = store.Store(old)
    assert again.backup_before_migration is None
    again.close()


def test_work_goes_on_after_it(workspace: Workspace, talk: str, later: Later) -> None:
    claim = workspace.mark("promise", talk, [(24, 82)])
    label = workspace.store.undo_label
    workspace.close()
    later()
    opened = Workspace.open(workspace.store.path)
    assert [c.id for c in opened.claims()] == [claim]
    assert opened.store.undo_label == label
    opened.store.undo()
    assert opened.claims() == []
    opened.close()


def test_rebuilding_tables_keeps_every_row_and_what_refers_to_it(old: Path, later: Later) -> None:
    before = rows(old)
    later(*(f"rebuild.table('{name}', {LATER})" for name in RECORDED))
    store.Store(old).close()
    assert rows(old) == before | {"tint": []}
    assert check(old) == []


def test_a_disk_without_hard_links_keeps_a_copy(old: Path, later: Later, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    before = rows(old)
    later()
    opened = store.Store(old)
    opened.close()
    assert opened.backup_before_migration is not None
    assert rows(opened.backup_before_migration) == before
    assert header.read(opened.backup_before_migration).schema == NOW


def test_a_link_to_a_workspace_stays_one(old: Path, later: Later) -> None:
    link = old.parent.parent / "link.claims"
    link.symlink_to(old)
    later()
    store.Store(link).close()
    assert link.is_symlink()
    assert header.read(old).schema == LATER


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("op.execute('INSERT INTO topic (id) VALUES (NULL)')", "The id of the topic is missing"),
        ("op.execute('DELETE FROM evidence')", r"“evidence” had \d+ rows and would have 0"),
        ("op.execute('UPDATE link SET claim_id = id')", "“link” would refer to rows of “claim” that are not there"),
        ("op.execute(\"UPDATE outcome SET unit = 'feet'\")", "of “outcome” would not be what was recorded of it"),
        ("op.execute('CREATE TABLE shade (id TEXT)')", "tables that Followthrough did not make"),
    ],
)
def test_a_revision_that_fails_or_loses_something_is_not_taken(old: Path, later: Later, line: str, why: str) -> None:
    later(line)
    refused(old, why)


def test_a_full_disk_leaves_the_old_file(old: Path, later: Later, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)
    later()
    refused(old, "can't be written beside it: No space left on device")


def test_a_program_that_stops_half_way_leaves_the_old_file(
    old: Path, later: Later, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_args: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", stop)
    before = old.read_bytes()
    later()
    with pytest.raises(KeyboardInterrupt):
        store.Store(old)
    assert old.read_bytes() == before
    assert header.read(old).schema == NOW


def test_damage_that_was_there_before_does_not_lock_the_work_up(old: Path, later: Later) -> None:
    with closing(sqlite3.connect(old)) as connection:
        connection.execute("UPDATE outcome SET unit = 'feet'")
        connection.commit()
    later()
    store.Store(old).close()
    assert any("not as its last recorded change left it" in str(finding) for finding in check(old))


def test_nobody_writes_while_it_is_copied(old: Path, later: Later, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("db.migrations.on_a_copy.BUSY_SECONDS", 0)
    before = old.read_bytes()
    later()
    with closing(sqlite3.connect(old, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(WorkspaceBusy):
            store.Store(old)
    assert old.read_bytes() == before


def test_a_damaged_older_workspace_is_not_migrated(old: Path, later: Later) -> None:
    old.write_bytes(old.read_bytes()[:-4096])
    before = old.read_bytes()
    later()
    with pytest.raises(DamagedWorkspace):
        store.Store(old)
    assert old.read_bytes() == before


def rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of the tables of ours."""
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE '%STRICT'")
        names = [name for (name,) in found if name != "alembic_version"]
        return {name: connection.execute(f"SELECT rowid, * FROM {name} ORDER BY rowid").fetchall() for name in names}


def columns(ddl: list[str]) -> dict[str, set[str]]:
    with closing(sqlite3.connect(":memory:")) as connection:
        for statement in ddl:
            connection.execute(statement)
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        return {name: {row[1] for row in connection.execute(f"PRAGMA table_info({name})")} for name in tables}


def described(path: Path) -> tuple[list[str], int, list[tuple[str]]]:
    """The DDL, the schema number and Alembic's number."""
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name <> 'alembic_version'")
        ddl = sorted(" ".join(sql.split()) for (sql,) in found)
        number = connection.execute("PRAGMA user_version").fetchone()[0]
        return ddl, number, connection.execute("SELECT version_num FROM alembic_version").fetchall()
