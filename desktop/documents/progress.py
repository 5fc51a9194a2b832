"""How far a reading is: a format tells it, whoever listens hears it; nobody needs to."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Progress = Callable[[int, int], None]
"""(pages done, pages in all)."""

_listener: ContextVar[Progress | None] = ContextVar("listener", default=None)


def tell(done: float, total: int) -> None:
    """Call it after each page; a part of a page counts for nothing."""
    listener = _listener.get()
    if listener:
        listener(int(done), total)


@contextmanager
def heard_by(listener: Progress) -> Iterator[None]:
    before = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(before)
