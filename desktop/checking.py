"""Whether a workspace is whole: every invariant of the data, each breach a sentence. Nothing is changed."""

import hashlib
import json
import re
import unicodedata
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from db import checks
from db.errors import DamagedWorkspace, RuleBroken
from db.models import now
from db.rows import KindRow
from db.verdicts import COUNTING
from desktop.claims import Kinds, built_in, own, with_own
from desktop.errors import NotUnderstood
from desktop.rating import WITHOUT_TEST

if TYPE_CHECKING:
    from sqlalchemy import Connection

UNCLEAN = re.compile("[\0\r\ufeff\ud800-\udfff]")
"""What the text of a version never has."""
PLACED = ("exact", "reanchored")
"""A passage of this status stands on its words."""


@dataclass(frozen=True)
class Finding:
    text: str
    warning: bool = False
    """Odd, but no breach."""

    def __str__(self) -> str:
        return f"warning: {self.text}" if self.warning else self.text


def check(path: Path) -> list[Finding]:
    """Everything that does not hold. Raises NotAWorkspace or NewerWorkspace for a file that is none.

    Call it for a file that this program does not have open.
    """
    found: list[Finding] = []
    try:
        with checks.reading(path) as connection:
            for question in _QUESTIONS:
                found += [item if isinstance(item, Finding) else Finding(item) for item in question(connection)]
                connection.rollback()  # who writes gets a turn between two questions
    except DamagedWorkspace as error:
        found.append(Finding(str(error)))
    return found


Answer = Iterator[str | Finding]


def _damage(connection: "Connection") -> Answer:
    yield from (f"SQLite: {line}." for line in checks.damage(connection))


def _values(connection: "Connection") -> Answer:
    yield from checks.flaws(connection)


def _references(connection: "Connection") -> Answer:
    for table, _row, other, _number in checks.broken_references(connection):
        yield f"A row of “{table}” refers to a row of “{other}” that is not there."


def _texts(connection: "Connection") -> Answer:
    for ident, title, text, sha, length in checks.versions(connection):
        name = f"The text of “{title}” (version {ident})"
        if hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest() != sha:
            yield f"{name} is not the one that was read: its SHA-256 differs."
        if len(text) != length:
            yield f"{name} has {len(text)} characters, not {length}."
        if UNCLEAN.search(text):
            yield f"{name} has a NUL, CR, BOM or lone surrogate."
        for passage in checks.passages(connection, ident):
            yield from _passage(text, *passage)


def _passage(
    text: str, ident: str, claim: str | None, start: int, end: int, exact: str, status: str
) -> Iterator[str | Finding]:
    name = f"Passage {ident} of claim {claim}" if claim else f"Passage {ident} of an evidence"
    if not 0 <= start < end <= len(text):
        yield f"{name} is outside its text: characters {start}–{end} of {len(text)}."
    elif status in PLACED and text[start:end] != exact:
        yield f"{name} does not stand on its words: characters {start}–{end} are not “{exact[:60]}”."
    elif _splits(text, start) or _splits(text, end):
        yield Finding(f"{name} cuts a character that is made of several in two.", warning=True)


def _splits(text: str, at: int) -> bool:
    """Does a sign that belongs to the one before it begin here?"""
    if not 0 < at < len(text):
        return False
    joined = text[at] in "\u200d\ufe0e\ufe0f" or text[at - 1] == "\u200d" or "\U0001f3fb" <= text[at] <= "\U0001f3ff"
    return joined or (unicodedata.category(text[at]) in ("Mn", "Me") and not text[at - 1].isspace())


def _files(connection: "Connection") -> Answer:
    for name, content, sha, size in checks.source_files(connection):
        try:
            data = zlib.decompress(content)
        except zlib.error:
            yield f"The original file “{name}” can't be unpacked."
            continue
        if hashlib.sha256(data).hexdigest() != sha or len(data) != size:
            yield f"The original file “{name}” is not the one that was added: its SHA-256 or size differs."


def _documents(connection: "Connection") -> Answer:
    for title, number in checks.documents_without_version(connection):
        yield f"“{title}” has no version {number}, which should be its current one."


def _claims(connection: "Connection") -> Answer:
    there = _kinds(connection)
    for ident, kind, details, cues, filled, removed in checks.claims(connection):
        try:
            if not (removed and own.is_own(kind)):  # such a kind may be gone, or be another one now
                there.of(kind).checked(json.loads(details))
            if not all(isinstance(json.loads(part), list) for part in (cues, filled)):
                raise ValueError
        except (RuleBroken, NotUnderstood) as error:
            yield f"Claim {ident}: {error}"
        except (ValueError, AttributeError, TypeError):
            yield f"Claim {ident} has details that can't be read."
    for (ident,) in checks.live_claims_without_passage(connection):
        yield f"Claim {ident} has no passage."
    for ident, title in checks.passages_left_behind(connection):
        yield f"Passage {ident} stands on a version of “{title}” that was replaced."


def _kinds(connection: "Connection") -> Kinds:
    """Those that the file itself has; what can't be read of them is left out, and told by `_own_kinds`."""
    return with_own(own.of_row(row, built_in()) for row in _kind_rows(connection) if isinstance(row, KindRow))


def _kind_rows(connection: "Connection") -> Iterator[KindRow | str]:
    """Each as a row, or the name of one that can't be read."""
    for name, title, key, sign, line, light, dark, judge, fields in checks.own_kinds(connection):
        try:
            read = tuple((f["name"], f["title"], tuple(f["choices"])) for f in json.loads(fields))
        except (ValueError, TypeError, KeyError):
            yield name
        else:
            yield KindRow(name, title, key, sign, line, light, dark, judge, read)


def _own_kinds(connection: "Connection") -> Answer:
    seen: dict[str, str] = {}
    for row in _kind_rows(connection):
        if isinstance(row, str):
            yield f"The fields of the kind “{row}” can't be read."
            continue
        if not own.is_own(row.name):
            yield f"The kind “{row.title}” is called {row.name} by its claims; it should begin with {own.PREFIX}."
        if row.sign not in own.SIGNS or row.line not in own.LINES:
            yield f"The kind “{row.title}” has a sign or a line that can't be painted: {row.sign}, {row.line}."
        for what in (f"key {row.key}", f"sign {row.sign}"):
            if seen.setdefault(what, row.title) != row.title:
                yield f"The kinds “{seen[what]}” and “{row.title}” have the same {what}."


def _links(connection: "Connection") -> Answer:
    there = _kinds(connection)
    for ident, relation, kind in checks.links(connection):
        if not _knows(there, kind, "has_relation", relation):
            yield f"Link {ident} says “{relation}”, which is not said of {_a(there, kind)}."


def _grounds(connection: "Connection") -> Answer:
    for ident, link in checks.foreign_grounds(connection):
        yield f"Assessment {ident} rests on link {link}, which is one of another claim."


def _assessments(connection: "Connection") -> Answer:
    rated, there = checks.assessments(connection), _kinds(connection)
    rated_by_id = {row[0]: (row[1], row[10]) for row in rated}
    replaced = {row[10] for row in rated}
    standing: dict[tuple[str, str | None, int], str] = {}
    moment, newest = now(), _newest(rated)
    for ident, claim, kind, testability, verdict, as_of, rated_on, status, analyst, number, supersedes in rated:
        name = f"Assessment {ident} of claim {claim}"
        if not _knows(there, kind, "has_verdict", verdict):
            yield f"{name} says “{verdict}”, which is not a verdict on {_a(there, kind)}."
        if testability == "not_testable" and verdict not in WITHOUT_TEST and ident in newest:
            yield f"{name} says “{verdict}” of a claim that is not testable."
        if not as_of <= rated_on[:10] or rated_on > moment:
            yield f"{name} is as of {as_of}, given on {rated_on}: one of them has not come yet."
        if supersedes and not _older(rated_by_id, ident):
            yield f"{name} supersedes {supersedes}, which is not an older one of the same claim."
        if status == "submitted" and ident not in replaced:
            other = standing.setdefault((claim, analyst, number), ident)
            if other != ident:
                yield f"{name} stands beside {other} of the same analyst and round; one has to supersede the other."


def _newest(rated: checks.Rows) -> set[str]:
    """Ids of what each analyst says of each claim today, as `db.verdicts` has it."""
    found: dict[tuple[str, str | None], tuple[str, str, str, str]] = {}
    for ident, claim, _kind, _testability, _verdict, as_of, rated_on, status, analyst, *_rest in rated:
        if status != "draft":
            age = (as_of, rated_on, ident, status)
            found[claim, analyst] = max(age, found.get((claim, analyst), age))
    return {ident for _as_of, _rated_on, ident, status in found.values() if status in COUNTING}


def _older(rated: dict[str, tuple[str, str | None]], ident: str) -> bool:
    """Do all that it supersedes, one after the other, belong to its claim, and never to a circle?"""
    claim, before = rated[ident]
    passed = {ident}
    while before:
        if before in passed or before not in rated or rated[before][0] != claim:
            return False
        passed.add(before)
        before = rated[before][1]
    return True


def _knows(there: Kinds, kind: str, question: str, name: str) -> bool:
    try:
        return bool(getattr(there.shown(kind), question)(name))
    except NotUnderstood:
        return False


def _a(there: Kinds, kind: str) -> str:
    try:
        return f"{there.shown(kind).article} {there.shown(kind).word}"
    except NotUnderstood:
        return f"a {kind}"


def _days(connection: "Connection") -> Answer:
    for table, ident, column, value in checks.days(connection):
        try:
            date.fromisoformat(value)
        except ValueError:
            yield f"“{column}” of {table} {ident} is “{value}”, which is not a day."


def _record(connection: "Connection") -> Answer:
    numbers = checks.change_numbers(connection)
    if numbers != list(range(1, len(numbers) + 1)):
        yield "The record of changes has gaps: changes are never deleted."
    known = set()
    try:
        for key, recorded in checks.recorded_rows(connection):
            known.add(key)
            if not checks.is_as_recorded(connection, key, recorded):
                yield f"Row {key.id} of “{key.table}” is not as its last recorded change left it."
    except (zlib.error, ValueError):
        yield "The record of changes can't be read."
        return
    for key in checks.keys(connection):
        if key not in known:
            yield f"Row {key.id} of “{key.table}” is not in the record of changes."


def _search(connection: "Connection") -> Answer:
    for owner, ident in checks.unindexed(connection):
        yield f"The search does not find {owner} {ident} as it is."
    for name in checks.damaged_indexes(connection):
        yield f"The word list “{name}” of the search is damaged or not of this text."
    half = checks.half_indexed(connection)
    if half:
        yield f"The search has {half} entries in one of its lists only."


_QUESTIONS: tuple[Callable[["Connection"], Answer], ...] = (
    _damage, _values, _references, _texts, _files, _documents, _own_kinds, _claims, _links, _grounds, _assessments, _days, _record, _search,
)  # fmt: skip
