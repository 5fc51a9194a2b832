"""Who speaks is said in the margin from the first paint on, and stays there while their words go by."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.documents.base import Block, Reading, Turn
from desktop.ui import theme
from desktop.ui.views import text_paint
from desktop.ui.views.base import Shown
from desktop.ui.views.text_view import TextView

LONG = "We will go on with this for as long as it takes, and nobody will be left behind. " * 40


@pytest.fixture
def view(qtbot: QtBot, qapp: QApplication) -> TextView:
    theme.apply(qapp, "light")
    made = TextView()
    qtbot.addWidget(made)
    made.resize(900, 600)
    return made


@pytest.fixture
def painted(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, float]]:
    """(name, baseline in the document) of every name that is painted."""
    found: list[tuple[str, float]] = []
    paint = text_paint.speaker

    def note(painter: object, turn: Turn, *, again: bool, right: float, baseline: float) -> None:
        if not again:
            found.append((turn.label, baseline))
        paint(painter, turn, again=again, right=right, baseline=baseline)  # type: ignore[arg-type]

    monkeypatch.setattr(text_paint, "speaker", note)
    return found


def show(view: TextView, count: int) -> None:
    """So many long turns of two speakers; a document of this length is laid out bit by bit."""
    text, blocks, turns = "", [], []
    for number in range(count):
        name = ("MS. QUAY", "MR. BOLLARD")[number % 2]
        start = len(text) + len(name) + 2
        text += f"{name}: {LONG}\n\n"
        blocks.append(Block(start - len(name) - 2, len(text) - 2))
        turns.append(Turn(start, len(text) - 2, name))
    view.show_document(Shown("v1", text, Reading("", blocks, turns)))


def test_the_first_paint_of_a_long_document_has_the_names(
    view: TextView, painted: list[tuple[str, float]], qtbot: QtBot
) -> None:
    show(view, 80)
    view.show()
    qtbot.waitUntil(lambda: bool(painted))
    assert painted[0][0] == "MS. QUAY"
    painted.clear()
    view.viewport().repaint()  # as when a dialog comes up
    assert [name for name, _baseline in painted] == ["MS. QUAY"]


def test_the_name_stays_at_the_top_until_the_words_are_gone(
    view: TextView, painted: list[tuple[str, float]], qtbot: QtBot
) -> None:
    show(view, 4)
    view.show()
    qtbot.waitUntil(lambda: bool(painted))
    bar = view.verticalScrollBar()
    for value in range(0, 2400, 60):
        bar.setValue(value)
        painted.clear()
        view.viewport().repaint()
        names = [name for name, baseline in painted if value <= baseline <= value + view.viewport().height()]
        line = view.cursorForPosition(QPoint(view.viewport().width() - 60, 40)).block().text()
        assert names, value
        assert not line.strip() or line.startswith(names[0])
        heights = [baseline for _name, baseline in painted]
        assert all(below - above >= 40 for above, below in pairwise(heights))


def test_names_are_printed_as_the_document_has_them(view: TextView, monkeypatch: pytest.MonkeyPatch) -> None:
    printed: list[str] = []
    wrap = text_paint.wrapped

    def note(words: str, width: float, metrics: QFontMetricsF, most: int = 2) -> list[str]:
        printed.append(words)
        return wrap(words, width, metrics, most)

    monkeypatch.setattr(text_paint, "wrapped", note)
    show(view, 2)
    view.grab()
    assert set(printed) == {"MS. QUAY"}
