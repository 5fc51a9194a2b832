"""Settings: each takes effect at once, so there is nothing to confirm."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout

from desktop.ui.forms import ChoiceField, Form, TextField
from desktop.ui.widgets import label, surface

if TYPE_CHECKING:
    from desktop.ui.main_window import MainWindow


class SettingsPage(QDialog):
    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        surface(self, "paper")
        self.setWindowTitle("Settings")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(440, 260)
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
        box = QVBoxLayout(self)
        box.setContentsMargins(8, 16, 8, 16)
        box.addWidget(form)
        words = label(
            "Your name is written beside each claim, link and verdict that you make from now on.",
            "small",
            "3",
            wrap=True,
        )
        words.setContentsMargins(16, 8, 16, 0)
        box.addWidget(words)
        box.addStretch(1)
