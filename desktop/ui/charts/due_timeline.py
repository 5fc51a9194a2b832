"""When claims fall due: solid decided, red overdue, outline still to come; a line for today."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPen

from desktop import days
from desktop.counting import counted
from desktop.ui import theme
from desktop.ui.charts.base import LEFT, MIDDLE, RIGHT, Chart, Part, paint_words, width_of

HEIGHT, TOP, FOOT, BAR, SEAM = 268, 46, 40, 20, 2
MONTHS = tuple(name[:3] for name in days.MONTHS)


@dataclass(frozen=True)
class DueColumn:
    """Claims that fall due in `months` months from `first` on."""

    first: date
    months: int
    decided: int
    late: int
    to_come: int
    key: object

    @property
    def total(self) -> int:
        return self.decided + self.late + self.to_come

    @property
    def name(self) -> str:
        """The word under the column; the year stands below it."""
        month = self.first.month - 1
        if self.months == 1:
            return MONTHS[month]
        if self.months < 12:
            return f"{MONTHS[month]}–{MONTHS[(month + self.months - 1) % 12]}"
        last = self.first.year + self.months // 12 - 1
        return str(self.first.year) if self.months == 12 else f"{self.first.year}–{last}"

    @property
    def full_name(self) -> str:
        return self.name if self.months >= 12 else f"{self.name} {self.first.year}"

    def spoken(self) -> str:
        told = ((self.decided, "decided"), (self.late, "overdue"), (self.to_come, "to come"))
        parts = ", ".join(f"{count:,} {word}" for count, word in told if count)
        return f"{self.full_name}: {counted(self.total, 'claim')}" + (f" ({parts})" if parts else "")

    def elapsed(self, today: date) -> float:
        """How much of the column lies before today, from 0 to 1."""
        passed = (today.year - self.first.year) * 12 + today.month - self.first.month + (today.day - 1) / 31
        return max(0.0, min(1.0, passed / self.months))


class DueTimeline(Chart):
    def __init__(self, name: str, empty: str = "No claim has a due date.") -> None:
        super().__init__(name, empty)
        self._columns: tuple[DueColumn, ...] = ()
        self._today = date.today()
        self.setFixedHeight(HEIGHT)
        self.show_columns((), self._today)

    def show_columns(self, columns: Sequence[DueColumn], today: date, *, now: bool = True) -> None:
        """`now`: the day is the present one; otherwise one looks from a day in the past."""
        self._day_word = "today," if now else "as of"
        self._columns, self._today = tuple(columns), today
        self._most = max((column.total for column in columns), default=1) or 1
        self._renew()

    def as_text(self) -> str:
        return "\n".join(column.spoken() for column in self._columns) or self._empty

    def _lay_out(self) -> Iterator[Part]:
        for number, column in enumerate(self._columns):
            if column.total:
                box = QRectF(number * self._step() + 1, TOP - 20, self._step() - 2, self._base() - TOP + 40)
                yield Part(box, 0, column.spoken(), column.key)

    def _draw(self, painter: QPainter, seen: QRectF) -> None:
        self._draw_ground(painter)
        self._draw_today(painter)
        first = max(0, int(seen.left() // self._step()))
        last = min(len(self._columns), int(seen.right() // self._step()) + 2)
        for number in range(first, last):
            self._draw_column(painter, self._columns[number], (number + 0.5) * self._step())
        self._draw_names(painter)

    def _draw_ground(self, painter: QPainter) -> None:
        """What lies ahead has another ground."""
        colours, now, high = theme.current(), self._now(), self._base() - TOP + 20
        painter.fillRect(QRectF(now, TOP - 20, self.width() - now, high), colours.colour("chrome"))
        if 0 <= self._pointed < len(self._parts):
            box = self._parts[self._pointed].box
            painter.fillRect(QRectF(box.left(), TOP - 20, box.width(), high), colours.colour("hover"))

    def _draw_column(self, painter: QPainter, column: DueColumn, middle: float) -> None:
        colours = theme.current()
        wide = max(1.0, min(BAR, self._step() - 4))
        unit = self._unit()
        y = self._base()
        for count, token in ((column.decided, "held"), (column.late, "alert"), (column.to_come, "")):
            if not count:
                continue
            high = max(3.0, count * unit)
            box = QRectF(middle - wide / 2, y - high, wide, high)
            if token:
                painter.fillRect(box, colours.colour(token))
            else:
                painter.setPen(QPen(colours.colour("text_3"), 1.25))
                painter.setBrush(colours.colour("raised"))
                painter.drawRect(box.adjusted(0.5, 0.5, -0.5, 0))
            y = box.top() - SEAM
        self._draw_count(painter, column, middle, y)

    def _draw_count(self, painter: QPainter, column: DueColumn, middle: float, y: float) -> None:
        text = f"{column.late:,} late" if column.late else f"{column.total:,}" if column.total else ""
        if column.late and width_of(text, "micro", 600) > self._step() - 2:
            text = f"{column.late:,}"
        if text and width_of(text, "micro", 600) <= self._step():
            box = QRectF(middle - 30, y - 17, 60, 16)
            token, weight = ("alert", 600) if column.late else ("text_2", None)
            paint_words(painter, box, text, "micro", token, MIDDLE, weight, whole=True)

    def _draw_names(self, painter: QPainter) -> None:
        base, step = self._base(), self._step()
        painter.setPen(QPen(theme.current().colour("line_strong"), 1))
        painter.drawLine(QPointF(0, base + 0.5), QPointF(self.width(), base + 0.5))
        every = 1 + int(max(width_of(column.name, "micro") for column in self._columns) + 4) // int(max(1, step))
        year, clear = 0, 0.0
        for number, column in enumerate(self._columns):
            middle = (number + 0.5) * step
            if number % every == 0:
                box = QRectF(middle - 40, base + 4, 80, 16)
                paint_words(painter, box, column.name, "micro", "text_2", MIDDLE, whole=True)
            if column.months < 12 and column.first.year != year and middle >= clear:
                year, clear = column.first.year, middle + 40
                paint_words(
                    painter, QRectF(middle - 40, base + 20, 80, 16), str(year), "micro", "text_3", MIDDLE, whole=True
                )

    def _draw_today(self, painter: QPainter) -> None:
        now = self._now()
        painter.setPen(QPen(theme.current().colour("text"), 1.5))
        painter.drawLine(QPointF(now, 8), QPointF(now, self._clear_of_words(now)))
        text = f"{self._day_word} {self._today.day} {MONTHS[self._today.month - 1]}"
        room = width_of(text, "micro", 600) + 8
        if now + room < self.width():
            paint_words(painter, QRectF(now + 6, 4, room, 16), text, "micro", "text", LEFT, 600, whole=True)
        else:
            paint_words(painter, QRectF(now - 6 - room, 4, room, 16), text, "micro", "text", RIGHT, 600, whole=True)

    def _clear_of_words(self, x: float) -> float:
        """How far down a line at x may go: to the figure over the column it would cut, else to the ground."""
        number = min(len(self._columns) - 1, int(x // self._step()))
        column, middle = self._columns[number], (number + 0.5) * self._step()
        if not column.total or abs(x - middle) > 24:
            return self._base()
        segments = sum(1 for count in (column.decided, column.late, column.to_come) if count)
        return max(8.0, self._base() - column.total * self._unit() - segments * SEAM - 20)

    def _unit(self) -> float:
        """Pixels for one claim."""
        return (self._base() - TOP) / self._most

    def _now(self) -> float:
        """Where today stands; at an edge when it lies outside."""
        passed = sum(column.elapsed(self._today) for column in self._columns) * self._step()
        return max(1.0, min(self.width() - 1.0, round(passed)))

    def _step(self) -> float:
        return self.width() / max(1, len(self._columns))

    def _base(self) -> float:
        return HEIGHT - FOOT
