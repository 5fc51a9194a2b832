"""Undo of a link or a verdict leads back to the claim that it belonged to."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.stories.day import Day, Start

CTRL = Qt.KeyboardModifier.ControlModifier


def linked(day: Day, claim: str) -> None:
    opened = day.read.opened
    assert opened is not None
    day.workspace.link_passage(claim, opened.row.version_id, [(0, 20)], "partly_fulfils")


def judged(day: Day, claim: str) -> None:
    day.workspace.assess(claim, "in_progress", rationale="Work has begun.")


@pytest.mark.parametrize(("do", "named"), [(linked, "Undid: Link a passage"), (judged, "Undid: Give a verdict")])
def test_undo_shows_the_claim(start: Start, path: Path, qtbot: QtBot, do: object, named: str) -> None:
    assert callable(do)
    day = start(path)
    day.open_document("Talk")
    day.to("open the port")
    day.press("1")
    claim = day.window.context.claim_id
    do(day, claim)
    day.press(Qt.Key.Key_Escape)
    assert day.window.context.claim_id == ""
    with qtbot.waitSignal(day.window.context.told) as told:
        day.press("Z", CTRL)
    assert told.args[1] == named
    assert day.window.context.claim_id == claim
    day.settle()
    shown = day.read.inspector.claim()
    assert shown is not None
    assert shown.id == claim
