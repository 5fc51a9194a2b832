"""Settings, Kinds: those of the program, and those that the analysts of this workspace make beside them."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from desktop.claims import Kinds
from desktop.claims.base import Kind
from desktop.counting import counted
from desktop.ui.context import Context, touches
from desktop.ui.lists import Row, RowsView
from desktop.ui.panels.kind_form import KindForm
from desktop.ui.widgets import button, column, label, row, rule, stretch

WIDTH = 236
ABOUT = (
    "The program's own kinds stay as they are: reports and figures count on them. Kinds that you make belong to this "
    "workspace and travel with it. Choose one on the left, or make a new one."
)
CLOSED = "Kinds belong to a workspace. Open one first."


class KindsPage(QWidget):
    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._there = Kinds(())
        self._counts: dict[str, int] = {}
        self._current = ""
        """A kind's name, or "" for the new one or none."""
        self._new = self._left = False
        self._wanted = ""
        """Of the kind that was just made, to be shown when it is there."""
        self.list = RowsView("Kinds")
        self.list.chosen.connect(self.show_kind)
        self.add = button("New kind", "secondary", "plus")
        self.add.clicked.connect(self.begin)
        self.form = KindForm()
        self.form.named.connect(self._make)
        self.form.changed.connect(self._change)
        self.form.moved.connect(lambda by: self._write("Not moved", lambda w: w.own_kinds.move(self._current, by)))
        self.form.removed.connect(self._remove)
        self._build()
        context.changed.connect(self._on_changed)
        context.workspace_changed.connect(self._on_workspace)
        self.refresh()

    def begin(self) -> None:
        """A new kind: it is there as soon as it has a name."""
        self.form.leave_field()
        self._current, self._new = "", True
        self.list.set_current("")
        self._show()
        self.form.title.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """The page is about to go; answers that are under way are not shown any more."""
        self._left = True
        self.context.tasks.drop("kinds")

    def show_kind(self, name: str) -> None:
        self.form.leave_field()
        self._current, self._new = name, False
        self.problem.setText("")
        self._show()

    def refresh(self) -> None:
        self.add.setEnabled(self.context.workspace is not None)
        if self.context.workspace:
            self.context.read("kinds", lambda w: (w.kinds, w.own_kinds.counts()), self._take)
        else:
            self._take((Kinds(()), {}))

    # ── building ─────────────────────────────────────────────────────────────────────────────────

    def _build(self) -> None:
        side = column(self.list, rule(), row(self.add, margins=(12, 8, 12, 8)))
        stretch(side, 0)
        side.setFixedWidth(WIDTH)
        self.problem = label("", "small", "alert", wrap=True)
        self.problem.setContentsMargins(16, 8, 16, 8)
        self._about = label(ABOUT, "body", "2", wrap=True)
        self._about.setContentsMargins(20, 20, 20, 0)
        scroll = QScrollArea()
        scroll.setProperty("surface", "paper")
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(column(self._about, self.form, None))
        main = column(scroll, self.problem)
        stretch(main, 0)
        whole = row(side, rule("v"), main, gap=0)
        stretch(whole, 2)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(whole)

    # ── showing ──────────────────────────────────────────────────────────────────────────────────

    def _take(self, told: tuple[Kinds, dict[str, int]]) -> None:
        self._there, self._counts = told
        names = {kind.name for kind in self._there.own}
        if self._wanted in names:
            self._current, self._wanted, self._new = self._wanted, "", False
        elif self._current not in {kind.name for kind in self._there.every}:
            self._current = ""
        own = [self._row(kind) for kind in self._there.own]
        programs = [self._row(kind) for kind in self._there.every if not kind.colours]
        heads = [Row("", "Of this workspace")] if own else []
        self.list.show_rows([*heads, *own, *([Row("", "Of the program")] if programs else []), *programs])
        self.list.set_current(self._current)
        self._show()

    def _row(self, kind: Kind) -> Row:
        count = self._counts.get(kind.name, 0)
        return Row(kind.name, kind.title, f"Key {kind.key.upper()} · {counted(count, 'claim')}", sign=kind.sign,
                   token=kind.name)  # fmt: skip

    def _show(self) -> None:
        kind = next((kind for kind in self._there.own if kind.name == self._current), None)
        shown = kind is not None or self._new
        self.form.setVisible(shown)
        self._about.setVisible(not shown)
        self._about.setText(ABOUT if self.context.workspace else CLOSED)
        if shown:
            self.form.show_kind(kind, self._there, self._counts.get(self._current, 0))

    def _on_changed(self, announcement: Any) -> None:
        if touches(announcement, frozenset({"kind", "claim"})):
            self.refresh()

    def _on_workspace(self) -> None:
        self._current, self._new = "", False
        self.refresh()

    # ── what a person does ───────────────────────────────────────────────────────────────────────

    def _make(self, title: str) -> None:
        self._write("Not added", lambda w: w.own_kinds.add(title), self._made)

    def _made(self, name: str) -> None:
        if not self._left:
            self._wanted = name
            self.refresh()

    def _change(self, what: str, value: object) -> None:
        name = self._current
        self._write("Not changed", lambda w: w.own_kinds.change(name, **{what: value}))

    def _remove(self, to: str) -> None:
        name = self._current
        self._write("Not removed", lambda w: w.own_kinds.remove(name, to))

    def _write(self, label: str, verb: Any, done: Any = None) -> None:
        """A refusal is told here; the form shows again what is kept."""
        workspace = self.context.workspace
        if workspace:
            self.problem.setText("")
            self.context.tasks.write(label, lambda: verb(workspace), done, self._refused)

    def _refused(self, error: object) -> None:
        if not self._left:
            self.problem.setText(str(error))
            self._show()
