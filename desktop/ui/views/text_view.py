"""The text view: our own words in a QTextEdit; grounds, lines, lanes and speakers are painted, never formatted in."""

import html
from collections.abc import Iterable

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextCursor,
)  # fmt: skip
from PySide6.QtWidgets import QTextEdit, QToolTip

from desktop.documents.base import Block
from desktop.ui import theme
from desktop.ui.views import text_paint
from desktop.ui.views.base import Mark, Shown
from desktop.ui.views.boundaries import Boundaries, Kind
from desktop.ui.views.growing import grown, rightwards
from desktop.ui.views.handles import MODIFIERS, Ends
from desktop.ui.views.here import claims_at, next_of
from desktop.ui.views.marks import Marks
from desktop.ui.views.scroll_marks import BarMark, MarkScrollBar
from desktop.ui.views.text_lanes import Lanes, Placed
from desktop.ui.views.text_paint import LANE_GAP, LANE_PITCH, Run
from desktop.ui.views.text_pointer import TextPointer
from desktop.ui.views.text_setting import Setting
from desktop.ui.views.text_speakers import Seen, Speakers
from desktop.ui.views.units import Units

MEASURE = 568
"""Width of a line at 17 px: 67 characters on average."""


class TextView(QTextEdit):
    """See `base.ViewSignals` for the signals."""

    passage_selected = Signal(int, int)
    caret_moved = Signal(int)
    mark_clicked = Signal(str)
    stretch_added = Signal(int, int)
    picked = Signal(int, int)
    merge_wanted = Signal(str)
    ends_moved = Signal(str, object, object)
    speaker_clicked = Signal(str)
    """A name in the margin."""
    only_changed = Signal(str)
    """The speaker whose turns alone are shown, "" for everybody."""

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setFrameStyle(0)
        self.setCursorWidth(2)
        self.setAcceptDrops(False)
        self.setAccessibleName("Document text")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._bar = MarkScrollBar()
        self.setVerticalScrollBar(self._bar)
        self._bar.valueChanged.connect(lambda _value: self.viewport().update())  # names in the margin stay
        self.measure = MEASURE
        self.text_size = 17
        self._left = 200.0
        self._text, self._units, self._bounds = "", Units(""), Boundaries("", [])
        self._speakers = Speakers()
        self._blocks: list[Block] = []
        self._marks = Marks()
        self._lanes = Lanes()
        self._current = ""
        self._found: list[tuple[int, int]] = []
        self._found_current = -1
        self.ends = Ends(self)
        self._pointer = TextPointer(self)
        self.viewport().setMouseTracking(True)
        self.cursorPositionChanged.connect(self._on_caret)

    # ── what the Read place asks ─────────────────────────────────────────────────────────────────

    def show_document(self, shown: Shown) -> None:
        self._text = shown.text
        self._units = Units(shown.text)
        self._bounds = Boundaries(shown.text, shown.reading.blocks, shown.reading.pages)
        self._speakers = Speakers(shown.reading.turns)
        self._blocks, self._found = shown.reading.blocks, []
        self.setPlainText(shown.text)
        Setting(self.document(), self._units, self.text_size).set(shown.reading.blocks, self._speakers.turns)
        self._margins()
        self.set_marks([])

    def boundaries(self) -> Boundaries:
        return self._bounds

    def set_marks(self, marks: list[Mark]) -> None:
        self.ends.finish()
        self._marks = Marks(marks)
        self._lanes.keep(self._marks)
        self._show_on_bar()
        self.viewport().update()

    def put_marks(self, mark_id: str, marks: list[Mark]) -> None:
        self.ends.replaced(mark_id)
        self.show_marks(mark_id, marks)

    def show_marks(self, mark_id: str, marks: list[Mark]) -> None:
        gone = self._marks.put(mark_id, marks)
        self._lanes.drop(gone)
        self._bar.change_marks(self._on_bar(marks), self._on_bar(gone))
        self.viewport().update()

    def current_marks(self) -> list[Mark]:
        return self._marks.own(self._current)

    def claims_here(self) -> list[Mark]:
        return claims_at(self._marks, self.caret())

    def set_current(self, mark_id: str) -> None:
        self.ends.finish()
        self._current = mark_id
        self.viewport().update()

    def set_found(self, found: list[tuple[int, int]], current: int = -1) -> None:
        self._found, self._found_current = found, current
        self._show_on_bar()
        self.viewport().update()

    def selection(self) -> tuple[int, int] | None:
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return None
        return self._units.from_qt(cursor.selectionStart()), self._units.from_qt(cursor.selectionEnd())

    def select(self, start: int, end: int) -> None:
        self._set_cursor(start, end)
        self.passage_selected.emit(start, end)

    def clear_selection(self) -> None:
        self._set_cursor(self.caret(), self.caret())
        self.passage_selected.emit(self.caret(), self.caret())

    def caret(self) -> int:
        return self._units.from_qt(self.textCursor().position())

    def where(self) -> str:
        bounds = self.boundaries()
        return f"Paragraph {bounds.paragraph_number(self.caret())} of {bounds.paragraphs}"

    def set_caret(self, position: int) -> None:
        self._set_cursor(position, position)

    def reveal(self, start: int, end: int) -> bool:
        """Bring the words into the upper third; nothing moves when they are in sight. Was it necessary?"""
        self._uncover(start)
        parts = self._runs(start, end)
        if not parts:
            return False
        top, bottom = parts[0].rect.top(), parts[-1].rect.bottom()
        seen, height = self._bar.value(), self.viewport().height()
        away = top < seen + 8 or min(bottom, top + height / 2) > seen + height - 8
        if away:
            self._bar.setValue(round(top - height / 4))
        return away

    def show_only(self, label: str) -> None:
        """One speaker's turns alone, or everybody's for ""; the line under the caret keeps its height."""
        if label != self._speakers.only:
            before = self.cursorRect().top()
            self._speakers.show_only(label, self.document(), self._units)
            self._lanes = Lanes()
            self._bar.setValue(self._bar.value() + self.cursorRect().top() - before)
            self.viewport().update()
            self.only_changed.emit(label)

    def only(self) -> str:
        return self._speakers.only

    def _uncover(self, position: int) -> None:
        """Words that are to be seen are never hidden by the choice of a speaker."""
        if self._speakers.only and not self.document().findBlock(self._units.to_qt(position)).isVisible():
            self.show_only("")

    def place(self) -> object:
        return self._bar.value(), self.caret()

    def restore(self, place: object) -> None:
        if isinstance(place, tuple):
            self.set_caret(place[1])
            self._bar.setValue(place[0])

    def palette_anchor(self) -> QRectF | None:
        """The last selected line, in global coordinates."""
        parts = self._runs(*(self.selection() or (0, 0)))
        return self._global(parts[-1].rect) if parts else None

    def selection_box(self) -> QRectF | None:
        """All selected lines, in global coordinates."""
        parts = self._runs(*(self.selection() or (0, 0)))
        return self._global(parts[0].rect.united(parts[-1].rect)) if parts else None

    def zoom_in(self) -> None:
        self._zoom(self.text_size + 1)

    def zoom_out(self) -> None:
        self._zoom(self.text_size - 1)

    # ── inside ───────────────────────────────────────────────────────────────────────────────────

    def _margins(self) -> None:
        """The words keep their measure; what is left over becomes margin, more of it where the lanes are."""
        width = self.viewport().width()
        lead = 160 if self._speakers else 40
        measure = min(self.measure * self.text_size / 17, width - lead - 56)
        room = width - measure
        self._left = (room + lead) / 2 if room > lead + 96 else lead + 32
        frame = self.document().rootFrame()
        wanted = frame.frameFormat()
        wanted.setLeftMargin(self._left)
        wanted.setRightMargin(max(16.0, width - self._left - measure))
        wanted.setTopMargin(24)
        wanted.setBottomMargin(120)
        if wanted != frame.frameFormat():
            frame.setFrameFormat(wanted)
            self._lanes = Lanes()

    def _zoom(self, size: int) -> None:
        """The line under the caret keeps its height on the screen."""
        self.text_size = min(28, max(13, size))
        caret, before = self.textCursor(), self.cursorRect().top()
        Setting(self.document(), self._units, self.text_size).set(self._blocks, self._speakers.turns)
        self._margins()
        self.setTextCursor(caret)
        self._bar.setValue(self._bar.value() + self.cursorRect().top() - before)
        self._lanes = Lanes()
        self.viewport().update()

    # ── painting ─────────────────────────────────────────────────────────────────────────────────

    def paintEvent(self, event: QPaintEvent) -> None:
        first, last = self._visible()
        shown = [(mark, self._runs(mark.start, mark.end)) for mark in self._marks.between(first, last)]
        shift = -self._bar.value()
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(0, shift)
        self._paint_sentence(painter)
        text_paint.grounds(painter, shown, self._current)
        self._paint_found(painter, first, last)
        text_paint.lines(painter, shown, self._marks.level, self._current)
        painter.end()
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(0, shift)
        self._paint_lanes(painter, shown)
        self._speakers.paint(painter, Seen(first, last, -shift), self._names_end(), self._runs)
        self._paint_ends(painter)
        painter.translate(0, -shift)
        self.ends.paint(painter, theme.current().colour)
        painter.end()

    def _visible(self) -> tuple[int, int]:
        """From the first character in sight to the last; a line from right to left begins at the right.

        In the margin above the first line Qt would find the last character that it has laid out so far.
        """
        margin = max(0, round(self.document().rootFrame().frameFormat().topMargin()) + 1 - self._bar.value())
        seen = self.viewport().rect().adjusted(0, margin, 0, 0)
        top = min(self.cursorForPosition(corner).position() for corner in (seen.topLeft(), seen.topRight()))
        bottom = max(self.cursorForPosition(corner).position() for corner in (seen.bottomLeft(), seen.bottomRight()))
        return self._units.from_qt(top), self._units.from_qt(bottom) + 1

    def _global(self, rect: QRectF) -> QRectF:
        seen = rect.translated(0, -self._bar.value())
        return QRectF(QPointF(self.viewport().mapToGlobal(seen.topLeft())), seen.size())

    def box_of(self, position: int) -> QRectF | None:
        parts = self._runs(position, position + 1)
        return parts[0].rect.translated(0, -self._bar.value()) if parts else None

    def position_at(self, point: QPointF) -> int:
        return self._units.from_qt(self.cursorForPosition(point.toPoint()).position())

    def scroll_by(self, _across: float, down: float) -> None:
        self._bar.setValue(round(self._bar.value() + down))

    def _runs(self, start: int, end: int) -> list[Run]:
        return list(text_paint.runs(self.document(), self._units.to_qt(start), self._units.to_qt(end)))

    def _paint_sentence(self, painter: QPainter) -> None:
        if self._text and self.hasFocus() and not self.textCursor().hasSelection():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.current().colour("sentence"))
            for run in self._runs(*self._bounds.sentence(self.caret())):
                painter.drawRoundedRect(run.rect.adjusted(-2, 0, 2, 0), 3, 3)

    def _paint_found(self, painter: QPainter, first: int, last: int) -> None:
        painter.setBrush(theme.current().colour("find"))
        for number, (start, end) in enumerate(self._found):
            if end > first and start < last:
                strong = number == self._found_current
                painter.setPen(QPen(theme.current().colour("text"), 1.5) if strong else QPen(Qt.PenStyle.NoPen))
                for run in self._runs(start, end):
                    painter.drawRoundedRect(run.rect, 2, 2)

    def _paint_lanes(self, painter: QPainter, shown: list[Placed]) -> None:
        self._lanes.pack(shown, self._marks)
        for mark, parts in shown:
            if parts:
                rect = self._lane_rect(mark, parts)
                text_paint.lane(painter, mark, rect.center().x(), rect.top(), rect.bottom(), mark.id == self._current)

    def _lane_rect(self, mark: Mark, parts: list[Run]) -> QRectF:
        x = self._left - LANE_GAP - min(self._lanes.of(mark), 3) * LANE_PITCH
        top, bottom = parts[0].rect.top() + 1, parts[-1].rect.bottom() - 1
        return QRectF(x - LANE_PITCH / 2, top, LANE_PITCH, bottom - top)

    def _names_end(self) -> float:
        """Where the names in the margin end."""
        return self._left - LANE_GAP - 3 * LANE_PITCH

    def speaker_at(self, at: QPointF) -> str:
        point = at + QPointF(0, self._bar.value())
        return self._speakers.at(point, Seen(*self._visible(), self._bar.value()), self._names_end(), self._runs)

    def _paint_ends(self, painter: QPainter) -> None:
        found = self.selection()
        parts = self._runs(*found) if found else []
        if parts:
            painter.setPen(QPen(theme.current().colour("text"), 2))
            for rect, x in ((parts[0].rect, parts[0].rect.left()), (parts[-1].rect, parts[-1].rect.right())):
                painter.drawLine(QPointF(x, rect.top() - 2), QPointF(x, rect.bottom() + 2))

    def _show_on_bar(self) -> None:
        whole = max(1, len(self._text))
        found: list[BarMark] = [(start / whole, end / whole, "find") for start, end in self._found]
        self._bar.set_marks(self._on_bar(self._marks) + found)

    def _on_bar(self, marks: Iterable[Mark]) -> list[BarMark]:
        whole = max(1, len(self._text))
        return [(mark.start / whole, mark.end / whole, mark.kind) for mark in marks]

    # ── hands ────────────────────────────────────────────────────────────────────────────────────

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The line under the caret keeps its height on the screen when panes come and go."""
        before = self.cursorRect().top()
        super().resizeEvent(event)
        self._margins()
        if 0 < before < event.oldSize().height():
            self._bar.setValue(self._bar.value() + self.cursorRect().top() - before)
        self._show_on_bar()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers()
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        ctrl = bool(held & Qt.KeyboardModifier.ControlModifier)
        alt = bool(held & Qt.KeyboardModifier.AltModifier)
        if held & Qt.KeyboardModifier.ShiftModifier and step:
            self._grow(step, at_start=alt, kind=Kind.Grapheme if ctrl else Kind.Word)
            return
        if event.key() not in MODIFIERS:
            self.ends.finish()
        if event.key() == Qt.Key.Key_Space and (other := next_of(self.claims_here(), self._current)):
            self.mark_clicked.emit(other)
        elif event.text().strip() and not ctrl:
            event.ignore()  # letters are the window's commands
        else:
            before = self.selection()
            super().keyPressEvent(event)
            if self.selection() != before:
                self.passage_selected.emit(*(self.selection() or (self.caret(), self.caret())))

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Shift:
            self.ends.finish()
        super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.ends.finish()
        super().focusOutEvent(event)

    def _grow(self, step: int, *, at_start: bool, kind: Kind) -> None:
        """Shift+arrows move the end, with Alt the start, of what is selected or else of the current claim at the caret."""
        chosen = self.selection()
        step *= rightwards(self._bounds, chosen[0] if chosen else self.caret())
        if chosen or not self.ends.step(step, at_start=at_start, kind=kind):
            stretch = chosen or (self.caret(), self.caret())
            self.select(*grown(self._bounds, stretch, step, at_start=at_start, kind=kind))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pointer.press(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._pointer.double_click(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._pointer.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pointer.release(event)

    def mark_at(self, at: QPointF) -> Mark | None:
        """The innermost mark under the pointer, or the one whose lane is there."""
        point = at + QPointF(0, self._bar.value())
        first, last = self._visible()
        shown = [(mark, self._runs(mark.start, mark.end)) for mark in self._marks.between(first, last)]
        self._lanes.pack(shown, self._marks)  # not painted yet, perhaps
        for mark, parts in shown:
            if parts and self._lane_rect(mark, parts).contains(point):
                return mark
        hit = [mark for mark, parts in shown if any(part.rect.contains(point) for part in parts)]
        return min(hit, key=lambda mark: mark.end - mark.start, default=None)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            mark = self.mark_at(QPointF(event.pos()))
            if mark and mark.title:
                QToolTip.showText(event.globalPos(), f"<p>{html.escape(mark.title)}</p>", self.viewport())
            elif label := self.speaker_at(QPointF(event.pos())):
                QToolTip.showText(event.globalPos(), f"<p>Show only {html.escape(label)}</p>", self.viewport())
            else:
                QToolTip.hideText()
            return True
        return super().viewportEvent(event)

    def minimumSizeHint(self) -> QSize:
        return QSize(320, 200)

    def _put(self, cursor: QTextCursor, start: int, end: int) -> None:
        cursor.setPosition(self._units.to_qt(start))
        cursor.setPosition(self._units.to_qt(end), QTextCursor.MoveMode.KeepAnchor)

    def _set_cursor(self, start: int, end: int) -> None:
        cursor = self.textCursor()
        self._put(cursor, start, end)
        self.setTextCursor(cursor)

    def _on_caret(self) -> None:
        self.viewport().update()
        self.caret_moved.emit(self.caret())
