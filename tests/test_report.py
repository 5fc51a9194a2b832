"""The report: places, groups and tallies."""

from collections.abc import Callable

import pytest

from db import queries
from db.rows import ClaimFilter
from desktop import report
from desktop.days import today, written_day
from desktop.errors import NotUnderstood
from desktop.export import markdown
from desktop.workspace import Workspace
from tests.conftest import read_text


def test_a_claim_is_placed_by_paragraph_and_time(workspace: Workspace, add_text: Callable[..., str]) -> None:
    text = "[00:00:05] A. NAME: Hello, all of you.\n\n[00:01:02] B. NAME: We will pay.\n\n[00:02:00] A. NAME: Thanks."
    at = text.index("We will")
    workspace.mark("promise", add_text(text), [(at, at + 11)])
    [group] = report.build(workspace).groups
    [spot] = group.claims[0].spots
    assert (spot.paragraph, spot.page, spot.time) == (2, "", "00:01:02")


def test_documents_without_a_claim_are_there_unless_a_filter_leaves_them_out(
    workspace: Workspace, talk: str, add_text: Callable[..., str]
) -> None:
    add_text("Nothing is claimed here.", title="Silence")
    workspace.mark("promise", talk, [(0, 9)])
    everything = report.build(workspace)
    assert [(group.title, len(group.claims)) for group in everything.groups] == [("Silence", 0), ("talk", 1)]
    promises = report.build(workspace, ClaimFilter(kinds=frozenset({"promise"})))
    assert [group.title for group in promises.groups] == ["talk"]
    assert [document.title for document in promises.documents] == ["talk"]


def test_a_claim_belongs_to_every_document_that_has_words_of_it(
    workspace: Workspace, talk: str, add_text: Callable[..., str]
) -> None:
    second = add_text("We say it again: half of the cost is ours.", title="Again")
    claim = workspace.mark("promise", talk, [(0, 9)])
    workspace.add_stretch(claim, second, 17, 41)
    with workspace.store.session() as session:
        rows = queries.documents(session)
    assert {row.title: row.claims for row in rows} == {"Again": {"promise": 1}, "talk": {"promise": 1}}
    for row in rows:
        shown = ClaimFilter(documents=frozenset({row.id}))
        made = report.build(workspace, shown)
        assert made.claims == 1, "counted once"
        assert {group.title: (len(group.claims), len(group.elsewhere)) for group in made.groups} == {
            "talk": (1, 0), "Again": (0, 1),
        }  # fmt: skip
    text = "".join(markdown.write(report.build(workspace)))
    assert "No claims." not in text
    assert text.count(f"{{#c-{claim}}}") == 1
    assert "first words: 1 claim\n\n- [" in text
    assert f"](#c-{claim}), in [talk](#d-{rows[1].id})\n" in text


def test_a_claim_whose_words_are_gone_from_the_newest_version_still_belongs_to_the_document(
    workspace: Workspace, talk: str
) -> None:
    claim = workspace.mark("promise", talk, [(24, 82)])
    with workspace.store.session() as session:
        [document] = queries.documents(session)
    text = "Nothing of it is left in here.\n"
    plan = workspace.versions.plan_replacement(document.id, "new.txt", text.encode(), read_text(text))
    workspace.versions.replace(plan)
    with workspace.store.session() as session:
        [document] = queries.documents(session)
    assert (document.version, document.claims, document.to_review) == (2, {"promise": 1}, 1)
    shown = ClaimFilter(documents=frozenset({document.id}))
    assert [row.id for row in workspace.claims(shown)] == [claim]
    assert [len(group.claims) for group in report.build(workspace, shown).groups] == [1]
    where = f"words as of {written_day(today())} (version 1)"
    assert f"not found in the newest version, {where}" in "".join(markdown.write(report.build(workspace)))
    workspace.versions.let_go(workspace.claim(claim).passages[0].id)
    told = "".join(markdown.write(report.build(workspace)))
    assert f"no longer in the newest version, {where}" in told
    assert f"> {workspace.claim(claim).quote}" in told


def test_groups_without_a_name_come_last(workspace: Workspace, talk: str) -> None:
    workspace.mark("promise", talk, [(0, 9)])
    workspace.mark("promise", talk, [(10, 20)], actor="zeta")
    workspace.mark("promise", talk, [(20, 30)], actor="Alpha", topic="trade")
    assert [group.title for group in report.build(workspace, group_by="actor").groups] == [
        "Alpha",
        "zeta",
        "No actor filled in",
    ]
    assert [group.title for group in report.build(workspace, group_by="topic").groups] == ["trade", "No topic"]
    assert [group.title for group in report.build(workspace, group_by="verdict").groups] == ["Not yet rated"]
    with pytest.raises(NotUnderstood, match="document, actor, topic, verdict"):
        report.build(workspace, group_by="colour")


def test_an_outcome_tells_the_claims_it_bears_on(workspace: Workspace, talk: str) -> None:
    claim = workspace.mark("promise", talk, [(0, 9)])
    linked = workspace.add_outcome("The port opened.", "2026-06-01", citation="Notice 1")
    workspace.add_outcome("Something else.", "2026-05-01", citation="Notice 2")
    workspace.link(claim, linked, "fulfils")
    everything = report.build(workspace)
    assert [(o.row.statement, len(o.bears_on)) for o in everything.outcomes] == [
        ("Something else.", 0),
        ("The port opened.", 1),
    ]
    chosen = report.build(workspace, ClaimFilter(ids=frozenset({claim}), ids_title="the first"))
    assert [o.row.id for o in chosen.outcomes] == [linked]
    assert chosen.filter == (("claims", "the first"),)


def test_the_tally_has_a_denominator_that_leaves_out_what_can_not_be_rated(sample_file) -> None:  # type: ignore[no-untyped-def]
    workspace = Workspace.open(sample_file)
    claims = workspace.claims(as_of="2026-11-24")
    workspace.close()
    told = report.tally("promise", claims)
    assert told.claims == told.held + told.partly + told.failed + told.open + told.unratable
    assert (told.held, told.partly, told.failed, told.unratable, told.rated) == (1, 1, 1, 1, 3)
    assert 0 < told.overdue <= told.open
