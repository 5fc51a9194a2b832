"""Who speaks in the open document: found spellings, and what a person makes of them for the whole document at once."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db import queries
from desktop.speakers import Speaker
from desktop.ui.context import Context
from desktop.ui.forms import Form, TextField
from desktop.ui.lists import Row, RowsView
from desktop.ui.popover import Popover
from desktop.ui.widgets import button, column, label, row, rule
from desktop.workspace import Workspace

WIDTH = 380
ROWS_AT_MOST = 6
NOBODY = "(nobody named)"


@dataclass(frozen=True)
class Answer:
    speakers: list[Speaker]
    actors: list[str]


class SpeakersPanel(Popover):
    """For one version; it stays open while its changes are made, and shows what became of them."""

    shown_alone = Signal(str)
    """Only this speaker's turns are wanted; "" for all."""
    went_to = Signal(int)
    """Where their first turn begins."""

    def __init__(self, context: Context, parent: QWidget, version_id: str, alone: str = "") -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context, self._version_id, self._alone = context, version_id, alone
        self._speakers: dict[str, Speaker] = {}
        self._wanted = alone
        self._count = label("", "small", "3")
        self.list = RowsView("Speakers")
        self.list.setProperty("surface", "raised")
        self.list.chosen.connect(self._show_one)
        self.name = TextField("Name", "as it should be printed")
        self.actor = TextField("Actor", "who that is")
        self.list.opened.connect(lambda _key: self.name.setFocus())
        self.name.saved.connect(self._rename)
        self.actor.saved.connect(self._assign)
        for field in (self.name, self.actor):
            field.left.connect(self.list.setFocus)
        self._form = Form()
        self._form.add("Name", self.name)
        self._form.add("Actor", self.actor)
        self._hint = label("The name of another speaker makes one of the two.", "small", "3", wrap=True)
        self.alone = button("Only their turns", checkable=True)
        self.alone.clicked.connect(self._show_alone)
        self.dismiss = button("Not a speaker")
        self.dismiss.clicked.connect(self._dismiss)
        self._lay_out()
        self.list.setFocus()
        context.changed.connect(self._on_change)
        self.closed.connect(lambda: context.tasks.drop("speakers"))  # a late answer would find nobody
        self._ask()

    def _lay_out(self) -> None:
        page = QWidget()
        page.setFixedWidth(WIDTH)
        box = QVBoxLayout(page)
        box.setContentsMargins(1, 14, 1, 14)
        box.setSpacing(0)
        box.addWidget(row(label("SPEAKERS", "micro", "2", 600), None, self._count, margins=(16, 0, 16, 0)))
        box.addSpacing(8)
        box.addWidget(self.list)
        box.addWidget(rule())
        hint = row(self._hint, margins=(16, 0, 16, 0))
        acts = row(self.alone, None, self.dismiss, margins=(16, 0, 16, 0))
        below = column(self._form, 4, hint, 12, acts, margins=(0, 10, 0, 0))
        box.addWidget(below)
        self.box.addWidget(page)

    # ── showing ──────────────────────────────────────────────────────────────────────────────────

    def _ask(self) -> None:
        version_id = self._version_id
        self._context.read("speakers", lambda workspace: _answer(workspace, version_id), self._take)

    def _on_change(self, change: object) -> None:
        tables: frozenset[str] = getattr(change, "tables", frozenset())
        if tables & {"turn", "actor", "alias"}:
            self._ask()

    def _take(self, answer: Answer) -> None:
        self._speakers = {speaker.label: speaker for speaker in answer.speakers}
        self.actor.complete_from(answer.actors)
        self.name.complete_from([speaker.label for speaker in answer.speakers if speaker.label])
        self._count.setText(f"{len(self._speakers)} in {sum(s.turns for s in answer.speakers)} turns")
        said = sum(speaker.characters for speaker in answer.speakers) or 1
        current = self.list.current_key()
        most = sorted(answer.speakers, key=lambda speaker: -speaker.turns)
        self.list.show_rows([_row(speaker, said) for speaker in most])
        self.list.setFixedHeight(56 * max(1, min(ROWS_AT_MOST, len(answer.speakers))) + 8)
        keys = self.list.keys()
        key = next((k for k in (_key(self._wanted), current) if k in keys), keys[0] if keys else "")
        self._wanted = ""
        self.list.set_current(key)
        self._show_one(key)
        self.adjustSize()

    def _show_one(self, key: str) -> None:
        speaker = self._speakers.get(_label(key))
        for widget in (self.name, self.actor, self.dismiss):
            widget.setEnabled(speaker is not None)
        self.alone.setEnabled(speaker is not None and bool(speaker.label))
        self.name.show_value(speaker.label if speaker else "")
        self.actor.show_value(speaker.actor if speaker else "")
        self.alone.setChecked(speaker is not None and bool(self._alone) and speaker.label == self._alone)

    # ── changing ─────────────────────────────────────────────────────────────────────────────────

    def _current(self) -> str:
        return _label(self.list.current_key())

    def _rename(self, new: str) -> None:
        version_id, was = self._version_id, self._current()
        self._wanted = " ".join(new.split()) or was
        if self._alone == was and new:
            self._alone = self._wanted
        self._context.write("Rename speaker", lambda w: w.speakers.rename(version_id, was, new))

    def _assign(self, actor: str) -> None:
        version_id, who = self._version_id, self._current()
        self._wanted = who
        self._context.write("Assign speaker", lambda w: w.speakers.assign(version_id, who, actor))

    def _dismiss(self) -> None:
        version_id, who = self._version_id, self._current()
        if self._alone == who:
            self._show_alone(False)
        self._context.write("Not a speaker", lambda w: w.speakers.dismiss(version_id, who))

    def _show_alone(self, wanted: bool) -> None:
        speaker = self._speakers.get(self._current())
        self._alone = speaker.label if wanted and speaker else ""
        self.shown_alone.emit(self._alone)
        if wanted and speaker:
            self.went_to.emit(speaker.first)


def _answer(workspace: Workspace, version_id: str) -> Answer:
    with workspace.store.session() as session:
        actors = [actor.name for actor, _claims in queries.actors(session)]
    return Answer(workspace.speakers.of(version_id), actors)


def _row(speaker: Speaker, said: int) -> Row:
    turns = f"{speaker.turns} turn" + ("s" if speaker.turns != 1 else "")
    parts: Sequence[str] = (
        turns,
        _share(speaker.characters, said),
        speaker.role,
        speaker.actor if speaker.actor != speaker.label else "",
    )
    return Row(
        _key(speaker.label), speaker.label or NOBODY, " · ".join(part for part in parts if part), "message-square-text"
    )


def _share(characters: int, said: int) -> str:
    share = 100 * characters / said
    return "less than 1 % of the words" if 0 < share < 1 else f"{share:.0f} % of the words"


def _key(label: str) -> str:
    """A row's key is never empty; that would be a section's title."""
    return f"={label}" if label else "="


def _label(key: str) -> str:
    return key[1:]
