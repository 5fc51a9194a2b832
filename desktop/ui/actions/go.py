"""Go: between places, claims and documents."""

from typing import TYPE_CHECKING

from desktop.ui.actions.workspace import is_open
from desktop.ui.commands import command

if TYPE_CHECKING:
    from desktop.ui.main_window import MainWindow


def _declare(number: int, name: str, title: str) -> None:
    def go(window: "MainWindow") -> None:
        window.context.go(name)

    go.__name__ = f"go_{name}"
    command(title, f"Ctrl+{number}", menu="Go")(go)


for _number, (_name, _title) in enumerate(
    {"read": "Read", "ledger": "Ledger", "outcomes": "Outcomes", "review": "Review", "overview": "Overview"}.items(), 1
):
    _declare(_number, _name, _title)


@command("Next claim", "N", menu="Go", icon="chevron-right", when=is_open, reading=True, group=1)
def next_claim(window: "MainWindow") -> None:
    window.read().step(1)


@command("Previous claim", "Shift+N", menu="Go", icon="chevron-left", when=is_open, reading=True, group=1)
def previous_claim(window: "MainWindow") -> None:
    window.read().step(-1)


@command("Next document", "Ctrl+PgDown", menu="Go", when=is_open, group=2)
def next_document(window: "MainWindow") -> None:
    window.read().step_document(1)


@command("Previous document", "Ctrl+PgUp", menu="Go", when=is_open, group=2)
def previous_document(window: "MainWindow") -> None:
    window.read().step_document(-1)
