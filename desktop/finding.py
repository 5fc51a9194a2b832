"""Find words in one text, piece by piece from where one is: case, accents and letter forms alike unless asked otherwise.

Positions are those of the stored text. Pure; nothing is folded twice, and no step takes longer than a few milliseconds.
"""

import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import chain
from typing import Any, Protocol
from unicodedata import combining

from db.errors import KnownError
from db.folding import SOFT_HYPHEN, Fold, Mapped, fold, fold_exactly, is_cjk, mapped, may_part

MOST = 100_000
"""Places that are kept; those behind the caret come first."""
PIECE, PATTERN_PIECE = 16_384, 262_144
"""Characters that are looked through at once: for words, and for a pattern."""
PATTERN_REACH = 65_536
"""Characters behind its piece that a match of a pattern may reach into."""
LONGEST_SIGNS = 8
"""Accents and vowel signs on one character."""
PATTERN_SECONDS = 0.5
"""For a pattern in one piece; a harmless one takes a hundredth of it."""
PLACES = 1_000_000
"""Characters that became several, or none, of which the places are kept: 16 MB."""
LONGEST = 1_000
"""Characters of what is looked for; longer patterns take minutes to be understood."""

Stretch = tuple[int, int]
_FOLDS: dict[tuple[bool, bool], Fold] = {
    (False, False): fold,
    (False, True): partial(fold, cased=True),
    (True, False): fold_exactly,
    (True, True): partial(fold_exactly, cased=True),
}
"""By (exact, cased)."""


@dataclass(frozen=True)
class Sought:
    """What is looked for in a document."""

    words: str
    cased: bool = False
    """Capitals and small letters differ."""
    whole: bool = False
    """Not within longer words."""
    exact: bool = False
    """Accents, widths and the letter forms of Arabic script differ."""
    pattern: bool = False
    """A regular expression, which is always exact."""


class Search(Protocol):
    done: bool

    def go_on(self, seconds: float) -> list[Stretch]:
        """The next places, rising but for one leap from the end of the text to its beginning."""


class Folded:
    """A text that is folded where somebody looks, and kept so."""

    def __init__(self, text: str, how: Fold) -> None:
        self.text, self._how = text, how
        self.cuts = [0]
        while self.cuts[-1] < len(text):
            self.cuts.append(may_part(text, min(self.cuts[-1] + PIECE, len(text))))
        self._pieces: list[str | None] = [None] * self.count
        self._mapped: OrderedDict[int, Mapped] = OrderedDict()
        self._even: set[int] = set()
        self._kept = 0

    @property
    def count(self) -> int:
        return len(self.cuts) - 1

    def stored_piece(self, number: int) -> str:
        return self.text[self.cuts[number] : self.cuts[number + 1]]

    def piece(self, number: int) -> str:
        made = self._pieces[number]
        if made is None:
            made = self._pieces[number] = self._how(self.stored_piece(number))
        return made

    def with_following(self, number: int, more: int) -> str:
        """The piece and so many folded characters behind it."""
        parts, left, following = [self.piece(number)], more, number + 1
        while left > 0 and following < self.count:
            parts.append(self.piece(following)[:left])
            left -= len(parts[-1])
            following += 1
        return "".join(parts)

    def stored(self, number: int, start: int, end: int) -> Stretch:
        """Where folded characters, counted from the beginning of a piece, stand in the text."""
        cut = self.cuts[number]
        if end > len(self.piece(number)):
            return self._one(number, start)[0], self._one(number, end - 1)[1]
        if number in self._even:
            return cut + start, cut + end
        first, last = self._places(number).stored(start, end)
        return cut + first, cut + last

    def _one(self, number: int, at: int) -> Stretch:
        while at >= len(self.piece(number)):
            at -= len(self.piece(number))
            number += 1
        start, end = self._places(number).stored(at, at + 1)
        return self.cuts[number] + start, self.cuts[number] + end

    def _places(self, number: int) -> Mapped:
        """Kept: none of pieces in which each character stands for one, few of the others."""
        if number in self._even:
            return _EVEN
        if number not in self._mapped:
            made = self._mapped[number] = mapped(self.stored_piece(number), self._how, self.piece(number))
            self._kept += len(made.at)
            if not made.at:
                self._even.add(number)
            while self._kept > PLACES and len(self._mapped) > 1:
                self._kept -= len(self._mapped.popitem(last=False)[1].at)
        return self._mapped[number]


_EVEN = Mapped("")


class _Looking:
    """Goes on piece by piece, as long as there is time; what is found in a piece is the subclass's."""

    _order: Iterator[int]
    done = False

    def go_on(self, seconds: float) -> list[Stretch]:
        until, found = time.monotonic() + seconds, list[Stretch]()
        while not self.done and time.monotonic() < until:
            number = next(self._order, None)
            if number is None:
                self.done = True
            else:
                found += self._in(number)
        return found

    def _in(self, number: int) -> Iterator[Stretch]:
        raise NotImplementedError


class Words(_Looking):
    """Looks for words in a folded text."""

    def __init__(self, text: Folded, sought: Sought, caret: int = 0) -> None:
        self._text, self._whole = text, sought.whole
        self._wanted = _folds(sought)(sought.words.strip())
        self._order = _from(text.cuts, caret)
        self._free = 0
        """Where the last place ended: the next one does not begin before it."""
        self.done = not self._wanted

    def _in(self, number: int) -> Iterator[Stretch]:
        text, wanted = self._text, self._wanted
        if number == 0:
            self._free = 0
        folded, own = text.with_following(number, len(wanted) - 1), len(text.piece(number))
        at = folded.find(wanted)
        while 0 <= at < own:
            start, end = text.stored(number, at, at + len(wanted))
            fits = start >= self._free and (not self._whole or is_whole(text.text, start, end))
            if fits:
                self._free = end
                yield start, end
            at = folded.find(wanted, at + (len(wanted) if fits else 1))


class Pattern(_Looking):
    """Looks for a regular expression. Raises KnownError for what is none, and when it takes too long."""

    def __init__(self, text: str, sought: Sought, caret: int = 0) -> None:
        self._text, self._whole = text, sought.whole
        self._pattern = compiled(sought.words, cased=sought.cased)
        self._cuts = _at_line_ends(text)
        self._order = _from(self._cuts, caret)
        self._free = 0
        self.done = False

    def _in(self, number: int) -> Iterator[Stretch]:
        start, end = self._cuts[number : number + 2]
        self._free = start if number == 0 else max(start, self._free)
        reach = self._text.find("\n", end + PATTERN_REACH) + 1 or len(self._text)
        ways = {"timeout": PATTERN_SECONDS, "concurrent": True}
        try:
            for match in self._pattern.finditer(self._text, self._free, reach, **ways):
                first, last = match.span()
                if first >= end:
                    return
                if first < last and (not self._whole or is_whole(self._text, first, last)):
                    self._free = last
                    yield first, last
        except TimeoutError as error:
            raise KnownError("This pattern takes too long here; a simpler one may not.") from error


@lru_cache(maxsize=32)
def compiled(words: str, *, cased: bool) -> Any:
    """A pattern that ends after a time and lets other threads run meanwhile."""
    import regex

    if len(words) > LONGEST:
        raise KnownError(f"The pattern is too long: {LONGEST:,} characters are the most.")
    try:
        return regex.compile(words, regex.MULTILINE | (0 if cased else regex.IGNORECASE))
    except regex.error as error:
        raise KnownError(f"This is no pattern: {error}.") from error
    except RecursionError as error:
        raise KnownError("This is no pattern: its parts are nested too deeply.") from error


class Finder:
    """One text and all that is looked for in it, one after another."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._folded: tuple[Fold, Folded] | None = None

    def search(self, sought: Sought, caret: int = 0) -> Search:
        """Places behind the caret first. Raises KnownError for a pattern that is none."""
        return Pattern(self.text, sought, caret) if sought.pattern else Words(self._fold(sought), sought, caret)

    def get_ready(self, sought: Sought, caret: int) -> Callable[[float], bool]:
        """Folds the text from the caret on, so many seconds at each call; False when all is folded."""
        text = self._fold(sought)
        order = _from(text.cuts, caret)

        def go_on(seconds: float) -> bool:
            until = time.monotonic() + seconds
            for number in order:
                text.piece(number)
                if time.monotonic() > until:
                    return True
            return False

        return go_on

    def _fold(self, sought: Sought) -> Folded:
        how = _folds(sought)
        if self._folded is None or self._folded[0] is not how:
            self._folded = how, Folded(self.text, how)
        return self._folded[1]


def find_all(text: str, words: str, most: int = MOST) -> list[Stretch]:
    """Every place of `words` in `text`, not overlapping; "naïve" finds "naive" and "ＡＢ" finds "ab"."""
    search, found = Finder(text).search(Sought(words)), list[Stretch]()
    while not search.done and len(found) < most:
        found += search.go_on(1)
    return found[:most]


def is_whole(text: str, start: int, end: int) -> bool:
    """Not part of a longer word."""
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    own = text[max(start, end - LONGEST_SIGNS) : end]
    last = next((c for c in reversed(own) if not combining(c) and c != SOFT_HYPHEN), "")
    return not _one_word(before.replace(SOFT_HYPHEN, "")[-1:], text[start]) and not _one_word(
        last, after.replace(SOFT_HYPHEN, "")[:1]
    )


def _one_word(left: str, right: str) -> bool:
    """Do two neighbouring characters belong to one word? Chinese and Japanese ones never do."""
    return all(one.isalnum() and not is_cjk(one) for one in (left, right))


def _folds(sought: Sought) -> Fold:
    return _FOLDS[sought.exact, sought.cased]


def _from(cuts: list[int], caret: int) -> Iterator[int]:
    """Numbers of the pieces, from the one with the caret on and then from the beginning."""
    first = max((number for number, cut in enumerate(cuts[:-1]) if cut <= caret), default=0)
    return chain(range(first, len(cuts) - 1), range(first))


def _at_line_ends(text: str) -> list[int]:
    cuts = [0]
    while cuts[-1] < len(text):
        cuts.append(text.find("\n", cuts[-1] + PATTERN_PIECE) + 1 or len(text))
    return cuts
