"""Claim: tagging, linking, assessing. Single letters work while the reader has the keyboard."""

from typing import TYPE_CHECKING

from desktop.claims import kinds
from desktop.ui.actions.workspace import is_open
from desktop.ui.commands import command

if TYPE_CHECKING:
    from desktop.claims.base import Kind
    from desktop.ui.main_window import MainWindow


def has_claim(window: "MainWindow") -> bool:
    """The current claim is the one that is seen: a command never acts on a claim of another place."""
    return bool(window.context.claim_id) and window.current_place() in ("read", "ledger")


@command("Select sentence, then paragraph", ".", menu="Claim", when=is_open, reading=True)
def take_sentence(window: "MainWindow") -> None:
    window.read().take_sentence()


def _declare(kind: "Kind") -> None:
    def mark(window: "MainWindow") -> None:
        window.read().tag(kind.name)

    mark.__name__ = f"mark_{kind.name}"
    command(f"Tag {kind.name}", kind.key, menu="Claim", when=is_open, reading=True, group=1)(mark)


for _kind in kinds():
    _declare(_kind)


@command("Link an outcome", "L", menu="Claim", icon="link", when=is_open, reading=True, group=2)
def link_outcome(window: "MainWindow") -> None:
    window.read().link()


@command("Assess", "A", menu="Claim", icon="scale", when=has_claim, reading=True, group=2)
def assess(window: "MainWindow") -> None:
    window.context.go("review", window.context.claim_id)


@command("Edit claim", "Return", menu="Claim", when=has_claim, reading=True, group=2)
def edit_claim(window: "MainWindow") -> None:
    window.read().edit_claim()


@command("Remove claim", "Del", menu="Claim", icon="x", when=has_claim, reading=True, group=3)
def remove_claim(window: "MainWindow") -> None:
    window.read().remove_claim()


@command("Back to the text", "Esc", menu="Claim", reading=True, group=3)
def escape(window: "MainWindow") -> None:
    window.read().escape()
