"""Where the words of a mark lie in a laid-out QTextDocument, and how marks, lanes and speakers are painted over them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen, QTextBlock, QTextDocument, QTextLine

from desktop.documents.base import Turn
from desktop.ui import signs, theme
from desktop.ui.views.base import Mark

LANE_GAP = 20
"""Pixels between the words and the first lane."""
LANE_PITCH = 14
SIGN = 10
SPEAKER_WIDTH = 116
NEARBY = 2000
"""Characters around a stretch in which writing from right to left is looked for; a line is shorter."""


@dataclass(frozen=True)
class Run:
    """Neighbouring words of one line: where they are in the document's own coordinates."""

    rect: QRectF
    baseline: float


def runs(document: QTextDocument, start: int, end: int, scale: float = 1.0) -> Iterator[Run]:
    """One run per visual stretch of [start, end) in Qt's units, so that bidirectional text is right; `scale` is that of
    the letters to their usual size."""
    layout = document.documentLayout()
    block = document.findBlock(start)
    while block.isValid() and block.position() < end:
        if block.isVisible():
            origin = layout.blockBoundingRect(block).topLeft()
            stretch = max(0, start - block.position()), min(block.length() - 1, end - block.position())
            yield from _block_runs(block, origin, stretch, scale)
        block = block.next()


def _block_runs(block: QTextBlock, origin: QPointF, stretch: tuple[int, int], scale: float) -> Iterator[Run]:
    """Only the lines of the stretch are looked at: a paragraph may be a whole book."""
    lines, (start, end) = block.layout(), stretch
    text = block.text()
    turned, units = _turned(text, start, end), None if text.isascii() else text.encode("utf-16-le")
    line = lines.lineForTextPosition(start)
    while line.isValid() and line.textStart() < end:
        first, last = max(start, line.textStart()), min(end, line.textStart() + line.textLength())
        while last > first and _is_blank(text, units, last - 1):
            last -= 1
        if first < last:
            baseline = origin.y() + line.y() + line.ascent()
            for left, right in _extents(line, first, last, turned=turned):
                yield Run(QRectF(origin.x() + left, baseline - 18 * scale, right - left, 25 * scale), baseline)
        number = line.lineNumber() + 1
        if number >= lines.lineCount():
            return
        line = lines.lineAt(number)


def _is_blank(text: str, units: bytes | None, at: int) -> bool:
    """The character at a position of Qt's, which counts in UTF-16."""
    letter = text[at] if units is None else units[2 * at : 2 * at + 2].decode("utf-16-le", "replace")
    return letter.isspace()


def _turned(text: str, start: int, end: int) -> bool:
    """Does writing from right to left stand there? One Arabic word in a line turns what stands around it."""
    return not text.isascii() and _right_to_left(
        text if len(text) < NEARBY else text[max(0, start - NEARBY) : end + NEARBY]
    )


def _extents(line: QTextLine, first: int, last: int, *, turned: bool) -> Iterator[tuple[float, float]]:
    if not turned:
        yield _x(line, first), _x(line, last)
        return
    for run in line.glyphRuns(first, last - first):
        box = run.boundingRect()
        yield box.left(), box.right()


def _right_to_left(text: str) -> bool:
    return any("\u0590" <= character <= "\u08ff" or "\ufb1d" <= character <= "\ufefc" for character in text)


def _x(line: QTextLine, position: int) -> float:
    found = line.cursorToX(position)
    return float(found[0] if isinstance(found, tuple) else found)  # type: ignore[arg-type]


def grounds(painter: QPainter, marks: list[tuple[Mark, list[Run]]], current: str) -> None:
    """Behind the words: the longest first, the shortest last and opaque."""
    colours = theme.current()
    painter.setPen(Qt.PenStyle.NoPen)
    for mark, parts in sorted(marks, key=lambda item: item[0].start - item[0].end):
        state = "current" if mark.id == current else "rest"
        painter.setBrush(colours.colour(f"{mark.kind}_{state}"))
        for part in parts:
            painter.drawRoundedRect(part.rect.adjusted(-1, 0, 1, -1), 3, 3)


def lines(painter: QPainter, marks: list[tuple[Mark, list[Run]]], level: Callable[[Mark], int], current: str) -> None:
    """Under the words, three levels at the most."""
    colours = theme.current()
    for mark, parts in marks:
        weight = 2.2 if mark.id == current else 1.5
        for part in parts:
            y = part.baseline + 6 + 4.2 * min(level(mark), 2)
            signs.underline(
                painter, mark.line, part.rect.left(), part.rect.right(), y, colours.colour(mark.kind), weight
            )


def lane(painter: QPainter, mark: Mark, x: float, top: float, bottom: float, current: bool) -> None:
    """A bar with the kind's sign at its top, beside the words."""
    colour = theme.current().colour(mark.kind)
    painter.setPen(QPen(colour, 3 if current else 1.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    if bottom - top > SIGN + 10:
        painter.drawLine(QPointF(x, top + SIGN + 5), QPointF(x, bottom))
    signs.paint_kind(painter, mark.sign, QRectF(x - SIGN / 2, top + 1, SIGN, SIGN), colour)


def speaker(painter: QPainter, turn: Turn, *, again: bool, right: float, baseline: float) -> None:
    """Name, role and time beside the first line of a turn; the name once per run of turns."""
    y = baseline - 14
    if not again:
        painter.setFont(theme.font("small", 600))
        painter.setPen(theme.current().colour("text"))
        for line in wrapped(turn.label, SPEAKER_WIDTH, QFontMetricsF(painter.font())):
            y = _speaker_line(painter, line, right, y) + 1
    painter.setFont(theme.font("micro"))
    painter.setPen(theme.current().colour("text_3"))
    role = [turn.role] if turn.role and not again else []
    time = [clock(turn.time_start)] if turn.time_start is not None else []
    for words in role + time:
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, SPEAKER_WIDTH)
        y = _speaker_line(painter, shown, right, y)


def _speaker_line(painter: QPainter, words: str, right: float, y: float) -> float:
    """Returns where the next line begins."""
    height = max(16.0, painter.fontMetrics().height())
    box = QRectF(right - SPEAKER_WIDTH, y, SPEAKER_WIDTH, height)
    painter.drawText(box, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop), words)
    return y + height


def wrapped(words: str, width: float, metrics: QFontMetricsF, most: int = 2) -> list[str]:
    """Whole lines, at most so many; what does not fit into the last one ends in an ellipsis."""
    lines: list[str] = []
    rest = words.split()
    while rest and len(lines) < most - 1:
        taken = 1
        while taken < len(rest) and metrics.horizontalAdvance(" ".join(rest[: taken + 1])) <= width:
            taken += 1
        lines.append(" ".join(rest[:taken]))
        rest = rest[taken:]
    lines += [" ".join(rest)] if rest else []
    return [metrics.elidedText(line, Qt.TextElideMode.ElideRight, width) for line in lines]


def clock(milliseconds: int) -> str:
    """00:41:08"""
    seconds = milliseconds // 1000
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
