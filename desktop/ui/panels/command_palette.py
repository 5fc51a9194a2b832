"""Ctrl+K: run any command by typing."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from desktop.ui import theme
from desktop.ui.commands import Command, commands
from desktop.ui.popover import Popover
from desktop.ui.widgets import SearchField

if TYPE_CHECKING:
    from desktop.ui.main_window import MainWindow

WIDTH, ROWS = 520, 10


class CommandPalette(Popover):
    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._field = SearchField("Run a command")
        self._list = QListWidget()
        self._list.setProperty("surface", "raised")
        self._list.setAccessibleName("Commands")
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setFixedSize(WIDTH, ROWS * 32)
        self._list.itemClicked.connect(lambda _item: self._run())
        self.box.setSpacing(8)
        self.box.setContentsMargins(28, 28, 28, 28)
        self.box.addWidget(self._field)
        self.box.addWidget(self._list)
        self._field.textChanged.connect(self._show)
        self._field.installEventFilter(self)
        self._show("")

    def open(self) -> None:
        self.adjustSize()
        middle = self._window.mapToGlobal(QPoint(self._window.width() // 2, 80))
        self.show_at(QPoint(middle.x() - self.width() // 2 + 16, middle.y()))
        self._field.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step:
                self._list.setCurrentRow(max(0, min(self._list.count() - 1, self._list.currentRow() + step)))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._run()
                return True
        return super().eventFilter(watched, event)

    def _show(self, typed: str) -> None:
        self._list.clear()
        for command in sorted(self._possible(typed), key=lambda command: command.title.casefold()):
            keys = ", ".join(QKeySequence(s).toString() for s in command.shortcuts[:1])
            item = QListWidgetItem(f"{command.title}   {keys}" if keys else command.title)
            item.setFont(theme.font("body"))
            item.setData(Qt.ItemDataRole.UserRole, command.name)
            self._list.addItem(item)
        self._list.setCurrentRow(0)

    def _possible(self, typed: str) -> list[Command]:
        asked = typed.casefold().split()
        return [
            command
            for command in commands()
            if command.name != "command_palette"
            and command.when(self._window)
            and all(word in f"{command.menu} {command.title}".casefold() for word in asked)
        ]

    def _run(self) -> None:
        item = self._list.currentItem()
        if item is not None:
            name = item.data(Qt.ItemDataRole.UserRole)
            self.close()
            self._window.run(next(command for command in commands() if command.name == name))
