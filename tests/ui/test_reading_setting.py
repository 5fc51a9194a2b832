"""How the text is set: chosen once, it holds in every document and at the next start; nonsense in the settings does no harm."""

import json

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui import theme
from desktop.ui.panels.reading_setting import ReadingSetting
from desktop.ui.views.text_setting import LARGEST, Setting, reading_font, store, stored


@pytest.fixture
def over(qtbot: QtBot, qapp: QApplication) -> QWidget:
    theme.apply(qapp, "light")
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def panel(over: QWidget) -> ReadingSetting:
    return ReadingSetting(over, Setting())


def test_what_is_chosen_is_told_at_once(panel: ReadingSetting, qtbot: QtBot) -> None:
    wanted = [
        (panel.face.buttons["dyslexia"], Setting(face="dyslexia")),
        (panel.measure.buttons["wide"], Setting(face="dyslexia", measure="wide")),
        (panel.spacing.buttons["airy"], Setting(face="dyslexia", measure="wide", spacing="airy")),
        (panel.larger, Setting(18, face="dyslexia", measure="wide", spacing="airy")),
        (panel.focus_mode, Setting(18, face="dyslexia", measure="wide", spacing="airy", focus=True)),
    ]
    for pressed, setting in wanted:
        with qtbot.waitSignal(panel.chosen) as told:
            pressed.click()
        assert told.args == [setting]


def test_the_largest_letters_can_not_grow(panel: ReadingSetting) -> None:
    for _ in range(60):
        panel.larger.click()
    assert not panel.larger.isEnabled()
    assert Setting().resized(90).size == LARGEST


def test_a_setting_is_kept(tmp_path: object, panel: ReadingSetting) -> None:
    settings = QSettings(f"{tmp_path}/s.ini", QSettings.Format.IniFormat)
    wanted = Setting(22, "wide", "airy", "sans", focus=True, numbers=True)
    store(settings, wanted)
    assert stored(settings) == wanted


@pytest.mark.parametrize(
    "written", ["", "{", "[]", "7", json.dumps({"size": "large", "focus": 1, "more": True, "measure": "nowhere"})]
)
def test_nonsense_in_the_settings_is_left_out(tmp_path: object, panel: ReadingSetting, written: str) -> None:
    settings = QSettings(f"{tmp_path}/s.ini", QSettings.Format.IniFormat)
    settings.setValue("read/setting", written)
    found = stored(settings)
    assert (found.size, found.focus) == (17, False)
    assert found.width == Setting().width


def test_the_face_for_people_with_dyslexia_comes_with_the_program(panel: ReadingSetting) -> None:
    assert reading_font(Setting(face="dyslexia")).families()[0] == "OpenDyslexic"
    assert QFontInfo(reading_font(Setting(face="dyslexia"))).family() == "OpenDyslexic"
