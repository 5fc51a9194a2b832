"""Two documents side by side."""

from typing import TYPE_CHECKING

from desktop.ui.actions.document import has_document
from desktop.ui.commands import command

if TYPE_CHECKING:
    from desktop.ui.main_window import MainWindow


def has_both(window: "MainWindow") -> bool:
    return has_document(window) and window.read().beside.opened is not None


@command(
    "Side by side", "Ctrl+\\", menu="View", icon="columns-2", when=has_document, checked=has_both,
)  # fmt: skip
def side_by_side(window: "MainWindow") -> None:
    """Open the other side, to choose a document there; or close it."""
    window.read().beside.toggle()


@command("To the other side", "F6", menu="Go", when=has_both, group=2)
def other_side(window: "MainWindow") -> None:
    window.read().beside.go_over()
