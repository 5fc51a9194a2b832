"""A word diff to read: what is gone is struck through, what is new underlined, and claims stand on their ground."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtGui import QFont, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from desktop.ui import theme
from desktop.word_diff import Part

MOST = 300_000
"""Characters that are shown."""


class WordChanges(QTextEdit):
    """Plain text with formats of ours; `claims` are stretches of the old text."""

    def __init__(self, shown: Sequence[Part], claims: Sequence[tuple[int, int]]) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setAcceptRichText(False)
        self.setUndoRedoEnabled(False)
        self.setAccessibleName("What changed")
        self.setFrameShape(QTextEdit.Shape.NoFrame)
        self.document().setDocumentMargin(20)
        self._claims = sorted(claims)
        self._at: list[tuple[int, int]] = []
        """(place in the old text, in Qt's units of this document) of each piece."""
        self._fill(shown)

    def reveal(self, start: int, end: int) -> None:
        """The first change in these old words, else the last piece before them."""
        at = next((place for old, place in reversed(self._at) if old <= start), 0)
        cursor = self.textCursor()
        cursor.setPosition(min(at, max(0, self.document().characterCount() - 1)))
        self.setTextCursor(cursor)
        box = self.cursorRect()
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + box.top() - self.viewport().height() // 3)

    def _fill(self, shown: Sequence[Part]) -> None:
        cursor = QTextCursor(self.document())
        written = 0
        for part in shown:
            if written > MOST:
                cursor.insertText("\n⋯ the rest is not shown", self._format("cut", claimed=False))
                return
            for words, start, claimed in self._pieces(part):
                self._at.append((start, cursor.position()))
                cursor.insertText(words, self._format(part.kind, claimed=claimed))
                written += len(words)

    def _pieces(self, part: Part) -> list[tuple[str, int, bool]]:
        """Cut at the ends of claims, for words of the old text."""
        if part.kind in ("new", "cut"):
            return [(part.text, part.start, False)]
        stop = part.start + len(part.text)
        ends = {edge for pair in self._claims for edge in pair if part.start < edge < stop}
        edges = [part.start, *sorted(ends), stop]
        return [
            (part.text[a - part.start : b - part.start], a, any(s <= a and b <= e for s, e in self._claims))
            for a, b in pairwise(edges)
            if a < b
        ]

    def _format(self, kind: str, *, claimed: bool) -> QTextCharFormat:
        colours = theme.current()
        made = QTextCharFormat()
        made.setFont(theme.font("body"))
        made.setForeground(colours.colour({"same": "text", "gone": "alert", "new": "held", "cut": "text_3"}[kind]))
        if kind == "gone":
            made.setFontStrikeOut(True)
        if kind == "new":
            made.setFontUnderline(True)
            made.setFontWeight(QFont.Weight.Medium)
        if claimed:
            made.setBackground(colours.colour("selected"))
        return made
