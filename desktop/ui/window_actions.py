"""The window's QActions: one for each command, in its menu and with its keys; those of kinds come and go with the kinds."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from desktop.ui.commands import MENUS, Command, commands, shown_key
from desktop.ui.frame import MenuRow

if TYPE_CHECKING:
    from desktop.ui.main_window import MainWindow

OF_KINDS = "Claim"
"""The menu whose commands come and go."""


class WindowActions:
    def __init__(self, window: "MainWindow", menus: MenuRow) -> None:
        self._window, self._menus = window, menus
        self._by_name: dict[str, QAction] = {}
        self._hosts: list[QWidget] = []
        """Readers of places: single letters belong to them, not to the window."""
        self._shown: list[str] = []
        """Names and titles of the commands of OF_KINDS."""

    def __getitem__(self, name: str) -> QAction:
        return self._by_name[name]

    def declare(self) -> bool:
        """Once, after the first paint. False when that was done before."""
        if self._by_name:
            return False
        for menu in MENUS:
            self._fill(menu)
            self._connect(menu)
        return True

    def add_reading_keys(self, host: QWidget) -> None:
        """A place's reader gets the single-letter commands; nothing else hears them."""
        self._hosts.append(host)
        for command in commands():
            if command.reading:
                host.addAction(self._by_name[command.name])

    def follow_kinds(self) -> None:
        """The menu of kinds is filled anew when they are others."""
        if not self._by_name or self._shown == _told(_of(OF_KINDS)):
            return
        self._menus.menu(OF_KINDS).clear()
        for name in [told.partition(" ")[0] for told in self._shown]:
            self._take_away(self._by_name.pop(name))
        self._fill(OF_KINDS)
        for host in self._hosts:
            host.addActions([self._by_name[one.name] for one in _of(OF_KINDS) if one.reading])

    def _take_away(self, action: QAction) -> None:
        for host in (*self._hosts, self._window):
            host.removeAction(action)
        action.deleteLater()

    def _fill(self, name: str) -> None:
        menu, own = self._menus.menu(name), _of(name)
        group = own[0].group if own else 0
        for command in own:
            if command.group != group:
                menu.addSeparator()
                group = command.group
            self._by_name[command.name] = self._made(menu, command)
        if name == OF_KINDS:
            self._shown = _told(own)

    def _made(self, menu: QMenu, command: Command) -> QAction:
        action = QAction(command.title, self._window)
        action.setCheckable(command.checked is not None)
        action.triggered.connect(lambda _checked=False: self._window.run(command))
        if command.shortcuts:
            action.setShortcuts([QKeySequence(s) for s in command.shortcuts])
            if "Return" in command.shortcuts[0]:
                action.setText(f"{command.title}\t{shown_key(command.shortcuts[0])}")
        if command.reading:
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        else:
            self._window.addAction(action)
        menu.addAction(action)
        return action

    def _connect(self, name: str) -> None:
        self._menus.menu(name).aboutToShow.connect(lambda: self._enable(_of(name)))

    def _enable(self, own: list[Command]) -> None:
        for command in own:
            self._by_name[command.name].setEnabled(command.when(self._window))
            if command.checked:
                self._by_name[command.name].setChecked(command.checked(self._window))
        QTimer.singleShot(0, self._window, self._enable_all)

    def _enable_all(self) -> None:
        """A key that is pressed asks its command's condition then; a greyed action would not even hear it."""
        for action in self._by_name.values():
            action.setEnabled(True)


def _of(menu: str) -> list[Command]:
    return sorted((one for one in commands() if one.menu == menu), key=lambda command: command.group)


def _told(own: list[Command]) -> list[str]:
    return [" ".join((one.name, one.title, *one.shortcuts)) for one in own]
