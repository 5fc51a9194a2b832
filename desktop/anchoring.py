"""Describe a passage so that it can be found again, and find it again. Pure; positions are code points, half-open.

A passage never lands on words that are not its own: what stands twice, or is for certain another place's, is not guessed.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from desktop.alignment import Alignment
from desktop.edit_distance import between, distances, likeness
from desktop.similar_words import SimilarWords

CONTEXT = 32
"""Characters kept on each side."""
WIDE = 200
"""Characters on each side that tell twins apart."""
MOVED_ALONE = 40
"""A quote this long that is unique in both texts may have moved with all its neighbours changed."""
MOVED_SENTENCE = 16
"""A whole sentence this long may have."""
CONTEXT_LIKE, HELD = 0.6, 0.5
"""So alike are neighbours that are the same ones; so much of them is kept where a passage has its old place."""
MOVED_LIKE = 0.9
"""So alike are the words of a quote that stands alone now and was touched up."""
ACCEPTED, DOUBTFUL, MARGIN = 0.80, 0.70, 0.05
"""Scores from which a place is taken or offered, and how far the next best has to be below."""
QUOTE_LIKE = 0.80
IN_ORDER = 0.6
"""So alike are words that stand where the order of both texts puts them."""
SHORT = 24
"""Shorter quotes need neighbours: on both sides, or on one where they stand in the old order."""
TWIN_LIKE = 0.7
"""So alike are words that are taken for the same ones, touched up."""
CLEARLY = 0.3
"""So much more alike, on both sides together, are the neighbours of a passage than those of its twin nearby."""
APART = 0.2
"""By so much less alike are words that are no rival."""
FUZZY_FROM = 12
"""Shorter quotes are found again by their exact words alone."""
MOST = 24
"""Places of one quote that are looked at: those nearest to where it should be."""
OFFERED = 4
"""Candidates that are shown to a person."""

Status = Literal["exact", "reanchored", "needs_review", "orphaned"]
_STOP = re.compile(r'\n|(?:(?<=[.!?…。！？।۔"”’»])|(?<=[.!?]\)))\s+')
_SAME = str.maketrans(
    dict.fromkeys("‘’‚‛`´ʼ", "'") | dict.fromkeys("“”„‟«»", '"') | dict.fromkeys("‐‑‒–—―−", "-") | dict.fromkeys("\n\t\u00a0\u2009\u202f\u3000", " ")
)  # fmt: skip


@dataclass(frozen=True)
class Described:
    """A stretch of a text: exact words, 32 characters of context on each side, position."""

    start: int
    end: int
    exact: str
    prefix: str
    suffix: str


@dataclass(frozen=True)
class Candidate:
    """A place where a passage may be, and how well it fits (0 to 1)."""

    score: float
    start: int
    end: int
    quote: float = field(default=1.0, compare=False)
    """How alike the words are."""
    beside: tuple[float, float] = field(default=(1.0, 1.0), compare=False)
    """How alike the neighbours are, before and after."""

    @property
    def likeness(self) -> float:
        """On the worse side."""
        return min(self.beside)

    def overlaps(self, other: "Candidate") -> bool:
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True)
class Resolved:
    """Where a passage is in another text; `start` and `end` are None when it is orphaned."""

    status: Status
    score: float
    start: int | None = None
    end: int | None = None
    candidates: tuple[Candidate, ...] = ()
    """For what needs review: the places to choose from, the best first."""


def describe(text: str, start: int, end: int) -> Described:
    """The passage [start, end) of `text`. Raises ValueError unless 0 <= start < end <= len(text)."""
    if not 0 <= start < end <= len(text):
        raise ValueError(f"no passage [{start}, {end}) in a text of {len(text)} characters")
    return Described(start, end, text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT])


def places(text: str, quote: str) -> Iterator[int]:
    """Every position at which `quote` begins in `text`, overlapping ones too."""
    at = text.find(quote)
    while at >= 0:
        yield at
        at = text.find(quote, at + 1)


def resolve(passage: Described, old: str, new: str) -> Resolved:
    """Find `passage` of `old` in `new`; for more than one passage make a Finder."""
    return Finder(old, new).find(passage)


class Finder:
    """Finds passages of one text in another; what both texts have in common is worked out once."""

    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = old, new
        self._old, self._new = old.translate(_SAME), new.translate(_SAME)

    @cached_property
    def alignment(self) -> Alignment:
        return Alignment(self._old, self._new)

    @cached_property
    def _similar(self) -> SimilarWords:
        return SimilarWords(self._old, self._new, self.alignment)

    def find(self, passage: Described) -> Resolved:
        """From cheap to costly: the same text, words that are unique in both, the same words, similar words."""
        start, end = passage.start, passage.end
        if self.old == self.new:
            return Resolved("exact", 1.0, start, end)
        sure = self.alignment.sure_place(start, end)
        if sure and sure[2] >= MOVED_ALONE and self._new[sure[0] : sure[1]] == self._old[start:end]:
            place = self._weigh(passage, sure[0], sure[1])
            if self._once(passage) or not self._twin(passage, place):
                return self._settled(passage, place)
        there = self._in_order(passage)
        if there and self._its_own(passage, there):
            return self._settled(passage, there)
        found = self._free(passage, self._same_words(passage))
        enough = max((c.score for c in found), default=0.0) >= ACCEPTED
        if not enough and end - start >= FUZZY_FROM and any(map(str.isalnum, passage.exact)):
            found += self._free(passage, self._similar_words(passage))
        return self._judge(passage, _apart(found), there)

    # ── in the order of both texts ───────────────────────────────────────────────────────────────

    def _in_order(self, passage: Described) -> Candidate | None:
        """Where the passage stands when nothing was moved, if such words are there."""
        place = self._placed(passage.start, passage.end) if any(map(str.isalnum, passage.exact)) else None
        if not place or (place[2] < 1 and len(passage.exact) < FUZZY_FROM):
            return None
        return self._weigh(passage, *self._similar.whole_signs(*place[:2]), place[2])

    def _its_own(self, passage: Described, place: Candidate) -> bool:
        """Are the words in its place those of the passage, and of no other?"""
        worse, better = sorted(place.beside)
        alike = place.score >= DOUBTFUL and (place.quote >= QUOTE_LIKE or worse >= CONTEXT_LIKE)
        if place.quote < 1 and (not alike or self._nearer(passage, place)):
            return False
        held = better >= MOVED_LIKE or self._fits(passage, place) or self._held(passage)
        words = self._old[passage.start : passage.end]
        if not self._once(passage):
            other_blanks = place.quote == 1 and self._new[place.start : place.end] != words
            return held and not (other_blanks and words in self._new) and not self._twin(passage, place)
        others = self._new.count(words) - (self._new[place.start : place.end] == words)
        return not others and (held or better >= CONTEXT_LIKE or len(words) >= SHORT)

    def _held(self, passage: Described) -> bool:
        """Is most of what stands before and after it still there, in the old order?"""
        before = self.alignment.share_kept(max(0, passage.start - WIDE), passage.start)
        return min(before, self.alignment.share_kept(passage.end, passage.end + WIDE)) >= HELD

    def _placed(self, start: int, end: int) -> tuple[int, int, float] | None:
        """(start, end, likeness) of the words where the order of both texts puts them."""
        place = self.alignment.place(start, end)
        if not place:
            return None
        words, (at, to) = self._old[start:end], place
        if self._new[at:to] == words or self.alignment.same_words((start, end), place):
            return at, to, 1.0
        if abs(to - at - len(words)) > 1 + len(words) // 25:
            slack = 4 + abs(to - at - len(words))
            fitted = self._similar.fitted(start, end, at - slack, to + slack)
            at, to = fitted[:2] if fitted else place
        quote = 1 - between(words, self._new[at:to]) / max(len(words), to - at)
        return (at, to, quote) if quote >= IN_ORDER else None

    # ── judging ──────────────────────────────────────────────────────────────────────────────────

    def _judge(self, passage: Described, found: list[Candidate], there: Candidate | None) -> Resolved:
        if not found:
            return _asked([there]) if there else Resolved("orphaned", 0.0)
        moved = self._same_words_moved(passage, found, there)
        if moved and not self._another(passage, moved):
            return self._settled(passage, moved)
        best = found[0]
        elsewhere = there and not there.overlaps(best) and not self._once(passage)
        good = not elsewhere and (self._good(passage, best) or self._good_alone(passage, found))
        if good and self._stands_out(passage, found) and not self._another(passage, best):
            return self._settled(passage, best)
        offered = [c for c in found if c.score >= DOUBTFUL or c.quote >= MOVED_LIKE][:OFFERED]
        return _asked(offered) if offered else Resolved("orphaned", best.score)

    def _good(self, passage: Described, place: Candidate) -> bool:
        """Are words and neighbours alike enough, whatever else is there?"""
        if place.score < ACCEPTED or place.quote < QUOTE_LIKE:
            return False
        return len(passage.exact) >= SHORT or place.likeness >= CONTEXT_LIKE or self._in_place(passage, place)

    def _good_alone(self, passage: Described, found: list[Candidate]) -> bool:
        """Are they, where no other place is a rival?"""
        best, *others = found
        if any(other.quote > best.quote - APART for other in others):
            return False
        least = SHORT if self._in_place(passage, best) else MOVED_ALONE
        long = len(passage.exact) >= least and best.quote >= MOVED_LIKE and self._once(passage)
        return long or (best.quote == 1.0 and best.likeness >= CONTEXT_LIKE) or self._moved(passage, best)

    def _same_words_moved(
        self, passage: Described, found: list[Candidate], there: Candidate | None
    ) -> Candidate | None:
        """The only place of the very words, when nothing like them is left where they were."""
        same = [c for c in found if c.quote == 1.0]
        left = there and there.quote >= QUOTE_LIKE
        return same[0] if len(same) == 1 and not left and self._moved(passage, same[0]) else None

    def _moved(self, passage: Described, place: Candidate) -> bool:
        """Is it a sentence that went elsewhere, or a part of one, with the rest of it there too?"""
        sure = place.quote == 1.0 or max(place.beside) >= MOVED_LIKE
        least = MOVED_SENTENCE if sure else SHORT
        return (
            len(passage.exact) >= least
            and place.quote >= MOVED_LIKE
            and self._once(passage)
            and self._fits(passage, place)
        )

    def _fits(self, passage: Described, place: Candidate) -> bool:
        """Is what stands on each side alike, or at least as much of it as belongs to the same sentence?"""
        ours = _rest_of_sentence(self.old, passage.start, passage.end)
        theirs = _rest_of_sentence(self.new, place.start, place.end)
        return all(
            like >= CONTEXT_LIKE or between(old, new) <= (1 - QUOTE_LIKE) * max(len(old), len(new))
            for like, old, new in zip(place.beside, ours, theirs, strict=True)
        )

    def _settled(self, passage: Described, place: Candidate) -> Resolved:
        """Words that were rewritten in their place are for a person to look at."""
        if place.quote < QUOTE_LIKE:
            return _asked([place])
        unmoved = place.start == passage.start and self.new[place.start : place.end] == passage.exact
        return Resolved("exact" if unmoved else "reanchored", place.score, place.start, place.end)

    def _stands_out(self, passage: Described, found: list[Candidate]) -> bool:
        """Is the next best clearly worse, with more of the neighbours looked at where 32 characters are alike?"""
        best, *others = found
        near = [c for c in others if c.score > best.score - MARGIN]
        if not near:
            return True
        mine = self._wide(passage.start, passage.end, best)
        return all(self._wide(passage.start, passage.end, other) <= mine - 2 * MARGIN for other in near)

    def _once(self, passage: Described) -> bool:
        return self._old.count(self._old[passage.start : passage.end]) == 1

    def _in_place(self, passage: Described, place: Candidate) -> bool:
        """Does the order of both texts put the place where these words were, and were they there alone?"""
        if not self._once(passage):
            return False
        low, high = self.alignment.came_from(place.start), self.alignment.came_from(place.end)
        return min(high, passage.end) - max(low, passage.start) > (passage.end - passage.start) // 2

    def _another(self, passage: Described, place: Candidate) -> bool:
        """Might the place belong to other old words just as well: to its own neighbours', or to the passage's twins?"""
        words = self._new[place.start : place.end]
        low, high = self.alignment.came_from(place.start), self.alignment.came_from(place.end)
        if low >= passage.end or high <= passage.start:
            there = self._old[max(0, low - 8) : high + 8]
            if len(there) < 4 * len(words) and _likeness_within(words, there) > TWIN_LIKE:
                return True
        if place.quote < 1 and self._nearer(passage, place):
            return True
        return not self._once(passage) and self._twin(passage, place)

    def _twin(self, passage: Described, place: Candidate) -> bool:
        """Might the same old words elsewhere, which stand nowhere else now, be those at the place?"""
        length = passage.end - passage.start
        mine = self._wide(passage.start, passage.end, place)
        twins = self._twins(passage)
        cut = _in_a_row(self._new, place.end) and not _in_a_row(self._old, passage.end)
        if cut or not self._as_many(passage, place, len(twins)):
            return True
        for at in twins:
            own = self._placed(at, at + length)
            if own and (own[0] >= place.end or own[1] <= place.start):
                continue
            theirs = self._neighbours(at, at + length, place.start, place.end, self._reach(passage, WIDE))
            near = abs(at - passage.start) < WIDE + length
            if sum(theirs) > 2 * mine - 4 * MARGIN or (near and not self._told_apart(passage, at, place)):
                return True
        return False

    def _told_apart(self, passage: Described, twin: int, place: Candidate) -> bool:
        """Do the neighbours of a passage fit the place clearly better than those of its twin, and on no side worse?"""
        end = twin + passage.end - passage.start
        theirs = self._neighbours(twin, end, place.start, place.end, self._reach(passage, CONTEXT))
        better = [ours - other for ours, other in zip(place.beside, theirs, strict=True)]
        return min(better) >= -MARGIN and sum(better) >= CLEARLY

    def _reach(self, passage: Described, most: int) -> tuple[int, int]:
        """No further than the old text goes on: twins are weighed by as many letters."""
        return min(most, passage.start), min(most, len(self._old) - passage.end)

    def _twins(self, passage: Described) -> list[int]:
        """Where the same old words stand nearby."""
        words = self._old[passage.start : passage.end]
        return _nearest((at for at in places(self._old, words) if at != passage.start), passage.start)

    def _as_many(self, passage: Described, place: Candidate, twins: int) -> bool:
        """Of words that stand several times with the same neighbours, does none lack?

        Where letters were touched everywhere nobody can count them; then all of them must have a place.
        """
        around = self._old[max(0, passage.start - CONTEXT) : passage.end + CONTEXT]
        many = self._old.count(around)
        if many == 1 or many == self._new.count(around):
            return many < MOST
        there = self._new[max(0, place.start - CONTEXT) : place.end + CONTEXT]
        return there != around and twins < MOST

    def _nearer(self, passage: Described, place: Candidate) -> bool:
        """Are other old words about there more like those at the place?"""
        words, reach = self._new[place.start : place.end], WIDE + place.end - place.start
        before, after = (
            self._old[max(0, passage.start - reach) : passage.start],
            self._old[passage.end : passage.end + reach],
        )
        edits = between(words, self._old[passage.start : passage.end])
        return any(min(distances(words, text, anchored=False), default=edits) < edits for text in (before, after))

    def _wide(self, start: int, end: int, place: Candidate) -> float:
        """How alike the wider neighbourhoods are, 0 to 1."""
        before, after = self._neighbours(start, end, place.start, place.end, (WIDE, WIDE))
        return (before + after) / 2

    # ── weighing ─────────────────────────────────────────────────────────────────────────────────

    def _weigh(self, passage: Described, start: int, end: int, quote: float = 1.0) -> Candidate:
        before, after = self._neighbours(passage.start, passage.end, start, end, (CONTEXT, CONTEXT))
        off = abs(start - self.alignment.expected(passage.start)) / max(1, len(self.new))
        score = (50 * quote + 20 * before + 20 * after + 2 * (1 - min(1.0, off))) / 92
        return Candidate(score, start, end, quote, (before, after))

    def _neighbours(self, start: int, end: int, at: int, to: int, reach: tuple[int, int]) -> tuple[float, float]:
        """How alike is what stands before and after, counted from the words outwards."""
        prefix, suffix = self._old[max(0, start - reach[0]) : start], self._old[end : end + reach[1]]
        before, after = self._new[max(0, at - reach[0] * 5 // 4) : at], self._new[to : to + reach[1] * 5 // 4]
        return likeness(prefix[::-1], before[::-1]), likeness(suffix, after)

    def _free(self, passage: Described, found: Iterable[Candidate]) -> list[Candidate]:
        """Without the places that are for certain other words' own."""
        own = (passage.start, passage.end)
        return [c for c in found if not self.alignment.taken(c.start, c.end, own)]

    # ── looking for places ───────────────────────────────────────────────────────────────────────

    def _same_words(self, passage: Described) -> Iterator[Candidate]:
        words = self._old[passage.start : passage.end]
        for at in _nearest(places(self._new, words), self.alignment.expected(passage.start)):
            yield self._weigh(passage, at, at + len(words))

    def _similar_words(self, passage: Described) -> Iterator[Candidate]:
        for fit in self._similar.places(passage.start, passage.end):
            found = self._weigh(passage, *fit)
            yield found
            if min(found.quote, found.likeness) >= QUOTE_LIKE and self._in_place(passage, found):
                return  # nothing elsewhere could be nearer


def _asked(offered: list[Candidate]) -> Resolved:
    best = offered[0]
    return Resolved("needs_review", best.score, best.start, best.end, tuple(offered))


def _rest_of_sentence(text: str, start: int, end: int) -> tuple[str, str]:
    """What the sentence, or the line, says before and after it, counted from the words outwards."""
    before, after = text[max(0, start - CONTEXT) : start], text[end - 1 : end + CONTEXT]
    return _STOP.split(before)[-1][::-1].strip(), _STOP.split(after)[0][1:].strip()


def _in_a_row(text: str, at: int) -> bool:
    """Is a row of dots or dashes cut in two here?"""
    return text[at - 1 : at] == text[at : at + 1] and not text[at - 1 : at].isalnum()


def _likeness_within(words: str, text: str) -> float:
    return 1 - min(distances(words, text, anchored=False), default=len(words)) / len(words)


def _nearest(found: Iterable[int], wanted: int) -> list[int]:
    return sorted(found, key=lambda at: abs(at - wanted))[:MOST]


def _apart(found: list[Candidate]) -> list[Candidate]:
    """The best first; one of those that overlap."""
    kept: list[Candidate] = []
    for one in sorted(found, key=lambda c: (-c.score, c.start)):
        if not any(map(one.overlaps, kept)):
            kept.append(one)
    return kept
