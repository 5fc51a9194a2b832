"""What the text view paints behind and beside the words: the sentence, found words, claims, their lanes, speakers."""

from bisect import bisect_left
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from desktop.ui import theme
from desktop.ui.views import text_paint
from desktop.ui.views.base import Mark
from desktop.ui.views.text_lanes import Lanes, Placed
from desktop.ui.views.text_paint import LANE_GAP, LANE_PITCH, Run
from desktop.ui.views.text_speakers import Seen

if TYPE_CHECKING:
    from desktop.ui.views.text_view import TextView

END = 200
"""Characters at an end of the selection in which its outermost line is looked for."""


class TextPainting:
    """All rectangles are in the document's own pixels; the painter is moved to where the view has scrolled."""

    def __init__(self, view: "TextView") -> None:
        self._view = view
        self._lanes = Lanes()
        self.found: list[tuple[int, int]] = []
        self.found_current = -1

    def lanes(self) -> Lanes:
        return self._lanes

    def moved(self) -> None:
        """The lines are set anew: lanes are given again."""
        self._lanes = Lanes()

    def behind(self, painter: QPainter, shown: list[Placed], first: int, last: int) -> None:
        view = self._view
        self._sentence(painter, first, last)
        text_paint.grounds(painter, shown, view.current())
        self._found(painter, first, last)
        text_paint.lines(painter, shown, view.marks().level, view.current())

    def over(self, painter: QPainter, shown: list[Placed], first: int, last: int) -> None:
        view = self._view
        if view.setting.focus and view.hasFocus():
            self._dim(painter, first, last)
        self._paint_lanes(painter, shown)
        view.speakers().paint(painter, Seen(first, last, view.scrolled()), self.names_end(), view.runs)
        if view.setting.numbers:
            self._numbers(painter, first, last)
        self._ends(painter)

    def pack(self, shown: list[Placed]) -> None:
        self._lanes.pack(shown, self._view.marks())

    def lane_rect(self, mark: Mark, parts: list[Run]) -> QRectF:
        x = self._view.left() - LANE_GAP - min(self._lanes.of(mark), 3) * LANE_PITCH
        top, bottom = parts[0].rect.top() + 1, parts[-1].rect.bottom() - 1
        return QRectF(x - LANE_PITCH / 2, top, LANE_PITCH, bottom - top)

    def names_end(self) -> float:
        """Where the names in the margin end."""
        return self._view.left() - LANE_GAP - 3 * LANE_PITCH

    def selected_ends(self) -> tuple[Run, Run] | None:
        """The first and the last line of the selection; what lies between may be the whole text and is not set for it."""
        if not (found := self._view.selection()):
            return None
        start, end = found
        first, last = self._view.runs(start, min(end, start + END)), self._view.runs(max(start, end - END), end)
        return (first[0], last[-1]) if first and last else None

    def _sentence(self, painter: QPainter, first: int, last: int) -> None:
        view = self._view
        if view.has_words() and view.hasFocus() and not view.textCursor().hasSelection():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.current().colour("sentence"))
            start, end = view.boundaries().sentence(view.caret())
            for run in view.runs(max(start, first), min(end, last)):
                painter.drawRoundedRect(run.rect.adjusted(-2, 0, 2, 0), 3, 3)

    def _dim(self, painter: QPainter, first: int, last: int) -> None:
        """Paper, nearly opaque, over all words but those of the sentence at the caret or of the selection."""
        view = self._view
        start, end = view.selection() or view.boundaries().sentence(view.caret())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.current().colour("paper", 0.66))
        for run in (*view.runs(first, min(start, last)), *view.runs(max(end, first), last)):
            painter.drawRect(run.rect.adjusted(-3, -4 * view.setting.scale, 3, 8 * view.setting.scale))

    def _found(self, painter: QPainter, first: int, last: int) -> None:
        painter.setBrush(theme.current().colour("find"))
        begin = max(0, bisect_left(self.found, (first, 0)) - 1)  # the one before may reach into sight
        for number in range(begin, bisect_left(self.found, (last, 0))):
            start, end = self.found[number]
            strong = number == self.found_current
            painter.setPen(QPen(theme.current().colour("text"), 1.5) if strong else QPen(Qt.PenStyle.NoPen))
            for run in self._view.runs(max(start, first - 1), min(end, last + 1)):
                painter.drawRoundedRect(run.rect, 2, 2)

    def _paint_lanes(self, painter: QPainter, shown: list[Placed]) -> None:
        self.pack(shown)
        for mark, parts in shown:
            if parts:
                rect = self.lane_rect(mark, parts)
                current = mark.id == self._view.current()
                text_paint.lane(painter, mark, rect.center().x(), rect.top(), rect.bottom(), current)

    def _numbers(self, painter: QPainter, first: int, last: int) -> None:
        """Each paragraph's, on the right, where no claim and no speaker stands."""
        view, bounds = self._view, self._view.boundaries()
        painter.setFont(theme.font("micro", tabular=True))
        painter.setPen(theme.current().colour("text_3"))
        left = view.left() + view.measure() + 12
        for number in range(bounds.paragraph_number(first), bounds.paragraph_number(last - 1) + 1):
            start, end = bounds.paragraph_of(number)
            if parts := view.runs(start, min(end, start + 200)):
                painter.drawText(QPointF(left, parts[0].baseline), str(number))

    def _ends(self, painter: QPainter) -> None:
        if ends := self.selected_ends():
            first, last = ends[0].rect, ends[1].rect
            painter.setPen(QPen(theme.current().colour("text"), 2))
            for rect, x in ((first, first.left()), (last, last.right())):
                painter.drawLine(QPointF(x, rect.top() - 2), QPointF(x, rect.bottom() + 2))
