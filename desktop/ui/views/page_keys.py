"""The keyboard on the page view: moving the caret and growing the selection. Other keys belong to the window."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence

from desktop.ui.views.boundaries import Kind
from desktop.ui.views.growing import grown, rightwards
from desktop.ui.views.handles import MODIFIERS
from desktop.ui.views.here import next_of

if TYPE_CHECKING:
    from desktop.ui.views.page_view import PageView

_SHIFT, _CTRL, _ALT = (
    Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier,
)  # fmt: skip
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_LINES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_ENDS = {Qt.Key.Key_Home: -1, Qt.Key.Key_End: 1}
_PAGES = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}


def press(view: "PageView", event: QKeyEvent) -> bool:
    """Was the key one of ours?"""
    key, modifiers = Qt.Key(event.key()), event.modifiers()
    if event.matches(QKeySequence.StandardKey.Copy):
        return _copy(view)
    if event.matches(QKeySequence.StandardKey.SelectAll):
        view.select(0, len(view.text()))
        return True
    if key in _STEPS and modifiers & _SHIFT:
        kind = Kind.Grapheme if modifiers & _CTRL else Kind.Word
        _grow(view, _STEPS[key], at_start=bool(modifiers & _ALT), kind=kind)
        return True
    if key not in MODIFIERS:
        view.ends.finish()
    if key == Qt.Key.Key_Space and (other := next_of(view.claims_here(), view.current())):
        view.mark_clicked.emit(other)
        return True
    if modifiers & _ALT:
        return False
    if not view.text():
        return _scroll(view, key)
    x = _wanted_x(view)
    target = _target(view, key, x, ctrl=bool(modifiers & _CTRL))
    if target is None:
        return False
    _go(view, target, extend=bool(modifiers & _SHIFT), follow=key not in _PAGES)
    if modifiers & _CTRL and key in _ENDS:
        view.go_by(0, _ENDS[key] * view.verticalScrollBar().maximum())
    view.wanted_x = x if key in _LINES else None
    return True


def _scroll(view: "PageView", key: Qt.Key) -> bool:
    """Pages without words have no caret to move."""
    bar = view.verticalScrollBar()
    by = bar.singleStep() * _LINES.get(key, 0) + (bar.pageStep() - 48) * _PAGES.get(key, 0)
    view.go_by(0, by + bar.maximum() * _ENDS.get(key, 0))
    return key in _LINES or key in _PAGES or key in _ENDS


def _target(view: "PageView", key: Qt.Key, x: float, *, ctrl: bool) -> int | None:
    """Where the caret goes."""
    if key in _STEPS:
        return _step(view, view.caret(), _STEPS[key], Kind.Word if ctrl else Kind.Grapheme)
    if key in _LINES and not ctrl:
        return _line(view, _LINES[key], x)
    if key in _PAGES and not ctrl:
        return _screen(view, _PAGES[key])
    if key in _ENDS:
        if ctrl:
            return 0 if key == Qt.Key.Key_Home else len(view.text())
        return view.layout_of(view.page_of(view.caret())).line_ends(view.caret())[key == Qt.Key.Key_End]
    return None


def _go(view: "PageView", target: int, *, extend: bool, follow: bool) -> None:
    """`follow`: scroll to the caret. A screenful on, it need not be in sight: a picture may fill the screen."""
    if extend:
        anchor = _other_end(view)
        view.choose(min(anchor, target), max(anchor, target), target)
    else:
        had = view.selection()
        view.set_caret(target)
        if had:
            view.clear_selection()
    if follow:
        view.keep_caret_in_sight()


def _other_end(view: "PageView") -> int:
    """The end of the selection that stays."""
    selection = view.selection()
    if not selection:
        return view.caret()
    return selection[1] if view.caret() == selection[0] else selection[0]


def _step(view: "PageView", position: int, step: int, kind: Kind) -> int:
    if step > 0:
        return view.boundaries().next(position, kind) if position < len(view.text()) else position
    return view.boundaries().previous(position, kind) if position else 0


def _wanted_x(view: "PageView") -> float:
    """The column that Up and Down keep, also over short lines."""
    if view.wanted_x is not None:
        return view.wanted_x
    box = view.layout_of(view.page_of(view.caret())).caret(view.caret())
    return box.x0 if box else 0.0


def _line(view: "PageView", step: int, x: float) -> int:
    """Straight up or down, over the page's edge too; pages without words are passed over."""
    page = view.page_of(view.caret())
    layout = view.layout_of(page)
    number = layout.line_of(view.caret()) + step
    while not 0 <= number < len(layout.lines):
        page += step
        if not 0 <= page < view.page_count():
            return view.caret()
        layout = view.layout_of(page)
        number = 0 if step > 0 else len(layout.lines) - 1
    return layout.hit_line(number, x)


def _screen(view: "PageView", step: int) -> int:
    """A screenful on; the caret keeps its height."""
    rect = view.caret_rect()
    size = view.viewport().size()
    seen = rect is not None and view.viewport().rect().contains(rect.center().toPoint())
    point = rect.center() if rect and seen else QPointF(size.width() / 2, size.height() / 3)
    before = view.verticalScrollBar().value()
    view.go_by(0, step * (size.height() - 48))
    if view.verticalScrollBar().value() == before:
        return 0 if step < 0 else len(view.text())
    return view.position_at(point)


def _grow(view: "PageView", step: int, *, at_start: bool, kind: Kind) -> None:
    """Shift + arrows move the end, with Alt the start, of what is selected or else of the current claim at the caret."""
    chosen = view.selection()
    step *= rightwards(view.boundaries(), chosen[0] if chosen else view.caret())
    if not chosen and view.ends.step(step, at_start=at_start, kind=kind):
        return
    stretch = chosen or (view.caret(), view.caret())
    start, end = grown(view.boundaries(), stretch, step, at_start=at_start, kind=kind)
    view.choose(start, end, start if at_start else end)
    view.keep_caret_in_sight()


def _copy(view: "PageView") -> bool:
    selection = view.selection()
    if not selection:
        return False
    QGuiApplication.clipboard().setText(view.text()[slice(*selection)])
    return True
