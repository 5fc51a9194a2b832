"""Help: the command palette, the keys, the pages, About."""

from typing import TYPE_CHECKING

from desktop.ui.commands import command

if TYPE_CHECKING:
    from desktop.ui.main_window import MainWindow


@command("Commands…", "Ctrl+K", menu="Help", icon="search")
def command_palette(window: "MainWindow") -> None:
    window.show_palette()


@command("Keys", "F1", menu="Help")
def keys(window: "MainWindow") -> None:
    window.show_help("keys")


@command("First steps", menu="Help", group=1)
def first_steps(window: "MainWindow") -> None:
    window.show_help("first-steps")


@command("About Followthrough", menu="Help", icon="info", group=2)
def about(window: "MainWindow") -> None:
    window.show_about()
