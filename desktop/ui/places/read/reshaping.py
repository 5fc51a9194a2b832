"""What the hand does to the current claim in Read: its ends, its kind; split, merged, repeated. Each is one step.

It works on the claim that is painted as current, also when that is still on its way to the disk.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from desktop.claims import kind_of
from desktop.ui.places.read.tagged import Tagged
from desktop.ui.views.base import Mark
from desktop.ui.views.boundaries import Boundaries

if TYPE_CHECKING:
    from desktop.ui.places.read.place import ReadPlace
    from desktop.workspace import Workspace

Stretch = tuple[int, int]


class Reshaping:
    def __init__(self, place: "ReadPlace", tagged: Tagged) -> None:
        self._place, self._tagged = place, tagged
        self._context, self._reader = place.context, place.reader
        self._reader.ends_moved.connect(self.move_ends)
        self._reader.merge_wanted.connect(self.merge)
        place.inspector.kind_wanted.connect(self.change_kind)

    # ── its ends ─────────────────────────────────────────────────────────────────────────────────

    def move_ends(self, mark_id: str, before: Stretch, after: Stretch) -> None:
        """A gesture has ended; the words are painted so already."""
        version_id = self._version()

        def move(workspace: "Workspace", claim_id: str) -> None:
            own = [(p.start, p.end) for p in workspace.claim(claim_id).passages if p.version_id == version_id]
            workspace.set_stretches(claim_id, version_id, [after if one == before else one for one in own])

        self._write("The ends stay", mark_id, move, failed=lambda: self._tagged.paint_again(mark_id))

    def grow(self) -> None:
        """The passage at the caret becomes whole sentences; again: whole paragraphs."""
        mark = self._passage()
        if mark:
            bounds = self._reader.view().boundaries()
            was = (mark.start, mark.end)
            now = _whole(bounds.sentence, *was)
            now = now if now != was else _whole(bounds.paragraph, *was)
            if now != was:
                self.move_ends(mark.id, was, bounds.trimmed(*now))

    # ── its kind ─────────────────────────────────────────────────────────────────────────────────

    def change_kind(self, kind: str) -> None:
        """Of the current claim; with words selected, or without a claim, they are tagged so."""
        mark, view = self._passage(), self._reader.view()
        if mark is None or view.selection():
            self._place.tagging.press(kind)
        elif mark.kind != kind:
            own = (mark.start, mark.end)
            self._write(
                f"The {kind_of(mark.kind).word} stays",
                mark.id,
                lambda workspace, claim_id: workspace.reshaping.change_kind(claim_id, kind),
                done=lambda _none: self._tell_kind(mark.kind, kind),
                failed=lambda: view.select(*own),  # the new claim that is offered instead needs one key
            )

    def _tell_kind(self, before: str, after: str) -> None:
        """Where digits stand in the shifted row of the keyboard, whoever meant to tag sees at once what it was."""
        now, was = kind_of(after), kind_of(before)
        self._context.tell_step(f"Now {now.article} {now.word}", f"The claim was {was.article} {was.word} before.")

    # ── two of one, one of two ───────────────────────────────────────────────────────────────────

    def split(self) -> None:
        """At the caret, or where the selection begins; a word stays whole."""
        mark, view = self._passage(), self._reader.view()
        if mark is None:
            self._context.tell("Nothing was split", "Choose a claim, and put the caret between its two parts.")
            return
        at, version_id = (view.selection() or (view.caret(), 0))[0], self._version()
        word = view.boundaries().word(at)
        at = word[0] if word[0] < at < word[1] else at
        self._write(
            "Not split",
            mark.id,
            lambda workspace, claim_id: workspace.reshaping.split(claim_id, version_id, at),
            done=self._chosen,
        )

    def merge(self, other_id: str) -> None:
        """The current claim with that one."""
        mark = self._passage()
        if mark is None or other_id not in self._tagged:
            self._context.tell(
                "Nothing was merged", "Choose a claim, then Ctrl+Shift+click on the words of another one."
            )
        elif other_id != mark.id:
            self._write(
                "Not merged",
                mark.id,
                lambda workspace, claim_id: _merged(workspace, claim_id, self._tagged.written_id(other_id)),
                done=self._merged,
            )

    def _merged(self, done: tuple[str, str, str]) -> None:
        claim_id, whose, other = done
        self._context.choose_claim(claim_id)
        if other:
            self._context.tell(
                f"The claim is {whose}’s now",
                f"Words of {other} are in it too. Whose claim it is can be changed in the inspector, under Actor.",
            )

    def merge_next(self) -> None:
        """The current claim with the one that follows in the text."""
        ids = [claim.id for claim in self._tagged.claims]
        at = ids.index(self._context.claim_id) + 1 if self._context.claim_id in ids else len(ids)
        if at < len(ids):
            self.merge(ids[at])
        else:
            self._context.tell("Nothing was merged", "No claim follows the current one.")

    def duplicate(self, by: int) -> None:
        """One like it on the sentence after, or before."""
        own, workspace, opened = self._reader.view().current_marks(), self._context.workspace, self._place.opened
        if not own or not workspace or not opened:
            self._context.tell("Nothing was repeated", "Choose the claim that the next sentence is like.")
            return
        mark, version_id = own[-1 if by > 0 else 0], opened.row.version_id
        stretch = _neighbour(self._reader.view().boundaries(), mark, by)
        if stretch is None:
            self._context.tell("Nothing was repeated", "The text ends here.")
            return
        pending = self._place.tagging.pend(mark.kind, stretch)
        self._place.going.to_words(*stretch)
        self._context.tasks.write(
            "Not repeated",
            lambda: self._tagged.write(
                pending, workspace.reshaping.duplicate(self._tagged.written_id(mark.id), version_id, [stretch])
            ),
            lambda claim_id: self._place.tagging.made(pending, claim_id),
            lambda _error: self._tagged.drop(pending),
        )

    # ── inside ───────────────────────────────────────────────────────────────────────────────────

    def _passage(self) -> Mark | None:
        """The current claim's at the caret, else its first one here."""
        view = self._reader.view()
        own, caret = view.current_marks(), view.caret()
        return next((mark for mark in own if mark.start <= caret <= mark.end), own[0] if own else None)

    def _version(self) -> str:
        opened = self._place.opened
        return opened.row.version_id if opened else ""

    def _chosen(self, claim_id: str) -> None:
        self._context.choose_claim(claim_id)

    def _write(
        self,
        refused: str,
        mark_id: str,
        verb: Callable[["Workspace", str], Any],
        *,
        done: Callable[[Any], None] | None = None,
        failed: Callable[[], None] = lambda: None,
    ) -> None:
        """In the lane behind the tag that made the claim, so that its id is known there."""
        workspace = self._context.workspace
        if workspace:
            self._context.tasks.write(
                refused, lambda: verb(workspace, self._tagged.written_id(mark_id)), done, lambda _error: failed()
            )


def _merged(workspace: "Workspace", claim_id: str, other_id: str) -> tuple[str, str, str]:
    """The claim that stays, whose it is, and who else is in it ("" for nobody)."""
    before = [_whose(workspace, ident) for ident in (claim_id, other_id)]
    kept = workspace.reshaping.merge(claim_id, other_id)
    whose = _whose(workspace, kept)
    return kept, whose, next((name for name in before if name not in ("", whose)), "")


def _whose(workspace: "Workspace", claim_id: str) -> str:
    claim = workspace.claim(claim_id)
    return claim.actor or claim.speaker


def _whole(around: Callable[[int], Stretch], start: int, end: int) -> Stretch:
    return min(start, around(start)[0]), max(end, around(end - 1)[1])


def _neighbour(bounds: Boundaries, mark: Mark, by: int) -> Stretch | None:
    """The sentence after the one in which the passage ends, or before the one in which it begins."""
    text = bounds.text
    if by > 0:
        at = max(mark.end, bounds.sentence(mark.end - 1)[1])
        while at < len(text) and text[at].isspace():
            at += 1
    else:
        at = min(mark.start, bounds.sentence(mark.start)[0]) - 1
        while at >= 0 and text[at].isspace():
            at -= 1
    found = bounds.sentence(at) if 0 <= at < len(text) else (0, 0)
    return found if found[0] < found[1] else None
