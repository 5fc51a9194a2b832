"""Exporting from the window: the same report and exporter as the command line, off the window's thread."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from db.errors import NotSaved
from desktop.counting import counted
from desktop.ui.context import Context

if TYPE_CHECKING:
    from db.rows import ClaimFilter
    from desktop.workspace import Workspace


class Exporting(QObject):
    def __init__(self, context: Context, window: QWidget) -> None:
        super().__init__()
        self._context = context
        self._window = window

    def write(self, path: Path, shown: "ClaimFilter | None" = None, group_by: str = "document") -> None:
        """Write the Markdown; the file is replaced only when the new one is whole."""
        self._context.write(
            f"“{path.name}” was not written",
            lambda w: _write(w, path, shown, group_by),
            lambda count: self._context.tell("Exported", f"{counted(count, 'claim')} in {path}"),
        )

    def preview(self, shown: "ClaimFilter | None" = None, group_by: str = "document") -> None:
        """Show what would be written."""
        from desktop.ui.preview import Preview

        def show(text: str) -> None:
            Preview.show_text(self._window, text)

        self._context.read("preview", lambda w: _text(w, shown, group_by)[0], show)


def _text(workspace: "Workspace", shown: "ClaimFilter | None", group_by: str) -> tuple[str, int]:
    """The Markdown and the number of claims in it."""
    from desktop import report
    from desktop.export import exporter_of

    made = report.build(workspace, shown, group_by)
    return "".join(exporter_of("markdown").write(made)), made.claims


def _write(workspace: "Workspace", path: Path, shown: "ClaimFilter | None", group_by: str) -> int:
    from desktop.whole_files import refuse_workspace, write_whole

    refuse_workspace(path, workspace.store.path)
    text, count = _text(workspace, shown, group_by)
    try:
        write_whole(path, [text])
    except OSError as error:
        raise NotSaved(f"“{path}” can't be written: {error.strerror}. What was there before is unchanged.") from error
    return count
