"""View: panes, text or pages, sizes, light and dark."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from desktop.ui.actions.workspace import is_open
from desktop.ui.commands import command

if TYPE_CHECKING:
    from desktop.ui.main_window import MainWindow


def _is_theme(name: str) -> "Callable[[MainWindow], bool]":
    return lambda window: window.context.settings.value("theme", "system", str) == name


@command(
    "Documents", "F9", menu="View", icon="panel-right", when=is_open, checked=lambda w: w.read().has_pane("documents")
)
def toggle_documents(window: "MainWindow") -> None:
    window.read().toggle_pane("documents")


@command(
    "Inspector", "F4", menu="View", icon="panel-right", when=is_open, checked=lambda w: w.read().has_pane("inspector")
)
def toggle_inspector(window: "MainWindow") -> None:
    window.read().toggle_pane("inspector")


@command("Pages or text", "Ctrl+T", menu="View", icon="type", when=is_open, group=1)
def toggle_pages(window: "MainWindow") -> None:
    window.read().toggle_view()


@command("Larger", "Ctrl++", "Ctrl+=", menu="View", icon="zoom-in", when=is_open, group=1)
def zoom_in(window: "MainWindow") -> None:
    window.read().view().zoom_in()


@command("Smaller", "Ctrl+-", menu="View", icon="zoom-out", when=is_open, group=1)
def zoom_out(window: "MainWindow") -> None:
    window.read().view().zoom_out()


@command(
    "Which claims are shown", "Ctrl+Shift+L", menu="View", icon="filter", when=is_open, group=1,
    checked=lambda w: not w.read().reader.filter_strip.isHidden(),
)  # fmt: skip
def filter_marks(window: "MainWindow") -> None:
    window.read().reader.filter_strip.open()


@command("What was left out", menu="View", icon="info", when=is_open, group=2)
def show_left_out(window: "MainWindow") -> None:
    window.read().show_left_out()


@command("Light", menu="View", group=3, checked=_is_theme("light"))
def light(window: "MainWindow") -> None:
    window.set_theme("light")


@command("Dark", menu="View", group=3, checked=_is_theme("dark"))
def dark(window: "MainWindow") -> None:
    window.set_theme("dark")


@command("Like the system", menu="View", group=3, checked=_is_theme("system"))
def like_the_system(window: "MainWindow") -> None:
    window.set_theme("system")
