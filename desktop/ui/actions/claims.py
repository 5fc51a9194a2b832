"""Claim: tagging, reshaping, linking, assessing. Single letters work while the reader has the keyboard."""

from functools import lru_cache
from typing import TYPE_CHECKING

from desktop.claims import built_in, kinds_now
from desktop.ui.actions.workspace import is_open
from desktop.ui.commands import Command, add, command, source

if TYPE_CHECKING:
    from desktop.claims.base import Kind
    from desktop.ui.main_window import MainWindow


def has_claim(window: "MainWindow") -> bool:
    """The current claim is the one that is seen: a command never acts on a claim of another place."""
    return bool(window.context.claim_id) and window.current_place() in ("read", "ledger")


@command("Select sentence, then paragraph", ".", menu="Claim", when=is_open, reading=True)
def take_sentence(window: "MainWindow") -> None:
    window.read().tagging.take_sentence()


def _of_kind(kind: "Kind") -> tuple[Command, ...]:
    """Tag it, keep it armed, make the claim one of it: with its key, alone, with Alt and with Shift."""

    def tag(window: "MainWindow") -> None:
        window.read().tagging.press(kind.name)

    def arm(window: "MainWindow") -> None:
        window.read().tagging.arm(kind.name)

    def change(window: "MainWindow") -> None:
        window.read().reshaping.change_kind(kind.name)

    key = kind.key.upper()
    told = (
        (f"mark_{kind.name}", f"Tag {kind.word}", tag, key, 1),
        (f"arm_{kind.name}", f"Keep {kind.word} armed", arm, f"Alt+{key}", 2),
        (f"make_{kind.name}", f"Make it {kind.article} {kind.word}", change, f"Shift+{key}", 3),
    )
    return tuple(
        Command(name, title, "Claim", run, (shortcut,), when=is_open, reading=True, group=group)
        for name, title, run, shortcut, group in told
    )


for _kind in built_in():
    for _one in _of_kind(_kind):
        add(_one)


@source
def of_own_kinds() -> tuple[Command, ...]:
    return _of(kinds_now().own)


@lru_cache(maxsize=1)
def _of(own: "tuple[Kind, ...]") -> tuple[Command, ...]:
    return tuple(one for kind in own for one in _of_kind(kind))


@command("Tag all occurrences…", "M", menu="Claim", when=is_open, reading=True, group=2)
def tag_occurrences(window: "MainWindow") -> None:
    window.read().occurrences.open()


@command("Grow to the sentence, then the paragraph", "Ctrl+.", menu="Claim", when=is_open, reading=True, group=3)
def grow_claim(window: "MainWindow") -> None:
    window.read().reshaping.grow()


@command("Repeat on the next sentence", "D", "Alt+Down", menu="Claim", when=is_open, reading=True, group=3)
def duplicate_claim(window: "MainWindow") -> None:
    window.read().reshaping.duplicate(1)


@command(
    "Repeat on the sentence before", "Shift+D", "Alt+Up", menu="Claim", when=is_open, reading=True, group=3
)  # fmt: skip
def duplicate_claim_before(window: "MainWindow") -> None:
    window.read().reshaping.duplicate(-1)


@command("Split at the caret", "Ctrl+Shift+X", menu="Claim", when=is_open, reading=True, group=3)
def split_claim(window: "MainWindow") -> None:
    window.read().reshaping.split()


@command("Merge with the next claim", "Ctrl+Shift+J", menu="Claim", when=is_open, reading=True, group=3)
def merge_claims(window: "MainWindow") -> None:
    window.read().reshaping.merge_next()


@command("Link an outcome", "L", menu="Claim", icon="link", when=is_open, reading=True, group=4)
def link_outcome(window: "MainWindow") -> None:
    window.read().link()


@command("Assess", "A", menu="Claim", icon="scale", when=has_claim, reading=True, group=4)
def assess(window: "MainWindow") -> None:
    window.context.go("review", window.context.claim_id)


def may_have_claim(window: "MainWindow") -> bool:
    """In Read the claim at the caret is taken when none is chosen."""
    return has_claim(window) or (is_open(window) and window.current_place() == "read")


@command("Edit claim", "Return", menu="Claim", when=may_have_claim, reading=True, group=4)
def edit_claim(window: "MainWindow") -> None:
    window.read().edit_claim()


@command("Remove claim", "Del", menu="Claim", icon="x", when=has_claim, reading=True, group=5)
def remove_claim(window: "MainWindow") -> None:
    window.read().remove_claim()


@command("Back to the text", "Esc", menu="Claim", reading=True, group=5)
def escape(window: "MainWindow") -> None:
    window.read().escape()
