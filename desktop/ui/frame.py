"""What stands around the places: the menu row, the rail, the status line."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QMenuBar, QToolButton, QVBoxLayout, QWidget

from desktop.days import shown_day
from desktop.ui import icons, theme
from desktop.ui.places.base import PlaceInfo
from desktop.ui.widgets import ElidedLabel, icon_button, label, row, surface

STAYS_MS = 6000
"""As long as a notice."""


class MenuRow(QWidget):
    """The menus at the left, the workspace's name in the middle, back and forward at the right."""

    step_wanted = Signal(int)
    """-1 back, 1 forward through where one was."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__()
        surface(self, "chrome")
        self.setFixedHeight(30)
        bar = QMenuBar()
        bar.setNativeMenuBar(False)
        bar.setFont(theme.font("small"))
        self._menus = {name: bar.addMenu(name) for name in names}
        self._title = label("", "small", "3")
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 16, 0)
        box.addWidget(bar, 1)
        box.addWidget(self._title)
        self._back = icon_button("arrow-left", "Back  Alt+Left")
        self._forward = icon_button("arrow-right", "Forward  Alt+Right")
        self._back.clicked.connect(lambda: self.step_wanted.emit(-1))
        self._forward.clicked.connect(lambda: self.step_wanted.emit(1))
        box.addWidget(row(None, self._back, self._forward, gap=2), 1)
        self.show_steps(False, False)

    def show_steps(self, back: bool, forward: bool, /) -> None:
        """Is there anything to go back or forward to?"""
        self._back.setEnabled(back)
        self._forward.setEnabled(forward)

    def menu(self, name: str) -> QMenu:
        return self._menus[name]

    def set_title(self, title: str) -> None:
        self._title.setText(title)


class Rail(QWidget):
    """Switches between the places."""

    chosen = Signal(str)
    commands_wanted = Signal()
    settings_wanted = Signal()

    def __init__(self, found: Sequence[PlaceInfo]) -> None:
        super().__init__()
        surface(self, "chrome")
        self.setFixedWidth(theme.size("rail"))
        self._found = {place.name: (place, self._button(place)) for place in found}
        box = QVBoxLayout(self)
        box.setContentsMargins(6, 6, 6, 8)
        box.setSpacing(4)
        for _place, button in self._found.values():
            box.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addStretch(1)
        for icon, tip, signal in (
            ("search", "Commands  Ctrl+K", self.commands_wanted),
            ("settings", "Settings  Ctrl+,", self.settings_wanted),
        ):
            made = icon_button(icon, tip, 18)
            made.clicked.connect(signal)
            box.addWidget(made, 0, Qt.AlignmentFlag.AlignHCenter)
        theme.now().changed.connect(self._paint_icons)
        self._paint_icons()

    def set_current(self, name: str) -> None:
        for other, (_place, button) in self._found.items():
            button.setChecked(other == name)
        self._paint_icons()

    def _button(self, place: PlaceInfo) -> QToolButton:
        made = QToolButton()
        made.setProperty("rail", "true")
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        made.setText(place.title)
        made.setFont(theme.font("micro"))
        made.setIconSize(QSize(20, 20))
        made.setCheckable(True)
        made.setToolTip(f"{place.title}  {place.key}".rstrip())
        made.setAccessibleName(place.title)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        made.clicked.connect(lambda: self.chosen.emit(place.name))
        return made

    def _paint_icons(self) -> None:
        for place, button in self._found.values():
            button.setIcon(icons.icon(place.icon, "text" if button.isChecked() else "text_2", 20))


class StatusLine(QWidget):
    """ "Saved 14:32" only when it is on the disk; what the place says; who works here."""

    def __init__(self) -> None:
        super().__init__()
        surface(self, "chrome")
        self.setFixedHeight(theme.size("status"))
        self._waiting = 0
        self._when: datetime | None = None
        self._tick = QLabel()
        self._saved = label("", "micro", "2")
        self._passing = ElidedLabel("", "micro")
        self._over = QTimer(self, interval=STAYS_MS, singleShot=True)
        self._over.timeout.connect(lambda: self._passing.setText(""))
        self._words = label("", "micro", "2")
        self._analyst = label("", "micro", "2")
        box = QHBoxLayout(self)
        box.setContentsMargins(16, 0, 16, 0)
        box.setSpacing(6)
        box.addWidget(self._tick)
        box.addWidget(self._saved)
        box.addSpacing(16)
        box.addWidget(self._passing, 1)
        box.addWidget(self._words)
        box.addSpacing(16)
        box.addWidget(self._analyst)

    def show_writes(self, waiting: int) -> None:
        self._waiting = waiting
        self._show()

    def show_saved(self, when: datetime | None) -> None:
        """The last edit got to the disk then; other work moves no clock."""
        self._when = when
        self._show()

    def _show(self) -> None:
        saved = not self._waiting and self._when is not None
        self._saved.setText("Saving…" if self._waiting else saved_words(self._when, datetime.now()))
        self._tick.setPixmap(icons.pixmap("check", "text_3", 14) if saved else QPixmap())

    def show_words(self, words: str) -> None:
        self._words.setText(words)

    def show_passing(self, words: str) -> None:
        """A notice where a card would lie over figures; it goes by itself."""
        self._passing.setText(words)
        self._over.start()
        QAccessible.updateAccessibility(QAccessibleEvent(self._passing, QAccessible.Event.Alert))

    def show_analyst(self, name: str) -> None:
        self._analyst.setText(name)


def fit_on_screen(window: QWidget) -> None:
    """Once its frame is known: no edge of the window lies outside the room that the system leaves, if it is enough at all."""
    room, frame = window.screen().availableGeometry(), window.frameGeometry()
    least, whole = window.minimumSize(), window.isMaximized() or window.isFullScreen()
    if not whole and not room.contains(frame) and least.boundedTo(room.size()) == least:
        window.resize(window.size() - (frame.size() - room.size()).expandedTo(QSize(0, 0)))
        frame = window.frameGeometry()
        left = max(room.left(), min(frame.left(), room.right() + 1 - frame.width()))
        top = max(room.top(), min(frame.top(), room.bottom() + 1 - frame.height()))
        window.move(left, top)


def saved_words(when: datetime | None, now: datetime) -> str:
    """ "Saved 14:32", with the day when it is another one."""
    if when is None:
        return ""
    day = "" if when.date() == now.date() else f"{shown_day(when.date().isoformat())} "
    return f"Saved {day}{when:%H:%M}"
