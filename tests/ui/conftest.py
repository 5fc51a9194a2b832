"""What the tests of places and panels share: what they are handed by the window."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from desktop.ui.context import Context
from desktop.workspace import Workspace


@pytest.fixture
def context(qtbot: QtBot, tmp_path: Path, workspace: Workspace) -> Iterator[Context]:
    """With Ada's empty workspace open, and settings of its own."""
    made = Context(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))
    made.open(workspace)
    yield made
    made.open(None)
    made.close()
