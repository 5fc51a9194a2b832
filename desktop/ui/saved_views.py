"""Views of the ledger by name: filter, order, groups and columns. Kept in the program's settings, for each workspace."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, QSettings, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from db.rows import CONDITIONS, ClaimFilter
from desktop.ui import theme
from desktop.ui.forms import TextField
from desktop.ui.popover import Popover
from desktop.ui.widgets import button, empty, icon_button, label, row

KEY = "ledger/views"
EVERYTHING = "All claims"
GAP = 2


@dataclass(frozen=True)
class LedgerView:
    """What the ledger shows and in which order."""

    filter: ClaimFilter = field(default_factory=ClaimFilter)
    sort: str = "due"
    descending: bool = False
    group: str = "due"
    hidden: tuple[str, ...] = ()
    """Names of columns."""


class SavedViews:
    """The views of one workspace, in the order in which they were saved."""

    def __init__(self, settings: QSettings, workspace: str) -> None:
        self._settings, self._workspace = settings, workspace
        self.views: dict[str, LedgerView] = {}
        own = self._all().get(workspace)
        for name, kept in own.items() if isinstance(own, dict) else ():
            view = decoded(kept)
            if view:
                self.views[name] = view

    def keep(self, name: str, view: LedgerView) -> None:
        """Under a name that is there already it takes the other's place."""
        self.views[name] = view
        self._write()

    def delete(self, name: str) -> None:
        self.views.pop(name, None)
        self._write()

    def _write(self) -> None:
        everything = self._all()
        everything[self._workspace] = {name: encoded(view) for name, view in self.views.items()}
        self._settings.setValue(KEY, json.dumps(everything))

    def _all(self) -> dict[str, Any]:
        try:
            kept = json.loads(str(self._settings.value(KEY, "{}", str)))
        except (ValueError, RecursionError):
            return {}
        return kept if isinstance(kept, dict) else {}


def encoded(view: LedgerView) -> dict[str, Any]:
    asked = {f.name: getattr(view.filter, f.name) for f in fields(view.filter)}
    plain = {name: sorted(v) if isinstance(v, frozenset) else v for name, v in asked.items() if v}
    rest = {name: getattr(view, name) for name in ("sort", "descending", "group")}
    return {**rest, "hidden": list(view.hidden), "filter": plain}


def decoded(kept: Any) -> LedgerView | None:
    """None for what no program of ours has written; a field that is not known any more is left out."""
    if not isinstance(kept, dict) or not isinstance(kept.get("filter"), dict):
        return None
    read: dict[str, Callable[[Any], Any]] = {f.name: type(f.default) for f in fields(ClaimFilter)}
    asked = {name: read[name](value) for name, value in kept["filter"].items() if name in read}
    asked["more"] = asked.get("more", frozenset()) & CONDITIONS.keys()
    if len(asked.get("made", ())) not in (0, 2):
        return None
    return LedgerView(
        ClaimFilter(**asked), str(kept.get("sort", "due")), bool(kept.get("descending")), str(kept.get("group", "due")),
        tuple(str(name) for name in kept.get("hidden", ())),
    )  # fmt: skip


class ViewTabs(QWidget):
    """All claims, as many views as there is room for, a menu with the others, and + to keep what is shown now."""

    chosen = Signal(str)
    """A view's name, or "" for all claims."""
    saved = Signal(str)
    """The name under which what is shown is to be kept."""
    deleted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._names: list[str] = []
        self._hidden: list[str] = []
        """For which there is no room."""
        self._tabs: dict[str, QPushButton] = {}
        self._current: str | None = ""
        self._box = QHBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(GAP)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.show_views({}, LedgerView())

    def show_views(self, views: Mapping[str, LedgerView], now: LedgerView) -> None:
        """`now` is what the ledger shows: the view that says the same is marked."""
        everything = "" if now.filter == ClaimFilter() else None
        current = next((name for name, view in views.items() if view == now), everything)
        names = list(views)
        if names != self._names or not self._tabs:
            self._names = names
            self._make()
        self._current = current
        for name, tab in self._tabs.items():
            tab.setChecked(name == current)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """All claims, the menu and +: a long name never makes the window wider."""
        parts = (self._tabs[""], self._rest, self.plus)
        return QSize(sum(part.sizeHint().width() + GAP for part in parts), super().minimumSizeHint().height())

    def _make(self) -> None:
        empty(self._box)
        self._tabs = {"": self._tab("", EVERYTHING)}
        for name in self._names:
            self._tabs[name] = self._tab(name, name if len(name) <= 22 else f"{name[:21].rstrip()}…")
        self._rest = button("99 more", "tab", checkable=True)
        self._rest.clicked.connect(self._show_rest)
        self.plus = icon_button("plus", "Keep this view: filters, order, groups and columns")
        self.plus.clicked.connect(self._ask_name)
        for widget in (*self._tabs.values(), self._rest, self.plus):
            self._box.addWidget(widget)
        self._box.addStretch(1)

    def _fit(self) -> None:
        """From the left as many as there is room for."""
        room = self.width() - self.minimumSizeHint().width()
        self._hidden = []
        for name, tab in self._tabs.items():
            room -= tab.sizeHint().width() + GAP if name else 0
            tab.setVisible(room >= 0)
            self._hidden += [name] if room < 0 else []
        self._rest.setText(f"{len(self._hidden)} more")
        self._rest.setVisible(bool(self._hidden))
        self._rest.setChecked(self._current in self._hidden)

    def _tab(self, name: str, title: str) -> QPushButton:
        made = _Tab(title.replace("&", "&&"), name)
        made.clicked.connect(lambda: self.chosen.emit(name))
        if name:
            made.setToolTip("Shows this view; Del deletes it" if title == name else name)
            made.deleted.connect(lambda: self.deleted.emit(name))
        return made

    def _show_rest(self) -> None:
        self._rest.setChecked(self._current in self._hidden)  # a click alone chooses nothing
        menu = QMenu(self)
        for name in self._hidden:
            menu.addAction(name.replace("&", "&&"), partial(self.chosen.emit, name))
        delete = menu.addMenu("Delete a view")
        for name in self._names:
            delete.addAction(name.replace("&", "&&"), partial(self.deleted.emit, name))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._rest.mapToGlobal(QPoint(0, self._rest.height() + 2)))

    def _ask_name(self) -> None:
        asked = ViewName(self.plus, self._names)
        asked.named.connect(self.saved)
        asked.show_at(self.plus.mapToGlobal(QPoint(0, self.plus.height() + 4)))


class _Tab(QPushButton):
    """One view; all claims cannot be deleted."""

    deleted = Signal()

    def __init__(self, title: str, name: str) -> None:
        super().__init__(title)
        self._name = name
        self.setProperty("look", "tab")
        self.setFont(theme.font("small", 500))
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if name:
            self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
            self.addAction("Delete this view").triggered.connect(lambda: self.deleted.emit())
            self.setAccessibleName(f"View: {name}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._name and event.key() == Qt.Key.Key_Delete:
            self.deleted.emit()
        else:
            super().keyPressEvent(event)


class ViewName(Popover):
    """Asks for a name; one that is there already is replaced, and says so."""

    named = Signal(str)

    def __init__(self, parent: QWidget, taken: Sequence[str]) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._taken = taken
        self.field = TextField("Name of the view", "Due this quarter")
        self.field.setMaxLength(60)
        self.field.setFixedWidth(220)
        self.field.textChanged.connect(self._say)
        self.field.returnPressed.connect(self._take)
        self.field.left.connect(self.close)
        self._keep = button("Keep this view", "primary")
        self._keep.clicked.connect(self._take)
        inside = QVBoxLayout()
        inside.setContentsMargins(8, 8, 8, 8)
        inside.setSpacing(6)
        inside.addWidget(label("Filters, order, groups and columns, by name", "small", "2"))
        inside.addWidget(self.field)
        inside.addWidget(row(self._keep, None))
        self.box.addLayout(inside)
        self._say("")

    def show_at(self, corner: QPoint) -> None:
        super().show_at(corner)
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def _say(self, text: str) -> None:
        self._keep.setEnabled(bool(text.strip()))
        self._keep.setText("Replace that view" if text.strip() in self._taken else "Keep this view")

    def _take(self) -> None:
        name = self.field.text().strip()
        if name:
            self.named.emit(name)
            self.close()
