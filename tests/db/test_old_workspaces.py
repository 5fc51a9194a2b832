"""Every workspace that was ever frozen is opened by today's program, and all of its history works."""

import shutil
from pathlib import Path

import pytest

from db import header
from db.past import PastFilter, page
from desktop.checking import check
from desktop.workspace import Workspace

FROZEN = sorted((Path(__file__).parent.parent / "old_workspaces").glob("*.claims"))


@pytest.fixture(params=FROZEN, ids=lambda path: path.stem)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return Path(shutil.copy(request.param, tmp_path / "old.claims"))


def test_there_is_one_of_every_schema() -> None:
    assert [path.stem for path in FROZEN] == [f"schema_{number:04}" for number in range(1, header.SCHEMA + 1)]


def test_it_is_whole_before_and_after_all_is_undone_and_redone(old: Path) -> None:
    migrated = header.read(old).schema < header.SCHEMA
    workspace = Workspace.open(old)
    assert bool(workspace.store.backup_before_migration) == migrated
    told = workspace.claims(), workspace.outcomes()
    assert told[0][0].statement == "Open the port by June 2026"
    undone = taken_back(workspace)
    assert undone > 10
    assert (workspace.claims(), workspace.outcomes()) == ([], [])
    whole(workspace)
    workspace = Workspace.open(old)
    for _ in range(undone):
        assert workspace.store.redo()
    assert (workspace.claims(), workspace.outcomes()) == told
    assert workspace.store.redo_label == "Remove claim"
    whole(workspace)


def test_a_claim_is_restored_as_it_was_at_each_step(old: Path) -> None:
    workspace = Workspace.open(old)
    claim = workspace.claims()[0]
    with workspace.store.session() as session:
        steps = [row.number for row in page(session, PastFilter(claim=claim.id)).rows]
    assert len(steps) > 3
    for number in steps:
        workspace.restore_claim(claim.id, number)
    first = workspace.claim(claim.id)
    assert (first.note, [(p.start, p.end) for p in first.passages]) == ("The first of all", [(0, 60), (90, 120)])
    workspace.restore_claim(claim.id, steps[0])
    again = workspace.claim(claim.id)
    assert (again.statement, again.passages) == (claim.statement, claim.passages)
    whole(workspace)


def taken_back(workspace: Workspace) -> int:
    number = 0
    while workspace.store.undo():
        number += 1
    return number


def whole(workspace: Workspace) -> None:
    workspace.close()
    assert check(workspace.store.path) == []
