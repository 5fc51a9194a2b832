"""What the verbs share: how one is declared, a workspace that is closed again, documents by title, words to people."""

import argparse
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from db.errors import NotAWorkspace, NotFound

if TYPE_CHECKING:
    from db.rows import DocumentRow
    from desktop.workspace import Workspace

Run = Callable[[argparse.Namespace], int]


@dataclass(frozen=True)
class Verb:
    """Modules of `desktop.cli` offer these in a tuple VERBS."""

    name: str
    help: str
    arguments: Callable[[argparse.ArgumentParser], None]
    run: Run
    order: int
    """Its place in the help."""
    workspace: bool = True
    """Its first argument is a workspace."""
    writes: bool = False
    """It says who wrote: `--analyst`."""


def say(words: str) -> None:
    """To a person."""
    print(words, file=sys.stderr)


@contextmanager
def opened(asked: argparse.Namespace) -> Iterator["Workspace"]:
    from desktop.workspace import Workspace

    workspace = Workspace.open(asked.workspace)
    try:
        if workspace.store.backup_before_migration:
            say(f"Brought up to date; the file as it was is {workspace.store.backup_before_migration}.")
        analyst = getattr(asked, "analyst", None) or ""
        if analyst:
            workspace.set_analyst(analyst)
        yield workspace
    finally:
        workspace.close()


def documents(workspace: "Workspace") -> list["DocumentRow"]:
    from db import queries

    with workspace.store.session() as session:
        return queries.documents(session)


def document_of(workspace: "Workspace", words: str) -> "DocumentRow":
    """The document with that id, that title, or that part of a title. Raises NotFound with those that it could be."""
    every = documents(workspace)
    folded = words.casefold()
    by_id = [row for row in every if row.id == words]
    whole = [row for row in every if row.title.casefold() == folded]
    part = [row for row in every if folded and folded in row.title.casefold()]
    found = by_id or whole or part
    if len(found) == 1:
        return found[0]
    listed = "".join(f"\n  {row.id}  {row.title}" for row in found or every)
    if found:
        raise NotFound(f"“{words}” is in the titles of {len(found)} documents; say more of it, or the id:{listed}")
    raise NotFound(
        f"No document has “{words}” in its title." + (f" There are:{listed}" if every else " There are none.")
    )


def write_whole(path: Path, pieces: Iterator[str]) -> None:
    """Write the file beside `path` and put it in its place when it is whole. Raises OSError."""
    path = path.resolve()
    if path.exists() and not path.is_file():  # a device or a pipe can't be replaced
        if path.is_dir():
            raise IsADirectoryError(21, "is a folder; name a file", str(path))
        with path.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(pieces)
        return
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)


def refuse_workspace(target: Path, workspace: Path) -> None:
    """An export or a backup never lands on the workspace itself."""
    if target.exists() and target.resolve() == workspace.resolve():
        raise NotAWorkspace("That is the workspace itself. It was not changed; choose another name.")
