"""The stories begin at the real start of the program."""

from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.__main__ import main
from desktop.documents import format_for
from desktop.ui import app as starting
from desktop.ui.main_window import MainWindow
from desktop.workspace import Workspace
from tests.stories.command_line import PIER, Run, Told
from tests.stories.day import ARTICLE, TALK, Day, Start


@pytest.fixture
def start(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Start]:
    """Starts the program on a workspace, with settings that are kept from one start to the next."""
    started: list[MainWindow] = []

    def begin(path: Path | None) -> Day:
        settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
        if not settings.contains("analyst"):
            settings.setValue("analyst", "Ada Quay")
            settings.setValue("theme", "light")
        window = starting.make_window(starting.application(), settings)
        started.append(window)
        with qtbot.waitSignal(window.first_painted):
            window.show()
        day = Day(window, qtbot)
        day.come_to_front()
        with qtbot.waitSignal(window.read().shown) if path or window.opening.recent() else nullcontext():
            starting.begin(window, path, False)
        day.settle()
        return day

    yield begin
    for window in started:
        window.close()
        window.context.open(None)
        Day(window, qtbot).settle()
        window.context.close()
        window.deleteLater()
    qapp.processEvents()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A workspace with two documents."""
    made = Workspace.create(tmp_path / "estmouth.claims")
    for name, text, day in (("Talk.txt", TALK, "2026-01-15"), ("Article.txt", ARTICLE, "2027-03-05")):
        data = text.encode()
        made.add_document(name, data, format_for(name, data).read(data, name), published_on=day)
    made.close()
    return tmp_path / "estmouth.claims"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """Type a command in a folder that has talk.txt; no traceback ever."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("FOLLOWTHROUGH_ANALYST", raising=False)
    (tmp_path / "talk.txt").write_text(PIER, encoding="utf-8")

    def typed(*words: str) -> Told:
        code = main(list(words))
        out, err = capfd.readouterr()
        assert "Traceback" not in out + err
        assert "fault of the program" not in err
        return Told(code, out, err)

    return typed


@pytest.fixture
def prepared(run: Run) -> Run:
    """A workspace w.claims with the talk in it."""
    from desktop.documents import format_for
    from desktop.workspace import Workspace

    workspace = Workspace.create(Path("w.claims"))
    data = Path("talk.txt").read_bytes()
    workspace.add_document(
        "talk.txt", data, format_for("talk.txt", data).read(data, "talk.txt"), published_on="2025-01-15"
    )
    workspace.close()
    return run
