"""Replacing a document from the window: read and compared off the window's thread, shown, and done when it is accepted."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from db.rows import DocumentRow
from desktop.documents.base import Choices, Reading
from desktop.errors import UnreadableDocument
from desktop.ui.context import Context
from desktop.ui.panels.replacement import PlanShown, ReplacementPanel

if TYPE_CHECKING:
    from desktop.workspace import Workspace


def replace(context: Context, parent: QWidget, document: DocumentRow, path: Path) -> None:
    """By a newer copy."""

    def work(workspace: "Workspace") -> PlanShown:
        try:
            data = path.read_bytes()
        except OSError as error:
            raise UnreadableDocument(path.name, f"It can't be read: {error.strerror}.") from error
        reading = context.readers.read(path.name, data)
        return PlanShown.of(workspace.versions.plan_replacement(document.id, path.name, data, reading))

    _begin(context, parent, f"“{document.title}” was not replaced", work)


def read_again(context: Context, parent: QWidget, document: DocumentRow, choices: Choices) -> None:
    """The file that is in the workspace, in the way that a person chose."""

    def work(workspace: "Workspace") -> PlanShown:
        name, data = workspace.versions.source(document.id)
        reading: Reading = context.readers.read(name, data, choices)
        return PlanShown.of(workspace.versions.plan_rereading(document.id, reading))

    _begin(context, parent, f"“{document.title}” was not read again", work)


def _begin(context: Context, parent: QWidget, label: str, work: "Callable[[Workspace], PlanShown]") -> None:
    workspace = context.workspace
    if workspace:
        context.tasks.batch(label, lambda: work(workspace), lambda shown: _show(context, parent, shown))


def _show(context: Context, parent: QWidget, shown: PlanShown) -> None:
    panel = ReplacementPanel(parent, shown)
    panel.accepted_plan.connect(
        lambda: context.write(f"“{shown.plan.title}” was not replaced", lambda w: w.versions.replace(shown.plan))
    )
    panel.show()
