"""Kinds that analysts make: what they may look like, what claims refer to, and how sentences call them. Pure."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

from db.rows import KindRow
from desktop.claims.base import CONTEXT, NO_EFFECT, NOT_YET_RATED, UNRATABLE, Kind, KindField, Relation, Verdict

PREFIX = "own_"
"""Names of them begin so: none is ever that of a kind, a colour or a word of the program, of this version or a later."""
STATES = ("_rest", "_hover", "_current")
"""Ends of the names of grounds: own_warning_rest is what words of a warning are painted on."""
SIGNS = ("down", "hexagon", "star", "hourglass", "arrow", "house", "slab", "saltire", "bowtie")
"""Angular, as those of the program's kinds. One each: a kind is told apart without its colour."""
LINES = ("dots", "zigzag", "thick", "dash_dot", "long_dash", "solid", "wave", "dash", "double")
KEYS = "4567890"
"""Free until a kind takes them; letters can be chosen too."""
LONGEST = 30
"""Characters of a title: it stands on buttons."""


def is_own(name: str) -> bool:
    return name.startswith(PREFIX)


def name_of(title: str, taken: Iterable[str]) -> str:
    """What claims refer to for ever, whatever the kind is called later."""
    name = PREFIX + (plain(title) or "kind")
    if name.endswith(STATES):
        name += "_kind"
    return next(one for one in _numbered(name) if one not in set(taken))


def plain(words: str) -> str:
    """Only a-z, 0-9 and _: “Ligne rouge!” → ligne_rouge."""
    bare = unicodedata.normalize("NFKD", words.strip().removeprefix(PREFIX).casefold())
    return re.sub(r"[^a-z0-9]+", "_", "".join(c for c in bare if not unicodedata.combining(c))).strip("_")


def _numbered(name: str) -> Iterable[str]:
    yield name
    number = 2
    while True:
        yield f"{name}_{number}"
        number += 1


def titled(name: str) -> str:
    """A name as words: own_red_line → Red line."""
    return name.removeprefix(PREFIX).replace("_", " ").capitalize() if is_own(name) else name


def word_of(title: str) -> str:
    """Within a sentence: Red line → red line, but IMF condition as it is."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]


def many_of(word: str) -> str:
    """English words get their ending; words in other letters stay."""
    if not re.search(r"[A-Za-z]$", word):
        return word
    if re.search(r"[^aeiou]y$", word):
        return f"{word[:-1]}ies"
    return f"{word}es" if re.search(r"(s|x|z|ch|sh)$", word) else f"{word}s"


def made(
    name: str, title: str, key: str, sign: str, line: str, colours: tuple[str, str],
    fields: Sequence[KindField] = (), judge: Kind | None = None,
) -> Kind:  # fmt: skip
    """A kind with the verdicts and relations of `judge`; without one it is only tagged, never rated."""
    word = word_of(title)
    return Kind(
        name=name, title=title, key=key, sign=sign, line=line, actor_title="Actor", fields=tuple(fields),
        verdicts=judge.verdicts if judge else (NOT_YET_RATED, UNRATABLE),
        relations=judge.relations if judge else (NO_EFFECT, CONTEXT),
        many=many_of(word), word=word, colours=colours, judged_as=judge.name if judge else "none",
    )  # fmt: skip


def of_row(row: KindRow, judges: Iterable[Kind]) -> Kind:
    """As the workspace keeps it."""
    return made(
        row.name, row.title, row.key, row.sign, row.line, (row.light, row.dark),
        [KindField(*field) for field in row.fields], next((j for j in judges if j.name == row.judged_as), None),
    )  # fmt: skip


@lru_cache(maxsize=64)
def gone(name: str, judges: tuple[Kind, ...]) -> Kind:
    """Stands for a kind that was removed, or belongs to another workspace; it knows every verdict and relation."""
    title = titled(name)
    verdicts: dict[str, Verdict] = {v.name: v for judge in judges for v in judge.verdicts}
    relations: dict[str, Relation] = {r.name: r for judge in judges for r in judge.relations}
    return Kind(
        name=name, title=title, key="", sign="slab", line="solid", actor_title="Actor", fields=(),
        verdicts=tuple(verdicts.values()), relations=tuple(relations.values()),
        many=many_of(word_of(title)), word=word_of(title), colours=("#5F6167", "#97999F"), judged_as="none",
    )  # fmt: skip
