"""What a standing verdict needs stays; what only rested under an earlier one can go. Each time `check` agrees."""

from collections.abc import Callable

import pytest

from db import queries
from db.errors import RuleBroken
from desktop import checking
from desktop.workspace import Workspace

OPENING = (24, 82)


@pytest.fixture
def sound(workspace: Workspace) -> Callable[[], bool]:
    """Does `check` find nothing in the workspace?"""
    return lambda: checking.check(workspace.store.path) == []


Sound = Callable[[], bool]


@pytest.fixture
def kept(workspace: Workspace, talk: str) -> tuple[str, str, str]:
    """A claim that was kept, its outcome and the link between them."""
    claim = workspace.mark("promise", talk, [OPENING])
    outcome = workspace.add_outcome("The port opened.", "2026-06-30", citation="Gazette")
    link = workspace.link(claim, outcome, "fulfils")
    workspace.assess(claim, "kept", rationale="It opened.")
    return claim, outcome, link


def test_a_claim_with_a_verdict_becomes_not_testable_only_after_one_that_fits(
    workspace: Workspace, kept: tuple[str, str, str], sound: Sound
) -> None:
    claim = kept[0]
    before = workspace.claim(claim)
    with pytest.raises(RuleBroken, match="has the verdict “Kept”, so it can't be not testable"):
        workspace.change_claim(claim, testability="not_testable")
    assert workspace.claim(claim) == before
    workspace.assess(
        claim, "unratable", unratable_reason="wording_unclear", rationale="So.", change_reason="correction"
    )
    workspace.change_claim(claim, testability="not_testable")
    assert workspace.claim(claim).testability == "not_testable"
    assert sound()
    workspace.assess(claim, "not_yet_rated", change_reason="correction")
    assert sound()


def test_restoring_a_claim_does_not_bring_back_what_its_verdict_forbids(
    workspace: Workspace, talk: str, sound: Sound
) -> None:
    claim = workspace.mark("promise", talk, [OPENING], testability="not_testable")
    with workspace.store.session() as session:
        then = queries.changes(session)[0].number
    workspace.change_claim(claim, testability="testable")
    workspace.link(claim, workspace.add_outcome("The port opened.", "2026-06-30", citation="Gazette"), "fulfils")
    workspace.assess(claim, "kept", rationale="It opened.")
    with pytest.raises(RuleBroken, match="can't be not testable"):
        workspace.restore_claim(claim, then)
    assert sound()


def test_the_kind_of_a_claim_changes_only_with_verdicts_and_links_that_fit(
    workspace: Workspace, kept: tuple[str, str, str], talk: str, sound: Sound
) -> None:
    with pytest.raises(RuleBroken, match="“Kept” does not exist for a risk"):
        workspace.change_claim(kept[0], kind="risk")
    linked = workspace.mark("promise", talk, [OPENING])
    workspace.link(linked, kept[1], "fulfils")
    with pytest.raises(RuleBroken, match="Take that link off"):
        workspace.change_claim(linked, kind="risk")
    assert sound()


def test_restoring_another_kind_is_refused_once_a_verdict_of_this_one_is_there(
    workspace: Workspace, talk: str, sound: Sound
) -> None:
    claim = workspace.mark("promise", talk, [OPENING])
    with workspace.store.session() as session:
        then = queries.changes(session)[0].number
    workspace.change_claim(claim, kind="risk")
    workspace.link(claim, workspace.add_outcome("It cost more.", "2026-06-30", citation="Gazette"), "materialises")
    workspace.assess(claim, "materialised", rationale="It did.")
    with pytest.raises(RuleBroken, match="does not exist for a promise"):
        workspace.restore_claim(claim, then)
    assert (workspace.claim(claim).kind, sound()) == ("risk", True)


def test_a_link_leaves_when_another_verdict_stands(
    workspace: Workspace, kept: tuple[str, str, str], sound: Sound
) -> None:
    claim, _outcome, link = kept
    with pytest.raises(RuleBroken, match=r"rests on this link.*give another verdict first"):
        workspace.unlink(link)
    workspace.assess(claim, "not_yet_rated", change_reason="correction")
    workspace.unlink(link)
    assert (workspace.claim(claim).links, sound()) == (0, True)
    workspace.store.undo()
    assert (workspace.claim(claim).links, sound()) == (1, True)


def test_a_link_leaves_when_another_one_bears_the_verdict(
    workspace: Workspace, kept: tuple[str, str, str], sound: Sound
) -> None:
    claim, _outcome, link = kept
    second = workspace.link(claim, workspace.add_outcome("Ships moored.", "2026-07-01", citation="Log"), "fulfils")
    workspace.unlink(link)
    assert (workspace.claim(claim).verdict, workspace.claim(claim).links) == ("kept", 1)
    with pytest.raises(RuleBroken, match="rests on this link"):
        workspace.unlink(second)
    assert sound()


def test_another_analyst_s_verdict_keeps_the_link(workspace: Workspace, kept: tuple[str, str, str]) -> None:
    claim, _outcome, link = kept
    workspace.set_analyst("Bo Bollard")
    workspace.assess(claim, "not_yet_rated")
    with pytest.raises(RuleBroken, match="rests on this link"):
        workspace.unlink(link)


def test_evidence_leaves_when_another_verdict_stands(
    workspace: Workspace, kept: tuple[str, str, str], sound: Sound
) -> None:
    claim = kept[0]
    (proof,) = workspace.outcomes()[0].evidence
    with pytest.raises(RuleBroken, match="rests on this evidence"):
        workspace.remove_evidence(proof.id)
    workspace.assess(claim, "not_yet_rated", change_reason="correction")
    workspace.remove_evidence(proof.id)
    assert (workspace.outcomes()[0].evidence, sound()) == ((), True)


def test_a_document_leaves_once_its_claims_with_verdicts_are_removed(
    workspace: Workspace, kept: tuple[str, str, str], sound: Sound
) -> None:
    document = workspace.claim(kept[0]).document_id
    with pytest.raises(RuleBroken, match="Remove that claim first, then the document"):
        workspace.remove_document(document)
    workspace.remove_claim(kept[0])
    workspace.remove_document(document)
    with workspace.store.session() as session:
        assert queries.documents(session) == []
    assert (workspace.claims(), sound()) == ([], True)
    workspace.store.undo()
    workspace.store.undo()
    assert (workspace.claim(kept[0]).verdict, workspace.claim(kept[0]).quote[:7], sound()) == ("kept", "We will", True)


def test_links_of_a_claim_are_those_to_outcomes_that_are_there(
    workspace: Workspace, kept: tuple[str, str, str]
) -> None:
    claim, outcome, _link = kept
    workspace.link(claim, workspace.add_outcome("Ships moored.", "2026-07-01", citation="Log"), "fulfils")
    assert workspace.claim(claim).links == 2
    workspace.remove_outcome(outcome)
    with workspace.store.session() as session:
        assert [workspace.claim(claim).links, len(queries.links(session))] == [1, 1]
    assert sum(row.links for row in workspace.outcomes()) == sum(row.links for row in workspace.claims())


def test_the_same_bytes_from_two_programs_are_one_document(
    workspace: Workspace, add_text: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other one puts them in after this one has looked, before it writes."""
    from tests.conftest import TALK, add

    other = Workspace.open(workspace.store.path)
    writes = workspace.store.edit

    def late(label: str, **kind: str) -> object:
        monkeypatch.setattr(workspace.store, "edit", writes)
        add(other, TALK)
        return writes(label, **kind)

    monkeypatch.setattr(workspace.store, "edit", late)
    add_text(TALK)
    with workspace.store.session() as session:
        assert len(queries.documents(session)) == 1
    other.close()


def test_the_same_name_from_two_programs_is_one_analyst(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    other = Workspace.open(workspace.store.path)
    writes = workspace.store.edit

    def late(label: str, **kind: str) -> object:
        other.set_analyst("Cy Crane")
        return writes(label, **kind)

    monkeypatch.setattr(workspace.store, "edit", late)
    workspace.set_analyst("Cy Crane")
    assert workspace.store.analyst_id == other.store.analyst_id
    other.close()
