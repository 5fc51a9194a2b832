"""Which of the labels found in a text are its own way to say who speaks, and which only look so; pure.

Nothing counts until the document uses it repeatedly, and what is rare beside its usual labels must look like them.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from desktop.documents.labels import is_code, is_shouted

# A turn ends with a finished sentence, or is broken off; fields of a form and rows of a table don't.
SAID = re.compile(r"[.!?…—–。！？۔؟।)\]]['\"”’»)\]」』）]*$")
TITLES = r"(?:VICE |PRIME |DEPUTY |FIRST )?(?:PRESIDENT|CHAIRMAN|CHAIR|SECRETARY|GOVERNOR|SENATOR|MINISTER|DIRECTOR|AMBASSADOR|LADY)\b"
HONOURED = re.compile(r"(?:(?:Mr|Mrs|Ms|Dr|MR|MRS|MS|DR)\. |Miss |THE )|" + TITLES)
NUMBERED = re.compile(r"\d[\d–-]*$")
# Characters of one speaker's words that make a speech.
LONG_SPEECH = 600
# Turns of a short talk in which nobody need speak twice; a longer one would be a list of terms.
FEW = 8
# Characters; the value of a field is shorter.
SPEECH = 45


@dataclass(frozen=True, eq=False)
class Convention:
    """One way to print who speaks. `pattern` is matched at the beginning of a line; its groups are label and time."""

    name: str
    pattern: re.Pattern[str]
    trusted: bool = False
    """The mark says so itself (a time, ">>"): twice is enough and the label may be any word."""
    enclosed: bool = False
    """The mark encloses the name ("<nick>"): once is enough beside others."""


@dataclass(frozen=True)
class Hit:
    """A label found: `at` the beginning of its line, `words` behind label and time."""

    way: Convention
    at: int
    words: int
    label: str
    role: str
    time: int | None


def own_labels(text: str, hits: Sequence[Hit], blocks: int, *, few: bool) -> list[Hit]:
    """The hits that are labels, in order; none when the document is no transcript. `few`: it is one for sure."""
    return _kept(text, _without_chance(text, hits), blocks, few) or _speech(text, hits)


def _without_chance(text: str, hits: Sequence[Hit]) -> Sequence[Hit]:
    """Without what only looks like a label: in the lines that go on, indented, below lines that begin with one; and a
    way that is rare beside another which needs no luck."""
    flush = [hit for hit in hits if not _is_indented(text, hit.at)]
    if len(flush) * 10 >= len(hits) * 6:
        hits = flush
    ways = Counter(hit.way for hit in hits)
    most = max(ways.values(), default=0)
    return [hit for hit in hits if _is_marked(hit) or ways[hit.way] * 20 >= most]


def _is_indented(text: str, at: int) -> bool:
    return at > 1 and text[at - 1] in " \t" and text[at - 2] in " \t"


def _speech(text: str, hits: Sequence[Hit]) -> list[Hit]:
    """A speech has its label once, near its beginning: "THE PRESIDENT:", "Mr. DODD."."""
    certain = [hit for hit in hits if hit.label.split()[-1].isupper() and HONOURED.match(hit.label)]
    if not certain or certain[0].at * 3 > len(text):
        return []
    return certain if len(text) - certain[0].words >= LONG_SPEECH else []


def _kept(text: str, hits: Sequence[Hit], blocks: int, few: bool) -> list[Hit]:
    """The hits of the ways that the document uses; once it has speakers, a mark that can't be chance counts alone."""
    held = {way for way in {hit.way for hit in hits} if _holds(text, [hit for hit in hits if hit.way is way], blocks)}
    usual = _Usual(text, hits, held)
    kept: list[Hit] = []
    for hit in hits:
        once = hit.label not in usual.labels
        if once and not ((few or held) and usual.may_come_once(hit)):
            continue
        if usual.apart and not _is_marked(hit) and not _is_apart(text, hit):
            continue
        # Right below a label on a line of its own words begin, not another label.
        if once and kept and not hit.way.trusted and not text[kept[-1].words : hit.at].strip():
            continue
        kept.append(hit)
    return kept


class _Usual:
    """How the labels look that the document repeats."""

    def __init__(self, text: str, hits: Sequence[Hit], held: set[Convention]) -> None:
        counts = Counter(hit.label for hit in hits if hit.way in held)
        self.labels = {label for label, count in counts.items() if count > 1}
        repeated = [hit for hit in hits if hit.label in self.labels]
        ways = Counter(hit.way for hit in repeated)
        self.held = held
        self.ways = {way for way, count in ways.items() if count * 10 >= len(repeated)}
        self.shouted = bool(repeated) and sum(map(is_shouted, self.labels)) * 5 >= len(self.labels) * 4
        self.apart = bool(repeated) and sum(_is_apart(text, hit) for hit in repeated) * 4 >= len(repeated) * 3

    def may_come_once(self, hit: Hit) -> bool:
        """Several words, capitals, or a script that has none: "Yes:" and "Again:" begin a remark, not a turn. Items
        are numbered once each; speakers come again."""
        if _is_marked(hit) or (not self.labels and hit.way in self.held):
            return True
        if self.ways and hit.way not in self.ways:
            return False
        if hit.time is None and (NUMBERED.search(hit.label) or is_code(hit.label)):
            return False
        cased = hit.label[0].isupper()
        if self.shouted and cased and not is_shouted(hit.label):
            return False
        return is_shouted(hit.label) or " " in hit.label or not cased


def _is_marked(hit: Hit) -> bool:
    return hit.way.trusted or hit.way.enclosed or hit.label in ("Q", "A")


def _is_apart(text: str, hit: Hit) -> bool:
    """Has the label its line to itself?"""
    return text[hit.words : hit.words + 1] in ("\n", "")


def _holds(text: str, hits: Sequence[Hit], blocks: int) -> bool:
    """Does the document use this way of labelling, or does it only happen to look so here and there?"""
    if len(hits) < 2 or len(hits) * 100 < blocks:
        return False
    if hits[0].way.trusted or sum(hit.time is not None for hit in hits) * 2 > len(hits):
        return True
    labels = Counter(hit.label for hit in hits)
    if len(hits) * 25 < blocks or not _is_speech(text, hits, blocks):
        return False
    if len(labels) == 1:
        return len(hits) >= 3 and is_shouted(hits[0].label) and len(hits[0].label) > 1
    label, most = labels.most_common(1)[0]
    if most * 10 > len(hits) * 7 and len(label.split()) == 1 and not is_shouted(label):
        return False
    repeated = sum(count for count in labels.values() if count > 1)
    if len(hits) >= 3 and repeated * 2 >= len(hits):
        return True
    if 3 <= len(hits) <= FEW and len(hits) * 3 >= blocks * 2:
        return True  # nearly every line begins with somebody's name
    return len(hits) * 2 >= blocks and all(is_shouted(label) for label in labels)


def _is_speech(text: str, hits: Sequence[Hit], blocks: int) -> bool:
    """Are the words up to the next label finished sentences for the most part, or long lines, or nearly everything?"""
    said = [text[hit.words : following.at].strip() for hit, following in pairwise(hits)]
    lines = [words.partition("\n")[0].rstrip() for words in said]
    finished = sum(
        bool(SAID.search(first[-6:]) or SAID.search(all_of_it[-6:]))
        for first, all_of_it in zip(lines, said, strict=True)
    )
    usual = median(map(len, lines))
    return finished * 5 >= len(said) * 3 or usual >= SPEECH or (usual * 2 >= SPEECH and len(hits) * 5 >= blocks * 4)
