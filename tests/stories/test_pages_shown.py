"""Pages as somebody wants to see them: chosen in the menu or at the page tools, kept from one start to the next."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from desktop.documents import format_for
from desktop.ui.commands import named
from desktop.ui.panels.page_choices import PageChoices
from desktop.ui.views.page_view import PageView
from desktop.workspace import Workspace
from tests.stories.day import Day

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
    named("go_to_page").run(day.window)
    tools = day.read.reader.page_tools
    assert tools.field.hasFocus()
    tools.field.setText("3")
    day.press(Qt.Key.Key_Return)
    assert pages(day).page_number() == 3
    assert pages(day).hasFocus()
    assert pages(day).text()[pages(day).caret() :].startswith("Report: we will build ship 2.")
