"""The window: a frame with menu, rail, places and status line, filled from what is found. It decides nothing."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QByteArray, QEvent, QPoint, QSize, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from desktop.counting import counted
from desktop.ui import not_added, theme
from desktop.ui.adding import Adding, Batch
from desktop.ui.commands import MENUS, Command, named
from desktop.ui.context import Context
from desktop.ui.exporting import Exporting
from desktop.ui.frame import MenuRow, Rail, StatusLine, fit_on_screen
from desktop.ui.naming import Naming
from desktop.ui.notices import Notice, Notices
from desktop.ui.opening import Opening, own_folder
from desktop.ui.places import places
from desktop.ui.places.base import Place
from desktop.ui.unlocking import Unlocking
from desktop.ui.visited import Visit, Visited
from desktop.ui.widgets import STEPS, row, rule, stretch
from desktop.ui.window_actions import WindowActions

if TYPE_CHECKING:
    from db.store import Announcement
    from desktop.ui.places.read.place import ReadPlace
    from desktop.workspace import Workspace


class MainWindow(QMainWindow):
    first_painted = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.opening = Opening(context)
        self.adding = Adding(context)
        self._unlocking = Unlocking(context, self, self.adding)
        self.exporting = Exporting(context, self)
        self.naming = Naming(context, self.set_analyst, self._go_on)
        self.visited = Visited(self._here, self._show_visit)
        self._painted = False
        self._places: dict[str, Place] = {}
        self._progress: Notice | None = None
        self.setWindowTitle("Followthrough")
        self.setMinimumSize(960, 600)
        self.setAcceptDrops(True)
        self._build()
        self.notices = Notices(self, above=theme.size("status"), right=self._notices_end)
        self._connect()
        self._restore()

    # ── for commands ─────────────────────────────────────────────────────────────────────────────

    def place(self, name: str) -> Place:
        """The place of that name, built when first asked for."""
        self._declare_commands()
        if name not in self._places:
            info = next(p for p in places() if p.name == name)
            made = info.build(self.context)
            self._places[name] = made
            self._stack.addWidget(made)
            made.status_changed.connect(self._status.show_words)
            if host := made.reading_widget():
                self._actions.add_reading_keys(host)
            if name == "read":
                self.read().pane_toggled.connect(self.notices.settle)
                self.read().going.jumped.connect(lambda spot: self.visited.leave(Visit("read", spot)))
        return self._places[name]

    def read(self) -> "ReadPlace":
        """The place that the commands of reading work on."""
        return cast("ReadPlace", self.place("read"))

    def folder(self) -> Path:
        """Where file dialogs begin."""
        return own_folder(self.context.path)

    def run(self, command: Command) -> None:
        if command.when(self):
            command.run(self)

    def set_theme(self, name: str) -> None:
        self.context.settings.setValue("theme", name)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        theme.apply(app, name)

    def show_welcome(self) -> None:
        self.show_place("read")

    def show_palette(self) -> None:
        from desktop.ui.panels.command_palette import CommandPalette

        CommandPalette(self).open()

    def show_help(self, page: str) -> None:
        from desktop.ui.panels.help_page import HelpPage

        HelpPage.show_page(self, page)

    def show_about(self) -> None:
        from desktop.ui.panels.help_page import HelpPage

        HelpPage.show_about(self)

    def show_settings(self, page: str = "you") -> None:
        from desktop.ui.panels.settings_page import SettingsPage

        SettingsPage(self, page).show()

    def set_analyst(self, name: str) -> None:
        """Who works here from now on."""
        self.context.settings.setValue("analyst", name)
        self.context.write("Not changed", lambda w: w.set_analyst(name))
        self._status.show_analyst(name)

    def show_place(self, name: str, what: object = None) -> None:
        """Bring a place to the front, at `what` if something is asked for."""
        made = self.place(name)
        if self.current_place() not in ("", name):
            self.visited.leave(self._here())
        self._stack.setCurrentWidget(made)
        self._rail.set_current(name)
        if what is not None:
            made.show_item(what)
        made.arrive()
        self.notices.settle()
        self._status.show_words(made.status())
        self.context.settings.setValue("place", name)

    def _here(self) -> Visit:
        place = self.current_place()
        return Visit(place, self.read().going.spot() if place == "read" else None)

    def _show_visit(self, visit: Visit) -> None:
        self.show_place(visit.place)
        if visit.spot:
            self.read().going.come_back(visit.spot)

    def _notices_end(self) -> int:
        made = self._places.get(self.current_place())
        return made.mapTo(self, QPoint(made.reading_end(), 0)).x() if made else self.width()

    def current_place(self) -> str:
        return next((name for name, made in self._places.items() if made is self._stack.currentWidget()), "")

    # ── building ─────────────────────────────────────────────────────────────────────────────────

    def _build(self) -> None:
        whole = QWidget()
        whole.setObjectName("window")
        box = QVBoxLayout(whole)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        self._menus = MenuRow(MENUS)
        self._actions = WindowActions(self, self._menus)
        self._rail = Rail(places())
        self._stack = QStackedWidget()
        self._status = StatusLine()
        middle = row(self._rail, rule("v"), self._stack, gap=0)
        stretch(middle, 2)
        for widget in (self._menus, rule(), middle, self.naming.room, rule(), self._status):
            box.addWidget(widget)
        box.setStretch(2, 1)
        self.setCentralWidget(whole)

    def _declare_commands(self) -> None:
        """After the first paint."""
        if self._actions.declare():
            self._rail.commands_wanted.connect(self.show_palette)
            self._rail.settings_wanted.connect(lambda: self.show_settings())

    def _follow_kinds(self) -> None:
        """Their commands, keys and colours are those of the open workspace, as its analysts made them."""
        self._declare_commands()
        self._actions.follow_kinds()
        theme.follow_kinds()

    def _connect(self) -> None:
        self._rail.chosen.connect(self.show_place)
        self._menus.step_wanted.connect(self.visited.go)
        self.visited.changed.connect(lambda: self._menus.show_steps(self.visited.can_go(-1), self.visited.can_go(1)))
        self.context.workspace_changed.connect(self.visited.forget)
        self.context.place_wanted.connect(self.show_place)
        self.context.command_wanted.connect(lambda name: self.run(named(name)))
        self.context.told.connect(self._tell)
        self.context.step_told.connect(self._tell_step)
        self.context.workspace_changed.connect(self._on_workspace)
        self.context.changed.connect(self._on_changed)
        self.context.tasks.busy_changed.connect(self._status.show_writes)
        self.opening.created.connect(self.naming.ask)
        self.adding.progressed.connect(self._on_progress)
        self.adding.pages_read.connect(self._on_pages)
        self.adding.glanced.connect(lambda glanced: self.show_place("read", glanced))
        self.adding.finished.connect(self._on_added)
        theme.now().changed.connect(self._repaint)

    # ── what happens ─────────────────────────────────────────────────────────────────────────────

    def _on_workspace(self) -> None:
        self._follow_kinds()
        path = self.context.path
        self._menus.set_title(path.name if path else "")
        self.setWindowTitle(f"{path.name} – Followthrough" if path else "Followthrough")
        self._name_steps()
        self._status.show_saved(None)
        if self.context.workspace:
            kept, found = str(self.context.settings.value("place", "read", str)), [place.name for place in places()]
            self.show_place(kept if kept in found else found[0])
            analyst = str(self.context.settings.value("analyst", "", str))
            self._status.show_analyst(analyst)
            self.context.read("last change", _last_change, self._status.show_saved)
            left, total = not_added.remembered(self.context.settings, path)
            if left:
                not_added.tell(self.notices, left, total, self.adding.add)

    def _on_changed(self, announcement: "Announcement") -> None:
        if "kind" in announcement.tables:
            self._follow_kinds()
        self._name_steps()
        self._status.show_saved(datetime.now())
        made = self._places.get(self.current_place())
        if made:
            self._status.show_words(made.status())
            if announcement.kind in ("undo", "redo"):
                made.tell_undone(announcement)

    def _tell(self, level: str, title: str, text: str) -> None:
        made = self._places.get(self.current_place())
        if level == "info" and made and made.FIGURES:
            self._status.show_passing(f"{title}  {text}".rstrip())
        else:
            self.notices.show(level, title, text)

    def _tell_step(self, title: str, text: str) -> None:
        """Takes back that step alone, not one that was made since."""
        step = self.context.workspace.store.undo_label if self.context.workspace else ""

        def take_back() -> None:
            if self.context.workspace and self.context.workspace.store.undo_label == step:
                self.run(named("undo"))
            else:
                self.context.tell("Not undone", "Another step came after it. Undo that one first, in the Edit menu.")

        self.notices.show("info", title, text, {"Undo": take_back})

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if by := STEPS.get(event.button()):
            self.visited.go(by)
        else:
            super().mousePressEvent(event)

    def _go_on(self) -> None:
        """The keyboard goes back to the work."""
        made = self._places.get(self.current_place())
        if made:
            (made.reading_widget() or made.entry()).setFocus()

    def _name_steps(self) -> None:
        """The Edit menu names the step."""
        self._declare_commands()
        store = self.context.workspace.store if self.context.workspace else None
        for name, label in (("undo", store and store.undo_label), ("redo", store and store.redo_label)):
            self._actions[name].setText(
                f"{name.capitalize()} {label[0].lower() + label[1:]}" if label else name.capitalize()
            )

    def _on_progress(self, done: int, total: int, name: str) -> None:
        if self._progress is None and total > 1:
            self._progress = self.notices.show(
                "progress", f"Adding {total} documents", "", {"Cancel the rest": self.adding.cancel}
            )
            self._progress.destroyed.connect(self._progress_gone)
        if self._progress:
            self._progress.show_progress(done, total, f"{done + 1} of {total} · {name}")

    def _on_pages(self, done: int, total: int, name: str) -> None:
        """Of one file: beside its pages where they are in sight, else in a notice."""
        if "read" in self._places and self.read().glancing.on:
            self.read().glancing.show_progress(done, total)
            if self.current_place() == "read":
                if self._progress:
                    self._progress.dismiss()
                return
        if self._progress is None:
            self._progress = self.notices.show("progress", f"Reading “{name}”", "", {"Cancel": self.adding.cancel})
            self._progress.destroyed.connect(self._progress_gone)
        self._progress.show_progress(done, total, f"{done:,} of {total:,} pages")

    def _progress_gone(self) -> None:
        self._progress = None

    def _on_added(self, batch: Batch) -> None:
        if self._progress:
            self._progress.dismiss()
        if batch.left_behind:
            return
        in_sight = self.current_place() == "read"
        if "read" in self._places and self.read().glancing.end(batch, in_sight=in_sight):
            return
        if batch.left_out:
            not_added.tell(self.notices, batch.left_out, batch.total, self.adding.add)
        for text in batch.failures[:3]:
            there = len(batch.added) + len(batch.known)
            others = f"{counted(there, 'other document')} {'is' if there == 1 else 'are'} in."
            rest = others if there else "Nothing else in the workspace changed."
            self.notices.show("error", "A document was not added", f"{text} {rest}")
        if len(batch.failures) > 3:
            self.notices.show("error", f"{len(batch.failures)} documents were not added", "\n".join(batch.failures[3:]))
        if batch.known:
            self.notices.show("info", "Already here", ", ".join(batch.known))
        if batch.added:
            self.show_place("read", ("document", batch.added[-1] if len(batch.added) == 1 else batch.added[0]))

    def _repaint(self) -> None:
        for widget in self.findChildren(QWidget):
            widget.update()

    # ── Qt ───────────────────────────────────────────────────────────────────────────────────────

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self, lambda: fit_on_screen(self))
            QTimer.singleShot(0, self, self.first_painted.emit)
            QTimer.singleShot(0, self, self._declare_commands)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.context.look_elsewhere()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.context.workspace and any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        workspaces = [path for path in paths if path.suffix == ".claims"]
        if workspaces:
            self.opening.open(workspaces[0])
        else:
            self.adding.add(paths)

    def closeEvent(self, event: QCloseEvent) -> None:
        """What is being typed is saved, what is on its way gets to the disk, then the window goes."""
        focus = QApplication.focusWidget()
        if focus:
            focus.clearFocus()
        self.context.settings.setValue("window", self.saveGeometry())
        for made in self._places.values():
            made.remember()
        self.adding.leave()
        super().closeEvent(event)

    def _restore(self) -> None:
        kept = self.context.settings.value("window")
        if not (isinstance(kept, QByteArray) and self.restoreGeometry(kept)):
            self.resize(QSize(1440, 900).boundedTo(self.screen().availableSize()))  # nobody else may see to it


def _last_change(workspace: "Workspace") -> datetime | None:
    """On this machine's clock."""
    from db import queries

    with workspace.store.session() as session:
        newest = queries.changes(session, limit=1)
    return datetime.fromisoformat(newest[0].made_on).astimezone() if newest else None
