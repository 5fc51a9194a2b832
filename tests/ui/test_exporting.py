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
    found = (Exporter("csv", "CSV", ".csv", write, lambda _words: False), *export.exporters())
    monkeypatch.setattr(export, "exporters", lambda: found)
    window = QWidget()
    qtbot.addWidget(window)
    return Exporting(context, window)


@pytest.mark.parametrize(
    ("typed", "chosen", "written", "begins"),
    [
        ("a.csv", "Markdown (*.md)", "a.csv", "claims,1\n"),
        ("a.CSV", "", "a.CSV", "claims,1\n"),
        ("a", "CSV (*.csv)", "a.csv", "claims,1\n"),
        ("a", "Markdown (*.md)", "a.md", "---\nworkspace"),
        ("a", "", "a.md", "---\nworkspace"),
        ("a.txt", "Markdown (*.md)", "a.txt", "---\nworkspace"),
    ],
)
def test_the_suffix_or_else_the_chosen_format_says_what_is_written(
    exporting: Exporting, workspace: Workspace, talk: str, context: Context, qtbot: QtBot, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch, typed: str, chosen: str, written: str, begins: str,
) -> None:  # fmt: skip
    workspace.mark("promise", talk, [(10, 30)])
    offered = []

    def dialog(_parent: QWidget, _title: str, _at: str, formats: str) -> tuple[str, str]:
        offered.append(formats)
        return str(tmp_path / typed), chosen

    monkeypatch.setattr(QFileDialog, "getSaveFileName", dialog)
    with qtbot.waitSignal(context.told) as told:
        exporting.ask()
    assert told.args == ["info", "Exported", f"1 claim in {tmp_path / written}"]
    assert (tmp_path / written).read_text().startswith(begins)
    assert offered == ["Markdown (*.md);;CSV (*.csv)"]
