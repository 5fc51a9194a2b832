"""The kinds that a workspace has, as a value. Pure."""

from dataclasses import dataclass
from functools import cached_property

from desktop.claims import own
from desktop.claims.base import Kind
from desktop.errors import NotUnderstood


@dataclass(frozen=True)
class Kinds:
    every: tuple[Kind, ...]

    @cached_property
    def _by_name(self) -> dict[str, Kind]:
        return {kind.name: kind for kind in self.every}

    @property
    def own(self) -> tuple[Kind, ...]:
        """Those that analysts made."""
        return tuple(kind for kind in self.every if kind.colours)

    def of(self, name: str) -> Kind:
        """Raises NotUnderstood for a kind that does not exist."""
        if name not in self._by_name:
            told = f"“{own.titled(name)}” is not a kind of claim"
            raise NotUnderstood(f"{told}; there are {', '.join(kind.spoken for kind in self.every)}.")
        return self._by_name[name]

    def shown(self, name: str) -> Kind:
        """As `of`; for one of an analyst's that is gone, what can be said of it without its row."""
        there = self._by_name.get(name)
        if there is None and own.is_own(name):
            return own.gone(name, tuple(kind for kind in self.every if not kind.colours))
        return there or self.of(name)

    def with_key(self, key: str) -> Kind | None:
        return next((kind for kind in self.every if kind.key == key), None)

    def named(self, words: str) -> Kind:
        """By its name or its title, as people type it. Raises NotUnderstood."""
        wanted = own.plain(words)
        found = (kind for kind in self.every if wanted in (own.plain(kind.name), own.plain(kind.title)))
        return next(found, None) or self.of(words)
