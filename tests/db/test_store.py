"""A workspace is one whole file: it opens or says why not, and every change is on the disk altogether or not at all."""

import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlmodel import col, delete, select, update

from db import header, models, schema
from db.engine import SETTINGS, told
from db.errors import DamagedWorkspace, KnownError, NewerWorkspace, NotAWorkspace, NotSaved, RuleBroken, WorkspaceBusy
from db.store import Announcement, Store
from desktop.whole_files import write_whole
from desktop.workspace import Workspace


def text_file(path: Path) -> None:
    path.write_text(
        "no workspace at all, but a note of more than a hundred characters, so that a header could be there. " * 3
    )


def empty_file(path: Path) -> None:
    path.write_bytes(b"")


def folder(path: Path) -> None:
    path.mkdir()


def other_database(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE recipe (name TEXT)")
    connection.close()


def changed(path: Path, statement: str) -> None:
    Workspace.create(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute(statement)
    connection.close()


def newer(path: Path) -> None:
    changed(path, f"PRAGMA user_version = {header.SCHEMA + 1}")


def with_a_trigger(path: Path) -> None:
    changed(path, "CREATE TRIGGER stray AFTER INSERT ON claim BEGIN DELETE FROM claim; END")


def with_a_table(path: Path) -> None:
    changed(path, "CREATE TABLE stray (id TEXT)")


def truncated(path: Path) -> None:
    Workspace.create(path).close()
    path.write_bytes(path.read_bytes()[:-4096])


def overwritten_page(path: Path) -> None:
    Workspace.create(path).close()
    data = bytearray(path.read_bytes())
    data[5 * 4096 : 6 * 4096] = bytes(range(256)) * 16
    path.write_bytes(data)


def overwritten_schema(path: Path) -> None:
    Workspace.create(path).close()
    data = bytearray(path.read_bytes())
    data[100:4096] = b"\xa5" * 3996
    path.write_bytes(data)


STRANGE = [
    (text_file, NotAWorkspace), (empty_file, NotAWorkspace), (folder, NotAWorkspace), (other_database, NotAWorkspace),
    (with_a_trigger, NotAWorkspace), (with_a_table, NotAWorkspace), (newer, NewerWorkspace), (truncated, DamagedWorkspace),
    (overwritten_page, DamagedWorkspace), (overwritten_schema, DamagedWorkspace),
]  # fmt: skip


@pytest.mark.parametrize("journal", ["none", "empty"])
@pytest.mark.parametrize(("make", "error"), STRANGE, ids=lambda item: getattr(item, "__name__", ""))
def test_what_is_no_sound_workspace_is_refused_and_stays_as_it_was(
    tmp_path: Path, make: Callable[[Path], None], error: type[KnownError], journal: str
) -> None:
    path = tmp_path / "strange.claims"
    make(path)
    beside = path.with_name("strange.claims-journal")
    if journal == "empty":
        beside.touch()  # an ordinary end of work leaves one
    else:
        beside.unlink(missing_ok=True)
    before = path.read_bytes() if path.is_file() else b""
    with pytest.raises(error, match="strange"):
        Store(path)
    assert (path.read_bytes() if path.is_file() else b"") == before


def test_a_missing_file_is_not_made_by_opening_it(tmp_path: Path) -> None:
    with pytest.raises(NotAWorkspace, match="does not exist"):
        Store(tmp_path / "nothing.claims")
    assert not list(tmp_path.iterdir())


def test_a_new_workspace_replaces_nothing(tmp_path: Path) -> None:
    path = tmp_path / "note.claims"
    path.write_text("mine")
    with pytest.raises(NotAWorkspace, match="exists already"):
        Store.create(path)
    assert path.read_text() == "mine"
    with pytest.raises(NotAWorkspace, match="can't be made"):
        Store.create(tmp_path / "no" / "such" / "folder.claims")


def test_the_safe_settings_hold_on_every_connection(workspace: Workspace) -> None:
    with workspace.store.session() as one, workspace.store.session() as two:
        for session in (one, two):
            connection = session.connection()
            for name, wanted in SETTINGS.items():
                assert connection.exec_driver_sql(f"PRAGMA {name}").scalar() in (wanted, None), name


def test_an_edit_that_fails_leaves_nothing(workspace: Workspace) -> None:
    before = dump(workspace.store.path)
    with pytest.raises(ZeroDivisionError), workspace.store.edit("Half") as session:
        session.add(models.Topic(name="customs"))
        session.flush()
        1 / 0  # noqa: B018
    assert dump(workspace.store.path) == before
    assert workspace.store.undo_label is None


def test_an_edit_is_recorded_and_announced_once_it_is_on_the_disk(workspace: Workspace) -> None:
    heard: list[Announcement] = []

    def listen(announcement: Announcement) -> None:
        heard.append(announcement)
        assert rows(workspace.store.path, "SELECT name FROM topic") == [("customs",)]

    workspace.store.listeners.append(listen)
    with workspace.store.edit("Add topic") as session:
        session.add(models.Topic(name="customs"))
    (announcement,) = heard
    assert (announcement.label, announcement.kind, announcement.tables) == ("Add topic", "edit", {"topic"})
    ((label, kind, tables, by),) = rows(
        workspace.store.path,
        "SELECT label, kind, tables, analyst.name FROM change JOIN analyst ON analyst.id = analyst_id ORDER BY number DESC LIMIT 1",
    )
    assert (label, kind, tables, by) == ("Add topic", "edit", "topic", "Ada Quay")


def test_edits_of_two_threads_are_announced_and_undone_in_their_order(workspace: Workspace) -> None:
    """Adding documents and tagging run on threads of their own."""
    heard: list[Announcement] = []
    workspace.store.listeners.append(heard.append)

    def add(who: str) -> None:
        for number in range(15):
            with workspace.store.edit(f"{who} {number}") as session:
                session.add(models.Topic(name=f"{who} {number}"))

    threads = [threading.Thread(target=add, args=(who,)) for who in ("a", "b")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    numbers = [announcement.number for announcement in heard]
    assert numbers == sorted(numbers)
    assert len(numbers) == 30
    labels = [announcement.label for announcement in heard]
    undone = [announcement.label for announcement in iter(workspace.store.undo, None)]
    assert undone == labels[::-1]
    assert rows(workspace.store.path, "SELECT name FROM topic") == []


def test_an_edit_that_changes_nothing_is_no_step(workspace: Workspace) -> None:
    with workspace.store.edit("Nothing"):
        pass
    with workspace.store.edit("There and back") as session:
        topic = models.Topic(name="customs")
        session.add(topic)
        session.flush()
        session.delete(topic)
    assert workspace.store.undo_label is None
    assert workspace.store.undo() is None
    assert workspace.store.redo() is None


@pytest.mark.parametrize("statement", [delete(models.Topic), update(models.Topic).values(name="x")])
def test_bulk_statements_are_refused(workspace: Workspace, statement: object) -> None:
    with workspace.store.edit("Add topic") as session:
        session.add(models.Topic(name="customs"))
    with pytest.raises(TypeError, match="bulk"), workspace.store.edit("Bulk") as session:
        session.execute(statement)  # type: ignore[call-overload]
    assert rows(workspace.store.path, "SELECT name FROM topic") == [("customs",)]


def test_the_text_of_a_version_never_changes(workspace: Workspace, talk: str) -> None:
    before = dump(workspace.store.path)
    with pytest.raises(RuleBroken, match="version"), workspace.store.edit("Change the text") as session:
        session.get_one(models.Version, talk).text = "We promised nothing."
    with pytest.raises(RuleBroken, match="source_file"), workspace.store.edit("Change the file") as session:
        session.exec(select(models.SourceFile)).one().content = b""
    assert dump(workspace.store.path) == before


def test_verdicts_and_the_record_are_only_added_to(workspace: Workspace, talk: str) -> None:
    claim = workspace.mark("promise", talk, [(24, 82)])
    workspace.assess(claim, "in_progress", rationale="Dredging has begun.")
    before = dump(workspace.store.path)
    for model in (models.Assessment, models.Change):
        with pytest.raises(RuleBroken, match="never deleted"), workspace.store.edit("Forget it") as session:
            session.delete(session.exec(select(model).order_by(col(model.id))).all()[-1])  # type: ignore[attr-defined]
    with pytest.raises(RuleBroken, match="never changed"), workspace.store.edit("Prettify") as session:
        session.exec(select(models.Assessment)).one().verdict = "kept"
    assert dump(workspace.store.path) == before


def test_a_constraint_speaks_as_a_rule(workspace: Workspace) -> None:
    """In words, and without a word of SQL."""
    with (
        pytest.raises(RuleBroken, match=r"^This does not hold: topic has a name\. Nothing was changed\.$"),
        workspace.store.edit("Add a topic") as session,
    ):
        session.add(models.Topic(name=""))
    with (
        pytest.raises(RuleBroken, match="There is such a topic already"),
        workspace.store.edit("Add topics") as session,
    ):
        session.add_all([models.Topic(name="trade"), models.Topic(name="trade")])
    with pytest.raises(RuleBroken, match="is not there"), workspace.store.edit("Add a link") as session:
        session.add(models.Link(claim_id="a", outcome_id="b", relation="fulfils"))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on the size of files")
def test_a_disk_that_takes_no_more_is_told_with_the_name_that_was_given(
    workspace: Workspace, talk: str, tmp_path: Path
) -> None:
    import resource

    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2000, limits[1]))
    try:
        with pytest.raises(NotSaved, match=r"kept\.claims” was not written") as backup:
            workspace.store.backup(tmp_path / "kept.claims")
        with pytest.raises(NotSaved, match=r"estmouth\.claims") as edit:
            workspace.mark("promise", talk, [(24, 82)])
        with pytest.raises(NotAWorkspace, match=r"new\.claims” can't be made"):
            Store.create(tmp_path / "new.claims")
        with pytest.raises(OSError, match=r"report\.md") as written:
            write_whole(tmp_path / "report.md", ["x" * 4000])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert not [text for text in map(str, (backup.value, edit.value, written.value)) if ".part" in text]
    assert [path.name for path in tmp_path.iterdir() if "journal" not in path.name] == ["estmouth.claims"]
    assert workspace.claims() == []
    workspace.mark("promise", talk, [(24, 82)])
    assert len(workspace.claims()) == 1


def test_a_backup_is_whole_and_opens(workspace: Workspace, talk: str, tmp_path: Path) -> None:
    workspace.mark("promise", talk, [(24, 82)])
    target = tmp_path / "backup.claims"
    mine = tmp_path / "backup.claims.part"
    mine.write_text("somebody's file")
    workspace.store.backup(target)
    assert mine.read_text() == "somebody's file"
    mine.unlink()
    assert dump(target) == dump(workspace.store.path)
    copy = Workspace.open(target)
    assert [claim.quote for claim in copy.claims()] == [claim.quote for claim in workspace.claims()]
    assert copy.store.undo_label == "Tag promise"
    copy.close()
    assert sorted(path.name for path in tmp_path.glob("*.part")) == []


def test_a_backup_never_replaces_another_file(workspace: Workspace, tmp_path: Path) -> None:
    other = tmp_path / "other.claims"
    Workspace.create(other).close()
    before = other.read_bytes()
    for target in (other, tmp_path):
        with pytest.raises(NotAWorkspace, match="another name"):
            workspace.store.backup(target)
    assert other.read_bytes() == before
    assert list(tmp_path.glob(".*.part")) == []


def test_a_backup_never_replaces_the_workspace_itself(workspace: Workspace) -> None:
    before = workspace.store.path.read_bytes()
    with pytest.raises(NotAWorkspace, match="another name"):
        workspace.store.backup(workspace.store.path)
    with pytest.raises(NotSaved):
        workspace.store.backup(workspace.store.path.parent / "no" / "folder.claims")
    assert workspace.store.path.read_bytes() == before


def test_a_file_that_may_not_be_written_says_so(workspace: Workspace) -> None:
    with pytest.raises(NotSaved, match="may not be written"), told(workspace.store.path):
        raise sqlite3.OperationalError("attempt to write a readonly database")


FULL_DISK = """
import resource, signal, sys
from pathlib import Path
from db.errors import NotSaved
from desktop.workspace import Workspace

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
path = Path(sys.argv[1])
workspace = Workspace.open(path)
resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size + 8192,) * 2)
try:
    workspace.add_outcome("word " * 100_000)
except NotSaved as error:
    print(error)
print(len(workspace.outcomes()), workspace.store.undo_label)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="RLIMIT_FSIZE is POSIX")
def test_a_full_disk_saves_nothing_and_says_so(workspace: Workspace, talk: str) -> None:
    before = dump(workspace.store.path)
    workspace.close()
    told_us = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(workspace.store.path)],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    ).stdout.splitlines()
    assert told_us[0].startswith("Not saved: the disk")
    assert told_us[1] == "0 Add “talk”"
    assert dump(workspace.store.path) == before
    Workspace.open(workspace.store.path).close()


def test_a_workspace_with_no_room_left_is_as_it_was(workspace: Workspace, talk: str) -> None:
    before = dump(workspace.store.path)
    with pytest.raises(NotSaved, match="disk is full"), workspace.store.edit("Add much") as session:
        pages = session.connection().exec_driver_sql("PRAGMA page_count").scalar_one()
        session.connection().exec_driver_sql(f"PRAGMA max_page_count = {pages + 2}")
        session.add(models.Outcome(statement="word " * 100_000))
    assert dump(workspace.store.path) == before
    assert workspace.outcomes() == []
    assert workspace.store.undo_label == "Add “talk”"


def test_a_workspace_that_another_program_holds_says_so(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("db.engine.BUSY_SECONDS", 0.05)
    second = Store(workspace.store.path)
    holder = sqlite3.connect(workspace.store.path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(WorkspaceBusy, match="in use"), second.edit("Add topic") as session:
        session.add(models.Topic(name="customs"))
    holder.execute("ROLLBACK")
    with second.edit("Add topic") as session:
        session.add(models.Topic(name="customs"))
    holder.close()
    second.close()


def test_reading_waits_longer_than_an_edit_for_another_program(
    workspace: Workspace, talk: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("db.engine.BUSY_SECONDS", 0.05)
    second = Workspace.open(workspace.store.path)
    holder = sqlite3.connect(workspace.store.path, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(second.claims)
        with pytest.raises(WorkspaceBusy):
            workspace.mark("promise", talk, [(24, 82)])
        holder.execute("ROLLBACK")
        assert waiting.result() == []
    holder.close()
    second.close()


def test_a_commit_that_was_cut_off_is_taken_back_before_the_file_is_judged(workspace: Workspace, talk: str) -> None:
    """The journal is there and the file has grown: what a kill in the middle of a commit leaves."""
    path = workspace.store.path
    workspace.close()
    before = dump(path)
    cut = path.with_name("cut.claims")
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("PRAGMA cache_size = 5")  # makes SQLite write into the file before the commit
    holder.execute("BEGIN IMMEDIATE")
    holder.executemany("INSERT INTO topic VALUES (?, ?)", [(f"{n}", f"{n} " * 500) for n in range(200)])
    shutil.copy(path, cut)
    shutil.copy(path.with_name(f"{path.name}-journal"), cut.with_name("cut.claims-journal"))
    holder.execute("ROLLBACK")
    holder.close()
    assert cut.with_name("cut.claims-journal").stat().st_size > 0
    Store(cut).close()
    assert dump(cut) == before


def test_a_journal_beside_a_strangers_file_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "strange.claims"
    other_database(path)
    journal = tmp_path / "strange.claims-journal"
    journal.write_bytes(b"x" * 600)
    before = path.read_bytes()
    with pytest.raises(NotAWorkspace):
        Store(path)
    assert (path.read_bytes(), journal.read_bytes()) == (before, b"x" * 600)


def test_the_header_says_what_the_file_is(workspace: Workspace) -> None:
    found = header.read(workspace.store.path)
    assert found.schema == header.SCHEMA
    assert found.pages * found.page_size == workspace.store.path.stat().st_size
    schema.verify(workspace.store.path)


ROOT = Path(__file__).parents[2]


def rows(path: Path, query: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(path)
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()


def dump(path: Path) -> list[str]:
    connection = sqlite3.connect(path)
    try:
        return list(connection.iterdump())
    finally:
        connection.close()
