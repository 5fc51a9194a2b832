"""Settings: each takes effect at once, so there is nothing to confirm."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QDialog, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from desktop.ui.forms import ChoiceField, Form, TextField
from desktop.ui.panels.kinds_page import KindsPage
from desktop.ui.widgets import button, column, label, row, rule, surface

if TYPE_CHECKING:
    from desktop.ui.main_window import MainWindow

PAGES = {"you": "You", "kinds": "Kinds"}


class SettingsPage(QDialog):
    def __init__(self, window: "MainWindow", page: str = "you") -> None:
        super().__init__(window)
        surface(self, "paper")
        self.setWindowTitle("Settings")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(780, 620)
        self.kinds = KindsPage(window.context)
        self._pages = QStackedWidget()
        self._pages.addWidget(_you(window))
        self._pages.addWidget(self.kinds)
        self.tabs = {name: button(title, "tab", checkable=True) for name, title in PAGES.items()}
        group = QButtonGroup(self)
        for name, tab in self.tabs.items():
            group.addButton(tab)
            tab.clicked.connect(lambda _checked=False, name=name: self.show_page(name))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(row(*self.tabs.values(), None, gap=4, margins=(12, 8, 12, 8)))
        box.addWidget(rule())
        box.addWidget(self._pages, 1)
        for made in self.findChildren(QPushButton):
            made.setAutoDefault(False)  # Enter saves a field, and presses no button
        self.show_page(page)
        self.tabs[page].setFocus()

    def done(self, result: int) -> None:
        self.kinds.leave()
        super().done(result)

    def show_page(self, name: str) -> None:
        self.tabs[name].setChecked(True)
        self._pages.setCurrentIndex(list(PAGES).index(name))


def _you(window: "MainWindow") -> QWidget:
    settings = window.context.settings
    look = ChoiceField("Light or dark", ("system", "light", "dark"))
    look.show_value(str(settings.value("theme", "system", str)))
    look.saved.connect(window.set_theme)
    analyst = TextField("Your name", "nobody in particular")
    analyst.show_value(str(settings.value("analyst", "", str)))
    analyst.saved.connect(window.set_analyst)
    form = Form()
    form.add("Light or dark", look)
    form.add("Your name", analyst)
    words = label(
        "Your name is written beside each claim, link and verdict that you make from now on.", "small", "3", wrap=True
    )
    words.setContentsMargins(16, 8, 16, 0)
    return column(form, words, None, margins=(8, 16, 8, 16))
