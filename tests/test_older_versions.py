"""What a document said before: how many words changed, and where its claims stood then."""

from collections.abc import Callable

import pytest

from db import queries
from desktop import older_versions
from desktop.workspace import Workspace
from tests.conftest import read_text

OLD = "We will open the port of Estmouth by the end of June. The government will bear a half of all the costs.\n"
NEW = "Corrected. " + OLD.replace("Estmouth", "Westmouth").replace(
    "The government will bear a half of all the costs.", ""
)


@pytest.fixture
def document(workspace: Workspace, add_text: Callable[..., str]) -> str:
    """With a claim that moved on, and one whose words are gone."""
    version = add_text(OLD)
    for words in (
        "We will open the port of Estmouth by the end of June.",
        "The government will bear a half of all the costs.",
    ):
        workspace.mark("promise", version, [(OLD.index(words), OLD.index(words) + len(words))])
    with workspace.store.session() as session:
        ids = queries.documents(session)[0].id
    workspace.versions.replace(workspace.versions.plan_replacement(ids, "talk.txt", NEW.encode(), read_text(NEW)))
    return ids


def test_versions_are_listed_with_how_many_words_changed(workspace: Workspace, document: str) -> None:
    rows = older_versions.listed(workspace.store, document)
    assert [(row.number, row.length) for row in rows] == [(2, len(NEW)), (1, len(OLD))]
    assert older_versions.changed(workspace.store, document) == {2: 12}


@pytest.mark.parametrize(
    ("new", "count"),
    [("One two three.", 0), ("One 2 three.", 1), ("One three.", 1), ("One two and three", 1), ("港は二", 3)],
)
def test_a_word_for_another_counts_once(new: str, count: int) -> None:
    assert older_versions.words_changed("One two three.", new) == count


def test_very_long_texts_are_not_counted(workspace: Workspace, document: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(older_versions, "MOST", 20)
    assert older_versions.changed(workspace.store, document) == {2: None}


def test_claims_are_found_where_they_stood(workspace: Workspace, document: str) -> None:
    first = older_versions.listed(workspace.store, document)[-1]
    found = older_versions.stood(workspace.store, first)
    assert [(OLD[one.start : one.end], one.here) for one in found] == [
        ("We will open the port of Estmouth by the end of June.", False),
        ("The government will bear a half of all the costs.", True),
    ]
    text, reading = older_versions.read(workspace.store, first.id)
    assert (text, len(reading.blocks)) == (OLD, 1)


def test_where_a_claim_stood_is_what_was_recorded_not_looked_for(workspace: Workspace, document: str) -> None:
    """Its words were changed so much since that nobody would find them."""
    with workspace.store.session() as session:
        passage = next(p for claim in queries.claims(session) for p in claim.passages if p.start > 0)
    first, second = reversed(older_versions.listed(workspace.store, document))
    before = [(one.start, one.end) for one in older_versions.stood(workspace.store, first)]
    newest = older_versions.read(workspace.store, second.id)[0]
    other = newest.replace("We will open the port", "Nobody opens any harbour at all; not the old one")
    workspace.versions.replace(
        workspace.versions.plan_replacement(document, "talk.txt", other.encode(), read_text(other))
    )
    assert [(one.start, one.end) for one in older_versions.stood(workspace.store, first)] == before
    assert passage.start in [one.start for one in older_versions.stood(workspace.store, second)]
