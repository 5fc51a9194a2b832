"""Kinds of claim: the program's own, one file each, found by being there, and those that the analysts of a workspace made.

What is shown asks `kinds()` and `kind_of()`, which know the kinds of the workspace that was opened last and is still
open. Verbs ask the workspace's own table, so that nothing is written by the kinds of another one.
"""

import sys
from collections.abc import Iterable
from functools import cache
from threading import Lock

from desktop import registry
from desktop.claims.base import Kind
from desktop.claims.set_of_kinds import Kinds

__all__ = ["Kinds", "built_in", "forget", "kind_of", "kinds", "kinds_now", "use", "with_own"]


@cache
def built_in() -> tuple[Kind, ...]:
    """Those of the program, in the order of their keys."""
    return tuple(sorted(registry.collect(sys.modules[__name__], "KIND"), key=lambda kind: kind.key))


def with_own(own: Iterable[Kind]) -> Kinds:
    """The program's kinds and these."""
    return Kinds((*built_in(), *own))


class _Open:
    """The kinds of each open workspace, by the workspace; the last one counts."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.by_owner: dict[object, Kinds] = {}
        self.now = with_own(())


@cache
def _open() -> _Open:
    return _Open()


def use(owner: object, own: Kinds) -> None:
    """The workspace `owner` was opened, or its kinds are others now. Any thread."""
    state = _open()
    with state.lock:
        state.by_owner[owner] = own
        state.now = next(reversed(state.by_owner.values()))


def forget(owner: object) -> None:
    """It is closed."""
    state = _open()
    with state.lock:
        state.by_owner.pop(owner, None)
        state.now = next(reversed(state.by_owner.values()), with_own(()))


def kinds_now() -> Kinds:
    return _open().now


def kinds() -> tuple[Kind, ...]:
    """The program's in the order of their keys, then the analysts' in theirs. The same tuple until they change."""
    return _open().now.every


def kind_of(name: str) -> Kind:
    """For showing: one of an analyst's that is not there any more has a stand-in, so that no painting fails.

    Raises NotUnderstood for a name that never was one.
    """
    return _open().now.shown(name)
