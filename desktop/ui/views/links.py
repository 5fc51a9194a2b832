"""The document's own links in a view: the tool tip tells the address, the menu offers to open it, nothing opens by itself."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QHelpEvent
from PySide6.QtWidgets import QMenu, QToolTip

from desktop.documents.base import Hyperlink
from desktop.ui.widgets import plain_tip

if TYPE_CHECKING:
    from desktop.ui.views.page_view import PageView
    from desktop.ui.views.text_view import TextView

SHOWN = 300
"""Characters of an address in a tool tip; the whole of it is shown before it is opened."""


NEAR = 3
"""Pixels beside a letter that still count: on pages its place is estimated."""


class Links(QObject):
    """Watches a view and its viewport; the view itself knows of no links."""

    wanted = Signal(str)
    """An address is to be opened; it must be shown first."""

    def __init__(self, view: "TextView | PageView") -> None:
        super().__init__(view)
        self._view = view
        self._links: list[Hyperlink] = []
        self._starts: list[int] = []
        for watched in (view, view.viewport()):
            watched.installEventFilter(self)

    def show_links(self, links: Sequence[Hyperlink]) -> None:
        self._links = sorted(links, key=lambda link: link.start)
        self._starts = [link.start for link in self._links]

    def at(self, position: int) -> str:
        """The address to which the words there lead, "" for none."""
        found = self._found(position)
        return found.url if found else ""

    def under(self, point: QPointF) -> str:
        """The same at a point of the view: the words must lie there, not only be the nearest."""
        position = self._view.position_at(point)
        return next((self.at(near) for near in (position, position - 1) if self._lies(near, point)), "")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._links and isinstance(event, QHelpEvent) and watched is self._view.viewport():
            address = self.under(QPointF(event.pos()))
            if address:
                tip = address if len(address) <= SHOWN else address[:SHOWN] + "…"
                QToolTip.showText(event.globalPos(), plain_tip(f"{tip} (the menu opens it)"), self._view.viewport())
                return True
        if self._links and isinstance(event, QContextMenuEvent):
            address = self._meant(event)
            if address:
                self._menu(address).popup(event.globalPos() if _by_mouse(event) else self._beside_caret())
                return True
        return super().eventFilter(watched, event)

    def _lies(self, position: int, point: QPointF) -> bool:
        box = self._view.box_of(position) if self._found(position) else None
        return box is not None and box.adjusted(-NEAR, -NEAR, NEAR, NEAR).contains(point)

    def _found(self, position: int) -> Hyperlink | None:
        number = bisect_right(self._starts, position) - 1
        return self._links[number] if number >= 0 and position < self._links[number].end else None

    def _meant(self, event: QContextMenuEvent) -> str:
        """The mouse means the words under it, the keyboard those at the caret."""
        return self.under(QPointF(event.pos())) if _by_mouse(event) else self.at(self._view.caret())

    def _beside_caret(self) -> QPoint:
        box = self._view.box_of(self._view.caret())
        spot = box.bottomLeft().toPoint() if box else self._view.viewport().rect().center()
        return self._view.viewport().mapToGlobal(spot)

    def _menu(self, address: str) -> QMenu:
        menu = QMenu(self._view)
        menu.addAction("Open address…", lambda: self.wanted.emit(address))
        menu.addAction("Copy address", lambda: QGuiApplication.clipboard().setText(address))
        menu.aboutToHide.connect(menu.deleteLater)
        return menu


def _by_mouse(event: QContextMenuEvent) -> bool:
    return event.reason() == QContextMenuEvent.Reason.Mouse
