"""Found lines under the document they stand in, with the found words marked; grows while one scrolls."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.claims import kind_of
from desktop.everywhere import Hit
from desktop.ui import icons, signs, theme
from desktop.ui.lists import paint_ground
from desktop.ui.views.units import Units
from desktop.ui.widgets import plain_tip

Index = QModelIndex | QPersistentModelIndex
LINE = Qt.ItemDataRole.UserRole
HEADING, ROW = 36, 52
WHERE = 168
"""Pixels for the speaker or the field at the right."""
ICONS = {"version": "", "outcome": "flag", "document": "file-text"}


@dataclass(frozen=True)
class Heading:
    """The document whose lines follow."""

    key: str
    title: str


class SearchModel(QAbstractListModel):
    more_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Heading | Hit] = []
        self.more = False
        """There are places whose lines are not there yet."""

    def clear(self) -> None:
        self.show_hits((), more=False)

    def show_hits(self, hits: Sequence[Hit], *, more: bool) -> None:
        self.beginResetModel()
        self.rows, self.more = [], more
        self.rows = list(_under_headings(hits, None))
        self.endResetModel()

    def add_hits(self, hits: Sequence[Hit], *, more: bool) -> None:
        self.more = more
        last = next((row for row in reversed(self.rows) if isinstance(row, Heading)), None)
        added = list(_under_headings(hits, last))
        if added:
            self.beginInsertRows(QModelIndex(), len(self.rows), len(self.rows) + len(added) - 1)
            self.rows += added
            self.endInsertRows()

    def row_of(self, hit: Hit | None) -> int:
        """Where that line stands; else the first line; -1 without any."""
        lines = [n for n, row in enumerate(self.rows) if isinstance(row, Hit)]
        same = (n for n in lines if hit and _same(self.rows[n], hit))
        return next(same, lines[0] if lines else -1)

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self.more

    def fetchMore(self, parent: Index) -> None:
        if self.canFetchMore(parent):
            self.more = False
            self.more_wanted.emit()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or isinstance(self.rows[index.row()], Heading):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == LINE:
            return row
        words = row.title if isinstance(row, Heading) else row.line.words
        if role == Qt.ItemDataRole.DisplayRole:
            return words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return words if isinstance(row, Heading) else ", ".join(p for p in (row.where, words, row.title) if p)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(words)
        return None


def _under_headings(hits: Sequence[Hit], last: Heading | None) -> list[Heading | Hit]:
    rows: list[Heading | Hit] = []
    for hit in hits:
        heading = _heading(hit)
        if heading != last:
            rows.append(heading)
            last = heading
        rows.append(hit)
    return rows


def _heading(hit: Hit) -> Heading:
    if hit.document_id:
        return Heading(hit.document_id, hit.title)
    return Heading(hit.owner, "Outcomes" if hit.owner == "outcome" else "In no document")


def _same(row: Heading | Hit, hit: Hit) -> bool:
    return isinstance(row, Hit) and (row.owner_id, row.line.start) == (hit.owner_id, hit.line.start)


class SearchDelegate(QStyledItemDelegate):
    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, HEADING if isinstance(index.data(LINE), Heading) else ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Heading | Hit = index.data(LINE)
        box = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, Heading):
            _paint_heading(painter, box, row)
        else:
            paint_ground(painter, option, box.adjusted(8, 1, -8, -1))
            _paint_sign(painter, box, row)
            _paint_where(painter, box, row.where)
            selected = bool(option.state & QStyle.StateFlag.State_Selected)
            _paint_line(painter, box.adjusted(44, 8, -(WHERE + 28), -8), row, selected=selected)
        painter.restore()


def _paint_heading(painter: QPainter, box: QRectF, heading: Heading) -> None:
    painter.setFont(theme.font("body", 600))
    painter.setPen(theme.current().colour("text"))
    words = box.adjusted(20, 8, -20, 0)
    shown = painter.fontMetrics().elidedText(heading.title, Qt.TextElideMode.ElideRight, int(words.width()))
    painter.drawText(words, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)


def _paint_sign(painter: QPainter, box: QRectF, hit: Hit) -> None:
    if hit.kind:
        kind = kind_of(hit.kind)
        spot = QRectF(box.left() + 21, box.top() + 11, 12, 12)
        signs.paint_kind(painter, kind.sign, spot, theme.current().colour(kind.name))
    elif ICONS[hit.owner]:
        painter.drawPixmap(round(box.left()) + 19, round(box.top()) + 9, icons.pixmap(ICONS[hit.owner], "text_3"))


def _paint_where(painter: QPainter, box: QRectF, where: str) -> None:
    font = theme.font("micro")
    painter.setFont(font)
    painter.setPen(theme.current().colour("text_3"))
    words = QRectF(box.right() - WHERE - 20, box.top() + 9, WHERE, 16)
    shown = QFontMetrics(font).elidedText(where, Qt.TextElideMode.ElideRight, WHERE)
    painter.drawText(words, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), shown)


def _paint_line(painter: QPainter, box: QRectF, hit: Hit, *, selected: bool) -> None:
    """Two lines of the words, in the direction of their script; the found ones on the find ground and in bold."""
    layout = QTextLayout(hit.line.words, theme.font("small"))
    option = QTextOption()
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setFormats(_formats(hit))
    layout.beginLayout()
    for number in range(2):
        line = layout.createLine()
        if line.isValid():
            line.setLineWidth(box.width())
            line.setPosition(QPointF(0, number * 18))
    layout.endLayout()
    painter.setPen(theme.current().colour("text" if selected else "text_2"))
    layout.draw(painter, box.topLeft())


def _formats(hit: Hit) -> list[QTextLayout.FormatRange]:
    units = Units(hit.line.words)
    made = QTextCharFormat()
    made.setBackground(QColor(theme.current().colour("find")))
    made.setForeground(QColor(theme.current().colour("text")))
    made.setFontWeight(QFont.Weight.DemiBold)
    found = []
    for start, end in hit.line.marks:
        stretch = QTextLayout.FormatRange()
        stretch.start, stretch.length = units.to_qt(start), units.to_qt(end) - units.to_qt(start)
        stretch.format = made
        found.append(stretch)
    return found
