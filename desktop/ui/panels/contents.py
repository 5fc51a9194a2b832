"""The table of contents of the open document: a click or Enter goes there, typing finds a heading. Beside it, its pages."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QButtonGroup, QListWidget, QListWidgetItem, QStackedWidget, QVBoxLayout, QWidget

from desktop.outline import Heading
from desktop.ui import theme
from desktop.ui.panels.thumbnails import Thumbnails
from desktop.ui.popover import Popover
from desktop.ui.widgets import SearchField, button, column, label, plain_tip, row

WIDTH, HEIGHT = 380, 420
INDENT = "\u2003"


class ContentsPanel(Popover):
    went_to = Signal(int)

    def __init__(
        self, parent: QWidget, headings: Sequence[Heading], caret: int, pages: Thumbnails | None = None
    ) -> None:
        """`pages`: where the document has any. Without headings they come first."""
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
        self._thumbnails = pages
        self._build(pages)
        self._show("")
        self._choose_at(caret)
        self.show_pages(bool(pages) and not headings)

    def _build(self, pages: Thumbnails | None) -> None:
        self._parts = QStackedWidget()
        self._parts.addWidget(column(row(self.field, margins=(16, 0, 16, 0)), 8, self.list))
        title: QWidget = label("CONTENTS", "micro", "2", 600)
        self.tabs = [button(words, "chip", checkable=True) for words in ("Headings", "Pages")] if pages else []
        if pages:
            pages.went_to.connect(lambda _page: self.close())
            self._parts.addWidget(pages)
            group = QButtonGroup(self)
            for number, tab in enumerate(self.tabs):
                group.addButton(tab, number)
            group.idClicked.connect(lambda number: self.show_pages(bool(number)))
            title = row(*self.tabs, gap=6)
        page = QWidget()
        page.setFixedSize(WIDTH, HEIGHT)
        box = QVBoxLayout(page)
        box.setContentsMargins(1, 14, 1, 10)
        box.setSpacing(8)
        box.addWidget(row(title, None, self._nothing, margins=(16, 0, 16, 0)))
        box.addWidget(self._parts, 1)
        self.box.addWidget(page)

    def show_pages(self, shown: bool) -> None:
        """Else the headings."""
        self._parts.setCurrentIndex(int(shown))
        self._nothing.setVisible(not shown)
        if self.tabs:
            self.tabs[int(shown)].setChecked(True)
        (self._thumbnails if shown and self._thumbnails else self.field).setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """The page that is read is in sight at once."""
        super().showEvent(event)
        if self._thumbnails:
            self._thumbnails.show_current()

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
