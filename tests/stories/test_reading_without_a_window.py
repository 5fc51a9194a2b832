"""add and replace: files of all sorts, choices of reading, a newer copy."""

import os
import sys
from pathlib import Path

import pytest

from tests.documents.conftest import make_pdf
from tests.stories.command_line import PIER, Run, claims, only_an_id


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


def test_a_newer_copy_takes_the_claims_along(prepared: Run) -> None:
    quote = "Ships that come in the first year pay no dues."
    prepared("tag", "w.claims", "--document", "talk", "--kind", "incentive", "--quote", quote)
    prepared("tag", "w.claims", "--document", "talk", "--kind", "risk", "--quote", "close again in a storm")
    newer = PIER.replace("The pier may\nclose again in a storm 🌊, I fear.", "Good.")
    Path("newer.txt").write_text("Corrected.\n\n" + newer, encoding="utf-8")
    tried = prepared("replace", "w.claims", "talk", "newer.txt", "--dry-run")
    assert (tried.code, tried.out) == (0, "")
    assert "0 kept, 1 moved, 0 to review, 1 not found" in tried.err
    version = only_an_id(prepared("replace", "w.claims", "talk", "newer.txt"))
    found = {row["kind"]: row["passages"][0]["status"] for row in claims(prepared)}
    assert found == {"incentive": "reanchored", "risk": "orphaned"}
    again = prepared("replace", "w.claims", "talk", "newer.txt")
    assert (again.out.strip(), again.code) == (version, 0)
    assert "Nothing has changed" in again.err
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
