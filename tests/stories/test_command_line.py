"""The job without a window, as a person types it: verbs, ids on standard output, exit codes, never a traceback."""

import argparse
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.__main__ import main
from desktop.cli.verbs import add_arguments, verbs
from tests.stories.command_line import EXPORT, PIER, ROOT, TAG, Run, claims, only_an_id


def test_the_whole_job(run: Run) -> None:
    assert run("new", "w.claims")[:2] == (0, "")
    document = only_an_id(run("add", "w.claims", "talk.txt"))
    assert run("add", "w.claims", "talk.txt").out.strip() == document, "the same bytes are recognised"
    quote = "We will open the pier by 30 June 2025"
    claim = only_an_id(
        run(*TAG, "promise", "--quote", quote, "--actor", "Ministry", "--topic", "trade", "--analyst", "Ada")
    )
    event = (
        "--statement",
        "The pier opened.",
        "--on",
        "2025-06-28",
        "--evidence",
        "Notice 7",
        "--url",
        "https://a.example/7",
    )
    outcome = only_an_id(run("outcome", "w.claims", *event))
    only_an_id(run("link", "w.claims", claim, outcome, "--relation", "fulfils"))
    verdict = ("--verdict", "kept", "--as-of", "2025-07-01", "--rationale", "Two days early.", "--analyst", "Ada")
    only_an_id(run("assess", "w.claims", claim, *verdict))

    [listed] = claims(run)
    assert {name: listed[name] for name in ("id", "kind", "quote", "document", "verdict", "due_latest", "actor")} == {
        "id": claim, "kind": "promise", "quote": quote, "document": document, "verdict": "kept",
        "due_latest": "2025-06-30", "actor": "Ministry",
    }  # fmt: skip
    assert PIER[listed["start"] : listed["end"]] == quote

    assert run("export", "w.claims", "--to", "markdown", "-o", "report.md").out == ""
    made = Path("report.md").read_text(encoding="utf-8")
    assert f"\n> {quote}\n" in made
    assert "**kept**, as of 1 July 2025 (Ada): Two days early." in made
    assert "<https://a.example/7>" in made
    shown = run("export", "w.claims", "--to", "markdown", "-o", "-")
    assert shown.out.splitlines()[3:] == made.splitlines()[3:], "all but the moment of the export"
    assert run("check", "w.claims")[:2] == (0, "")
    assert run("backup", "w.claims", "kept.claims").code == 0
    assert run("check", "kept.claims").code == 0


def test_every_list_is_an_array_of_objects_with_ids(sample_file: Path, run: Run) -> None:
    for what, fields in {
        "documents": {"id", "title"},
        "claims": {"id", "kind", "statement", "quote", "document", "start", "end", "verdict"},
        "outcomes": {"id", "title", "statement", "evidence"},
        "actors": {"id", "title"},
    }.items():
        told = run("list", str(sample_file), what, "--json")
        found = json.loads(told.out)
        assert found
        assert all(item.keys() >= fields for item in found)
        assert len(run("list", str(sample_file), what).out.splitlines()) == len(found)


def test_a_quote_is_found_with_other_blanks_and_near_other_words(prepared: Run) -> None:
    folded = only_an_id(prepared(*TAG, "risk", "--quote", "The pier may close again in a storm 🌊"))
    later = only_an_id(prepared(*TAG, "promise", "--quote", "Thank you", "--near", "The pier may"))
    split = only_an_id(prepared(*TAG, "incentive", "--quote", "pay no dues", "--quote", "投資を促進する"))
    found = {claim["id"]: claim for claim in claims(prepared)}
    assert found[folded]["quote"] == "The pier may\nclose again in a storm 🌊"
    assert found[later]["start"] == PIER.rindex("Thank you")
    assert [passage["exact"] for passage in found[split]["passages"]] == ["pay no dues", "投資を促進する"]
    for claim in found.values():
        for passage in claim["passages"]:
            assert PIER[passage["start"] : passage["end"]] == passage["exact"]


def test_what_is_due_is_told_or_worded(prepared: Run) -> None:
    only_an_id(prepared(*TAG, "promise", "--quote", "Ships that come", "--due", "2026-06"))
    only_an_id(prepared(*TAG, "promise", "--quote", "pay no dues", "--due", "by 30 June 2026", "--note", "n"))
    found = [(c["due_earliest"], c["due_latest"]) for c in claims(prepared)]
    assert found == [("2026-06-01", "2026-06-30"), (None, "2026-06-30")]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ((*TAG, "promise", "--quote", "We will close the pier"), 1, "is not in this document"),
        ((*TAG, "promise", "--quote", "Thank you"), 1, "line 3, characters"),
        ((*TAG, "promise", "--quote", "Thank you", "--near", "bridge"), 1, "“bridge”"),
        ((*TAG, "threat", "--quote", "pay"), 2, "promise, risk, incentive"),
        ((*TAG, "promise", "--quote", "pay", "--due", "soon"), 2, "“soon” is not a date"),
        ((*TAG, "promise", "--quote", "pay", "--statement", " "), 1, "statement"),
        ((*TAG, "promise", "--quote", "pay", "--note", "\udc80"), 2, "not UTF-8"),
        (("tag", "w.claims", "--document", "x", "--kind", "risk", "--quote", "pay"), 1, "No document has “x”"),
        (("tag", "w.claims", "--kind", "risk", "--quote", "pay"), 2, "--document"),
        (("outcome", "w.claims", "--statement", "S", "--on", "31.6.2025"), 2, "not a date"),
        (("outcome", "w.claims", "--statement", " "), 1, ""),
        (("link", "w.claims", "a", "b", "--relation", "likes"), 2, "not a relation"),
        (("link", "w.claims", "a", "b", "--relation", "fulfils"), 1, "no claim a"),
        (("assess", "w.claims", "a", "--verdict", "great"), 2, "not a verdict"),
        (("assess", "w.claims", "a", "--verdict", "kept", "--as-of", "yesterday"), 2, "not a day"),
        (("assess", "w.claims", "a", "--verdict", "kept"), 1, "no claim a"),
        (("export", "w.claims", "--to", "papyrus", "-o", "-"), 2, "markdown"),
        (
            ("export", "w.claims", "--to", "markdown", "-o", "-", "--group", "colour"),
            2,
            "document, actor, topic, verdict",
        ),
        (("export", "w.claims", "--to", "markdown", "-o", "-", "--verdict", "great"), 2, "not a verdict"),
        (("export", "w.claims", "--to", "markdown", "-o", "-", "--actor", "Nobody"), 1, "Nobody"),
        (("export", "w.claims", "--to", "markdown", "-o", "gone/r.md"), 1, "No such file or directory"),
        (("export", "w.claims", "--to", "markdown", "-o", "w.claims"), 1, "the workspace itself"),
        (("export", "w.claims", "--to", "markdown", "-o", "."), 1, "folder"),
        (("backup", "w.claims", "w.claims"), 1, "the workspace itself"),
        (("backup", "w.claims", "gone/b.claims"), 1, ""),
        (("new", "w.claims"), 1, "exists already"),
        (("new", "gone/w.claims"), 1, "The folder “gone” does not exist"),
        (("list", "gone.claims", "claims"), 1, "does not exist"),
        (("list", "talk.txt", "claims"), 1, "not a Followthrough workspace"),
        (("list", "w.claims", "people"), 2, "people"),
        (("check", "talk.txt"), 1, "not a Followthrough workspace"),
        (("fulfil", "w.claims"), 2, "not a verb"),
        (("--colour",), 2, "not a verb"),
    ],
    ids=lambda value: " ".join(value).replace("\udc80", "")[:60] if isinstance(value, tuple) else "",
)
def test_what_goes_wrong_is_told_in_a_line(prepared: Run, words: tuple[str, ...], code: int, said: str) -> None:
    before = Path("w.claims").read_bytes()
    told = prepared(*words)
    assert told.code == code, told.err
    assert said in told.err
    assert told.err
    assert told.out == ""
    assert Path("w.claims").read_bytes() == before, "nothing was changed"


def test_rules_of_rating_hold(prepared: Run) -> None:
    claim = only_an_id(prepared(*TAG, "promise", "--quote", "We will open the pier"))
    outcome = only_an_id(prepared("outcome", "w.claims", "--statement", "It rained."))
    assert "a promise" in prepared("link", "w.claims", claim, outcome, "--relation", "averts").err
    assert prepared("link", "w.claims", claim, outcome, "--relation", "averts").code == 1
    told = prepared("assess", "w.claims", claim, "--verdict", "kept", "--rationale", "So it is.")
    assert (told.code, told.out) == (1, "")
    assert "needs evidence" in told.err
    assert prepared("assess", "w.claims", claim, "--verdict", "averted").code == 1
    assert prepared("assess", "w.claims", claim, "--verdict", "kept", "--as-of", "2999-01-01").code == 1


def test_a_title_that_is_not_enough_names_those_it_could_be(prepared: Run) -> None:
    Path("talking.txt").write_text("Another talk.")
    prepared("add", "w.claims", "talking.txt")
    told = prepared("tag", "w.claims", "--document", "TAL", "--kind", "risk", "--quote", "talk")
    assert told.code == 1
    assert "talking" in told.err
    assert only_an_id(
        prepared("tag", "w.claims", "--document", "talk", "--kind", "risk", "--quote", "Thank you.\n\nCHAIR")
    )


def test_check_tells_what_is_broken(sample_file: Path, tmp_path: Path, run: Run) -> None:
    import shutil
    import sqlite3

    shutil.copy(sample_file, tmp_path / "broken.claims")
    with sqlite3.connect(tmp_path / "broken.claims") as connection:
        connection.execute("UPDATE passage SET exact = 'something else'")
    connection.close()
    told = run("check", "broken.claims")
    assert told.code == 1
    assert "does not stand on its words" in told.out
    assert "broken" in told.err


def test_the_program_tries_itself(run: Run) -> None:
    told = run("self-test", "--json")
    found = json.loads(told.out)
    assert told.code == 0, told
    assert found["ok"]
    assert found["places"] == ["read", "ledger", "outcomes", "review", "overview"]
    assert found["kinds"] == ["promise", "risk", "incentive"]
    assert {"plaintext", "markdown", "html", "docx", "pdf", "webvtt", "srt"} <= set(found["formats"])
    assert "mark_promise" in found["commands"]
    assert [step["step"] for step in found["steps"] if not step["ok"]] == []


def test_the_demo_needs_no_display(run: Run) -> None:
    told = run("demo", "shown")
    assert told.code == 0, told.err
    assert "24 claims tagged" in told.err
    for line in told.out.splitlines():
        assert Path(line.split(maxsplit=1)[1]).is_file()
    pictures = {path.name: path.read_bytes() for path in Path("shown/pictures").glob("*.png")}
    assert sorted(pictures) == ["ledger.png", "outcomes.png", "overview.png", "read.png", "review.png"]
    assert len(set(pictures.values())) == 5
    assert run("demo", "shown").code == 1, "nobody's workspace is replaced"


def test_the_help_page_names_every_verb_and_option() -> None:
    page = (ROOT / "resources" / "help" / "command-line.md").read_text(encoding="utf-8")
    for verb in verbs().values():
        parser = argparse.ArgumentParser(add_help=False)
        add_arguments(parser, verb)
        options = re.findall(r"--[a-z-]+", parser.format_help())
        assert [name for name in (f"followthrough {verb.name}", *options) if name not in page] == []


def test_help_names_every_verb(run: Run) -> None:
    told = run("--help")
    assert told.code == 0
    for verb in (
        "new",
        "add",
        "list",
        "tag",
        "outcome",
        "link",
        "assess",
        "export",
        "check",
        "backup",
        "self-test",
        "demo",
    ):
        assert f"\n    {verb}" in told.out
        assert run(verb, "--help").code == 0


@pytest.mark.parametrize(
    "words", [("--help",), ("list", "W", "claims"), ("export", "W", "--to", "markdown", "-o", "-"), ("check", "W")]
)
def test_a_verb_needs_no_qt(sample_file: Path, words: tuple[str, ...]) -> None:
    typed = [str(sample_file) if word == "W" else word for word in words]
    code = f"import sys\nfrom desktop.__main__ import main\nmain({typed!r})\nsys.exit('PySide6' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


def test_output_is_utf_8_whatever_the_locale_is_and_a_closed_pipe_is_no_fault(sample_file: Path) -> None:
    asked = [sys.executable, "-m", "desktop", "export", str(sample_file), "--to", "markdown", "-o", "-"]
    plain = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(asked, cwd=ROOT, env=plain, capture_output=True, check=True)
    assert "Kestria–Halvorn" in done.stdout.decode("utf-8")
    with subprocess.Popen(asked, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
        assert child.stdout
        assert child.stderr
        child.stdout.close()
        assert child.stderr.read() == b""
        assert child.wait() == 1


@pytest.mark.parametrize(
    "words", [["add", "w.claims", ""], ["list", "", "claims"], ["backup", "w.claims", ""], ["new", ""]]
)
def test_an_empty_path_is_not_understood(words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(words) == 2
    assert list(tmp_path.iterdir()) == []


def test_a_link_that_is_there_takes_the_new_note(prepared: Run) -> None:
    claim = only_an_id(prepared(*TAG, "promise", "--quote", "We will open the pier by 30 June 2025"))
    outcome = only_an_id(prepared("outcome", "w.claims", "--statement", "It opened.", "--on", "2025-06-28"))
    link = ("link", "w.claims", claim, outcome, "--relation", "fulfils")
    first = only_an_id(prepared(*link, "--note", "FIRST"))
    assert only_an_id(prepared(*link)) == first
    assert "FIRST" in prepared(*EXPORT, "-").out, "no note takes nothing away"
    assert only_an_id(prepared(*link, "--note", "SECOND")) == first
    told = prepared(*EXPORT, "-").out
    assert "SECOND" in told
    assert "FIRST" not in told


@pytest.mark.parametrize("due", ["within 99999 years", "in 999999999999 days", f"within {'9' * 5000} days"])
def test_a_due_date_that_never_comes_is_not_understood(prepared: Run, due: str) -> None:
    told = prepared(*TAG, "promise", "--quote", "We will open the pier", "--due", due)
    assert told.code == 2
    assert "ends after the year 9999" in told.err
    assert claims(prepared) == []


def test_a_period_without_a_day_to_count_from_is_kept_as_worded_and_said(run: Run) -> None:
    run("new", "w.claims")
    Path("talk.txt").write_text("We will open the pier, and soon.")
    run("add", "w.claims", "talk.txt")
    told = run(*TAG, "promise", "--quote", "We will open the pier", "--due", "within six months")
    only_an_id(told)
    assert "“within six months” is kept as worded; its days are not known, because" in told.err
    [claim] = claims(run)
    assert claim["due_latest"] is None


def test_strangers_words_do_nothing_to_the_terminal(prepared: Run) -> None:
    hostile = "\x1b[2JPay \u202eyap\u202c up\x07"
    only_an_id(prepared(*TAG, "promise", "--quote", "pay no dues", "--statement", hostile, "--actor", hostile))
    for told in (
        prepared("list", "w.claims", "claims"),
        prepared("list", "w.claims", "actors"),
        prepared(*EXPORT, "-", "--actor", "\x1b[2J"),
        prepared(*EXPORT, "-"),
    ):
        assert not [c for c in told.out + told.err if c in "\x1b\x07\u202e\u202c"]
    told = prepared("list", "w.claims", "claims", "--json")
    assert json.loads(told.out)[0]["statement"] == hostile
    assert not [c for c in told.out if c in "\x1b\x07\u202e\u202c"]


@pytest.mark.parametrize(
    "words",
    [
        ("outcome", "w.claims", "--statement", "S", "--searched", ""),
        ("outcome", "w.claims", "--statement", "S", "--type", "no_event_found"),
        ("outcome", "w.claims", "--statement", ""),
        ("outcome", "w.claims", "--statement", "S", "--actor", " "),
        ("outcome", "w.claims", "--statement", "S", "--evidence", "E", "--url", "javascript:alert(1)"),
        ("outcome", "w.claims", "--statement", "S", "--evidence", "E", "--archived", r"\\host\share"),
        (*TAG, "promise", "--quote", ""),
        (*TAG, "promise", "--quote", "pay", "--statement", ""),
        (*TAG, "promise", "--quote", "pay", "--actor", " "),
        (*TAG, "promise", "--quote", "pay", "--topic", ""),
        (*TAG, "promise", "--quote", "pay", "--due", "2026-06-30..2026-01-01"),
        ("tag", "w.claims", "--document", "", "--kind", "risk", "--quote", "pay"),
        ("tag", "w.claims", "--document", "talk", "--kind", "", "--quote", "pay"),
        ("link", "w.claims", "", "", "--relation", "fulfils"),
        ("assess", "w.claims", "", "--verdict", "kept"),
        ("outcome", "w.claims", "--statement", "S", "--on", "2026-06-30..2026-01-01"),
        ("outcome", "w.claims", "--statement", "S", "--on", ""),
        ("outcome", "w.claims", "--statement", "S", "--seen", " "),
        (*TAG, "promise", "--quote", "pay no", "--due", ""),
        ("export", "w.claims", "--to", "markdown", "-o", "-", "--as-of", ""),
        ("export", "w.claims", "--to", "markdown", "-o", ""),
    ],
    ids=" ".join,
)
def test_what_is_missing_is_refused_without_a_word_of_sql(prepared: Run, words: tuple[str, ...]) -> None:
    before = Path("w.claims").read_bytes()
    told = prepared(*words)
    assert told.code in (1, 2)
    assert told.out == ""
    assert told.err
    assert not [word for word in ("constraint", "CHECK", "NULL", "SQL", "sqlite", "_has_", "None") if word in told.err]
    assert Path("w.claims").read_bytes() == before


def test_one_press_source_is_warned_of_and_the_verdict_is_given(prepared: Run) -> None:
    claim = only_an_id(prepared(*TAG, "promise", "--quote", "We will open the pier"))
    outcome = only_an_id(prepared("outcome", "w.claims", "--statement", "It opened.", "--evidence", "The Daily"))
    prepared("link", "w.claims", claim, outcome, "--relation", "fulfils")
    told = prepared("assess", "w.claims", claim, "--verdict", "kept", "--rationale", "It opened.")
    only_an_id(told)
    assert told.err == (
        "Warning: Only one press source stands behind this final verdict. Look for a second, independent one.\n"
    )


def test_one_is_one(prepared: Run) -> None:
    only_an_id(prepared(*TAG, "promise", "--quote", "pay no dues"))
    only_an_id(prepared("outcome", "w.claims", "--statement", "It opened."))
    assert prepared(*EXPORT, "report.md").err == "1 claim and 1 outcome in report.md.\n"
    assert prepared("add", "w.claims", "talk.txt").err.endswith("In the workspace: 1 of 1 document.\n")


def test_the_help_of_a_verb_shows_how_it_is_written(run: Run) -> None:
    for verb in verbs():
        assert run(verb, "--help").out.startswith(f"usage: followthrough {verb} [-h]")


def test_findings_are_the_result_of_check(prepared: Run) -> None:
    import sqlite3

    with sqlite3.connect("w.claims") as connection:
        connection.execute("UPDATE document SET title = 'Another'")
    connection.close()
    told = prepared("check", "w.claims")
    assert told.code == 1
    assert all(line.endswith(".") for line in told.out.splitlines())
    assert told.err == f"{len(told.out.splitlines())} broken, 0 to look at.\n"


@pytest.mark.parametrize("as_of", ["", "2026", "2026-02-30", "soon", "31.6.2026", "2026-06-01..2026-06-30"])
def test_a_day_that_is_none_is_not_understood(prepared: Run, as_of: str) -> None:
    assert prepared(*EXPORT, "-", "--as-of", as_of)[:2] == (2, "")
    assert prepared("assess", "w.claims", "a", "--verdict", "kept", "--as-of", as_of)[:2] == (2, "")
    assert prepared("outcome", "w.claims", "--statement", "S", "--seen", as_of)[:2] == (2, "")
