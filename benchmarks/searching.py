"""From a key to the first lines of Search everywhere among 10,000 documents, and a page of a history of 100,000 changes."""

import random
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.table import Result, result
from desktop import everywhere, marking, writing
from desktop.documents.base import Block, Reading
from desktop.workspace import Workspace

DOCUMENTS, CHANGES, TIMES = 10_000, 100_000, 20
QUERIES = ("th", "the", "tend", "tender", "zone minister", "“nine zones”", "ferab")
WORDS = (
    "the ministry will publish schedule of tenders for all nine zones before end year minister said port customs law "
    "investors asked whether licences could be issued by one office and how long it would take to appeal"
)


def results() -> Iterator[Result]:
    with tempfile.TemporaryDirectory() as folder:
        workspace = _workspace(Path(folder))
        everywhere.warm(workspace.store)
        for how in ({}, {"whole_words": True}, {"as_typed": True}):
            taken = [_taken(lambda q=query, h=how: _first(workspace, q, h)) for query in QUERIES for _ in range(TIMES)]  # type: ignore[misc]
            name = ", ".join(how).replace("_", " ") or "folded"
            yield result(
                f"search everywhere, first lines, {DOCUMENTS:,} documents, {name}", "ms", taken, most=50, of="p95"
            )
        _add_changes(workspace)
        taken = [_taken(lambda n=number: _page(workspace, n)) for number in range(CHANGES, 0, -CHANGES // TIMES)]  # type: ignore[misc]
        yield result(f"history, a page of {CHANGES:,} changes", "ms", taken, most=100, of="p95")
        workspace.close()


def _workspace(folder: Path) -> Workspace:
    from db import models as m

    workspace, rng = Workspace.create(folder / "bench.claims"), random.Random(7)
    words = WORDS.split() * 40 + [
        "".join(rng.choice("bcdfgklmnprst") + rng.choice("aeiou") for _ in range(3)) for _ in range(9000)
    ]
    for batch in range(0, DOCUMENTS, 1000):
        with workspace.store.edit("Add documents") as session:
            for number in range(batch, batch + 1000):
                text = " ".join(rng.choices(words, k=80)).capitalize() + ".\n"
                reading = Reading(text, [Block(0, len(text) - 1)], reader="bench")
                file = writing.source_file(session, "bench.txt", text.encode(), f"{number:064d}")
                document = m.Document(title=f"Document {number}", published_on="2026-01-15", published_precision="day")
                session.add(document)
                session.flush()
                writing.add_version(session, document, 1, reading, file)
    return workspace


def _first(workspace: Workspace, query: str, how: dict[str, bool]) -> None:
    from db.everywhere import Asked

    marking.folded.cache_clear()  # as for somebody who has not looked for it before
    asked = Asked(query, **how)  # type: ignore[arg-type]
    listed = everywhere.listed(workspace.store, asked)
    everywhere.lines(workspace.store, asked, listed.places)


def _add_changes(workspace: Workspace) -> None:
    """One edit of a claim, recorded many times."""
    from db import queries
    from db.columns import new_id
    from db.models import Change

    with workspace.store.session() as session:
        version = queries.documents(session)[0].version_id
    claim = workspace.mark("promise", version, [(0, 20)])
    workspace.change_claim(claim, note="as before")
    with workspace.store._writing() as connection:
        rows = Change.__table__  # type: ignore[attr-defined]
        last = dict(connection.execute(rows.select().order_by(rows.c.number.desc()).limit(1)).mappings().one())
        for at in range(0, CHANGES, 10_000):
            more = ({"id": new_id(), "number": last["number"] + at + n} for n in range(1, 10_001))
            connection.execute(rows.insert(), [last | one for one in more])


def _page(workspace: Workspace, below: int) -> None:
    from db import past

    with workspace.store.session() as session:
        past.page(session, past.PastFilter(), below)


def _taken(act: Callable[[], None]) -> float:
    begun = time.perf_counter()
    act()
    return (time.perf_counter() - begun) * 1000
