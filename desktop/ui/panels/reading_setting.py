"""How the words are set: size, face, width, spacing, focus and numbers. Each takes effect at once, in every document."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QVBoxLayout, QWidget

from desktop.ui.popover import Popover
from desktop.ui.views.text_setting import LARGEST, SMALLEST, Setting
from desktop.ui.widgets import button, column, icon_button, label, row

WIDTH = 336
FACES = {"serif": "Serif", "sans": "Plain", "dyslexia": "OpenDyslexic"}
MEASURES = {"narrow": "Narrow", "usual": "Usual", "wide": "Wide"}
SPACINGS = {"usual": "Usual", "airy": "Airy", "wide": "Wide"}


class ReadingSetting(Popover):
    chosen = Signal(object)
    """A `Setting`."""

    def __init__(self, parent: QWidget, setting: Setting) -> None:
        super().__init__(parent)
        self._setting = setting
        smaller, larger = icon_button("zoom-out", "Smaller  Ctrl+-"), icon_button("zoom-in", "Larger  Ctrl++")
        smaller.clicked.connect(lambda: self._take(self._setting.resized(self._setting.size - 1)))
        larger.clicked.connect(lambda: self._take(self._setting.resized(self._setting.size + 1)))
        self.smaller, self.larger, self._size = smaller, larger, label("", "small", "2")
        self.face = self._choice("Face", "face", FACES)
        self.measure = self._choice("Width of a line", "measure", MEASURES)
        self.spacing = self._choice("Distance of the lines", "spacing", SPACINGS)
        self.focus_mode = self._switch("Focus: all but one sentence steps back", "focus")
        self.numbers = self._switch("Numbers of the paragraphs", "numbers")
        usual = button("As at first", "link")
        usual.clicked.connect(lambda: self._take(Setting()))
        page = column(
            row(_name("Size"), None, smaller, self._size, larger, gap=4), 6,
            *(item for choice in (self.face, self.measure, self.spacing) for item in (choice, 6)),
            4, self.focus_mode, 4, self.numbers, 8, row(None, usual), margins=(16, 14, 16, 12),
        )  # fmt: skip
        page.setFixedWidth(WIDTH)
        self.box.addWidget(page)
        self._show()

    def focus(self) -> None:
        self.larger.setFocus()

    def _choice(self, words: str, field: str, values: Mapping[str, str]) -> "Choice":
        made = Choice(words, values)
        made.chosen.connect(lambda value: self._take(replace(self._setting, **{field: value})))
        return made

    def _switch(self, words: str, field: str) -> QCheckBox:
        made = QCheckBox(words)
        made.clicked.connect(lambda on: self._take(replace(self._setting, **{field: on})))
        return made

    def _take(self, setting: Setting) -> None:
        self._setting = setting
        self._show()
        self.chosen.emit(setting)

    def _show(self) -> None:
        setting = self._setting
        self._size.setText(f"{setting.size} px")
        self.smaller.setEnabled(setting.size > SMALLEST)
        self.larger.setEnabled(setting.size < LARGEST)
        self.face.show_value(setting.face)
        self.measure.show_value(setting.measure)
        self.spacing.show_value(setting.spacing)
        self.focus_mode.setChecked(setting.focus)
        self.numbers.setChecked(setting.numbers)


class Choice(QWidget):
    """One of a few, all of them in sight."""

    chosen = Signal(str)

    def __init__(self, words: str, values: Mapping[str, str]) -> None:
        super().__init__()
        self.buttons = {value: button(shown, "chip", checkable=True) for value, shown in values.items()}
        group = QButtonGroup(self)
        for value, made in self.buttons.items():
            made.setAccessibleName(f"{words}: {values[value]}")
            made.clicked.connect(self._tell(value))
            group.addButton(made)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(column(_name(words), 4, row(*self.buttons.values(), None, gap=6)))

    def show_value(self, value: str) -> None:
        if value in self.buttons:
            self.buttons[value].setChecked(True)

    def _tell(self, value: str) -> Callable[[], None]:
        return lambda: self.chosen.emit(value)


def _name(words: str) -> QWidget:
    return label(words, "small", "3")
