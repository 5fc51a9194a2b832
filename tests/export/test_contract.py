"""What holds for every exporter that is found: it knows its own files and nobody else's, and says what it wrote."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest

from desktop import report
from desktop.cli import run
from desktop.export import exporter_of, exporters
from desktop.export.base import Exporter
from desktop.report import Report
from desktop.whole_files import HEAD_BYTES, write_whole
from desktop.workspace import Workspace

FOREIGN = ("", "\n", "---\ntitle: Notes\n---\nWords.\n", "id,kind\n", "{}", "[]", "<!doctype html>\n", "%PDF-1.7\n")


@pytest.fixture(params=exporters(), ids=lambda exporter: exporter.name)
def exporter(request: pytest.FixtureRequest) -> Exporter:
    found: Exporter = request.param
    return found


@pytest.fixture(scope="session")
def full(sample_file: Path) -> Report:
    workspace = Workspace.open(sample_file)
    made = report.build(workspace)
    workspace.close()
    return made


@pytest.fixture
def empty(workspace: Workspace) -> Report:
    return report.build(workspace)


def test_names_and_suffixes_are_each_exporters_own() -> None:
    assert {"markdown"} <= {one.name for one in exporters()}
    for names in ([one.name for one in exporters()], [one.suffix for one in exporters()]):
        assert len({*names}) == len(names)
    for one in exporters():
        assert exporter_of(one.name) is one
        assert one.title
        assert one.suffix == one.suffix.lower()
        assert one.suffix.startswith(".")


def test_a_file_is_known_by_its_first_piece_and_by_its_head(exporter: Exporter, full: Report, empty: Report) -> None:
    for told in (full, empty, replace(full, workspace='Häfen: "a" & b\n.claims')):
        assert exporter.wrote(next(iter(exporter.write(told))))
        assert exporter.wrote("".join(exporter.write(told))[:HEAD_BYTES])


def test_files_of_others_are_not_taken_for_its_own(exporter: Exporter, full: Report, empty: Report) -> None:
    others = ["".join(one.write(told)) for one in exporters() if one != exporter for told in (full, empty)]
    assert not any(exporter.wrote(words) for words in (*others, *FOREIGN))


def test_the_same_report_is_the_same_file_with_lf_and_one_line_end_at_the_end(
    exporter: Exporter, full: Report, empty: Report
) -> None:
    for told in (full, empty):
        text = "".join(exporter.write(told))
        assert text == "".join(exporter.write(told))
        assert "\r" not in text
        assert text.endswith("\n") or told is empty
        text.encode()


def test_it_is_written_piece_by_piece(exporter: Exporter, full: Report) -> None:
    pieces = exporter.write(full)
    assert isinstance(pieces, Iterator)
    assert len(list(islice(pieces, 2))) == 2


def test_both_ways_to_export_say_what_the_file_holds(
    exporter: Exporter, sample_file: Path, full: Report, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / f"a{exporter.suffix}"
    assert run(["export", str(sample_file), "--to", exporter.name, "-o", str(path)]) == 0
    assert f"{exporter.holds(full)} in {path}." in capsys.readouterr().err
    write_whole(tmp_path / "b", exporter.write(full))
    assert path.stat().st_size == pytest.approx((tmp_path / "b").stat().st_size, abs=64)  # the moment of making differs
    assert run(["export", str(sample_file), "--to", exporter.name, "-o", str(path)]) == 0, "its own file is replaced"


def test_the_help_names_every_exporter(exporter: Exporter, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["export", "--help"]) == 0
    assert exporter.name in capsys.readouterr().out
