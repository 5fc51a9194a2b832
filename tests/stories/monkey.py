"""Somebody who does anything that can be done, at random but under a seed: tag, drag, undo, switch, search, start again."""

import random
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from db.errors import RuleBroken
from db.vocabulary import JUDGED_AS
from desktop.checking import check
from desktop.ui.views.text_view import TextView
from tests.stories.day import Day, Start

SHIFT, CTRL, ALT = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)
DIGITS = "123123456"
"""Keys of kinds; some are nobody's until a kind of its own takes them."""
PLACES = ("ledger", "outcomes", "review", "overview")
WORDS = ("port", "the", "June", "law", "nobody says this", "😀")


class Monkey:
    """Works in the window of `start`; every act ends when what follows from it is shown."""

    def __init__(self, start: Start, path: Path, seed: int) -> None:
        self._start, self._path, self._chance = start, path, random.Random(seed)
        self.day: Day = start(path)
        self.first_step = self.day.workspace.store.undo_label
        """What was done before it came."""
        self.done: list[str] = []
        """Names of the acts, to be read when one fails."""
        self._acts: list[tuple[int, Callable[[], None]]] = [
            (10, self.tag), (6, self.drag), (6, self.undo), (4, self.redo), (5, self.switch), (3, self.zoom),
            (4, self.delete), (3, self.search), (3, self.step), (3, self.visit), (3, self.grow), (3, self.scroll),
            (2, self.repeat), (2, self.change_kind), (2, self.split_or_merge), (2, self.fill), (2, self.kinds), (1, self.start_again),
        ]  # fmt: skip

    def act(self) -> None:
        weights, acts = zip(*self._acts, strict=True)
        chosen = self._chance.choices(acts, weights)[0]
        self.done.append(chosen.__name__)
        chosen()
        self.day.settle()

    def assert_sound(self) -> None:
        """The window shows what the workspace holds."""
        self._read()
        self.day.agree()

    # ── acts ─────────────────────────────────────────────────────────────────────────────────────

    def tag(self) -> None:
        view = self._read()
        view.set_caret(self._position())
        for _ in range(self._chance.choice((0, 1, 2))):
            self.day.press(".")
        self.day.press(self._chance.choice(DIGITS))

    def drag(self) -> None:
        view = self._read()
        start, end = self._point(), self._point()
        keys = self._chance.choice((Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.NoModifier, ALT, CTRL))
        QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, keys, start)
        for step in range(1, 4):
            QTest.mouseMove(view.viewport(), start + (end - start) * step / 3)
        QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, keys, end)
        self.day.settle()
        if self._chance.random() < 0.5:
            view.setFocus()
            self.day.press(self._chance.choice(DIGITS))

    def undo(self) -> None:
        for _ in range(self._chance.choice((1, 1, 2, 5))):
            if self.day.workspace.store.undo_label != self.first_step:  # the documents stay
                self.day.press(Qt.Key.Key_Z, CTRL)

    def redo(self) -> None:
        for _ in range(self._chance.choice((1, 1, 3))):
            self.day.press(Qt.Key.Key_Z, CTRL | SHIFT)

    def switch(self) -> None:
        self.day.open_document(self._chance.choice(("Talk", "Article")))

    def zoom(self) -> None:
        self._read()
        self.day.press(self._chance.choice((Qt.Key.Key_Plus, Qt.Key.Key_Minus)), CTRL)

    def delete(self) -> None:
        self._read()
        self.day.press(Qt.Key.Key_Delete)

    def search(self) -> None:
        self._read()
        self.day.press(Qt.Key.Key_F, CTRL)
        field = QApplication.focusWidget()
        assert isinstance(field, QLineEdit)
        field.selectAll()
        field.insert(self._chance.choice(WORDS))
        self.day.press(Qt.Key.Key_Return)
        self.day.press(Qt.Key.Key_Escape)

    def step(self) -> None:
        self._read()
        self.day.press(Qt.Key.Key_N, self._chance.choice((Qt.KeyboardModifier.NoModifier, SHIFT)))

    def visit(self) -> None:
        self.day.window.show_place(self._chance.choice(PLACES))
        self.day.settle()
        for _ in range(3):
            self.day.press(Qt.Key.Key_Down)

    def grow(self) -> None:
        self._read()
        for _ in range(self._chance.randint(1, 4)):
            self.day.press(
                self._chance.choice((Qt.Key.Key_Left, Qt.Key.Key_Right)), self._chance.choice((SHIFT, SHIFT | ALT))
            )

    def scroll(self) -> None:
        bar = self._read().verticalScrollBar()
        bar.setValue(self._chance.randint(0, max(1, bar.maximum())))

    def repeat(self) -> None:
        self._read()
        self.day.press(Qt.Key.Key_D, self._chance.choice((Qt.KeyboardModifier.NoModifier, SHIFT)))

    def change_kind(self) -> None:
        self._read()
        self.day.press(self._chance.choice((Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3)), SHIFT)

    def kinds(self) -> None:
        """Make one, call it otherwise, or remove one; its claims become promises, unless that would lose something."""
        own = self.day.workspace.own_kinds
        there = [kind.name for kind in self.day.workspace.kinds.own]
        with suppress(RuleBroken):
            if not there or (len(there) < 3 and self._chance.random() < 0.5):
                own.add(f"Kind {len(self.done)}", judged_as=self._chance.choice(JUDGED_AS))
            elif self._chance.random() < 0.5:
                own.change(self._chance.choice(there), title=f"Kind {len(self.done)}")
            else:
                own.remove(self._chance.choice(there), to="promise")
        self.day.settle()

    def split_or_merge(self) -> None:
        self._read()
        self.day.press(self._chance.choice((Qt.Key.Key_X, Qt.Key.Key_J)), CTRL | SHIFT)

    def fill(self) -> None:
        self._read()
        if self.day.window.context.claim_id:
            self.day.fill("Statement", f"They say so, no. {len(self.done)}.")
            self.day.press(Qt.Key.Key_Escape)

    def start_again(self) -> None:
        self._read()  # so that it comes back there
        self.day.close()
        self.day.window.context.open(None)
        self.day.settle()
        assert [str(finding) for finding in check(self._path) if not finding.warning] == []
        self.day = self._start(self._path)

    # ── means ────────────────────────────────────────────────────────────────────────────────────

    def _read(self) -> TextView:
        """The text with the keyboard, whatever was done before."""
        self.day.window.show_place("read")
        self.day.settle()
        self.day.view.setFocus()
        return self.day.view

    def _position(self) -> int:
        return self._chance.randrange(max(1, len(self.day.text)))

    def _point(self) -> QPoint:
        size = self.day.view.viewport().size()
        return QPoint(self._chance.randrange(20, size.width() - 20), self._chance.randrange(10, size.height() // 2))
