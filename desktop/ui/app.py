"""Starting the window: a list of steps. Nothing heavy before the first paint; the data is loaded right after it."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from desktop import __version__
from desktop.paths import resource
from desktop.ui import theme
from desktop.ui.context import Context
from desktop.ui.main_window import MainWindow

if TYPE_CHECKING:
    from desktop.documents.reader import Readers


def run(path: Path | None = None, *, sample: bool = False) -> int:
    """Show the window on a workspace, the sample, or the welcome page. Returns the exit code."""
    app = application()
    window = make_window(app)
    window.first_painted.connect(lambda: QTimer.singleShot(0, window, lambda: begin(window, path, sample)))
    window.show()
    code = app.exec()
    window.context.tasks.close()
    window.readers.close()
    return code


def application() -> QApplication:
    app = QApplication.instance() or QApplication(sys.argv[:1])
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
    return MainWindow(Context(settings), _readers())


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


def _readers() -> "Readers":
    from desktop.documents.reader import Readers

    return Readers()
