"""Opening a workspace: the old one stays until the new one is there; a failure leaves the person where they were."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, Signal

from desktop.ui.context import Context

if TYPE_CHECKING:
    from desktop.workspace import Workspace

RECENT = 8


class Opening(QObject):
    created = Signal()
    """A new workspace is open."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context

    def open(self, path: Path) -> None:
        self._run(f"“{path.name}” was not opened", lambda: _workspace().open(path))

    def create(self, path: Path) -> None:
        """A new one has nothing in it, so it opens on Read, where documents are added."""
        self._run(f"“{path.name}” was not made", lambda: _workspace().create(path), new=True)

    def open_sample(self) -> None:
        """The finished example; made anew when it is not there."""
        self._run("The sample workspace was not opened", _sample)

    def recent(self) -> list[Path]:
        """Workspaces that were open before and still exist, the newest first."""
        names = self._context.settings.value("recent", [], list)
        paths = [Path(str(name)) for name in names] if isinstance(names, list) else []
        return [path for path in paths if _is_there(path)]

    def _run(self, label: str, work: "Callable[[], Workspace]", *, new: bool = False) -> None:
        self._context.tasks.write(label, work, lambda workspace: self._opened(workspace, new=new))

    def _opened(self, workspace: "Workspace", *, new: bool) -> None:
        if new:
            self._context.settings.setValue("place", "read")
        path = workspace.store.path
        name = str(self._context.settings.value("analyst", "", str))
        if name:
            workspace.set_analyst(name)
        self._context.open(workspace)
        others = [str(p) for p in self.recent() if p != path]
        self._context.settings.setValue("recent", [str(path), *others][:RECENT])
        if workspace.store.backup_before_migration:
            kept = workspace.store.backup_before_migration.name
            self._context.tell("Workspace brought up to date", f"The file as it was is kept beside it: {kept}")
        if new:
            self.created.emit()


def own_folder(path: Path | None) -> Path:
    """Where file dialogs begin: beside the workspace, but never in the hidden folder of the sample."""
    if path and path != sample_path():
        return path.parent
    documents = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    return next((folder for folder in (documents, Path.home()) if folder.is_dir()), Path.cwd())


def sample_path() -> Path:
    folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppDataLocation))
    return folder / "sample.claims"


def _workspace() -> "type[Workspace]":
    from desktop.workspace import Workspace

    return Workspace


def _sample() -> "Workspace":
    from desktop import samples

    path = sample_path()
    if path.exists():
        return _workspace().open(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    return samples.build(path)


def _is_there(path: Path) -> bool:
    """Not for a name that no system knows, nor in a folder that may not be entered any more."""
    try:
        return path.exists()
    except OSError:
        return False
