"""Exporting from the window: the same report and exporter as the command line, off the window's thread."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from db.errors import NotSaved
from desktop.counting import counted
from desktop.ui.context import Context

if TYPE_CHECKING:
    from db.rows import ClaimFilter
    from desktop.export.base import Exporter
    from desktop.workspace import Workspace


class Exporting(QObject):
    def __init__(self, context: Context, window: QWidget) -> None:
        super().__init__()
        self._context = context
        self._window = window

    def ask(self, shown: "ClaimFilter | None" = None, group_by: str = "document") -> None:
        """Where to, and in which of the formats that are found."""
        path = self._context.path
        suggested = path.with_suffix(".md") if path else Path.home() / "claims.md"
        offered = {f"{one.title} (*{one.suffix})": one for one in _exporters()}
        name, chosen = QFileDialog.getSaveFileName(self._window, "Export", str(suggested), ";;".join(offered))
        if name:
            wanted = Path(name) if Path(name).suffix else Path(name + (offered[chosen].suffix if chosen else ".md"))
            self.write(wanted, shown, group_by)

    def write(self, path: Path, shown: "ClaimFilter | None" = None, group_by: str = "document") -> None:
        """In the format that the suffix names, else Markdown; the file is replaced only when the new one is whole."""
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


def _exporters() -> "list[Exporter]":
    """Markdown first: it is what the preview shows."""
    from desktop.export import exporters

    return sorted(exporters(), key=lambda one: one.name != "markdown")


def _text(workspace: "Workspace", shown: "ClaimFilter | None", group_by: str, suffix: str = ".md") -> tuple[str, int]:
    """What is written, and the number of claims in it."""
    from desktop import report

    home, *others = _exporters()
    exporter = next((one for one in others if one.suffix == suffix.lower()), home)
    made = report.build(workspace, shown, group_by)
    return "".join(exporter.write(made)), made.claims


def _write(workspace: "Workspace", path: Path, shown: "ClaimFilter | None", group_by: str) -> int:
    from desktop.whole_files import refuse_workspace, write_whole

    refuse_workspace(path, workspace.store.path)
    text, count = _text(workspace, shown, group_by, path.suffix)
    try:
        write_whole(path, [text])
    except OSError as error:
        raise NotSaved(f"“{path}” can't be written: {error.strerror}. What was there before is unchanged.") from error
    return count
