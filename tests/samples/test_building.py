"""The sample workspace is built from the story by the ordinary verbs."""

import json
from pathlib import Path

import pytest

from db.errors import NotAWorkspace
from db.store import Store
from desktop import samples, workspace
from desktop.paths import resource
from desktop.workspace import Workspace

STORY = json.loads(resource("samples", "story.json").read_text(encoding="utf-8"))


def test_everything_of_the_story_is_there(sample_file: Path) -> None:
    made = Workspace.open(sample_file)
    claims, outcomes = made.claims(), made.outcomes()
    made.close()
    assert len(claims) == len(STORY["claims"])
    assert len(outcomes) == len(STORY["outcomes"])
    assert sum(claim.links for claim in claims) == len(STORY["links"])
    assert sum(claim.assessment is not None for claim in claims) == len(STORY["assessments"])
    quotes = sorted(" … ".join(claim["quotes"]) for claim in STORY["claims"])
    assert sorted(claim.quote for claim in claims) == quotes


def test_nobody_takes_back_what_made_the_sample(sample_file: Path) -> None:
    store = Store(sample_file)
    assert (store.undo_label, store.redo_label) == (None, None)
    store.close()


def test_nothing_of_the_sample_waits_to_be_confirmed(sample_file: Path) -> None:
    """What the story says was said by a person."""
    made = Workspace.open(sample_file)
    filled_in = {name for claim in made.claims() for name in claim.filled_in}
    made.close()
    assert filled_in <= {"made_on", "speaker"}


def test_a_file_that_is_there_is_never_replaced(tmp_path: Path) -> None:
    path = tmp_path / "mine.claims"
    path.write_text("mine")
    with pytest.raises(NotAWorkspace, match="exists already"):
        samples.build(path)
    assert path.read_text() == "mine"


def test_a_clock_that_is_behind_the_story_does_no_harm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (samples, workspace):
        monkeypatch.setattr(module, "today", lambda: "2025-12-31")
    made = samples.build(tmp_path / "early.claims")
    days = {claim.assessment.as_of for claim in made.claims() if claim.assessment}
    made.close()
    assert days == {"2025-12-31"}
    assert [path.name for path in tmp_path.glob("*.making*")] == []
