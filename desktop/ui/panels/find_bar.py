"""The find bar: what is looked for, how, and which of how many one is at. It floats over the reader's header."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from desktop.finding import LONGEST, Sought
from desktop.ui import theme
from desktop.ui.widgets import SearchField, button, icon_button, label, surface

WIDTH, HEIGHT = 560, 44
CHOICES = {
    "cased": ("Aa", "Match case"),
    "whole": ("|ab|", "Whole words"),
    "exact": ("é", "Accents and letter forms as typed"),
    "pattern": (".*", "Pattern (regular expression)"),
}
"""By the field of Sought: what the button shows, and what it is called."""


class FindBar(QWidget):
    changed = Signal()
    """Something else is looked for, or in another way."""
    stepped = Signal(int)
    left = Signal()
    """The bar is closed; what was found last is still marked."""

    def __init__(self, reader: QWidget) -> None:
        super().__init__(reader)
        self._reader = reader
        self.field = SearchField("Find in the document")
        self.field.setMaxLength(LONGEST)
        self.field.textChanged.connect(self.changed)
        self.field.installEventFilter(self)
        self.choices = {name: self._choice(*shown) for name, shown in CHOICES.items()}
        self.count = label("", "small", "3")
        self.count.setMinimumWidth(72)
        self._before, self._after = (
            icon_button("chevron-left", "Previous  Shift+F3"),
            icon_button("chevron-right", "Next  F3"),
        )
        self._before.clicked.connect(lambda: self.stepped.emit(-1))
        self._after.clicked.connect(lambda: self.stepped.emit(1))
        self._close = icon_button("x", "Close  Esc")
        self._close.clicked.connect(self.go)
        self._build()
        self.hide()

    def sought(self) -> Sought:
        chosen = {name: choice.isChecked() for name, choice in self.choices.items()}
        return Sought(self.field.text(), **chosen)

    def come(self, words: str = "") -> None:
        """With these words, or those that were looked for last."""
        self.place()
        self.show()
        self.raise_()
        if words and words != self.field.text():
            self.field.setText(words)
        else:
            self.changed.emit()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def go(self) -> bool:
        """False when it was not open."""
        if self.isHidden():
            return False
        self.hide()
        self.left.emit()
        return True

    def place(self) -> None:
        room = self._reader.width()
        width = min(WIDTH, room - 48)
        self.setGeometry(room - width - 8, 2, width, HEIGHT)

    def say(self, words: str, told: str = "", *, alert: bool = False) -> None:
        """How many there are or, in a few words, why not; `told` is all of it."""
        self.count.setText(words)
        self.count.setToolTip(told)
        self.count.setAccessibleName(told or words)
        self.count.setProperty("tone", "alert" if alert else "3")
        self.count.style().polish(self.count)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Enter goes on, with Shift back; no command of the window takes it."""
        if not isinstance(event, QKeyEvent) or event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
        elif event.type() == QEvent.Type.KeyPress:
            self.stepped.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        return True

    # ── building ─────────────────────────────────────────────────────────────────────────────────

    def _build(self) -> None:
        surface(self, "overlay")
        box = QHBoxLayout(self)
        box.setContentsMargins(8, 6, 6, 6)
        box.setSpacing(4)
        box.addWidget(self.field, 1)
        for choice in self.choices.values():
            box.addWidget(choice)
        for widget in (self.count, self._before, self._after, self._close):
            box.addWidget(widget)
        self.choices["pattern"].toggled.connect(self._pattern_chosen)

    def _choice(self, shown: str, name: str) -> QPushButton:
        made = button(shown, "tab", checkable=True)
        made.setFont(theme.font("small", 500))
        made.setFixedWidth(38)
        made.setStyleSheet("padding: 0")
        made.setToolTip(name)
        made.setAccessibleName(name)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        made.toggled.connect(self.changed)
        return made

    def _pattern_chosen(self, on: bool) -> None:
        """A pattern always means the characters that it has."""
        exact = self.choices["exact"]
        exact.setEnabled(not on)
        exact.setToolTip("A pattern always takes accents and letter forms as typed" if on else CHOICES["exact"][1])
