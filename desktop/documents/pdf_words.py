"""The words of one PDF page and the lines they stand in, in the page's own directions. MuPDF's order is kept here."""

import re
import unicodedata
from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from desktop.documents.text import clean

RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
# Glyphs of Arabic letters that stand for the letters themselves; Latin ligatures are expanded by MuPDF.
PRESENTED = re.compile("[\ufb00-\ufb4f\ufb50-\ufdff\ufe70-\ufefc]")
UNCLEAN = re.compile("[\x00-\x20\x7f\x85\xa0\u2028\u2029\ufeff\ufdd0\ufdd1\ud800-\udfff]")
CJK = re.compile("[\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")
SPECIAL = re.compile("|".join(each.pattern for each in (UNCLEAN, PRESENTED, RIGHT_TO_LEFT, CJK)).replace("]|[", ""))
# Drawn mirrored from right to left: the glyph of the one is the sign of the other.
BRACKETS = str.maketrans("()[]{}«»‹›<>", ")(][}{»«›‹><")
_NONE: frozenset[int] = frozenset()
TURNED = re.compile(r"^[)\]}»›]|[(\[{«‹]$")

Found = tuple[float, float, float, float, str, int, int, int]
"""What MuPDF says of a word: its box in points, its letters, the numbers of its block, line and place in the line."""


@dataclass(slots=True)
class Line:
    """Words that stand beside each other. Its box is in points of a frame in which it is read from left to right."""

    words: Sequence[int]
    """Numbers of the page's words."""
    glued: frozenset[int]
    """Those that follow the word before without a space: characters of Chinese and Japanese have boxes of their own."""
    text: str
    block: int
    left: float
    top: float
    right: float
    bottom: float
    height: float
    """Median of the words' heights."""
    begins: bool = False
    """The first line of a column or of another part of the page."""
    is_row: bool = False
    """A row of a table."""


@dataclass(slots=True)
class PageWords:
    """One page before it is laid out."""

    width: float
    height: float
    label: str
    texts: list[str] = field(default_factory=list)
    boxes: "array[float]" = field(default_factory=lambda: array("f"))
    """x0, y0, x1, y1 in the unit square of the page as shown."""
    lines: list[Line] = field(default_factory=list)
    parts: list[list[Line]] = field(default_factory=list)
    """The same lines by the direction in which they run, the commonest first."""
    margin: list[str] = field(default_factory=list)
    """Running heads, page and line numbers that were taken out."""


def page_words(found: Sequence[Found], turn: Sequence[float], size: tuple[float, float], label: str) -> PageWords:
    """`turn` is the matrix from MuPDF's points to the page as shown, whose width and height are `size`."""
    width, height = size
    page = PageWords(width, height, label)
    if tuple(turn) != (1.0, 0.0, 0.0, 1.0, 0.0, 0.0):
        found = [_turned(word, turn) for word in found]
    if not found:
        return page
    glued: set[int] = set()
    columns = tuple(zip(*found, strict=True))
    plain = _is_plain(columns, width, height)
    if not plain:
        found, glued = _sound(found, width, height)
        if not found:
            return page
        columns = tuple(zip(*found, strict=True))
    page.texts = list(columns[4])
    page.boxes = _boxes(columns[:4], (width, height), on_page=plain)
    page.lines = _lines(columns)
    directions = [_direction(line, found[line.words[0]], found[line.words[-1]]) for line in page.lines]
    if glued:
        _glue(page.lines, glued, page.texts)
    page.parts = _parts(page, directions) if any(directions) else [page.lines]
    return page


def _lines(columns: Sequence[Any]) -> list[Line]:
    """A line begins with each word that MuPDF counts as the first of one."""
    x0, y0, x1, y1, texts, blocks, _, places = columns
    lines = []
    for first, last in pairwise([*(at for at, place in enumerate(places) if place == 0), len(texts)]):
        top, bottom, height = _upright(y0[first:last], y1[first:last])
        left, right = min(x0[first], x0[last - 1]), max(x1[first], x1[last - 1])
        text = " ".join(texts[first:last])
        lines.append(Line(range(first, last), _NONE, text, blocks[first], left, top, right, bottom, height))
    return lines


def _upright(tops: Sequence[float], bottoms: Sequence[float]) -> tuple[float, float, float]:
    """Top, bottom and height of a line; mostly all of its words have the same."""
    top, bottom = tops[0], bottoms[0]
    if tops.count(top) + bottoms.count(bottom) == 2 * len(tops):
        return top, bottom, bottom - top
    heights = sorted([low - high for high, low in zip(tops, bottoms, strict=True)])
    return min(tops), max(bottoms), heights[len(heights) // 2]


def joined_text(words: Sequence[int], glued: frozenset[int], texts: Sequence[str]) -> str:
    """The words with spaces between them, but for those that are glued."""
    if not glued:
        return " ".join([texts[word] for word in words])
    return "".join([texts[word] if word in glued else f" {texts[word]}" for word in words]).lstrip(" ")


def _glue(lines: Sequence[Line], glued: set[int], texts: Sequence[str]) -> None:
    for line in lines:
        if here := glued.intersection(line.words):
            line.glued = frozenset(here)
            line.text = joined_text(line.words, line.glued, texts)


def _turned(word: Found, turn: Sequence[float]) -> Found:
    x0, y0, x1, y1, *rest = word
    a, b, c, d, e, f = turn
    left, right = sorted((a * x0 + c * y0 + e, a * x1 + c * y1 + e))
    top, bottom = sorted((b * x0 + d * y0 + f, b * x1 + d * y1 + f))
    return (left, top, right, bottom, *rest)  # type: ignore[return-value]


def _is_plain(columns: Sequence[Any], width: float, height: float) -> bool:
    """The common case, which needs nothing done: all on the page, and no writing of its own rules."""
    x0, y0, x1, y1, texts, *_ = columns
    if min(x0) < 0 or min(y0) < 0 or max(x1) > width or max(y1) > height:
        return False
    letters = "".join(texts)
    return letters.isprintable() if letters.isascii() else not SPECIAL.search(letters)


def _sound(found: Sequence[Found], width: float, height: float) -> tuple[Sequence[Found], set[int]]:
    """Words that are on the page and clean, and the numbers of those that no space parts from the one before."""
    everything = "".join([word[4] for word in found])
    if UNCLEAN.search(everything) or PRESENTED.search(everything):
        found = [(*word[:4], _cleaned(word[4]), *word[5:]) for word in found]
    found = [w for w in found if w[4] and w[2] > 0 and w[3] > 0 and w[0] < width and w[1] < height]
    if RIGHT_TO_LEFT.search(everything):
        found = [_with_brackets_turned(word) for word in _touching_joined(found)]
    glued: set[int] = set()
    if CJK.search(everything):
        found, glued = _by_character(found)
    return _counted(found), glued


def _by_character(found: Sequence[Found]) -> tuple[list[Found], set[int]]:
    """Chinese and Japanese have no words to part: each character gets its share of the box. Where they are written
    from top to bottom MuPDF gives each one a line; those that stand under each other are one line here."""
    parted: list[Found] = []
    glued: set[int] = set()
    for word in found:
        letters = word[4]
        last = parted[-1] if parted else None
        if last and len(letters) == 1 and CJK.match(letters) and _stands_under(last, word):
            glued.add(len(parted))
            parted.append((*word[:5], *last[5:]))
        elif len(letters) == 1 or not CJK.search(letters):
            parted.append(word)
        else:
            glued.update(range(len(parted) + 1, len(parted) + len(letters)))
            parted += _characters(word)
    return parted, glued


def _stands_under(last: Found, word: Found) -> bool:
    size = word[2] - word[0]
    beside = abs(last[0] + last[2] - word[0] - word[2]) < 0.4 * size
    return beside and last[5] == word[5] and last[6] != word[6] and -0.3 * size <= word[1] - last[3] < 0.6 * size


def _characters(word: Found) -> list[Found]:
    x0, y0, x1, y1, letters, *rest = word
    upright = y1 - y0 > 1.3 * (x1 - x0)
    widths = [2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in letters]
    edges = [sum(widths[:at]) / sum(widths) for at in range(len(letters) + 1)]
    if upright:
        boxes = [(x0, y0 + begin * (y1 - y0), x1, y0 + end * (y1 - y0)) for begin, end in pairwise(edges)]
    else:
        boxes = [(x0 + begin * (x1 - x0), y0, x0 + end * (x1 - x0), y1) for begin, end in pairwise(edges)]
    return [(*box, letter, *rest) for box, letter in zip(boxes, letters, strict=True)]  # type: ignore[misc]


def _cleaned(word: str) -> str:
    word = re.sub(r"[ \t\n]+", " ", clean(word)).strip()
    return PRESENTED.sub(lambda sign: unicodedata.normalize("NFKC", sign[0]), word)


def _touching_joined(found: Sequence[Found]) -> list[Found]:
    """MuPDF parts a word where the direction of its signs changes ("12%" in Arabic); what touches is one word."""
    joined: list[Found] = []
    for word in found:
        last = joined[-1] if joined else None
        if last and last[5:7] == word[5:7] and _touch(last, word) and RIGHT_TO_LEFT.search(last[4] + word[4]):
            box = (min(last[0], word[0]), min(last[1], word[1]), max(last[2], word[2]), max(last[3], word[3]))
            joined[-1] = (*box, last[4] + word[4], *last[5:])
        else:
            joined.append(word)
    return joined


def _with_brackets_turned(word: Found) -> Found:
    letters = word[4]
    if TURNED.search(letters) and RIGHT_TO_LEFT.search(letters):
        return (*word[:4], letters.translate(BRACKETS), *word[5:])
    return word


def _touch(one: Found, other: Found) -> bool:
    near = 0.1 * min(one[3] - one[1], other[3] - other[1])
    return -near <= max(one[0], other[0]) - min(one[2], other[2]) <= near


def _counted(found: Iterable[Found]) -> list[Found]:
    """Places in the line counted anew, from 0."""
    counted: list[Found] = []
    for word in found:
        last = counted[-1] if counted else None
        place = last[7] + 1 if last and last[5:7] == word[5:7] else 0
        counted.append((*word[:7], place))
    return counted


def _boxes(edges: Sequence[Sequence[float]], size: tuple[float, float], *, on_page: bool) -> "array[float]":
    boxes = array("f", bytes(16 * len(edges[0])))
    for place, along in enumerate(edges):
        share = 1 / size[place % 2]
        if on_page:
            boxes[place::4] = array("f", [edge * share for edge in along])
        else:
            boxes[place::4] = array("f", [min(1.0, max(0.0, edge * share)) for edge in along])
    return boxes


def _direction(line: Line, first: Found, last: Found) -> int | None:
    """Degrees clockwise from "left to right" in which the line runs; None where a word alone does not tell."""
    wide, tall = line.right - line.left, line.bottom - line.top
    if len(line.words) > 1:
        right = last[0] + last[2] - first[0] - first[2]
        down = last[1] + last[3] - first[1] - first[3]
        if abs(right) >= abs(down):
            return 0 if right >= 0 or RIGHT_TO_LEFT.search(line.text) else 180
        return 90 if down > 0 else 270
    if len(line.text) < 2 or tall <= 1.3 * wide:
        return 0 if len(line.text) > 2 and wide > tall else None
    if CJK.search(line.text):
        return 90
    return 270 if len(line.text) > 2 else None


def _parts(page: PageWords, directions: list[int | None]) -> list[list[Line]]:
    """The lines by direction, each turned into the frame in which it runs from left to right."""
    told = Counter[int]()
    for line, direction in zip(page.lines, directions, strict=True):
        told[direction or 0] += len(line.text) // (2 if direction is None else 1)
    usual = told.most_common(1)[0][0]
    if usual == 90:  # a word alone that stands upright is read as its neighbours are
        directions = [90 if direction == 270 and told[270] < told[90] / 4 else direction for direction in directions]
    parts: dict[int, list[Line]] = {usual: []}
    for line, direction in zip(page.lines, directions, strict=True):
        if direction is not None and (direction - usual) % 180 and _are_signs(line):
            parts[usual] += _signs(page, line)
        else:
            parts.setdefault(usual if direction is None else direction, []).append(line)
    for direction, lines in parts.items():
        for line in lines:
            _into_frame(line, direction, page)
    return [lines for _, lines in sorted(parts.items(), key=lambda part: part[0] != usual) if lines]


def _are_signs(line: Line) -> bool:
    """Single figures of several lines that MuPDF took for one line across."""
    return len(line.words) > 1 and len(line.text) == 2 * len(line.words) - 1


def _signs(page: PageWords, line: Line) -> list[Line]:
    lines = []
    for word in line.words:
        x0, y0, x1, y1 = page.boxes[4 * word : 4 * word + 4]
        left, right = x0 * page.width, x1 * page.width
        top, bottom = y0 * page.height, y1 * page.height
        sign = Line(
            range(word, word + 1), line.glued, page.texts[word], line.block, left, top, right, bottom, bottom - top
        )
        lines.append(sign)
    return lines


def _into_frame(line: Line, direction: int, page: PageWords) -> None:
    left, top, right, bottom = line.left, line.top, line.right, line.bottom
    if direction == 90:
        line.left, line.right, line.top, line.bottom = top, bottom, page.width - right, page.width - left
    elif direction == 270:
        line.left, line.right, line.top, line.bottom = page.height - bottom, page.height - top, left, right
    elif direction == 180:
        line.left, line.right = page.width - right, page.width - left
        line.top, line.bottom = page.height - bottom, page.height - top
    if direction in (90, 270):
        line.height = line.bottom - line.top
