"""Whatever was done: undoing all of it gives the first state, redoing all of it the last, row for row, also after a restart."""

import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db import queries
from db.errors import DamagedWorkspace, KnownError
from db.folding import spaced
from db.history import Key
from db.search import chunks
from db.store import Announcement
from desktop.claims import kind_of
from desktop.documents import format_for
from desktop.workspace import Workspace

WORDS = [
    "the",
    "port",
    "of",
    "Estmouth",
    "will",
    "open",
    "by",
    "June",
    "2026",
    "and",
    "the",
    "minister",
    "may",
    "lift",
    "harbour",
    "dues",
    "for",
    "five",
    "years",
]
FIELDS: tuple[dict[str, Any], ...] = (
    {"statement": "The port opens."}, {"actor": "Ministry of Works"}, {"actor": ""}, {"topic": "customs"}, {"topic": ""},
    {"due_latest": "2026-06-30", "note": "as said"}, {"kind": "risk"}, {"hedging_cues": ["may"]}, {"topic": "ports"},
    {"details": {}}, {"testability": "not_testable"}, {"attribution": "narrated"}, {"addressee": "Harbour Board"},
)  # fmt: skip


class Hand:
    """Does one verb on whatever a number picks."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace

    def do(self, verb: str, number: int) -> None:
        getattr(self, verb)(number)

    def add_document(self, number: int) -> None:
        text = f"MS. QUAY: {' '.join(WORDS[number % 7 :])}, {number % 5}.\nMR. BOLLARD: {' '.join(WORDS)}!\nMS. QUAY: Yes, in {number % 3} years.\n"
        data = text.encode()
        name = f"talk {number % 5}.txt"
        self.workspace.add_document(name, data, format_for(name, data).read(data, name), published_on="2026-01-15")

    def change_document(self, number: int) -> None:
        self.workspace.change_document(self._document(number).id, title=f"Talk {number}", note="checked")

    def remove_document(self, number: int) -> None:
        self.workspace.remove_document(self._document(number).id)

    def mark(self, number: int) -> None:
        kind = ("promise", "risk", "incentive")[number % 3]
        stretches = [(number % 60, number % 60 + 5)] + ([(80, 90)] if number % 2 else [])
        values = {"actor": "MS. QUAY", "topic": "ports"} if number % 4 == 0 else {}
        self.workspace.mark(kind, self._document(number).version_id, stretches, **values)

    def add_stretch(self, number: int) -> None:
        claim = self._claim(number)
        self.workspace.add_stretch(claim.id, claim.passages[0].version_id, number % 70, number % 70 + 9)

    def change_claim(self, number: int) -> None:
        self.workspace.change_claim(self._claim(number).id, **FIELDS[number % len(FIELDS)])

    def remove(self, number: int) -> None:
        self.workspace.remove_claim(self._claim(number).id)

    def outcome(self, number: int) -> None:
        self.workspace.add_outcome(
            f"Ship {number} moored.", "2027-03-04", actor="Harbour Board", citation=f"Gazette {number}"
        )

    def search_that_found_nothing(self, number: int) -> None:
        self.workspace.add_outcome(
            "No opening found.", outcome_type="no_event_found", search_note=f"Gazettes of {number}"
        )

    def evidence(self, number: int) -> None:
        own = {"version_id": self._document(number).version_id, "stretches": [(3, 30)]} if number % 2 else {}
        self.workspace.add_evidence(
            self._outcome(number).id, citation=f"Proof {number}", url="https://harbour.example", **own
        )

    def change_evidence(self, number: int) -> None:
        self.workspace.change_evidence(self._proof(number).id, citation=f"Better proof {number}")

    def remove_evidence(self, number: int) -> None:
        self.workspace.remove_evidence(self._proof(number).id)

    def remove_outcome(self, number: int) -> None:
        self.workspace.remove_outcome(self._outcome(number).id)

    def link(self, number: int) -> None:
        claim = self._claim(number)
        relations = kind_of(claim.kind).relations
        self.workspace.link(claim.id, self._outcome(number).id, relations[number % len(relations)].name)

    def link_passage(self, number: int) -> None:
        claim = self._claim(number)
        version_id = self._document(number).version_id
        self.workspace.link_passage(claim.id, version_id, [(0, 20)], kind_of(claim.kind).relations[0].name)

    def unlink(self, number: int) -> None:
        with self.workspace.store.session() as session:
            links = queries.links(session)
        self.workspace.unlink(links[number % len(links)].id)

    def assess(self, number: int) -> None:
        claim = self._claim(number)
        verdicts = kind_of(claim.kind).verdicts
        verdict = verdicts[number % len(verdicts)].name
        reason = "wording_unclear" if verdict == "unratable" else None
        self.workspace.assess(
            claim.id,
            verdict,
            rationale="Seen.",
            unratable_reason=reason,
            change_reason=("correction", None)[number % 2],
        )

    def _document(self, number: int) -> Any:
        with self.workspace.store.session() as session:
            there = queries.documents(session)
        return there[number % len(there)]

    def _claim(self, number: int) -> Any:
        there = self.workspace.claims()
        return there[number % len(there)]

    def _proof(self, number: int) -> Any:
        there = [proof for outcome in self.workspace.outcomes() for proof in outcome.evidence]
        return there[number % len(there)]

    def _outcome(self, number: int) -> Any:
        there = self.workspace.outcomes()
        return there[number % len(there)]


VERBS = sorted(name for name in vars(Hand) if not name.startswith("_") and name != "do")
FIRST = [("add_document", 0), ("mark", 0), ("outcome", 1), ("link", 0)]
STEPS = st.lists(st.tuples(st.sampled_from(VERBS), st.integers(0, 200)), max_size=22)


@settings(max_examples=8)
@given(steps=STEPS)
def test_undoing_all_gives_the_first_state_and_redoing_all_the_last(steps: list[tuple[str, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace.create(Path(folder) / "w.claims")
        workspace.set_analyst("Ada Quay")
        states = [state(workspace)]
        for verb, number in [*FIRST, *steps]:
            states += done(workspace, verb, number, states[-1])
        assert_indexed(workspace)
        for wanted in reversed(states[:-1]):
            assert workspace.store.undo() is not None
            assert state(workspace) == wanted
        assert_indexed(workspace)
        assert workspace.store.undo() is None
        workspace = reopened(workspace)
        for number, wanted in enumerate(states[1:]):
            assert workspace.store.redo() is not None
            assert state(workspace) == wanted
            if number == len(states) // 2:
                workspace = reopened(workspace)
        assert_indexed(workspace)
        assert workspace.store.redo() is None
        workspace.close()


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_can_be_taken_back_and_done_again(workspace: Workspace, verb: str) -> None:
    for first, number in [*FIRST, ("evidence", 1), ("link_passage", 0), ("add_document", 1)]:
        if verb != "assess" or first != "remove":
            Hand(workspace).do(first, number)
    before, label = state(workspace), workspace.store.undo_label
    Hand(workspace).do(verb, 7 if verb == "add_document" else 1)
    after = state(workspace)
    assert after != before
    workspace.store.undo()
    assert state(workspace) == before
    assert workspace.store.undo_label == label
    assert_indexed(workspace)
    again = reopened(workspace)
    again.store.redo()
    assert state(again) == after
    assert_indexed(again)
    again.close()


def test_a_new_edit_ends_what_could_be_redone(workspace: Workspace, talk: str) -> None:
    workspace.mark("promise", talk, [(0, 9)])
    workspace.store.undo()
    assert workspace.store.redo_label == "Tag promise"
    workspace.mark("risk", talk, [(0, 9)])
    assert workspace.store.redo_label is None
    again = reopened(workspace)
    assert (again.store.undo_label, again.store.redo_label) == ("Tag risk", None)
    again.close()


def test_rows_that_somebody_else_changed_are_not_overwritten(workspace: Workspace, talk: str) -> None:
    claim = workspace.mark("promise", talk, [(0, 9)])
    connection = sqlite3.connect(workspace.store.path)
    connection.execute("UPDATE claim SET note = 'from outside' WHERE id = ?", (claim,))
    connection.commit()
    connection.close()
    before = state(workspace)
    with pytest.raises(DamagedWorkspace, match="changed from outside"):
        workspace.store.undo()
    assert state(workspace) == before
    assert workspace.store.undo_label == "Tag promise"


def test_who_works_here_is_no_step(workspace: Workspace, talk: str) -> None:
    workspace.mark("promise", talk, [(0, 9)])
    workspace.set_analyst("Bo Bollard")
    assert workspace.store.undo_label == "Tag promise"
    workspace.store.undo()
    assert workspace.claims() == []


def done(workspace: Workspace, verb: str, number: int, before: object) -> Iterator[object]:
    """The state after the verb, if it was a step; a refusal must leave everything as it was."""
    steps = changes(workspace)
    try:
        Hand(workspace).do(verb, number)
    except (KnownError, ZeroDivisionError):  # a rule, or nothing there to do it with
        assert state(workspace) == before
    if changes(workspace) > steps:
        yield state(workspace)


def reopened(workspace: Workspace) -> Workspace:
    path = workspace.store.path
    workspace.close()
    return Workspace.open(path)


def changes(workspace: Workspace) -> int:
    return int(asked(workspace, lambda c: c.execute("SELECT count(*) FROM change").fetchone()[0]))


def state(workspace: Workspace) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table but the record itself and the index."""

    def tables(connection: sqlite3.Connection) -> dict[str, list[tuple[object, ...]]]:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        own = [name for name in names if not name.startswith(("search_", "sqlite_")) and name != "change"]
        return {name: sorted(connection.execute(f"SELECT * FROM {name}"), key=repr) for name in own}

    return asked(workspace, tables)  # type: ignore[no-any-return]


def assert_indexed(workspace: Workspace) -> None:
    """The index holds exactly the words that are there, and is sound in itself."""

    def compare(connection: sqlite3.Connection) -> None:
        found = sorted(connection.execute("SELECT owner, owner_id, start, folded FROM search_text"))
        assert found == sorted(expected(connection))
        for table in ("search_words", "search_stems"):
            connection.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('integrity-check', 1)")

    asked(workspace, compare)


def expected(connection: sqlite3.Connection) -> Iterator[tuple[str, str, int, str]]:
    def listed(query: str, ident: str) -> str:
        return "\n".join(value for (value,) in connection.execute(query, (ident,)))

    for ident, text in connection.execute("SELECT id, text FROM version"):
        yield from (("version", ident, start, spaced(part)) for start, part in chunks(text))
    for ident, *parts in connection.execute("SELECT id, title, publisher, author, note FROM document"):
        yield "document", ident, 0, spaced("\n".join(parts))
    for ident, *parts in connection.execute(
        "SELECT id, statement, note, condition FROM claim WHERE deleted_on IS NULL"
    ):
        quotes = listed("SELECT exact FROM passage WHERE claim_id = ?", ident)
        yield "claim", ident, 0, spaced("\n".join([*parts, quotes]))
    for ident, *parts in connection.execute("SELECT id, statement, search_note FROM outcome WHERE deleted_on IS NULL"):
        citations = listed("SELECT citation FROM evidence WHERE outcome_id = ?", ident)
        yield "outcome", ident, 0, spaced("\n".join([*parts, citations]))


def asked(workspace: Workspace, question: Callable[[sqlite3.Connection], Any]) -> Any:
    connection = sqlite3.connect(workspace.store.path)
    try:
        return question(connection)
    finally:
        connection.rollback()
        connection.close()


def test_what_another_program_does_is_noticed_and_can_be_undone(workspace: Workspace, talk: str) -> None:
    heard: list[Announcement] = []
    workspace.store.listeners.append(heard.append)
    assert workspace.store.changed_elsewhere() is False
    assert heard == []
    other = Workspace.open(workspace.store.path)
    claim = other.mark("promise", talk, [(24, 82)])
    other.change_claim(claim, note="from elsewhere")
    assert workspace.store.changed_elsewhere() is True
    assert workspace.store.changed_elsewhere() is False, "told once"
    assert [(a.kind, Key("claim", claim) in a.keys) for a in heard] == [("elsewhere", True)]
    assert {"claim", "passage"} <= heard[0].tables
    assert workspace.store.undo_label == "Change note"
    workspace.store.undo()
    assert workspace.claim(claim).note == ""
    other.close()


def test_an_edit_tells_what_another_program_did_before_it(workspace: Workspace, talk: str) -> None:
    other = Workspace.open(workspace.store.path)
    theirs = other.mark("promise", talk, [(24, 82)])
    heard: list[Announcement] = []
    workspace.store.listeners.append(heard.append)
    workspace.mark("risk", talk, [(90, 99)])
    assert [(a.kind, Key("claim", theirs) in a.keys) for a in heard] == [("elsewhere", True), ("edit", False)]
    workspace.store.undo()
    workspace.store.undo()
    assert workspace.claims() == []
    assert (workspace.store.redo_label, workspace.store.undo_label) == ("Tag promise", "Add “talk”")
    other.close()


def test_what_was_undone_elsewhere_is_not_undone_again(workspace: Workspace, talk: str) -> None:
    workspace.mark("promise", talk, [(24, 82)])
    workspace.mark("risk", talk, [(90, 99)])
    other = Workspace.open(workspace.store.path)
    other.store.undo()
    workspace.store.undo()
    assert workspace.claims() == []
    assert other.store.redo_label == "Tag risk"
    other.store.redo()
    assert [claim.kind for claim in workspace.claims()] == ["promise"], "the redo is of what was undone last, wherever"
    other.close()
