"""Who speaks when: finds the turns of a transcript by the usual ways to print a speaker's label; pure.

A new way is one entry of CONVENTIONS. No way counts until the document uses it repeatedly: one "Note:" makes no
transcript.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from desktop.documents.base import Block, Turn
from desktop.documents.labels import is_label, is_nick, is_shouted, split_label

TIME = r"(?P<time>(?:\d{1,3}:){1,3}\d{2}(?:[.,]\d{1,3})?)"
CLOCK = rf"[\[(]?{TIME}[\])]?"
COLON = r"(?::(?=\s|$)|：)"
LABEL = r"(?P<label>[^\W\d_][^:：\n\[\]<>*]{0,59}?)"
HONORIFIC = r"(?:Mr|Mrs|Ms|Dr|Messrs|MR|MRS|MS|DR)\.|Miss|MISS|The|THE|[A-Z]{3,}(?: [A-Z]{3,})?"


@dataclass(frozen=True)
class Convention:
    """One way to print who speaks. `pattern` is matched at the beginning of a line; its groups are label and time."""

    name: str
    pattern: re.Pattern[str]
    trusted: bool = False
    """The mark says so itself (a time, ">>"): twice is enough and the label may be any word."""


def _way(name: str, pattern: str, *, trusted: bool = False) -> Convention:
    return Convention(name, re.compile(pattern), trusted)


CONVENTIONS = (
    _way("[00:01:02] Name: words", rf"{CLOCK}[ \t]*[-–—]?[ \t]*(?:>>[ ]?)?{LABEL}{COLON}", trusted=True),
    _way("Name (00:12): words", rf"{LABEL}[ \t]*[\[(]{TIME}[\])][ \t]*(?::(?=\s|$)|$)", trusted=True),
    _way("Name: 00:12, alone", rf"{LABEL}(?::[ \t]*|[ \t]+){CLOCK}[ \t]*$", trusted=True),
    _way("00:12 Name, alone", rf"{CLOCK}[ \t]+[-–—]?[ \t]*(?P<label>[^\W\d_][^:.!?,\n]{{1,39}})$", trusted=True),
    _way("[00:12] <nick> words", rf"(?:{CLOCK}[ \t]*)?<(?P<label>[^\s<>]{{1,40}})>(?=\s)"),
    _way("[2026-06-29T15:00:03Z] <nick> words", r"\[?\d{4}-\d\d-\d\dT[\d:.]+Z?\]?\s*<(?P<label>[^\s<>]{1,60})>(?=\s)"),
    _way(">> NAME: words", rf">>[ \t]*(?:{LABEL}{COLON})?", trusted=True),
    _way("**Name:** words", r"(?:\*\*|__)(?P<label>[^\W\d_][^*_:\n]{0,59}?)(?:[:：](?:\*\*|__)|(?:\*\*|__)[:：])"),
    _way("○岸田文雄君 words", r"○(?P<label>[^\s○：:]{2,30})[\s\u3000]", trusted=True),
    _way("Q. words", r"(?P<label>(?:Q|A)(?=[.:][ \t])|Q(?=[ \t\xa0]+[\"“‘(\[A-Z]))[.:]?"),
    _way(
        "MR. SMITH. words",
        rf"(?P<label>(?:{HONORIFIC})[ ][A-Z][A-Za-z]{{0,3}}[A-Z'’\-]+(?:[ ][A-Z'’\-]{{2,}}){{0,3}}"
        r"(?: of (?:[A-Z][a-z]+ ?){1,3})?)(?:\(\d\))?\.(?=[ \t]+\S)",
    ),
    _way("NAME: words", rf"(?:[-–—][ \t]*)?{LABEL}{COLON}"),
)

# A turn ends with a finished sentence, or is broken off; fields of a form and rows of a table don't.
SAID = re.compile(r"[.!?…—–。！？۔؟।)\]]['\"”’»)\]]*$")
# Characters; the value of a field is shorter.
SPEECH = 45
UNNAMED = ">>"


@dataclass(frozen=True)
class _Hit:
    """A label found: `at` the beginning of its line, `words` behind label and time."""

    way: Convention
    at: int
    words: int
    label: str
    role: str
    time: int | None


def find_turns(text: str, blocks: Sequence[Block], *, few: bool = False) -> list[Turn]:
    """The turns in order, or none when the document is no transcript. `few`: it is one for sure (captions), so that
    a label counts that comes but once."""
    lines = list(_lines(text, blocks))
    hits = list(_hits(text, lines))
    kept = _kept(text, hits, len(blocks), few)
    if not kept:
        return []
    ends = [hit.at for hit in kept[1:]] + [blocks[-1].end]
    return [turn for hit, end in zip(kept, ends, strict=True) if (turn := _turn(text, hit, end)) is not None]


def looks_like_transcript(text: str, turns: Sequence[Turn]) -> bool:
    """Three turns at least, and half of the text is somebody's words or their label."""
    return len(turns) >= 3 and sum(
        turn.end - turn.start + len(turn.label) + len(turn.role) for turn in turns
    ) * 2 >= len(text)


def begins_with_label(line: str) -> bool:
    """Could a turn begin with this line? Only the whole document tells whether it does."""
    start = len(line) - len(line.lstrip())
    return _first_hit(line, start, len(line), heading=False) is not None


def milliseconds(time: str) -> int:
    """Of "1:02", "01:02:03.5", or days:hours:minutes:seconds."""
    whole, _, fraction = time.replace(",", ".").partition(".")
    seconds = 0
    for part, size in zip(reversed(whole.split(":")), (1, 60, 3600, 86_400), strict=False):
        seconds += int(part) * size
    return seconds * 1000 + int((fraction + "000")[:3])


def _lines(text: str, blocks: Iterable[Block]) -> Iterator[tuple[int, int, Block]]:
    """Start, end and block of every line that has words."""
    for block in blocks:
        for match in re.finditer(r"[^\n]*[^\s][^\n]*", text[block.start : block.end]):
            at = block.start + match.start() + len(match[0]) - len(match[0].lstrip())
            yield at, block.start + match.end(), block


def _hits(text: str, lines: Iterable[tuple[int, int, Block]]) -> Iterator[_Hit]:
    clock = re.compile(rf"{CLOCK}[ \t]*$")
    waiting: tuple[int, int] | None = None
    for start, end, block in lines:
        if block.kind in ("table_row", "code"):
            continue
        if time := clock.match(text, start, end):
            waiting = (start, milliseconds(time["time"]))
            continue
        hit = _first_hit(text, start, end, heading=block.kind == "heading")
        if hit and waiting and hit.time is None:
            hit = _Hit(hit.way, waiting[0], hit.words, hit.label, hit.role, waiting[1])
        if hit:
            yield hit
        waiting = None


def _first_hit(text: str, start: int, end: int, *, heading: bool) -> _Hit | None:
    for way in CONVENTIONS:
        match = way.pattern.match(text, start, end)
        if match is None or (heading and not way.trusted):
            continue
        label, role = split_label(match["label"] or UNNAMED)
        if label in ("Q", "A", UNNAMED) or is_label(label) or (way.trusted and is_nick(label)) or "<" in way.name:
            time = match.groupdict().get("time")
            return _Hit(way, start, match.end(), label, role, milliseconds(time) if time else None)
    return None


def _kept(text: str, hits: Sequence[_Hit], blocks: int, few: bool) -> list[_Hit]:
    """The hits of the ways that the document uses; once it has speakers, a mark that can't be chance counts alone."""
    held = {way for way in CONVENTIONS if _holds(text, [hit for hit in hits if hit.way is way], blocks)}
    repeated = {label for label, count in Counter(hit.label for hit in hits if hit.way in held).items() if count > 1}
    sure = few or bool(held)
    return [hit for hit in hits if hit.label in repeated or (sure and _stands_alone(hit))]


def _stands_alone(hit: _Hit) -> bool:
    """Several words, capitals, or a script that has none: "Yes:" and "Again:" begin a remark, not a turn."""
    words = hit.label.split()
    return (
        hit.way.trusted
        or hit.label in ("Q", "A")
        or is_shouted(hit.label)
        or len(words) > 1
        or not hit.label[0].isupper()
    )


def _holds(text: str, hits: Sequence[_Hit], blocks: int) -> bool:
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
    return len(hits) * 2 >= blocks and all(is_shouted(label) for label in labels)


def _is_speech(text: str, hits: Sequence[_Hit], blocks: int) -> bool:
    """Are the words up to the next label finished sentences for the most part, or long lines, or nearly everything?"""
    said = [text[hit.words : following.at].strip() for hit, following in pairwise(hits)]
    lines = [words.partition("\n")[0].rstrip() for words in said]
    finished = sum(
        bool(SAID.search(first[-6:]) or SAID.search(all_of_it[-6:]))
        for first, all_of_it in zip(lines, said, strict=True)
    )
    usual = median(map(len, lines))
    return finished * 5 >= len(said) * 3 or usual >= SPEECH or (usual * 2 >= SPEECH and len(hits) * 5 >= blocks * 4)


def _turn(text: str, hit: _Hit, end: int) -> Turn | None:
    said = text[hit.words : end]
    start = hit.words + len(said) - len(said.lstrip())
    stop = hit.words + len(said.rstrip())
    return Turn(start, stop, hit.label, hit.role, hit.time) if start < stop else None
