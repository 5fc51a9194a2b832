"""The menu of a row in the list of documents: open it, keep it open, or open it beside the one that is open."""

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QMouseEvent
from PySide6.QtWidgets import QMenu

from desktop.ui.lists import Row, RowsView


class DocumentsMenu(QObject):
    """Each signal has a document's id."""

    open_wanted = Signal(str)
    keep_wanted = Signal(str)
    beside_wanted = Signal(str)

    def __init__(self, rows: RowsView) -> None:
        super().__init__(rows)
        self._rows = rows
        for watched in (rows, rows.viewport()):
            watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The right button alone opens no document."""
        if isinstance(event, QContextMenuEvent):
            self._open(event)
            return True
        return isinstance(event, QMouseEvent) and event.button() == Qt.MouseButton.RightButton

    def menu(self, key: str) -> QMenu:
        made = QMenu(self._rows)
        for words, signal in (
            ("Open", self.open_wanted), ("Open and keep in a tab", self.keep_wanted), ("Open beside", self.beside_wanted),
        ):  # fmt: skip
            made.addAction(words).triggered.connect(lambda _checked=False, signal=signal: signal.emit(key))
        made.aboutToHide.connect(made.deleteLater)
        return made

    def _open(self, event: QContextMenuEvent) -> None:
        """By mouse on the row under it, by key on the current one."""
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        index = self._rows.indexAt(event.pos()) if by_mouse else self._rows.currentIndex()
        row = index.data(Qt.ItemDataRole.UserRole)
        if isinstance(row, Row) and row.key:
            corner = self._rows.visualRect(index).center()
            spot = event.globalPos() if by_mouse else self._rows.viewport().mapToGlobal(QPoint(40, corner.y()))
            self.menu(row.key).popup(spot)
