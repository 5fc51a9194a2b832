"""When to ask who works here: with a new workspace, or when the first work is done without a name; then never again."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.ui.context import Context, touches

if TYPE_CHECKING:
    from collections.abc import Callable

    from db.store import Announcement
    from desktop.ui.panels.name_strip import NameStrip

SIGNED = frozenset({"claim", "link", "assessment"})
"""What carries the name of an analyst; as in the workspace, which is not loaded before the first paint."""
ASKED = "asked/analyst"


class Naming(QObject):
    def __init__(self, context: Context, set_analyst: "Callable[[str], None]", go_on: "Callable[[], None]") -> None:
        super().__init__()
        self._context, self._set_analyst, self._go_on = context, set_analyst, go_on
        self.room = QWidget()
        """Where the strip stands; empty and without height until it is asked for, which most starts never do."""
        self._box = QVBoxLayout(self.room)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._strip: NameStrip | None = None
        self._unsigned: set[tuple[str, str]] = set()
        """What was made here while nobody had given a name."""
        context.changed.connect(self._on_changed)
        context.workspace_changed.connect(self._put_away)

    @property
    def strip(self) -> "NameStrip":
        from desktop.ui.panels.name_strip import NameStrip

        if self._strip is None:
            self._strip = NameStrip()
            self._box.addWidget(self._strip)
            self._strip.answered.connect(self._answered)
        return self._strip

    def _put_away(self) -> None:
        self._unsigned.clear()
        if self._strip:
            self._strip.hide()

    def ask(self) -> None:
        """Unless it is known, or was asked before."""
        settings, workspace = self._context.settings, self._context.workspace
        if workspace and workspace.store.analyst_id is None and not settings.value(ASKED, False, bool):
            self.strip.ask()

    def _on_changed(self, announcement: "Announcement") -> None:
        if announcement.kind == "edit" and touches(announcement, SIGNED):
            if self._context.workspace and self._context.workspace.store.analyst_id is None:
                self._unsigned |= {(key.table, key.id) for key in announcement.keys if key.table in SIGNED}
            self.ask()

    def _answered(self, name: str) -> None:
        self._context.settings.setValue(ASKED, True)
        unsigned = frozenset(self._unsigned)
        self._put_away()
        if name:
            self._set_analyst(name)
            if unsigned:
                self._context.write("The name was not added", lambda w: w.sign(unsigned))
        self._go_on()
