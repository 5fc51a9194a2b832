"""What lies over the places for a moment: a card in the window, until Esc or the keyboard goes elsewhere.

It is no window of its own, so that input methods and the popups of its chips work in it, and it keeps what it shows:
opened again, it is as it was left.
"""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from desktop.ui.popover import SHADOW, Popover

ABOVE, BELOW, BESIDE = 56, 48, 24
"""Pixels of the window that stay free around the card."""


class Sheet(Popover):
    def __init__(self, window: QWidget, width: int, height: int) -> None:
        super().__init__(window, takes_keys=False)
        self._window, self._wanted = window, (width, height)
        self._came_from: QWidget | None = None
        window.installEventFilter(self)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus)

    def open(self, first: QWidget) -> None:
        """Show it with the keyboard in `first`."""
        if not self.isVisible():
            self._came_from = self._take_over()
        self._place()
        self.show()
        self.raise_()
        first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _take_over(self) -> QWidget | None:
        """One lies there at a time; where the keyboard was before the first of them."""
        came_from = QApplication.focusWidget()
        for other in self._window.findChildren(Sheet):
            if other is not self and other.isVisible():
                came_from = other._came_from
                other.hide()
        return came_from

    def dismiss(self) -> None:
        """The keyboard goes back to where it was."""
        came_from, self._came_from = self._came_from, None
        self.hide()
        if came_from and came_from.isVisible():
            came_from.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self._window and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        room = self._window.rect()
        width = min(self._wanted[0], room.width() - 2 * BESIDE)
        height = min(self._wanted[1], room.height() - ABOVE - BELOW)
        corner = QPoint((room.width() - width) // 2, ABOVE)
        self.setGeometry(QRect(corner.x(), corner.y(), width, height).adjusted(-SHADOW, -SHADOW, SHADOW, SHADOW))

    def _on_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        """A popup of a chip in it belongs to it; what is behind it does not."""
        if now and self.isVisible() and now.window() is self.window() and not self.isAncestorOf(now):
            self.hide()
