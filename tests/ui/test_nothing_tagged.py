"""Where nothing is yet, every place says what to do next, with a button that does it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from desktop.ui.context import Context
from desktop.ui.main_window import MainWindow
from desktop.ui.nothing_tagged import NothingTagged

pytestmark = pytest.mark.qt_log_ignore("does not support|propagateSizeHints")


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    settings.setValue("place", "overview")  # where the last workspace was left
    context = Context(settings)
    made = MainWindow(context)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()
    context.open(None)
    context.close()


def test_a_new_workspace_opens_on_read(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    window.opening.create(tmp_path / "new.claims")
    qtbot.waitUntil(lambda: window.context.workspace is not None)
    assert window.current_place() == "read"


@pytest.mark.parametrize("name", ["ledger", "review", "overview"])
def test_an_empty_place_adds_documents(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    window.opening.create(tmp_path / "new.claims")
    qtbot.waitUntil(lambda: window.context.workspace is not None)
    window.show_place(name)
    [empty] = window.place(name).findChildren(NothingTagged)
    qtbot.waitUntil(empty.isVisible)
    asked: list[str] = []
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda _w, title, *_: (asked.append(title), ([], ""))[1])
    empty.action.click()
    assert asked == ["Add documents"]
    assert window.current_place() == "read"
