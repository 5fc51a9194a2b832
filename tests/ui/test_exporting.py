"""Exporting from the window: every exporter that is found is offered, and the file's suffix chooses it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from desktop import export
from desktop.export.base import Exporter
from desktop.report import Report
from desktop.ui.context import Context
from desktop.ui.exporting import Exporting
from desktop.workspace import Workspace


def write(report: Report) -> Iterator[str]:
    yield f"claims,{report.claims}\n"


@pytest.fixture
def exporting(context: Context, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Exporting:
    """As after a second exporter was added."""
    found = (Exporter("aaa", "AAA", ".aaa", write, lambda _words: False, lambda _report: "a line"), *export.exporters())
    monkeypatch.setattr(export, "exporters", lambda: found)
    window = QWidget()
    qtbot.addWidget(window)
    return Exporting(context, window)


@pytest.mark.parametrize(
    ("typed", "chosen", "written", "begins"),
    [
        ("a.aaa", "Markdown (*.md)", "a.aaa", "claims,1\n"),
        ("a.AAA", "", "a.AAA", "claims,1\n"),
        ("a", "AAA (*.aaa)", "a.aaa", "claims,1\n"),
        ("a.md", "AAA (*.aaa)", "a.aaa", "claims,1\n"),
        ("a", "Markdown (*.md)", "a.md", "---\nworkspace"),
        ("a", "", "a.md", "---\nworkspace"),
        ("a.MD", "Markdown (*.md)", "a.md", "---\nworkspace"),
    ],
)
def test_the_suffix_or_else_the_chosen_format_says_what_is_written(
    exporting: Exporting, workspace: Workspace, talk: str, context: Context, qtbot: QtBot, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch, typed: str, chosen: str, written: str, begins: str,
) -> None:  # fmt: skip
    workspace.mark("promise", talk, [(10, 30)])
    offered = choose(monkeypatch, tmp_path / typed, chosen)
    with qtbot.waitSignal(context.told) as told:
        exporting.ask()
    holds = "a line" if begins.startswith("claims") else "1 claim and 0 outcomes"
    assert told.args == ["info", "Exported", f"{holds} in {tmp_path / written}"]
    assert (tmp_path / written).read_text().startswith(begins)
    formats = offered[0].split(";;")
    assert formats[0] == "Markdown (*.md)", "what the preview shows comes first"
    assert {"AAA (*.aaa)", *(f"{one.title} (*{one.suffix})" for one in export.exporters())} == {*formats}


def test_a_suffix_that_nobody_writes_is_refused(
    exporting: Exporting, context: Context, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(monkeypatch, tmp_path / "a.xyz", "Markdown (*.md)")
    with qtbot.waitSignal(context.told) as told:
        exporting.ask()
    assert "No format ends in .xyz; there are .md" in told.args[2]
    assert list(tmp_path.glob("a.*")) == []


@pytest.mark.parametrize(("typed", "chosen"), [("a", "Markdown (*.md)"), ("a.md", "AAA (*.aaa)")])
def test_a_file_that_the_dialog_did_not_ask_about_is_not_replaced(
    exporting: Exporting, context: Context, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str,
    chosen: str,
) -> None:  # fmt: skip
    mine = [tmp_path / "a.md", tmp_path / "a.aaa"]
    for path in mine:
        path.write_text("mine")
    choose(monkeypatch, tmp_path / typed, chosen)
    with qtbot.waitSignal(context.told) as told:
        exporting.ask()
    assert "is there already" in told.args[2]
    assert [path.read_text() for path in mine] == ["mine", "mine"]


def choose(monkeypatch: pytest.MonkeyPatch, path: Path, chosen: str) -> list[str]:
    """The person's answer to the dialog; what it offers is noted."""
    offered = []

    def dialog(_parent: QWidget, _title: str, _at: str, formats: str) -> tuple[str, str]:
        offered.append(formats)
        return str(path), chosen

    monkeypatch.setattr(QFileDialog, "getSaveFileName", dialog)
    return offered
