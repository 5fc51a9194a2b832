"""What the verbs share: how one is declared, a workspace that is closed again, documents by title, words to people."""

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from db.errors import NotFound, RuleBroken
from desktop.visible import on_terminal

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


def named(words: str) -> Path:
    """A path on the command line; an empty one (an unset variable of a shell) would mean the current folder."""
    if not words.strip():
        raise argparse.ArgumentTypeError("an empty path names no file")
    return Path(words)


LISTED = 20
"""Documents that an error names."""


def say(words: str) -> None:
    """To a person."""
    print(on_terminal(words), file=sys.stderr)


def refuse_blank(asked: argparse.Namespace, *names: str) -> None:
    """An option that is given says something; an unset variable of a shell would leave it empty."""
    for name in names:
        given = getattr(asked, name)
        if given is not None and not given.strip():
            raise RuleBroken(f"--{name.replace('_', '-')} is empty. Fill it in or leave it out; nothing was changed.")


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
    shown = found or every
    listed = "".join(f"\n  {row.id}  {' '.join(row.title.split())}" for row in shown[:LISTED])  # a line each
    listed += f"\n  and {len(shown) - LISTED} more" if len(shown) > LISTED else ""
    if found:
        raise NotFound(f"“{words}” is in the titles of {len(found)} documents; say more of it, or the id:{listed}")
    raise NotFound(
        f"No document has “{words}” in its title." + (f" There are:{listed}" if every else " There are none.")
    )
