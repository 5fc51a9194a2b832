"""Speakers are corrected for the whole document at once; their claims follow, and one undo takes it back."""

from collections.abc import Callable

import pytest

from db.errors import NotFound, RuleBroken
from desktop.workspace import Workspace

AddText = Callable[..., str]
OPENING = (24, 82)


def spoken(workspace: Workspace, version: str) -> dict[str, tuple[int, str]]:
    return {speaker.label: (speaker.turns, speaker.actor) for speaker in workspace.speakers.of(version)}


def test_speakers_are_listed_in_the_order_in_which_they_speak(workspace: Workspace, talk: str) -> None:
    first, second = workspace.speakers.of(talk)
    assert (first.label, first.turns, second.label) == ("MS. QUAY", 2, "MR. BOLLARD")
    assert second.first > first.first


def test_a_new_name_reaches_every_turn_and_claim(workspace: Workspace, talk: str) -> None:
    claim = workspace.mark("promise", talk, [OPENING])
    workspace.speakers.rename(talk, "MS. QUAY", " Ada  Quay ")
    assert spoken(workspace, talk) == {"Ada Quay": (2, ""), "MR. BOLLARD": (1, "")}
    assert workspace.claim(claim).speaker == "Ada Quay"
    workspace.store.undo()
    assert spoken(workspace, talk) == {"MS. QUAY": (2, ""), "MR. BOLLARD": (1, "")}
    assert workspace.claim(claim).speaker == "MS. QUAY"


def test_two_spellings_become_one_speaker(workspace: Workspace, talk: str) -> None:
    workspace.speakers.assign(talk, "MR. BOLLARD", "Bo Bollard")
    workspace.speakers.rename(talk, "MS. QUAY", "MR. BOLLARD")
    assert spoken(workspace, talk) == {"MR. BOLLARD": (3, "Bo Bollard")}


def test_an_actor_is_assigned_and_known_in_the_next_document(
    workspace: Workspace, talk: str, add_text: AddText
) -> None:
    before = workspace.mark("promise", talk, [OPENING])
    workspace.speakers.assign(talk, "MS. QUAY", "Ministry of Works")
    after = workspace.mark("risk", talk, [(85, 113)])
    assert workspace.claim(before).actor == workspace.claim(after).actor == "Ministry of Works"
    again = add_text("MS. QUAY: It is open.\nMR. BOLLARD: It is.\nMS. QUAY: We kept our word.\n")
    assert spoken(workspace, again)["MS. QUAY"] == (2, "Ministry of Works")


def test_another_actor_that_a_person_chose_stays(workspace: Workspace, talk: str) -> None:
    claim = workspace.mark("promise", talk, [OPENING])
    workspace.change_claim(claim, actor="Harbour board")
    workspace.speakers.assign(talk, "MS. QUAY", "Ministry of Works")
    assert workspace.claim(claim).actor == "Harbour board"


def test_a_label_that_names_nobody_does_not_follow_into_other_documents(
    workspace: Workspace, add_text: AddText
) -> None:
    first = add_text("Q: Will it open?\nA: It will.\nQ: And who pays?\nA: We do.\n")
    workspace.speakers.assign(first, "A", "Ada Quay")
    second = add_text("Q: Is it open?\nA: It is.\nQ: Who paid?\nA: We did.\n")
    assert spoken(workspace, first)["A"] == (2, "Ada Quay")
    assert spoken(workspace, second)["A"] == (2, "")


def test_what_is_no_speaker_belongs_to_the_one_before(workspace: Workspace, talk: str) -> None:
    claim = workspace.mark("risk", talk, [(131, 149)])
    assert workspace.claim(claim).speaker == "MR. BOLLARD"
    workspace.speakers.dismiss(talk, "MR. BOLLARD")
    assert spoken(workspace, talk) == {"MS. QUAY": (2, "")}
    assert workspace.claim(claim).speaker == "MS. QUAY"
    assert workspace.claim(claim).passages[0].speaker == "MS. QUAY"
    workspace.store.undo()
    assert workspace.claim(claim).speaker == "MR. BOLLARD"


def test_nobody_is_renamed_to_nothing(workspace: Workspace, talk: str) -> None:
    with pytest.raises(RuleBroken):
        workspace.speakers.rename(talk, "MS. QUAY", "  ")
    with pytest.raises(NotFound, match="Nobody is called “Ada”"):
        workspace.speakers.assign(talk, "Ada", "Ada Quay")


TWO = "ANN: We will open it.\nBOB: We will pay for it.\nANN: In June.\nBOB: In July.\n"
PAY = (28, 47)


def assigned(workspace: Workspace, add_text: AddText) -> str:
    version = add_text(TWO)
    workspace.speakers.assign(version, "ANN", "Ann Lee")
    workspace.speakers.assign(version, "BOB", "Ray plc")
    return version


def test_two_speakers_that_become_one_have_one_actor(workspace: Workspace, add_text: AddText) -> None:
    version = assigned(workspace, add_text)
    before = workspace.mark("promise", version, [PAY])
    assert workspace.claim(before).actor == "Ray plc"
    workspace.speakers.rename(version, "BOB", "ANN")
    after = workspace.mark("promise", version, [PAY])
    for claim in (workspace.claim(before), workspace.claim(after)):
        assert (claim.speaker, claim.actor) == ("ANN", "Ann Lee")
    assert spoken(workspace, add_text(TWO + "BOB: Yes.\n"))["BOB"] == (3, ""), "nobody is called so any more"


def test_one_who_had_no_actor_gets_that_of_the_other(workspace: Workspace, add_text: AddText) -> None:
    version = add_text(TWO)
    claim = workspace.mark("promise", version, [(5, 21)])
    workspace.speakers.assign(version, "BOB", "Ray plc")
    workspace.speakers.rename(version, "BOB", "ANN")
    assert spoken(workspace, version) == {"ANN": (4, "Ray plc")}
    assert workspace.claim(claim).actor == "Ray plc"


def test_claims_of_one_who_is_no_speaker_go_to_the_actor_before(workspace: Workspace, add_text: AddText) -> None:
    version = assigned(workspace, add_text)
    claim, chosen = workspace.mark("promise", version, [PAY]), workspace.mark("risk", version, [PAY])
    workspace.change_claim(chosen, actor="Harbour board")
    workspace.speakers.dismiss(version, "BOB")
    assert (workspace.claim(claim).speaker, workspace.claim(claim).actor) == ("ANN", "Ann Lee")
    assert (workspace.claim(chosen).speaker, workspace.claim(chosen).actor) == ("ANN", "Harbour board")
    workspace.store.undo()
    assert workspace.claim(claim).actor == "Ray plc"


def test_an_assignment_that_is_taken_back_is_not_known_in_the_next_document(
    workspace: Workspace, add_text: AddText
) -> None:
    first = assigned(workspace, add_text)
    workspace.speakers.assign(first, "ANN", "")
    workspace.speakers.assign(first, "BOB", "Bob Ray")
    second = add_text(TWO + "ANN: Yes.\n")
    assert spoken(workspace, second) == {"ANN": (3, ""), "BOB": (2, "Bob Ray")}
    workspace.speakers.assign(second, "BOB", "")
    third = add_text(TWO + "BOB: No.\n")
    assert spoken(workspace, third)["BOB"] == (3, "Bob Ray"), "the first document still says so"
