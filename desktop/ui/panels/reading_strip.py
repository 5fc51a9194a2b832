"""A line over the foot of the pages: how far the reading of their words is, or why it failed. Nothing moves for it."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from desktop.ui import theme
from desktop.ui.widgets import ElidedLabel, button, icon_button, row, rule, stretch, surface

HEIGHT = 37
NARROW = 520
"""Pixels below which the words say enough, without a bar."""
COMES_AFTER = 300
"""Milliseconds: of a short document the words are there sooner, and nothing blinks."""


class ReadingStrip(QWidget):
    cancel_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self._reads = False
        self._said = ""
        self._words = ElidedLabel("", "small")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(160)
        self._cancel, self._close = button("Cancel", "link"), icon_button("x", "Put this away")
        self._cancel.setFont(theme.font("small"))
        self._cancel.clicked.connect(self.cancel_wanted)
        self._close.clicked.connect(self.hide)
        line = row(self._words, self._bar, 4, self._cancel, self._close, margins=(16, 0, 16, 0))
        stretch(line, 0)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(rule())
        box.addWidget(surface(line, "chrome"), 1)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(COMES_AFTER)
        self._timer.timeout.connect(self._come)
        self.hide()

    def words(self) -> str:
        return self._words.text()

    def show_reading(self, pages: int) -> None:
        self._said = f"Reading the text of {pages:,} {'page' if pages == 1 else 'pages'} …"
        self._say(self._said, reads=True)
        self._bar.setRange(0, pages)
        self._bar.setValue(0)
        self._timer.start()

    def show_progress(self, done: int, total: int) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        ready = "Its text is put into the workspace …"
        self._words.setText(f"{self._said} {done:,} read" if done < total else ready)

    def show_failure(self, reason: str) -> None:
        self._say(reason, reads=False)
        self._come()

    def done(self) -> None:
        """The words are there; a failure that is told stays."""
        self._timer.stop()
        if self._reads:
            self.hide()

    def place(self) -> None:
        """The whole width, at the foot."""
        self.setGeometry(0, self._over.height() - HEIGHT, self._over.width(), HEIGHT)
        self._bar.setVisible(self._reads and self._over.width() > NARROW)

    def _say(self, words: str, *, reads: bool) -> None:
        self._reads = reads
        self._timer.stop()
        self._words.setText(words)
        self.setAccessibleName(words)
        self._cancel.setVisible(reads)
        self._close.setVisible(not reads)

    def _come(self) -> None:
        self.place()
        self.show()
        self.raise_()
