"""The changes as a list that grows while one scrolls: however many there are, only those that were looked at are loaded."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from db.past import PastPage, PastRow
from desktop.days import shown_day
from desktop.ui import theme
from desktop.ui.lists import paint_ground
from desktop.ui.widgets import plain_tip

Index = QModelIndex | QPersistentModelIndex
CHANGE = Qt.ItemDataRole.UserRole
HEIGHT = 56
TAKEN_BACK = "taken back"


class HistoryModel(QAbstractListModel):
    """Rows of the changes, newest first."""

    more_wanted = Signal(int)
    """The list's end came into sight: the changes below this number are wanted."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[PastRow] = []
        self.next = 0
        self._asked = False

    def show_page(self, page: PastPage) -> None:
        self.beginResetModel()
        self.rows, self.next, self._asked = list(page.rows), page.next, False
        self.endResetModel()

    def add_page(self, page: PastPage) -> None:
        self._asked, self.next = False, page.next
        if page.rows:
            self.beginInsertRows(QModelIndex(), len(self.rows), len(self.rows) + len(page.rows) - 1)
            self.rows += page.rows
            self.endInsertRows()

    def add_newer(self, rows: Sequence[PastRow]) -> None:
        if rows:
            self.beginInsertRows(QModelIndex(), 0, len(rows) - 1)
            self.rows[:0] = rows
            self.endInsertRows()

    def set_undone(self, change_id: str, undone: bool) -> None:
        for number, row in enumerate(self.rows):
            if row.id == change_id and row.undone != undone:
                self.rows[number] = replace(row, undone=undone)
                self.dataChanged.emit(self.index(number), self.index(number))

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self.next > 0 and not self._asked

    def fetchMore(self, parent: Index) -> None:
        if self.canFetchMore(parent):
            self._asked = True
            self.more_wanted.emit(self.next)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == CHANGE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return title(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            undone = TAKEN_BACK if row.undone else ""
            return ", ".join(part for part in (title(row), undone, subject(row), row.analyst, when(row)) if part)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(subject(row))
        return None


def title(row: PastRow) -> str:
    return {"undo": f"Undid: {row.label}", "redo": f"Did again: {row.label}"}.get(row.kind, row.label)


def subject(row: PastRow) -> str:
    """What it was about and where."""
    more = len(row.claims) - 1
    about = f"{row.about} and {more} more" if more > 0 and row.about else row.about
    return "  ·  ".join(" ".join(part.split()) for part in (about, row.document) if part)


def when(row: PastRow) -> str:
    """On this machine's clock."""
    moment = datetime.fromisoformat(row.made_on).astimezone()
    today = moment.date() == datetime.now().astimezone().date()
    return f"{'Today' if today else shown_day(moment.date().isoformat())} {moment:%H:%M}"


class HistoryDelegate(QStyledItemDelegate):
    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(200, HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: PastRow = index.data(CHANGE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect)
        paint_ground(painter, option, box.adjusted(8, 1, -8, -1))
        words = box.adjusted(20, 8, -20, -8)
        tone = "text_3" if row.undone or row.kind == "undo" else "text"
        right = _right(painter, words, when(row), row.analyst)
        line = QRectF(words.left(), words.top(), right - words.left() - 16, 20)
        width = _draw(painter, line, title(row), theme.font("body", 500), tone)
        if row.undone:
            _paint_taken_back(painter, line.left() + width + 10, line.center().y())
        below = QRectF(words.left(), words.top() + 22, right - words.left() - 16, 16)
        _draw(painter, below, subject(row), theme.font("micro"), "text_3")
        painter.restore()


def _right(painter: QPainter, words: QRectF, moment: str, analyst: str) -> float:
    """When and who, at the right edge; returns where the wider of them begins."""
    font = theme.font("micro", tabular=True)
    painter.setFont(font)
    painter.setPen(theme.current().colour("text_3"))
    side = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    metrics = QFontMetrics(font)
    who = metrics.elidedText(analyst, Qt.TextElideMode.ElideRight, 160)
    painter.drawText(QRectF(words.left(), words.top() + 2, words.width(), 16), side, moment)
    painter.drawText(QRectF(words.left(), words.top() + 22, words.width(), 16), side, who)
    return words.right() - max(metrics.horizontalAdvance(moment), metrics.horizontalAdvance(who))


def _draw(painter: QPainter, box: QRectF, text: str, font: QFont, tone: str) -> float:
    painter.setFont(font)
    painter.setPen(theme.current().colour(tone))
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(box.width()))
    painter.drawText(box, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)
    return painter.fontMetrics().horizontalAdvance(shown)


def _paint_taken_back(painter: QPainter, left: float, middle: float) -> None:
    font = theme.font("micro")
    width = QFontMetrics(font).horizontalAdvance(TAKEN_BACK) + 14
    chip = QRectF(left, middle - 9, width, 18)
    painter.setPen(QPen(theme.current().colour("line_strong"), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(chip.adjusted(0.5, 0.5, -0.5, -0.5), 9, 9)
    painter.setFont(font)
    painter.setPen(theme.current().colour("text_2"))
    painter.drawText(chip, int(Qt.AlignmentFlag.AlignCenter), TAKEN_BACK)
