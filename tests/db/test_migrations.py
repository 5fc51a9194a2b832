"""An older workspace is brought up to date after a checked backup; whatever goes wrong, the old file is there."""

import shutil
import sqlite3
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from db import header, schema, store
from db.errors import DamagedWorkspace
from db.migrations import freeze, run
from desktop.workspace import Workspace

NEXT = """
from alembic import op
revision = "0002"
down_revision = "0001"

def upgrade() -> None:
    op.execute("{table}")
    {more}
"""
TABLE = "CREATE TABLE tint (id TEXT NOT NULL PRIMARY KEY) STRICT"
MIGRATIONS = Path(run.__file__).parent


def test_the_frozen_schema_is_that_of_the_models() -> None:
    frozen = (MIGRATIONS / f"schema_{header.SCHEMA:04}.sql").read_text(encoding="utf-8")
    assert frozen == "".join(f"{statement};\n" for statement in freeze.statements())


def test_the_revisions_give_the_schema_of_a_new_workspace(tmp_path: Path) -> None:
    made, migrated = tmp_path / "made.claims", tmp_path / "migrated.claims"
    schema.make(made)
    with sqlite3.connect(migrated) as connection:
        connection.execute(f"PRAGMA application_id = {header.APPLICATION_ID}")
    connection.close()
    run.upgrade(migrated)
    assert described(migrated) == described(made)


@pytest.fixture
def later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """A program that knows one revision more, which runs the given lines too."""

    def install(more: str = "") -> None:
        folder = tmp_path / "migrations"
        shutil.copytree(MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
        (folder / "versions" / "rev_0002_later.py").write_text(NEXT.format(table=TABLE, more=more))
        (folder / "schema_0002.sql").write_text((folder / "schema_0001.sql").read_text() + f"{TABLE};\n")
        monkeypatch.setattr(header, "SCHEMA", 2)
        monkeypatch.setattr(schema, "MIGRATIONS", folder)
        monkeypatch.setattr(run, "upgrade", partial(run.upgrade, location=folder))

    return install


def test_an_older_workspace_is_backed_up_beside_itself_then_migrated(
    workspace: Workspace, talk: str, later: Callable[[str], None]
) -> None:
    claim = workspace.mark("promise", talk, [(24, 82)])
    path = workspace.store.path
    workspace.close()
    old = path.read_bytes()
    later("")
    opened = Workspace.open(path)
    backup = opened.store.backup_before_migration
    assert backup is not None
    assert backup.parent == path.parent
    assert backup.name.startswith("estmouth.schema-1.")
    assert backup.read_bytes() == old
    assert [c.id for c in opened.claims()] == [claim]
    assert opened.store.undo_label == "Tag promise"
    opened.close()
    assert header.read(path).schema == 2
    again = Workspace.open(path)
    assert again.store.backup_before_migration is None
    again.close()


def test_a_migration_that_fails_half_way_leaves_the_old_file(
    workspace: Workspace, talk: str, later: Callable[[str], None]
) -> None:
    path = workspace.store.path
    workspace.close()
    old = path.read_bytes()
    later('op.execute("INSERT INTO topic (id) VALUES (NULL)")')
    with pytest.raises(Exception, match="The id of the topic is missing"):
        store.Store(path)
    assert path.read_bytes() == old
    (backup,) = path.parent.glob("*.schema-1.*.claims")
    assert backup.read_bytes() == old
    assert header.read(path).schema == 1


def test_a_damaged_older_workspace_is_not_migrated(workspace: Workspace, later: Callable[[str], None]) -> None:
    path = workspace.store.path
    workspace.close()
    path.write_bytes(path.read_bytes()[:-4096])
    old = path.read_bytes()
    later("")
    with pytest.raises(DamagedWorkspace):
        store.Store(path)
    assert path.read_bytes() == old


def described(path: Path) -> tuple[list[str], int, list[tuple[str]]]:
    """The DDL, the schema number and Alembic's number."""
    connection = sqlite3.connect(path)
    try:
        found = connection.execute("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name <> 'alembic_version'")
        ddl = sorted(" ".join(sql.split()) for (sql,) in found)
        number = connection.execute("PRAGMA user_version").fetchone()[0]
        return ddl, number, connection.execute("SELECT version_num FROM alembic_version").fetchall()
    finally:
        connection.close()
