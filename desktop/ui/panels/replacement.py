"""What a newer copy does to a document, before it is accepted: counts, every touched claim, and what the words became."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.claims import kind_of
from desktop.counting import counted
from desktop.replacement import Move, Replacement
from desktop.surroundings import Excerpt, around
from desktop.ui.lists import Row, RowsView
from desktop.ui.panels.place_choice import Place, PlaceChoices
from desktop.ui.panels.word_changes import WordChanges
from desktop.ui.widgets import button, column, keycap, label, row, rule, surface
from desktop.word_diff import Change, Part, changes, parts

SECTIONS = (
    ("review", "To review", "not with certainty: take a place, or it waits in Review"),
    ("orphaned", "Not found", "kept with its words: waits in Review"),
    ("moved", "Moved", ""),
    ("kept", "Kept", "at the same place"),
)

AROUND = 60
"""Characters around a passage and each place where it may be."""


@dataclass(frozen=True)
class PlanShown:
    """A plan with its diff, worked out off the window's thread."""

    plan: Replacement
    changed: tuple[Change, ...]
    parts: tuple[Part, ...]

    @classmethod
    def of(cls, plan: Replacement) -> "PlanShown":
        found = changes(plan.old_text, plan.reading.text, plan.alignment) if plan.alignment else []
        shown = parts(plan.old_text, plan.reading.text, found)
        return cls(replace(plan, alignment=None), tuple(found), tuple(shown))


class MovesView(RowsView):
    """Digits belong to the places."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text().isdecimal():
            event.ignore()
        else:
            super().keyPressEvent(event)


class ReplacementPanel(QDialog):
    """A window beside the work, not over it: a digit takes a place, Ctrl+Enter accepts, Esc leaves everything as it is."""

    accepted_plan = Signal(object)
    """The Replacement, with the places that were picked."""

    def __init__(self, parent: QWidget, shown: PlanShown) -> None:
        super().__init__(parent)
        surface(self, "paper")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(shown.plan.label)
        self.resize(1080, 680)
        self._plan = shown.plan
        self._moves = {move.passage_id: move for move in shown.plan.moves if move.live}
        self.list = MovesView("Claims that are touched")
        self.list.chosen.connect(self._show_move)
        self.words = WordChanges(shown.parts, [(m.old.start, m.old.end) for m in self._current()])
        self._was, self._is = _side("WAS"), _side("IS NOW")
        self.places = PlaceChoices()
        self.places.taken.connect(self._take)
        self.accept_button = button("Accept", "primary")
        self.accept_button.clicked.connect(self._accept)
        self.cancel_button = button("Cancel")
        self.cancel_button.clicked.connect(self.reject)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self._accept)
        self._lay_out(shown)
        self.list.show_rows(_rows(list(self._moves.values())))
        first = next(iter(self.list.keys()), "")
        self.list.set_current(first)
        self._show_move(first)
        self.list.setFocus()

    def _current(self) -> list[Move]:
        """Those that stand on the text that is compared."""
        text = self._plan.old_text
        return [m for m in self._moves.values() if text[m.old.start : m.old.end] == m.old.exact]

    def _lay_out(self, shown: PlanShown) -> None:
        plan = shown.plan
        self.summary = label(_counts(plan), "body", "2")
        head = column(label(plan.label, "title"), self.summary, gap=4, margins=(20, 16, 20, 12))
        self._sides = row(column(*self._was, gap=4), column(*self._is, gap=4), gap=20, margins=(20, 12, 20, 12))
        changed = label(
            f"WHAT CHANGED  {counted(len(shown.changed), 'place')}" if shown.changed else "THE WORDS ARE THE SAME",
            "micro", "2", 600,
        )  # fmt: skip
        right = QWidget()
        box = QVBoxLayout(right)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        for item in (self._sides, self.places, rule(), row(changed, None, margins=(20, 10, 20, 6))):
            box.addWidget(item)
        box.addWidget(self.words, 1)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        self.list.setFixedWidth(360)
        middle.addWidget(self.list)
        middle.addWidget(rule("v"))
        middle.addWidget(right, 1)
        notes = label(" ".join(plan.reading.notes), "small", "2", wrap=True)
        caps = (keycap("Ctrl Enter"), self.accept_button, 8, keycap("Esc"), self.cancel_button)
        foot = row(notes, None, *caps, gap=6, margins=(20, 12, 20, 12))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(head)
        whole.addWidget(rule())
        whole.addLayout(middle, 1)
        whole.addWidget(rule())
        whole.addWidget(foot)

    def _show_move(self, passage_id: str) -> None:
        move = self._moves.get(passage_id)
        choices = move.found.candidates if move else ()
        self.places.setVisible(bool(choices))
        self._sides.setVisible(not choices)
        if move and choices:
            self._show_places(move)
        self._was[1].setText(f"“{_short(move.old.exact)}”" if move else "No claim stands in this document.")
        self._is[1].setText(_is_now(move) if move else "")
        if move:
            self.words.reveal(move.old.start, move.old.end)

    def _show_places(self, move: Move) -> None:
        """Side by side with the old words, as in Review."""
        text, old = self._plan.reading.text, move.old
        there = self._plan.old_text[old.start : old.end] == old.exact
        alone = Excerpt(old.exact, ((0, len(old.exact)),))
        was = around(self._plan.old_text, [(old.start, old.end)], AROUND) if there else alone
        now = [Place.of(text, c.start, c.end, AROUND) for c in move.found.candidates]
        taken = [
            n for n, c in enumerate(move.found.candidates) if (c.start, c.end) == (move.found.start, move.found.end)
        ]
        self.places.show_places(was, now, taken[0] if move.how == "moved" and taken else None)

    def _take(self, number: int) -> None:
        """A place that is taken goes in with the copy; taken once more it is left for Review."""
        passage_id = self.list.current_key()
        self._plan = self._plan.placed(passage_id, number)
        self._moves = {move.passage_id: move for move in self._plan.moves if move.live}
        self.summary.setText(_counts(self._plan))
        self.list.show_rows(_rows(list(self._moves.values())))
        self._show_move(passage_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not (event.text().isdecimal() and self.places.press(int(event.text()))):
            super().keyPressEvent(event)

    def _accept(self) -> None:
        self.accepted_plan.emit(self._plan)
        self.accept()


def _side(title: str) -> tuple[QLabel, QLabel]:
    words = label("", "body", wrap=True)
    words.setAlignment(Qt.AlignmentFlag.AlignTop)
    words.setMinimumHeight(72)
    return label(title, "micro", "2", 600), words


def _counts(plan: Replacement) -> str:
    return "  ·  ".join(f"{plan.counts[how]} {title.lower()}" for how, title, _ in SECTIONS)  # type: ignore[index]


def _is_now(move: Move) -> str:
    return f"“{_short(move.words)}”" if move.words else "Not in the newer copy."


def _rows(moves: Sequence[Move]) -> list[Row]:
    rows: list[Row] = []
    for how, title, detail in SECTIONS:
        own = [move for move in moves if move.how == how]
        rows += [Row("", f"{title.upper()}  {len(own)}")] if own else []
        rows += [_row(move, detail) for move in own]
    return rows


def _row(move: Move, detail: str) -> Row:
    waits = move.how in ("review", "orphaned")
    said = detail or ("its words were changed" if move.reworded else "with its words")
    if move.how == "moved" and move.found.candidates:
        said = "to the place that you took"
    if move.kind == "evidence":
        return Row(move.passage_id, move.statement, f"evidence · {said}", sign="square", token="evidence", alert=waits)
    kind = kind_of(move.kind)
    return Row(move.passage_id, move.statement, said, sign=kind.sign, token=kind.name, alert=waits)


def _short(words: str, most: int = 280) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= most else flat[: most - 1].rstrip() + "…"
