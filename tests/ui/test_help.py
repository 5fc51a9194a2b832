"""Help: the pages in the order in which one needs them, and links that lead to each other."""

import re

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.paths import resource
from desktop.ui.panels.help_page import ORDER, HelpPage, pages, title_of

pytestmark = pytest.mark.qt_log_ignore("does not support|propagateSizeHints")


def test_first_steps_come_first_and_no_page_is_left_out() -> None:
    assert pages()[: len(ORDER)] == list(ORDER)
    assert set(pages()) == {path.stem for path in resource("help").glob("*.md")}


@pytest.mark.parametrize("name", pages())
def test_a_page_has_a_title_and_its_links_lead_to_pages(name: str) -> None:
    assert title_of(name)
    text = resource("help", f"{name}.md").read_text(encoding="utf-8")
    assert {link.removesuffix(".md") for link in re.findall(r"\]\(([^)]+)\)", text)} <= set(pages())


def test_a_link_shows_the_other_page_and_headings_are_larger_than_words(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    HelpPage.show_page(parent, "export")
    [page] = parent.findChildren(HelpPage)
    page._follow(QUrl("command-line.md"))
    document = page._words.document()
    assert document.begin().text() == "Command line"
    heading = document.begin().begin().fragment().charFormat().font()
    words = document.begin().next().begin().fragment().charFormat().font()
    assert heading.pixelSize() > words.pixelSize()
    page.close()
