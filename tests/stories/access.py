"""What the tests of access ask of a window: its controls in sight, their names, and what Tab should lead to."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QWidget

CONTROLS = (QAbstractButton, QAbstractItemView, QComboBox, QLineEdit)


def name_of(widget: QWidget) -> str:
    told = QAccessible.queryAccessibleInterface(widget)
    return told.text(QAccessible.Text.Name).strip() if told else ""


def in_sight(window: QWidget, kinds: tuple[type, ...] = CONTROLS) -> list[QWidget]:
    return [w for w in window.findChildren(QWidget) if isinstance(w, kinds) and w.isVisible() and w.isEnabled()]


def where(widget: QWidget) -> str:
    chain: list[str] = []
    at: QWidget | None = widget
    while at is not None:
        chain.append(f"{type(at).__name__}:{at.objectName()}")
        at = at.parentWidget()
    return " < ".join(chain[:5])


def reachable(window: QWidget) -> list[QWidget]:
    """What Tab should lead to."""
    return [
        w for w in in_sight(window, (QWidget,))
        if w.focusPolicy() & Qt.FocusPolicy.TabFocus and not w.focusProxy() and w.window() is window
        and w.visibleRegion().boundingRect().isValid()
    ]  # fmt: skip


def by_arrows(widget: QWidget, met: list[QWidget]) -> bool:
    """Of buttons of which one is chosen, Tab leads to that one and the arrows to the others."""
    if not isinstance(widget, QAbstractButton):
        return False
    group, around = widget.group(), widget.parentWidget() or widget
    if group is not None and group.exclusive():
        return any(other in met for other in group.buttons())
    return widget.autoExclusive() and any(other in met for other in around.findChildren(QAbstractButton))


def nameless(window: QWidget) -> list[str]:
    """Controls that say nothing to a screen reader."""
    return [where(w) for w in {*in_sight(window), *reachable(window)} if not name_of(w)]
