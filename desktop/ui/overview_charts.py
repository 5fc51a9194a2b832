"""The four charts of the overview, over the figures. Words or figures stand in or beside every bar."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from desktop.claims.risk import IMPACT, LIKELIHOOD
from desktop.figures import TONES, Bar, Column, Ids
from desktop.ui import theme
from desktop.ui.charts import CENTRE, LEFT, RIGHT, Chart, Part, advance, paint_tone
from desktop.ui.forms import words

LEGEND = (
    ("held", "Kept, delivered, averted"), ("partly", "Partly"), ("failed", "Broken, not delivered, materialised"),
    ("open", "In progress"), ("none", "Not rated"),
)  # fmt: skip
NAMES, ROW, TOP = 176, 32, 36
"""Pixels: room for names, a row's height, where the first row begins."""


class VerdictBars(Chart):
    """Claims by the tone of their verdict, one bar for each actor or kind."""

    def __init__(self) -> None:
        super().__init__("Verdicts", TOP + 6 * ROW)
        self._bars: Sequence[Bar] = ()

    def show_bars(self, bars: Sequence[Bar]) -> None:
        self._bars = bars
        self.update()

    def draw(self, painter: QPainter) -> list[Part]:
        self._legend(painter)
        most = max((len(bar.ids) for bar in self._bars), default=1)
        scale = (self.width() - NAMES - 72) / most
        parts: list[Part] = []
        for number, bar in enumerate(self._bars):
            y = TOP + number * ROW
            name = QRectF(0, y, NAMES, 20)
            self.text(painter, name, bar.title, "body", "text")
            parts.append(Part(name, bar.title, bar.ids))
            parts += self._bar(painter, bar, y, scale)
        return parts

    def _legend(self, painter: QPainter) -> None:
        gap = 36 if sum(advance("micro", word) + 36 for _tone, word in LEGEND) < self.width() + 18 else 26
        x = 0.0
        for tone, word in LEGEND:
            paint_tone(painter, tone, QRectF(x, 4, 12, 12))
            wide = advance("micro", word)
            self.text(painter, QRectF(x + 18, 0, wide + 4, 20), word, "micro")
            x += wide + gap

    def _bar(self, painter: QPainter, bar: Bar, y: float, scale: float) -> list[Part]:
        parts: list[Part] = []
        x = NAMES + 16.0
        for tone in TONES:
            ids = bar.tones[tone]
            if not ids:
                continue
            x += 4 if tone == "open" else 0
            box = QRectF(x, y, max(2.0, len(ids) * scale - 2), 20)
            paint_tone(painter, tone, box)
            self._figure(painter, tone, box, f"{len(ids):,}")
            parts.append(Part(box, f"{bar.title}, {dict(LEGEND)[tone].lower()}", ids))
            x = box.right() + 2
        self.text(painter, QRectF(x + 8, y, 52, 20), f"{len(bar.ids):,}", "small", "text", weight=600)
        return parts

    def _figure(self, painter: QPainter, tone: str, box: QRectF, figure: str) -> None:
        inset = 12 if tone == "failed" else 0
        wide = advance("micro", figure, 600)
        if box.width() < wide + inset + 8:
            return
        if tone == "partly":
            ground = QRectF(box.center().x() - wide / 2 - 4, box.top() + 3, wide + 8, 14)
            painter.fillRect(ground, theme.current().colour("chip"))
        dark_on_red = "paper" if theme.current().name == "light" else "on_ink"
        token = {"held": "paper", "failed": dark_on_red, "partly": "text", "open": "text", "none": "text_2"}[tone]
        self.text(painter, box.adjusted(inset, 0, 0, 0), figure, "micro", token, CENTRE, 600)


class KeptRates(Chart):
    """The share kept of those finally rated, with its interval; dashed and hollow when there are few."""

    def __init__(self) -> None:
        super().__init__("Kept rate by actor", TOP + 6 * ROW)
        self._bars: Sequence[Bar] = ()

    def show_bars(self, bars: Sequence[Bar]) -> None:
        self._bars = bars
        self.update()

    def draw(self, painter: QPainter) -> list[Part]:
        left, right = NAMES + 14.0, self.width() - 92.0
        painter.setPen(QPen(theme.current().colour("line"), 1))
        for percent in (0, 25, 50, 75, 100):
            x = left + (right - left) * percent / 100
            painter.setPen(QPen(theme.current().colour("line"), 1))
            painter.drawLine(QPointF(x, 24), QPointF(x, self.height() - 4))
            self.text(painter, QRectF(x - 24, 0, 48, 18), f"{percent} %", "micro", "text_3", CENTRE)
        parts: list[Part] = []
        for number, bar in enumerate(self._bars):
            parts.append(self._rate(painter, bar, TOP + number * ROW, left, right))
        return parts

    def _rate(self, painter: QPainter, bar: Bar, y: float, left: float, right: float) -> Part:
        rate = bar.kept
        share, interval = rate.share, rate.interval
        self.text(painter, QRectF(0, y, NAMES - 2, 20), bar.title, "small", "text")
        line = QRectF(0, y - 2, self.width(), 24)
        if share is None or interval is None:
            self.text(painter, QRectF(right, y, self.width() - right, 20), "none rated", "small", "text_3", RIGHT)
            return Part(line, f"{bar.title}, finally rated", rate.whole)
        token = "text_3" if rate.few else "text"
        pen = QPen(theme.current().colour(token), 1.5)
        if rate.few:
            pen.setDashPattern([2, 2])
        painter.setPen(pen)
        low, high = (left + (right - left) * end for end in interval)
        painter.drawLine(QPointF(low, y + 10), QPointF(high, y + 10))
        painter.setPen(QPen(theme.current().colour(token), 1.75))
        painter.setBrush(theme.current().colour("raised" if rate.few else "text"))
        painter.drawEllipse(QPointF(left + (right - left) * share, y + 10), 4.5, 4.5)
        said = f"{len(rate.part):,} of {len(rate.whole):,}"
        self.text(painter, QRectF(right + 12, y, self.width() - right - 12, 20), said, "small", "text", RIGHT)
        return Part(line, f"{bar.title}, finally rated", rate.whole)


class DueDates(Chart):
    """When claims fall due: decided, overdue, still to come; and where today is."""

    FOOT, HEAD = 40, 30

    def __init__(self) -> None:
        super().__init__("Due dates", 268)
        self._columns: Sequence[Column] = ()
        self._today = date.min

    def show_columns(self, columns: Sequence[Column], today: date) -> None:
        self._columns, self._today = columns, today
        self.update()

    def draw(self, painter: QPainter) -> list[Part]:
        base = self.height() - self.FOOT
        if not self._columns:
            self.text(painter, QRectF(0, 60, self.width(), 20), "No claim has a due date yet.", "body", "text_3", CENTRE)
            return []
        step = min(72.0, self.width() / len(self._columns))
        unit = (base - self.HEAD - 18) / max(1, *(len(column.ids) for column in self._columns))
        now = self._now(step)
        if now is not None and now < self.width():
            after = QRectF(max(0.0, now), self.HEAD - 8, self.width() - max(0.0, now), base - self.HEAD + 8)
            painter.fillRect(after, theme.current().colour("chrome"))
        parts = [
            part
            for number, column in enumerate(self._columns)
            for part in self._column(painter, column, number, step, base, unit)
        ]
        painter.setPen(QPen(theme.current().colour("line_strong"), 1))
        painter.drawLine(QPointF(0, base + 0.5), QPointF(self.width(), base + 0.5))
        if now is not None and 0 <= now <= self.width():
            self._mark_today(painter, now, base)
        return parts

    def _now(self, step: float) -> float | None:
        """Where today lies between the columns; before the first or after the last it is not marked inside."""
        first, last = self._columns[0].first, self._columns[-1].after
        if self._today < first:
            return -1.0
        if self._today >= last:
            return None
        for number, column in enumerate(self._columns):
            if self._today < column.after:
                share = (self._today - column.first).days / max(1, (column.after - column.first).days)
                return (number + share) * step
        return None

    def _mark_today(self, painter: QPainter, now: float, base: float) -> None:
        painter.setPen(QPen(theme.current().colour("text"), 1.5))
        painter.drawLine(QPointF(now, 12), QPointF(now, base))
        said = f"today, {self._today.day} {self._today:%b}"
        wide = advance("micro", said, 600) + 4
        x = now + 6 if now + 6 + wide < self.width() else now - 6 - wide
        self.text(painter, QRectF(x, 6, wide, 16), said, "micro", "text", LEFT, 600)

    def _column(
        self, painter: QPainter, column: Column, number: int, step: float, base: float, unit: float
    ) -> list[Part]:
        thick = min(24.0, step * 0.5)
        x, y = number * step + (step - thick) / 2, float(base)
        parts: list[Part] = []
        for tone, ids in (("decided", column.decided), ("overdue", column.late), ("still to come", column.to_come)):
            if not ids:
                continue
            gap = 2.0 if y < base else 0.0
            box = QRectF(x, y - gap - max(2.0, len(ids) * unit - gap), thick, max(2.0, len(ids) * unit - gap))
            self._fill(painter, tone, box)
            parts.append(Part(box, f"Due {_span(column)}, {tone}", ids))
            y = box.top()
        if column.ids:
            late = len(column.late)
            said = f"{late:,} late" if late and step >= 34 else f"{late or len(column.ids):,}"
            box = QRectF(number * step - 6, y - 17, step + 12, 16)
            self.text(painter, box, said, "micro", "alert" if late else "text_2", CENTRE, 600 if late else None)
        self._below(painter, column, number, step, base)
        return parts

    def _fill(self, painter: QPainter, tone: str, box: QRectF) -> None:
        if tone == "still to come":
            painter.setPen(QPen(theme.current().colour("text_3"), 1.25))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box.adjusted(0.5, 0.5, -0.5, 0))
        else:
            painter.fillRect(box, theme.current().colour("held" if tone == "decided" else "alert"))

    def _below(self, painter: QPainter, column: Column, number: int, step: float, base: float) -> None:
        first = column.first
        short = f"{first.year}" if column.months >= 12 else f"Q{first.month // 3 + 1}" if column.months == 3 else ""
        short = short or ("H1" if first.month < 7 else "H2") if column.months >= 3 else f"{first:%b}"
        self.text(painter, QRectF(number * step - 4, base + 4, step + 8, 16), short, "micro", "text_2", CENTRE)
        if column.months < 12 and (number == 0 or first.month == 1):
            self.text(painter, QRectF(number * step, base + 18, max(step, 40), 16), f"{first.year}", "micro", "text_3", CENTRE)


def _span(column: Column) -> str:
    if column.months == 1:
        return f"in {column.first:%B %Y}"
    return f"from {column.first:%b %Y} to before {column.after:%b %Y}"


class RiskMatrix(Chart):
    """Likelihood by impact as they were worded; what is not stated has a row and a column of its own, dotted."""

    NAMES = 96

    def __init__(self) -> None:
        super().__init__("Risks as they were worded", 268)
        self._cells: dict[tuple[str, str], Ids] = {}

    def show_cells(self, cells: dict[tuple[str, str], Ids]) -> None:
        self._cells = cells
        self.update()

    def draw(self, painter: QPainter) -> list[Part]:
        rows = list(reversed(LIKELIHOOD))
        wide, high = (self.width() - self.NAMES) / len(IMPACT), (self.height() - 44) / len(rows)
        most = max((len(ids) for ids in self._cells.values()), default=0)
        parts: list[Part] = []
        for i, likelihood in enumerate(rows):
            self.text(painter, QRectF(0, i * high, self.NAMES - 10, high - 3), words(likelihood))
            for j, impact in enumerate(IMPACT):
                box = QRectF(self.NAMES + j * wide, i * high, wide - 3, high - 3)
                ids = self._cells.get((likelihood, impact), frozenset())
                self._cell(painter, box, len(ids), most, "not_stated" in (likelihood, impact))
                title = f"Likelihood {words(likelihood).lower()}, impact {words(impact).lower()}"
                parts.append(Part(box, title, ids))
        for j, impact in enumerate(IMPACT):
            box = QRectF(self.NAMES + j * wide, self.height() - 42, wide - 3, 18)
            self.text(painter, box, words(impact), side=CENTRE)
        foot = QRectF(self.NAMES, self.height() - 22, self.width() - self.NAMES, 18)
        self.text(painter, foot, "Impact as worded  →   likelihood as worded  ↑", "micro", "text_3")
        return parts

    def _cell(self, painter: QPainter, box: QRectF, count: int, most: int, unknown: bool) -> None:
        colours = theme.current()
        painter.setPen(Qt.PenStyle.NoPen)
        if unknown:
            painter.setPen(QPen(colours.colour("line_strong", 0.5), 1, Qt.PenStyle.DotLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        else:
            strength = 0.06 + 0.5 * count / max(5, most)
            painter.setBrush(colours.colour("risk", strength) if count else colours.colour("chrome"))
            painter.drawRoundedRect(box, 4, 4)
        if count:
            self.text(painter, box, f"{count:,}", "body", "text", CENTRE, 600)
