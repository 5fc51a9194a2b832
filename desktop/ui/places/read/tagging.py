"""Words become claims in Read: by a kind's key, by the palette beside them, or at once while a kind is armed."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, Qt
from PySide6.QtGui import QGuiApplication

from desktop.claims import kind_of, kinds
from desktop.taking import taken
from desktop.ui.places.read.tagged import Tagged

if TYPE_CHECKING:
    from desktop.ui.places.read.linking import Linking
    from desktop.ui.places.read.place import ReadPlace

Stretch = tuple[int, int]


class Tagging:
    """`armed` is the kind that every selection becomes at once, "" for none."""

    def __init__(self, place: "ReadPlace", tagged: Tagged, linking: "Linking") -> None:
        self._place, self._tagged, self._linking = place, tagged, linking
        self._context, self._reader = place.context, place.reader
        self.armed = ""
        self._tapped: tuple[str, str, int] | None = None
        """Kind, version and caret of the last key, for a second tap on it."""
        self._since = QElapsedTimer()
        palette = self._reader.selection_palette
        palette.chosen.connect(self._choose)
        palette.copy_wanted.connect(self.copy_with_citation)
        palette.search_wanted.connect(lambda: self._context.command_wanted.emit("search_selected"))
        self._reader.armed.disarm_wanted.connect(self.disarm)
        self._reader.passage_selected.connect(self._on_selected)
        self._reader.picked.connect(self._on_picked)
        self._reader.stretch_added.connect(self.add_stretch)
        self._context.changed.connect(lambda _announcement: self._disarm_gone())
        self._context.workspace_changed.connect(self._disarm_gone)

    def stretch(self, *, selected_only: bool = False) -> Stretch | None:
        """What is selected; with nothing selected the sentence at the caret."""
        if not self._place.opened:
            self._place.glancing.hint()
            return None
        view = self._reader.view()
        chosen = view.selection() or (None if selected_only else view.boundaries().sentence(view.caret()))
        return self._taken(chosen) if chosen and chosen[0] < chosen[1] else None

    def _taken(self, stretch: Stretch) -> Stretch:
        opened = self._place.opened
        return taken(opened.shown.text, *stretch, opened.shown.reading.turns) if opened else stretch

    def take_sentence(self) -> None:
        """The sentence at the caret; again: its paragraph. While a kind is armed it is tagged at once."""
        if not self._place.opened:
            self._place.glancing.hint()
            return
        view, bounds = self._reader.view(), self._reader.view().boundaries()
        chosen = view.selection()
        sentence = bounds.sentence(chosen[0] if chosen else view.caret())
        there = any((mark.start, mark.end) == self._taken(sentence) for mark in view.current_marks())
        if self.armed and there and not chosen:
            self._place.reshaping.grow()
        elif self.armed:
            view.select(*sentence)
            self.tag(self.armed)
        else:
            view.select(*(bounds.paragraph(sentence[0]) if chosen == sentence else sentence))

    # ── one claim ────────────────────────────────────────────────────────────────────────────────

    def press(self, kind: str) -> None:
        """The kind's key: tag; the same key again at once, at the same place: keep the kind armed."""
        opened, view = self._place.opened, self._reader.view()
        if opened and not view.selection() and self._is_second_tap((kind, opened.row.version_id, view.caret())):
            self._tapped = None
            self.arm(kind)
            return
        self.tag(kind)
        self._tapped = (kind, opened.row.version_id, view.caret()) if opened else None
        self._since.start()

    def _is_second_tap(self, now: tuple[str, str, int]) -> bool:
        soon = QGuiApplication.styleHints().mouseDoubleClickInterval()
        return self._tapped == now and self._since.isValid() and self._since.elapsed() < soon

    def tag(self, kind: str) -> None:
        """Painted at once, on the disk a moment later, and current as soon as it is there."""
        stretch, workspace, opened = self.stretch(), self._context.workspace, self._place.opened
        if not opened or not stretch or not workspace:
            return
        version_id = opened.row.version_id
        self._reader.hide_palette()
        pending = self.pend(kind, stretch)
        self._context.tasks.write(
            f"Tag {kind_of(kind).word}",
            lambda: self._tagged.write(pending, workspace.mark(kind, version_id, [stretch])),
            lambda claim_id: self.made(pending, claim_id),
            lambda _error: self._tagged.drop(pending),
        )

    def pend(self, kind: str, stretch: Stretch) -> str:
        """Paint what is on its way to the disk, as the current claim."""
        pending = self._tagged.pend(kind, *stretch)
        self._reader.view().set_current(pending)
        self._reader.view().clear_selection()
        return pending

    def made(self, pending: str, claim_id: str) -> None:
        """The current claim, unless a newer one is already under way."""
        overtaken = self._tagged.is_overtaken(pending)
        self._tagged.made(pending, claim_id)
        if not overtaken:
            self._context.choose_claim(claim_id)

    def add_stretch(self, start: int, end: int) -> None:
        """One more stretch for the current claim, or the words selected when there is none."""
        claim_id, opened = self._context.claim_id, self._place.opened
        if claim_id and opened:
            version_id = opened.row.version_id
            self._context.write("Add a stretch", lambda w: w.add_stretch(claim_id, version_id, start, end))
        else:
            self._reader.view().select(start, end)

    # ── armed ────────────────────────────────────────────────────────────────────────────────────

    def arm(self, kind: str) -> None:
        """From now on each selection by mouse, and each sentence taken, is tagged at once; again: no longer."""
        self.armed = "" if kind == self.armed else kind
        if self.armed:
            self._linking.disarm()
            self._reader.armed.show_kind(kind_of(kind))
        else:
            self._reader.armed.hide()
        self._reader.hide_palette()
        self._place.status_changed.emit(self._place.status())

    def disarm(self) -> bool:
        """False when nothing was armed."""
        was = self.armed
        if was:
            self.arm(was)
        return bool(was)

    def _disarm_gone(self) -> None:
        """A kind that analysts made may be removed while it is armed."""
        if self.armed and self.armed not in {kind.name for kind in kinds()}:
            self.disarm()

    def told(self) -> str:
        """For the status line."""
        kind = kind_of(self.armed) if self.armed else None
        return f"Each selection becomes {kind.article} {kind.word} · Esc ends" if kind else ""

    # ── the hand at the words ────────────────────────────────────────────────────────────────────

    def _on_selected(self, start: int, end: int) -> None:
        idle = QGuiApplication.mouseButtons() == Qt.MouseButton.NoButton
        if start < end and idle and self._place.isVisible() and not self.armed:
            self._reader.show_palette()
        else:
            self._reader.hide_palette()

    def _on_picked(self, _start: int, _end: int) -> None:
        if self.armed and not self._linking.claim_id:
            self.tag(self.armed)

    def _choose(self, name: str) -> None:
        """In the palette: a kind, which stays armed when the pin is in, or evidence."""
        stretch, claim_id = self.stretch(selected_only=True), self._linking.claim_id or self._context.claim_id
        if name != "evidence":
            self.tag(name)
            if self._reader.selection_palette.take_pin() and self.armed != name:
                self.arm(name)
        elif claim_id and stretch and self._place.opened:
            self._linking.choose_relation(self._place.opened, stretch, claim_id)
        else:
            self._linking.say_choose_claim()

    def copy_with_citation(self) -> None:
        stretch, opened = self.stretch(), self._place.opened
        if opened and stretch:
            row = opened.row
            quote = opened.shown.text[slice(*stretch)]
            source = ", ".join(part for part in (row.title, row.publisher, row.published_on, row.url) if part)
            QGuiApplication.clipboard().setText(f"“{quote}” ({source})")
            self._context.tell("Copied", "The words with their citation are in the clipboard.")
