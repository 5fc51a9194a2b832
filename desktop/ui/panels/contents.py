"""The table of contents of the open document: a click or Enter goes there, typing finds a heading."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desktop.outline import Heading
from desktop.ui import theme
from desktop.ui.popover import Popover
from desktop.ui.widgets import SearchField, label, plain_tip, row

WIDTH, HEIGHT = 380, 420
INDENT = "\u2003"


class ContentsPanel(Popover):
    went_to = Signal(int)

    def __init__(self, parent: QWidget, headings: Sequence[Heading], caret: int) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._headings = list(headings)
        self.field = SearchField("Find a heading")
        self.field.textChanged.connect(self._show)
        self.field.installEventFilter(self)
        self.list = QListWidget()
        self.list.setAccessibleName("Contents")
        self.list.setProperty("surface", "raised")
        self.list.setProperty("look", "rows")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFont(theme.font("body"))
        self.list.itemClicked.connect(self._go)
        self.list.itemActivated.connect(self._go)
        self._nothing = label("", "small", "3")
        page = QWidget()
        page.setFixedSize(WIDTH, HEIGHT)
        box = QVBoxLayout(page)
        box.setContentsMargins(1, 14, 1, 10)
        box.setSpacing(8)
        box.addWidget(row(label("CONTENTS", "micro", "2", 600), None, self._nothing, margins=(16, 0, 16, 0)))
        box.addWidget(row(self.field, margins=(16, 0, 16, 0)))
        box.addWidget(self.list, 1)
        self.box.addWidget(page)
        self._show("")
        self._choose_at(caret)
        self.field.setFocus()

    def _show(self, typed: str) -> None:
        wanted = typed.strip().casefold()
        self.list.clear()
        for heading in self._headings:
            if wanted in heading.title.casefold():
                self.list.addItem(_item(heading, flat=bool(wanted)))
        count = self.list.count()
        none = f"nothing has “{typed.strip()}”" if wanted else "no headings were found"
        self._nothing.setText("" if count else none)
        self.list.setCurrentRow(0 if count else -1)

    def _choose_at(self, caret: int) -> None:
        """The heading under which the caret stands."""
        before = [number for number, heading in enumerate(self._headings) if heading.at <= caret]
        self.list.setCurrentRow(before[-1] if before else 0)

    def _go(self, item: QListWidgetItem) -> None:
        at: int = item.data(Qt.ItemDataRole.UserRole)
        self.close()
        self.went_to.emit(at)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows and Enter work while the field has the keyboard."""
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = event.key()
            if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                step = 1 if key == Qt.Key.Key_Down else -1
                self.list.setCurrentRow(max(0, min(self.list.count() - 1, self.list.currentRow() + step)))
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (item := self.list.currentItem()):
                self._go(item)
                return True
        return super().eventFilter(watched, event)


def _item(heading: Heading, *, flat: bool) -> QListWidgetItem:
    page = f"   {heading.page}" if heading.page else ""
    item = QListWidgetItem(("" if flat else INDENT * (heading.level - 1)) + heading.title + page)
    item.setData(Qt.ItemDataRole.UserRole, heading.at)
    item.setToolTip(plain_tip(heading.title))
    return item
