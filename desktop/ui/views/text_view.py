"""The text view: our own words in a QTextEdit; grounds, lines, lanes and speakers are painted, never formatted in."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCursor,
)  # fmt: skip
from PySide6.QtWidgets import QTextEdit

from desktop.documents.base import Reading
from desktop.ui import theme
from desktop.ui.views import text_paint
from desktop.ui.views.base import Mark, Shown
from desktop.ui.views.boundaries import Boundaries
from desktop.ui.views.handles import Ends
from desktop.ui.views.here import claims_at
from desktop.ui.views.marks import Marks
from desktop.ui.views.scroll_marks import BarMark, MarkScrollBar, apart
from desktop.ui.views.text_keys import TextKeys
from desktop.ui.views.text_lanes import Placed
from desktop.ui.views.text_layout import TextLayout
from desktop.ui.views.text_paint import Run
from desktop.ui.views.text_painting import TextPainting
from desktop.ui.views.text_pointer import TextPointer
from desktop.ui.views.text_setting import Looks, Setting, reading_font
from desktop.ui.views.text_speakers import Seen, Speakers
from desktop.ui.views.units import Units

NOTHING = Reading("", [])
AROUND = 20_000
"""Characters above and below what is in sight, within which the lines of a claim are set for its lane."""


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
    setting_changed = Signal(object)
    """How the words are set from now on: a `Setting`."""

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setFrameStyle(0)
        self._layout = TextLayout(self.document())
        self.document().setDocumentLayout(self._layout)
        self.setCursorWidth(2)
        self.setAcceptDrops(False)
        self.setAccessibleName("Document text")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._bar = MarkScrollBar()
        self.setVerticalScrollBar(self._bar)
        self._bar.valueChanged.connect(lambda _value: self.viewport().update())  # names in the margin stay
        self.setting = Setting()
        self._shown = Shown("", "", NOTHING)
        self._settling = False
        self._text, self._units, self._bounds = "", Units(""), Boundaries("", [])
        self._speakers = Speakers()
        self._marks = Marks()
        self._current = ""
        self._painting = TextPainting(self)
        self.ends = Ends(self)
        self._pointer, self._keys = TextPointer(self), TextKeys(self)
        self.viewport().setMouseTracking(True)
        self.cursorPositionChanged.connect(self._on_caret)

    # ── what the Read place asks ─────────────────────────────────────────────────────────────────

    def show_document(self, shown: Shown) -> None:
        self._shown, self._text = shown, shown.text
        self._units = Units(shown.text)
        self._bounds = Boundaries(shown.text, shown.reading.blocks, shown.reading.pages, shown.reading.turns)
        self._speakers = Speakers(shown.reading.turns)
        self.set_found([])
        self._layout.some_hidden = False
        self._layout.show([], self._looks())
        self.setPlainText(shown.text)
        self._set_anew()
        self.set_marks([])

    def boundaries(self) -> Boundaries:
        return self._bounds

    def set_marks(self, marks: list[Mark]) -> None:
        self.ends.finish()
        self._marks = Marks(marks)
        self._painting.lanes().keep(self._marks)
        self._show_on_bar()
        self.viewport().update()

    def put_marks(self, mark_id: str, marks: list[Mark]) -> None:
        self.ends.replaced(mark_id)
        self.show_marks(mark_id, marks)

    def show_marks(self, mark_id: str, marks: list[Mark]) -> None:
        gone = self._marks.put(mark_id, marks)
        self._painting.lanes().drop(gone)
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
        """Rising and not overlapping."""
        self._painting.found, self._painting.found_current = found, current
        whole = max(1, len(self._text))
        self._bar.set_found([(start / whole, end / whole, "find") for start, end in apart(found, whole)])
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
        height = self.viewport().height()
        self._layout.settle_around(self.document().findBlock(self._units.to_qt(start)), height)
        self._layout.tell()
        parts = self.runs(start, end)
        if not parts:
            return False
        top, bottom = parts[0].rect.top(), parts[-1].rect.bottom()
        seen = self._bar.value()
        away = top < seen + 8 or min(bottom, top + height / 2) > seen + height - 8
        if away:
            self._bar.setValue(round(top - height / 4))
        return away

    def show_only(self, label: str) -> None:
        """One speaker's turns alone, or everybody's for ""; the line under the caret keeps its height."""
        if label != self._speakers.only:
            before = self.cursorRect().top()
            self._speakers.show_only(label, self.document(), self._units)
            self._layout.some_hidden = bool(label)
            self._set_anew()
            self._keep(self.cursorRect().top() - before)
            self.only_changed.emit(label)

    def only(self) -> str:
        return self._speakers.only

    def _uncover(self, position: int) -> None:
        """Words that are to be seen are never hidden by the choice of a speaker."""
        if self._speakers.only and not self.document().findBlock(self._units.to_qt(position)).isVisible():
            self.show_only("")

    def place(self) -> object:
        """The line at the upper edge with the pixels of it that are out of sight, and the caret."""
        return self._upper(), self.caret()

    def _upper(self) -> tuple[int, float]:
        first, below = self._layout.upper(self._bar.value())
        return self._units.from_qt(first), below

    def restore(self, place: object) -> None:
        if isinstance(place, tuple):
            self.set_caret(place[1])
            self._show_upper(*place[0])

    def _show_upper(self, position: int, below: float) -> None:
        """The line that begins there is the uppermost, so many pixels of it out of sight."""
        at = self._units.to_qt(position)
        self._layout.settle_around(self.document().findBlock(at), self.viewport().height())
        self._layout.tell()
        self._bar.setValue(round(self._layout.top_of(at) + below))

    def palette_anchor(self) -> QRectF | None:
        """The last selected line, in global coordinates."""
        ends = self._painting.selected_ends()
        return self._global(ends[1].rect) if ends else None

    def selection_box(self) -> QRectF | None:
        """All selected lines, in global coordinates."""
        ends = self._painting.selected_ends()
        return self._global(ends[0].rect.united(ends[1].rect)) if ends else None

    def zoom_in(self) -> None:
        self.apply_setting(self.setting.resized(self.setting.size + 1))

    def zoom_out(self) -> None:
        self.apply_setting(self.setting.resized(self.setting.size - 1))

    def apply_setting(self, setting: Setting) -> None:
        """The line under the caret keeps its height on the screen, or else the uppermost line its place."""
        if setting == self.setting:
            return
        upper, before = self._upper(), self.cursorRect().top()
        self.setting = setting
        self._set_anew()
        if 0 < before < self.viewport().height():
            self._keep(self.cursorRect().top() - before)
        else:
            self._show_upper(*upper)
        self.setting_changed.emit(setting)

    # ── inside ───────────────────────────────────────────────────────────────────────────────────

    def _looks(self) -> Looks:
        return Looks(self.setting, self._units, self._shown.reading.blocks, self._speakers.turns)

    def _set_anew(self) -> None:
        """All words in the present setting; only those in sight cost anything."""
        self.document().setDefaultFont(reading_font(self.setting))
        lengths = [len(line) for line in self._text.split("\n")]
        self._margins()
        self._layout.show(lengths, self._looks())
        self._painting.moved()
        self.viewport().update()

    def _margins(self) -> None:
        """The words keep their measure; what is left over becomes margin, more of it where the lanes are."""
        width = self.viewport().width()
        lead = 160 if self._speakers else 40
        measure = min(self.setting.width, width - lead - (88 if self.setting.numbers else 56))
        room = width - measure
        self._layout.left = (room + lead) / 2 if room > lead + 96 else lead + 32
        if self._layout.set_width(measure):
            self._painting.moved()

    def _keep(self, moved: float) -> None:
        self._layout.tell()
        self._bar.setValue(round(self._bar.value() + moved))
        self.viewport().update()

    def _settle(self) -> None:
        """Sets what has come into sight; what was in sight stays where it is."""
        if not self._settling:
            self._settling = True
            moved = self._layout.settle(self._bar.value(), self.viewport().height())
            if round(moved):
                self._bar.setValue(self._bar.value() + round(moved))
                self._layout.settle(self._bar.value(), self.viewport().height())
            self._settling = False

    def scrollContentsBy(self, _across: int, _down: int) -> None:
        self._settle()
        self.viewport().update()

    # ── painting ─────────────────────────────────────────────────────────────────────────────────

    def paintEvent(self, event: QPaintEvent) -> None:
        self._settle()
        first, last = self._visible()
        shown = self._in_sight(first, last)
        painter = self._painter()
        self._painting.behind(painter, shown, first, last)
        painter.end()
        super().paintEvent(event)
        painter = self._painter()
        self._painting.over(painter, shown, first, last)
        painter.translate(0, self._bar.value())
        self.ends.paint(painter, theme.current().colour)
        painter.end()

    def _painter(self) -> QPainter:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(0, -self._bar.value())
        return painter

    def _in_sight(self, first: int, last: int) -> list[Placed]:
        low, high = first - AROUND, last + AROUND
        return [
            (mark, self.runs(max(mark.start, low), min(mark.end, high))) for mark in self._marks.between(first, last)
        ]

    def current(self) -> str:
        return self._current

    def marks(self) -> Marks:
        return self._marks

    def speakers(self) -> Speakers:
        return self._speakers

    def scrolled(self) -> int:
        return self._bar.value()

    def left(self) -> float:
        return self._layout.left

    def measure(self) -> float:
        """Pixels of a line."""
        return self._layout.width

    def has_words(self) -> bool:
        return bool(self._text)

    def _visible(self) -> tuple[int, int]:
        """From the first character in sight to the last; a line from right to left begins at the right."""
        seen = self.viewport().rect()
        top = min(self.cursorForPosition(corner).position() for corner in (seen.topLeft(), seen.topRight()))
        bottom = max(self.cursorForPosition(corner).position() for corner in (seen.bottomLeft(), seen.bottomRight()))
        return self._units.from_qt(top), self._units.from_qt(bottom) + 1

    def _global(self, rect: QRectF) -> QRectF:
        seen = rect.translated(0, -self._bar.value())
        return QRectF(QPointF(self.viewport().mapToGlobal(seen.topLeft())), seen.size())

    def box_of(self, position: int) -> QRectF | None:
        parts = self.runs(position, position + 1)
        return parts[0].rect.translated(0, -self._bar.value()) if parts else None

    def position_at(self, point: QPointF) -> int:
        return self._units.from_qt(self.cursorForPosition(point.toPoint()).position())

    def scroll_by(self, _across: float, down: float) -> None:
        self._bar.setValue(round(self._bar.value() + down))

    def runs(self, start: int, end: int) -> list[Run]:
        stretch = self._units.to_qt(start), self._units.to_qt(end)
        return list(text_paint.runs(self.document(), *stretch, self.setting.scale))

    def speaker_at(self, at: QPointF) -> str:
        point = at + QPointF(0, self._bar.value())
        seen = Seen(*self._visible(), self._bar.value())
        return self._speakers.at(point, seen, self._painting.names_end(), self.runs)

    def _show_on_bar(self) -> None:
        self._bar.set_marks(self._on_bar(self._marks))

    def _on_bar(self, marks: Iterable[Mark]) -> list[BarMark]:
        whole = max(1, len(self._text))
        return [(mark.start / whole, mark.end / whole, mark.kind) for mark in marks]

    # ── hands ────────────────────────────────────────────────────────────────────────────────────

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The line under the caret, or else the uppermost, keeps its height on the screen when panes come and go."""
        before, upper = self.cursorRect().top(), self._upper()
        super().resizeEvent(event)
        self._margins()
        if 0 < before < event.oldSize().height():
            self._keep(self.cursorRect().top() - before)
        elif self._text:
            self._show_upper(*upper)
        self._show_on_bar()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._keys.press(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Shift:
            self.ends.finish()
        super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.ends.finish()
        super().focusOutEvent(event)

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
        shown = self._in_sight(*self._visible())
        self._painting.pack(shown)  # not painted yet, perhaps
        for mark, parts in shown:
            if parts and self._painting.lane_rect(mark, parts).contains(point):
                return mark
        hit = [mark for mark, parts in shown if any(part.rect.contains(point) for part in parts)]
        return min(hit, key=lambda mark: mark.end - mark.start, default=None)

    def viewportEvent(self, event: QEvent) -> bool:
        return self._pointer.tell(event) if isinstance(event, QHelpEvent) else super().viewportEvent(event)

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
