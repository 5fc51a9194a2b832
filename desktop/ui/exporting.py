"""Exporting from the window: the same report and exporter as the command line, off the window's thread."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from db.errors import NotSaved
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
            asked = Path(name)
            self.write(wanted(asked, offered.get(chosen), suggested.suffix), shown, group_by, asked_about=asked)

    def write(
        self, path: Path, shown: "ClaimFilter | None" = None, group_by: str = "document", *, asked_about: Path
    ) -> None:
        """In the format that the suffix names. Of a file that is there the person was asked by the name they typed."""
        self._context.write(
            f"“{path.name}” was not written",
            lambda w: _write(w, path, shown, group_by, replace=path == asked_about),
            lambda holds: self._context.tell("Exported", f"{holds} in {path}"),
        )

    def preview(self, shown: "ClaimFilter | None" = None, group_by: str = "document") -> None:
        """Show what would be written."""
        from desktop.ui.preview import Preview

        def show(text: str) -> None:
            Preview.show_text(self._window, text)

        self._context.read("preview", lambda w: _built(w, _exporters()[0], shown, group_by)[0], show)


def wanted(typed: Path, chosen: "Exporter | None", suggested: str) -> Path:
    """The file that is meant: the chosen format decides unless a person typed another suffix than the suggested one."""
    if chosen and typed.suffix.lower() in ("", suggested):
        return typed.with_suffix(chosen.suffix)
    return typed if typed.suffix else typed.with_suffix(suggested)


def _exporters() -> "list[Exporter]":
    """Markdown first: it is what the preview shows."""
    from desktop.export import exporters

    return sorted(exporters(), key=lambda one: one.name != "markdown")


def _exporter_for(path: Path) -> "Exporter":
    """Raises NotSaved for a suffix that no exporter has."""
    found = _exporters()
    for one in found:
        if one.suffix == path.suffix.lower():
            return one
    raise NotSaved(f"No format ends in {path.suffix}; there are {', '.join(one.suffix for one in found)}.")


def _built(workspace: "Workspace", exporter: "Exporter", shown: "ClaimFilter | None", group_by: str) -> tuple[str, str]:
    """What is written, and what it holds in words."""
    from desktop import report

    made = report.build(workspace, shown, group_by)
    return "".join(exporter.write(made)), exporter.holds(made)


def _write(workspace: "Workspace", path: Path, shown: "ClaimFilter | None", group_by: str, *, replace: bool) -> str:
    from desktop.whole_files import refuse_workspace, write_whole

    exporter = _exporter_for(path)
    if path.exists() and not replace:
        raise NotSaved(f"“{path}” is there already and was not changed. To replace it, choose it by its whole name.")
    refuse_workspace(path, workspace.store.path)
    text, holds = _built(workspace, exporter, shown, group_by)
    try:
        write_whole(path, [text])
    except OSError as error:
        raise NotSaved(f"“{path}” can't be written: {error.strerror}. What was there before is unchanged.") from error
    return holds
