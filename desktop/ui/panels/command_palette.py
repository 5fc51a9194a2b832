"""Ctrl+K: run any command by typing. Each row shows what the menus show: sign, name, where it stands, its key."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)  # fmt: skip

from desktop.claims import kinds
from desktop.ui import icons, signs, theme
from desktop.ui.commands import Command, commands, shown_key
from desktop.ui.popover import Popover
from desktop.ui.widgets import SearchField, column, label

if TYPE_CHECKING:
    from desktop.ui.main_window import MainWindow

WIDTH, ROW, ROWS = 520, 34, 10
_COMMAND = Qt.ItemDataRole.UserRole


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
        self._list.setItemDelegate(CommandRow(self._list))
        self._list.setUniformItemSizes(True)
        self._list.setMouseTracking(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.itemClicked.connect(lambda _item: self._run())
        self._nothing = label("", "body", "2", wrap=True)
        self._pages = QStackedWidget()
        self._pages.setFixedSize(WIDTH, ROWS * ROW)
        self._pages.addWidget(self._list)
        self._pages.addWidget(column(self._nothing, None, margins=(12, 8, 12, 8)))
        self.box.setSpacing(8)
        self.box.setContentsMargins(28, 28, 28, 28)
        self.box.addWidget(self._field)
        self.box.addWidget(self._pages)
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
            item = QListWidgetItem(command.title)
            item.setData(_COMMAND, command)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join((command.title, command.menu, _key(command))))
            self._list.addItem(item)
        self._list.setCurrentRow(0)
        self._nothing.setText(f"No command matches “{typed.strip()}”.")
        self._pages.setCurrentIndex(0 if self._list.count() else 1)

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
            command = item.data(_COMMAND)
            self.close()
            self._window.run(command)


class CommandRow(QStyledItemDelegate):
    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(WIDTH, ROW)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        command: Command = index.data(_COMMAND)
        box = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        state = option.state
        if state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            painter.setPen(Qt.PenStyle.NoPen)
            selected = state & QStyle.StateFlag.State_Selected
            painter.setBrush(theme.current().colour("selected" if selected else "hover"))
            painter.drawRoundedRect(box.adjusted(2, 1, -2, -1), 6, 6)
        self._sign(painter, command, box)
        right = self._keys(painter, _key(command), box)
        self._words(painter, command, box.adjusted(40, 0, right - box.right(), 0))
        painter.restore()

    def _sign(self, painter: QPainter, command: Command, box: QRectF) -> None:
        kind = next((kind for kind in kinds() if command.name == f"mark_{kind.name}"), None)
        if kind:
            spot = QRectF(box.left() + 14, box.center().y() - 6, 12, 12)
            signs.paint_kind(painter, kind.sign, spot, theme.current().colour(kind.name))
        elif command.icon:
            at = QPoint(round(box.left()) + 12, round(box.center().y()) - 8)
            painter.drawPixmap(at, icons.pixmap(command.icon, "text_2"))

    def _keys(self, painter: QPainter, keys: str, box: QRectF) -> float:
        """A cap at the right edge; returns where it begins."""
        if not keys:
            return box.right() - 12
        font = theme.font("micro")
        width = QFontMetrics(font).horizontalAdvance(keys) + 12
        cap = QRectF(box.right() - 12 - width, box.center().y() - 9, width, 18)
        painter.setPen(QPen(theme.current().colour("line_strong"), 1))
        painter.setBrush(theme.current().colour("chip"))
        painter.drawRoundedRect(cap.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setFont(font)
        painter.setPen(theme.current().colour("text_2"))
        painter.drawText(cap, int(Qt.AlignmentFlag.AlignCenter), keys)
        return cap.left() - 12

    def _words(self, painter: QPainter, command: Command, box: QRectF) -> None:
        side = int(Qt.AlignmentFlag.AlignVCenter)
        painter.setFont(theme.font("body"))
        painter.setPen(theme.current().colour("text"))
        painter.drawText(box, side | int(Qt.AlignmentFlag.AlignLeft), command.title)
        painter.setFont(theme.font("small"))
        painter.setPen(theme.current().colour("text_3"))
        painter.drawText(box, side | int(Qt.AlignmentFlag.AlignRight), command.menu)


def _key(command: Command) -> str:
    keys = command.shortcuts[:1]
    return shown_key(keys[0]) if keys else ""
