"""One file per kind of claim; a kind is found by being there."""

import sys
from functools import cache

from desktop import registry
from desktop.claims.base import Kind
from desktop.errors import NotUnderstood


@cache
def kinds() -> tuple[Kind, ...]:
    """Every kind, in the order of its key."""
    return tuple(sorted(registry.collect(sys.modules[__name__], "KIND"), key=lambda kind: kind.key))


def kind_of(name: str) -> Kind:
    """Raises NotUnderstood for a kind that does not exist."""
    for kind in kinds():
        if kind.name == name:
            return kind
    raise NotUnderstood(f"“{name}” is not a kind of claim; there are {', '.join(k.name for k in kinds())}.")
