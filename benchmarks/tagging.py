"""From a key to the painted and to the committed claim, in a text of a megabyte, beside a bare commit of the same run."""

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QEventLoop, QSettings, Qt, QTimer
from PySide6.QtTest import QTest

from benchmarks.table import Result, result
from desktop.documents.base import Block, Reading
from desktop.ui import app as starting
from desktop.ui.main_window import MainWindow
from desktop.workspace import Workspace

KEYS = 60
TAGGED = 2000
"""Claims that are made by the verb."""
SENTENCE = "The ministry will publish the schedule of tenders for all nine zones before the end of the year. "


def results() -> Iterator[Result]:
    for claims in (100, 10_000, 100_000):
        with tempfile.TemporaryDirectory() as folder:
            workspace = workspace_with(Path(folder), claims)
            bare = [bare_commit(workspace) for _ in range(KEYS)]
            painted, committed = _press_keys(workspace, Path(folder))
        yield result(f"key to painted, 1 MB, {claims:,} claims", "ms", painted, most=16, of="p95")
        yield result(f"key to committed, 1 MB, {claims:,} claims", "ms", committed, floor=bare, most=10, of="beyond")


def workspace_with(folder: Path, claims: int) -> Workspace:
    paragraph = SENTENCE * 5
    text = "\n".join([paragraph.strip()] * (1_000_000 // len(paragraph)))
    blocks, at = [], 0
    for line in text.split("\n"):
        blocks.append(Block(at, at + len(line)))
        at += len(line) + 1
    workspace = Workspace.create(folder / "bench.claims")
    workspace.add_document("bench.txt", text.encode(), Reading(text, blocks, reader="bench"))
    with workspace.store.session() as session:
        from db import queries

        version_id = queries.documents(session)[0].version_id
    step = len(text) // claims
    places = [(number * step, number * step + min(60, step - 1)) for number in range(claims)]
    workspace.reshaping.mark_all("promise", [(version_id, *place) for place in places[:TAGGED]])
    if claims > TAGGED:
        _copy(workspace, places[TAGGED:])
    return workspace


def _copy(workspace: Workspace, places: list[tuple[int, int]]) -> None:
    """The rows of one claim again and again, at these places: ten thousand by the verb would take half a minute."""
    from db.columns import new_id
    from db.models import Claim, Passage

    with workspace.store._writing() as connection:
        tables = Claim.__table__, Passage.__table__  # type: ignore[attr-defined]
        claim, passage = (dict(connection.execute(table.select().limit(1)).mappings().one()) for table in tables)
        ids = [new_id() for _ in places]
        connection.execute(tables[0].insert(), [claim | {"id": id_} for id_ in ids])
        more = (
            {"id": new_id(), "claim_id": id_, "start": start, "end": end}
            for id_, (start, end) in zip(ids, places, strict=True)
        )
        connection.execute(tables[1].insert(), [passage | one for one in more])


def bare_commit(workspace: Workspace) -> float:
    """One row changed through the same gate."""
    from db.models import Meta

    begun = time.perf_counter()
    with workspace.store.edit("bench", kind="setup") as session:
        session.merge(Meta(id="bench", value=str(begun)))
    return (time.perf_counter() - begun) * 1000


def _press_keys(workspace: Workspace, folder: Path) -> tuple[list[float], list[float]]:
    settings = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
    settings.setValue("analyst", "Bench")
    window = starting.make_window(starting.application(), settings)
    window.resize(1440, 900)
    window.show()
    window.context.open(workspace)
    idle(window)
    view = window.read().view()
    view.setFocus()
    painted, committed = [], []
    for number in range(KEYS):
        view.set_caret(200 + number * 97)
        view.viewport().repaint()
        loop = QEventLoop()
        window.context.changed.connect(loop.quit)
        begun = time.perf_counter()
        QTest.keyClick(view, Qt.Key.Key_1)
        view.viewport().repaint()
        painted.append((time.perf_counter() - begun) * 1000)
        QTimer.singleShot(5000, loop.quit)
        loop.exec()
        committed.append((time.perf_counter() - begun) * 1000)
        window.context.changed.disconnect(loop.quit)
        idle(window)
    window.close()
    window.context.open(None)
    window.context.close()
    return painted, committed


def idle(window: MainWindow) -> None:
    for _ in range(4):
        loop = QEventLoop()
        window.context.tasks.when_idle(loop.quit)
        loop.exec()
