"""Sets the lines of a text as they come into sight, so that a long one is open at once and takes little memory.

Heights of lines that nobody has looked at are guessed; `settle` says how far what is in sight has moved by the truth.
"""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QPainter,
    QPalette,
    QTextBlock,
    QTextDocument,
    QTextFrame,
    QTextLayout,
    QTextOption,
)  # fmt: skip

from desktop.ui.views.heights import Heights
from desktop.ui.views.text_setting import Looks

TOP, BOTTOM = 24, 120
"""Pixels above the first line and below the last one."""
UNBROKEN = 2000
"""Characters of a word that is broken anywhere."""
KEPT = 2000
"""Lines that stay set once they were seen; the oldest make room."""


class TextLayout(QAbstractTextDocumentLayout):
    """Of a document that is only read. All pixels are the document's own: y from its top, x from the view's left."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self.left = 0.0
        self.width = 568.0
        self._looks: Looks | None = None
        self._lengths: Sequence[int] = ()
        self.some_hidden = False
        """Are there lines that are not shown?"""
        self._heights = Heights()
        self._set: dict[int, None] = {}
        """Numbers of the lines that are set, the oldest first."""
        self._told = 0.0

    # ── what the view asks ───────────────────────────────────────────────────────────────────────

    def show(self, lengths: Sequence[int], looks: Looks) -> None:
        """Another text, or the same one in another setting; the numbers of characters of its lines."""
        self._lengths, self._looks = lengths, looks
        self.forget()

    def set_width(self, width: float) -> bool:
        """Of the lines. Did anything change?"""
        changed = abs(width - self.width) >= 1
        if changed:
            self.width = width
            self.forget()
        return changed

    def forget(self) -> None:
        """Everything is set anew, when it is looked at."""
        for number in self._set:
            self.document().findBlockByNumber(number).layout().clearLayout()
        self._set = {}
        guessed = self._looks.guessed(self._lengths, self.width) if self._looks else []
        self._heights = Heights(guessed)
        if self.some_hidden:
            self._hide(len(guessed))
        self.tell()

    def settle(self, top: float, height: float) -> float:
        """Sets what is in sight from `top` on; returns by how much that has moved what was set before."""
        if not self._heights.count:
            return 0.0
        kept = self._first_set(top, height)
        before = self._heights.top(kept)
        number = self._heights.at(top - TOP)
        while number < self._heights.count and TOP + self._heights.top(number) < top + height:
            self._set_line(self.document().findBlockByNumber(number))
            number += 1
        self.tell()
        return self._heights.top(kept) - before

    def settle_around(self, block: QTextBlock, height: float) -> None:
        """Sets the lines above and below, as far as they would be in sight with that one."""
        for step in (QTextBlock.previous, QTextBlock.next):
            line, left = block, height
            while line.isValid() and left > 0:
                left -= self.blockBoundingRect(line).height() or 0.0
                line = step(line)

    def upper(self, y: float) -> tuple[int, float]:
        """Qt's position at which the line at that height begins, and how far below its top that is."""
        if not self._heights.count:
            return 0, y
        number = self._heights.at(y - TOP)
        return self.document().findBlockByNumber(number).position(), y - TOP - self._heights.top(number)

    def top_of(self, position: int) -> float:
        """`upper` turned round."""
        number = self.document().findBlock(position).blockNumber()
        return TOP + self._heights.top(number) if 0 <= number < self._heights.count else 0.0

    def tell(self) -> None:
        """The scroll bar hears of a changed height; never while something is painted."""
        total = self._heights.total if self._heights.count else 0.0
        if total != self._told:
            self._told = total
            self.documentSizeChanged.emit(self.documentSize())

    # ── what Qt asks ─────────────────────────────────────────────────────────────────────────────

    def documentChanged(self, _at: int, _removed: int, _added: int) -> None:
        self._set = {}

    def documentSize(self) -> QSizeF:
        return QSizeF(self.left + self.width, TOP + self._told + BOTTOM)

    def pageCount(self) -> int:
        return 1

    def frameBoundingRect(self, _frame: QTextFrame) -> QRectF:
        return QRectF(QPointF(), self.documentSize())

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        number = block.blockNumber()
        if not block.isValid() or number >= self._heights.count:
            return QRectF()
        self._set_line(block)
        return QRectF(self.left, TOP + self._heights.top(number), self.width, self._heights.height(number))

    def hitTest(self, point: QPointF, accuracy: Qt.HitTestAccuracy) -> int:  # type: ignore[override]
        """The position nearest to the point; for an exact hit -1 beside the words."""
        if not self._heights.count:
            return 0
        block = self.document().findBlockByNumber(self._heights.at(point.y() - TOP))
        box = self.blockBoundingRect(block)
        lines, within = block.layout(), point - box.topLeft()
        for number in range(lines.lineCount()):
            line = lines.lineAt(number)
            last = number == lines.lineCount() - 1
            if last or within.y() < lines.lineAt(number + 1).y():
                if accuracy == Qt.HitTestAccuracy.ExactHit and not line.naturalTextRect().contains(within):
                    return -1
                return block.position() + int(line.xToCursor(within.x()))
        return block.position()

    def draw(self, painter: QPainter, context: QAbstractTextDocumentLayout.PaintContext) -> None:
        clip = context.clip
        painter.setPen(context.palette.color(QPalette.ColorRole.Text))
        number = self._heights.at(clip.top() - TOP) if self._heights.count else 0
        while number < self._heights.count and TOP + self._heights.top(number) < clip.bottom():
            block = self.document().findBlockByNumber(number)
            if block.isVisible():
                self._draw_line(painter, context, block)
            number += 1

    # ── inside ───────────────────────────────────────────────────────────────────────────────────

    def _draw_line(
        self, painter: QPainter, context: QAbstractTextDocumentLayout.PaintContext, block: QTextBlock
    ) -> None:
        origin, lines = self.blockBoundingRect(block).topLeft(), block.layout()
        chosen = []
        for selection in context.selections:
            first = max(0, selection.cursor.selectionStart() - block.position())
            last = min(block.length(), selection.cursor.selectionEnd() - block.position())
            if first < last:
                part = QTextLayout.FormatRange()
                part.start, part.length, part.format = first, last - first, selection.format
                chosen.append(part)
        lines.draw(painter, origin, chosen, context.clip)
        caret = context.cursorPosition - block.position()
        if 0 <= caret < block.length():
            lines.drawCursor(painter, origin, caret, int(self.property("cursorWidth") or 1))

    def _set_line(self, block: QTextBlock) -> None:
        number = block.blockNumber()
        if number in self._set or self._looks is None or not 0 <= number < self._heights.count:
            return
        self._set[number] = None
        self._heights.put(number, self._lay_out(block) if block.isVisible() else 0.0)
        if len(self._set) > KEPT:
            oldest = next(iter(self._set))
            del self._set[oldest]
            self.document().findBlockByNumber(oldest).layout().clearLayout()

    def _lay_out(self, block: QTextBlock) -> float:
        """Returns the height with what is above and below."""
        assert self._looks
        look, lines = self._looks.of(block), block.layout()
        lines.setFormats(look.formats)
        lines.setTextOption(_option(right_to_left=look.right_to_left, unbroken=_is_unbroken(block.text())))
        lines.beginLayout()
        y, first = look.top, look.first
        while (line := lines.createLine()).isValid():
            line.setLineWidth(max(40.0, self.width - look.indent))
            line.setPosition(QPointF(look.indent + first, y + (look.line - line.height()) / 2))
            y, first = y + look.line, 0.0
        lines.endLayout()
        return y + look.bottom

    def _first_set(self, top: float, height: float) -> int:
        """Among the lines in sight; else the uppermost one."""
        uppermost = number = self._heights.at(top - TOP)
        while number < self._heights.count and TOP + self._heights.top(number) < top + height:
            if number in self._set and self._heights.height(number):
                return number
            number += 1
        return uppermost

    def _hide(self, count: int) -> None:
        """Hidden lines have no height."""
        block = self.document().firstBlock()
        for number in range(count):
            if not block.isVisible():
                self._heights.put(number, 0.0)
            block = block.next()


def _is_unbroken(text: str) -> bool:
    """Is there a word of several lines? Qt looks through all of one for each line that it breaks in it."""
    return len(text) > UNBROKEN and any(len(word) > UNBROKEN for word in text.split())


def _option(*, right_to_left: bool, unbroken: bool) -> QTextOption:
    option = QTextOption()
    modes = QTextOption.WrapMode
    option.setWrapMode(modes.WrapAnywhere if unbroken else modes.WrapAtWordBoundaryOrAnywhere)
    if right_to_left:
        option.setTextDirection(Qt.LayoutDirection.RightToLeft)
        option.setAlignment(Qt.AlignmentFlag.AlignRight)
    return option
