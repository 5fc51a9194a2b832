"""Links of a document: told, shown whole, and opened only when that is wanted; never a file, a share or a program."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF
from PySide6.QtGui import QContextMenuEvent, QDesktopServices, QHelpEvent
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from desktop.documents.base import Hyperlink
from desktop.ui.panels.open_address import OpenAddress, sound
from desktop.ui.panels.reader import ReaderPane
from tests.ui.paged import PAGES, Asked, app, shown

ADDRESS = "https://www.port.example/tenders?zone=9"
Opened = list[str]


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Opened:
    found: Opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: found.append(url.toString()))
    return found


@pytest.fixture(params=["text", "pages"])
def pane(request: pytest.FixtureRequest, qtbot: QtBot) -> Iterator[ReaderPane]:
    made = ReaderPane()
    qtbot.addWidget(made)
    made.resize(900, 700)
    document = shown(PAGES, Asked())
    start = document.text.index("Investors")
    links = [Hyperlink(start, start + len("Investors get"), ADDRESS)]
    document = replace(document, reading=replace(document.reading, links=links))
    with qtbot.waitExposed(made):
        made.show()
    made.show_document("A report", "Version 1", document, paged=request.param == "pages")
    made.view().set_caret(start)
    made.view().reveal(start, start + 5)
    yield made
    QToolTip.hideText()


def middle(pane: ReaderPane, words: str) -> QPoint:
    """Of the first letter of the words."""
    shown = pane._sheet.shown
    at = shown.text.index(words) if shown else 0
    box = pane.view().box_of(at)
    assert box
    return box.center().toPoint()


def ask(pane: ReaderPane, point: QPoint, reason: QContextMenuEvent.Reason) -> None:
    target: QWidget = pane.view().viewport() if reason == QContextMenuEvent.Reason.Mouse else pane.view()
    app().sendEvent(target, QContextMenuEvent(reason, point, target.mapToGlobal(point)))


def menu(qtbot: QtBot) -> QMenu:
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    found = QApplication.activePopupWidget()
    assert isinstance(found, QMenu)
    return found


def asked(qtbot: QtBot) -> OpenAddress:
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), OpenAddress))
    found = QApplication.activePopupWidget()
    assert isinstance(found, OpenAddress)
    return found


def test_the_address_is_told_where_its_words_are(pane: ReaderPane) -> None:
    links = pane._sheet._links[pane.view()]
    assert links.under(QPointF(middle(pane, "Investors"))) == ADDRESS
    assert links.under(QPointF(middle(pane, "Nothing"))) == ""
    point = middle(pane, "Investors")
    port = pane.view().viewport()
    app().sendEvent(port, QHelpEvent(QEvent.Type.ToolTip, point, port.mapToGlobal(point)))
    assert "port.example/tenders?zone=9" in QToolTip.text()


@pytest.mark.parametrize("reason", [QContextMenuEvent.Reason.Mouse, QContextMenuEvent.Reason.Keyboard])
def test_it_is_shown_whole_and_opened_when_wanted(
    pane: ReaderPane, qtbot: QtBot, opened: Opened, reason: QContextMenuEvent.Reason
) -> None:
    ask(pane, middle(pane, "Investors"), reason)
    found = menu(qtbot)
    found.actions()[0].trigger()
    found.close()
    panel = asked(qtbot)
    assert panel.address.text().replace("\u200b", "") == ADDRESS
    assert any("leads to www.port.example." in label.text() for label in panel.findChildren(QLabel))
    assert opened == []
    panel.open_button.click()
    assert opened == [ADDRESS]


def test_closing_opens_nothing(pane: ReaderPane, qtbot: QtBot, opened: Opened) -> None:
    pane.open_address()
    asked(qtbot).close()
    assert opened == []


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "\\\\server\\share\\a.exe",
        "//server/share",
        "https:///etc/passwd",
        "smb://server/share",
        "ftp://a.example/b",
        "javascript:alert(1)",
        "mailto:a@b.example?attach=/etc/passwd",
        "mailto:a@b.example?subject=x&Attachment=/etc/passwd",
        "https://a.example/\x00",
    ],
)
def test_what_could_open_files_or_run_is_not_opened(qtbot: QtBot, opened: Opened, address: str) -> None:
    assert sound(address) is None
    parent = QWidget()
    qtbot.addWidget(parent)
    panel = OpenAddress(parent, address)
    assert not panel.open_button.isEnabled()
    panel._open()
    assert opened == []


def test_letters_that_look_like_others_are_spelt_out(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    panel = OpenAddress(parent, "https://bank.example@аррle.com/")  # the first letters are Cyrillic
    assert "xn--" in panel.address.text()
    assert any("leads to xn--" in label.text() for label in panel.findChildren(QLabel))
