"""Kinds that analysts make beside the program's own: made, changed, moved, removed. They belong to the workspace.

Claims refer to a kind's name, which never changes. A kind in use keeps what its claims have of it: a change that would
lose a verdict, a link or what is written in a field is refused, with the number of claims.
"""

from collections.abc import Sequence
from typing import Any

from db import lookups, queries
from db import models as m
from db.errors import NotFound, RuleBroken
from db.lookups import Session
from db.store import Store
from db.vocabulary import JUDGED_AS
from desktop import writing
from desktop.claims import Kinds, colours, own
from desktop.claims.base import Kind, KindField
from desktop.counting import counted
from desktop.reshaping import carried

EVIDENCE = "evidence"
"""Looks like a kind wherever kinds are offered, so no kind is called so."""


class OwnKinds:
    """The verbs, over one open store. Every one is one edit."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def kinds(self) -> Kinds:
        """The program's and those of this workspace."""
        with self.store.session() as session:
            return writing.kinds_in(session)

    def counts(self) -> dict[str, int]:
        """Live claims by the name of their kind."""
        with self.store.session() as session:
            return queries.claims_by_kind(session)

    def add(self, title: str, colour: str = "", **values: Any) -> str:
        """`key`, `sign` and `line` are free ones where they are not given; `judged_as` and `fields` as in `change`.

        Returns the kind's name. Raises RuleBroken for what another kind has, and for a colour that can't be read.
        """
        title = " ".join(title.split())
        with self.store.edit(f"Add kind “{title}”") as session:
            there = writing.kinds_in(session)
            names = [kind.name for kind in there.every]
            light, dark = colours.pair(colour or _free_colour(there))
            row = m.OwnKind(name=own.name_of(title, names), light=light, dark=dark, position=_next(session))
            row.sign, row.line, row.key = _free_sign(there), _free_line(there), _free_key(there)
            self._set(session, there, row, values | {"title": title})
            session.add(row)
            return row.name

    def change(self, name: str, **values: Any) -> None:
        """`title`, `key`, `sign`, `line`, `colour`, `judged_as` (promise, risk, incentive or none), and `fields`, each a
        `KindField`: one that keeps its name keeps what claims say in it."""
        with self.store.edit(f"Change kind “{self.kinds().of(name).title}”") as session:
            row, there = _row(session, name), writing.kinds_in(session)
            before = there.of(name)
            self._set(session, there, row, values)
            session.flush()
            _refuse_losing(session, before, writing.kinds_in(session).of(name))

    def move(self, name: str, by: int) -> None:
        """Up (-1) or down (1) among the analysts' kinds."""
        with self.store.edit(f"Move kind “{self.kinds().of(name).title}”") as session:
            rows = sorted(lookups.rows(session, m.OwnKind), key=lambda row: (row.position, row.id))
            at = next(number for number, row in enumerate(rows) if row.name == name)
            rows.insert(max(0, at + by), rows.pop(at))
            for number, row in enumerate(rows):
                row.position = number

    def remove(self, name: str, to: str = "") -> None:
        """Its claims become claims of the kind `to` in the same step. Raises RuleBroken without `to` while it has any."""
        kind = self.kinds().of(name)
        with self.store.edit(f"Remove kind “{kind.title}”") as session:
            row = _row(session, name)
            claims = lookups.rows(session, m.Claim, kind=name, deleted_on=None)
            if claims and not to:
                raise RuleBroken(
                    f"{counted(len(claims), 'claim')} {'is' if len(claims) == 1 else 'are'} tagged as {kind.word}. "
                    "Say which kind they become, or change them first. Nothing was removed."
                )
            if claims:
                self._give_over(session, kind, writing.kind_in(session, to), claims)
            session.delete(row)

    def _give_over(self, session: Session, old: Kind, new: Kind, claims: Sequence[m.Claim]) -> None:
        _refuse_losing(session, old, new, fields=False)
        for claim in claims:
            claim.kind, claim.details = new.name, carried(claim.details, new)
            claim.changed_by, claim.changed_on = self.store.analyst_id, m.now()

    def _set(self, session: Session, there: Kinds, row: m.OwnKind, values: dict[str, Any]) -> None:
        others = [kind for kind in there.every if kind.name != row.name]
        if "colour" in values:
            row.light, row.dark = colours.pair(values.pop("colour"))
        if "fields" in values:
            row.fields = _fields(values.pop("fields"))
        for name, value in values.items():
            setattr(row, name, _CHECKS[name](value, others))


def _title(title: str, others: Sequence[Kind]) -> str:
    title = " ".join(title.split())
    if not title:
        raise RuleBroken("A kind needs a name: Warning, Red line …")
    if len(title) > own.LONGEST:
        raise RuleBroken(f"“{title}” is too long for a button: {own.LONGEST} characters at most.")
    taken = {kind.title.casefold() for kind in others} | {EVIDENCE}
    if title.casefold() in taken:
        raise RuleBroken(f"There is a kind “{title}” already; give this one another name.")
    return title


def _key(key: str, others: Sequence[Kind]) -> str:
    key = key.strip().lower()
    if len(key) != 1 or not (key.isascii() and key.isalnum()):
        raise RuleBroken(f"“{key}” is not a key; choose a digit or a letter from a to z.")
    for kind in others:
        if kind.key == key:
            raise RuleBroken(f"The key {key.upper()} is taken by “{kind.title}”; choose another one.")
    return key


def _sign(sign: str, others: Sequence[Kind]) -> str:
    if sign not in own.SIGNS:
        raise RuleBroken(f"“{sign}” is not a sign; choose {', '.join(own.SIGNS)}.")
    for kind in others:
        if kind.sign == sign:
            raise RuleBroken(f"The sign “{sign}” is that of “{kind.title}”; choose another one.")
    return sign


def _line(line: str, _others: Sequence[Kind]) -> str:
    if line not in own.LINES:
        raise RuleBroken(f"“{line}” is not a line; choose {', '.join(own.LINES)}.")
    return line


def _judged_as(judge: str, _others: Sequence[Kind]) -> str:
    if judge not in JUDGED_AS:
        raise RuleBroken(f"“{judge}” has no verdicts to take over; choose {', '.join(JUDGED_AS)}.")
    return judge


_CHECKS = {"title": _title, "key": _key, "sign": _sign, "line": _line, "judged_as": _judged_as}


def problem(there: Kinds, name: str, what: str, value: str) -> str:
    """Why `value` can't be the title, key … of the kind; "" when it can."""
    try:
        _CHECKS[what](value, [kind for kind in there.every if kind.name != name])
    except RuleBroken as error:
        return str(error)
    return ""


def _fields(fields: Sequence[KindField]) -> list[dict[str, Any]]:
    """As rows keep them; a new one gets its name from its title."""
    made: dict[str, dict[str, Any]] = {}
    for field in fields:
        title = " ".join(field.title.split())
        name = field.name or own.plain(title) or f"field_{len(made) + 1}"
        if not title:
            raise RuleBroken("A field needs a name.")
        if name in made or title.casefold() in {f["title"].casefold() for f in made.values()}:
            raise RuleBroken(f"There are two fields “{title}”; give one of them another name.")
        choices = list(dict.fromkeys(choice for words in field.choices if (choice := " ".join(words.split()))))
        made[name] = {"name": name, "title": title, "choices": choices}
    return list(made.values())


def _free_colour(there: Kinds) -> str:
    used = {kind.colours for kind in there.own}
    return next((name for name, pair in colours.PALETTE.items() if pair not in used), next(iter(colours.PALETTE)))


def _free_key(there: Kinds) -> str:
    free = [key for key in own.KEYS if not there.with_key(key)]
    if not free:
        raise RuleBroken("Every digit is the key of a kind. Choose a letter for this one.")
    return free[0]


def _free_sign(there: Kinds) -> str:
    free = [sign for sign in own.SIGNS if sign not in {kind.sign for kind in there.every}]
    if not free:
        raise RuleBroken(
            f"A workspace has at most {len(own.SIGNS)} kinds of its own: each has a sign that no other has."
        )
    return free[0]


def _free_line(there: Kinds) -> str:
    used = {kind.line for kind in there.every}
    return next((line for line in own.LINES if line not in used), own.LINES[0])


def _next(session: Session) -> int:
    return 1 + max((row.position for row in lookups.rows(session, m.OwnKind)), default=-1)


def _row(session: Session, name: str) -> m.OwnKind:
    row = lookups.first(session, m.OwnKind, name=name)
    if row is None:
        raise NotFound(f"There is no kind “{own.titled(name)}” that analysts made.")
    return row


def _refuse_losing(session: Session, before: Kind, after: Kind, *, fields: bool = True) -> None:
    """Verdicts, links, and (unless the claims go to another kind) what is written in fields."""
    claims = lookups.rows(session, m.Claim, kind=before.name, deleted_on=None)
    if before.verdicts != after.verdicts or before.relations != after.relations:
        _refuse(claims, lambda claim: _has_strange(session, claim, after), f"a verdict or a link that {after.article} "
                f"{after.word} does not have" if before.name != after.name else "a verdict or a link that it would lose")  # fmt: skip
    if fields and before.fields != after.fields:
        for old in before.fields:
            new = next((field for field in after.fields if field.name == old.name), None)
            _refuse(claims, lambda claim, old=old, new=new: _loses(claim.details.get(old.name, ""), new),
                    f"something in “{old.title}” that it would lose")  # fmt: skip


def _refuse(claims: Sequence[m.Claim], loses: Any, what: str) -> None:
    losing = sum(bool(loses(claim)) for claim in claims)
    if losing:
        have = f"{counted(losing, 'claim')} {'has' if losing == 1 else 'have'}"
        raise RuleBroken(f"{have} {what}. Change {'it' if losing == 1 else 'them'} first; nothing was changed.")


def _has_strange(session: Session, claim: m.Claim, kind: Kind) -> bool:
    given = lookups.rows(session, m.Assessment, claim_id=claim.id)
    links = lookups.rows(session, m.Link, claim_id=claim.id)
    return not all(kind.has_verdict(a.verdict) for a in given) or not all(kind.has_relation(k.relation) for k in links)


def _loses(value: str, field: KindField | None) -> bool:
    return bool(value) and (field is None or bool(field.choices and value not in field.choices))
