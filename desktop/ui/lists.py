"""Lists of two-line rows in sections: documents, outcomes, the review queue. One model, one delegate."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.claims import kind_of
from desktop.ui import icons, signs, theme
from desktop.ui.widgets import plain_tip

Index = QModelIndex | QPersistentModelIndex
ROW, SECTION = 56, 30
SECOND_LINE = 28
"""Pixels below the top of a row."""


@dataclass(frozen=True)
class Badge:
    """A kind's sign with a number (0: the sign alone)."""

    sign: str
    token: str
    count: int = 0


@dataclass(frozen=True)
class Row:
    """One row; `key` is handed back when it is chosen. A section title has an empty key."""

    key: str
    title: str
    detail: str = ""
    icon: str = ""
    """An icon's name, or "" when `sign` says the kind."""
    sign: str = ""
    token: str = ""
    badges: tuple[Badge, ...] = ()
    alert: bool = False
    """The second line is red."""
    leads: str = ""
    """Where a click on the second line leads, for its tool tip; it is underlined then."""


def _kind_word(token: str) -> str:
    """A token of colour as a person says it."""
    return kind_of(token).word if token.startswith(theme.OWN) else token


class RowsModel(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Row] = []

    def show_rows(self, rows: Sequence[Row]) -> None:
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(". ".join(filter(None, (row.title, row.leads)))) if row.key else None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            counts = ", ".join(f"{badge.count} {_kind_word(badge.token)}" for badge in row.badges if badge.count)
            return ", ".join(part for part in (row.title, row.detail, counts) if part)
        if role == Qt.ItemDataRole.UserRole:
            return row
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or not self.rows[index.row()].key:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class RowDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row: Row = index.data(Qt.ItemDataRole.UserRole)
        return QSize(200, ROW if row.key else SECTION)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row = index.data(Qt.ItemDataRole.UserRole)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect)
        if row.key:
            paint_ground(painter, option, box.adjusted(6, 1, -6, -1))
            self._sign(painter, row, box)
            self._words(painter, row, box)
        else:
            painter.setFont(theme.font("micro", 600))
            painter.setPen(theme.current().colour("text_2"))
            painter.drawText(box.adjusted(16, 8, -8, 0), Qt.AlignmentFlag.AlignVCenter, row.title)
        painter.restore()

    def _sign(self, painter: QPainter, row: Row, box: QRectF) -> None:
        if row.sign:
            spot = QRectF(box.left() + 17, box.top() + 13, 12, 12)
            signs.paint_kind(painter, row.sign, spot, theme.current().colour(row.token))
        elif row.icon:
            painter.drawPixmap(round(box.left() + 15), round(box.top() + 11), icons.pixmap(row.icon, "text_2"))

    def _words(self, painter: QPainter, row: Row, box: QRectF) -> None:
        words = box.adjusted(40, 8, -16, -8)
        painter.setFont(theme.font("body", 500))
        painter.setPen(theme.current().colour("text"))
        _draw(painter, QRectF(words.left(), words.top(), words.width(), 20), row.title)
        room = words.width() - self._badges(painter, row, words)
        detail = theme.font("micro", 400)
        detail.setUnderline(bool(row.leads))
        painter.setFont(detail)
        painter.setPen(theme.current().colour("alert" if row.alert else "text_3"))
        _draw(painter, QRectF(words.left(), words.top() + 22, room - 8, 16), row.detail)

    def _badges(self, painter: QPainter, row: Row, words: QRectF) -> float:
        """Painted from the right; returns the width they take."""
        font = theme.font("micro", tabular=True)
        x = words.right()
        painter.setFont(font)
        for badge in reversed(row.badges):
            if badge.count:
                text = str(badge.count)
                x -= QFontMetrics(font).horizontalAdvance(text)
                painter.setPen(theme.current().colour("text_2"))
                painter.drawText(QRectF(x, words.top() + 22, 40, 16), Qt.AlignmentFlag.AlignVCenter, text)
            x -= 13
            spot = QRectF(x, words.top() + 25, 9, 9)
            signs.paint_kind(painter, badge.sign, spot, theme.current().colour(badge.token))
            x -= 8
        return words.right() - x


class RowsView(QListView):
    """`chosen` when a row becomes current by hand, `opened` on Enter or a double click, `led` by a second line that leads."""

    chosen = Signal(str)
    opened = Signal(str)
    led = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.rows_model = RowsModel()
        self.setModel(self.rows_model)
        self.setItemDelegate(RowDelegate(self))
        self.setAccessibleName(name)
        self.setProperty("surface", "chrome")
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(self._on_current)
        self.activated.connect(lambda index: self.opened.emit(self._key(index)))
        self._quiet = False

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these; the current row stays current and the scroll position stays."""
        key, at = self.current_key(), self.verticalScrollBar().value()
        self._quiet = True
        self.rows_model.show_rows(rows)
        self.set_current(key)
        self.verticalScrollBar().setValue(at)
        self._quiet = False

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        at = event.position().toPoint()
        index = self.indexAt(at)
        if index.isValid() and self.rows_model.rows[index.row()].leads:
            box = self.visualRect(index)
            if at.y() > box.top() + SECOND_LINE and at.x() > box.left() + 40:
                self.led.emit(self._key(index))

    def current_key(self) -> str:
        return self._key(self.currentIndex())

    def set_current(self, key: str) -> None:
        """Without `chosen`."""
        quiet, self._quiet = self._quiet, True
        number = next((n for n, row in enumerate(self.rows_model.rows) if row.key == key and key), -1)
        self.setCurrentIndex(self.rows_model.index(number, 0) if number >= 0 else QModelIndex())
        self._quiet = quiet

    def keys(self) -> list[str]:
        return [row.key for row in self.rows_model.rows if row.key]

    def _key(self, index: Index) -> str:
        return self.rows_model.rows[index.row()].key if index.isValid() else ""

    def _on_current(self, index: QModelIndex) -> None:
        if not self._quiet and index.isValid():
            self.chosen.emit(self._key(index))


def paint_ground(painter: QPainter, option: QStyleOptionViewItem, inside: QRectF) -> None:
    """Hover, selection and the ring where the keyboard is."""
    state = option.state
    selected = bool(state & QStyle.StateFlag.State_Selected)
    if selected or state & QStyle.StateFlag.State_MouseOver:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.current().colour("selected" if selected else "hover"))
        painter.drawRoundedRect(inside, 6, 6)
    if state & QStyle.StateFlag.State_HasFocus:
        painter.setPen(QPen(theme.current().colour("focus"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(inside.adjusted(1, 1, -1, -1), 6, 6)


def _draw(painter: QPainter, box: QRectF, text: str) -> None:
    """One line, cut where its script ends; right-to-left words still begin at the left edge of the list."""
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(box.width()))
    painter.drawText(box, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)
