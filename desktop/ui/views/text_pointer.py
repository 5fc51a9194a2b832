"""The mouse on the text view: Qt selects; ends of the current claim, whole words, stretches and clicks are ours."""

import html
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QHelpEvent, QMouseEvent
from PySide6.QtWidgets import QTextEdit, QToolTip

from desktop.ui.widgets import STEPS

if TYPE_CHECKING:
    from desktop.ui.views.text_view import TextView

_CTRL, _ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
_MERGE = _CTRL | Qt.KeyboardModifier.ShiftModifier


class TextPointer:
    def __init__(self, view: "TextView") -> None:
        self._view = view
        self._pressed: QPointF | None = None
        self._modifiers = Qt.KeyboardModifier.NoModifier

    def press(self, event: QMouseEvent) -> None:
        if event.button() in STEPS:
            event.ignore()
            return
        self._view.ends.finish()
        self._pressed, self._modifiers = event.position(), event.modifiers()
        if not self._view.ends.press(event) and not self._merges():
            QTextEdit.mousePressEvent(self._view, event)

    def double_click(self, event: QMouseEvent) -> None:
        """A word, told when the button is let go."""
        self._pressed, self._modifiers = event.position(), event.modifiers()
        QTextEdit.mouseDoubleClickEvent(self._view, event)

    def move(self, event: QMouseEvent) -> None:
        if not self._view.ends.move(event):
            QTextEdit.mouseMoveEvent(self._view, event)
            if event.buttons() == Qt.MouseButton.NoButton:
                over = self._view.ends.over(event.position())
                self._view.viewport().setCursor(Qt.CursorShape.SplitHCursor if over else Qt.CursorShape.IBeamCursor)

    def release(self, event: QMouseEvent) -> None:
        pressed, self._pressed = self._pressed, None
        held = self._view.ends.held
        if self._view.ends.release():
            return
        if held:  # a click on the words at the end of a claim
            self._view.set_caret(self._view.position_at(event.position()))
        elif not self._merges():
            QTextEdit.mouseReleaseEvent(self._view, event)
        if event.button() == Qt.MouseButton.LeftButton and pressed is not None:
            self._let_go(event, dragged=(event.position() - pressed).manhattanLength() > 4)

    def _merges(self) -> bool:
        return self._modifiers & _MERGE == _MERGE

    def _let_go(self, event: QMouseEvent, *, dragged: bool) -> None:
        view, bounds = self._view, self._view.boundaries()
        found = view.selection()
        if found and not event.modifiers() & _ALT:
            found = bounds.snapped(*found)
        if self._merges():
            mark = view.mark_at(event.position())
            view.merge_wanted.emit(mark.id if mark else "")
        elif self._modifiers & _CTRL:
            view.stretch_added.emit(*(found or bounds.sentence(view.caret())))
        elif found and found[0] < found[1]:
            view.select(*found)
            view.picked.emit(*found)
        elif not dragged:
            self._click(event.position())

    def _click(self, at: QPointF) -> None:
        view = self._view
        view.passage_selected.emit(view.caret(), view.caret())
        mark = view.mark_at(at)
        if mark:
            view.mark_clicked.emit(mark.id)
        elif label := view.speaker_at(at):
            view.speaker_clicked.emit(label)

    def tell(self, event: QHelpEvent) -> bool:
        """What the mark under the pointer is, or what a click on the name there does."""
        view, at = self._view, QPointF(event.pos())
        mark, label = view.mark_at(at), view.speaker_at(at)
        words = mark.title if mark else f"Show only {label}" if label else ""
        if words:
            QToolTip.showText(event.globalPos(), f"<p>{html.escape(words)}</p>", view.viewport())
        else:
            QToolTip.hideText()
        return True
