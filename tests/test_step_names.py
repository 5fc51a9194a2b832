"""What a step is called: as a person says it."""

import pytest

from desktop.claims import kind_of
from desktop.step_names import changed, short
from desktop.workspace import Workspace


@pytest.mark.parametrize(
    ("kind", "names", "details", "wanted"),
    [
        ("promise", ["due_latest", "due_precision"], [], "Change due date"),
        ("promise", ["due_earliest"], [], "Change due date"),
        ("incentive", ["actor", "topic"], [], "Change offered by and topic"),
        ("promise", ["actor", "note", "topic"], [], "Change actor, note and topic"),
        ("risk", ["details"], ["likelihood"], "Change likelihood"),
        ("risk", [], [], "Change claim"),
    ],
)
def test_fields_are_named_by_their_titles(kind: str, names: list[str], details: list[str], wanted: str) -> None:
    assert changed(kind_of(kind), names, details) == wanted


def test_undo_names_the_field(workspace: Workspace, talk: str) -> None:
    claim = workspace.mark("promise", talk, [(24, 82)])
    workspace.change_claim(claim, due_latest="2026-07-01", due_precision="day")
    assert workspace.store.undo_label == "Change due date"
    workspace.change_claim(claim, details={"pledge_type": "action"})
    assert workspace.store.undo_label == "Change pledge type"


def test_long_words_are_cut_between_words() -> None:
    assert short("We will open\nthe port") == "We will open the port"
    assert short("We will open the port of Estmouth by June", 24) == "We will open the port…"
    assert short("x" * 80) == "x" * 59 + "…"


def test_a_new_outcome_and_its_link_are_one_step(workspace: Workspace, talk: str) -> None:
    claim = workspace.mark("promise", talk, [(24, 82)])
    outcome = workspace.link_new(claim, "fulfils", "The port opened", "2026-06-01", citation="Gazette")
    assert workspace.claim(claim).links == 1
    assert [(o.id, len(o.evidence)) for o in workspace.outcomes()] == [(outcome, 1)]
    workspace.store.undo()
    assert (workspace.claim(claim).links, workspace.outcomes()) == (0, [])
    assert workspace.store.undo_label == "Tag promise"
