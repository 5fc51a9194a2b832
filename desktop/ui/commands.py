"""@command declares what a person can do: menus, shortcuts, the command palette and the key help are made from it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from PySide6.QtGui import QKeySequence

from desktop.paths import resource

Act = Callable[[Any], None]
Source = Callable[[], "tuple[Command, ...]"]

MENUS = ("Workspace", "Edit", "Claim", "View", "Go", "Help")


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
    checked: Callable[[Any], bool] | None = None
    """Is what it chooses the case now? Its menu shows a check mark then; None: it chooses nothing that lasts."""


_found: dict[str, Command] = {}
_sources: list[Source] = []


def command(
    title: str, *shortcuts: str, menu: str, icon: str = "", when: Callable[[Any], bool] | None = None,
    reading: bool = False, group: int = 0, checked: Callable[[Any], bool] | None = None,
) -> Callable[[Act], Act]:  # fmt: skip
    """Declare a function of `desktop.ui.actions` as a command; its name is the function's.

    Raises ValueError for a menu, a key or an icon that does not exist, and for a name or a key that another command has.
    """

    def declare(run: Act) -> Act:
        always = when or (lambda _window: True)
        add(Command(run.__name__, title, menu, run, shortcuts, icon, always, reading, group, checked))
        return run

    return declare


def add(new: Command) -> None:
    """As `command`, made by hand."""
    _refuse_clash(new)
    _found[new.name] = new


def source(give: Source) -> Source:
    """Declare a function that gives commands which come and go: those of kinds that analysts make. It gives the same
    tuple until they are others. A key that a declared command has stays with that one."""
    _sources.append(give)
    return give


def commands() -> list[Command]:
    """Every command found in `desktop.ui.actions`, in the order of declaration, then those that come and go."""
    from desktop import registry
    from desktop.ui import actions

    registry.modules(actions)  # importing them declares their commands
    return [*_found.values(), *(one for give in _sources for one in _free(give(), len(_found)))]


def holder(shortcut: str) -> Command | None:
    """Who has the key, of the commands that stay."""
    return next((one for one in _found.values() if _key(shortcut) in map(_key, one.shortcuts)), None)


@lru_cache(maxsize=4)
def _free(given: tuple[Command, ...], _declared: int) -> tuple[Command, ...]:
    return tuple(replace(one, shortcuts=tuple(s for s in one.shortcuts if not holder(s))) for one in given)


def shown_key(shortcut: str) -> str:
    """As the program writes the key everywhere: the big one is Enter."""
    return QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText).replace("Return", "Enter")


def named(name: str) -> Command:
    """Raises KeyError for a command that does not exist."""
    return {one.name: one for one in commands()}[name]


def _refuse_clash(new: Command) -> None:
    if new.menu not in MENUS:
        raise ValueError(f"{_where(new)}: there is no menu “{new.menu}”; choose {', '.join(MENUS)}")
    if new.icon and not resource("icons", f"{new.icon}.svg").is_file():
        raise ValueError(f"{_where(new)}: there is no icon “{new.icon}” in resources/icons")
    for shortcut in new.shortcuts:
        if not _key(shortcut):
            raise ValueError(f"{_where(new)}: “{shortcut}” is no key")
    for other in _found.values():
        if other.name == new.name:
            raise ValueError(f"{_where(other)} and {_where(new)} have the same name")
        for key in {_key(s) for s in other.shortcuts} & {_key(s) for s in new.shortcuts}:
            raise ValueError(f"{_where(other)} and {_where(new)} have the same key {key}")


def _key(shortcut: str) -> str:
    """One spelling for each key, "" for none."""
    return QKeySequence(shortcut).toString()


def _where(one: Command) -> str:
    return f"{one.run.__module__}.{one.name}"
