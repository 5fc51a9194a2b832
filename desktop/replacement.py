"""What a newer copy does to a document, as it is shown before it is done: where each passage goes. Nothing here writes."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

from desktop.alignment import Alignment
from desktop.anchoring import Described, Resolved, Status
from desktop.documents.base import Reading

How = Literal["kept", "moved", "review", "orphaned"]
HOW: dict[str, How] = {"exact": "kept", "reanchored": "moved", "needs_review": "review", "orphaned": "orphaned"}
DOUBTFUL = ("needs_review", "orphaned")
GONE: tuple[Status, float] = ("exact", 0.0)
"""Status and score of a passage whose words a person has found to be out of the newest version: it stays on its own."""

Progress = Callable[[int, int], None]
"""(passages looked for, passages in all); whoever raises here ends the comparison."""


@dataclass(frozen=True)
class Move:
    """One passage of a claim or an evidence, and where it goes."""

    passage_id: str
    owner_id: str
    """Of the claim, or of the outcome that the evidence is for."""
    kind: str
    """The claim's kind, or "evidence"."""
    statement: str
    version_id: str
    """Where it stands today: mostly the current version; an older one when it has waited for a place since then."""
    old: Described
    found: Resolved
    words: str
    """What it says in the new text; "" when it was not found."""
    live: bool = True
    """Of a removed claim otherwise: carried along without a word."""

    @property
    def how(self) -> How:
        return HOW[self.found.status]

    @property
    def reworded(self) -> bool:
        return bool(self.words) and self.words != self.old.exact


@dataclass(frozen=True)
class Replacement:
    """What would become of a document; nothing is written yet."""

    document_id: str
    title: str
    replaces: int
    """Number of the version that is current now."""
    version_id: str
    """Its id."""
    name: str
    data: bytes
    reading: Reading
    old_text: str
    moves: tuple[Move, ...]
    """In the order of the old text, the longest waiting first."""
    again: bool = False
    """The same bytes, read in another way."""
    same_layout: bool = False
    alignment: Alignment | None = field(default=None, repr=False, compare=False)
    """Of both texts, for whoever shows what changed; None where they are the same."""

    @cached_property
    def counts(self) -> dict[How, int]:
        found = Counter(move.how for move in self.moves if move.live)
        return {how: found[how] for how in HOW.values()}

    @property
    def same_words(self) -> bool:
        return self.old_text == self.reading.text

    @property
    def nothing_changed(self) -> bool:
        """Not a word, and none stands elsewhere on its page: the version that is there is kept."""
        return self.same_words and self.same_layout

    @property
    def label(self) -> str:
        return f"Read “{self.title}” again" if self.again else f"Replace “{self.title}”"

    def placed(self, passage_id: str, number: int) -> "Replacement":
        """The same, with a passage at one of its candidates (from 0), as a person says; once more: left for review."""
        return replace(self, moves=tuple(self._at(m, number) if m.passage_id == passage_id else m for m in self.moves))

    def _at(self, move: Move, number: int) -> Move:
        place = move.found.candidates[number]
        if (move.found.status, move.found.start, move.found.end) == ("reanchored", place.start, place.end):
            return replace(
                move, found=Resolved("needs_review", place.score, candidates=move.found.candidates), words=""
            )
        found = Resolved("reanchored", 1.0, place.start, place.end, move.found.candidates)
        return replace(move, found=found, words=self.reading.text[place.start : place.end])


def same_layout(old: Reading, new: Reading, *, same_file: bool) -> bool:
    """Do both show the words in the same way? Of a page without words only its file can tell."""
    if not same_file and any(not page.words for page in [*old.pages, *new.pages]):
        return False
    return all(getattr(old, name) == getattr(new, name) for name in _LAYOUT)


_LAYOUT = ("pages", "blocks", "turns", "outline", "links", "highlights")
