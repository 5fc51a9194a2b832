"""Who works here is asked once, beside the work, and never again."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sqlmodel import select

from db import past
from db.models import Analyst, Claim
from desktop.ui.opening import own_folder, sample_path
from tests.stories.day import Day, Start


@pytest.fixture
def nameless(start: Start, path: Path, tmp_path: Path) -> Day:
    """The window on a workspace of which nobody has said who works in it."""
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    settings.setValue("analyst", "")
    settings.setValue("theme", "light")
    settings.sync()
    return start(path)


def tag(day: Day, words: str) -> None:
    day.open_document("Talk")
    day.to(words)
    day.press("1")


def test_the_first_claim_asks_without_taking_the_keyboard(nameless: Day, tmp_path: Path) -> None:
    day, strip = nameless, nameless.window.naming.strip
    assert strip.isHidden()
    tag(day, "open the port")
    assert strip.isVisible()
    assert day.view.hasFocus()
    strip.field.setFocus()
    QTest.keyClicks(strip.field, "  Ada  Quay ")
    day.press(Qt.Key.Key_Return)
    assert strip.isHidden()
    assert day.window._status._analyst.text() == "Ada Quay"
    tag(day, "bear a half")
    with day.workspace.store.session() as session:
        assert past.analysts(session) == [("Ada Quay", 2)]
        claims = list(session.exec(select(Claim)))
        assert [session.get(Analyst, claim.created_by).name for claim in claims] == ["Ada Quay"] * 2  # type: ignore[union-attr]


def test_put_away_it_never_comes_again(nameless: Day, start: Start, path: Path) -> None:
    tag(nameless, "open the port")
    nameless.window.naming.strip.field.setFocus()
    nameless.press(Qt.Key.Key_Escape)
    assert nameless.window.naming.strip.isHidden()
    tag(nameless, "bear a half")
    assert nameless.window.naming.strip.isHidden()
    nameless.close()
    again = start(path)
    tag(again, "pay no harbour dues")
    assert again.window.naming.strip.isHidden()


def test_a_new_workspace_asks_at_once(nameless: Day, tmp_path: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(nameless.window.opening.created):
        nameless.window.opening.create(tmp_path / "new.claims")
    assert nameless.window.naming.strip.isVisible()


def test_who_is_known_is_not_asked(start: Start, path: Path) -> None:
    day = start(path)
    tag(day, "open the port")
    assert day.window.naming.strip.isHidden()


def test_dialogs_never_begin_in_the_folder_of_the_sample(path: Path) -> None:
    assert own_folder(path) == path.parent
    assert own_folder(sample_path()) != sample_path().parent
    assert own_folder(None).is_dir()
