"""The other document beside the one that is worked in: seen, scrolled and looked up; the first touch goes over to it."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QMouseEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.ui.panels.reading_sheet import HANDS, ReadingSheet
from desktop.ui.widgets import ElidedLabel, header, icon_button, keycap, label, rule, stretch, surface

_BY_KEYS = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)


class BesidePane(QWidget):
    touched = Signal()
    """The button of the mouse is up again, or the keyboard came: here one wants to work now."""
    close_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        surface(self, "paper")
        self.sheet: ReadingSheet | None = None
        self.late: dict[str, tuple[object, ...]] = {}
        """What the hand did before the sheet went over to the reader, the last of each signal."""
        self._title = ElidedLabel("", "title", "text_3", 600)
        close = icon_button("x", "Close this side  Ctrl+\\")
        close.clicked.connect(self.close_wanted)
        head = header(self._title, keycap("F6"), label("goes over", "small", "3"), close)
        stretch(head, 0)
        self._room = QStackedWidget()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        for widget in (surface(head, "paper"), rule(), self._room):
            box.addWidget(widget)
        box.setStretch(2, 1)
        self.hide()

    def title(self) -> str:
        return self._title.text()

    def take(self, sheet: ReadingSheet, title: str) -> None:
        self.sheet, self.late = sheet, {}
        self._title.setText(title)
        self.setAccessibleName(f"Beside: {title}")
        self._room.addWidget(sheet)
        self._room.setCurrentWidget(sheet)
        sheet.told.connect(self._hear)
        self._watch(sheet)

    def give(self) -> ReadingSheet | None:
        sheet, self.sheet = self.sheet, None
        if sheet:
            sheet.told.disconnect(self._hear)
            for watched in (sheet.texts, sheet.texts.viewport(), sheet.pages, sheet.pages and sheet.pages.viewport()):
                if watched:
                    watched.removeEventFilter(self)
        return sheet

    def _watch(self, sheet: ReadingSheet) -> None:
        view = sheet.view()
        for watched in (view, view.viewport()):
            watched.installEventFilter(self)

    def _hear(self, name: str, values: tuple[object, ...]) -> None:
        if name in HANDS:
            self.late.pop(name, None)
            self.late[name] = values

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A gesture is finished here, by the view itself, before the other side takes part."""
        left = isinstance(event, QMouseEvent) and event.button() == Qt.MouseButton.LeftButton
        if event.type() == QEvent.Type.MouseButtonPress and left:
            self.late = {}
        elif (event.type() == QEvent.Type.MouseButtonRelease and left) or (
            isinstance(event, QFocusEvent) and event.gotFocus() and event.reason() in _BY_KEYS
        ):
            QTimer.singleShot(0, self, self.touched.emit)
        elif event.type() == QEvent.Type.ContextMenu:
            self.touched.emit()  # its menu is that of the document one works in
        return super().eventFilter(watched, event)
