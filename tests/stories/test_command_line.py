"""The job without a window, as a person types it: verbs, ids on standard output, exit codes, never a traceback."""

import argparse
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from desktop.__main__ import main
from desktop.cli.verbs import add_arguments, verbs
from tests.documents.conftest import make_pdf

ROOT = Path(__file__).resolve().parents[2]
TALK = """MINISTER: We will open the pier by 30 June 2025. Thank you.

CHAIR: Thank you. The pier may
close again in a storm 🌊, I fear.

MINISTER: Ships that come in the first year pay no dues. 投資を促進する。
"""


class Told(NamedTuple):
    code: int
    out: str
    err: str


Run = Callable[..., Told]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """Type a command in a folder that has talk.txt; no traceback ever."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("FOLLOWTHROUGH_ANALYST", raising=False)
    (tmp_path / "talk.txt").write_text(TALK, encoding="utf-8")

    def typed(*words: str) -> Told:
        code = main(list(words))
        out, err = capfd.readouterr()
        assert "Traceback" not in out + err
        assert "fault of the program" not in err
        return Told(code, out, err)

    return typed


@pytest.fixture
def prepared(run: Run) -> Run:
    """A workspace w.claims with the talk in it."""
    from desktop.documents import format_for
    from desktop.workspace import Workspace

    workspace = Workspace.create(Path("w.claims"))
    data = Path("talk.txt").read_bytes()
    workspace.add_document(
        "talk.txt", data, format_for("talk.txt", data).read(data, "talk.txt"), published_on="2025-01-15"
    )
    workspace.close()
    return run


def only_an_id(told: Told) -> str:
    assert told.code == 0, told.err
    assert len(told.out.strip()) == 26
    assert told.out.count("\n") == 1
    return told.out.strip()


def claims(run: Run) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run("list", "w.claims", "claims", "--json").out)
    return found


TAG = ("tag", "w.claims", "--document", "talk", "--kind")


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
    assert TALK[listed["start"] : listed["end"]] == quote

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


def test_adding_goes_on_after_a_failure(run: Run, tmp_path: Path) -> None:
    run("new", "w.claims")
    folder = tmp_path / "papers"
    (folder / "deep").mkdir(parents=True)
    (folder / "deep" / "one.md").write_text("# One\n\nWe will pay.\n")
    (folder / "two.pdf").write_bytes(b"%PDF-1.4 no more")
    (folder / "photo.xyz").write_bytes(b"\0")
    (folder / ".hidden.txt").write_text("Hidden.")
    told = run("add", "w.claims", "gone.txt", "papers", "talk.txt")
    assert told.code == 1
    assert len(told.out.split()) == 2, "the two that can be read"
    assert "“gone.txt” was not added. It can't be read: No such file or directory." in told.err
    assert "“two.pdf” was not added." in told.err
    assert "photo" not in told.err
    assert "hidden" not in told.err
    assert "2 of 4 documents" in told.err


def test_a_quote_is_found_with_other_blanks_and_near_other_words(prepared: Run) -> None:
    folded = only_an_id(prepared(*TAG, "risk", "--quote", "The pier may close again in a storm 🌊"))
    later = only_an_id(prepared(*TAG, "promise", "--quote", "Thank you", "--near", "The pier may"))
    split = only_an_id(prepared(*TAG, "incentive", "--quote", "pay no dues", "--quote", "投資を促進する"))
    found = {claim["id"]: claim for claim in claims(prepared)}
    assert found[folded]["quote"] == "The pier may\nclose again in a storm 🌊"
    assert found[later]["start"] == TALK.rindex("Thank you")
    assert [passage["exact"] for passage in found[split]["passages"]] == ["pay no dues", "投資を促進する"]
    for claim in found.values():
        for passage in claim["passages"]:
            assert TALK[passage["start"] : passage["end"]] == passage["exact"]


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


def test_an_export_shows_what_the_filter_lets_through(sample_file: Path, run: Run) -> None:
    asked = ("export", str(sample_file), "--to", "markdown", "-o", "-", "--kind", "risk", "--document", "Three months")
    told = run(*asked, "--group", "actor", "--as-of", "2026-11-24")
    listed = json.loads(run("list", str(sample_file), "claims", "--json").out)
    wanted = [c for c in listed if c["kind"] == "risk" and c["document_title"].startswith("Three months")]
    assert f"\nclaims: {len(wanted)}\n" in told.out
    assert wanted


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


EXPORT = ("export", "w.claims", "--to", "markdown", "-o")


def test_an_export_replaces_an_earlier_one_and_nothing_else(prepared: Run) -> None:
    assert prepared(*EXPORT, "report.md").code == prepared(*EXPORT, "report.md").code == 0
    Path("empty.md").touch()
    assert prepared(*EXPORT, "empty.md").code == 0
    told = prepared(*EXPORT, "talk.txt")
    assert told.code == 1
    assert "not an earlier export" in told.err
    assert Path("talk.txt").read_text(encoding="utf-8") == TALK
    Path("report.md").write_text("---\nworkspace: mine\n---\nMy notes on Followthrough")
    assert prepared(*EXPORT, "report.md").code == 1
    assert prepared(*EXPORT, "report.md", "--force").code == 0
    assert prepared(*EXPORT, "w.claims", "--force").code == 1, "a workspace is never replaced"


@pytest.mark.parametrize("end", ["-journal", "-wal", "-shm"])
def test_nothing_is_written_where_sqlite_would_delete_it(prepared: Run, end: str) -> None:
    for words in ((*EXPORT, f"w.claims{end}"), ("backup", "w.claims", f"w.claims{end}"), ("new", f"w.claims{end}")):
        told = prepared(*words)
        assert told.code == 1
        assert "would be deleted when “w.claims” is opened next" in told.err
    there = Path(f"w.claims{end}")
    assert not there.exists() or there.stat().st_size == 0, "SQLite's own, at most"
    assert prepared(*EXPORT, f"other{end}").code == 0, "nobody's companion"


def test_a_name_that_is_no_text_is_told_with_signs(prepared: Run) -> None:
    os.rename("w.claims", "z\udcff.claims")
    told = prepared("export", "z\udcff.claims", "--to", "markdown", "-o", "-")
    assert told.code == 0
    assert told.out.startswith('---\nworkspace: "z?.claims"\n')


def test_blank_words_to_look_for_are_refused(prepared: Run) -> None:
    told = prepared(*EXPORT, "-", "--text", " ")
    assert (told.code, told.out) == (1, "")
    assert "--text is empty" in told.err


@pytest.mark.parametrize("option", ["actor", "topic"])
def test_names_that_differ_in_case_alone_are_told_apart_when_they_are_typed_so(prepared: Run, option: str) -> None:
    for name in ("IMF", "imf", "imf"):
        only_an_id(prepared(*TAG, "promise", "--quote", "We will open the pier", f"--{option}", name))
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    for seed in range(4):  # the order of a set changes with it
        told = {}
        for name in ("IMF", "imf", "Imf"):
            command = [sys.executable, "-m", "desktop", *EXPORT, "-", f"--{option}", name]
            done = subprocess.run(
                command, capture_output=True, text=True, env=environment | {"PYTHONHASHSEED": str(seed)}, check=True
            )
            told[name] = re.findall(r"^claims: (\d+)$", done.stdout, re.MULTILINE)
        assert told == {"IMF": ["1"], "imf": ["2"], "Imf": ["3"]}


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


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is always full")
def test_a_full_disk_is_told_by_the_name_that_was_given(prepared: Run, tmp_path: Path) -> None:
    assert prepared(*EXPORT, "/dev/full").err == "followthrough: /dev/full: No space left on device.\n"
    with open("/dev/full", "w") as full:
        command = [sys.executable, "-m", "desktop", *EXPORT, "-"]
        environment = os.environ | {"PYTHONPATH": str(ROOT)}
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, env=environment, check=False)
    assert (done.returncode, done.stderr) == (1, "followthrough: Standard output: No space left on device.\n")


def test_an_export_tells_the_verdicts_of_its_day(prepared: Run) -> None:
    claim = only_an_id(prepared(*TAG, "promise", "--quote", "We will open the pier by 30 June 2025"))
    prepared("assess", "w.claims", claim, "--verdict", "stalled", "--as-of", "2025-08-01")
    prepared("assess", "w.claims", claim, "--verdict", "in_progress", "--as-of", "2025-05-01")
    assert [c["verdict"] for c in claims(prepared)] == ["stalled"]
    shown = {
        day: prepared(*EXPORT, "-", "--as-of", day).out
        for day in ("2025-04-30", "2025-05-01", "2025-07-01", "2025-08-01")
    }
    assert "not yet rated" in shown["2025-04-30"]
    assert "**in progress**, as of 1 May 2025" in shown["2025-05-01"]
    assert "**overdue** since 30 June 2025" in shown["2025-07-01"]
    assert "**stalled**, as of 1 August 2025" in shown["2025-08-01"]
    assert "\nclaims: 0\n" in prepared(*EXPORT, "-", "--as-of", "2025-07-01", "--verdict", "stalled").out
    assert prepared(*EXPORT, "-", "--as-of", "soon").code == 2


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
def test_what_is_no_file_is_refused_and_never_waited_for(prepared: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo("pipe.txt")
    Path("large.txt").write_text("x" * 3_000_001)
    monkeypatch.setattr("desktop.gathering.contents.__defaults__", (3_000_000,))
    told = prepared("add", "w.claims", "pipe.txt", "/dev/zero", "large.txt", "talk.txt")
    assert told.code == 1
    assert "“pipe.txt” was not added. It is not a file" in told.err
    assert "“zero” was not added. It is not a file" in told.err
    assert "“large.txt” was not added. It is too large: 3 MB are the most." in told.err
    assert "1 of 4 documents" in told.err
    for verb in ("list pipe.txt claims", "check /dev/zero", "export pipe.txt --to markdown -o -"):
        told = prepared(*verb.split())
        assert (told.code, "a pipe or a device" in told.err) == (1, True)


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


def test_every_filter_counts_what_the_list_counts(sample_file: Path, run: Run) -> None:
    """In the front matter, in the table at the end, and as headings."""
    listed = json.loads(run("list", str(sample_file), "claims", "--json").out)
    asked: dict[tuple[str, str], int] = {("--verdict", "overdue"): sum(c["overdue"] for c in listed)}
    for claim in listed:
        for option, field in (
            ("--kind", "kind"),
            ("--verdict", "verdict"),
            ("--actor", "actor"),
            ("--document", "document"),
        ):
            if claim[field]:
                asked[option, claim[field]] = sum(c[field] == claim[field] for c in listed)
        asked |= {("--topic", name): sum(name in c["topics"] for c in listed) for name in claim["topics"]}
    for (option, value), number in asked.items():
        told = run("export", str(sample_file), "--to", "markdown", "-o", "-", option, value)
        assert f"\nclaims: {number}\n" in told.out, (option, value)
        table = re.findall(r"^\| (?:Promise|Risk|Incentive) \| (\d+)", told.out, re.MULTILINE)
        assert sum(map(int, table)) == told.out.count("{#c-") == number, (option, value)


def test_a_newer_copy_takes_the_claims_along(prepared: Run) -> None:
    quote = "Ships that come in the first year pay no dues."
    prepared("tag", "w.claims", "--document", "talk", "--kind", "incentive", "--quote", quote)
    prepared("tag", "w.claims", "--document", "talk", "--kind", "risk", "--quote", "close again in a storm")
    newer = TALK.replace("The pier may\nclose again in a storm 🌊, I fear.", "Good.")
    Path("newer.txt").write_text("Corrected.\n\n" + newer, encoding="utf-8")
    tried = prepared("replace", "w.claims", "talk", "newer.txt", "--dry-run")
    assert (tried.code, tried.out) == (0, "")
    assert "0 kept, 1 moved, 0 to review, 1 not found" in tried.err
    version = only_an_id(prepared("replace", "w.claims", "talk", "newer.txt"))
    found = {row["kind"]: row["passages"][0]["status"] for row in claims(prepared)}
    assert found == {"incentive": "reanchored", "risk": "orphaned"}
    again = prepared("replace", "w.claims", "talk", "newer.txt")
    assert (again.out.strip(), again.code) == (version, 0)
    assert "nothing was changed" in again.err
    assert prepared("replace", "w.claims", "nothing like it", "newer.txt").code == 1
    assert prepared("replace", "w.claims", "talk", "absent.txt").code == 1
    assert prepared("check", "w.claims").code == 0


def test_a_wrong_encoding_is_corrected_without_a_window(prepared: Run) -> None:
    data = "約束: 港は2026年6月末までに開く。会社は5年間税を払わない。".encode("shift_jis")
    Path("port.txt").write_bytes(data)
    prepared("add", "w.claims", "port.txt")
    prepared("replace", "w.claims", "port", "port.txt", "--encoding", "shift_jis")
    told = prepared(
        "tag", "w.claims", "--document", "port", "--kind", "promise", "--quote", "港は2026年6月末までに開く"
    )
    assert told.code == 0


def test_choices_of_reading_are_options(run: Run, tmp_path: Path) -> None:
    (tmp_path / "pl.txt").write_bytes("Łódź otworzy port.".encode("cp1250"))
    (tmp_path / "locked.pdf").write_bytes(make_pdf(password="sesame"))
    (tmp_path / "word").write_text("sesame\n", encoding="utf-8")
    assert run("new", "w.claims").code == 0
    assert run("add", "w.claims", "pl.txt", "--encoding", "windows-1250").code == 0
    assert run("add", "w.claims", "pl.txt", "--encoding", "klingon").code == 2
    assert "password" in run("add", "w.claims", "locked.pdf").err
    assert run("add", "w.claims", "locked.pdf", "--password-file", "word").code == 0
    assert run("add", "w.claims", "pl.txt", "--password-file", "missing").code == 1
    assert run("tag", "w.claims", "--document", "pl", "--kind", "promise", "--quote", "Łódź otworzy port.").code == 0
