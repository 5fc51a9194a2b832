"""What a reader noted about a file is said under the document's head, until it is put away."""

import pytest
from pytestqt.qtbot import QtBot

from desktop.ui import writing_systems
from desktop.ui.panels.note_strip import NoteStrip

pytestmark = pytest.mark.qt_log_ignore("does not support|propagateSizeHints")


def test_notes_are_told_and_stay_away_once_put_away(qtbot: QtBot) -> None:
    strip = NoteStrip()
    qtbot.addWidget(strip)
    strip.show_notes("one", ["Read as koi8-r, which was guessed.", "Two pages are pictures."], again=True)
    assert strip._words.text() == "Read as koi8-r, which was guessed."
    assert strip._more.text() == "1 more"
    with qtbot.waitSignal(strip.again_wanted):
        strip._again.click()
    strip._close()
    strip.show_notes("two", [], again=False)
    assert strip.isHidden()
    strip.show_notes("one", ["Read as koi8-r, which was guessed."], again=True)
    assert strip.isHidden()


def test_scripts_without_a_font_are_named(monkeypatch: pytest.MonkeyPatch, qapp: object) -> None:
    monkeypatch.setattr(writing_systems, "_has_font", lambda system: system != writing_systems._System.Thai)
    assert writing_systems.note("plain words, é, 東京") == ""
    assert writing_systems.note("สวัสดี שלום") == (
        "This system has no font for Thai, so such words stand as boxes; install one (Noto Sans, for example)."
    )
