"""Notices at the bottom right: what happened, to which file, what was kept, what to do. Never modal, at most three."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QFrame, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from desktop.ui import icons
from desktop.ui.widgets import button, icon_button, label, row, surface

WIDTH = 400
STAYS_MS = 6000
MOST = 3
_LOOK = {"info": ("info", "text_2"), "error": ("circle-alert", "alert"), "progress": ("file-plus", "text_2")}


class Notice(QFrame):
    """Errors and progress stay until they are dismissed; the rest goes after six seconds."""

    def __init__(self, level: str, title: str, text: str, actions: dict[str, Callable[[], None]]) -> None:
        super().__init__()
        surface(self, "card")
        self.setFixedWidth(WIDTH)
        self.level = level
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 10, 10, 12)
        box.setSpacing(4)
        picture = QLabel()
        picture.setPixmap(icons.pixmap(*_LOOK[level]))
        self._title = label(title, "strong", wrap=True)
        close = icon_button("x", "Dismiss")
        close.clicked.connect(self.dismiss)
        head = row(picture, self._title, close)
        head.layout().setStretch(1, 1)  # type: ignore[union-attr]
        box.addWidget(head)
        self._text = label(text, "body", "2", wrap=True)
        self._text.setContentsMargins(24, 0, 8, 0)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._text.setVisible(bool(text))
        box.addWidget(self._text)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setVisible(level == "progress")
        box.addWidget(row(24, self._bar, 12, gap=0, margins=(0, 6, 0, 4)) if level == "progress" else self._bar)
        if actions:
            box.addWidget(row(24, *(self._action(name, act) for name, act in actions.items()), None))
        self.setAccessibleName(f"{title}. {text}")
        if level == "info":
            QTimer.singleShot(STAYS_MS, self, self.dismiss)

    def show_progress(self, done: int, total: int, text: str) -> None:
        self._bar.setMaximum(max(1, total))
        self._bar.setValue(done)
        self._text.setText(text)
        self._text.setVisible(True)

    def dismiss(self) -> None:
        self.hide()
        self.deleteLater()

    def _action(self, name: str, act: Callable[[], None]) -> QPushButton:
        made = button(name)
        made.clicked.connect(act)
        made.clicked.connect(self.dismiss)
        return made


class Notices(QObject):
    """The stack, over the bottom right corner of `over`."""

    def __init__(self, over: QWidget, *, above: int) -> None:
        super().__init__(over)
        self._over, self._above = over, above
        self._shown: list[Notice] = []
        over.installEventFilter(self)

    def show(
        self, level: str, title: str, text: str = "", actions: dict[str, Callable[[], None]] | None = None
    ) -> Notice:
        notice = Notice(level, title, text, actions or {})
        notice.setParent(self._over)
        notice.destroyed.connect(lambda: self._gone(notice))
        self._shown.append(notice)
        finished = [n for n in self._shown if n.level != "progress"]
        if len(finished) > MOST:
            finished[0].dismiss()
        notice.show()
        notice.raise_()
        self._place()
        return notice

    def texts(self) -> list[str]:
        return [notice.accessibleName() for notice in self._shown]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _gone(self, notice: Notice) -> None:
        if notice in self._shown:
            self._shown.remove(notice)
            self._place()

    def _place(self) -> None:
        bottom = self._over.height() - self._above - 12
        for notice in reversed(self._shown):
            notice.adjustSize()
            height = notice.heightForWidth(WIDTH) if notice.hasHeightForWidth() else notice.sizeHint().height()
            notice.resize(WIDTH, max(height, notice.sizeHint().height()))
            notice.move(self._over.width() - WIDTH - 12, bottom - notice.height())
            bottom -= notice.height() + 8


