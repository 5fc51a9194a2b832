"""The keyboard on the text view: Qt moves the caret; ends of claims, growing and claims at one place are ours."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QTextEdit

from desktop.ui.views.boundaries import Kind
from desktop.ui.views.growing import grown, rightwards
from desktop.ui.views.handles import MODIFIERS
from desktop.ui.views.here import next_of

if TYPE_CHECKING:
    from desktop.ui.views.text_view import TextView


class TextKeys:
    def __init__(self, view: "TextView") -> None:
        self._view = view

    def press(self, event: QKeyEvent) -> None:
        view, held = self._view, event.modifiers()
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        ctrl = bool(held & Qt.KeyboardModifier.ControlModifier)
        alt = bool(held & Qt.KeyboardModifier.AltModifier)
        if held & Qt.KeyboardModifier.ShiftModifier and step:
            self._grow(step, at_start=alt, kind=Kind.Grapheme if ctrl else Kind.Word)
            return
        if event.key() not in MODIFIERS:
            view.ends.finish()
        if event.key() == Qt.Key.Key_Space and (other := next_of(view.claims_here(), view.current())):
            view.mark_clicked.emit(other)
        elif event.text().strip() and not ctrl:
            event.ignore()  # letters are the window's commands
        else:
            self._read(event)

    def _read(self, event: QKeyEvent) -> None:
        view, before = self._view, self._view.selection()
        QTextEdit.keyPressEvent(view, event)
        if view.selection() != before:
            view.passage_selected.emit(*(view.selection() or (view.caret(), view.caret())))

    def _grow(self, step: int, *, at_start: bool, kind: Kind) -> None:
        """Shift+arrows move the end, with Alt the start, of what is selected or else of the current claim at the caret."""
        view, bounds = self._view, self._view.boundaries()
        chosen = view.selection()
        step *= rightwards(bounds, chosen[0] if chosen else view.caret())
        if chosen or not view.ends.step(step, at_start=at_start, kind=kind):
            stretch = chosen or (view.caret(), view.caret())
            view.select(*grown(bounds, stretch, step, at_start=at_start, kind=kind))
