"""@command declares what a person can do: menus, shortcuts, the command palette and the key help are made from it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Act = Callable[[Any], None]


@dataclass(frozen=True)
class Command:
    """`run` gets the window. Shortcuts are Qt's portable text; several are tried in order for the menu's one."""

    name: str
    title: str
    menu: str
    run: Act
    shortcuts: tuple[str, ...] = ()
    icon: str = ""
    when: Callable[[Any], bool] = lambda _window: True
    """May it be run now? Asked when a menu opens and before it runs."""
    reading: bool = False
    """A single-letter key: works only while the reader has the keyboard, never while somebody types."""
    group: int = 0
    """Menus draw a line between groups."""


_found: dict[str, Command] = {}


def command(
    title: str, *shortcuts: str, menu: str, icon: str = "", when: Callable[[Any], bool] | None = None,
    reading: bool = False, group: int = 0,
) -> Callable[[Act], Act]:  # fmt: skip
    """Declare a function of `desktop.ui.actions` as a command; its name is the function's."""

    def declare(run: Act) -> Act:
        name = run.__name__
        if name in _found:
            raise ValueError(f"two commands are called {name}")
        _found[name] = Command(name, title, menu, run, shortcuts, icon, when or (lambda _window: True), reading, group)
        return run

    return declare


def commands() -> list[Command]:
    """Every command found in `desktop.ui.actions`, in the order of declaration."""
    from desktop import registry
    from desktop.ui import actions

    registry.collect(actions, "COMMANDS")  # importing the modules declares their commands
    return list(_found.values())
