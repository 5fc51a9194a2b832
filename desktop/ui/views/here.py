"""The claims that stand at one position, in the order of the text, and the next of them."""

from collections.abc import Sequence

from desktop.ui.views.base import Mark
from desktop.ui.views.marks import Marks

EVIDENCE = "evidence"


def claims_at(marks: Marks, position: int) -> list[Mark]:
    """One mark of each claim whose words are at the position or touch it."""
    found: dict[str, Mark] = {}
    for mark in marks.between(max(0, position - 1), position + 1):
        if mark.kind != EVIDENCE and mark.start <= position <= mark.end:
            found.setdefault(mark.id, mark)
    return list(found.values())


def next_of(here: Sequence[Mark], current: str) -> str:
    """The id of the claim after the current one, round and round; "" when there is no other."""
    ids = [mark.id for mark in here]
    if not ids or ids == [current]:
        return ""
    return ids[(ids.index(current) + 1) % len(ids)] if current in ids else ids[0]
