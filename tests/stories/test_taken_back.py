"""Undo of a step that is more than the words in sight says what was taken back."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.conftest import read_text
from tests.stories.day import Day, Start

CTRL = Qt.KeyboardModifier.ControlModifier


def remove(day: Day) -> str:
    day.press(Qt.Key.Key_Delete)
    return "Undid: Remove claim"


def merge(day: Day) -> str:
    first, second = (claim.id for claim in day.workspace.claims())
    day.workspace.reshaping.merge(first, second)
    day.settle()
    return "Undid: Merge claims"


def replace(day: Day) -> str:
    opened = day.read.opened
    assert opened
    newer = "Corrected.\n" + opened.shown.text
    plan = day.workspace.versions.plan_replacement(opened.row.id, "t.txt", newer.encode(), read_text(newer))
    day.workspace.versions.replace(plan)
    day.settle()
    return "Undid: Replace “Talk”"


@pytest.mark.parametrize("step", [remove, merge, replace])
def test_it_is_named_though_its_words_are_in_sight(start: Start, path: Path, qtbot: QtBot, step: object) -> None:
    day = start(path)
    day.open_document("Talk")
    for words in ("open the port", "bear a half"):
        day.take(words)
        day.press("1")
    assert callable(step)
    title = step(day)
    with qtbot.waitSignal(day.window.context.told) as told:
        day.press("Z", CTRL)
    assert told.args[1] == title
