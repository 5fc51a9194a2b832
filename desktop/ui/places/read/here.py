"""The claims at the caret: all are listed over the inspector, and the one that the caret comes to is the current one."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from desktop.ui.places.read.tagged import Tagged
from desktop.ui.views.base import Mark

if TYPE_CHECKING:
    from desktop.ui.places.read.linking import Linking
    from desktop.ui.places.read.place import ReadPlace


class Here:
    def __init__(self, place: "ReadPlace", tagged: Tagged, linking: "Linking") -> None:
        self._place, self._tagged, self._linking = place, tagged, linking

    def show(self) -> None:
        current = self._tagged.mark_id(self._place.context.claim_id)
        self._place.inspector.here.show_claims(self._marks(), current)

    def follow(self) -> None:
        """The caret has moved. While words are being selected or a link is armed, the claim stays that it was."""
        held = QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton
        if not (held or self._linking.claim_id or self._place.view().selection()):
            self.choose()

    def take_over(self) -> None:
        """A menu is opened on the words at the caret; an armed claim stays."""
        if not self._linking.claim_id:
            self.choose()

    def choose(self) -> None:
        """The innermost claim at the caret, unless the current one is there too."""
        caret = self._place.view().caret()
        if not any(mark.start <= caret <= mark.end for mark in self._place.view().current_marks()):
            around = [
                mark for mark in self._marks() if mark.id in self._tagged.ids() and mark.start <= caret < mark.end
            ]
            innermost = min(around, key=lambda mark: mark.end - mark.start, default=None)
            if innermost:
                self._place.context.choose_claim(innermost.id)

    def _marks(self) -> list[Mark]:
        return self._place.view().claims_here() if self._place.opened else []
