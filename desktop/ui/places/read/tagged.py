"""The claims and evidence of the open document, and their marks: those on the disk and those on their way to it.

One more claim costs the same among three thousand as among ten: only what was touched is asked for and painted again.
"""

import itertools
from bisect import bisect_left, insort
from collections.abc import Callable, KeysView
from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.rows import PassageRow, TaggedRow
from desktop.claims import kind_of
from desktop.ui.forms import words
from desktop.ui.panels.reader import ReaderPane
from desktop.ui.views.base import Mark

if TYPE_CHECKING:
    from db.store import Announcement
    from desktop.workspace import Workspace

PENDING = "pending"
"""Begins the id of a mark that is painted before it is on the disk."""

FEW = 50
"""Up to so many claims are painted again one by one; of more, all of the document are."""

EvidenceMarks = list[tuple[str, PassageRow]]


@dataclass(frozen=True)
class Answer:
    """What the workspace says of a version: all of it, or of the claims `ids` alone."""

    version_id: str
    claims: list[TaggedRow]
    evidence: EvidenceMarks
    ids: frozenset[str] = frozenset()


def whole(workspace: "Workspace", version_id: str) -> Answer:
    from db import queries

    with workspace.store.session() as session:
        return Answer(version_id, queries.tagged(session, version_id), queries.evidence_marks(session, version_id))


def touched(workspace: "Workspace", version_id: str, ids: frozenset[str]) -> Answer:
    from db import queries

    with workspace.store.session() as session:
        return Answer(version_id, queries.tagged(session, version_id, list(ids)), [], ids)


def claims_of(announcement: "Announcement") -> frozenset[str]:
    """Ids of those that it touched."""
    return frozenset(key.id for key in announcement.keys if key.table == "claim")


class Tagged:
    def __init__(self, reader: ReaderPane) -> None:
        self._reader = reader
        self._numbers = itertools.count(1)
        self.show("")

    def show(self, version_id: str) -> None:
        """Another document: its marks are still to be asked for."""
        self._version_id = version_id
        self.claims: list[TaggedRow] = []
        """In the order of the text."""
        self._by_id: dict[str, TaggedRow] = {}
        self._pending: dict[str, tuple[Mark, str]] = {}
        """Mark and, once it has been made, claim."""
        self._written: dict[str, str] = {}
        """Claims by the marks that were painted for them: filled in the writing lane, where what follows is done."""
        self.all_there = False
        """The marks of the document have been answered since they were last asked for."""

    def __contains__(self, claim_id: str) -> bool:
        return claim_id in self._by_id or any(made == claim_id for _mark, made in self._pending.values())

    def ids(self) -> KeysView[str]:
        """Of the claims that are on the disk."""
        return self._by_id.keys()

    def mark_id(self, claim_id: str) -> str:
        """The id under which the claim is painted: that of its pending mark until the claim itself is there."""
        if claim_id in self._by_id:
            return claim_id
        return next((pending for pending, (_mark, made) in self._pending.items() if made == claim_id), claim_id)

    def number_of(self, claim_id: str) -> tuple[int, int]:
        """(which one in the order of the text, of how many); (0, …) for one that is not here."""
        claim = self._by_id.get(claim_id)
        return bisect_left(self.claims, _place(claim), key=_place) + 1 if claim else 0, len(self.claims)

    def those_here(self, ids: frozenset[str]) -> frozenset[str]:
        return ids & self._by_id.keys()

    def place(self, ids: frozenset[str]) -> tuple[int, int] | None:
        """Where the first of these claims stands."""
        found = [self._by_id[claim_id] for claim_id in ids if claim_id in self._by_id]
        first = min(found, key=_place, default=None)
        return (first.start, first.end) if first else None

    def take_all(self, answer: Answer) -> None:
        if answer.version_id != self._version_id:
            return
        self.all_there = True
        self.claims = answer.claims
        self._by_id = {claim.id: claim for claim in self.claims}
        self._pending = {key: item for key, item in self._pending.items() if item[1] not in self._by_id}
        marks = painted(answer, self._reader.filter_strip.filter.shows)
        self._reader.set_marks([*marks, *(mark for mark, _made in self._pending.values())])
        self._reader.filter_strip.show_claims(self.claims)

    def shown(self) -> list[TaggedRow]:
        """Those that the filter leaves."""
        return [claim for claim in self.claims if self._reader.filter_strip.filter.shows(claim)]

    def is_hidden(self, claim_id: str) -> bool:
        """By the filter."""
        claim = self._by_id.get(claim_id)
        return claim is not None and not self._reader.filter_strip.filter.shows(claim)

    def take_touched(self, answer: Answer) -> None:
        if answer.version_id != self._version_id:
            return
        there = {claim.id: claim for claim in answer.claims if claim.id in answer.ids}
        for claim_id in answer.ids:
            old = self._by_id.pop(claim_id, None)
            if old:
                del self.claims[bisect_left(self.claims, _place(old), key=_place)]
            if claim_id in there:
                insort(self.claims, there[claim_id], key=_place)
                self._by_id[claim_id] = there[claim_id]
            self._reader.put_marks(claim_id, self._marks(there[claim_id]) if claim_id in there else [])
        for pending in [key for key, (_mark, made) in self._pending.items() if made in answer.ids]:
            self.drop(pending)
        self._reader.filter_strip.show_claims(self.claims)

    def pend(self, kind: str, start: int, end: int) -> str:
        """Paint a claim that is not on the disk yet. Returns the id of its mark."""
        of_kind, pending = kind_of(kind), f"{PENDING} {next(self._numbers)}"
        mark = Mark(pending, kind, of_kind.sign, of_kind.line, start, end)
        self._pending[pending] = mark, ""
        self._reader.put_marks(pending, [mark])
        return pending

    def made(self, pending: str, claim_id: str) -> None:
        """The pending mark stays until the claim itself is painted, so nothing flickers."""
        if pending in self._pending:
            self._pending[pending] = self._pending[pending][0], claim_id
            if claim_id in self._by_id:  # it was quicker than this answer
                self.drop(pending)

    def write(self, pending: str, claim_id: str) -> str:
        """The claim is on the disk; told in the writing lane."""
        self._written[pending] = claim_id
        return claim_id

    def written_id(self, mark_id: str) -> str:
        """The claim's id for the id that it is painted under; asked in the writing lane."""
        return self._written.get(mark_id, mark_id)

    def is_overtaken(self, pending: str) -> bool:
        """A newer mark is on its way to the disk."""
        return pending in self._pending and next(reversed(self._pending)) != pending

    def paint_again(self, mark_id: str) -> None:
        """As the workspace has it."""
        claim = self._by_id.get(self.written_id(mark_id))
        if claim:
            self._reader.put_marks(claim.id, self._marks(claim))

    def drop(self, pending: str) -> None:
        if self._pending.pop(pending, None):
            self._reader.put_marks(pending, [])

    def _marks(self, claim: TaggedRow) -> list[Mark]:
        return _marks_of(claim) if self._reader.filter_strip.filter.shows(claim) else []


def painted(answer: Answer, shows: Callable[[TaggedRow], bool]) -> list[Mark]:
    """The marks of a version: those of the claims that the filter shows, and of all evidence."""
    marks = [mark for claim in answer.claims if shows(claim) for mark in _marks_of(claim)]
    return marks + [
        Mark(outcome, "evidence", "square", "double", p.start, p.end, f"Evidence: {p.exact}")
        for outcome, p in answer.evidence
    ]


def _marks_of(claim: TaggedRow) -> list[Mark]:
    kind = kind_of(claim.kind)
    title = f"{kind.title}: {claim.statement} · {words(claim.verdict)}"
    return [Mark(claim.id, claim.kind, kind.sign, kind.line, start, end, title) for start, end in claim.stretches]


def _place(claim: TaggedRow) -> tuple[int, int, str]:
    return claim.start, claim.end, claim.id
