"""Many files are read ahead and put in in their order; a failure, a known file and a cancel are each told."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from db import queries
from desktop.documents.reader import Readers
from desktop.importing import imported
from desktop.workspace import Workspace


@pytest.fixture(scope="module")
def readers() -> Iterator[Readers]:
    with closing(Readers()) as made:
        yield made


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    folder = tmp_path / "files"
    folder.mkdir()
    found = []
    for number in range(8):
        path = folder / f"{number}.txt"
        path.write_text("" if number == 3 else f"The port number {number % 7} opens in June.\n")
        found.append(path)
    return [*found, folder / "missing.txt"]


def test_every_file_has_its_answer_in_order(workspace: Workspace, readers: Readers, files: list[Path]) -> None:
    began: list[Path] = []
    answers = list(imported(workspace, readers, files, began.append))
    assert [answer.path for answer in answers] == files == began
    assert "The file is empty." in answers[3].failure
    assert "missing.txt" in answers[8].failure
    assert [answer.path.name for answer in answers if answer.added and answer.added.known] == ["7.txt"]
    with workspace.store.session() as session:
        assert len(queries.documents(session)) == 6


def test_what_is_in_when_it_is_cancelled_stays_in(workspace: Workspace, readers: Readers, files: list[Path]) -> None:
    answers = []
    for answer in imported(workspace, readers, files, cancelled=lambda: len(answers) == 2):
        answers.append(answer)
    with workspace.store.session() as session:
        assert len(queries.documents(session)) == len(answers) == 2
