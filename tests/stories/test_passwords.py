"""Protected documents: the password is asked for, used, and written nowhere."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel
from pytestqt.qtbot import QtBot

from db import queries
from desktop.ui.panels.password import LockedPages, PasswordPanel
from tests.documents.conftest import make_pdf
from tests.stories.day import Day, Start

WORD = "open sesame"


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    file = tmp_path / "locked.pdf"
    file.write_bytes(make_pdf(password=WORD))
    return file


def asked(qtbot: QtBot) -> PasswordPanel:
    def found() -> PasswordPanel | None:
        return next((w for w in QApplication.topLevelWidgets() if isinstance(w, PasswordPanel) and w.isVisible()), None)

    qtbot.waitUntil(lambda: found() is not None, timeout=20_000)
    panel = found()
    assert panel
    return panel


def give(panel: PasswordPanel, password: str) -> None:
    QTest.keyClicks(panel.field, password)
    QTest.keyClick(panel.field, Qt.Key.Key_Return)


def open_as_after_a_restart(day: Day, document_id: str) -> None:
    """Nothing is known of its password, and its pages are not ready any more."""
    day.window.context.passwords.clear()
    day.open_document("Talk")
    day.read.reader.sheets.forget()
    day.read.open_document(document_id)


def titles(day: Day) -> list[str]:
    with day.workspace.store.session() as session:
        return [document.title for document in queries.documents(session)]


def test_the_password_is_asked_until_it_is_right(qtbot: QtBot, start: Start, path: Path, locked: Path) -> None:
    day = start(path)
    before = len(titles(day))
    day.window.adding.add([locked])
    give(asked(qtbot), "wrong")
    panel = asked(qtbot)
    assert any("not the right one" in label.text() for label in panel.findChildren(QLabel))
    give(panel, WORD)
    qtbot.waitUntil(lambda: len(titles(day)) == before + 1, timeout=20_000)
    day.settle()
    assert WORD.encode() not in path.read_bytes()


def test_a_document_may_stay_locked(qtbot: QtBot, start: Start, path: Path, locked: Path) -> None:
    day = start(path)
    before = titles(day)
    day.window.adding.add([locked])
    asked(qtbot).close()
    day.settle()
    assert titles(day) == before


def test_pages_ask_for_it_again_after_a_restart(qtbot: QtBot, start: Start, path: Path, locked: Path) -> None:
    day = start(path)
    day.window.adding.add([locked])
    give(asked(qtbot), WORD)
    qtbot.waitUntil(lambda: day.window.context.passwords != {}, timeout=20_000)
    day.settle()
    (document_id,) = day.window.context.passwords
    open_as_after_a_restart(day, document_id)
    give(asked(qtbot), WORD)
    qtbot.waitUntil(lambda: day.window.context.passwords == {document_id: WORD})


def test_pages_that_stay_locked_say_so_and_offer_the_way(qtbot: QtBot, start: Start, path: Path, locked: Path) -> None:
    day = start(path)
    day.window.adding.add([locked])
    give(asked(qtbot), WORD)
    qtbot.waitUntil(lambda: day.window.context.passwords != {}, timeout=20_000)
    day.settle()
    (document_id,) = day.window.context.passwords
    open_as_after_a_restart(day, document_id)
    asked(qtbot).close()
    (cover,) = day.window.findChildren(LockedPages)
    assert cover.isVisible()
    assert cover.size() == day.window.read().view().viewport().size()
    (way,) = cover.findChildren(QAbstractButton)
    way.click()
    give(asked(qtbot), WORD)
    qtbot.waitUntil(lambda: not day.window.findChildren(LockedPages))
    day.settle()
    assert WORD.encode() not in path.read_bytes()
