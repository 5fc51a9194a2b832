"""Filter chips: one field of the ClaimFilter each, its choices in a popover. None ticked hides nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desktop.ui import icons, theme
from desktop.ui.popover import Popover
from desktop.ui.widgets import SearchField, button, label, restyle, row, surface

CROSS = 28
"""Pixels at the right of a chip that is on, which take it off."""
MANY = 9
"""From so many choices on, the popover has a find field."""


@dataclass(frozen=True)
class Choice:
    value: str
    words: str
    count: int


class FilterChip(QPushButton):
    """ "Kind ⌄", or "Kind  Promise, Risk ×" when something is ticked."""

    changed = Signal(object)
    """A frozenset of the ticked values."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setProperty("look", "chip")
        self.setFont(theme.font("small"))
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the icon stands behind the words
        self.setIconSize(QSize(12, 12))
        self._title, self._words = title, ""
        self._choices: tuple[Choice, ...] = ()
        self._ticked: frozenset[str] = frozenset()
        self._cross = False
        self.clicked.connect(self._clicked)
        theme.now().changed.connect(self._show)
        self._show()

    def show_choices(self, choices: Sequence[Choice], ticked: frozenset[str]) -> None:
        self._choices, self._ticked = tuple(choices), ticked
        named = [choice.words for choice in choices if choice.value in ticked]
        more = f" and {len(ticked) - 1} more" if len(ticked) > 2 else ""
        self._words = named[0] + more if named and more else ", ".join(named)
        self._words = self._words or (f"{len(ticked)} chosen" if ticked else "")
        self._show()

    def open(self) -> None:
        """Show the choices under the chip."""
        popover = _Choices(self, self._title, self._choices, self._ticked)
        popover.changed.connect(self.changed)
        popover.show_at(self.mapToGlobal(QPoint(0, self.height() + 4)))

    def clear(self) -> None:
        self.changed.emit(frozenset())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._cross = bool(self._words) and event.position().x() > self.width() - CROSS
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self._words:
            self.clear()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open()
        else:
            super().keyPressEvent(event)

    def _clicked(self) -> None:
        cross, self._cross = self._cross, False
        if cross:
            self.clear()
        else:
            self.open()

    def _show(self) -> None:
        room = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, 220).replace("&", "&&")
        self.setText(f"{self._title}  {room}\u2002" if self._words else f"{self._title}\u2002")
        self.setIcon(icons.icon("x" if self._words else "chevron-down", "text_2", 12))
        self.setAccessibleName(f"{self._title}: {self._words}" if self._words else f"{self._title}: everything")
        self.setToolTip("Click to choose; Del takes it off" if self._words else "")
        restyle(self, "on", "true" if self._words else "false")


class StandingChip(FilterChip):
    """Claims that another place asked for: it can only be taken off."""

    def __init__(self) -> None:
        super().__init__("Only")
        self.hide()

    def show_title(self, title: str) -> None:
        self._words = title
        self.setVisible(bool(title))
        self._show()

    def open(self) -> None:
        self.clear()


class _Choices(Popover):
    changed = Signal(object)

    def __init__(self, chip: QWidget, title: str, choices: Sequence[Choice], ticked: frozenset[str]) -> None:
        super().__init__(chip)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._boxes = {choice.value: self._box(choice, choice.value in ticked) for choice in choices}
        inside = QVBoxLayout()
        inside.setContentsMargins(8, 8, 8, 8)
        inside.setSpacing(4)
        if len(choices) >= MANY:
            find = SearchField(f"Find in {title.lower()}s")
            find.textChanged.connect(self._narrow)
            inside.addWidget(find)
        inside.addWidget(self._list() if choices else label("There is nothing to choose yet.", "small", "2"))
        self._none = button("Clear", "link")
        self._none.setEnabled(bool(ticked))
        self._none.clicked.connect(self._clear)
        inside.addWidget(row(self._none, None))
        self.box.addLayout(inside)
        self._find = find if len(choices) >= MANY else None

    def show_at(self, corner: QPoint) -> None:
        super().show_at(corner)
        first: QWidget | None = self._find or next(iter(self._boxes.values()), None)
        if first:
            first.setFocus(Qt.FocusReason.PopupFocusReason)

    def _box(self, choice: Choice, ticked: bool) -> QCheckBox:
        made = QCheckBox(f"{choice.words}  {choice.count}".replace("&", "&&"))
        made.setAccessibleName(f"{choice.words}, {choice.count}")
        made.setFont(theme.font("body"))
        made.setMinimumHeight(26)
        made.setChecked(ticked)
        made.toggled.connect(self._tell)
        return made

    def _list(self) -> QScrollArea:
        body = surface(QWidget(), "raised")
        box = QVBoxLayout(body)
        box.setContentsMargins(2, 0, 12, 0)
        box.setSpacing(0)
        for made in self._boxes.values():
            box.addWidget(made)
        box.addStretch(1)
        area = QScrollArea()
        surface(area, "raised")
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(body)
        area.setFixedSize(min(360, max(200, body.sizeHint().width() + 16)), min(320, body.sizeHint().height() + 2))
        return area

    def _narrow(self, text: str) -> None:
        for made in self._boxes.values():
            made.setVisible(text.casefold() in made.accessibleName().casefold())

    def _tell(self) -> None:
        ticked = frozenset(value for value, made in self._boxes.items() if made.isChecked())
        self._none.setEnabled(bool(ticked))
        self.changed.emit(ticked)

    def _clear(self) -> None:
        for made in self._boxes.values():
            made.blockSignals(True)
            made.setChecked(False)
            made.blockSignals(False)
        self._tell()
