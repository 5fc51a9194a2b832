"""Words over a place that waits for its first answer: soon enough to say that something comes, late enough not to blink."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from desktop.ui.widgets import label, surface

COMES_AFTER = 250
"""Milliseconds."""


class Loading(QWidget):
    """Covers `over` from `begin` on, when that takes long, until `end`."""

    def __init__(self, over: QWidget, words: str) -> None:
        super().__init__(over)
        surface(self, "paper")
        self._over = over
        self.words: QLabel = label(words, "body", "2")
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        QVBoxLayout(self).addWidget(self.words)
        self._timer = QTimer(self, interval=COMES_AFTER, singleShot=True)
        self._timer.timeout.connect(self._come)
        self.hide()

    def begin(self) -> None:
        if not self._timer.isActive() and not self.isVisible():
            self._timer.start()

    def end(self) -> None:
        self._timer.stop()
        self.hide()

    def follow(self) -> None:
        """As large as what it covers."""
        self.setGeometry(self._over.rect())

    def _come(self) -> None:
        self.follow()
        self.show()
        self.raise_()
