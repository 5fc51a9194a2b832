"""A document's versions in its details, and the look at an older one."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from db import queries
from db.rows import DocumentRow
from desktop.ui.context import Context
from desktop.ui.panels.document_details import DocumentDetails
from desktop.ui.panels.older_version import OlderVersion
from desktop.workspace import Workspace
from tests.conftest import read_text

pytestmark = pytest.mark.qt_log_ignore("does not support|propagateSizeHints")
OLD = "We will open the port of Estmouth by the end of June. The government will bear a half of all the costs.\n"
NEW = OLD.replace("Estmouth", "Westmouth").replace("The government will bear a half of all the costs.", "")


def documents(workspace: Workspace) -> list[DocumentRow]:
    with workspace.store.session() as session:
        return queries.documents(session)


def look(details: DocumentDetails) -> OlderVersion:
    parent = details.parentWidget()
    assert parent
    return parent.findChildren(OlderVersion)[0]


@pytest.fixture
def details(
    qtbot: QtBot, context: Context, workspace: Workspace, add_text: Callable[..., str]
) -> Iterator[DocumentDetails]:
    """Of a document that was replaced once."""
    version = add_text(OLD, title="Talk")
    for start, end in ((0, 53), (54, 103)):
        workspace.mark("promise", version, [(start, end)])
    ids = documents(workspace)[0].id
    workspace.versions.replace(workspace.versions.plan_replacement(ids, "t.txt", NEW.encode(), read_text(NEW)))
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    made = DocumentDetails(context, window, documents(workspace)[0])
    made.show_at(QPoint(0, 0))
    qtbot.waitUntil(lambda: len(made.versions.list.keys()) == 2)
    yield made
    made.close()


def test_each_version_says_when_it_was_read_and_how_many_words_changed(qtbot: QtBot, details: DocumentDetails) -> None:
    qtbot.waitUntil(lambda: "changed" in details.versions.list.rows_model.rows[0].detail)
    newest, first = details.versions.list.rows_model.rows
    assert newest.title.startswith("Version 2, read ")
    assert newest.title.endswith(", the newest")
    assert newest.detail.startswith("11 words changed · plaintext/")
    assert first.title.startswith("Version 1, read ")
    assert first.detail.startswith("plaintext/")


def test_the_words_of_an_older_version_are_shown_with_its_claims_marked(
    qtbot: QtBot, details: DocumentDetails, context: Context
) -> None:
    details.versions.list.set_current(details.versions.list.keys()[1])
    qtbot.mouseClick(details.versions.button, Qt.MouseButton.LeftButton)
    assert not details.isVisible()
    looked = look(details)
    qtbot.waitUntil(lambda: "2 claims" in looked.note.text())
    assert "1 passage of them not in the newest version" in looked.note.text()
    assert looked.view.toPlainText() == OLD
    assert looked.view.isReadOnly()
    assert [(mark.start, mark.end) for mark in looked.view._marks] == [(0, 53), (54, 103)]
    assert not looked.isModal()
    looked.close()


def test_another_workspace_puts_the_look_away(qtbot: QtBot, details: DocumentDetails, context: Context) -> None:
    details.versions.list.opened.emit(details.versions.list.keys()[1])
    looked = look(details)
    with qtbot.waitSignal(looked.finished):
        context.workspace_changed.emit()
