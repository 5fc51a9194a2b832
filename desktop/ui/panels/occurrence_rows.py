"""A place of a phrase as a row: tick, what stands before it, the phrase in the middle, what stands behind it."""

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from desktop.occurrences import Occurrence
from desktop.ui import icons, theme
from desktop.ui.lists import paint_ground

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole
HEADING, LINE = 34, 34
TICK = 16
COLUMN = 0.42
"""Where the phrase begins, as a share of the row."""
GAP = 4
SAID = 120
"""Pixels at the right for what is tagged already."""


@dataclass(frozen=True)
class OccurrenceRow:
    one: Occurrence
    first: bool
    """Of its document, whose title stands over it."""
    ticked: bool


class OccurrenceDelegate(QStyledItemDelegate):
    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, LINE + (HEADING if index.data(ROW).first else 0))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        shown: OccurrenceRow = index.data(ROW)
        box = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if shown.first:
            _heading(painter, QRectF(box.left(), box.top(), box.width(), HEADING), shown.one.document)
            box.setTop(box.top() + HEADING)
        paint_ground(painter, option, box.adjusted(8, 1, -8, -1))
        _tick(painter, QRectF(box.left() + 20, box.center().y() - TICK / 2, TICK, TICK), on=shown.ticked)
        words = box.adjusted(48, 0, -20, 0)
        column = words.left() + words.width() * COLUMN
        if shown.one.tagged:
            _said(painter, words)
            words.setRight(words.right() - SAID)
        _words(painter, words, column, shown.one)
        painter.restore()


def _heading(painter: QPainter, box: QRectF, title: str) -> None:
    painter.setFont(theme.font("small", 600))
    painter.setPen(theme.current().colour("text"))
    words = box.adjusted(20, 8, -20, 0)
    shown = painter.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, int(words.width()))
    painter.drawText(words, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)


def _tick(painter: QPainter, box: QRectF, *, on: bool) -> None:
    painter.setPen(QPen(theme.current().colour("ink" if on else "line_strong"), 1))
    painter.setBrush(theme.current().colour("ink" if on else "raised"))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
    if on:
        painter.drawPixmap(QPointF(box.left() + 2, box.top() + 2), icons.pixmap("check", "on_ink", 12))


def _said(painter: QPainter, box: QRectF) -> None:
    painter.setFont(theme.font("micro"))
    painter.setPen(theme.current().colour("text_3"))
    painter.drawText(box, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), "tagged already")


def _words(painter: QPainter, box: QRectF, left: float, one: Occurrence) -> None:
    """The phrase begins in the same column in every row; what stands around it is cut at the far ends."""
    plain, strong = theme.font("small"), theme.font("small", 600)
    wide, small = QFontMetricsF(strong), QFontMetricsF(plain)
    phrase = min(wide.horizontalAdvance(one.words), box.right() - left)
    middle = int(Qt.AlignmentFlag.AlignVCenter)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.current().colour("find"))
    painter.drawRoundedRect(QRectF(left - 2, box.center().y() - 10, phrase + 4, 20), 2, 2)
    painter.setFont(strong)
    painter.setPen(theme.current().colour("text"))
    words = wide.elidedText(one.words, Qt.TextElideMode.ElideMiddle, phrase + 1)
    painter.drawText(QRectF(left, box.top(), phrase + 1, box.height()), middle, words)
    painter.setFont(plain)
    painter.setPen(theme.current().colour("text_2"))
    before = QRectF(box.left(), box.top(), left - box.left() - GAP, box.height())
    after = QRectF(left + phrase + GAP, box.top(), box.right() - left - phrase - GAP, box.height())
    cut = small.elidedText(one.before.rstrip(), Qt.TextElideMode.ElideLeft, before.width())
    painter.drawText(before, int(Qt.AlignmentFlag.AlignRight) | middle, cut)
    rest = small.elidedText(one.after.rstrip(), Qt.TextElideMode.ElideRight, after.width())
    painter.drawText(after, middle, rest)
