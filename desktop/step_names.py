"""What a step of the work is called in Undo, History and notices: people's words, never names of columns. Pure."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the window loads this before its first paint
    from desktop.claims.base import Kind

FIELDS = {
    "statement": "statement", "note": "note", "condition": "condition", "addressee": "addressee",
    "speaker": "speaker", "attribution": "attribution", "made_on": "day it was made", "time_frame_phrase": "time frame",
    "due_latest": "due date", "next_review_on": "review day", "topic": "topic", "hedging_level": "hedging",
    "testability": "testability", "kind": "kind",
}  # fmt: skip
"""Fields of every claim, as one says them; those of one kind have their titles in the kind."""
_FOLLOWERS = {
    "due_earliest": "due_latest", "due_precision": "due_latest", "made_precision": "made_on",
    "time_frame_type": "time_frame_phrase", "hedging_cues": "hedging_level",
}  # fmt: skip
"""Columns that go with a field and are not named beside it."""


def changed(kind: "Kind", names: Iterable[str], details: Iterable[str] = ()) -> str:
    """ "Change due date", "Change actor and topic"; `details` are those of the kind's own fields."""
    titles = {field.name: field.title.lower() for field in kind.fields}
    own = FIELDS | {"actor": kind.actor_title.lower()}
    said = [own.get(_FOLLOWERS.get(name, name), name.replace("_", " ")) for name in names if name != "details"]
    said += [titles.get(name, name.replace("_", " ")) for name in details]
    return f"Change {_listed(list(dict.fromkeys(said))) or 'claim'}"


def short(words: str, most: int = 60) -> str:
    """The first words of a statement, in one line."""
    line = " ".join(words.split())
    if len(line) <= most:
        return line
    cut = line[: most - 1]
    return f"{(cut.rsplit(' ', 1)[0] if ' ' in cut[most // 2 :] else cut).rstrip(' ,;:')}…"


def _listed(words: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1]))) if words else ""
