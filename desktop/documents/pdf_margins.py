"""Running heads and feet, page numbers and line numbers: found by place and repetition, taken out of the lines.

Conservative: what is not proved to run on stays in the text.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from desktop.documents.pdf_words import Line, PageWords, joined_text

# Shares of a page's height: how far heads and feet reach, and how exactly they keep their place.
EDGE = 0.13
SAME_PLACE = 0.02
ROWS = 3
# Pages on which it must stand, and their share of the pages from the first to the last of them.
FEWEST = 3
DENSE = 0.4
ROMAN = re.compile(r"m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
NUMBER = re.compile(r"\d{1,6}")


@dataclass(slots=True)
class _Row:
    """A line of print at the edge of a page."""

    page: int
    is_head: bool
    place: float
    """Middle, as a share of the page's height."""
    height: float
    lines: list[Line]
    text: str = ""
    parted: bool = False
    """Is there more room between it and the body than between two lines?"""
    alone: bool = False
    """Has the page no other print?"""
    key: str = ""
    numbers: list[int] = field(default_factory=list)


def take_out_margins(pages: Sequence[PageWords]) -> list[str]:
    """Takes them out of the pages' lines; gives each one once, with the numbers of its first page."""
    left_out: dict[str, str] = {}
    if _take_out_line_numbers(pages):
        left_out["1..25"] = "1, 2, 3 … (line numbers)"
    running = _running(pages)
    gone: dict[int, set[int]] = defaultdict(set)
    for row in sorted(running, key=lambda row: (row.page, row.place)):
        gone[row.page] |= {id(line) for line in row.lines}
        left_out.setdefault(row.key, row.text)
    for number, lines in gone.items():
        page = pages[number]
        page.parts = [kept for part in page.parts if (kept := [line for line in part if id(line) not in lines])]
    return list(left_out.values())


def _running(pages: Sequence[PageWords]) -> list[_Row]:
    groups: dict[tuple[bool, str], list[_Row]] = defaultdict(list)
    for number, page in enumerate(pages):
        for row in _edge_rows(number, page):
            groups[row.is_head, row.key].append(row)
    running: list[_Row] = []
    rest: list[_Row] = []
    for rows in groups.values():
        placed = _in_one_place(rows)
        (running if _runs(placed, len(pages)) else rest).extend(placed)
    return running + list(_numbered_like(running, rest))


def _edge_rows(number: int, page: PageWords) -> Iterator[_Row]:
    """The outermost rows of print at the top and at the bottom."""
    placed = sorted([(*_span(page, line), line) for part in page.parts for line in part], key=_top)
    if not placed:
        return
    usual_gap = median([below[0] - above[1] for above, below in pairwise(placed)] or [0.0])
    usual_height = median([bottom - top for top, bottom, _ in placed])
    found = 0
    for is_head, entries in ((True, placed), (False, placed[::-1])):
        rows = _outermost(number, is_head, entries, max(0.0, usual_gap))
        for row in rows:
            row.alone = found + len(rows) >= len(placed)
            row.lines.sort(key=lambda line: page.boxes[4 * line.words[0]])
            row.text = " ".join([line.text for line in row.lines])
            row.key, row.numbers = _key(row.text)
        found += len(rows)
        # What is printed larger than the text is a title of the page itself.
        yield from [row for row in rows if len(placed) < 5 or row.height <= 1.3 * usual_height]


def _outermost(
    number: int, is_head: bool, entries: Sequence[tuple[float, float, Line]], usual_gap: float
) -> list[_Row]:
    """Up to ROWS rows from the edge inwards, each of the lines that stand beside each other."""
    rows: list[_Row] = []
    last = (0.0, 0.0)
    for top, bottom, line in entries:
        if rows and min(bottom, last[1]) - max(top, last[0]) > 0.5 * (bottom - top):
            rows[-1].lines.append(line)
            continue
        if rows and max(top - last[1], last[0] - bottom) > max(0.5 * (last[1] - last[0]), 1.25 * usual_gap):
            for row in rows:
                row.parted = True
        middle = (top + bottom) / 2
        if len(rows) == ROWS or not (middle < EDGE if is_head else middle > 1 - EDGE):
            break
        rows.append(_Row(number, is_head, middle, bottom - top, [line]))
        last = (top, bottom)
    return rows


def _top(entry: tuple[float, float, Line]) -> float:
    return entry[0]


def _span(page: PageWords, line: Line) -> tuple[float, float]:
    first, last, boxes = 4 * line.words[0], 4 * line.words[-1], page.boxes
    top, bottom = boxes[first + 1], boxes[first + 3]
    if top == boxes[last + 1] and bottom == boxes[last + 3]:
        return top, bottom
    return min(top, boxes[last + 1]), max(bottom, boxes[last + 3])


def _key(text: str) -> tuple[str, list[int]]:
    """The text without its numbers, and these."""
    plain = text.casefold()
    bare = plain.strip(" -–—.[]()|")
    if bare and ROMAN.fullmatch(bare):
        return "#roman", [_roman(bare)]
    numbers = [int(number) for number in NUMBER.findall(plain) if number.isascii()]
    return "".join(NUMBER.sub("#", plain).split()), numbers


def _roman(number: str) -> int:
    values = [{"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}[sign] for sign in number]
    return sum(-one if one < after else one for one, after in pairwise([*values, 0]))


def _in_one_place(rows: Sequence[_Row]) -> list[_Row]:
    usual = median([row.place for row in rows])
    return [row for row in rows if abs(row.place - usual) <= SAME_PLACE]


def _runs(rows: Sequence[_Row], page_count: int) -> bool:
    fewest = min(FEWEST, max(2, page_count))
    on = {row.page for row in rows}
    if len(on) < fewest or len(on) < DENSE * (max(on) - min(on) + 1):
        return False
    if sum(row.alone for row in rows) * 2 > len(rows):
        return False
    if _counting(rows) is not None:
        return True
    if max(len(row.lines) for row in rows) > 2:
        return False  # the head of a table
    letters = sum(map(str.isalpha, rows[0].key.replace("#roman", "")))
    same = len({tuple(row.numbers) for row in rows}) == 1
    return letters >= FEWEST and same and sum(row.parted for row in rows) * 2 > len(rows)


def _counting(rows: Sequence[_Row]) -> int | None:
    """Which of its numbers counts the pages, perhaps anew in each part of the document; None when none does."""
    rows = sorted(rows, key=lambda row: row.page)
    for place in range(min(len(row.numbers) for row in rows)):
        steps = [
            after.numbers[place] - before.numbers[place] == after.page - before.page
            for before, after in pairwise(rows)
            if after.page > before.page
        ]
        if sum(steps) >= max(1, min(FEWEST, len(rows)) - 1, 0.6 * len(steps)):
            return place
    return None


def _numbered_like(running: Sequence[_Row], rest: Iterable[_Row]) -> Iterator[_Row]:
    """Heads of short chapters: other words, but in the same place and with the page's own number at an end."""
    known: dict[tuple[bool, int], list[float]] = defaultdict(list)
    groups: dict[tuple[bool, str], list[_Row]] = defaultdict(list)
    for row in running:
        groups[row.is_head, row.key].append(row)
    for (is_head, _), rows in groups.items():
        if (place := _counting(rows)) is not None:
            for offset, count in Counter(row.numbers[place] - row.page for row in rows).items():
                if count >= FEWEST:
                    known[is_head, offset].append(rows[0].place)
    for row in rest:
        for number in {*row.numbers[:1], *row.numbers[-1:]}:
            at_end = row.text.startswith(str(number)) or row.text.endswith(str(number))
            places = known.get((row.is_head, number - row.page), ())
            if at_end and len(row.text) < 120 and any(abs(row.place - place) <= SAME_PLACE for place in places):
                yield row
                break


def _take_out_line_numbers(pages: Sequence[PageWords]) -> bool:
    """Numbers down the margin that count the lines, where most pages have them."""
    with_text = sum(bool(page.lines) for page in pages)
    found = {number: lines for number, page in enumerate(pages) if (lines := _line_numbers(page))}
    if len(found) < 2 or len(found) < 0.5 * with_text:
        return False
    for number, lines in found.items():
        _without_first_words(pages[number], lines)
    return True


def _line_numbers(page: PageWords) -> list[Line]:
    """The lines that begin with a number of the one column of numbers that counts up at the left."""
    lines = [line for line in page.parts[0] if _begins_with_number(page, line)] if page.parts else []
    if len(lines) < 5:
        return []
    lines.sort(key=lambda line: line.top)
    edge = median([_right(page, line) for line in lines])
    near = 0.6 * lines[0].height / page.width
    lines = [line for line in lines if abs(_right(page, line) - edge) <= near]
    values = [int(page.texts[line.words[0]]) for line in lines]
    steps = [after - before for before, after in pairwise(values)]
    usual = Counter(steps).most_common(1)[0] if steps else (0, 0)
    if len(lines) < 5 or usual[0] not in (1, 5) or usual[1] < 0.8 * len(steps):
        return []
    inside = sum(page.boxes[4 * line.words[0]] < edge for line in page.lines) - len(lines)
    return lines if inside <= 0.1 * len(page.lines) and _stand_apart(page, lines) else []


def _begins_with_number(page: PageWords, line: Line) -> bool:
    word = page.texts[line.words[0]]
    return word.isdigit() and word.isascii() and len(word) <= 4


def _right(page: PageWords, line: Line) -> float:
    return page.boxes[4 * line.words[0] + 2]


def _stand_apart(page: PageWords, lines: Sequence[Line]) -> bool:
    """Is the number further from the words behind it than a word from a word?"""
    gaps = [page.boxes[4 * line.words[1]] - page.boxes[4 * line.words[0] + 2] for line in lines if len(line.words) > 1]
    return not gaps or median(gaps) * page.width > 0.5 * lines[0].height


def _without_first_words(page: PageWords, lines: Sequence[Line]) -> None:
    for line in lines:
        line.words = line.words[1:]
        line.glued -= {line.words[0]} if line.words else set()
        line.text = joined_text(line.words, line.glued, page.texts)
        if line.words:
            line.left = page.boxes[4 * line.words[0]] * page.width
    page.parts = [kept for part in page.parts if (kept := [line for line in part if line.words])]
    page.lines = [line for line in page.lines if line.words]
