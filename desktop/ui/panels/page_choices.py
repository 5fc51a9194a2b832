"""How pages are shown: one, under each other or side by side; fitted or of one size; turned. Each takes effect at once."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from desktop.ui.panels.reading_setting import Choice
from desktop.ui.popover import Popover
from desktop.ui.views.page_setting import ARRANGEMENTS, PageSetting
from desktop.ui.widgets import button, column, label, row

WIDTH = 368
SIZES = {"width": "Fit width", "page": "Fit page", "actual": "Actual size"}


class PageChoices(Popover):
    chosen = Signal(object)
    """A `PageSetting`."""
    turned = Signal(int)
    """By so many quarters, clockwise."""

    def __init__(self, parent: QWidget, setting: PageSetting) -> None:
        super().__init__(parent)
        self._setting = setting
        self.arrangement = Choice("Pages", ARRANGEMENTS)
        self.arrangement.chosen.connect(lambda value: self._take(replace(self._setting, arrangement=value)))
        self.cover = QCheckBox("The first page is a cover and stands alone")
        self.cover.clicked.connect(lambda on: self._take(replace(self._setting, cover=on)))
        self.size_choice = Choice("Size", SIZES)
        self.size_choice.chosen.connect(self._take_size)
        self.left, self.right = button("Turn left"), button("Turn right")
        self.right.setToolTip("Turn right  Shift+R")
        self.left.clicked.connect(lambda: self.turned.emit(-1))
        self.right.clicked.connect(lambda: self.turned.emit(1))
        page = column(
            self.arrangement, 8, self.cover, 12, self.size_choice, 12, label("Turn this document", "small", "3"), 4,
            row(self.left, self.right, None, gap=6), margins=(16, 14, 16, 14),
        )  # fmt: skip
        page.setFixedWidth(WIDTH)
        self.box.addWidget(page)
        self._show()

    def focus(self) -> None:
        self.arrangement.buttons[self._setting.arrangement].setFocus()

    def _take_size(self, size: str) -> None:
        own = size == "actual"
        self._take(self._setting.sized(1.0) if own else replace(self._setting, fit=size))

    def _take(self, setting: PageSetting) -> None:
        self._setting = setting
        self._show()
        self.chosen.emit(setting)

    def _show(self) -> None:
        self.arrangement.show_value(self._setting.arrangement)
        self.cover.setEnabled(self._setting.arrangement == "two")
        self.cover.setToolTip("" if self.cover.isEnabled() else "Of use with two pages side by side")
        self.cover.setChecked(self._setting.cover)
        self.size_choice.show_value(self._setting.fit or ("actual" if self._setting.zoom == 1.0 else ""))
