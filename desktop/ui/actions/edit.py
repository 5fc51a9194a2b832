"""Edit: undo and redo in every place, finding, copying."""

from typing import TYPE_CHECKING

from desktop.ui.actions.workspace import is_open
from desktop.ui.commands import command

if TYPE_CHECKING:
    from desktop.ui.main_window import MainWindow


def can_undo(window: "MainWindow") -> bool:
    return bool(window.context.workspace and window.context.workspace.store.undo_label)


def can_redo(window: "MainWindow") -> bool:
    return bool(window.context.workspace and window.context.workspace.store.redo_label)


@command("Undo", "Ctrl+Z", menu="Edit", when=can_undo)
def undo(window: "MainWindow") -> None:
    window.context.write("Undo", lambda w: w.store.undo())


@command("Redo", "Ctrl+Shift+Z", "Ctrl+Y", menu="Edit", when=can_redo)
def redo(window: "MainWindow") -> None:
    window.context.write("Redo", lambda w: w.store.redo())


@command("History…", "Ctrl+H", menu="Edit", icon="history", when=is_open)
def history(window: "MainWindow") -> None:
    from desktop.ui.panels.history import HistoryPanel

    panel = window.findChild(HistoryPanel) or HistoryPanel(window, window.context)
    document = window.read().documents.current()
    panel.open_for(document.id if document else "")


@command("Copy with citation", "Ctrl+Shift+C", menu="Edit", icon="copy", when=is_open, group=1)
def copy_with_citation(window: "MainWindow") -> None:
    window.read().copy_with_citation()


@command("Find in the document", "Ctrl+F", menu="Edit", icon="search", when=is_open, group=2)
def find(window: "MainWindow") -> None:
    window.context.go("read")
    window.read().open_find()


@command("Find everywhere", "Ctrl+Shift+F", menu="Edit", when=is_open, group=2)
def find_everywhere(window: "MainWindow") -> None:
    from desktop.ui.panels.search_everywhere import SearchEverywhere

    (window.findChild(SearchEverywhere) or SearchEverywhere(window, window.context)).come()
