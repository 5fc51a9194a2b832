"""Small pictures of all pages with the claims of each: a click or Enter goes there. Only those in sight are drawn, few kept."""

from collections.abc import Callable, Sequence
from statistics import median

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.counting import counted
from desktop.documents.base import Page
from desktop.ui import theme
from desktop.ui.views.base import AskForPage, Mark
from desktop.ui.views.page_images import PageImages
from desktop.ui.views.page_paint import INKS
from desktop.ui.views.page_sheets import DARK_PAPER

Index = QModelIndex | QPersistentModelIndex
MarksOf = Callable[[int, int], Sequence[Mark]]
"""The marks that share characters with [first, last)."""

WIDE, HIGH = 92, 118
"""The room of a picture in pixels; a page fills it one way."""
CELL = QSize(118, 154)
LANE = 5
"""Pixels from one kind's strips to the next."""
KINDS = ("promise", "risk", "incentive", "evidence")
AT_MOST = 12 * 1024 * 1024
"""Bytes of pictures kept: about two hundred."""


class Pages(QAbstractListModel):
    def __init__(self, parent: QWidget, pages: Sequence[Page], marks: MarksOf) -> None:
        super().__init__(parent)
        self.pages, self._marks = pages, marks

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.pages)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return self.pages[index.row()].label
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self._told(index.row())
        return None

    def marks(self, number: int) -> Sequence[Mark]:
        page = self.pages[number]
        return self._marks(page.start, page.end)

    def _told(self, number: int) -> str:
        """ "Page 12, 3 claims"; a printed number and what else is marked follow where there is any."""
        label, marks = self.pages[number].label, self.marks(number)
        claims = len({mark.id for mark in marks if mark.kind != "evidence"})
        outcomes = len({mark.id for mark in marks if mark.kind == "evidence"})
        printed = f" (printed {label})" if label not in ("", str(number + 1)) else ""
        also = f", {counted(outcomes, 'outcome')}" if outcomes else ""
        return f"Page {number + 1}{printed}, {counted(claims, 'claim') if claims else 'no claims'}{also}"


class Thumbnails(QListView):
    went_to = Signal(int)
    """A page, from 1."""

    def __init__(self, pages: Sequence[Page], ask: AskForPage | None, marks: MarksOf, current: int) -> None:
        super().__init__()
        self.setAccessibleName("Pages")
        self.setProperty("surface", "raised")
        self.setFrameStyle(0)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.pages = Pages(self, pages, marks)
        self.current = current - 1
        """The page that is read, from 0."""
        self.images = PageImages(self.viewport().update, AT_MOST)
        self.images.show_document(pages, ask)
        self.destroyed.connect(self.images.forget)
        self._scale = min(WIDE / median(p.width for p in pages), HIGH / median(p.height for p in pages))
        self.setItemDelegate(Cells(self))
        self.setModel(self.pages)
        self.setCurrentIndex(self.pages.index(self.current))
        self.clicked.connect(self._go)
        self.activated.connect(self._go)

    def scale(self) -> float:
        """Device pixels per point."""
        return self._scale * self.devicePixelRatioF()

    def seen(self) -> range:
        """The pages in sight."""
        across = max(1, self.viewport().width() // CELL.width())
        top, bottom = self.verticalOffset(), self.verticalOffset() + self.viewport().height()
        return range(top // CELL.height() * across, min(self.pages.rowCount(), (bottom // CELL.height() + 1) * across))

    def paintEvent(self, event: QPaintEvent) -> None:
        self.images.want(self.seen(), self.scale())
        super().paintEvent(event)

    def show_current(self) -> None:
        self.scrollTo(self.currentIndex(), QListView.ScrollHint.PositionAtCenter)

    def _go(self, index: Index) -> None:
        self.went_to.emit(index.row() + 1)


class Cells(QStyledItemDelegate):
    def __init__(self, view: Thumbnails) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return CELL

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        colours, cell, number = theme.current(), QRectF(option.rect), index.row()
        sheet = self._sheet(cell, self._view.pages.pages[number])
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_MouseOver:
            _rounded(painter, cell.adjusted(2, 2, -2, -2), colours.colour("hover"))
        self._paint_sheet(painter, sheet, number)
        self._paint_marks(painter, sheet, number)
        here = number == self._view.current
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colours.colour("ink" if here else "line_strong"), 2.5 if here else 1))
        painter.drawRect(sheet.adjusted(-3, -3, 3, 3) if here else sheet)
        painter.setFont(theme.font("micro", 600 if here else None))
        painter.setPen(colours.colour("text" if here else "text_2"))
        below = QRectF(cell.left(), cell.bottom() - 24, cell.width(), 18)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, self._view.pages.pages[number].label or str(number + 1))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(colours.colour("focus"), 2))
            painter.drawRoundedRect(cell.adjusted(3, 3, -3, -3), 4, 4)
        painter.restore()

    def _sheet(self, cell: QRectF, page: Page) -> QRectF:
        share = min(WIDE / page.width, HIGH / page.height)
        wide, high = round(page.width * share), round(page.height * share)
        return QRectF(round(cell.center().x() - wide / 2), cell.top() + 8 + HIGH - high, wide, high)

    def _paint_sheet(self, painter: QPainter, sheet: QRectF, number: int) -> None:
        dark = theme.current().name == "dark"
        painter.fillRect(sheet, QColor(DARK_PAPER) if dark else Qt.GlobalColor.white)
        found = self._view.images.image(number, self._view.scale())
        if found:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(sheet, found[0], QRectF(found[0].rect()))
            if dark:
                painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
                painter.fillRect(sheet, QColor(DARK_PAPER))
                painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)

    def _paint_marks(self, painter: QPainter, sheet: QRectF, number: int) -> None:
        """Strips at the left edge, a lane for each kind, so that place tells it as well as colour."""
        page = self._view.pages.pages[number]
        length = max(1, page.end - page.start)
        for mark in self._view.pages.marks(number):
            lane = KINDS.index(mark.kind) if mark.kind in KINDS else len(KINDS)
            top = sheet.height() * max(0, mark.start - page.start) / length
            high = sheet.height() * (min(mark.end, page.end) - max(mark.start, page.start)) / length
            corner = QPointF(sheet.left() + 2 + LANE * lane, sheet.top() + min(top, sheet.height() - 4))
            strip = QRectF(corner, QPointF(corner.x() + 3.5, min(sheet.bottom(), corner.y() + max(3.0, high))))
            painter.fillRect(strip, INKS.colour(mark.kind))


def _rounded(painter: QPainter, box: QRectF, colour: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRoundedRect(box, 6, 6)
