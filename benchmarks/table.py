"""A measured row, the table on the screen and the file results.json."""

import json
import math
import statistics
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Result:
    name: str
    unit: str
    median: float
    p95: float
    floor: float | None
    """Median of the floor in the same run and unit; None where there is none."""
    ratio: float | None
    target: str
    met: bool


def result(
    name: str, unit: str, values: Sequence[float], *, floor: Sequence[float] = (), most: float, of: str = "median"
) -> Result:
    """The target is `most`: of the ratio to the floor ("ratio"), of what it takes "beyond" the floor, of the median or
    of the p95."""
    median, low = statistics.median(values), (statistics.median(floor) if floor else None)
    p95 = sorted(values)[max(0, math.ceil(0.95 * len(values)) - 1)]
    ratio = median / low if low else None
    beyond = median - low if low is not None else math.inf
    measured = {"median": median, "p95": p95, "ratio": ratio if ratio is not None else math.inf, "beyond": beyond}[of]
    words = f"ratio ≤ {most:g}" if of == "ratio" else f"{of} ≤ {most:g} {unit}"
    words = f"floor + {most:g} {unit}" if of == "beyond" else words
    return Result(name, unit, round(median, 2), round(p95, 2), low and round(low, 2), ratio and round(ratio, 2), words,
                  measured <= most)  # fmt: skip


def show(results: Sequence[Result]) -> str:
    rows = [("", "median", "p95", "floor", "ratio", "target", "")]
    for r in results:
        floor, ratio = ("–" if r.floor is None else f"{r.floor:g}"), ("–" if r.ratio is None else f"{r.ratio:g}")
        rows.append(
            (f"{r.name}, {r.unit}", f"{r.median:g}", f"{r.p95:g}", floor, ratio, r.target, "met" if r.met else "MISSED")
        )
    widths = [max(len(row[n]) for row in rows) for n in range(len(rows[0]))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )


def write(results: Sequence[Result], path: Path) -> None:
    path.write_text(json.dumps([asdict(r) for r in results], indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
