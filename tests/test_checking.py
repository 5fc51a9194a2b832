"""`check` finds every breach. Each is made in a copy of the sample, by SQLite itself, behind the program's back."""

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from db.errors import NotAWorkspace
from desktop import checking

Break = Callable[[str], list[str]]


@pytest.fixture
def broken(sample_file: Path, tmp_path: Path) -> Break:
    """Run SQL in a copy of the sample, constraints off; gives what `check` says then."""
    path = tmp_path / "copy.claims"
    shutil.copy(sample_file, path)

    def told(sql: str) -> list[str]:
        connection = sqlite3.connect(path)
        connection.execute("PRAGMA ignore_check_constraints = 1")
        connection.create_function("cut", 2, lambda text, n: text[n:])
        connection.executescript(sql)
        connection.close()
        return [str(finding) for finding in checking.check(path)]

    return told


def test_the_sample_is_whole(sample_file: Path) -> None:
    assert checking.check(sample_file) == []


A_CLAIM = "WHERE id = (SELECT min(id) FROM claim)"
A_PASSAGE = "WHERE id = (SELECT min(id) FROM passage)"


@pytest.mark.parametrize(
    ("sql", "words"),
    [
        (f"UPDATE passage SET start = start + 1 {A_PASSAGE}", "does not stand on its words"),
        (f"UPDATE passage SET \"end\" = 999999 {A_PASSAGE}", "is outside its text"),
        (f"UPDATE passage SET start = \"end\" {A_PASSAGE}", "is outside its text"),
        (f"UPDATE passage SET status = 'lost' {A_PASSAGE}", "CHECK constraint failed in passage"),
        ("UPDATE version SET text = replace(text, 'the', 'teh') WHERE number = 1", "its SHA-256 differs"),
        ("UPDATE version SET length = 7", "characters, not 7"),
        ("UPDATE version SET text = text || char(13)", "has a NUL, CR, BOM or lone surrogate"),
        ("UPDATE source_file SET content = x'00'", "can't be unpacked"),
        ("UPDATE source_file SET sha256 = replace(sha256, 'a', 'b')", "is not the one that was added"),
        ("UPDATE document SET current_version = 2", "has no version 2"),
        (f"UPDATE claim SET kind = 'threat' {A_CLAIM}", "is not a kind of claim"),
        (f"UPDATE claim SET details = '{{\"colour\": \"red\"}}' {A_CLAIM}", "has no field “colour”"),
        (f"UPDATE claim SET details = 'not json' {A_CLAIM}", "has details that can't be read"),
        (f"UPDATE claim SET testability = 'maybe' {A_CLAIM}", "CHECK constraint failed in claim"),
        (f"UPDATE claim SET due_earliest = '2030-01-01' {A_CLAIM}", "CHECK constraint failed in claim"),
        (f"UPDATE claim SET made_on = '2025-02-30' {A_CLAIM}", "“2025-02-30”, which is not a day"),
        (f"UPDATE claim SET statement = 'Another one.' {A_CLAIM}", "is not as its last recorded change left it"),
        ("UPDATE claim SET testability = 'not_testable'", "of a claim that is not testable"),
        ("DELETE FROM passage WHERE claim_id = (SELECT min(id) FROM claim)", "has no passage"),
        ("DELETE FROM passage WHERE claim_id = (SELECT min(id) FROM claim)", "is not as its last recorded change"),
        ("UPDATE link SET relation = 'averts' WHERE relation = 'fulfils'", "which is not said of a promise"),
        (
            "UPDATE assessment_link SET link_id = (SELECT max(id) FROM link) "
            "WHERE id = (SELECT min(id) FROM assessment_link)",
            "is one of another claim",
        ),
        ("UPDATE assessment SET verdict = 'averted' WHERE verdict = 'kept'", "which is not a verdict on a promise"),
        ("UPDATE assessment SET unratable_reason = NULL", "CHECK constraint failed in assessment"),
        ("UPDATE assessment SET as_of = '2999-01-01' WHERE verdict = 'kept'", "one of them has not come yet"),
        ("UPDATE assessment SET rated_on = '2999-01-01T00:00Z' WHERE verdict = 'kept'", "one of them has not come yet"),
        (
            "UPDATE assessment SET supersedes_id = (SELECT min(id) FROM assessment) WHERE verdict = 'broken'",
            "is not an older one of the same claim",
        ),
        (
            "UPDATE assessment SET supersedes_id = id WHERE verdict = 'broken'",
            "is not an older one of the same claim",
        ),
        (
            "INSERT INTO assessment SELECT 'zz', claim_id, verdict, unratable_reason, as_of, rated_on, analyst_id, "
            "rationale, confidence, status, change_reason, NULL, round FROM assessment WHERE verdict = 'kept'",
            "one has to supersede the other",
        ),
        (
            "INSERT INTO topic (id, name) VALUES ('zz', 'smuggled')",
            "Row zz of “topic” is not in the record of changes",
        ),
        (f"UPDATE claim SET actor_id = 'nobody' {A_CLAIM}", "refers to a row of “actor”"),
        ("DELETE FROM assessment WHERE verdict = 'kept'", "is not as its last recorded change left it"),
        ("DELETE FROM change WHERE number = 5", "The record of changes has gaps"),
        ("UPDATE change SET rows = x'00' WHERE number = 5", "The record of changes can't be read"),
        ("UPDATE search_text SET folded = 'nothing' WHERE owner = 'claim'", "The search does not find claim"),
        ("DELETE FROM search_text WHERE owner = 'outcome'", "The search does not find outcome"),
        ("DELETE FROM search_words_docsize", "in one of its lists only"),
        ("DELETE FROM search_stems_data WHERE id = (SELECT max(id) FROM search_stems_data)", "word list “search_stems”"),
    ],
)  # fmt: skip
def test_a_breach_is_found(broken: Break, sql: str, words: str) -> None:
    assert any(words in line for line in broken(sql)), broken("SELECT 1")


def test_a_passage_that_cuts_a_letter_is_a_warning(workspace, add_text) -> None:  # type: ignore[no-untyped-def]
    text = "Le cafe\u0301 ouvre 👩\u200d👩 demain."
    workspace.mark("promise", add_text(text), [(3, 7)])
    path = workspace.store.path
    workspace.close()
    [finding] = checking.check(path)
    assert finding.warning
    assert "cuts a character" in finding.text


def test_a_file_that_is_cut_short_is_told(sample_file: Path, tmp_path: Path) -> None:
    short = tmp_path / "short.claims"
    short.write_bytes(sample_file.read_bytes()[:-8192])
    assert any("damaged" in str(finding) for finding in checking.check(short))


def test_a_flipped_byte_in_a_text_is_found(sample_file: Path, tmp_path: Path) -> None:
    data = bytearray(sample_file.read_bytes())
    at = data.index(b"single licensing window for investors in Port Ansel by 30 September 2025. One counter")
    data[at] ^= 1
    flipped = tmp_path / "flipped.claims"
    flipped.write_bytes(data)
    assert any("SHA-256 differs" in str(finding) for finding in checking.check(flipped))


def test_a_stranger_s_file_is_refused(tmp_path: Path) -> None:
    strange = tmp_path / "notes.claims"
    strange.write_text("no workspace")
    with pytest.raises(NotAWorkspace, match="not a Followthrough workspace"):
        checking.check(strange)


def test_a_stranger_s_table_is_refused(broken: Break) -> None:
    with pytest.raises(NotAWorkspace, match="tables that Followthrough did not make"):
        broken("CREATE TABLE extra (id TEXT)")
