"""A person follows one speaker, corrects who they are, and finds the way by the headings."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from desktop.ui.panels.contents import ContentsPanel
from desktop.ui.panels.speakers import SpeakersPanel
from desktop.ui.popover import Popover
from tests.stories.day import Day, Start


def panel(day: Day, key: str, kind: type[Popover]) -> Popover:
    day.view.setFocus()
    modifiers = Qt.KeyboardModifier.ControlModifier
    day.press(key, modifiers | Qt.KeyboardModifier.ShiftModifier if key == "K" else modifiers)
    day.settle()
    return next(w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible())


def lines_shown(day: Day) -> list[str]:
    line, shown = day.view.document().begin(), []
    while line.isValid():
        if line.isVisible():
            shown.append(line.text())
        line = line.next()
    return shown


def test_one_speaker_is_followed_and_the_bar_says_so(start: Start, path: Path) -> None:
    day = start(path)
    day.open_document("Talk")
    everything = len(lines_shown(day))
    speakers = panel(day, "K", SpeakersPanel)
    assert isinstance(speakers, SpeakersPanel)
    first = speakers.list.rows_model.rows[0].title
    speakers.alone.click()
    assert 0 < len(lines_shown(day)) < everything
    assert day.window.read().reader._only_words.text().endswith(f": {first}")
    speakers.close()
    hidden = day.view._speakers.turns[1]
    day.window.read().going.to_words(hidden.start, hidden.end)
    assert len(lines_shown(day)) == everything  # words that are gone to are never hidden
    assert day.window.read().reader._only.isHidden()


def test_a_corrected_name_stands_in_the_margin_and_undo_brings_the_old_one(start: Start, path: Path) -> None:
    day = start(path)
    day.open_document("Talk")
    before = [turn.label for turn in day.view._speakers.turns]
    speakers = panel(day, "K", SpeakersPanel)
    assert isinstance(speakers, SpeakersPanel)
    speakers.name.setFocus()
    speakers.name.selectAll()
    QTest.keyClicks(speakers.name, "Ada Quay")
    QTest.keyClick(speakers.name, Qt.Key.Key_Return)
    day.settle()
    assert day.view._speakers.turns[0].label == "Ada Quay"
    speakers.close()
    day.view.setFocus()
    day.press("Z", Qt.KeyboardModifier.ControlModifier)
    day.settle()
    assert [turn.label for turn in day.view._speakers.turns] == before


def test_contents_say_when_there_are_none(start: Start, path: Path) -> None:
    day = start(path)
    day.open_document("Talk")
    contents = panel(day, "G", ContentsPanel)
    assert isinstance(contents, ContentsPanel)
    assert contents._nothing.text() == "no headings were found"
    contents.close()


def test_the_button_says_how_many_speak_and_what_can_be_corrected(start: Start, path: Path) -> None:
    day = start(path)
    day.open_document("Talk")
    shown = next(b for b in day.window.findChildren(QAbstractButton) if b.text().startswith("Speakers "))
    assert shown.text() == "Speakers 2"
    assert "rename" in shown.toolTip()
    shown.click()
    day.settle()
    assert any(isinstance(w, SpeakersPanel) and w.isVisible() for w in QApplication.topLevelWidgets())
