"""View: how the text of documents is set."""

from typing import TYPE_CHECKING

from desktop.ui.actions.workspace import is_open
from desktop.ui.commands import command

if TYPE_CHECKING:
    from desktop.ui.main_window import MainWindow


@command("How the text is set…", "Ctrl+Shift+A", menu="View", icon="a-large-small", when=is_open, group=1)
def text_setting(window: "MainWindow") -> None:
    window.read().open_around("setting")


@command(
    "Focus on one sentence", "F8", menu="View", when=is_open, checked=lambda w: w.read().reader.setting().focus, group=1
)
def focus_mode(window: "MainWindow") -> None:
    window.read().reader.toggle_setting("focus")


@command(
    "Numbers of the paragraphs", menu="View", when=is_open, checked=lambda w: w.read().reader.setting().numbers, group=1
)
def paragraph_numbers(window: "MainWindow") -> None:
    window.read().reader.toggle_setting("numbers")
