"""Who speaks when: finds the turns of a transcript by the usual ways to print a speaker's label; pure.

A new way is one entry of CONVENTIONS. No way counts until the document uses it repeatedly: one "Note:" makes no transcript.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from desktop.documents.base import Block, Turn

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
    _way("[00:12] <nick> words", rf"(?:{CLOCK}[ \t]*)?<(?P<label>[^\s<>]{{1,30}})>(?=\s)", trusted=True),
    _way(">> NAME: words", rf">>[ \t]*(?:{LABEL}{COLON})?", trusted=True),
    _way("**Name:** words", r"(?:\*\*|__)(?P<label>[^\W\d_][^*_:\n]{0,59}?)(?:[:：](?:\*\*|__)|(?:\*\*|__)[:：])"),
    _way("○岸田文雄君 words", r"○(?P<label>[^\s○：:]{2,30})[\s\u3000]", trusted=True),
    _way("Q. words", r"(?P<label>(?:Q|A)(?=[.:][ \t])|Q(?=[ \t]+[\"“‘(\[A-Z]))[.:]?"),
    _way(
        "MR. SMITH. words",
        rf"(?P<label>(?:{HONORIFIC})[ ][A-Z][A-Za-z]{{0,3}}[A-Z'’\-]+(?:[ ][A-Z'’\-]{{2,}}){{0,3}}"
        r"(?: of (?:[A-Z][a-z]+ ?){1,3})?)(?:\(\d\))?\.(?=\s|$)",
    ),
    _way("NAME: words", rf"(?:[-–—][ \t]*)?{LABEL}{COLON}"),
)

# Words of labels that may be lower case ("Ursula von der Leyen", "Chair of the Committee").
PARTICLES = frozenset(
    "a al am and ben bin da de del der des di do dos du e el en et for für i ibn im in la le of on ol the to u und van vom von y zu zum".split()
)
# What stands before a colon in articles, minutes and letters and is nobody's name.
NO_SPEAKER = frozenset(
    """abstract action actions address agenda also analysis and answer as attendees attention author authors background bcc because but by cc
    category caption cell chart city comment comments conclusion contact copyright country credit data date dates day deadline decision description
    disclaimer duration edit editor email e-mail example examples fact facts fax figure file first finally from further goal goals however id image
    in important info introduction isbn issue issues item keywords key language last length level license licence link links list location
    mail meanwhile media method methods mobile moreover name next notes note now number objective or organisation organization p.s. page
    participants phone photo photos picture place points posted present price problem project ps published purpose question questions re
    read reason recommendation recommendations reference references related remember reply report result results risk risks role room second section see
    share so solution source sources speaker speakers status step subject subtitle summary table tags tel telephone then third thus time tip
    title to today topic topics total translation translator twitter type update updated url used users value version via video videos volume
    warning watch web website what when where who why within year yet""".split()
)
ASKING = frozenset({"q", "a", "question", "answer", "speaker"})
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
    kept = _kept(hits, len(lines), few)
    if not kept:
        return []
    ends = [hit.at for hit in kept[1:]] + [blocks[-1].end]
    return [turn for hit, end in zip(kept, ends, strict=True) if (turn := _turn(text, hit, end)) is not None]


def looks_like_transcript(text: str, turns: Sequence[Turn]) -> bool:
    """Three turns at least, and half of the text is somebody's words or their label."""
    return len(turns) >= 3 and sum(turn.end - turn.start + len(turn.label) + len(turn.role) for turn in turns) * 2 >= len(text)


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


def split_label(printed: str) -> tuple[str, str]:
    """The speaker and the role behind the name: "Jam Khan, Minister" or "Jam Khan (SPD)"."""
    if match := re.fullmatch(r"(.{2,}?)\s*(?:\(([^()]+)\)|,\s+(.+))\s*", printed):
        return match[1].strip(), (match[2] or match[3]).strip()
    return printed.strip(), ""


def is_label(label: str) -> bool:
    """Short, each word capitalised (or of a script without capitals), and no word that opens a remark."""
    words = label.split()
    if not 1 <= len(words) <= 7 or len(label) > 60 or re.search(r"[!?;\"“”=/\\|]", label):
        return False
    if label.casefold() in NO_SPEAKER - ASKING or (len(words) > 1 and words[0].casefold() in NO_SPEAKER - ASKING):
        return False
    return not words[0][0].islower() and all(_may_be_in_a_name(word) for word in words)


def _may_be_in_a_name(word: str) -> bool:
    first = word.lstrip("('’-")[:1]
    return first.isdigit() or (first.isalpha() and not first.islower()) or word.strip(".,").casefold() in PARTICLES


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
        if way.trusted or label in ("Q", "A") or is_label(label):
            time = match.groupdict().get("time")
            return _Hit(way, start, match.end(), label, role, milliseconds(time) if time else None)
    return None


def _kept(hits: Sequence[_Hit], lines: int, few: bool) -> list[_Hit]:
    """The hits of the ways that the document uses; once it has speakers, a mark that can't be chance counts alone too."""
    held = {way for way in CONVENTIONS if _holds([hit for hit in hits if hit.way is way], lines)}
    sure = few or bool(held)
    return [hit for hit in hits if hit.way in held or (sure and _stands_alone(hit))]


def _stands_alone(hit: _Hit) -> bool:
    return hit.way.trusted or hit.label in ("Q", "A") or _shouted(hit.label) or len(hit.label.split()) > 1


def _holds(hits: Sequence[_Hit], lines: int) -> bool:
    """Does the document use this way of labelling, or does it only happen to look so here and there?"""
    if len(hits) < 2:
        return False
    if hits[0].way.trusted or sum(hit.time is not None for hit in hits) * 2 > len(hits):
        return True
    labels = Counter(hit.label for hit in hits)
    if len(labels) == 1:
        return len(hits) >= 3 and _shouted(hits[0].label) and len(hits[0].label) > 1
    repeated = sum(count for count in labels.values() if count > 1)
    if len(hits) >= 3 and repeated * 2 >= len(hits) and len(hits) * 100 >= lines:
        return True
    return len(hits) * 2 >= lines and all(_shouted(label) for label in labels)


def _shouted(label: str) -> bool:
    return label.isupper() or label.istitle() and len(label.split()) > 1 and "." in label


def _turn(text: str, hit: _Hit, end: int) -> Turn | None:
    said = text[hit.words : end]
    start = hit.words + len(said) - len(said.lstrip())
    stop = hit.words + len(said.rstrip())
    return Turn(start, stop, hit.label, hit.role, hit.time) if start < stop else None
