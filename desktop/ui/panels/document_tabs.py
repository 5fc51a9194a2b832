"""The open documents over the reader: those that are kept, and one in italics that the next document takes the place of."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QTabBar, QToolButton

from desktop.ui import theme
from desktop.ui.widgets import icon_button

HEIGHT = 34
WIDEST, NARROWEST = 220, 90


class DocumentTabs(QTabBar):
    """Hidden while there is only one."""

    chosen = Signal(str)
    """The id of a document."""
    close_wanted = Signal(str)
    keep_wanted = Signal(str)
    """A tab was double-clicked."""
    ordered = Signal(object)
    """The ids in their new order."""

    def __init__(self) -> None:
        super().__init__()
        self._quiet = False
        self._passing = ""
        self.setAccessibleName("Open documents")
        self.setDocumentMode(True)
        self.setDrawBase(False)
        self.setMovable(True)
        self.setExpanding(False)
        self.setUsesScrollButtons(True)
        self.setElideMode(Qt.TextElideMode.ElideRight)
        self.setFont(theme.font("small"))
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.currentChanged.connect(self._on_current)
        self.tabMoved.connect(self._on_moved)
        theme.now().changed.connect(self.update)
        self.hide()

    def show_tabs(self, tabs: Sequence[tuple[str, str]], current: str, passing: str) -> None:
        """(id, title) of each from the left; `passing` is the one that is not kept, "" for none."""
        self._quiet, self._passing = True, passing
        while self.count() > len(tabs):
            self.removeTab(self.count() - 1)
        for at, (document_id, title) in enumerate(tabs):
            if at == self.count():
                self.addTab("")
                self.setTabButton(at, QTabBar.ButtonPosition.RightSide, self._closer())
            self.setTabData(at, document_id)
            self.setTabText(at, title.replace("&", "&&"))
            self.setTabToolTip(at, title)
            button = self.tabButton(at, QTabBar.ButtonPosition.RightSide)
            button.setToolTip(f"Close {title}  Ctrl+W")
            button.setAccessibleName(f"Close {title}")
        if current in self.ids():
            self.setCurrentIndex(self.ids().index(current))
        self.setHidden(len(tabs) < 2)
        self._quiet = False
        self.update()

    def ids(self) -> list[str]:
        return [str(self.tabData(at)) for at in range(self.count())]

    def tabSizeHint(self, index: int) -> QSize:
        wide = self.fontMetrics().horizontalAdvance(self.tabText(index)) + 52
        return QSize(max(NARROWEST, min(WIDEST, wide)), HEIGHT)

    def minimumTabSizeHint(self, _index: int) -> QSize:
        return QSize(NARROWEST, HEIGHT)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = self.tabAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.MiddleButton and at >= 0:
            self.close_wanted.emit(str(self.tabData(at)))
        else:
            super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        at = self.tabAt(event.position().toPoint())
        if at >= 0:
            self.keep_wanted.emit(str(self.tabData(at)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours, painter = theme.current(), QPainter(self)
        painter.fillRect(self.rect(), colours.colour("chrome"))
        painter.setPen(QPen(colours.colour("line"), 1))
        painter.drawLine(0, HEIGHT - 1, self.width(), HEIGHT - 1)
        for at in range(self.count()):
            self._paint_tab(painter, at)

    def _paint_tab(self, painter: QPainter, at: int) -> None:
        colours, box, current = theme.current(), self.tabRect(at), at == self.currentIndex()
        if current:
            painter.fillRect(box, colours.colour("paper"))
        painter.setPen(QPen(colours.colour("line"), 1))
        painter.drawLine(
            box.right(), box.top() + (0 if current else 8), box.right(), box.bottom() - (0 if current else 8)
        )
        font = theme.font("small", 500 if current else None)
        font.setItalic(str(self.tabData(at)) == self._passing)
        painter.setFont(font)
        painter.setPen(colours.colour("text" if current else "text_2"))
        words = self.tabText(at).replace("&&", "&")
        room = box.adjusted(12, 0, -30, 0)
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)
        if current and self.hasFocus():
            painter.setPen(QPen(colours.colour("focus"), 2))
            painter.drawRect(box.adjusted(1, 1, -2, -2))

    def _closer(self) -> QToolButton:
        made = icon_button("x", "Close", 12)
        made.setFixedSize(20, 20)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Ctrl+W does it for the current one
        made.clicked.connect(lambda: self.close_wanted.emit(self._of(made)))
        return made

    def _of(self, button: QToolButton) -> str:
        sides = (self.tabButton(at, QTabBar.ButtonPosition.RightSide) for at in range(self.count()))
        return next((str(self.tabData(at)) for at, one in enumerate(sides) if one is button), "")

    def _on_moved(self, _from: int, _to: int) -> None:
        if not self._quiet:
            self.ordered.emit(self.ids())

    def _on_current(self, at: int) -> None:
        if not self._quiet and at >= 0:
            self.chosen.emit(str(self.tabData(at)))
