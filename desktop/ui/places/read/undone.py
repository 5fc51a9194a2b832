"""A step that was taken back or done again: its claim is shown, and it is named when one had to go there."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from desktop.ui.context import Context
from desktop.ui.panels.reader import ReaderPane
from desktop.ui.places.base import tell_step
from desktop.ui.places.read.tagged import Tagged

if TYPE_CHECKING:
    from db.store import Announcement
    from desktop.workspace import Workspace


WEIGHTY = ("Replace “", "Read “", "Merge claims", "Split claim", "Remove ")
"""Steps that are named wherever they are taken back: what came and went is more than the words in sight."""
ABOUT_A_CLAIM = frozenset({"link", "assessment", "indicator"})
"""Tables whose rows belong to a claim and change nothing of its own."""


class Undone:
    """What happens in sight needs no words; whether it does is known when the claims have been asked for again."""

    def __init__(self, context: Context, reader: ReaderPane, tagged: Tagged) -> None:
        self._context, self._reader, self._tagged = context, reader, tagged
        self.forget()

    def forget(self) -> None:
        self._step: Announcement | None = None
        self._ids = frozenset[str]()

    def note(self, step: "Announcement", ids: frozenset[str], *, open_here: bool) -> None:
        self._step, self._ids = step, ids
        if not ids and step.tables & ABOUT_A_CLAIM:
            self._choose(step)
        elif not ids or not open_here:
            self._say(None)

    def _choose(self, step: "Announcement") -> None:
        """A link or a verdict: the claim that it belongs to is the current one, so that the inspector shows what is left."""
        self.forget()

        def show(claims: tuple[str, ...]) -> None:
            if claims:
                self._context.choose_claim(claims[0])
            if place := self._tagged.place(frozenset(claims)):
                self._reader.view().reveal(*place)
            tell_step(self._context, step)

        self._context.read("claim of a step", lambda w: _claims_of(w, step.number), show)

    @contextmanager
    def settling(self) -> Iterator[None]:
        """Around the arrival of the claims: what went is where it was, what came is where it is."""
        before = self._tagged.place(self._ids)
        yield
        if self._step:
            self._say(self._tagged.place(self._ids) or before)

    def _say(self, place: tuple[int, int] | None) -> None:
        if self._step is None:
            return
        went = not place or self._reader.view().reveal(*place)
        if went or self._step.label.startswith(WEIGHTY):
            tell_step(self._context, self._step)
        self.forget()


def _claims_of(workspace: "Workspace", number: int) -> tuple[str, ...]:
    from db import past

    with workspace.store.session() as session:
        step = past.one(session, number)
    return step.claims if step else ()
