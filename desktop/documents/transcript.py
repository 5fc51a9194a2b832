"""Who speaks when: finds the turns of a transcript by the usual ways to print a speaker's label; pure.

A new way is one entry of CONVENTIONS. No way counts until the document uses it repeatedly: one "Note:" makes no
transcript.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from desktop.documents.base import Block, Turn
from desktop.documents.labelling import Convention, Hit, own_labels
from desktop.documents.labels import is_label, is_nick, split_label

TIME = r"(?P<time>(?:\d{1,3}:){1,3}\d{2}(?:[.,]\d{1,3})?)"
CLOCK = rf"[\[(]?{TIME}[\])]?"
# Invisible, set around words that run to the left.
MARKS = "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
COLON = rf"(?::(?=[\s{MARKS}]|$)|：)"
LABEL = r"(?P<label>[^\W\d_][^:：\n\[\]<>*]{0,59}?)"
HONORIFIC = r"(?:Mr|Mrs|Ms|Dr|Messrs|MR|MRS|MS|DR)\.|Miss|MISS|The|THE|[A-Z]{3,}(?: [A-Z]{3,})?"
CHAIR = "SPEAKER|PRESIDING OFFICER|ACTING PRESIDENT|VICE PRESIDENT|CHIEF JUSTICE|CHAIRMAN|CHAIR|CLERK"
# How a Japanese or Chinese label ends that has no colon; in the same brackets headings stand too.
SAID_BY = "記者|大臣|長官|総理|首相|報道官|会長|社長|委員長?|議員|議長|知事|市長|代表|司会者?|部长|发言人|主持人|发言者|氏|君|さん|[問答问]"
ASIAN = rf"(?P<label>(?:[^\W\d_][^：:\n「」【】（）。、]{{0,28}}?)?(?:{SAID_BY})[A-ZＡ-Ｚ]?)"


def _way(name: str, pattern: str, *, trusted: bool = False, enclosed: bool = False) -> Convention:
    return Convention(name, re.compile(pattern), trusted, enclosed)


CONVENTIONS = (
    _way("[00:01:02] Name: words", rf"{CLOCK}[ \t]*[-–—]?[ \t]*(?:>>[ ]?)?{LABEL}{COLON}", trusted=True),
    _way("Name (00:12): words", rf"{LABEL}[ \t]*[\[(]{TIME}[\])][ \t]*(?::(?=\s|$)|$)", trusted=True),
    _way("Name: 00:12, alone", rf"{LABEL}(?::[ \t]*|[ \t]+){CLOCK}[ \t]*$", trusted=True),
    _way("00:12 Name, alone", rf"{CLOCK}[ \t]+[-–—]?[ \t]*(?P<label>[^\W\d_][^:.!?,\n]{{1,39}})$", trusted=True),
    _way("[00:12] <nick> words", rf"(?:{CLOCK}[ \t]*)?<(?P<label>[^\s<>]{{1,60}})>(?=\s)", enclosed=True),
    _way(
        "[2026-06-29T15:00:03Z] <nick> words",
        r"\[?\d{4}-\d\d-\d\dT[\d:.]+Z?\]?\s*<(?P<label>[^\s<>]{1,60})>(?=\s)",
        enclosed=True,
    ),
    _way(">> NAME: words", rf">>[ \t]*(?:{LABEL}{COLON})?", trusted=True),
    _way("**Name:** words", r"(?:\*\*|__)(?P<label>[^\W\d_][^*_:\n]{0,59}?)(?:[:：](?:\*\*|__)|(?:\*\*|__)[:：])"),
    _way("○岸田文雄君 words", r"○(?P<label>[^\s○：:]{2,30})[\s\u3000]", trusted=True),
    _way("【記者】words", rf"(?:【{ASIAN}】|（(?P<other>[問答问])）)"),
    _way("記者A「words」", rf"{ASIAN}(?=「[^」\n]*」)"),
    _way("Q. words", r"(?P<label>(?:Q|A)(?=[.:][ \t])|Q(?=[ \t\xa0]+[\"“‘(\[A-Z]|[ \t\xa0]{2,}\S))[.:]?"),
    _way(
        "MR. SMITH. words",
        rf"(?P<label>(?:{HONORIFIC})[ ]\[?[A-Z][A-Za-z]{{0,3}}[A-Z'’\-]+\]?(?:[ ](?!AND\b)[A-Z'’\-]{{2,}}){{0,3}}"
        rf"(?:(?: AND |/)(?:{HONORIFIC})[ ][A-Z'’\-]{{2,}})?(?: of (?:[A-Z][a-z]+ ?){{1,3}})?"
        rf"|SPEAKER[ ]?(?=\(\?\)\.)|[Tt]he (?:{CHAIR})(?: pro tempore)?(?:[ ]\([^()\n]{{2,40}}\))?)"
        r"[ ]?(?:\([\d?]\)|\(during[^()\n]*\))?\.(?=[ \t]+\S)",
    ),
    _way("NAME: words", rf"(?:[-–—][ \t]*)?{LABEL}{COLON}"),
)

BEFORE = " \t\n\r\f\v\xa0\u2002\u2003\u2009\u202f\u3000" + MARKS
BOLD = _way("Name in bold, words", r"(?!)")
NUMBER = re.compile(r"(\d{1,2})[ \t]+")
UNNAMED = ">>"


def find_turns(
    text: str, blocks: Sequence[Block], *, few: bool = False, bold: Sequence[tuple[int, int]] = ()
) -> list[Turn]:
    """The turns in order, or none when the document is no transcript. `few`: it is one for sure (captions), so that
    a label counts that comes but once. `bold`: stretches at the beginnings of blocks that are printed so; they are
    names where nothing else is."""
    lines = list(_lines(text, blocks))
    hits = list(_hits(text, lines, numbered=_are_numbered(text, lines)))
    kept = own_labels(text, hits, len(blocks), few=few)
    kept = kept or own_labels(text, list(_bold_hits(text, bold)), len(blocks), few=few)
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
    start = len(line) - len(line.lstrip(BEFORE))
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
            at = block.start + match.start() + len(match[0]) - len(match[0].lstrip(BEFORE))
            yield at, block.start + match.end(), block


def _are_numbered(text: str, lines: Sequence[tuple[int, int, Block]]) -> bool:
    """Are the lines counted in the margin, page by page, as those of hearings are?"""
    numbers = [int(match[1]) if (match := NUMBER.match(text, *line[:2])) else 0 for line in lines]
    counted = sum(b == a + 1 or b == 1 for a, b in pairwise(numbers))
    return len(numbers) >= 10 and counted * 10 >= len(numbers) * 6


def _hits(text: str, lines: Iterable[tuple[int, int, Block]], *, numbered: bool) -> Iterator[Hit]:
    clock = re.compile(rf"{CLOCK}[ \t]*$")
    waiting: tuple[int, int] | None = None
    for start, end, block in lines:
        if block.kind in ("table_row", "code"):
            continue
        if time := clock.match(text, start, end):
            waiting = (start, milliseconds(time["time"]))
            continue
        number = NUMBER.match(text, start, end) if numbered else None
        hit = _first_hit(text, number.end() if number else start, end, heading=block.kind == "heading" and not number)
        if hit and waiting and hit.time is None:
            hit = replace(hit, at=waiting[0], time=waiting[1])
        elif hit and number:
            hit = replace(hit, at=start)
        if hit:
            yield hit
        waiting = None


def _bold_hits(text: str, bold: Iterable[tuple[int, int]]) -> Iterator[Hit]:
    for start, end in bold:
        label, role = split_label(text[start:end].rstrip(" :.\u2013\u2014-"))
        if is_label(label):
            yield Hit(BOLD, start, end, label, role, None)


def _first_hit(text: str, start: int, end: int, *, heading: bool) -> Hit | None:
    for way in CONVENTIONS:
        match = way.pattern.match(text, start, end)
        if match is None or (heading and not way.trusted and not way.enclosed):
            continue
        found = match.groupdict()
        label, role = split_label((found["label"] or found.get("other") or UNNAMED).strip(MARKS))
        if label in ("Q", "A", UNNAMED) or is_label(label) or (way.trusted and is_nick(label)) or way.enclosed:
            time = found.get("time")
            return Hit(way, start, match.end(), label, role, milliseconds(time) if time else None)
    return None


def _turn(text: str, hit: Hit, end: int) -> Turn | None:
    said = text[hit.words : end]
    start = hit.words + len(said) - len(said.lstrip(BEFORE))
    stop = hit.words + len(said.rstrip(BEFORE))
    return Turn(start, stop, hit.label, hit.role, hit.time) if start < stop else None
