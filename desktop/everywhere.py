"""Search everywhere: which documents have the words, and line after line what stands there. Reads, never writes."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from db import everywhere as index
from db.errors import KnownError
from db.everywhere import Asked, Place, Term
from db.store import Store
from desktop import marking
from desktop.finding import is_whole
from desktop.marking import Line, Mark

FIRST, MOST = 200, 5000
"""Places that are listed: for the first answer, and at most."""
PAGE = 20
"""Places whose lines are made at once."""
SECONDS = 0.15
"""One answer looks for a pattern no longer than this; the next one goes on from there."""
LONGEST_PATTERN = 1_000
"""Characters; longer ones take minutes to be understood."""
PATTERN_SECONDS = 0.5
"""For a pattern in one text; what takes longer is left out, and that is told."""
MOST_LINES = 1000
"""Of a pattern."""
PARTS = {
    "statement": "Statement", "note": "Note", "condition": "Condition", "quote": "Tagged words", "citation": "Evidence",
    "search_note": "What was searched", "evidence": "Evidence", "title": "Title", "publisher": "Publisher", "author": "Author",
}  # fmt: skip


@dataclass(frozen=True)
class Hit:
    """One line of the answer."""

    owner: str
    """version, claim, outcome or document."""
    owner_id: str
    document_id: str
    title: str
    """Of the document; empty when it stands in none."""
    line: Line
    where: str = ""
    """The speaker, or which field it is."""
    kind: str = ""
    """Of a claim."""


@dataclass(frozen=True)
class Listed:
    """The places that have the words, those of one document together."""

    places: tuple[Place, ...]
    all: bool
    """False when there may be more than were listed."""

    @property
    def documents(self) -> int:
        return len({place.document_id for place in self.places if place.document_id})


@dataclass(frozen=True)
class Page:
    hits: tuple[Hit, ...]
    next: Any
    """Where to go on; None when there is nothing more."""
    slow: tuple[str, ...] = ()
    """Titles of documents in which the pattern took too long."""


def listed(store: Store, asked: Asked, most: int = FIRST) -> Listed:
    """Documents that have the words whole, then those with parts of them, both in the order in which they came; of each
    what was noted first, then its text."""
    with store.reading() as connection:
        found = index.places(connection, asked, most)
    rank = {"document": 0, "claim": 1, "version": 2, "outcome": 3}
    whole = {place.document_id or place.owner_id for place in found if place.whole}
    found.sort(
        key=lambda place: (
            (place.document_id or place.owner_id) not in whole, place.document_id or "~", rank[place.owner],
            not place.whole, place.owner_id, place.start,
        )
    )  # fmt: skip
    return Listed(tuple(found), all=len(found) < most)


def lines(store: Store, asked: Asked, places: Sequence[Place], at: int = 0) -> Page:
    """The lines of the next places; `at` counts places."""
    terms = index.terms(asked.text)
    found: list[Hit] = []
    with store.reading() as connection:
        own = [(place, _texts(connection, asked, place)) for place in places[at : at + PAGE]]
        stems = {} if asked.whole_words else _stems(terms, [text for _, texts in own for _, text in texts])
        seen: set[tuple[str, int, int]] = set()
        for place, texts in own:
            for hit in _hits(connection, asked, place, texts, terms, stems):
                here = (hit.owner_id, hit.line.start, hit.line.end)
                if here not in seen:
                    seen.add(here)
                    found.append(hit)
    following = at + PAGE
    return Page(tuple(found), following if following < len(places) else None)


def matches(store: Store, asked: Asked, after: str = "", seconds: float = SECONDS) -> Page:
    """The lines of a pattern in the next documents behind the document id `after`. Raises KnownError for what is none."""
    pattern, until = _compiled(asked), time.monotonic() + seconds
    found: list[Hit] = []
    slow: list[str] = []
    with store.reading() as connection:
        while time.monotonic() < until and len(found) < MOST_LINES:
            texts = index.texts(connection, asked, after, 20)
            if not texts:
                return Page(tuple(found), None, tuple(slow))
            for version_id, after, title, text in texts:
                marks = _matched(pattern, text)
                if marks is None:
                    slow.append(title)
                allowed = marking.within(marks or [], index.allowed(connection, asked, version_id))
                for line in marking.lines(text, allowed):
                    who = index.speaker_at(connection, version_id, line.start)
                    found.append(Hit("version", version_id, after, title, line, who))
                if time.monotonic() > until or len(found) >= MOST_LINES:
                    break
    return Page(tuple(found[:MOST_LINES]), after if len(found) < MOST_LINES else None, tuple(slow))


def warm(store: Store) -> None:
    """Before somebody types: what the first answer would wait for."""
    with store.reading() as connection:
        index.warm(connection)


def choices(store: Store) -> tuple[list[tuple[str, int]], list[tuple[str, int]]]:
    """(kinds of claims, speakers) that there are, with how many claims and turns each has."""
    with store.reading() as connection:
        return index.kinds(connection), index.speakers(connection)


def _texts(connection: Any, asked: Asked, place: Place) -> list[tuple[str, str]]:
    """(field, text) that are looked into at a place."""
    if place.owner == "version":
        return [("", index.stretch(connection, place))]
    fields = index.fields(connection, place)
    return [(name, text) for name, text in fields if index.wanted_field(place.owner, name, asked)]


def _stems(terms: Sequence[Term], texts: Sequence[str]) -> dict[str, set[str]]:
    """Which words of the texts have the stem of a word that is looked for: they share its beginning."""
    asked = [term.tokens[0] for term in terms if len(term.tokens) == 1 and term.tokens[0].isascii()]
    begin = sorted({word[:2] for word in asked})
    if not begin:
        return {}
    own = {word for text in texts for word in marking.words_beginning(text, begin)}
    return index.same_stem(asked, sorted(own))


def _hits(
    connection: Any, asked: Asked, place: Place, texts: Sequence[tuple[str, str]], terms: Sequence[Term],
    stems: dict[str, set[str]],
) -> Iterator[Hit]:  # fmt: skip
    """Of a text all lines; of a claim, an outcome or a document the best field alone."""
    kind = index.kind_of_claim(connection, place.owner_id) if place.owner == "claim" else ""
    made = [(name, text, _marks(asked, text, terms, stems)) for name, text in texts]
    if place.owner != "version":
        made = sorted(made, key=lambda one: -len({mark.term for mark in one[2]}))[:1]
    for name, text, marks in made:
        if place.owner == "version":
            yield from _of_text(connection, asked, place, text, marks)
        elif marks:
            line = marking.lines(text, marks)[0]
            yield Hit(place.owner, place.owner_id, place.document_id, place.title, line, PARTS[name], kind)


def _of_text(connection: Any, asked: Asked, place: Place, text: str, marks: Sequence[Mark]) -> Iterator[Hit]:
    moved = [
        [(a - place.start, b - place.start) for a, b in s] for s in index.allowed(connection, asked, place.owner_id)
    ]
    found = marking.lines(text, marking.within(marks, moved))
    for line in sorted(found, key=lambda line: not is_whole(text, line.start, line.end)):
        start, end = line.start + place.start, line.end + place.start
        who = index.speaker_at(connection, place.owner_id, start)
        shown = Line(line.words, line.marks, start, end)
        yield Hit("version", place.owner_id, place.document_id, place.title, shown, who)


def _marks(asked: Asked, text: str, terms: Sequence[Term], stems: dict[str, set[str]]) -> list[Mark]:
    found = marking.marks(text, [term.tokens for term in terms], stems, whole=asked.whole_words)
    return marking.as_typed(text, found, [term.typed for term in terms]) if asked.as_typed else found


def _compiled(asked: Asked) -> Any:
    import regex

    if len(asked.text) > LONGEST_PATTERN:
        raise KnownError(f"The pattern is too long: {LONGEST_PATTERN} characters are the most.")
    try:
        return regex.compile(asked.text, regex.MULTILINE | (0 if asked.as_typed else regex.IGNORECASE))
    except regex.error as error:
        raise KnownError(f"This is no pattern: {error}.") from error
    except RecursionError as error:
        raise KnownError("This is no pattern: its parts are nested too deeply.") from error


def _matched(pattern: Any, text: str) -> list[Mark] | None:
    """None when it takes too long. The window goes on meanwhile: the search lets other threads run."""
    try:
        found = [match.span() for match in pattern.finditer(text, timeout=PATTERN_SECONDS, concurrent=True)]
    except TimeoutError:
        return None
    return [Mark(start, end, 0) for start, end in found if start < end]
