"""Which outcome (or claim) somebody most likely means: those that hold all typed words, the most alike first. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from db.folding import fold, words


@dataclass(frozen=True)
class Candidate:
    id: str
    title: str
    note: str = ""
    """Date, type: what tells it from its neighbours."""
    sign: str = ""
    token: str = ""
    also: str = ""
    """Words that are searched but not shown."""
    there: bool = False
    """Linked already: offered last."""


def ranked(candidates: Iterable[Candidate], typed: str, like: str = "") -> list[Candidate]:
    """Those that hold every typed word; the more long words they share with `like`, the earlier."""
    wanted, kin = words(typed), _telling(like)
    fitting = [c for c in candidates if holds(f"{c.title} {c.note} {c.also}", wanted)]
    return sorted(fitting, key=lambda c: (c.there, -len(kin & _telling(f"{c.title} {c.also}"))))


def holds(text: str, wanted: Iterable[str]) -> bool:
    folded = fold(text)
    return all(word in folded for word in wanted)


def _telling(text: str) -> set[str]:
    """The words that say something of their own: five letters or more, without a plural's s."""
    return {word.rstrip("s") for word in words(text) if len(word) > 4}
