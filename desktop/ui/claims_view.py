"""The table of claims on the screen: the delegate paints a row, the view knows its keys and keeps its place."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCompleter,
    QHeaderView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)  # fmt: skip

from db.rows import ClaimRow
from desktop.claims import kind_of
from desktop.counting import counted
from desktop.grouping import Group, Line, shown_verdict
from desktop.ui import icons, signs, theme
from desktop.ui.tables import (
    ACTOR,
    CLAIM,
    COLUMNS,
    DUE,
    KIND,
    LINE,
    LINKS,
    TOPIC,
    VERDICT,
    ClaimTable,
    Index,
    cell,
)  # fmt: skip
from desktop.ui.widgets import paint_verdict_chip

ROW, GROUP_ROW = 34, 36


class Cells(QStyledItemDelegate):
    """A row: hairline from the text on, an ink bar when it is selected, a ring where the keyboard is."""

    def __init__(self, view: "ClaimsView") -> None:
        super().__init__(view)
        self._view = view
        self.suggestions: dict[str, list[str]] = {}
        """Words offered while a field is edited."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = index.data(LINE)
        box = QRectF(option.rect)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(line, Group):
            self._group(painter, line, box, index.column())
        else:
            selected = bool(option.state & QStyle.StateFlag.State_Selected)
            ground = "selected" if selected else "hover" if index.row() == self._view.hovered else "paper"
            self._ground(painter, box, index.column(), ground)
            self._cell(painter, line, box, index.column(), ground)
        if focused:
            painter.setPen(QPen(theme.current().colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -2), 4, 4)
        painter.restore()

    def _group(self, painter: QPainter, group: Group, box: QRectF, column: int) -> None:
        colours = theme.current()
        painter.fillRect(box, colours.colour("chrome"))
        if column == KIND:
            chevron = icons.pixmap("chevron-right" if group.folded else "chevron-down", "text_2", 14)
            painter.drawPixmap(QPointF(box.left() + 14, box.center().y() - 7), chevron)
        elif column == CLAIM:
            painter.setFont(theme.font("body", 600))
            painter.setPen(colours.colour("text"))
            title = painter.fontMetrics().elidedText(group.title, Qt.TextElideMode.ElideRight, int(box.width()) - 90)
            _draw(painter, box, title)
            box.adjust(painter.fontMetrics().horizontalAdvance(title) + 10, 0, 0, 0)
            painter.setFont(theme.font("small"))
            painter.setPen(colours.colour("text_3"))
            _draw(painter, box, counted(len(group.ids), "claim"))

    def _ground(self, painter: QPainter, box: QRectF, column: int, ground: str) -> None:
        colours = theme.current()
        painter.fillRect(box, colours.colour(ground))
        if column == KIND and ground == "selected":
            bar = "ink" if self._view.hasFocus() else "line_strong"
            painter.fillRect(QRectF(box.left(), box.top(), 3, box.height()), colours.colour(bar))
        elif column != KIND:
            painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), colours.colour("line"))

    def _cell(self, painter: QPainter, claim: ClaimRow, box: QRectF, column: int, ground: str) -> None:
        if column == KIND:
            spot = QRectF(box.left() + 16, box.center().y() - 6, 12, 12)
            signs.paint_kind(painter, kind_of(claim.kind).sign, spot, theme.current().colour(claim.kind))
        elif column == VERDICT:
            verdict, tone, sign = shown_verdict(claim)
            left, middle = box.left() + 6, box.center().y()
            paint_verdict_chip(painter, verdict, tone, sign, left, middle, box.width() - 12, on=ground)
        else:
            self._words(painter, claim, box.adjusted(8, 0, -8, 0), column)

    def _words(self, painter: QPainter, claim: ClaimRow, box: QRectF, column: int) -> None:
        painter.setFont(theme.font("body", tabular=column in (DUE, LINKS)))
        painter.setPen(theme.current().colour(_tone(claim, column)))
        text = painter.fontMetrics().elidedText(cell(claim, column), Qt.TextElideMode.ElideRight, int(box.width()))
        if column == LINKS:
            _draw(painter, box.adjusted(0, 0, -8, 0), text, Qt.AlignmentFlag.AlignRight)
        else:
            _draw(painter, box, text)

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        field = QLineEdit(parent)
        field.setFont(theme.font("body"))
        field.setAccessibleName(COLUMNS[index.column()].title)
        field.setPlaceholderText("30 Jun 2026" if index.column() == DUE else "")
        offered = self.suggestions.get(COLUMNS[index.column()].field)
        if offered:
            completer = QCompleter(offered, field)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            field.setCompleter(completer)
        return field

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """As wide as its words, over the cells beside it when it has to be: what is edited is seen whole."""
        box = option.rect
        words = editor.fontMetrics().horizontalAdvance(str(index.data(Qt.ItemDataRole.EditRole))) + 40
        box.setWidth(min(max(box.width(), words), self._view.viewport().width() - box.left() - 8))
        editor.setGeometry(box)


class ClaimsView(QTableView):
    """`opened` on Enter or a double click, `assess_wanted` on Enter in the verdict place, `folded` on a heading."""

    opened = Signal(str)
    assess_wanted = Signal(str)
    folded = Signal(str)
    chosen = Signal()

    def __init__(self, table: ClaimTable) -> None:
        super().__init__()
        self.table = table
        self.hovered = -1
        self._heads: set[int] = set()
        self.cells = Cells(self)
        self.setModel(table)
        self.setItemDelegate(self.cells)
        self.setAccessibleName("Claims")
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setFrameStyle(0)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)  # Tab leaves the table
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.EditKeyPressed | trigger.SelectedClicked)
        self._set_headers()
        self.selectionModel().selectionChanged.connect(lambda: self.chosen.emit())
        theme.now().changed.connect(self.viewport().update)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these; selection, current cell and scroll position stay."""
        kept, current, column, at = self.selected(), self.current_id(), self.currentIndex().column(), self._at()
        self.table.show_lines(lines)
        self._set_heights()
        self.select(kept, current, max(CLAIM, column))
        self.verticalScrollBar().setValue(at)

    def select(self, claim_ids: Sequence[str], current: str = "", column: int = CLAIM) -> None:
        flag = self.selectionModel().SelectionFlag
        row = self.table.row_of(current)
        if row >= 0:
            self.selectionModel().setCurrentIndex(self.table.index(row, column), flag.NoUpdate)
        for number in (self.table.row_of(claim_id) for claim_id in claim_ids):
            if number >= 0:
                self.selectionModel().select(self.table.index(number, 0), flag.Select | flag.Rows)

    def choose(self, claim_id: str) -> None:
        """Make this the one selected claim, in sight."""
        self.clearSelection()
        self.select([claim_id], claim_id)
        if self.current_id() == claim_id:
            self.scrollTo(self.currentIndex())

    def selected(self) -> list[str]:
        lines = (self.table.lines[index.row()] for index in self.selectionModel().selectedRows())
        return [line.id for line in lines if isinstance(line, ClaimRow)]

    def current_id(self) -> str:
        line = self.currentIndex().data(LINE)
        return line.id if isinstance(line, ClaimRow) else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        line, key = self.currentIndex().data(LINE), event.key()
        editing = self.state() == QAbstractItemView.State.EditingState
        if isinstance(line, Group) and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.folded.emit(line.title)
        elif isinstance(line, ClaimRow) and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not editing:
            (self.assess_wanted if self.currentIndex().column() == VERDICT else self.opened).emit(line.id)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        line = self.indexAt(event.position().toPoint()).data(LINE)
        super().mousePressEvent(event)
        if isinstance(line, Group) and event.button() == Qt.MouseButton.LeftButton:
            self.folded.emit(line.title)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        line = self.indexAt(event.position().toPoint()).data(LINE)
        if isinstance(line, ClaimRow):
            self.opened.emit(line.id)
        elif isinstance(line, Group):
            self.folded.emit(line.title)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(int(event.position().y())))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = event.size().width() < 1120  # room for the words first
        self.setColumnWidth(ACTOR, 168 if narrow else COLUMNS[ACTOR].width)
        self.setColumnWidth(TOPIC, 136 if narrow else COLUMNS[TOPIC].width)

    def _set_headers(self) -> None:
        head = self.horizontalHeader()
        head.setAccessibleName("Columns")
        head.setFont(theme.font("small", 500))
        head.setHighlightSections(False)
        head.setMinimumSectionSize(32)
        head.setFixedHeight(32)
        head.setSectionsClickable(True)
        head.setSortIndicatorClearable(True)
        head.setSortIndicatorShown(True)
        for number, column in enumerate(COLUMNS):
            mode = QHeaderView.ResizeMode.Fixed if column.width else QHeaderView.ResizeMode.Stretch
            head.setSectionResizeMode(number, mode)
            if column.width:
                head.resizeSection(number, column.width)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW)
        self.verticalHeader().setMinimumSectionSize(24)

    def _set_heights(self) -> None:
        """Headings are a little higher; the header remembers heights by number over a change of rows."""
        heads = {number for number, line in enumerate(self.table.lines) if isinstance(line, Group)}
        for number in self._heads - heads:
            self.verticalHeader().resizeSection(number, ROW)
        for number in heads:
            self.verticalHeader().resizeSection(number, GROUP_ROW)
        self._heads = heads

    def _at(self) -> int:
        return self.verticalScrollBar().value()

    def _hover(self, row: int) -> None:
        if row != self.hovered:
            self.hovered = row
            self.viewport().update()


def _tone(claim: ClaimRow, column: int) -> str:
    if column == DUE:
        return "alert" if claim.overdue else "text" if claim.due else "text_3"
    if column == LINKS:
        return "text" if claim.links else "text_3"
    if column == ACTOR and not claim.actor:
        return "text_3"
    return "text" if column == CLAIM else "text_2"


def _draw(painter: QPainter, box: QRectF, text: str, side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft) -> None:
    painter.drawText(box, int(side | Qt.AlignmentFlag.AlignVCenter), text)
