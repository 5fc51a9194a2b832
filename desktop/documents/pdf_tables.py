"""Which rows of a page's lines are rows of a table; a row whose cells have several lines is put together; pure."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from desktop.documents.pdf_words import Line

Row = list[Line]
"""Pieces beside each other, from left to right."""
# Lines that a cell may have; cells of a row that are looked at, since a page may be made of nothing else.
MOST_LINES = 15
MOST_CELLS = 50


def table_rows(rows: Sequence[Row]) -> Iterator[tuple[Row, bool]]:
    """The rows with whether each is one of a table, whose cells are then in order."""
    flags = _tabular(rows)
    first = 0
    for at in range(1, len(rows) + 1):
        if at < len(rows) and not _stand_apart(rows[at - 1], rows[at]):
            continue
        if any(flags[first:at]) and len(columns := _wrapped_cells(rows[first:at])) > 1:
            yield [line for column in columns for line in column], True
        else:
            yield from zip(rows[first:at], flags[first:at], strict=True)
        first = at


def _stand_apart(above: Row, below: Row) -> bool:
    gap = min(line.top for line in below) - max(line.bottom for line in above)
    return gap > 0.4 * median([line.height for line in above])


def _wrapped_cells(rows: Sequence[Row]) -> list[Row]:
    """The columns of one row whose cells go on over its lines; nothing where each line is a row of its own: then
    most of them have all the cells."""
    cells = max(len(row) for row in rows)
    full = sum(len(row) == cells for row in rows)
    if not 2 <= len(rows) <= MOST_LINES or cells < 2 or full * 2 > len(rows):
        return []
    columns: list[Row] = []
    reach = 0.0
    for line in sorted((line for row in rows for line in row), key=lambda line: line.left):
        if columns and line.left < reach:
            columns[-1].append(line)
            reach = max(reach, line.right)
        else:
            columns.append([line])
            reach = line.right
    for column in columns:
        column.sort(key=lambda line: line.top)
    return columns


def _tabular(rows: Sequence[Sequence[Line]]) -> list[bool]:
    """Rows of cells far from each other that stand under or over other such rows, cell under cell."""
    celled = [at for at, row in enumerate(rows) if len(row) > 1 and _has_cells(row)]
    flags = [False] * len(rows)
    for above, below in pairwise(celled):
        # Between them may stand what a cell had no room for on its first line.
        if below - above <= 3 and _share_columns(rows[above], rows[below]):
            flags[above] = flags[below] = True
    return flags


def _has_cells(row: Sequence[Line]) -> bool:
    return any(right.left - left.right > 1.2 * left.height for left, right in pairwise(row))


def _share_columns(above: Sequence[Line], below: Sequence[Line]) -> bool:
    """Two cells at least begin, end or have their middle at the same place."""
    near = 0.8 * above[0].height
    return (
        sum(
            any(
                abs(a.left - b.left) < near
                or abs(a.right - b.right) < near
                or abs(a.left + a.right - b.left - b.right) < 2 * near
                for b in below[:MOST_CELLS]
            )
            for a in above[:MOST_CELLS]
        )
        >= 2
    )
