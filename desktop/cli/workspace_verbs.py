"""new, add, list, backup: the workspace and what is in it."""

import argparse
import json
from collections.abc import Callable
from contextlib import closing
from typing import TYPE_CHECKING

from db.errors import NotAWorkspace
from desktop import as_data
from desktop.as_data import Item
from desktop.cli.base import Verb, documents, named, opened, say
from desktop.cli.choices import choices, choices_arguments
from desktop.counting import counted
from desktop.visible import in_json, on_terminal
from desktop.whole_files import refuse_companion, refuse_workspace

if TYPE_CHECKING:
    from desktop.importing import Imported
    from desktop.workspace import Workspace


def new(asked: argparse.Namespace) -> int:
    from desktop.workspace import Workspace

    if not asked.workspace.absolute().parent.is_dir():
        raise NotAWorkspace(f"The folder “{asked.workspace.parent}” does not exist; make it first.")
    refuse_companion(asked.workspace)
    Workspace.create(asked.workspace).close()
    say(f"Made {asked.workspace}.")
    return 0


def add(asked: argparse.Namespace) -> int:
    """One line for each file; a failure stops nothing else."""
    from desktop.documents.reader import Readers
    from desktop.gathering import gathered
    from desktop.importing import imported

    how = choices(asked)
    with opened(asked) as workspace, closing(Readers()) as readers:
        done = [_told(one) for one in imported(workspace, readers, gathered(asked.paths), choices=how)]
    say(
        f"In the workspace: {sum(done)} of {counted(len(done), 'document')}."
        if done
        else "There is nothing to add in there."
    )
    return 0 if done and all(done) else 1


def _told(one: "Imported") -> bool:
    if one.added is None:
        say(one.failure)
        return False
    say(f"“{one.added.title}” is there already." if one.added.known else f"Added “{one.added.title}”.")
    for note in one.notes:
        say(f"  {note}")
    print(one.added.document_id, flush=True)
    return True


def backup(asked: argparse.Namespace) -> int:
    refuse_workspace(asked.file, asked.workspace)
    with opened(asked) as workspace:
        workspace.store.backup(asked.file)
    say(f"Written and checked: {asked.file}.")
    return 0


def listing(asked: argparse.Namespace) -> int:
    items, line = _LISTS[asked.what]
    with opened(asked) as workspace:
        found = items(workspace)
    if asked.json:
        print(in_json(json.dumps(found, ensure_ascii=False, indent=1)))
    else:
        for item in found:
            print("\t".join(on_terminal(" ".join(_shown(item[name]).split())) for name in line))
    return 0


def _shown(value: object) -> str:
    return "–" if value in (None, "") else str(value)


def _documents(workspace: "Workspace") -> list[Item]:
    return [as_data.document(row) for row in documents(workspace)]


def _claims(workspace: "Workspace") -> list[Item]:
    return [as_data.claim(row) for row in workspace.claims()]


def _outcomes(workspace: "Workspace") -> list[Item]:
    return [as_data.outcome(row) for row in workspace.outcomes()]


def _links(workspace: "Workspace") -> list[Item]:
    from db import queries

    with workspace.store.session() as session:
        return [as_data.link(row) for row in queries.links(session)]


def _actors(workspace: "Workspace") -> list[Item]:
    from db import queries

    with workspace.store.session() as session:
        return [
            {"id": actor.id, "title": actor.name, "actor_type": actor.actor_type, "country": actor.country, "claims": n}
            for actor, n in queries.actors(session)
        ]


def _kinds(workspace: "Workspace") -> list[Item]:
    counts = workspace.own_kinds.counts()
    return [
        {"name": kind.name, "key": kind.key, "title": kind.title, "claims": counts.get(kind.name, 0),
         "made_here": bool(kind.colours), "judged_as": kind.judged_as or kind.name,
         "fields": [{"name": f.name, "title": f.title, "choices": list(f.choices)} for f in kind.fields]}
        for kind in workspace.kinds.every
    ]  # fmt: skip


_LISTS: dict[str, tuple[Callable[["Workspace"], list[Item]], tuple[str, ...]]] = {
    "documents": (_documents, ("id", "doc_type", "published_on", "claims", "title")),
    "claims": (_claims, ("id", "kind", "verdict", "due_latest", "actor", "statement")),
    "outcomes": (_outcomes, ("id", "outcome_type", "occurred_from", "links", "statement")),
    "links": (_links, ("id", "relation", "claim_id", "outcome_id", "note")),
    "actors": (_actors, ("id", "claims", "title")),
    "kinds": (_kinds, ("name", "key", "claims", "title")),
}


def _no_more(_one: argparse.ArgumentParser) -> None:
    """The workspace is all it needs."""


def _paths(one: argparse.ArgumentParser) -> None:
    one.add_argument("paths", type=named, nargs="+", metavar="PATH", help="files, or folders of files")
    choices_arguments(one)


def _file(one: argparse.ArgumentParser) -> None:
    one.add_argument("file", type=named, metavar="FILE", help="where to write it")


def _what(one: argparse.ArgumentParser) -> None:
    one.add_argument("what", choices=list(_LISTS))
    one.add_argument("--json", action="store_true", help="an array of objects, for other programs")


VERBS = (
    Verb("new", "Makes an empty workspace.", _no_more, new, order=10),
    Verb("add", "Adds documents; prints the id of each.", _paths, add, order=20, writes=True),
    Verb("list", "Lists documents, claims, outcomes, links, actors or kinds.", _what, listing, order=30),
    Verb("backup", "Writes a whole, checked copy of the workspace.", _file, backup, order=100),
)
