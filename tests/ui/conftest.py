"""What the tests of places and panels share: what they are handed by the window."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from desktop.ui import theme
from desktop.ui.context import Context
from desktop.ui.views.page_view import PageView
from desktop.workspace import Workspace
from tests.ui.paged import PAGES, Asked, app, shown


@pytest.fixture
def context(qtbot: QtBot, tmp_path: Path, workspace: Workspace) -> Iterator[Context]:
    """With Ada's empty workspace open, and settings of its own."""
    made = Context(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))
    made.open(workspace)
    yield made
    made.open(None)
    made.close()


@pytest.fixture
def ask() -> Asked:
    return Asked()


@pytest.fixture
def page_view(qtbot: QtBot, ask: Asked) -> Iterator[PageView]:
    """Shows a document of three pages."""
    theme.apply(app(), "light")
    made = PageView()
    qtbot.addWidget(made)
    made.resize(700, 560)
    made.show()
    qtbot.waitExposed(made)
    made.show_document(shown(PAGES, ask))
    made.setFocus()
    yield made
    theme.apply(app(), "light")
