"""Whoever cancels or quits while documents are added is told what was left out, and adds it with one click."""

from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QPushButton

from db import queries
from desktop.workspace import Workspace
from tests.stories.day import Day, Start

FILES = 12


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    found = [tmp_path / f"notice-{number:02}.txt" for number in range(FILES)]
    for number, path in enumerate(found):
        path.write_text(f"The port number {number} opens in June.\n")
    return found


def stop_at(day: Day, number: int) -> None:
    """Cancel when the file of that number is due."""
    tell = day.window.adding._tell

    def stopping(at: int, *more: object) -> None:
        tell(at, *more)  # type: ignore[arg-type]
        if at == number:
            day.window.adding.cancel()

    day.window.adding._tell = stopping  # type: ignore[method-assign,assignment]


def titles(day: Day) -> set[str]:
    with day.workspace.store.session() as session:
        return {row.title for row in queries.documents(session) if row.title.startswith("notice")}


def left_out(day: Day) -> str:
    return next(text for text in day.window.notices.texts() if "not added" in text)


def add_now(day: Day) -> None:
    next(b for b in day.window.findChildren(QPushButton) if b.text() == "Add now" and b.isVisible()).click()
    day.settle()


def test_what_was_cancelled_is_named_and_added_after_all(start: Start, path: Path, files: list[Path]) -> None:
    day = start(path)
    stop_at(day, 3)
    day.window.adding.add(files)
    day.settle()
    there = len(titles(day))
    assert 3 <= there < FILES
    said = left_out(day)
    assert said.startswith(f"{FILES - there} documents of {FILES} were not added.")
    assert f"notice-{there:02}.txt" in said
    assert " more. What was in before stays in." in said
    del day.window.adding._tell  # nobody stops this time
    add_now(day)
    assert len(titles(day)) == FILES


def test_what_quitting_left_out_is_told_once_at_the_next_start(start: Start, path: Path, files: list[Path]) -> None:
    day = start(path)
    stop_at(day, 3)
    day.window.adding.add(files)
    day.close()
    there = len(titles(day))
    assert there < FILES
    day.window.context.open(None)
    later = start(path)
    assert left_out(later).startswith(f"{FILES - there} documents of {FILES} were not added.")
    add_now(later)
    assert len(titles(later)) == FILES
    later.close()
    later.window.context.open(None)
    assert not [text for text in start(path).window.notices.texts() if "not added" in text]


def test_another_workspace_opens_at_once_and_the_import_is_told_when_the_first_comes_back(
    start: Start, path: Path, files: list[Path], tmp_path: Path
) -> None:
    other = tmp_path / "other.claims"
    Workspace.create(other).close()
    day = start(path)
    tell, opening = day.window.adding._tell, day.window.opening

    def leaving(at: int, *more: object) -> None:
        tell(at, *more)  # type: ignore[arg-type]
        if at == 3:
            QTimer.singleShot(0, opening, lambda: day.window.context.open(Workspace.open(other)))
            assert day.window.adding._cancel.wait(10)

    day.window.adding._tell = leaving  # type: ignore[method-assign,assignment]
    day.window.adding.add(files)
    day.settle()
    assert day.workspace.store.path == other
    assert not titles(day)
    assert not [text for text in day.window.notices.texts() if "not added" in text or "Adding" in text]
    day.window.context.open(Workspace.open(path))
    day.settle()
    there = len(titles(day))
    assert 3 <= there < FILES
    assert left_out(day).startswith(f"{FILES - there} documents of {FILES} were not added.")
