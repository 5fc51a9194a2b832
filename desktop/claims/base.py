"""What a kind of claim says of itself, as data: fields, verdicts, relations to outcomes, sign and key."""

from dataclasses import dataclass
from typing import Any

from db.errors import RuleBroken


@dataclass(frozen=True)
class Verdict:
    name: str
    final: bool
    tone: str
    """held, partly, failed, open or none: how it is painted and counted."""
    sign: str
    contrary: bool = False
    """Needs contrary evidence, or a search that found nothing."""

    @property
    def title(self) -> str:
        return self.name.replace("_", " ").capitalize()


@dataclass(frozen=True)
class Relation:
    """What an outcome can show about a claim of this kind."""

    name: str
    contrary: bool = False
    """The outcome speaks against the claim."""

    @property
    def title(self) -> str:
        return self.name.replace("_", " ").capitalize()


@dataclass(frozen=True)
class KindField:
    name: str
    title: str
    choices: tuple[str, ...] = ()
    """Empty: any words. Whatever it is, it has no value until somebody has judged it."""


@dataclass(frozen=True)
class Kind:
    """One module of `desktop.claims` offers one of these as KIND."""

    name: str
    title: str
    key: str
    sign: str
    line: str
    actor_title: str
    fields: tuple[KindField, ...]
    verdicts: tuple[Verdict, ...]
    relations: tuple[Relation, ...]
    many: str = ""
    """Its plural, where that is not the word with an s."""
    word: str = ""
    """As sentences say it: "Tag red line"; its name, where nothing else is given."""
    colours: tuple[str, str] | None = None
    """Light and dark of a kind that an analyst made; the program's own have theirs in resources/themes."""
    judged_as: str = ""
    """Of a kind that an analyst made: whose verdicts and relations it has, or none."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "word", self.word or self.name)

    @property
    def plural(self) -> str:
        return self.many or f"{self.word}s"

    @property
    def spoken(self) -> str:
        """As it is typed on the command line: promise, "red line"."""
        return f"“{self.word}”" if " " in self.word else self.word

    @property
    def article(self) -> str:
        return "an" if self.word[0].lower() in "aeiou" else "a"

    def verdict(self, name: str) -> Verdict:
        return next((v for v in self.verdicts if v.name == name), DISPUTED if name == "disputed" else self.verdicts[0])

    def has_verdict(self, name: str) -> bool:
        return any(v.name == name for v in self.verdicts)

    def has_relation(self, name: str) -> bool:
        return any(r.name == name for r in self.relations)

    def checked(self, details: dict[str, Any]) -> dict[str, str]:
        """The details, each field named; empty is not judged. Raises RuleBroken for an unknown field or choice."""
        known = {field.name: field for field in self.fields}
        for name, value in details.items():
            if name not in known and not value:
                continue  # of a field that the kind had once
            if name not in known:
                raise RuleBroken(
                    f"{self.article.capitalize()} {self.word} has no field “{name}”; it has {', '.join(known) or 'none'}."
                )
            choices = known[name].choices
            if choices and value not in ("", None, *choices):
                raise RuleBroken(f"“{value}” is not a {known[name].title.lower()}; choose {', '.join(choices)}.")
        return {name: str(details.get(name) or "") for name in known}


NOT_YET_RATED = Verdict("not_yet_rated", final=False, tone="none", sign="dotted_ring")
UNRATABLE = Verdict("unratable", final=True, tone="none", sign="slash")
DISPUTED = Verdict("disputed", final=False, tone="open", sign="disputed")
"""The summary of analysts who do not agree; never an assessment."""
NO_EFFECT = Relation("no_effect")
CONTEXT = Relation("context")
