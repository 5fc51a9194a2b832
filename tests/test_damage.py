"""One flipped bit: `check` names it, and no verb takes it for a fault of the program or for whole."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from db import queries
from db.errors import DamagedWorkspace, KnownError
from desktop import checking
from desktop.workspace import Workspace

Flipped = Callable[[bytes, int], Path]


@pytest.fixture
def flipped(sample_file: Path, tmp_path: Path) -> Flipped:
    """A copy of the sample with these bits of the first byte of some words turned over."""

    def made(words: bytes, bits: int) -> Path:
        data = bytearray(sample_file.read_bytes())
        data[data.index(words)] ^= bits
        path = tmp_path / "flipped.claims"
        path.write_bytes(data)
        return path

    return made


def use(path: Path) -> None:
    """What the window and the verbs read."""
    workspace = Workspace.open(path)
    try:
        workspace.claims()
        with workspace.store.session() as session:
            queries.changes(session)
    finally:
        workspace.close()


@pytest.mark.parametrize("bits", [0x80, 0x02, 0x20])
@pytest.mark.parametrize("words", [b"Tag promise", b"Tag risk", b"Orrin Motor Works starts"])
def test_a_flipped_bit_is_told(flipped: Flipped, words: bytes, bits: int) -> None:
    assert checking.check(flipped(words, bits))


@pytest.mark.parametrize("words", [b"Tag promise", b"Orrin Motor Works starts"])
def test_text_that_is_none_is_damage_and_no_fault_of_ours(flipped: Flipped, words: bytes, tmp_path: Path) -> None:
    path = flipped(words, 0x80)
    assert any("is no text" in str(finding) for finding in checking.check(path))
    with pytest.raises(DamagedWorkspace, match="is damaged"):
        use(path)
    with pytest.raises(DamagedWorkspace):
        back_up(path, tmp_path / "backup.claims")
    assert not (tmp_path / "backup.claims").exists()


def test_a_changed_label_of_a_step_is_told_and_not_backed_up(flipped: Flipped, tmp_path: Path) -> None:
    path = flipped(b"Tag promise", 0x02)
    assert any("is not as it was recorded" in str(finding) for finding in checking.check(path))
    with pytest.raises(DamagedWorkspace, match="No backup was written"):
        back_up(path, tmp_path / "backup.claims")
    assert not (tmp_path / "backup.claims").exists()


def back_up(path: Path, to: Path) -> None:
    workspace = Workspace.open(path)
    try:
        workspace.store.backup(to)
    finally:
        workspace.close()


def test_every_column_of_a_change_is_guarded(workspace: Workspace, talk: str) -> None:
    workspace.close()
    path = workspace.store.path
    for column in ("label", "analyst_id", "made_on", "tables", "id"):
        before = path.read_bytes()
        with closing(sqlite3.connect(path)) as connection, connection:
            connection.execute(f"UPDATE change SET {column} = 'x' WHERE number = 1")
        assert any("Change 1 is not as it was recorded" in str(f) for f in checking.check(path)), column
        path.write_bytes(before)
    assert checking.check(path) == []


def test_a_head_without_a_schema_is_damage(sample_file: Path, tmp_path: Path) -> None:
    data = bytearray(sample_file.read_bytes())
    data[60:64] = bytes(4)
    path = tmp_path / "head.claims"
    path.write_bytes(data)
    with pytest.raises(KnownError, match="is damaged: its head names schema 0"):
        use(path)
    assert ["is damaged" in str(finding) for finding in checking.check(path)] == [True]


def test_damaged_words_of_the_schema_are_told(flipped: Flipped) -> None:
    path = flipped(b"CHECK (statement <> '')", 0x80)
    assert any("is damaged" in str(finding) for finding in checking.check(path))
    with pytest.raises(DamagedWorkspace, match="is damaged"):
        use(path)
