"""replace: a newer copy of a document, or the same file read in another way."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.cli.base import Verb, document_of, named, opened, say
from desktop.cli.choices import choices, choices_arguments
from desktop.cli.output import tell_made

if TYPE_CHECKING:
    from desktop.documents.base import Reading
    from desktop.replacement import How, Replacement

SAID: dict["How", str] = {"kept": "kept", "moved": "moved", "review": "to review", "orphaned": "not found"}


def replace(asked: argparse.Namespace) -> int:
    from desktop.errors import NotReplaced, UnreadableDocument
    from desktop.gathering import contents

    with opened(asked) as workspace:
        row = document_of(workspace, asked.document)
        try:
            data = contents(asked.file)
            reading = _read(asked.file, data, asked)
        except UnreadableDocument as error:
            raise NotReplaced(row.title, error.name, error.reason) from error
        plan = workspace.versions.plan_replacement(row.id, asked.file.name, data, reading)
        _tell(plan)
        if plan.nothing_changed:
            say("Nothing has changed: the words and where they stand are the same. The version that is there is kept.")
            print(row.version_id)
        elif asked.dry_run:
            say("Nothing was changed.")
        else:
            tell_made("new version", workspace.versions.replace(plan))
    return 0


def _read(path: Path, data: bytes, asked: argparse.Namespace) -> "Reading":
    from desktop.documents.reader import Readers

    readers = Readers()
    try:
        return readers.read(path.name.encode(errors="replace").decode(), data, choices(asked))
    finally:
        readers.close()


def _tell(plan: "Replacement") -> None:
    """The counts, and each passage that a person has to look at."""
    say(f"“{plan.title}”: " + ", ".join(f"{plan.counts[how]} {words}" for how, words in SAID.items()) + ".")
    for move in plan.moves:
        if move.live and move.how in ("review", "orphaned"):
            say(f"  {SAID[move.how]}: “{' '.join(move.old.exact.split())}”")
    for note in plan.reading.notes:
        say(f"  {note}")


def _arguments(one: argparse.ArgumentParser) -> None:
    one.add_argument("document", metavar="DOC", help="id, title or a part of the title")
    one.add_argument("file", type=named, metavar="FILE", help="the newer copy, or the same file")
    choices_arguments(one)
    one.add_argument("--dry-run", action="store_true", help="only say what would happen")


VERBS = (
    Verb("replace", "Replaces a document by a newer copy; its passages move along. Prints the id of the new version.",
         _arguments, replace, order=25, writes=True),
)  # fmt: skip
