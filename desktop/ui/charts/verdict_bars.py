"""How claims turned out, a bar for each actor or kind, told by fillings that differ in black and white too."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from desktop.counting import counted
from desktop.ui import theme
from desktop.ui.charts.base import MIDDLE, ROW, Chart, Part, names_width, paint_words, width_of

LEGEND = {
    "held": "Kept, delivered, averted",
    "partly": "Partly",
    "failed": "Broken, not delivered, materialised",
    "open": "In progress",
    "none": "Not rated",
}
"""The tones in the order of the bars."""
BAR, GAP, HATCH, LEAST = 20, 4, 5, 4
"""Pixels: height of a bar, gap before what is open, distance of hatch lines, width of the smallest segment."""
_INK = {"held": "on_ink", "partly": "text", "failed": "paper", "open": "text", "none": "text_2"}


@dataclass(frozen=True)
class Segment:
    """`count` claims whose verdict has this tone: held, partly, failed, open or none."""

    tone: str
    count: int
    key: object


@dataclass(frozen=True)
class BarRow:
    title: str
    segments: tuple[Segment, ...]
    key: object
    """Opens all claims of the row."""

    @property
    def total(self) -> int:
        return sum(segment.count for segment in self.segments)


class VerdictBars(Chart):
    def __init__(self, name: str, empty: str = "No claims yet.") -> None:
        super().__init__(name, empty)
        self._rows: tuple[BarRow, ...] = ()
        self._legend_lines, self._most = 1, 1
        self.show_rows(())

    def show_rows(self, rows: Sequence[BarRow]) -> None:
        order = list(LEGEND)
        self._rows = tuple(
            BarRow(row.title, tuple(sorted(row.segments, key=lambda s: order.index(s.tone))), row.key) for row in rows
        )
        self._longest = names_width(row.title for row in self._rows)
        self._most = max((row.total for row in self._rows), default=1) or 1
        self._renew()

    def as_text(self) -> str:
        return "\n".join(f"{row.title}: {_spoken(row)}" for row in self._rows) or self._empty

    def _lay_out(self) -> Iterator[Part]:
        self._legend_lines = 1 + max((line for _tone, _x, line in self._legend()), default=0)
        self.setFixedHeight(max(96, int(self._top()) + len(self._rows) * ROW))
        for number, row in enumerate(self._rows):
            y = self._top() + number * ROW
            yield Part(QRectF(0, y, self._names() - 8, ROW), number, f"{row.title}: {_spoken(row)}", row.key)
            for segment, box in self._boxes(row, y):
                says = f"{row.title}: {counted(segment.count, 'claim')} {LEGEND[segment.tone].lower()}"
                yield Part(QRectF(box.left(), y, box.width(), ROW), number, says, segment.key)

    def _draw(self, painter: QPainter, seen: QRectF) -> None:
        if seen.top() < self._top():
            self._draw_legend(painter)
        first = max(0, int((seen.top() - self._top()) // ROW))
        last = min(len(self._rows), int((seen.bottom() - self._top()) // ROW) + 1)
        for number in range(first, last):
            self._draw_row(painter, self._rows[number], self._top() + number * ROW)

    def _draw_row(self, painter: QPainter, row: BarRow, y: float) -> None:
        paint_words(painter, QRectF(0, y, self._names() - 16, ROW), row.title, "body", "text")
        end = float(self._names())
        for segment, box in self._boxes(row, y):
            paint_tone(painter, segment.tone, box)
            _number(painter, segment, box)
            end = box.right()
        paint_words(painter, QRectF(end + 8, y, 56, ROW), f"{row.total:,}", "small", "text", weight=600, whole=True)

    def _draw_legend(self, painter: QPainter) -> None:
        for tone, x, line in self._legend():
            paint_tone(painter, tone, QRectF(x, line * 20 + 4, 12, 12))
            paint_words(painter, QRectF(x + 18, line * 20, self.width(), 20), LEGEND[tone], "micro", whole=True)

    def _legend(self) -> Iterator[tuple[str, float, int]]:
        """(tone, x, line): broken into lines when the chart is narrow."""
        x, line = 0.0, 0
        for tone, title in LEGEND.items():
            wide = 18 + width_of(title, "micro")
            if x and x + wide > self.width():
                x, line = 0.0, line + 1
            yield tone, x, line
            x += wide + 18

    def _top(self) -> float:
        return self._legend_lines * 20 + 10

    def _names(self) -> int:
        return int(max(96, min(self._longest, self.width() * 0.34)))

    def _boxes(self, row: BarRow, y: float) -> Iterator[tuple[Segment, QRectF]]:
        room = self.width() - self._names() - 48 - GAP - 5 * LEAST
        scale = room / self._most
        x, gap = float(self._names()), GAP
        for segment in row.segments:
            if segment.count:
                if segment.tone in ("open", "none") and x > self._names():
                    x, gap = x + gap, 0
                wide = max(LEAST, segment.count * scale - 2)
                yield segment, QRectF(x, y + (ROW - BAR) / 2, wide, BAR)
                x += wide + 2


def paint_tone(painter: QPainter, tone: str, box: QRectF) -> None:
    """The filling that tells a tone, also in black and white."""
    colours = theme.current()
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    if tone == "partly":
        _hatch(painter, box)
    elif tone == "none":
        painter.setPen(QPen(colours.colour("line_strong"), 1))
        painter.setBrush(colours.colour("raised"))
        painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
    else:
        painter.fillRect(box, colours.colour(tone, 0.55 if tone == "open" else 1))
        if tone == "failed" and box.width() >= 10:
            _cross(painter, box)
    painter.restore()


def _hatch(painter: QPainter, box: QRectF) -> None:
    ink = theme.current().colour("held")
    painter.fillRect(box, theme.current().colour("chip"))
    painter.save()
    painter.setClipRect(box)
    painter.setPen(QPen(ink, 1.5))
    for step in range(int((box.width() + box.height()) // HATCH) + 1):
        x = box.left() - box.height() + step * HATCH
        painter.drawLine(QPointF(x, box.bottom()), QPointF(x + box.height(), box.top()))
    painter.restore()
    painter.setPen(QPen(ink, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))


def _cross(painter: QPainter, box: QRectF) -> None:
    half = min(3.0, box.width() / 2 - 1)
    at = QPointF(box.left() + min(9.0, box.width() / 2), box.center().y())
    painter.setPen(QPen(theme.current().colour("paper"), 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawLine(at + QPointF(-half, -half), at + QPointF(half, half))
    painter.drawLine(at + QPointF(-half, half), at + QPointF(half, -half))


def _number(painter: QPainter, segment: Segment, box: QRectF) -> None:
    """The count inside its segment, when there is room beside the cross."""
    text = f"{segment.count:,}"
    wide = width_of(text, "micro", 600)
    inset = 14 if segment.tone == "failed" else 0
    if box.width() < wide + inset + 6:
        return
    if segment.tone == "partly":
        painter.fillRect(
            QRectF(box.center().x() - wide / 2 - 4, box.top() + 3, wide + 8, BAR - 6), theme.current().colour("chip")
        )
    paint_words(painter, box.adjusted(inset, 0, 0, 0), text, "micro", _INK[segment.tone], MIDDLE, 600, whole=True)


def _spoken(row: BarRow) -> str:
    told = [f"{segment.count:,} {LEGEND[segment.tone].lower()}" for segment in row.segments if segment.count]
    return counted(row.total, "claim") + (f" ({'; '.join(told)})" if told else "")
