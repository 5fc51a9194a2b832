"""The order in which the lines of a page are read: columns one after the other, tables row by row; pure.

Works in the frame of the lines (left to right, top to bottom), whichever way they stand on the page.
"""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import groupby, pairwise
from statistics import median

from desktop.documents.pdf_tables import MOST_CELLS, table_rows
from desktop.documents.pdf_words import CJK, RIGHT_TO_LEFT, Line

# Lines in a column on each side of a gutter, words in a line of prose, parts of pages inside of each other.
FEWEST_LINES = 3
FEWEST_WORDS = 3
DEEPEST = 8
# Points: the raster in which gutters are searched.
RASTER = 2.0


def in_order(parts: Sequence[Sequence[Line]]) -> list[Line]:
    """All lines of a page as they are read; pieces of one row are made one line."""
    read: list[Line] = []
    for lines in parts:
        if _is_mirrored(lines):
            _mirror(lines)
        read += _begun(_region(list(lines), 0))
    return read


def _begun(lines: list[Line]) -> list[Line]:
    lines[0].begins = True
    return lines


def _is_mirrored(lines: Sequence[Line]) -> bool:
    """Is most of it written from right to left? Then "left" is where its lines begin, for the columns too."""
    sample = "".join([line.text for line in lines[:60]])
    return len(RIGHT_TO_LEFT.findall(sample)) * 2 > len(sample.replace(" ", ""))


def _mirror(lines: Sequence[Line]) -> None:
    for line in lines:
        line.left, line.right = -line.right, -line.left


def _region(lines: list[Line], depth: int) -> list[Line]:
    """One column, or columns between lines that span them."""
    if depth < DEEPEST and _side_by_side(lines) >= FEWEST_LINES and (split := _columns(lines)):
        read: list[Line] = []
        for part in split:
            read += _begun(_region(part, depth + 1))
        return read
    return _rows(lines)


def _side_by_side(lines: list[Line]) -> int:
    """How many lines stand beside the one before them."""
    lines.sort(key=_top)
    count = 0
    for one, other in pairwise(lines):
        if one.bottom - other.top > 0.2 * other.height and (other.left >= one.right or other.right <= one.left):
            count += 1
    return count


def _top(line: Line) -> float:
    return line.top + line.bottom


def _columns(lines: Sequence[Line]) -> list[list[Line]]:
    """The parts in reading order at the gutter that parts most lines; nothing where there is no gutter."""
    best: list[list[Line]] = []
    most = 0
    for gutter in _gutters(lines):
        parts, parted = _parted(lines, gutter)
        if parted > most:
            best, most = parts, parted
    return best if len(best) > 1 else []


def _gutters(lines: Sequence[Line]) -> list[float]:
    """Where few lines stand: the middles of the valleys of the coverage, the emptiest first."""
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    steps = [0] * (int((right - left) / RASTER) + 3)
    for line in lines:
        steps[int((line.left - left) / RASTER)] += 1
        steps[int((line.right - left) / RASTER) + 1] -= 1
    coverage, covering = [], 0
    for step in steps[:-1]:
        covering += step
        coverage.append(covering)
    return [left + (at + 0.5) * RASTER for at in _valleys(coverage, most=0.6 * max(coverage))]


def _valleys(coverage: Sequence[int], most: float) -> list[float]:
    found: list[tuple[int, float]] = []
    at = 1
    while at < len(coverage) - 1:
        end = at
        while end + 1 < len(coverage) and coverage[end + 1] == coverage[at]:
            end += 1
        inside = end < len(coverage) - 1
        if inside and coverage[at] <= most and coverage[at - 1] > coverage[at] < coverage[end + 1]:
            found.append((coverage[at], (at + end) / 2))
        at = end + 1
    return [place for _, place in sorted(found)[:6]]


def _parted(lines: Sequence[Line], gutter: float) -> tuple[list[list[Line]], int]:
    """Lines across the gutter part the page into bands; a band that has columns is read column by column."""
    parts: list[list[Line]] = [[]]
    parted = 0
    for across, run in groupby(lines, lambda line: line.left < gutter < line.right):
        band = list(run)
        left = [line for line in band if line.right <= gutter]
        right = [line for line in band if line.left >= gutter]
        if not across and _are_columns(left, right):
            parts += [left, right, []]
            parted += len(band)
        else:
            parts[-1] += band
    return [part for part in parts if part], parted


def _are_columns(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Prose on both sides, or a side bar; a table's cells stand on common lines and do not fill their columns."""
    if len(left) < FEWEST_LINES or len(right) < FEWEST_LINES:
        return False
    if min(left[-1].bottom, right[-1].bottom) <= max(left[0].top, right[0].top):
        return False
    gap = min(line.left for line in right) - max(line.right for line in left)
    height = median([line.height for line in left])
    if gap >= 0.25 * height and _is_prose(left) and _is_prose(right):
        return True
    return gap >= 0.5 * height and _aligned(left, right) < 0.5


def _is_prose(lines: Sequence[Line]) -> bool:
    """Lines of several words, most of them about as long as the longest, and no figures; or leaders to page numbers."""
    if sum("...." in line.text for line in lines) * 4 > len(lines):
        return True  # a table of contents
    widths = [line.right - line.left for line in lines]
    wordy = median([len(line.words) for line in lines]) >= FEWEST_WORDS
    return wordy and median(widths) > 0.6 * max(widths) and not _is_numeric(lines)


def _is_numeric(lines: Sequence[Line]) -> bool:
    signs = "".join([line.text for line in lines])
    return sum(map(str.isdigit, signs)) * 3 > len(signs)


def _aligned(left: Sequence[Line], right: Sequence[Line]) -> float:
    """Share of the lines on the shorter side that have a neighbour on the same line."""
    few, many = sorted((left, right), key=len)
    middles = sorted(_top(line) / 2 for line in many)
    near = 0.25 * median([line.height for line in few])
    return sum(_has_near(middles, _top(line) / 2, near) for line in few) / len(few)


def _has_near(places: Sequence[float], place: float, near: float) -> bool:
    at = bisect_left(places, place - near)
    return at < len(places) and places[at] <= place + near


def _rows(lines: list[Line]) -> list[Line]:
    """Lines from top to bottom; pieces beside each other are one line, and a row where a table is."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=_top):
        if rows and _in_row(rows[-1][0], line) and not _overlaps(rows[-1], line):
            rows[-1].append(line)
        else:
            rows.append([line])
    for row in rows:
        row.sort(key=lambda line: line.left)
    if max(map(len, rows)) == 1:
        return [row[0] for row in rows]
    return [_joined(row, is_row=is_row) for row, is_row in table_rows(rows)]


def _in_row(first: Line, line: Line) -> bool:
    shared = min(first.bottom, line.bottom) - max(first.top, line.top)
    return shared >= 0.5 * min(first.bottom - first.top, line.bottom - line.top)


def _overlaps(row: Sequence[Line], line: Line) -> bool:
    return any(
        min(each.right, line.right) - max(each.left, line.left) > 0.5 * line.height for each in row[-MOST_CELLS:]
    )


def _touch(before: Line, line: Line) -> bool:
    """Chinese and Japanese that MuPDF parted, for another size or font, without a space between."""
    close = line.left - before.right < 0.4 * line.height
    return close and bool(CJK.match(before.text[-1]) or CJK.match(line.text[0]))


def _joined(row: Sequence[Line], *, is_row: bool) -> Line:
    first = row[0]
    first.is_row = is_row
    if len(row) == 1:
        return first
    words = [word for line in row for word in line.words]
    text, glued = first.text, set(first.glued)
    for before, line in pairwise(row):
        glued |= line.glued
        if _touch(before, line):
            glued.add(line.words[0])
            text += line.text
        else:
            text += f" {line.text}"
    return Line(
        words,
        frozenset(glued),
        text,
        first.block,
        first.left,
        min(line.top for line in row),
        max(line.right for line in row),
        max(line.bottom for line in row),
        max(row, key=lambda line: len(line.text)).height,
        any(line.begins for line in row),
        is_row,
    )
