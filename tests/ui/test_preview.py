"""The preview of an export: words from documents stay words, nothing is loaded, an address is shown before it opens."""

from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QUrl
from PySide6.QtGui import QDesktopServices, QImage, QTextDocument
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.preview import Page, Preview, rendered

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

HOSTILE = """---
workspace: tokyo.claims
---

# Title {#top}

> <script>alert(1)</script> & <img src="file:///etc/passwd"> said the **minister**

[bad](javascript:alert(1)) [file](file:///etc/passwd) [share](//host/share) [good](https://example.org/a?b=1)

![picture](https://example.org/x.png)

| A | B |
|---|---|
| 1 | 2 |
"""


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def preview(window: QWidget) -> Preview:
    return Preview.show_text(window, HOSTILE)


@pytest.mark.parametrize("never", ["<script", "<img", "javascript:", "file:", "//host", "style=", "onerror"])
def test_nothing_that_acts_or_loads_is_left(never: str) -> None:
    assert never not in rendered(HOSTILE)


def test_what_an_export_is_made_of_is_left() -> None:
    made = rendered(HOSTILE)
    for kept in ('<h1 id="top">Title</h1>', "<blockquote>", "<strong>minister</strong>", "<td>1</td>"):
        assert kept in made
    assert 'href="https://example.org/a?b=1"' in made
    assert "tokyo.claims" not in made


def test_no_resource_is_ever_read(qtbot: QtBot, tmp_path: Path) -> None:
    page = Page()
    qtbot.addWidget(page)
    secret = tmp_path / "secret.css"
    secret.write_text("body { color: red }")
    address = QUrl.fromLocalFile(str(secret))
    image = page.loadResource(QTextDocument.ResourceType.ImageResource.value, address)
    assert isinstance(image, QImage)
    assert (image.width(), image.height()) == (1, 1)
    sheet = page.loadResource(QTextDocument.ResourceType.StyleSheetResource.value, address)
    assert isinstance(sheet, QByteArray)
    assert sheet.trimmed().isEmpty()


def test_the_source_is_there_as_it_is_written(preview: Preview) -> None:
    assert preview.written.toPlainText() == HOSTILE


def test_an_address_is_shown_before_it_is_opened(preview: Preview, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    preview.page.anchorClicked.emit(QUrl("https://example.org/a?b=1"))
    assert preview._address_words.text() == "https://example.org/a?b=1"
    assert opened == []
    preview._open.click()
    assert opened == ["https://example.org/a?b=1"]


@pytest.mark.parametrize("address", ["file:///etc/passwd", "javascript:alert(1)", "smb://host/share", "relative.html"])
def test_other_addresses_are_not_offered(preview: Preview, address: str) -> None:
    preview.page.anchorClicked.emit(QUrl(address))
    assert preview._ask.isHidden()


def test_a_second_preview_takes_the_place_of_the_first(window: QWidget, preview: Preview) -> None:
    assert Preview.show_text(window, "# Other") is preview
    assert preview.written.toPlainText() == "# Other"
