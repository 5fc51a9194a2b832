"""The menu of the words in the reader: what can be done with the sentence or the selection under the mouse, with its keys."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Signal
from PySide6.QtGui import QContextMenuEvent, QKeySequence
from PySide6.QtWidgets import QMenu

from desktop.claims import kinds
from desktop.ui.commands import named

if TYPE_CHECKING:
    from desktop.ui.views.page_view import PageView
    from desktop.ui.views.text_view import TextView

GROUPS = (
    ("link_outcome", "edit_claim", "assess", "remove_claim"),
    ("copy_with_citation", "search_selected", "take_sentence"),
)


class WordsMenu(QObject):
    """Installed on a view before its links, which offer their own menu on an address."""

    opening = Signal()
    """The caret is at the words that are meant."""
    wanted = Signal(str)
    """A command's name."""

    def __init__(self, view: "TextView | PageView") -> None:
        super().__init__(view)
        self._view = view
        for watched in (view, view.viewport()):
            watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QContextMenuEvent):
            by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
            if by_mouse and watched is self._view.viewport():
                self._take_caret_to(QPointF(event.pos()))
            self.opening.emit()
            self.menu().popup(event.globalPos() if by_mouse else self._beside_caret())
            return True
        return super().eventFilter(watched, event)

    def menu(self) -> QMenu:
        made = QMenu(self._view)
        for group in (tuple(f"mark_{kind.name}" for kind in kinds()), *GROUPS):
            for name in group:
                command = named(name)
                key = (
                    QKeySequence(command.shortcuts[0])
                    .toString(QKeySequence.SequenceFormat.NativeText)
                    .replace("Return", "Enter")
                )
                made.addAction(f"{command.title}\t{key}", lambda name=name: self.wanted.emit(name))  # type: ignore[misc]
            made.addSeparator()
        made.aboutToHide.connect(made.deleteLater)
        return made

    def _take_caret_to(self, point: QPointF) -> None:
        """A selection under the mouse stays; else the sentence there is meant."""
        position, chosen = self._view.position_at(point), self._view.selection()
        if not (chosen and chosen[0] <= position <= chosen[1]):
            self._view.set_caret(position)

    def _beside_caret(self) -> QPoint:
        box = self._view.box_of(self._view.caret())
        spot = box.bottomLeft().toPoint() if box else self._view.viewport().rect().center()
        return self._view.viewport().mapToGlobal(spot)
