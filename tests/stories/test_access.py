"""Everybody can work here: every control has a name for screen readers, and Tab leads through all of them and round."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from desktop.samples import build
from desktop.ui.places import places
from tests.stories.access import by_arrows, name_of, nameless, reachable, where
from tests.stories.day import Day, Start


@pytest.fixture
def full(start: Start, tmp_path: Path) -> Day:
    """The sample workspace, with everything that a place can show."""
    build(tmp_path / "sample.claims").close()
    return start(tmp_path / "sample.claims")


@pytest.mark.parametrize("place", [place.name for place in places()])
def test_every_control_has_a_name(full: Day, place: str) -> None:
    full.window.show_place(place)
    full.settle()
    assert nameless(full.window) == []


@pytest.mark.parametrize("place", [place.name for place in places()])
def test_tab_leads_through_every_control_and_round(full: Day, place: str) -> None:
    full.window.show_place(place)
    full.settle()
    wanted = reachable(full.window)
    full.window.focusNextChild()
    first = QApplication.focusWidget()
    assert first is not None
    met: list[QWidget] = [first]
    while len(met) < 3 * len(wanted) + 20:
        full.window.focusNextChild()
        at = QApplication.focusWidget()
        assert at is not None
        if at is first:
            break
        met.append(at)
    else:
        pytest.fail(f"Tab does not come round: {where(met[-1])}")
    missed = [w for w in wanted if w not in met and not by_arrows(w, met)]
    assert [f"{name_of(w)}: {where(w)}" for w in missed] == []
