"""What a verb has stored it tells, whatever becomes of its output; what it could not make it names by the name given."""

import errno
import subprocess
import sys
from pathlib import Path

import pytest

from db.errors import KnownError, NotAWorkspace, NotSaved
from desktop.cli.base import document_of
from desktop.workspace import Workspace
from tests.conftest import TALK, add

ROOT = Path(__file__).resolve().parents[2]
FULL = Path("/dev/full")


@pytest.mark.parametrize("verb", ["tag", "outcome", "link", "assess"])
@pytest.mark.skipif(not FULL.exists(), reason="only Linux has a disk that is always full")
def test_what_is_stored_is_told_although_the_output_is_full(workspace: Workspace, verb: str) -> None:
    claim = workspace.mark("promise", add(workspace, TALK), [(24, 82)])
    outcome = workspace.add_outcome("Opened.", "2026-06-30")
    words = {
        "tag": ["--document", "talk", "--kind", "promise", "--quote", "Good morning"],
        "outcome": ["--statement", "It opened."],
        "link": [claim, outcome, "--relation", "fulfils"],
        "assess": [claim, "--verdict", "in_progress"],
    }[verb]
    with FULL.open("w") as full:
        command = [sys.executable, "-m", "desktop", verb, str(workspace.store.path), *words]
        told = subprocess.run(command, cwd=ROOT, stdout=full, stderr=subprocess.PIPE, text=True, encoding="utf-8")
    assert told.returncode == 1
    assert workspace.store.changed_elsewhere()
    assert "was stored, its id is 01" in told.stderr
    assert told.stderr.count("\n") == 1


def test_a_disk_that_is_read_only_is_told_by_the_name_that_was_given(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There, even taking away a file that was never made is refused."""

    def refused(part: Path, missing_ok: bool = False) -> None:
        raise OSError(errno.EROFS, "Read-only file system", str(part))

    def unmade(_path: Path) -> None:
        raise OSError(errno.EROFS, "Read-only file system", "somewhere.part")

    monkeypatch.setattr(Path, "unlink", refused)
    monkeypatch.setattr("db.schema.make", unmade)
    with pytest.raises(NotAWorkspace) as made:
        Workspace.create(tmp_path / "new.claims")
    monkeypatch.setattr("db.schema.verify", unmade)
    with pytest.raises(NotSaved) as copied:
        workspace.store.backup(tmp_path / "copy.claims")
    for error, name in ((made, "new.claims"), (copied, "copy.claims")):
        assert name in str(error.value)
        assert "Read-only file system" in str(error.value)
        assert ".part" not in str(error.value)


def test_titles_of_several_lines_are_a_line_each_where_they_are_listed(workspace: Workspace) -> None:
    for number in range(2):
        add(workspace, f"{TALK}{number}", title=f"The talk\non the\tquay {number}")
    with pytest.raises(KnownError) as found:
        document_of(workspace, "quay")
    listed = str(found.value).splitlines()
    assert len(listed) == 3
    assert all(" The talk on the quay " in line for line in listed[1:])
