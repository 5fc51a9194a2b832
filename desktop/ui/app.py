"""Starting the window: a list of steps. Nothing heavy before the first paint; the data is loaded right after it."""

import gc
import os
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from desktop import __version__
from desktop.errors import UnreadableDocument
from desktop.paths import resource
from desktop.ui import theme
from desktop.ui.context import Context
from desktop.ui.main_window import MainWindow

if TYPE_CHECKING:
    from desktop.documents.reader import Readers


def run(path: Path | None = None, *, sample: bool = False) -> int:
    """Show the window on a workspace, the sample, or the welcome page. Returns the exit code."""
    sys.setswitchinterval(0.001)  # the window waits at most 1 ms, not 5, for a thread that computes
    gc.disable()  # what is loaded now stays: looking for garbage in it took a tenth of the start
    app = application()
    window = make_window(app)
    if os.environ.get("FOLLOWTHROUGH_TIMES"):
        _tell_times(window)
    window.first_painted.connect(lambda: QTimer.singleShot(0, window, lambda: _load(window, path, sample)))
    window.show()
    code = app.exec()
    window.context.close()
    return code


def application() -> QApplication:
    app = QApplication.instance() or QApplication([*sys.argv[:1], *theme.STYLE])
    assert isinstance(app, QApplication)
    app.setApplicationName("Followthrough")
    app.setOrganizationName("Followthrough")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("org.followthrough.Followthrough")
    app.setWindowIcon(QIcon(str(resource("icons", "followthrough.svg"))))
    return app


def make_window(app: QApplication, settings: QSettings | None = None) -> MainWindow:
    """The window, not yet shown. Tests hand in settings of their own."""
    settings = settings or QSettings()
    theme.apply(app, str(settings.value("theme", "system", str)))
    return MainWindow(Context(settings))


def begin(window: MainWindow, path: Path | None, sample: bool) -> None:
    """After the first paint: the workspace that was asked for, else the last one, else the welcome page."""
    recent = window.opening.recent()
    if path:
        window.opening.open(path)
    elif sample:
        window.opening.open_sample()
    elif recent:
        window.opening.open(recent[0])
    else:
        window.show_welcome()


def _load(window: MainWindow, path: Path | None, sample: bool) -> None:
    begin(window, path, sample)
    window.context.tasks.when_idle(lambda: _settle(window))


def _settle(window: MainWindow) -> None:
    """What can wait until the workspace is shown."""
    gc.freeze()  # later collections pass over what the start has loaded
    gc.enable()
    window.context.tasks.batch("Starting the reader", lambda: _warm(window.context.readers))


def _warm(readers: "Readers") -> None:
    """Ahead of need, so nobody is told when it fails: the first document that is added says why."""
    with suppress(UnreadableDocument):
        readers.warm()


def _tell_times(window: MainWindow) -> None:
    """For the bench: when the first paint was and when the workspace could be used, in ns since 1970; then the end."""

    def tell(what: str) -> None:
        print(what, time.time_ns(), flush=True)

    def usable() -> None:
        tell("usable")
        window.close()

    window.first_painted.connect(lambda: tell("first-paint"))
    window.context.workspace_changed.connect(lambda: window.read().shown.connect(usable))
