"""Every command can be run, without a workspace and in one with a current claim."""

from pathlib import Path

import pytest
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog

from desktop.ui.commands import Command, commands
from desktop.ui.popover import Popover
from tests.stories.access import nameless
from tests.stories.day import Day, Start

LAST = ("open_sample", "quit_program")
"""After these nothing is as it was."""


@pytest.fixture(autouse=True)
def nothing_is_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    """The system's dialogs are cancelled, and no other program is opened."""
    for dialog, answer in {
        "getOpenFileName": ("", ""), "getOpenFileNames": ([], ""), "getSaveFileName": ("", ""), "getExistingDirectory": "",
    }.items():  # fmt: skip
        monkeypatch.setattr(QFileDialog, dialog, lambda *_asked, answer=answer: answer)
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: True)


def in_order() -> list[Command]:
    return sorted(commands(), key=lambda one: LAST.index(one.name) if one.name in LAST else -1)


def run(day: Day, one: Command) -> None:
    try:
        day.window.run(one)
        day.settle()
    except Exception as error:
        raise AssertionError(f"The command {one.name} failed.") from error
    for opened in [*day.window.findChildren(Popover), *QApplication.topLevelWidgets()]:
        if opened is not day.window and opened.isVisible():
            assert nameless(opened) == [], f"After {one.name} something has no name for screen readers."
            opened.close()
    if day.window.isVisible():
        day.come_to_front()


def test_without_a_workspace_what_can_be_run_works(start: Start) -> None:
    day = start(None)
    for one in in_order():
        run(day, one)


def test_in_a_workspace_with_a_current_claim_every_command_works(start: Start, path: Path) -> None:
    day = start(path)
    could = set()
    for one in in_order():
        if one.name != LAST[-1]:
            back_to_a_claim(day)
        if one.when(day.window):
            could.add(one.name)
        run(day, one)
    assert {"mark_promise", "remove_claim", "assess", "link_outcome", "document_details", "export", "undo"} <= could


def back_to_a_claim(day: Day) -> None:
    """Whatever the command before has done: the talk is open, with the caret in a claim."""
    while not (day.workspace.store.undo_label or "Add").startswith("Add"):
        day.workspace.store.undo()
        day.window.context.look_elsewhere()
        day.settle()
    day.open_document("Talk")
    day.take("open the port")
    day.press("1")
    day.to("open the port")
    day.settle()
