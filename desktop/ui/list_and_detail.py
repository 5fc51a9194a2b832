"""A list at the left, one thing of it at the right. The list gives way first when the window is narrow."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from desktop.ui.widgets import rule, surface

ROOMY = 1190
"""Pixels from which on the list has its full width."""
WIDE, NARROW = 368, 280
"""Of the list."""
EDGE = 24


class ListAndDetail(QWidget):
    """At the right the detail, an empty place, or nothing until the first answer is there."""

    def __init__(self, left: Sequence[QWidget], detail: QWidget, *empty: QWidget) -> None:
        """`left` from the top; the last one, the list, takes the room that is left."""
        super().__init__()
        self._left = surface(QWidget(), "chrome")
        box = QVBoxLayout(self._left)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        for widget in left:
            box.addWidget(widget)
        box.setStretchFactor(left[-1], 1)
        self._detail, self._empty, self._blank = detail, empty, surface(QWidget(), "paper")
        self._pages = QStackedWidget()
        for page in (self._blank, detail, *empty):
            self._pages.addWidget(page)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        for widget in (self._left, rule("v"), self._pages):
            across.addWidget(widget)
        across.setStretchFactor(self._pages, 1)

    def show_detail(self) -> None:
        self._pages.setCurrentWidget(self._detail)

    def show_empty(self, which: QWidget | None = None) -> None:
        self._pages.setCurrentWidget(which or self._empty[0])

    def show_nothing(self) -> None:
        self._pages.setCurrentWidget(self._blank)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._left.setFixedWidth(WIDE if self.width() >= ROOMY else NARROW)


class DetailPane(QScrollArea):
    """A column of readable width in the middle of the paper; `column` takes its parts from the top."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setProperty("surface", "paper")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner, holder = QWidget(), surface(QWidget(), "paper")
        inner.setMaximumWidth(width)
        self.column = QVBoxLayout(inner)
        self.column.setContentsMargins(0, 0, 0, EDGE)
        self.column.setSpacing(0)
        outer = QHBoxLayout(holder)
        outer.setContentsMargins(EDGE, EDGE, EDGE, EDGE)
        outer.addStretch(1)
        outer.addWidget(inner, 100, Qt.AlignmentFlag.AlignTop)
        outer.addStretch(1)
        self.setWidget(holder)
