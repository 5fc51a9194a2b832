"""export: what it writes, what it never replaces, and that its counts are those of the lists."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.stories.command_line import EXPORT, PIER, ROOT, TAG, Run, claims, only_an_id


def test_an_export_shows_what_the_filter_lets_through(sample_file: Path, run: Run) -> None:
    asked = ("export", str(sample_file), "--to", "markdown", "-o", "-", "--kind", "risk", "--document", "Three months")
    told = run(*asked, "--group", "actor", "--as-of", "2026-11-24")
    listed = json.loads(run("list", str(sample_file), "claims", "--json").out)
    wanted = [c for c in listed if c["kind"] == "risk" and c["document_title"].startswith("Three months")]
    assert f"\nclaims: {len(wanted)}\n" in told.out
    assert wanted


def test_an_export_replaces_an_earlier_one_and_nothing_else(prepared: Run) -> None:
    assert prepared(*EXPORT, "report.md").code == prepared(*EXPORT, "report.md").code == 0
    Path("empty.md").touch()
    assert prepared(*EXPORT, "empty.md").code == 0
    told = prepared(*EXPORT, "talk.txt")
    assert told.code == 1
    assert "not an earlier export" in told.err
    assert Path("talk.txt").read_text(encoding="utf-8") == PIER
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
