"""The speakers of a document are seen and corrected in one list, for the whole document at once."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.context import Context
from desktop.ui.panels.speakers import SpeakersPanel
from desktop.workspace import Workspace

pytestmark = pytest.mark.qt_log_ignore("does not support|propagateSizeHints")


@pytest.fixture
def panel(qtbot: QtBot, tmp_path: Path, workspace: Workspace, talk: str) -> Iterator[SpeakersPanel]:
    context = Context(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))
    context.open(workspace)
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(800, 600)
    window.show()
    made = SpeakersPanel(context, window, talk)
    made.show_at(QPoint(0, 0))
    qtbot.waitUntil(lambda: len(made.list.keys()) == 2)
    yield made
    made.close()
    context.open(None)
    context.tasks.close()


def titles(panel: SpeakersPanel) -> list[str]:
    return [row.title for row in panel.list.rows_model.rows]


def retype(qtbot: QtBot, field: QWidget, words: str) -> None:
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(field, words)
    qtbot.keyClick(field, Qt.Key.Key_Return)


def test_everybody_is_listed_with_their_share(panel: SpeakersPanel) -> None:
    assert titles(panel) == ["MS. QUAY", "MR. BOLLARD"]
    assert panel.list.rows_model.rows[0].detail == "2 turns · 91 % of the words"
    assert panel.name.text() == "MS. QUAY"


def test_a_new_name_is_written_and_stays_chosen(qtbot: QtBot, panel: SpeakersPanel) -> None:
    retype(qtbot, panel.name, "Ada Quay")
    qtbot.waitUntil(lambda: titles(panel) == ["Ada Quay", "MR. BOLLARD"])
    assert panel.name.text() == "Ada Quay"
    retype(qtbot, panel.name, "MR. BOLLARD")
    qtbot.waitUntil(lambda: titles(panel) == ["MR. BOLLARD"])


def test_an_actor_is_assigned(qtbot: QtBot, panel: SpeakersPanel) -> None:
    panel.list.set_current("=MR. BOLLARD")
    panel.list.chosen.emit("=MR. BOLLARD")
    retype(qtbot, panel.actor, "Bo Bollard")
    qtbot.waitUntil(lambda: "Bo Bollard" in panel.list.rows_model.rows[1].detail)
    assert panel.actor.text() == "Bo Bollard"


def test_what_is_no_speaker_goes(qtbot: QtBot, panel: SpeakersPanel) -> None:
    panel.list.set_current("=MR. BOLLARD")
    panel.list.chosen.emit("=MR. BOLLARD")
    panel.dismiss.click()
    qtbot.waitUntil(lambda: titles(panel) == ["MS. QUAY"])


def test_one_speaker_may_be_wanted_alone(qtbot: QtBot, panel: SpeakersPanel) -> None:
    with qtbot.waitSignal(panel.shown_alone) as heard, qtbot.waitSignal(panel.went_to) as there:
        panel.alone.click()
    assert (heard.args, there.args) == (["MS. QUAY"], [10])
    with qtbot.waitSignal(panel.shown_alone) as off:
        panel.alone.click()
    assert off.args == [""]
