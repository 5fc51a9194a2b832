"""A newer copy of a document, or the same file read again: where every passage goes, shown first, then done in one edit.

The old version stays. A passage that was found moves with its words; one that needs review or is lost stays on the old
version's words until a person places it.
"""

import hashlib
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from db import lookups
from db import models as m
from db.errors import NotFound, RuleBroken
from db.lookups import Session
from db.store import Store
from desktop import writing
from desktop.anchoring import Candidate, Described, Finder, Resolved, describe
from desktop.documents.base import Choices, Reading, unpack
from desktop.replacement import DOUBTFUL, GONE, Move, Progress, Replacement, same_layout


@dataclass(frozen=True)
class Doubt:
    """A passage that waits for its place: its old words, and where they may be in the text of today."""

    passage_id: str
    document_id: str
    old_text: str
    old: Described
    new_version_id: str
    new_text: str
    candidates: tuple[Candidate, ...]


class Versions:
    """The verbs, over one open store. Every writing one is one edit."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._last = ("", ""), Finder("", "")

    # ── a newer copy ─────────────────────────────────────────────────────────────────────────────

    def plan_replacement(
        self,
        document_id: str,
        name: str,
        data: bytes,
        reading: Reading,
        progress: Progress = lambda _done, _total: None,
    ) -> Replacement:
        """What a newer copy would do. Nothing is written, and nobody waits for it: what is asked is asked first."""
        with self.store.session() as session:
            document = writing.get(session, m.Document, document_id, "document")
            version = _current(session, document)
            file = version.source_file_id and session.get(m.SourceFile, version.source_file_id)
            standing = _standing(session, document)
        again = bool(file) and file.sha256 == hashlib.sha256(data).hexdigest()  # type: ignore[union-attr]
        finders = _Finders(reading.text)
        progress(0, len(standing))
        both = finders.of(version).alignment if version.text != reading.text else None
        moves = tuple(_moves(standing, finders, progress=progress))
        same = both is None and same_layout(unpack(zlib.decompress(version.structure)), reading, same_file=again)
        return Replacement(
            document_id, document.title, version.number, version.id, name, data, reading, version.text, moves, again,
            same, both,
        )  # fmt: skip

    def plan_rereading(
        self, document_id: str, reading: Reading, progress: Progress = lambda _done, _total: None
    ) -> Replacement:
        """The same for the file that is in the workspace, read with another reader or other choices."""
        return self.plan_replacement(document_id, *self.source(document_id), reading, progress)

    def choices(self, document_id: str) -> Choices:
        """How the current version was read."""
        with self.store.session() as session:
            version = _current(session, writing.get(session, m.Document, document_id, "document"))
        return unpack(zlib.decompress(version.structure)).choices

    def source(self, document_id: str) -> tuple[str, bytes]:
        """Name and bytes of the file that the current version was read from."""
        with self.store.session() as session:
            version = _current(session, writing.get(session, m.Document, document_id, "document"))
            file = version.source_file_id and session.get(m.SourceFile, version.source_file_id)
            if not file:
                raise NotFound("The file that this document was read from is not in the workspace.")
            return file.name, zlib.decompress(file.content)

    def replace(self, plan: Replacement) -> str:
        """Do what was planned; what was tagged meanwhile comes along. Returns the new version's id; where nothing has
        changed, that of the version which is kept.

        Raises RuleBroken when the document has got another version since.
        """
        if plan.nothing_changed:
            return plan.version_id
        with self.store.edit(plan.label) as session:
            document = writing.get(session, m.Document, plan.document_id, "document")
            if document.current_version != plan.replaces:
                raise RuleBroken(f"“{document.title}” was replaced meanwhile; look at the newer copy again.")
            old = _current(session, document)
            number = max(row.number for row in lookups.rows(session, m.Version, document_id=document.id)) + 1
            sha = hashlib.sha256(plan.data).hexdigest()
            file = writing.source_file(session, plan.name, plan.data, sha)
            writing.add_version(session, document, number, plan.reading, file)
            new = lookups.rows(session, m.Version, document_id=document.id, number=number)[0]
            document.current_version = number
            _carry_speakers(session, old, new)
            _carry_passages(session, document, plan, new)
            return new.id

    # ── passages that wait for their place ───────────────────────────────────────────────────────

    def doubt(self, passage_id: str) -> Doubt:
        """A waiting passage with the places where it may be now."""
        with self.store.session() as session:
            passage = writing.get(session, m.Passage, passage_id, "passage")
            own = session.get_one(m.Version, passage.version_id)
            new = _current(session, session.get_one(m.Document, own.document_id))
        old = _described(passage)
        found = self._finder(own, new).find(old) if own.id != new.id else None
        return Doubt(passage_id, own.document_id, own.text, old, new.id, new.text, _choice(found, old))

    def _finder(self, old: m.Version, new: m.Version) -> Finder:
        """The last one is kept: many passages of a long document wait one after the other."""
        key, finder = self._last
        if key != (old.id, new.id):
            key, finder = (old.id, new.id), Finder(old.text, new.text)
            self._last = key, finder
        return finder

    def place_passage(self, passage_id: str, start: int, end: int) -> None:
        """These words of the current version are the passage from now on."""
        with self.store.edit("Place the passage") as session:
            passage = writing.get(session, m.Passage, passage_id, "passage")
            own = session.get_one(m.Version, passage.version_id)
            new = _current(session, session.get_one(m.Document, own.document_id))
            try:
                described = describe(new.text, start, end)
            except ValueError as error:
                raise RuleBroken(f"These words are not in the document ({error}).") from error
            _stand(session, passage, new.id, described, Resolved("exact", 1.0, start, end))
            self._touch_claim(session, passage)

    def let_go(self, passage_id: str) -> None:
        """The words are gone from the newest version: the passage keeps them on its own, and waits no more.

        Raises RuleBroken for a passage of the newest version.
        """
        with self.store.edit("The words are gone") as session:
            passage = writing.get(session, m.Passage, passage_id, "passage")
            own = session.get_one(m.Version, passage.version_id)
            if own.number == session.get_one(m.Document, own.document_id).current_version:
                raise RuleBroken("These words stand in the newest version; they are not gone.")
            passage.status, passage.score = GONE
            self._touch_claim(session, passage)

    def _touch_claim(self, session: Session, passage: m.Passage) -> None:
        if passage.claim_id:
            claim = session.get_one(m.Claim, passage.claim_id)
            claim.changed_by, claim.changed_on = self.store.analyst_id, m.now()

    def confirm_passage(self, passage_id: str) -> None:
        """The best of the places where it may be is the right one. Raises RuleBroken when there is none."""
        doubt = self.doubt(passage_id)
        if not doubt.candidates:
            raise RuleBroken("These words were not found in the newest version; select the ones that say it now.")
        self.place_passage(passage_id, doubt.candidates[0].start, doubt.candidates[0].end)


def _current(session: Session, document: m.Document) -> m.Version:
    found = lookups.first(session, m.Version, document_id=document.id, number=document.current_version)
    if found is None:
        raise NotFound(f"“{document.title}” has no version {document.current_version}.")
    return found


def _described(passage: m.Passage) -> Described:
    return Described(passage.start, passage.end, passage.exact, passage.prefix, passage.suffix)


def _choice(found: Resolved | None, old: Described) -> tuple[Candidate, ...]:
    if found is None:
        return (Candidate(1.0, old.start, old.end),)
    if found.candidates or found.start is None or found.end is None:
        return found.candidates
    return (Candidate(found.score, found.start, found.end),)


# ── planning ─────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class _Standing:
    """A passage as it stands today, and whose it is."""

    passage_id: str
    version: m.Version
    old: Described
    owner_id: str
    kind: str
    statement: str
    live: bool
    deadline: str
    """The words of the passage that name the day on which the claim is due."""
    gone: bool
    """A person has found that its words were taken out; it goes nowhere unless they are back for certain."""


class _Finders:
    """One for each version in which a passage is looked for, made when it is."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._made: dict[str, Finder] = {}

    def of(self, version: m.Version) -> Finder:
        if version.id not in self._made:
            self._made[version.id] = Finder(version.text, self._text)
        return self._made[version.id]


def _standing(session: Session, document: m.Document) -> list[_Standing]:
    """The document's passages that have to go somewhere: those of the current version, and those that wait on older ones."""
    found = []
    for version in sorted(lookups.rows(session, m.Version, document_id=document.id), key=lambda row: row.number):
        passages = lookups.rows(session, m.Passage, version_id=version.id)
        for passage in sorted(passages, key=lambda row: (row.start, row.end)):
            waits = passage.status in DOUBTFUL or _is_gone(passage)
            if waits or version.number == document.current_version:
                found.append(_stands(session, passage, version))
    return found


def _stands(session: Session, passage: m.Passage, version: m.Version) -> _Standing:
    claim = session.get(m.Claim, passage.claim_id) if passage.claim_id else None
    phrase = claim.time_frame_phrase if claim else ""
    deadline = phrase if phrase in passage.exact else ""
    return _Standing(passage.id, version, _described(passage), *_owner(session, passage), deadline, _is_gone(passage))


def _is_gone(passage: m.Passage) -> bool:
    return (passage.status, passage.score) == GONE


def _moves(
    standing: Sequence[_Standing], finders: _Finders, known: Iterable[Move] = (),
    progress: Progress = lambda _done, _total: None,
) -> Iterator[Move]:  # fmt: skip
    """Where passages go; those that stand as they did when they were looked for are not looked for again."""
    settled = {(move.passage_id, move.version_id, move.old): move for move in known}
    for number, one in enumerate(standing, 1):
        there = settled.get((one.passage_id, one.version.id, one.old))
        yield there or _move(one, finders.of(one.version))
        progress(number, len(standing))


def _move(one: _Standing, finder: Finder) -> Move:
    """A passage that no longer names the day on which its claim is due is for a person to look at."""
    resolved, words = finder.find(one.old), ""
    if resolved.start is not None and resolved.end is not None:
        words = finder.new[resolved.start : resolved.end]
        if one.deadline not in words:
            place = Candidate(resolved.score, resolved.start, resolved.end)
            resolved = Resolved("needs_review", resolved.score, candidates=resolved.candidates or (place,))
            words = ""
    live = one.live
    if one.gone and resolved.status in DOUBTFUL:
        resolved, words, live = Resolved(*GONE), "", False
    return Move(one.passage_id, one.owner_id, one.kind, one.statement, one.version.id, one.old, resolved, words, live)


def _owner(session: Session, passage: m.Passage) -> tuple[str, str, str, bool]:
    if passage.claim_id:
        claim = session.get_one(m.Claim, passage.claim_id)
        return claim.id, claim.kind, claim.statement, claim.deleted_on is None
    outcome = session.get_one(m.Outcome, session.get_one(m.Evidence, passage.evidence_id).outcome_id)
    return outcome.id, "evidence", outcome.statement, outcome.deleted_on is None


# ── doing ────────────────────────────────────────────────────────────────────────────────────────────


def _carry_passages(session: Session, document: m.Document, plan: Replacement, new: m.Version) -> None:
    before = m.Document(id=document.id, title=document.title, current_version=plan.replaces)
    reworded = set()
    for move in _moves(_standing(session, before), _Finders(new.text), plan.moves):
        _settle(session, session.get_one(m.Passage, move.passage_id), new, move.found)
        if move.how == "moved" and move.reworded:
            reworded.add(session.get_one(m.Passage, move.passage_id).claim_id)
    for claim_id in filter(None, reworded):
        _reword(session, session.get_one(m.Claim, claim_id))


def bring_home(session: Session, claim_id: str) -> None:
    """A claim that comes back from before a replacement stands in the documents of today, or waits for its place."""
    for passage in lookups.rows(session, m.Passage, claim_id=claim_id):
        own = session.get_one(m.Version, passage.version_id)
        new = _current(session, session.get_one(m.Document, own.document_id))
        if own.id == new.id or passage.status in DOUBTFUL:
            continue
        move = _move(_stands(session, passage, own), Finder(own.text, new.text))
        _settle(session, passage, new, move.found)


def _settle(session: Session, passage: m.Passage, new: m.Version, found: Resolved) -> None:
    """In its place in the new version, or waiting on its old words for a person."""
    if found.status in DOUBTFUL or found.start is None or found.end is None:
        passage.status, passage.score = found.status, found.score
    else:
        _stand(session, passage, new.id, describe(new.text, found.start, found.end), found)


def _stand(session: Session, passage: m.Passage, version_id: str, at: Described, found: Resolved) -> None:
    passage.version_id, passage.start, passage.end = version_id, at.start, at.end
    passage.exact, passage.prefix, passage.suffix = at.exact, at.prefix, at.suffix
    passage.status, passage.score = found.status, found.score
    session.flush()


def _reword(session: Session, claim: m.Claim) -> None:
    """A statement that nobody has put into their own words follows the passages'."""
    if "statement" in claim.filled_in:
        own = lookups.rows(session, m.Passage, claim_id=claim.id)
        claim.statement = writing.said(sorted(own, key=lambda row: row.position))


def _carry_speakers(session: Session, old: m.Version, new: m.Version) -> None:
    """What a person corrected in the old version's turns holds in the new one's: names, actors, who is no speaker."""
    read = unpack(zlib.decompress(old.structure)).turns
    corrected: dict[int, m.Turn] = {turn.start: turn for turn in lookups.rows(session, m.Turn, version_id=old.id)}
    votes: dict[str, Counter[tuple[str, str | None] | None]] = defaultdict(Counter)
    for turn in read:
        now = corrected.get(turn.start)
        votes[turn.label][(now.label, now.actor_id) if now else None] += 1
    before: m.Turn | None = None
    for row in sorted(lookups.rows(session, m.Turn, version_id=new.id), key=lambda turn: turn.start):
        said = votes[row.label].most_common(1)[0][0] if row.label in votes else (row.label, row.actor_id)
        if said is None:
            if before:
                before.end = row.end
            session.delete(row)
            continue
        row.label, row.actor_id = said[0], said[1] or row.actor_id
        before = row
    session.flush()
