"""A step that was taken back or done again: its claim's words are shown, and it is named when one had to go there."""

from collections.abc import Iterator
from contextlib import contextmanager

from desktop.ui.context import Context
from desktop.ui.panels.reader import ReaderPane
from desktop.ui.places.read.tagged import Tagged


class Undone:
    """What happens in sight needs no words; whether it does is known when the claims have been asked for again."""

    def __init__(self, context: Context, reader: ReaderPane, tagged: Tagged) -> None:
        self._context, self._reader, self._tagged = context, reader, tagged
        self.forget()

    def forget(self) -> None:
        self._words, self._ids = "", frozenset[str]()

    def note(self, words: str, ids: frozenset[str], *, open_here: bool) -> None:
        self._words, self._ids = words, ids
        if not ids or not open_here:
            self._say(None)

    @contextmanager
    def settling(self) -> Iterator[None]:
        """Around the arrival of the claims: what went is where it was, what came is where it is."""
        before = self._tagged.place(self._ids)
        yield
        if self._words:
            self._say(self._tagged.place(self._ids) or before)

    def _say(self, place: tuple[int, int] | None) -> None:
        if not place or self._reader.view().reveal(*place):
            self._context.tell(self._words)
        self.forget()
