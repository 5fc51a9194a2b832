"""Go: between places, claims and documents. Each place has its command by being there."""

from typing import TYPE_CHECKING

from desktop.ui.actions.workspace import is_open
from desktop.ui.commands import command
from desktop.ui.places import places

if TYPE_CHECKING:
    from desktop.ui.main_window import MainWindow
    from desktop.ui.places.base import PlaceInfo


def _declare(place: "PlaceInfo") -> None:
    def go(window: "MainWindow") -> None:
        window.context.go(place.name)

    go.__name__ = f"go_{place.name}"
    command(place.title, *filter(None, (place.key,)), menu="Go", icon=place.icon)(go)


for _place in places():
    _declare(_place)


@command("Next claim", "N", menu="Go", icon="chevron-right", when=is_open, reading=True, group=1)
def next_claim(window: "MainWindow") -> None:
    window.read().going.step(1)


@command("Previous claim", "Shift+N", menu="Go", icon="chevron-left", when=is_open, reading=True, group=1)
def previous_claim(window: "MainWindow") -> None:
    window.read().going.step(-1)


@command("Next document", "Ctrl+PgDown", menu="Go", when=is_open, group=2)
def next_document(window: "MainWindow") -> None:
    window.read().documents.step(1)


@command("Previous document", "Ctrl+PgUp", menu="Go", when=is_open, group=2)
def previous_document(window: "MainWindow") -> None:
    window.read().documents.step(-1)


@command("Back", "Alt+Left", menu="Go", icon="arrow-left", when=lambda window: window.visited.can_go(-1), group=3)
def back(window: "MainWindow") -> None:
    window.visited.go(-1)


@command("Forward", "Alt+Right", menu="Go", icon="arrow-right", when=lambda window: window.visited.can_go(1), group=3)
def forward(window: "MainWindow") -> None:
    window.visited.go(1)


@command("Next open document", "Ctrl+Tab", menu="Go", when=is_open, group=2)
def next_tab(window: "MainWindow") -> None:
    window.read().tabs.step(1)


@command("Previous open document", "Ctrl+Shift+Tab", menu="Go", when=is_open, group=2)
def previous_tab(window: "MainWindow") -> None:
    window.read().tabs.step(-1)


@command("Keep this document open", "Ctrl+Return", menu="Go", when=is_open, group=2)
def keep_tab(window: "MainWindow") -> None:
    window.read().tabs.keep_current()


@command("Close this document", "Ctrl+W", menu="Go", when=is_open, group=2)
def close_tab(window: "MainWindow") -> None:
    window.read().tabs.close()


@command("Open the closed document again", "Ctrl+Shift+T", menu="Go", when=is_open, group=2)
def reopen_tab(window: "MainWindow") -> None:
    window.read().tabs.reopen()
