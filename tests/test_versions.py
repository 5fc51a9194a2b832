"""A newer copy: every passage goes with its words or waits for a person; one undo takes all of it back."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from db import queries
from db.errors import RuleBroken
from db.rows import DocumentRow
from desktop.checking import check
from desktop.documents import format_for
from desktop.documents.base import Choices, Page, Reading
from desktop.replacement import Replacement
from desktop.word_diff import changes
from desktop.workspace import Workspace

PORT = "We will open the port of Estmouth by the end of June 2026."
DUES = "Shipping firms that move here pay no harbour dues for five years."
HALF = "The government will bear a half."
OLD = f"MS. QUAY: Good morning. {PORT} It may cost more than we hope.\nMR. BOLLARD: And who pays for it?\nMS. QUAY: {HALF} {DUES}\n"
NEW = (
    f"Corrected transcript.\nMS. QUAY: Good morning. {PORT.replace('Estmouth', 'Westmouth')} It may cost more than we hope.\n"
    f"MR. BOLLARD: And who pays for it?\nMS. QUAY: {DUES}\n"
)


def read(text: str, name: str = "talk.txt") -> Reading:
    return format_for(name, text.encode()).read(text.encode(), name)


def document(workspace: Workspace) -> DocumentRow:
    with workspace.store.session() as session:
        return queries.documents(session)[0]


def mark(workspace: Workspace, version: str, words: str, text: str = OLD) -> str:
    at = text.index(words)
    return workspace.mark("promise", version, [(at, at + len(words))])


def plan(workspace: Workspace, text: str = NEW) -> Replacement:
    return workspace.versions.plan_replacement(document(workspace).id, "talk.txt", text.encode(), read(text))


@pytest.fixture
def claims(workspace: Workspace, add_text: Callable[..., str]) -> dict[str, str]:
    """Three claims in OLD, and an evidence."""
    version = add_text(OLD)
    made = {words: mark(workspace, version, words) for words in (PORT, HALF, DUES)}
    at = OLD.index("And who pays for it?")
    workspace.link_passage(made[PORT], version, [(at, at + 20)], "delays")
    return made


def test_the_plan_tells_where_every_passage_goes_and_writes_nothing(
    workspace: Workspace, claims: dict[str, str]
) -> None:
    before = workspace.store.undo_label
    planned = plan(workspace)
    assert planned.counts == {"kept": 0, "moved": 3, "review": 0, "orphaned": 1}
    assert {m.old.exact: m.words for m in planned.moves} == {
        PORT: PORT.replace("Estmouth", "Westmouth"),
        "And who pays for it?": "And who pays for it?",
        HALF: "",
        DUES: DUES,
    }
    assert [m.old.exact for m in planned.moves if m.reworded] == [PORT]
    assert document(workspace).version == 1
    assert workspace.store.undo_label == before


def test_passages_move_with_their_words_and_the_lost_one_keeps_its_own(
    workspace: Workspace, claims: dict[str, str]
) -> None:
    new = workspace.versions.replace(plan(workspace))
    row = document(workspace)
    assert (row.version, row.version_id, row.to_review) == (2, new, 1)
    port, half = workspace.claim(claims[PORT]), workspace.claim(claims[HALF])
    assert (port.quote, port.passages[0].version_id) == (PORT.replace("Estmouth", "Westmouth"), new)
    assert NEW[port.start : port.end] == port.quote
    assert port.statement == port.quote
    assert (half.quote, half.passages[0].status, half.needs_review) == (HALF, "orphaned", True)
    assert workspace.outcomes()[0].evidence[0].passages[0].version_id == new
    assert workspace.store.undo_label == "Replace “talk”"
    assert check(workspace.store.path) == []


def test_the_same_words_in_the_same_places_are_no_new_version(workspace: Workspace, claims: dict[str, str]) -> None:
    before = document(workspace).version_id, workspace.store.undo_label
    same = workspace.versions.plan_replacement(document(workspace).id, "copy.txt", OLD.encode() + b"\n", read(OLD))
    assert (same.nothing_changed, same.again) == (True, False)
    assert workspace.versions.replace(same) == before[0]
    assert (document(workspace).version_id, workspace.store.undo_label) == before


def test_the_same_words_set_in_another_way_are_a_new_version(workspace: Workspace, claims: dict[str, str]) -> None:
    ids = document(workspace).id
    flat = replace(read(OLD), turns=[])
    planned = workspace.versions.plan_rereading(ids, flat)
    assert (planned.same_words, planned.nothing_changed) == (True, False)
    workspace.versions.replace(planned)
    assert document(workspace).version == 2


def test_pages_without_words_are_told_apart_by_their_file(workspace: Workspace) -> None:
    scan = Reading(text="", blocks=[], pages=[Page(0, 0, 600, 800, "1")])
    ids = workspace.add_document("scan.pdf", b"one", scan).document_id
    assert workspace.versions.plan_replacement(ids, "scan.pdf", b"one", scan).nothing_changed
    assert not workspace.versions.plan_replacement(ids, "scan.pdf", b"two", scan).nothing_changed


def test_how_a_document_was_read_is_known_without_the_password(workspace: Workspace) -> None:
    reading = replace(read(OLD), choices=Choices(encoding="cp1252", whole=True))
    ids = workspace.add_document("page.txt", b"x", reading).document_id
    assert workspace.versions.choices(ids) == Choices(encoding="cp1252", whole=True)


def test_comparing_tells_how_far_it_is_and_ends_when_it_is_told_to(
    workspace: Workspace, claims: dict[str, str]
) -> None:
    heard: list[tuple[int, int]] = []
    ids = document(workspace).id
    workspace.versions.plan_replacement(ids, "t", NEW.encode(), read(NEW), lambda *far: heard.append(far))
    assert heard == [(done, 4) for done in range(5)]

    def stop(done: int, _total: int) -> None:
        if done == 2:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        workspace.versions.plan_replacement(ids, "t", NEW.encode(), read(NEW), stop)
    assert document(workspace).version == 1


def test_the_alignment_of_the_plan_shows_what_changed(workspace: Workspace, claims: dict[str, str]) -> None:
    newer = NEW.replace("And who", "“And” who’s")
    planned = plan(workspace, newer)
    assert planned.alignment
    assert changes(OLD, newer, planned.alignment) == changes(OLD, newer)


def test_a_person_picks_a_place_before_the_copy_is_taken(workspace: Workspace, add_text: Callable[..., str]) -> None:
    version = add_text(OLD)
    claim = mark(workspace, version, PORT)
    newer = OLD.replace("end of June 2026", "end of July 2027")
    picked = plan(workspace, newer).placed(workspace.claim(claim).passages[0].id, 0)
    assert picked.counts["review"] == 0
    new = workspace.versions.replace(picked)
    passage = workspace.claim(claim).passages[0]
    assert (passage.version_id, passage.status) == (new, "reanchored")
    assert "end of July 2027" in passage.exact


def test_words_that_were_taken_out_wait_no_more_and_stay_on_their_version(
    workspace: Workspace, claims: dict[str, str]
) -> None:
    first = document(workspace).version_id
    workspace.versions.replace(plan(workspace))
    passage = workspace.claim(claims[HALF]).passages[0]
    workspace.versions.let_go(passage.id)
    kept = workspace.claim(claims[HALF])
    assert (kept.quote, kept.passages[0].version_id, kept.needs_review) == (HALF, first, False)
    assert document(workspace).to_review == 0
    workspace.versions.replace(plan(workspace, NEW + "More.\n"))
    assert not workspace.claim(claims[HALF]).needs_review, "nobody is asked twice"
    assert check(workspace.store.path) == []
    workspace.store.undo()
    workspace.store.undo()
    assert workspace.claim(claims[HALF]).needs_review
    with pytest.raises(RuleBroken, match="not gone"):
        workspace.versions.let_go(workspace.claim(claims[DUES]).passages[0].id)


def test_words_that_come_back_are_found_again(workspace: Workspace, claims: dict[str, str]) -> None:
    workspace.versions.replace(plan(workspace))
    workspace.versions.let_go(workspace.claim(claims[HALF]).passages[0].id)
    new = workspace.versions.replace(plan(workspace, "Once more. " + OLD))
    back = workspace.claim(claims[HALF]).passages[0]
    assert (back.version_id, back.status, back.exact) == (new, "reanchored", HALF)


def test_one_undo_takes_all_of_it_back_and_redo_does_it_again(workspace: Workspace, claims: dict[str, str]) -> None:
    before = workspace.claims(), document(workspace)
    workspace.versions.replace(plan(workspace))
    after = workspace.claims(), document(workspace)
    workspace.store.undo()
    assert (workspace.claims(), document(workspace)) == before
    workspace.store.redo()
    assert (workspace.claims(), document(workspace)) == after
    assert check(workspace.store.path) == []


def test_a_lost_passage_is_placed_by_hand(workspace: Workspace, claims: dict[str, str]) -> None:
    workspace.versions.replace(plan(workspace))
    passage = workspace.claim(claims[HALF]).passages[0]
    doubt = workspace.versions.doubt(passage.id)
    assert (doubt.old_text, doubt.new_text, doubt.candidates) == (OLD, NEW, ())
    with pytest.raises(RuleBroken, match="were not found"):
        workspace.versions.confirm_passage(passage.id)
    with pytest.raises(RuleBroken, match="not in the document"):
        workspace.versions.place_passage(passage.id, 5, 5)
    at = NEW.index("It may cost")
    workspace.versions.place_passage(passage.id, at, at + 11)
    row = workspace.claim(claims[HALF])
    assert (row.quote, row.needs_review, row.passages[0].version_id) == ("It may cost", False, doubt.new_version_id)
    assert document(workspace).to_review == 0


def test_the_better_of_two_places_is_confirmed_with_one_word(
    workspace: Workspace, add_text: Callable[..., str]
) -> None:
    twin = "And so the hall was told, as ever: there will be no dues. Nobody in the hall of Estmouth believed it.\n"
    version = add_text(twin * 3)
    at = twin.index("there will")
    claim = workspace.mark("promise", version, [(at + len(twin), at + len(twin) + 24)])
    workspace.versions.replace(plan(workspace, "A new day.\n" + twin * 2))
    passage = workspace.claim(claim).passages[0]
    assert (passage.status, passage.version_id) == ("needs_review", version)
    places = workspace.versions.doubt(passage.id).candidates
    assert len(places) == 2
    workspace.versions.confirm_passage(passage.id)
    found = workspace.claim(claim).passages[0]
    assert (found.exact, found.status, found.start) == ("there will be no dues. N", "exact", places[0].start)


def test_a_passage_that_waits_is_looked_for_again_in_the_next_copy(
    workspace: Workspace, claims: dict[str, str]
) -> None:
    workspace.versions.replace(plan(workspace))
    workspace.versions.replace(plan(workspace, "Once more. " + OLD))
    assert workspace.claim(claims[HALF]).passages[0].status == "reanchored"
    assert document(workspace).version == 3
    assert workspace.claim(claims[PORT]).quote == PORT


def test_what_was_tagged_meanwhile_comes_along(workspace: Workspace, claims: dict[str, str]) -> None:
    planned = plan(workspace)
    late = mark(workspace, document(workspace).version_id, "It may cost more than we hope.")
    new = workspace.versions.replace(planned)
    assert workspace.claim(late).passages[0].version_id == new
    with pytest.raises(RuleBroken, match="replaced meanwhile"):
        workspace.versions.replace(planned)


def test_corrected_speakers_stay_corrected(workspace: Workspace, claims: dict[str, str]) -> None:
    version = document(workspace).version_id
    workspace.speakers.assign(version, "MS. QUAY", "Ada Quay, Minister")
    workspace.speakers.rename(version, "MR. BOLLARD", "Bo Bollard")
    new = workspace.versions.replace(plan(workspace))
    assert {s.label: s.actor for s in workspace.speakers.of(new)} == {
        "MS. QUAY": "Ada Quay, Minister",
        "Bo Bollard": "",
    }


def test_who_is_no_speaker_is_none_in_the_newer_copy(workspace: Workspace, claims: dict[str, str]) -> None:
    workspace.speakers.dismiss(document(workspace).version_id, "MR. BOLLARD")
    new = workspace.versions.replace(plan(workspace))
    assert [s.label for s in workspace.speakers.of(new)] == ["MS. QUAY"]


def test_the_wrong_encoding_is_corrected_with_the_claims_carried_over(workspace: Workspace, tmp_path: Path) -> None:
    words = "Der Hafen wird bis Ende Juni 2026 geöffnet, so die Präsidentin. Die Gebühren fallen für fünf Jahre weg.\n"
    data = words.encode()
    wrong = read(data.decode("latin-1"))
    added = workspace.add_document("talk.txt", data, wrong)
    claim = mark(workspace, document(workspace).version_id, wrong.text[:62], wrong.text)
    workspace.versions.replace(workspace.versions.plan_rereading(added.document_id, read(words)))
    row = workspace.claim(claim)
    assert row.quote.startswith("Der Hafen wird bis Ende Juni 2026 geöffnet, so die Präsident")
    assert workspace.store.undo_label == "Read “talk” again"
    assert workspace.versions.source(added.document_id) == ("talk.txt", data)


def test_to_the_whole_page_and_back_loses_no_tag(workspace: Workspace, claims: dict[str, str]) -> None:
    ids = document(workspace).id
    whole = replace(read("Menu · News · Sport\n" + OLD + "Imprint · Contact\n"), reader="whole")
    before = {row.id: (row.quote, row.start) for row in workspace.claims()}
    workspace.versions.replace(workspace.versions.plan_rereading(ids, whole))
    assert not any(row.needs_review for row in workspace.claims())
    workspace.versions.replace(workspace.versions.plan_rereading(ids, read(OLD)))
    assert {row.id: (row.quote, row.start) for row in workspace.claims()} == before


def test_a_claim_restored_from_before_a_replacement_stands_in_the_newest_text(
    workspace: Workspace, claims: dict[str, str]
) -> None:
    """In its place there, or waiting for one: never unseen on the text of then."""
    first = document(workspace).version_id
    with workspace.store.session() as session:
        before = queries.changes(session, 1)[0].number
    workspace.versions.replace(plan(workspace))
    for claim in claims.values():
        workspace.change_claim(claim, note="looked at")
        workspace.restore_claim(claim, before)
    newest = document(workspace).version_id
    assert [p.version_id for p in workspace.claim(claims[PORT]).passages] == [newest]
    lost = workspace.claim(claims[HALF]).passages[0]
    assert (lost.version_id, lost.status) == (first, "orphaned")
    assert list(check(workspace.store.path)) == []


def test_nothing_is_tagged_on_a_text_that_was_replaced(workspace: Workspace, claims: dict[str, str]) -> None:
    first = document(workspace).version_id
    workspace.versions.replace(plan(workspace))
    with pytest.raises(RuleBroken, match="was replaced meanwhile"):
        workspace.mark("risk", first, [(0, 8)])
    with pytest.raises(RuleBroken, match="was replaced meanwhile"):
        workspace.link_passage(claims[DUES], first, [(0, 8)], "fulfils")


def test_another_deadline_is_for_a_person_to_look_at(workspace: Workspace, claims: dict[str, str]) -> None:
    planned = plan(workspace, OLD.replace("end of June 2026", "end of July 2027"))
    moves = {move.owner_id: move for move in planned.moves}
    assert moves[claims[PORT]].how == "review"
    workspace.versions.replace(planned)
    claim = workspace.claim(claims[PORT])
    assert (claim.passages[0].exact, claim.passages[0].status) == (PORT, "needs_review")
    assert workspace.versions.doubt(claim.passages[0].id).candidates


def test_a_restored_claim_whose_deadline_changed_meanwhile_waits_too(
    workspace: Workspace, claims: dict[str, str]
) -> None:
    with workspace.store.session() as session:
        before = queries.changes(session, 1)[0].number
    workspace.versions.replace(plan(workspace, OLD.replace("end of June 2026", "end of July 2027")))
    workspace.change_claim(claims[PORT], note="looked at")
    workspace.restore_claim(claims[PORT], before)
    assert workspace.claim(claims[PORT]).passages[0].status == "needs_review"
