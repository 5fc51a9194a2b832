"""The article of saved pages against the gold texts of a corpus: word F1 of ours and of the library alone.

Three kinds of gold: whole texts (JSON with "paragraphs", or HTML), and phrases that must and must not be there
(JSON with "with" and "without"; or "must_not" beside the paragraphs). Words are compared as a multiset.
"""

import csv
import json
import re
import statistics
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Score:
    file: str
    f1: float
    alone: float
    """F1 of the library alone."""
    phrases: float
    phrases_alone: float
    """Share of the phrases that are there, and of those that rightly aren't. 1.0 without phrases."""
    whole_text: bool
    """Is there a gold text, or only phrases?"""


def scores(corpus: Path, texts: dict[str, str]) -> list[Score]:
    """`texts` are those that the real path made of the pages, by file name in the manifest."""
    return [_score(corpus, page, gold, texts[page]) for page, gold in _pairs(corpus) if page in texts]


def _pairs(corpus: Path) -> Iterator[tuple[str, Path]]:
    """Pages and their gold: those that share a group in the manifest."""
    with (corpus / "manifest.csv").open(encoding="utf-8", newline="") as listed:
        rows = list(csv.DictReader(listed))
    gold = {row["group"]: row["file"] for row in rows if row["kind"].startswith("gold")}
    for row in rows:
        if row["group"] in gold and not row["kind"].startswith("gold"):
            yield row["file"], corpus / gold[row["group"]]


def _score(corpus: Path, page: str, gold: Path, ours: str) -> Score:
    from trafilatura import extract

    source = (corpus / page).read_bytes()
    alone = extract(source, include_comments=False, include_tables=True) or ""
    text, there, not_there = _gold(gold)
    return Score(
        page,
        f1(ours, text) if text else 0.0,
        f1(alone, text) if text else 0.0,
        _phrases(ours, there, not_there),
        _phrases(alone, there, not_there),
        bool(text),
    )


def _gold(path: Path) -> tuple[str, list[str], list[str]]:
    if path.suffix != ".json":
        import lxml.html

        return " ".join(lxml.html.fromstring(path.read_bytes()).itertext()), [], []
    said: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    paragraphs = said.get("paragraphs") or [said.get("articleBody") or said.get("text") or ""]
    return (
        "\n".join(map(str, paragraphs)),
        list(said.get("with", [])),
        [*said.get("without", []), *said.get("must_not", [])],
    )


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text.casefold()))


def f1(found: str, gold: str) -> float:
    ours, wanted = words(found), words(gold)
    shared = sum((ours & wanted).values())
    return 2 * shared / max(1, sum(ours.values()) + sum(wanted.values()))


def _phrases(text: str, there: Iterable[str], not_there: Iterable[str]) -> float:
    flat = " ".join(text.split())
    right = [" ".join(phrase.split()) in flat for phrase in there]
    right += [" ".join(phrase.split()) not in flat for phrase in not_there]
    return sum(right) / len(right) if right else 1.0


def show(found: list[Score]) -> str:
    """The section of the report."""
    whole, phrased = [s for s in found if s.whole_text], [s for s in found if not s.whole_text]
    lines = ["", f"Article text against {len(found)} gold texts"]
    for title, rows, pick in (
        ("word F1, mean", whole, lambda s: (s.f1, s.alone)),
        ("phrases right, mean", phrased, lambda s: (s.phrases, s.phrases_alone)),
    ):
        if rows:
            ours, alone = (statistics.fmean(column) for column in zip(*map(pick, rows), strict=True))
            lines.append(f"  {title:<22} {ours:.3f}   the library alone {alone:.3f}   ({len(rows)} pages)")
    worst = sorted(whole, key=lambda s: s.f1)[:5]
    return "\n".join([*lines, *(f"  lowest: {s.f1:.3f} (alone {s.alone:.3f}) {s.file}" for s in worst)])
