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


def is_reading(window: "MainWindow") -> bool:
    return bool(window.context.workspace) and window.current_place() == "read"


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
    window.read().tagging.copy_with_citation()


@command("Find in the document", "Ctrl+F", menu="Edit", icon="search", when=is_open, group=2)
def find(window: "MainWindow") -> None:
    window.context.go("read")
    window.read().finding.open()


@command("Find next", "F3", menu="Edit", when=is_reading, group=2)
def find_next(window: "MainWindow") -> None:
    window.read().finding.step(1)


@command("Find previous", "Shift+F3", menu="Edit", when=is_reading, group=2)
def find_previous(window: "MainWindow") -> None:
    window.read().finding.step(-1)


@command("Find everywhere", "Ctrl+Shift+F", menu="Edit", when=is_open, group=2)
def find_everywhere(window: "MainWindow") -> None:
    from desktop.ui.panels.search_everywhere import SearchEverywhere

    (window.findChild(SearchEverywhere) or SearchEverywhere(window, window.context)).come()


@command("Search everything for the selected words", "S", menu="Edit", when=is_open, reading=True, group=2)
def search_selected(window: "MainWindow") -> None:
    from desktop.ui.panels.search_everywhere import SearchEverywhere

    stretch, opened = window.read().tagging.stretch(selected_only=True), window.read().opened
    if opened and stretch:
        panel = window.findChild(SearchEverywhere) or SearchEverywhere(window, window.context)
        panel.come()
        panel.field.setText(_phrase(opened.shown.text[slice(*stretch)]))
    elif opened:
        find_everywhere(window)


def _phrase(words: str) -> str:
    """Several words have to follow each other."""
    plain = " ".join(words.replace('"', " ").split())
    return f'"{plain}"' if " " in plain else plain
