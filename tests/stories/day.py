"""The analyst at the window of a story: every act is a key, and ends when all that follows from it has been shown."""

import re
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from db import queries
from desktop.ui.forms import ParagraphField, TextField
from desktop.ui.main_window import MainWindow
from desktop.ui.places.read.place import ReadPlace
from desktop.ui.views.text_view import TextView
from desktop.workspace import Workspace

TALK = """MS. QUAY: Good morning 😀. We will open the port of Estmouth by the end of June 2026. It may cost more than we hope.
MR. BOLLARD: And who pays for it?
MS. QUAY: The government will bear a half. Shipping firms that move here pay no harbour dues for five years.
"""
ARTICLE = """Port opens a year late

The first ship moored in Estmouth on 4 March 2027, nine months after the day that the minister had named.
Harbour dues were not lifted; the finance ministry said that a law was still being drafted.
"""


class Day:
    """The analyst at the window. Every act is a key, and ends when all that follows from it has been shown."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window, self._qtbot = window, qtbot

    @property
    def read(self) -> ReadPlace:
        return self.window.read()

    @property
    def view(self) -> TextView:
        view = self.read.view()
        assert isinstance(view, TextView)
        return view

    @property
    def workspace(self) -> Workspace:
        assert self.window.context.workspace is not None
        return self.window.context.workspace

    @property
    def text(self) -> str:
        return self.view.toPlainText()

    def settle(self) -> None:
        """Until every task is answered, and what followed from the answers."""
        idle: list[bool] = []
        self.window.context.tasks.when_idle(lambda: idle.append(True))
        self._qtbot.waitUntil(lambda: bool(idle))
        QApplication.processEvents()  # widgets that were made by an answer are shown

    def come_to_front(self) -> None:
        self.window.activateWindow()
        self._qtbot.waitUntil(self.window.isActiveWindow)

    def press(self, key: Qt.Key | str, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        target: QObject = QApplication.focusWidget() or self.view
        assert isinstance(target, QWidget)
        QTest.keyClick(target, key, keys)  # type: ignore[call-overload]
        self.settle()

    def to(self, words: str) -> None:
        """Put the caret into these words."""
        self.view.setFocus()
        self.view.set_caret(self.text_index(words) + 1)

    def take(self, words: str) -> None:
        self.view.setFocus()
        start = self.text_index(words)
        self.view.select(start, start + len(words))

    def text_index(self, words: str) -> int:
        opened = self.read._opened
        assert opened is not None
        return opened.shown.text.index(words)

    def open_document(self, title: str) -> None:
        with self.workspace.store.session() as session:
            document_id = next(d.id for d in queries.documents(session) if d.title == title)
        self.window.show_place("read", ("document", document_id))
        self.settle()
        assert self.read._opened is not None
        assert self.read._opened.row.title == title

    def field(self, name: str) -> TextField | ParagraphField:
        self.read.inspector.fields.more.setChecked(True)
        fields = self.read.inspector.findChildren(TextField) + self.read.inspector.findChildren(ParagraphField)
        return next(f for f in fields if f.accessibleName() == name and f.isVisibleTo(self.read.inspector))

    def fill(self, name: str, words: str) -> None:
        """Type into a field of the inspector, without leaving it."""
        field = self.field(name)
        field.setFocus()
        field.selectAll()
        QTest.keyClicks(field, words)

    def painted(self) -> set[str]:
        """Ids of the claims that the view shows."""
        return {mark.id for mark in self.view._marks if mark.kind != "evidence"}

    def agree(self) -> None:
        """What the window shows is what the workspace holds."""
        opened = self.read._opened
        assert opened is not None
        version_id = opened.row.version_id
        there = {c.id for c in self.workspace.claims() if any(p.version_id == version_id for p in c.passages)}
        assert self.painted() == there
        with self.workspace.store.session() as session:
            counts = {d.id: sum(d.claims.values()) for d in queries.documents(session)}
        assert {d.id: sum(d.claims.values()) for d in self.read._documents.values()} == counts
        assert sum(counts.values()) == sum(len(claim.documents) for claim in self.workspace.claims())

    def close(self) -> None:
        self.window.close()


def places(view: TextView) -> list[tuple[int, int]]:
    """Where every word begins on the screen."""
    found = []
    cursor = view.textCursor()
    for match in re.finditer(r"\S+", view.toPlainText()):
        cursor.setPosition(match.start())
        corner = view.viewport().mapToGlobal(view.cursorRect(cursor).topLeft())
        found.append((corner.x(), corner.y()))
    return found


Start = Callable[..., Day]
