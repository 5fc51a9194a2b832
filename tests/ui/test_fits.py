"""Every place fits a small screen, 1280 × 800, with the sample in it; also where a large one is shown at twice the size."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, QSize
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop import samples
from desktop.ui.context import Context
from desktop.ui.main_window import MainWindow
from desktop.ui.places import places

pytestmark = pytest.mark.qt_log_ignore("does not support|propagateSizeHints")
SMALL = QSize(1280, 800)
"""In the units of the window: a screen of 2560 × 1600 at 200 % is as large."""


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    context = Context(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))
    made = MainWindow(context)
    qtbot.addWidget(made)
    made.resize(SMALL)
    made.show()
    context.open(samples.build(tmp_path / "sample.claims"))
    yield made
    made.close()
    context.open(None)
    context.close()


@pytest.mark.parametrize("name", [place.name for place in places()])
def test_a_place_fits_a_small_screen(qtbot: QtBot, window: MainWindow, name: str) -> None:
    window.show_place(name)
    window.context.tasks.wait()
    QApplication.processEvents()
    needed = window.minimumSizeHint()
    assert needed.width() <= SMALL.width()
    assert needed.height() <= SMALL.height()
    assert window.size() == SMALL


def test_a_window_is_never_larger_than_its_screen(window: MainWindow) -> None:
    room = window.screen().availableSize()
    fresh = MainWindow(window.context)
    assert fresh.size() == QSize(1440, 900).boundedTo(room).expandedTo(fresh.minimumSize())
    fresh.deleteLater()
