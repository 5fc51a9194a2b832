"""Freeze a small workspace of today's schema, made through the ordinary verbs (README.md beside it says when)."""

import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from db import header
from desktop.documents import format_for
from desktop.paths import resource
from desktop.workspace import Workspace

HERE = Path(__file__).resolve().parent


def make(path: Path) -> None:
    """Rows are added, changed and deleted, so that each can be taken back; the last step is undone already."""
    workspace = Workspace.create(path)
    workspace.set_analyst("Ada Quay")
    talk, news = _add(workspace, "dialogue.txt"), _add(workspace, "followup.md")
    promise = workspace.mark("promise", talk, [(0, 60), (90, 120)], topic="Harbour", note="The first of all")
    risk = workspace.mark("risk", talk, [(80, 140)])
    workspace.change_claim(
        promise, statement="Open the port by June 2026", actor="Harbour Board", due_latest="2026-06-30",
        details={"commitment": "firm"},
    )  # fmt: skip
    workspace.set_stretches(promise, talk, [(0, 50)])
    outcome = workspace.add_outcome("The port opened", "2026-07-02", citation="Gazette 12", actor="Harbour Board")
    other = workspace.add_evidence(outcome, version_id=news, stretches=[(0, 40)])
    workspace.add_evidence(outcome, citation="The Estmouth Gull, page 3", evidence_type="secondary_press")
    workspace.remove_evidence(other)
    workspace.unlink(workspace.link(risk, outcome, "no_effect"))
    workspace.link(promise, outcome, "partly_fulfils", "Two days late")
    workspace.assess(promise, "partly_kept", "2026-07-03", "Late by two days.", confidence="high")
    workspace.change_outcome(outcome, unit="berths", value="4")
    workspace.remove_claim(risk)
    workspace.store.undo()
    workspace.close()


def _add(workspace: Workspace, name: str) -> str:
    data = resource("samples", name).read_bytes()
    workspace.add_document(name, data, format_for(name, data).read(data, name))
    with workspace.store.reading() as connection:
        return str(connection.exec_driver_sql("SELECT max(id) FROM version").scalar_one())


def _freeze() -> Path:
    to = HERE / f"schema_{header.SCHEMA:04}.claims"
    if to.exists():
        raise SystemExit(f"{to.name} is there already: a frozen workspace is never made again.")
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "made.claims"
        make(made)
        with closing(sqlite3.connect(made)) as connection:
            connection.execute("VACUUM")
        shutil.copyfile(made, to)
    return to


if __name__ == "__main__":
    print(_freeze())
