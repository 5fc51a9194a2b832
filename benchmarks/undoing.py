"""Undo and redo of one edit that tagged 2,000 claims, beside a bare commit of the same run."""

import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.table import Result, result
from benchmarks.tagging import bare_commit, workspace_with
from desktop.workspace import Workspace

CLAIMS, TIMES = 2_000, 12


def results() -> Iterator[Result]:
    with tempfile.TemporaryDirectory() as folder:
        workspace = workspace_with(Path(folder), 100)
        _tag_all(workspace)
        bare = [bare_commit(workspace) for _ in range(TIMES)]
        undone, redone = [], []
        for _ in range(TIMES):
            undone.append(_taken(workspace.store.undo))
            redone.append(_taken(workspace.store.redo))
        yield result(f"undo of {CLAIMS:,} claims, on the disk", "ms", undone, floor=bare, most=100, of="p95")
        yield result(f"redo of {CLAIMS:,} claims, on the disk", "ms", redone, floor=bare, most=100, of="p95")
        workspace.close()


def _tag_all(workspace: Workspace) -> None:
    from db import queries

    with workspace.store.session() as session:
        document = queries.documents(session)[0]
    step = document.length // CLAIMS
    places = [(document.version_id, n * step + 1, n * step + 61) for n in range(CLAIMS)]
    workspace.reshaping.mark_all("risk", places)


def _taken(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return (time.perf_counter() - begun) * 1000
