"""A place that waits for its first answer says so; afterwards it keeps what it shows until there is something newer."""

import threading
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from db.store import Store
from desktop.ui.places import places
from desktop.ui.places.base import PlaceInfo
from tests.ui import told

WAITING = [place for place in places() if place.name != "read"]


@pytest.mark.parametrize("info", WAITING, ids=lambda info: info.name)
def test_a_slow_first_answer_is_announced_and_a_second_one_covers_nothing(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, info: PlaceInfo
) -> None:
    workspace = told.tell(tmp_path / "told.claims")
    may_answer = threading.Event()
    session = Store.session
    monkeypatch.setattr(Store, "session", lambda store: may_answer.wait(20) and session(store))
    place = told.show(qtbot, info.build, workspace, tmp_path)
    qtbot.waitUntil(place._loading.isVisible)
    assert place._loading.words.text().endswith("…")
    assert place._loading.geometry() == place.rect()
    place.resize(1000, 700)
    assert place._loading.geometry() == place.rect()
    may_answer.set()
    qtbot.waitUntil(lambda: not place._loading.isVisible())
    may_answer.clear()
    place._stale = True
    place.arrive()
    assert not place._loading._timer.isActive(), "what is shown stays in sight"
    may_answer.set()
    told.close(place)
