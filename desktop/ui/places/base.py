"""The whole contract of a place: a widget that is built when first shown, states what it watches, and remembers where it was."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from desktop.step_names import short
from desktop.ui.context import Context, touches
from desktop.ui.loading import Loading

if TYPE_CHECKING:
    from db.store import Announcement
    from desktop.workspace import Workspace


class Place(QWidget):
    """Subclasses state `WATCHES`, build their widgets in `__init__` and fill them in `refresh`; the rest is a choice.

    The window knows a place by what stands here and by nothing else.
    """

    status_changed = Signal(str)
    """Other words for the status line, while the place is in front."""
    WATCHES: frozenset[str] = frozenset()
    """Tables whose change makes this place out of date."""
    LOADING = ""
    """What is said when the first answer takes long; whoever states it calls `answered` when it is shown."""
    FIGURES = False
    """Full of figures to the corners: what a notice says is told in the status line instead of over them."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._stale = True
        self._loading = Loading(self, self.LOADING)
        self._has_answer = False
        context.tasks.failed.connect(lambda _what, _error: self._loading.end())
        context.changed.connect(self._on_changed)
        context.workspace_changed.connect(self._on_workspace)

    def refresh(self) -> None:
        """Ask the workspace and show the answer; keep selection and scroll position."""
        raise NotImplementedError

    def reset(self) -> None:
        """Another workspace is open: forget selection and filters."""

    def remember(self) -> None:
        """The window closes: keep in the settings what should be the same next time."""

    def show_item(self, what: object) -> None:
        """Show a claim id, outcome id or ClaimFilter that another place asked for."""

    def arrive(self) -> None:
        """The place is in front now."""
        if self._stale:
            self._stale = False
            if self.LOADING and self.context.workspace and not self._has_answer:
                self._loading.begin()
            self.refresh()

    def answered(self) -> None:
        """What was asked for is shown."""
        self._has_answer = True
        self._loading.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._loading.follow()

    def status(self) -> str:
        """A few words for the status line ("1 of 14 selected")."""
        return ""

    def reading_end(self) -> int:
        """Where what is read ends on the right; what stands behind it is never covered by notices."""
        return self.width()

    def entry(self) -> QWidget:
        """What has the keyboard when one comes here. No focus proxy: Tab would skip what stands before it."""
        return self

    def reading_widget(self) -> QWidget | None:
        """The widget in which the single letters of the reading commands work, with what is inside it."""
        return None

    def tell_undone(self, announcement: "Announcement") -> None:
        """A step was taken back or done again while this place is in front: name it."""
        tell_step(self.context, announcement)

    def _on_changed(self, announcement: "Announcement") -> None:
        if touches(announcement, self.WATCHES | {"kind"}):  # every place paints kinds
            self._stale = True
            if self.isVisible():
                self.arrive()

    def _on_workspace(self) -> None:
        self._has_answer = False
        self._loading.end()
        self.reset()
        self._stale = True
        if self.isVisible():
            self.arrive()


def tell_step(context: Context, announcement: "Announcement") -> None:
    """Which step it was, and with which words it had to do."""
    title = f"{'Undid' if announcement.kind == 'undo' else 'Did again'}: {announcement.label}"

    def about(workspace: "Workspace") -> str:
        from db import past

        with workspace.store.session() as session:
            step = past.one(session, announcement.number)
        return step.about if step else ""

    def tell(words: str) -> None:
        context.tell(title, f"“{short(words)}”" if words else "")

    context.read(f"step {announcement.number}", about, tell)


@dataclass(frozen=True)
class PlaceInfo:
    """One module of `desktop.ui.places` offers one of these as PLACE."""

    name: str
    """Its folder's."""
    title: str
    icon: str
    order: int
    """In the rail and in the Go menu."""
    build: Callable[[Context], Place]
    key: str = ""
    """Goes there; Qt's portable text."""
