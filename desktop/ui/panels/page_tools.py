"""Over the pages: which one, and how large. A number or a printed label can be typed."""

from typing import TYPE_CHECKING
from weakref import WeakSet

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolTip, QWidget

from desktop.ui import theme
from desktop.ui.widgets import button, icon_button, label, row

if TYPE_CHECKING:
    from desktop.ui.views.page_view import PageView

ROOM = 22
"""Pixels of the field beside the digits."""

_OWN = (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PageTools(QWidget):
    setting_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._view: PageView | None = None
        self._followed: WeakSet[PageView] = WeakSet()
        self.before = icon_button("chevron-left", "Previous page  PgUp")
        self.after = icon_button("chevron-right", "Next page  PgDown")
        self.before.clicked.connect(lambda: self._turn(-1))
        self.after.clicked.connect(lambda: self._turn(1))
        self.field = QLineEdit()
        self.field.setFont(theme.font("small"))
        self.field.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.field.setAccessibleName("Page: type a number, or what is printed on the page")
        self.field.setToolTip("Type a page's number, or what is printed on it  Ctrl+Shift+G")
        self.field.returnPressed.connect(self._go)
        self.field.installEventFilter(self)
        self._of = label("", "small", "2")
        smaller, larger = icon_button("zoom-out", "Smaller  Ctrl+-"), icon_button("zoom-in", "Larger  Ctrl++")
        smaller.clicked.connect(lambda: self._view and self._view.zoom_out())
        larger.clicked.connect(lambda: self._view and self._view.zoom_in())
        self.percent = button("", "tab")
        self.percent.setToolTip("How pages are shown: one, two, fitted, turned")
        self.percent.clicked.connect(self.setting_wanted)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(row(self.before, self.field, 4, self._of, self.after, 8, smaller, self.percent, larger, gap=2))

    def show_view(self, view: "PageView") -> None:
        self._view = view
        if view not in self._followed:
            self._followed.add(view)
            view.page_changed.connect(lambda _page: self.show_page())
            view.setting_changed.connect(lambda _setting: self.show_page())

    def show_page(self) -> None:
        if not self._view:
            return
        number, count = self._view.page_number(), self._view.page_count()
        printed = self._view.page_label(number)
        if not self.field.hasFocus():
            self.field.setText(printed or str(number))
        longest = max(len(str(count)), len(printed), 2)
        self.field.setFixedWidth(ROOM + self.field.fontMetrics().horizontalAdvance("0" * longest))
        self._of.setText(f"({number} of {count})" if printed else f"of {count}")
        percent = f"{round(100 * self._view.zoom())} %"
        self.percent.setText(percent)
        self.percent.setAccessibleName(f"How pages are shown, now {percent}")

    def focus(self) -> None:
        self.field.setFocus()
        self.field.selectAll()

    def _turn(self, by: int) -> None:
        if self._view and 0 < (number := self._view.next_page(by)) <= self._view.page_count():
            self._view.go_to_page(number)

    def _go(self) -> None:
        typed = self.field.text().strip()
        if not self._view:
            return
        number = self._view.page_named(typed)
        if number:
            self._view.setFocus()
            self._view.go_to_page(number)
            self.show_page()
        else:
            self._refuse(f"No page is called “{typed}”. They are counted from 1 to {self._view.page_count()}.")

    def _refuse(self, words: str) -> None:
        """Said under the field, and to screen readers."""
        self.field.setAccessibleDescription(words)
        self.field.selectAll()
        QToolTip.showText(self.field.mapToGlobal(self.field.rect().bottomLeft()), words, self.field)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc gives up, and no command of the window takes Enter; a field that is left shows the page one is on."""
        if isinstance(event, QKeyEvent) and event.key() in _OWN:
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape and self._view:
                self._view.setFocus()
                return True
        handled = super().eventFilter(watched, event)
        if event.type() == QEvent.Type.FocusIn:
            self.field.selectAll()
        elif event.type() == QEvent.Type.FocusOut:
            self.field.setAccessibleDescription("")
            printed = self._view.page_label(self._view.page_number()) if self._view else ""
            self.field.setText(printed or str(self._view.page_number() if self._view else 0))
        return handled
