"""When to ask who works here: with a new workspace, or when the first work is done without a name; then never again."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.ui.context import Context, touches
from desktop.ui.panels.name_strip import NameStrip

if TYPE_CHECKING:
    from collections.abc import Callable

    from db.store import Announcement

SIGNED = frozenset({"claim", "link", "assessment"})
"""What carries the name of an analyst."""
ASKED = "asked/analyst"


class Naming(QObject):
    def __init__(self, context: Context, set_analyst: "Callable[[str], None]", go_on: "Callable[[], None]") -> None:
        super().__init__()
        self._context, self._set_analyst, self._go_on = context, set_analyst, go_on
        self.strip = NameStrip()
        self.strip.answered.connect(self._answered)
        context.changed.connect(self._on_changed)
        context.workspace_changed.connect(self.strip.hide)

    def ask(self) -> None:
        """Unless it is known, or was asked before."""
        settings, workspace = self._context.settings, self._context.workspace
        if workspace and workspace.store.analyst_id is None and not settings.value(ASKED, False, bool):
            self.strip.ask()

    def _on_changed(self, announcement: "Announcement") -> None:
        if announcement.kind == "edit" and touches(announcement, SIGNED):
            self.ask()

    def _answered(self, name: str) -> None:
        self._context.settings.setValue(ASKED, True)
        self.strip.hide()
        if name:
            self._set_analyst(name)
        self._go_on()
