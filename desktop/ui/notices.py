"""Notices at the bottom right: what happened, to which file, what was kept, what to do. Never modal, at most three."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from desktop.ui.popover import paint_card
from desktop.ui.widgets import Picture, button, icon_button, label, plain_tip, row, stretch

WIDTH, SHADOW, GAP = 312, 14, 8
"""Pixels: a card's width (it lies over the inspector, not over the words), room for the shadow around it, distance between two cards."""
FOOT = 37
"""Pixels of the line with keys at the foot of a pane, which a notice does not cover."""
STAYS_MS = 6000
MOST = 3
_LOOK = {
    "info": ("info", "text_2"),
    "error": ("circle-alert", "alert"),
    "progress": ("file-plus", "text_2"),
    "kept": ("info", "text_2"),
}

Actions = dict[str, Callable[[], None]]


class Notice(QWidget):
    """Errors, progress and what is "kept" stay until they are dismissed; the rest goes after six seconds."""

    dismissed = Signal()
    grown = Signal()
    """Its words changed, so it may need more room."""

    def __init__(self, level: str, title: str, text: str, actions: Actions) -> None:
        super().__init__()
        self.level, self.title = level, title
        self.setFixedWidth(WIDTH + 2 * SHADOW)
        self._text = self._words(text)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        box = QVBoxLayout(self)
        box.setContentsMargins(SHADOW + 16, SHADOW + 8, SHADOW + 10, SHADOW + 12)
        box.setSpacing(4)
        box.addWidget(self._head(level, title))
        box.addWidget(self._text)
        if level == "progress":
            box.addWidget(row(24, self._bar, 12, gap=0, margins=(0, 6, 0, 4)))
        if actions:
            buttons = [self._action(name, act, level) for name, act in actions.items()]
            box.addWidget(row(24, *buttons, None, gap=8, margins=(0, 4, 0, 0)))
        self.setAccessibleName(f"{title}. {text}")
        if level == "info":
            QTimer.singleShot(STAYS_MS, self, self.dismiss)

    def show_progress(self, done: int, total: int, text: str) -> None:
        """What is at work counts by half, so that the bar is never empty; a long name is cut in its middle."""
        self._bar.setMaximum(2 * max(1, total))
        self._bar.setValue(2 * done + (done < total))
        room = WIDTH - 16 - 10 - 24 - 8
        self._text.setText(self._text.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, room))
        self._text.setToolTip(plain_tip(text))
        if self._text.isHidden():
            self._text.setVisible(True)
            self.grown.emit()

    def dismiss(self) -> None:
        self.hide()
        self.dismissed.emit()
        self.deleteLater()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_card(painter, QRectF(self.rect()).adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW), 8, SHADOW)

    def _head(self, level: str, title: str) -> QWidget:
        words = label(title, "strong", wrap=True)
        close = icon_button("x", "Dismiss")
        close.clicked.connect(self.dismiss)
        made = row(Picture(*_LOOK[level]), words, close)
        stretch(made, 1)
        return made

    def _words(self, text: str) -> QLabel:
        made = label(text, "body", "2", wrap=True)
        made.setContentsMargins(24, 0, 8, 0)
        made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        if not text:
            made.hide()  # never setVisible(True): without a parent yet, it would come up as a window of its own
        return made

    def _action(self, name: str, act: Callable[[], None], level: str) -> QPushButton:
        """What mends an error is the first thing to do."""
        first = level == "error" and not self.findChildren(QPushButton)
        made = button(name, "primary" if first else "secondary")
        made.setParent(self)
        made.clicked.connect(act)
        made.clicked.connect(self.dismiss)
        return made


class Notices(QObject):
    """The stack, over the bottom right corner of what is read in `over`: never over fields that are typed in."""

    def __init__(self, over: QWidget, *, above: int, right: Callable[[], int]) -> None:
        """`right` says where that corner is, in pixels of `over`."""
        super().__init__(over)
        self._over, self._above, self._right = over, above, right
        self._shown: list[Notice] = []
        over.installEventFilter(self)

    def show(self, level: str, title: str, text: str = "", actions: Actions | None = None) -> Notice:
        self._take_off_same(level, title)
        notice = Notice(level, title, text, actions or {})
        notice.setParent(self._over)
        notice.grown.connect(self._place)
        notice.dismissed.connect(lambda: self._gone(notice))
        self._shown.append(notice)
        self._thin_out()
        notice.show()
        notice.raise_()
        self._place()
        QAccessible.updateAccessibility(QAccessibleEvent(notice, QAccessible.Event.Alert))
        return notice

    def texts(self) -> list[str]:
        return [notice.accessibleName() for notice in self._shown]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def settle(self) -> None:
        """Another place is in front, or a pane has come or gone."""
        self._place()

    def _take_off_same(self, level: str, title: str) -> None:
        """The same again takes the place of the earlier one."""
        if level == "info":
            for notice in [notice for notice in self._shown if (notice.level, notice.title) == (level, title)]:
                notice.dismiss()

    def _thin_out(self) -> None:
        """The oldest go first; what is still running stays."""
        finished = [notice for notice in self._shown if notice.level != "progress"]
        for notice in finished[: max(0, len(self._shown) - MOST)]:
            notice.dismiss()

    def _gone(self, notice: Notice) -> None:
        if notice in self._shown:  # its time may run out once more before Qt gets round to deleting it
            self._shown.remove(notice)
            self._place()

    def _place(self) -> None:
        """Upwards from the corner; the shadows of neighbours lie over each other."""
        bottom = self._over.height() - self._above - FOOT - 12 + SHADOW
        for notice in reversed(self._shown):
            notice.adjustSize()
            fitting = notice.heightForWidth(notice.width())
            height = fitting if fitting > 0 else notice.sizeHint().height()
            notice.resize(notice.width(), height)
            notice.move(max(0, self._right() - notice.width() - 12 + SHADOW), bottom - height)
            bottom -= height - 2 * SHADOW + GAP
