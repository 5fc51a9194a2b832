"""Kinds that analysts make: they are tagged, judged and checked like the program's own, and nothing is lost by a change."""

from collections.abc import Callable
from pathlib import Path

import pytest

from db.errors import RuleBroken
from desktop import claims
from desktop.checking import check
from desktop.claims import kind_of, kinds
from desktop.claims.base import KindField
from desktop.claims.own import SIGNS, many_of, name_of, word_of
from desktop.errors import NotUnderstood
from desktop.workspace import Workspace

SEVERITY = KindField("", "Severity", ("low", "high"))
SPOT = [(24, 82)]


@pytest.fixture
def warning(workspace: Workspace) -> str:
    return workspace.own_kinds.add("Warning", judged_as="risk", fields=[SEVERITY, KindField("", "Addressed to")])


def test_a_kind_is_there_at_once_and_tags(workspace: Workspace, talk: str, warning: str) -> None:
    made = kind_of(warning)
    assert (made.title, made.key, made.word, made.plural, made.article) == ("Warning", "4", "warning", "warnings", "a")
    assert kinds()[-1] == made == workspace.kinds.with_key("4")
    claim = workspace.mark(warning, talk, SPOT, details={"severity": "high"})
    assert workspace.store.undo_label == "Tag warning"
    assert workspace.claim(claim).details == {"severity": "high", "addressed_to": ""}


def test_it_travels_with_the_workspace(workspace: Workspace, talk: str, warning: str) -> None:
    workspace.mark(warning, talk, SPOT)
    path = workspace.store.path
    workspace.close()
    assert warning not in {kind.name for kind in kinds()}
    again = Workspace.open(path)
    assert [kind.title for kind in again.kinds.own] == ["Warning"] == [kind_of(warning).title]
    again.close()
    assert check(path) == []


def test_the_workspace_opened_last_counts(workspace: Workspace, warning: str, tmp_path: Path) -> None:
    other = Workspace.create(tmp_path / "other.claims")
    assert workspace.kinds.own and not other.kinds.own
    assert [kind.name for kind in kinds()] == ["promise", "risk", "incentive"]
    other.close()
    assert kinds()[-1].name == warning


def test_a_kind_of_another_workspace_is_never_written(
    workspace: Workspace, warning: str, talk: str, tmp_path: Path
) -> None:
    other = Workspace.create(tmp_path / "other.claims")
    assert workspace.mark(warning, talk, SPOT), "its own kinds hold, whichever workspace was opened last"
    claims.use(other, workspace.kinds)
    with pytest.raises(NotUnderstood, match="“Warning” is not a kind of claim"), other.store.session() as session:
        from desktop import writing

        writing.kind_in(session, warning)
    other.close()


def test_undo_and_redo_know_the_steps(workspace: Workspace, warning: str) -> None:
    workspace.own_kinds.change(warning, title="Alarm", key="A")
    assert (workspace.store.undo_label, kind_of(warning).title, kind_of(warning).key) == (
        "Change kind “Warning”", "Alarm", "a",
    )  # fmt: skip
    workspace.store.undo()
    assert kind_of(warning).title == "Warning"
    workspace.store.undo()
    assert not workspace.kinds.own
    workspace.store.redo()
    assert kinds()[-1].title == "Warning"


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"title": "risk"}, "There is a kind “risk” already"),
        ({"title": "Evidence"}, "There is a kind “Evidence” already"),
        ({"title": "  "}, "A kind needs a name"),
        ({"title": "x" * 31}, "too long for a button"),
        ({"title": "Red line", "key": "1"}, "The key 1 is taken by “Promise”"),
        ({"title": "Red line", "key": "4"}, "The key 4 is taken by “Warning”"),
        ({"title": "Red line", "key": "é"}, "is not a key"),
        ({"title": "Red line", "sign": "down"}, "The sign “down” is that of “Warning”"),
        ({"title": "Red line", "sign": "circle"}, "is not a sign"),
        ({"title": "Red line", "line": "none"}, "is not a line"),
        ({"title": "Red line", "judged_as": "own_warning"}, "has no verdicts to take over"),
        ({"title": "Red line", "colour": "#FFEE00"}, "too pale"),
        ({"title": "Red line", "fields": [SEVERITY, SEVERITY]}, "two fields “Severity”"),
        ({"title": "Red line", "fields": [KindField("", " ")]}, "A field needs a name"),
    ],
)
def test_what_another_has_or_nobody_can_read_is_refused(
    workspace: Workspace, warning: str, values: dict[str, object], why: str
) -> None:
    with pytest.raises(RuleBroken, match=why):
        workspace.own_kinds.add(**values)  # type: ignore[arg-type]
    assert [kind.title for kind in workspace.kinds.own] == ["Warning"]


def test_as_many_as_there_are_signs(workspace: Workspace) -> None:
    for number, _sign in enumerate(SIGNS):
        workspace.own_kinds.add(f"Kind {number}", key="abcdefghij"[number])
    with pytest.raises(RuleBroken, match="at most"):
        workspace.own_kinds.add("One more", key="k")
    assert len({kind.sign for kind in kinds()}) == len(kinds()) == 3 + len(SIGNS)


def test_one_in_use_is_not_removed_but_given_over_in_one_step(workspace: Workspace, talk: str, warning: str) -> None:
    first = workspace.mark(warning, talk, SPOT, details={"severity": "high"})
    workspace.mark(warning, talk, [(83, 113)])
    with pytest.raises(RuleBroken, match="2 claims are tagged as warning"):
        workspace.own_kinds.remove(warning)
    workspace.own_kinds.remove(warning, to="risk")
    assert not workspace.kinds.own
    assert {claim.kind for claim in workspace.claims()} == {"risk"}
    assert workspace.store.undo_label == "Remove kind “Warning”"
    workspace.store.undo()
    assert {claim.kind for claim in workspace.claims()} == {warning}
    assert workspace.claim(first).details["severity"] == "high"


def test_verdicts_of_a_kind_go_only_where_they_exist(workspace: Workspace, talk: str, warning: str) -> None:
    claim = workspace.mark(warning, talk, SPOT)
    workspace.assess(claim, "emerging")
    with pytest.raises(RuleBroken, match="1 claim has a verdict or a link that a promise does not have"):
        workspace.own_kinds.remove(warning, to="promise")
    with pytest.raises(RuleBroken, match="1 claim has a verdict or a link that it would lose"):
        workspace.own_kinds.change(warning, judged_as="none")
    workspace.own_kinds.remove(warning, to="risk")
    assert workspace.claim(claim).verdict == "emerging"


def test_what_is_written_in_a_field_is_not_lost(workspace: Workspace, talk: str, warning: str) -> None:
    claim = workspace.mark(warning, talk, SPOT, details={"severity": "high"})
    severity, to = kind_of(warning).fields
    with pytest.raises(RuleBroken, match="1 claim has something in “Severity” that it would lose"):
        workspace.own_kinds.change(warning, fields=[to])
    with pytest.raises(RuleBroken, match="1 claim has something in “Severity”"):
        workspace.own_kinds.change(warning, fields=[KindField(severity.name, "Severity", ("low",)), to])
    workspace.own_kinds.change(warning, fields=[KindField(severity.name, "How bad", ("low", "high", "worst"))])
    workspace.change_claim(claim, details={"severity": "worst"})
    assert workspace.store.undo_label == "Change how bad"
    assert workspace.claim(claim).details == {"severity": "worst"}


def test_removed_claims_hold_no_kind_back_and_the_file_stays_whole(
    workspace: Workspace, talk: str, warning: str
) -> None:
    workspace.remove_claim(workspace.mark(warning, talk, SPOT, details={"severity": "high"}))
    workspace.own_kinds.remove(warning)
    assert kind_of(warning).title == "Warning", "history still paints what it was"
    assert check(workspace.store.path) == []


def test_a_kind_that_analysts_judge_by_nobodys_verdicts(workspace: Workspace, talk: str) -> None:
    line = workspace.own_kinds.add("Red line")
    claim = workspace.mark(line, talk, SPOT)
    with pytest.raises(RuleBroken, match="“kept” is not a verdict on a red line; choose not_yet_rated, unratable"):
        workspace.assess(claim, "kept")


def test_their_order_is_the_analysts(workspace: Workspace, warning: str) -> None:
    line = workspace.own_kinds.add("Red line")
    workspace.own_kinds.move(line, -1)
    assert [kind.name for kind in workspace.kinds.own] == [line, warning]


@pytest.mark.parametrize(
    ("column", "value", "told"),
    [("sign", "blob", "has a sign or a line that can't be painted: blob"), ("key", "5", "have the same key 5"),
     ("name", "alarm", "it should begin with own_"), ("fields", ["x"], "The fields of the kind “own_warning” can't be read")],
)  # fmt: skip
def test_check_finds_what_is_wrong_with_a_kind(
    workspace: Workspace, warning: str, column: str, value: object, told: str
) -> None:
    from db import lookups, models

    workspace.own_kinds.add("Red line", key="5")
    workspace.store.listeners.clear()
    with workspace.store.edit("Break it") as session:
        setattr(lookups.rows(session, models.OwnKind, name=warning)[0], column, value)
    assert any(told in str(found) for found in check(workspace.store.path))


def test_check_finds_a_claim_whose_kind_is_gone(
    workspace: Workspace, talk: str, warning: str, add_text: Callable[..., str]
) -> None:
    from db import models

    workspace.mark(warning, talk, SPOT)
    with workspace.store.edit("Break it") as session:
        from db import lookups

        session.delete(lookups.rows(session, models.OwnKind)[0])
    assert any("“Warning” is not a kind of claim" in str(found) for found in check(workspace.store.path))


@pytest.mark.parametrize(
    ("title", "word", "many"),
    [("Red line", "red line", "red lines"), ("IMF condition", "IMF condition", "IMF conditions"),
     ("Policy", "policy", "policies"), ("Process", "process", "processes"), ("警告", "警告", "警告")],
)  # fmt: skip
def test_sentences_say_it_as_a_word(title: str, word: str, many: str) -> None:
    assert (word_of(title), many_of(word_of(title))) == (word, many)


def test_names_never_clash_with_words_of_the_program() -> None:
    assert name_of("Ligne rouge!", []) == "own_ligne_rouge"
    assert name_of("警告", ["own_kind"]) == "own_kind_2"
    assert name_of("alert", []) == "own_alert"
    assert name_of("Current", []) == "own_current_kind"


def test_the_report_tells_it_by_its_name_sign_and_fields(workspace: Workspace, talk: str, warning: str) -> None:
    from desktop import report
    from desktop.export import exporter_of

    line = workspace.own_kinds.add("Red | line")
    claim = workspace.mark(warning, talk, SPOT, details={"severity": "high", "addressed_to": "Firms"})
    workspace.mark(line, talk, [(83, 113)])
    outcome = workspace.link_new(claim, "materialises", "It did", "2026-02-01", citation="Gazette")
    assert outcome
    workspace.change_claim(claim, testability="testable")
    workspace.assess(claim, "materialised", rationale="Seen.")
    text = "".join(exporter_of("markdown").write(report.build(workspace)))
    for part in (
        "### ▼ Warning: We will open", "severity high", "| Addressed to | Firms |", "| Warning | 1 | 0 | 0 | 1 |",
        "0 of 1 finally rated warnings", "### ⬢ Red &#124; line:", "| Red &#124; line | 1 |",
        "Red &#124; lines: 1 in all, 0 unratable, never rated.",
    ):  # fmt: skip
        assert part in text, part


def test_figures_and_groups_of_the_ledger_have_it(workspace: Workspace, talk: str, warning: str) -> None:
    from datetime import date

    from desktop.figures import figures
    from desktop.grouping import Group, arranged

    claim = workspace.mark(warning, talk, SPOT)
    workspace.mark("risk", talk, SPOT)
    bars = {bar.title: bar.ids for bar in figures(workspace.claims(), date(2026, 2, 1)).by_kind}
    assert bars["Warnings"] == {claim}
    lines = arranged(workspace.claims(), today="2026-02-01", group="kind")
    assert [line.title for line in lines if isinstance(line, Group)] == ["Risks", "Warnings"]
    sorted_lines = arranged(workspace.claims(), today="2026-02-01", sort="kind")
    assert [line.kind for line in sorted_lines if not isinstance(line, Group)] == ["risk", warning]


def test_kinds_made_by_another_program_are_there_as_soon_as_it_is_noticed(workspace: Workspace) -> None:
    other = Workspace.open(workspace.store.path)
    name = other.own_kinds.add("Warning")
    other.close()
    assert not workspace.kinds.own
    assert workspace.store.changed_elsewhere()
    assert kind_of(name) == workspace.kinds.own[0]
    workspace.store.undo()
    assert not workspace.kinds.own, "its steps can be undone here"


def test_history_names_the_steps(workspace: Workspace, talk: str, warning: str) -> None:
    from db import past

    workspace.mark(warning, talk, SPOT)
    workspace.own_kinds.remove(warning, to="risk")
    with workspace.store.session() as session:
        labels = [row.label for row in past.page(session, past.PastFilter()).rows]
    assert labels[:3] == ["Remove kind “Warning”", "Tag warning", "Add kind “Warning”"]


def test_a_claim_as_it_was_has_the_fields_that_its_kind_has_now(workspace: Workspace, talk: str, warning: str) -> None:
    claim = workspace.mark(warning, talk, SPOT, details={"severity": "high", "addressed_to": "Firms"})
    number = workspace.store._number
    workspace.change_claim(claim, details={"severity": ""}, note="Seen.")
    workspace.own_kinds.change(warning, fields=list(kind_of(warning).fields[1:]))
    assert workspace.restore_claim(claim, number)
    assert workspace.claim(claim).details == {"addressed_to": "Firms"}
    assert check(workspace.store.path) == []


def test_a_claim_as_it_was_comes_back_only_while_its_kind_is_there(
    workspace: Workspace, talk: str, warning: str
) -> None:
    claim = workspace.mark(warning, talk, SPOT)
    with workspace.store.session() as session:
        from db import past

        number = past.page(session, past.PastFilter()).rows[0].number
    workspace.change_claim(claim, note="Seen.")
    workspace.own_kinds.remove(warning, to="risk")
    with pytest.raises(NotUnderstood, match="“Warning” is not a kind of claim"):
        workspace.restore_claim(claim, number)
    assert workspace.claim(claim).kind == "risk"
