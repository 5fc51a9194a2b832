"""A small workspace for tests of the window: six claims of two documents, made through the ordinary verbs."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from db import queries
from desktop.documents.base import Block, Reading
from desktop.ui.context import Context
from desktop.ui.places.base import Place
from desktop.workspace import Workspace

LONG_AGO, FAR_AHEAD = "2020-06-30", "2999-12-31"
PORT, BUDGET, TAX, ROAD, GRID, SCHOOL = (
    "The port opens.", "The budget may reverse it.", "Firms pay no tax.", "The road is built.", "The grid is ready.",
    "A school is founded.",
)  # fmt: skip


def tell(path: Path) -> Workspace:
    """PORT is kept, BUDGET has no actor, TAX is open-ended, ROAD and GRID are overdue, SCHOOL is far ahead."""
    workspace = Workspace.create(path)
    workspace.set_analyst("Ruth Marlow")
    first = _add(workspace, "Dialogue", (PORT, BUDGET, TAX))
    second = _add(workspace, "Article", (ROAD, GRID, SCHOOL))
    port = _mark(workspace, first, "promise", PORT, actor="Ministry", topic="trade", due_latest=LONG_AGO)
    worded = {"likelihood": "likely", "impact": "high"}
    _mark(workspace, first, "risk", BUDGET, topic="investment", details=worded, due_latest=FAR_AHEAD)
    _mark(workspace, first, "incentive", TAX, actor="Ministry", topic="trade")
    _mark(workspace, second, "promise", ROAD, actor="Agency", topic="trade", due_latest="2021-01-01")
    _mark(workspace, second, "promise", GRID, actor="Ministry", topic="sme", due_latest=LONG_AGO)
    _mark(workspace, second, "promise", SCHOOL, actor="Agency", topic="sme", due_latest=FAR_AHEAD)
    outcome = workspace.add_outcome("It opened.", "2020-05-01", citation="Gazette 4", evidence_type="primary_official")
    workspace.link(port, outcome, "fulfils")
    workspace.assess(port, "kept", "2020-07-01", "It opened in May.")
    return workspace


def show(qtbot: QtBot, build: Callable[[Context], Place], workspace: Workspace, tmp_path: Path) -> Place:
    """The place on the screen, over the workspace, with the first answer in it."""
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    context = Context(settings)
    place = build(context)
    qtbot.addWidget(place)
    place.resize(1200, 800)
    place.show()
    context.open(workspace)
    return place


def close(place: Place) -> None:
    place.context.tasks.wait()
    place.context.tasks.close()
    if place.context.workspace:
        place.context.workspace.close()


def ids(workspace: Workspace) -> dict[str, str]:
    """Ids of claims by statement."""
    return {claim.statement: claim.id for claim in workspace.claims()}


def _add(workspace: Workspace, title: str, lines: tuple[str, ...]) -> tuple[str, str]:
    text = "\n".join(lines)
    reading = Reading(text=text, blocks=[Block(0, len(text))], reader="test/1")
    added = workspace.add_document(f"{title}.txt", text.encode(), reading, title=title)
    with workspace.store.session() as session:
        version = next(d.version_id for d in queries.documents(session) if d.id == added.document_id)
    return version, text


def _mark(workspace: Workspace, place: tuple[str, str], kind: str, words: str, **values: object) -> str:
    version, text = place
    start = text.index(words)
    values.setdefault("due_latest", None)
    values["due_precision"] = "day" if values["due_latest"] else None
    return workspace.mark(kind, version, [(start, start + len(words))], due_earliest=None, **values)
