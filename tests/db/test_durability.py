"""A claim that was acknowledged is on the disk, at whatever moment the program is killed."""

import random
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

from desktop.workspace import Workspace

ROOT = Path(__file__).parents[2]
KILLS = 20
SEED = 7
TAGGER = """
import sys
from pathlib import Path
from desktop.workspace import Workspace

workspace = Workspace.open(Path(sys.argv[1]))
for number in range(100_000):
    print(workspace.mark("promise", sys.argv[2], [(number % 200, number % 200 + 20)], note="word " * (number % 400)), flush=True)
"""


def test_no_acknowledged_claim_is_lost_to_kill_9(workspace: Workspace, talk: str) -> None:
    path = workspace.store.path
    workspace.close()
    moments = random.Random(SEED)
    acknowledged: set[str] = set()
    for _ in range(KILLS):
        acknowledged |= tagged_until_killed(path, talk, moments.uniform(0.0, 0.06))
        connection = sqlite3.connect(path)
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        there = {ident for (ident,) in connection.execute("SELECT id FROM claim")}
        connection.close()
        assert acknowledged <= there
    opened = Workspace.open(path)
    assert len(opened.claims()) >= len(acknowledged) >= KILLS
    assert opened.store.undo_label == "Tag promise"
    opened.close()


def tagged_until_killed(path: Path, version_id: str, seconds: float) -> set[str]:
    """Ids that a child acknowledged, killed so many seconds after its first."""
    child = subprocess.Popen(
        [sys.executable, "-c", TAGGER, str(path), version_id], stdout=subprocess.PIPE, text=True, cwd=ROOT
    )
    assert child.stdout is not None
    first = child.stdout.readline()
    time.sleep(seconds)  # the moment of the kill, not a wait for anything
    child.kill()
    lines = (first + child.stdout.read()).split("\n")
    child.stdout.close()
    child.wait()
    return set(filter(None, lines[:-1]))  # the last one was cut off or is empty
