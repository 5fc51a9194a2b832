"""A place where a passage may stand now, beside its old words: what differs is heavy and lined, never told by colour alone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen, QResizeEvent, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QAbstractButton, QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from desktop.surroundings import Excerpt, around
from desktop.ui import icons, theme
from desktop.ui.views.units import Units
from desktop.ui.widgets import empty, label, row, surface
from desktop.word_diff import changes

PAD, CAP, BETWEEN = 12, 26, 24
"""Pixels around the words, for the number at their left, between the two columns."""
HIGH = 280
"""Pixels that places get at most; more are scrolled to."""


@dataclass(frozen=True)
class Place:
    """[start, end) of the newest text, how it reads there, and where that is."""

    start: int
    end: int
    excerpt: Excerpt
    where: str

    @classmethod
    def of(cls, text: str, start: int, end: int, room: int) -> "Place":
        return cls(start, end, around(text, [(start, end)], room), f"paragraph {_paragraph(text, start):,}")


Stretches = Iterable[tuple[int, int]]


class PlaceChoice(QAbstractButton):
    """A click, Space or its digit takes it; a picked one says so with a sign."""

    def __init__(self, number: int, was: Excerpt, now: Excerpt, where: str = "") -> None:
        """`where` tells twins apart: "paragraph 3"."""
        super().__init__()
        found = changes(was.text, now.text)
        self._number, self._where = number, where
        self._was = _Words(was, [(c.start, c.end) for c in found], gone=True)
        self._now = _Words(now, [(c.new_start, c.new_end) for c in found], gone=False)
        words = " … ".join(now.text[start:end] for start, end in now.marks)
        self.setAccessibleName(f"Place {number}: {words}{f', {where}' if where else ''}")
        self.setAccessibleDescription(now.text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.now().changed.connect(self._dress)

    def sizeHint(self) -> QSize:
        return QSize(480, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        each = (self.width() - 2 * PAD - CAP - BETWEEN) / 2
        below = theme.line_height("small") if self._where else 0
        high = max(self._was.broken(each), self._now.broken(each) + below)
        self.setFixedHeight(round(high) + 2 * PAD)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter)
        self._cap(painter)
        left = PAD + CAP
        each = (self.width() - 2 * PAD - CAP - BETWEEN) / 2
        self._was.draw(painter, QPointF(left, PAD))
        self._now.draw(painter, QPointF(left + each + BETWEEN, PAD))
        painter.setFont(theme.font("small"))
        painter.setPen(theme.current().colour("text_2"))
        foot = QRectF(left + each + BETWEEN, 0, each, self.height() - PAD)
        painter.drawText(foot, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, self._where)
        painter.setPen(theme.current().colour("line"))
        middle = left + each + BETWEEN / 2
        painter.drawLine(QPointF(middle, PAD), QPointF(middle, self.height() - PAD))

    def _ground(self, painter: QPainter) -> None:
        colours = theme.current()
        picked, over = self.isChecked() or self.isDown(), self.underMouse()
        painter.setBrush(colours.colour("selected" if picked else "hover" if over else "paper"))
        painter.setPen(QPen(colours.colour("focus" if self.hasFocus() else "line"), 2 if self.hasFocus() else 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)

    def _cap(self, painter: QPainter) -> None:
        if self.isChecked():
            painter.drawPixmap(PAD - 4, PAD, icons.pixmap("check", "text"))
            return
        painter.setFont(theme.font("small", 600))
        painter.setPen(theme.current().colour("text_2"))
        painter.drawText(QRectF(PAD - 4, PAD, CAP, 20), Qt.AlignmentFlag.AlignLeft, str(self._number))

    def _dress(self) -> None:
        self._was.dress()
        self._now.dress()
        self.update()


class PlaceChoices(QScrollArea):
    """The places of one passage under each other, as high as they need, up to a limit."""

    taken = Signal(int)
    """Counted from 0."""

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Where the passage may stand now")
        self._number = 0
        page = surface(QWidget(), "paper")
        self._box = QVBoxLayout(page)
        self._box.setContentsMargins(20, 6, 20, 10)
        self._box.setSpacing(6)
        self._box.addWidget(titles())
        self._shown = QVBoxLayout()
        self._shown.setSpacing(6)
        self._box.addLayout(self._shown)
        self._box.addStretch(1)
        self.setWidget(page)

    def show_places(self, was: Excerpt, places: Sequence[Place], taken: int | None) -> None:
        empty(self._shown)
        self._number = len(places)
        for number, place in enumerate(places):
            made = PlaceChoice(number + 1, was, place.excerpt, place.where)
            made.setCheckable(True)
            made.setChecked(number == taken)
            made.clicked.connect(lambda _checked, number=number: self.taken.emit(number))
            self._shown.addWidget(made)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.widget() and event.type() == QEvent.Type.LayoutRequest:
            self.setFixedHeight(min(HIGH, self._box.sizeHint().height()))
        return super().eventFilter(watched, event)

    def press(self, digit: int) -> bool:
        there = self.isVisible() and 1 <= digit <= self._number
        if there:
            self.taken.emit(digit - 1)
        return there


def _paragraph(text: str, at: int) -> int:
    """Counted from 1; lines without words are none."""
    return sum(bool(line.strip()) for line in text[: at + 1].split("\n"))


def titles() -> QWidget:
    """Over the two columns."""
    left, right = label("IT SAID", "micro", "2", 600), label("IT MAY STAND HERE NOW", "micro", "2", 600)
    return row(left, right, gap=BETWEEN, margins=(PAD + CAP, 4, PAD, 0))


class _Words:
    """One column. The passage's own words are dark, what stands around them is lighter."""

    def __init__(self, excerpt: Excerpt, changed: Stretches, *, gone: bool) -> None:
        self._excerpt, self._changed, self._gone = excerpt, list(changed), gone
        self._layout = QTextLayout(excerpt.text, theme.font("body"))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        self._layout.setTextOption(option)
        self.dress()

    def dress(self) -> None:
        units = Units(self._excerpt.text)
        own = [self._range(units, *mark, self._format("text")) for mark in self._excerpt.marks]
        differ = self._format(None)
        differ.setFontWeight(QFont.Weight.Bold)
        differ.setFontStrikeOut(self._gone)
        differ.setFontUnderline(not self._gone)
        changed = [self._range(units, start, end, differ) for start, end in self._changed if start < end]
        around = self._range(units, 0, len(self._excerpt.text), self._format("text_3"))
        self._layout.setFormats([around, *own, *changed])

    def broken(self, width: float) -> float:
        """Into lines; gives their height."""
        y = 0.0
        self._layout.beginLayout()
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(max(60.0, width))
            line.setPosition(QPointF(0, y))
            y += max(line.height(), theme.line_height("body"))
        self._layout.endLayout()
        return y

    def draw(self, painter: QPainter, at: QPointF) -> None:
        self._layout.draw(painter, at)

    @staticmethod
    def _format(tone: str | None) -> QTextCharFormat:
        made = QTextCharFormat()
        if tone:
            made.setForeground(theme.current().colour(tone))
        return made

    @staticmethod
    def _range(units: Units, start: int, end: int, looks: QTextCharFormat) -> QTextLayout.FormatRange:
        made = QTextLayout.FormatRange()
        made.start = units.to_qt(start)
        made.length = units.to_qt(end) - made.start
        made.format = looks
        return made
