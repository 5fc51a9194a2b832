"""Workspace: new, open, sample, documents, export, backup."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from desktop.ui.commands import command

if TYPE_CHECKING:
    from desktop.ui.main_window import MainWindow

CLAIMS = "Followthrough workspaces (*.claims)"


def is_open(window: "MainWindow") -> bool:
    return window.context.workspace is not None


@command("New workspace…", "Ctrl+Shift+N", menu="Workspace", icon="file-plus")
def new_workspace(window: "MainWindow") -> None:
    name, _ = QFileDialog.getSaveFileName(window, "New workspace", str(window.folder() / "untitled.claims"), CLAIMS)
    if name:
        window.opening.create(Path(name).with_suffix(".claims"))


@command("Open workspace…", "Ctrl+O", menu="Workspace", icon="folder-open")
def open_workspace(window: "MainWindow") -> None:
    name, _ = QFileDialog.getOpenFileName(window, "Open workspace", str(window.folder()), CLAIMS)
    if name:
        window.opening.open(Path(name))


@command("Open the sample workspace", menu="Workspace")
def open_sample(window: "MainWindow") -> None:
    window.opening.open_sample()


@command("Add documents…", "Ctrl+Shift+O", menu="Workspace", icon="plus", when=is_open, group=1)
def add_documents(window: "MainWindow") -> None:
    names, _ = QFileDialog.getOpenFileNames(window, "Add documents", str(window.folder()), window.adding.name_filter())
    window.adding.add([Path(name) for name in names])


@command("Add a folder…", menu="Workspace", when=is_open, group=1)
def add_folder(window: "MainWindow") -> None:
    name = QFileDialog.getExistingDirectory(window, "Add the documents of a folder", str(window.folder()))
    if name:
        window.adding.add([Path(name)])


@command("Export…", "Ctrl+E", menu="Workspace", icon="upload", when=is_open, group=2)
def export(window: "MainWindow") -> None:
    window.exporting.ask()


@command("Preview the export", "Ctrl+Shift+E", menu="Workspace", when=is_open, group=2)
def preview_export(window: "MainWindow") -> None:
    window.exporting.preview()


@command("Back up…", menu="Workspace", when=is_open, group=2)
def back_up(window: "MainWindow") -> None:
    path = window.context.path
    suggested = window.folder() / f"{path.stem if path else 'workspace'} backup.claims"
    name, _ = QFileDialog.getSaveFileName(window, "Back up the workspace", str(suggested), CLAIMS)
    if name:
        target = Path(name)
        told = f"The whole workspace was copied and checked: {target}"
        window.context.write(
            "Back up", lambda w: w.store.backup(target), lambda _: window.context.tell("Backed up", told)
        )


@command("Settings…", "Ctrl+,", menu="Workspace", icon="settings", group=3)
def settings(window: "MainWindow") -> None:
    window.show_settings()


@command("Kinds of claims…", menu="Workspace", icon="highlighter", when=is_open, group=3)
def kinds_of_claims(window: "MainWindow") -> None:
    window.show_settings("kinds")


@command("Quit", "Ctrl+Q", menu="Workspace", group=4)
def quit_program(window: "MainWindow") -> None:
    window.close()
