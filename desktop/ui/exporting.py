"""Exporting from the window: the same report and exporter as the command line, off the window's thread."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from db.rows import ClaimFilter
from desktop.ui.context import Context

if TYPE_CHECKING:
    from desktop.workspace import Workspace


class Exporting(QObject):
    def __init__(self, context: Context, window: QWidget) -> None:
        super().__init__()
        self._context = context
        self._window = window

    def write(self, path: Path, shown: ClaimFilter | None = None, group_by: str = "document") -> None:
        """Write the Markdown; the file is replaced only when the new one is whole."""
        self._context.write(
            f"“{path.name}” was not written",
            lambda w: _write(w, path, shown or ClaimFilter(), group_by),
            lambda count: self._context.tell("Exported", f"{count} claims in {path}"),
        )

    def preview(self, shown: ClaimFilter | None = None, group_by: str = "document") -> None:
        """Show what would be written."""
        from desktop.ui.preview import Preview

        def show(text: str) -> None:
            Preview.show_text(self._window, text)

        self._context.read("preview", lambda w: _text(w, shown or ClaimFilter(), group_by), show)


def _text(workspace: "Workspace", shown: ClaimFilter, group_by: str) -> str:
    from desktop import report
    from desktop.export import exporters

    markdown = next(exporter for exporter in exporters() if exporter.name == "markdown")
    return "".join(markdown.write(report.build(workspace, shown, group_by)))


def _write(workspace: "Workspace", path: Path, shown: ClaimFilter, group_by: str) -> int:
    part = path.with_name(f"{path.name}.part")
    part.write_text(_text(workspace, shown, group_by), encoding="utf-8", newline="\n")
    os.replace(part, path)
    return len(workspace.claims(shown))
