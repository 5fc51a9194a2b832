"""Pages as somebody wants to see them: chosen in the menu or at the page tools, kept from one start to the next."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.documents import format_for
from desktop.ui.commands import named
from desktop.ui.panels.contents import ContentsPanel
from desktop.ui.panels.page_choices import PageChoices
from desktop.ui.panels.thumbnails import Thumbnails
from desktop.ui.views.page_view import PageView
from desktop.workspace import Workspace
from tests.stories.day import Day
from tests.ui.paged import Asked, shown

Start = Callable[..., Day]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    pymupdf: Any = import_module("pymupdf")
    made = Workspace.create(tmp_path / "w.claims")
    for title in ("Report", "Annex"):
        document = pymupdf.open()
        for number in range(4):
            document.new_page(width=300, height=400).insert_text((40, 60), f"{title}: we will build ship {number}.")
        data = bytes(document.tobytes())
        made.add_document(f"{title}.pdf", data, format_for("a.pdf", data).read(data, "a.pdf"), title=title)
    made.close()
    return tmp_path / "w.claims"


def pages(day: Day) -> PageView:
    view = day.read.view()
    assert isinstance(view, PageView)
    return view


def test_pages_come_back_as_they_were_wanted_and_each_document_as_it_was_turned(start: Start, path: Path) -> None:
    day = start(path)
    day.open_document("Report")
    named("two_pages").run(day.window)
    named("fit_page").run(day.window)
    day.press(Qt.Key.Key_R, Qt.KeyboardModifier.ShiftModifier)
    assert pages(day).turn() == 1
    day.open_document("Annex")
    assert pages(day).turn() == 0
    day.open_document("Report")
    assert pages(day).turn() == 1
    day.close()
    day = start(path)
    day.open_document("Report")
    assert (pages(day).setting.arrangement, pages(day).setting.fit, pages(day).turn()) == ("two", "page", 1)
    day.open_document("Annex")
    assert pages(day).turn() == 0


def test_the_page_tools_choose_and_turn_and_the_page_follows_at_once(start: Start, path: Path) -> None:
    day = start(path)
    day.open_document("Report")
    day.read.reader.page_tools.percent.click()
    panel = next(panel for panel in day.read.findChildren(PageChoices) if panel.isVisible())
    panel.arrangement.buttons["one"].click()
    panel.size_choice.buttons["actual"].click()
    panel.left.click()
    assert (pages(day).setting.arrangement, pages(day).zoom(), pages(day).turn()) == ("one", 1.0, 3)
    panel.close()


def test_a_page_is_gone_to_by_typing_its_number(start: Start, path: Path) -> None:
    day = start(path)
    day.open_document("Report")
    named("turn_to_page").run(day.window)
    tools = day.read.reader.page_tools
    assert tools.field.hasFocus()
    tools.field.setText("3")
    day.press(Qt.Key.Key_Return)
    assert pages(day).page_number() == 3
    assert pages(day).hasFocus()
    assert pages(day).text()[pages(day).caret() :].startswith("Report: we will build ship 2.")


def open_pages(day: Day) -> tuple[ContentsPanel, Thumbnails]:
    named("contents").run(day.window)
    day.settle()
    panel = next(panel for panel in day.read.findChildren(ContentsPanel) if panel.isVisible())
    return panel, panel.findChildren(Thumbnails)[0]


def test_thumbnails_tell_the_claims_of_each_page_and_lead_there(start: Start, path: Path, qtbot: QtBot) -> None:
    day = start(path)
    day.open_document("Report")
    for words in ("we will build ship 1", "ship 1", "we will build ship 3"):
        at = pages(day).text().index(words)
        pages(day).select(at, at + len(words))
        day.press(Qt.Key.Key_1)
    pages(day).go_to_page(2)
    panel, thumbnails = open_pages(day)
    told = [thumbnails.pages.index(n).data(Qt.ItemDataRole.AccessibleTextRole) for n in range(4)]
    assert told == ["Page 1, no claims", "Page 2, 2 claims", "Page 3, no claims", "Page 4, 1 claim"]
    assert thumbnails.current == 1
    assert panel.tabs[1].isChecked()
    qtbot.waitUntil(lambda: thumbnails.images.bytes_kept() > 0)
    thumbnails.setFocus()
    QTest.keyClick(thumbnails, Qt.Key.Key_Right)
    QTest.keyClick(thumbnails, Qt.Key.Key_Right)
    QTest.keyClick(thumbnails, Qt.Key.Key_Return)
    assert pages(day).page_number() == 4


def test_only_thumbnails_in_sight_are_drawn(qtbot: QtBot) -> None:
    ask = Asked()
    document = shown([["Words."]] * 500, ask)
    thumbnails = Thumbnails(document.reading.pages, ask, lambda _first, _last: [], 250)
    qtbot.addWidget(thumbnails)
    thumbnails.resize(380, 400)
    thumbnails.show()
    qtbot.waitExposed(thumbnails)
    thumbnails.show_current()
    qtbot.waitUntil(lambda: 249 in ask.asked)
    assert len(set(ask.asked)) <= 2 * len(thumbnails.seen())
    gone: list[int] = []
    thumbnails.went_to.connect(gone.append)
    box = thumbnails.visualRect(thumbnails.pages.index(250))
    QTest.mouseClick(thumbnails.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    assert gone == [251]
