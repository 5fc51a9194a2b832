"""Marks that come and go one by one are what they would be had they all been there from the start."""

import random

import pytest

from desktop.ui.views.base import Mark, overlapping
from desktop.ui.views.marks import Marks


def mark(name: str, start: int, end: int) -> Mark:
    return Mark(name, "promise", "diamond", "solid", start, end)


def some(number: int, seed: int) -> list[Mark]:
    chance = random.Random(seed)
    starts = [chance.randrange(2000) for _ in range(number)]
    return [mark(f"c{n}", start, start + chance.choice((5, 40, 300))) for n, start in enumerate(starts)]


@pytest.mark.parametrize("seed", range(4))
def test_putting_and_taking_one_by_one_is_showing_what_is_left(seed: int) -> None:
    every = some(120, seed)
    marks = Marks()
    for made in every:
        marks.put(made.id, [made])
    for made in every[::3]:
        assert marks.put(made.id, []) == [made]
    left = [made for number, made in enumerate(every) if number % 3]
    levels = overlapping(left)
    assert list(marks) == list(Marks(left))
    assert {made: marks.level(made) for made in left} == levels
    for first in range(0, 2300, 70):
        seen = {made for made in left if made.end > first and made.start < first + 100}
        assert set(marks.between(first, first + 100)) == seen


def test_a_claim_that_moved_leaves_nothing_where_it_was() -> None:
    old = [mark("a", 0, 10), mark("a", 40, 50)]
    marks = Marks([*old, mark("b", 5, 45)])
    assert marks.put("a", [mark("a", 100, 110)]) == old
    assert [made.id for made in marks.between(0, 60)] == ["b"]
    assert [made.start for made in marks.between(60, 200)] == [100]


def test_of_three_thousand_marks_only_the_neighbours_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    from desktop.ui.views import marks as module

    marks = Marks([mark(f"c{n}", n * 100, n * 100 + 150) for n in range(0, 3000, 2)])
    counted: list[int] = []
    real = overlapping
    monkeypatch.setattr(module, "overlapping", lambda some: counted.append(len(some)) or real(some))
    new = mark("new", 150_010, 150_090)
    marks.put("new", [new])
    assert marks.level(new) == 1
    assert counted == [2]


def test_one_that_runs_over_everything_makes_nobody_look_at_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    from desktop.ui.views import marks as module

    short = [mark(f"c{n}", n * 100, n * 100 + 60) for n in range(3000)]
    marks = Marks([*short, mark("whole", 0, 300_000)])
    counted: list[int] = []
    real = overlapping
    monkeypatch.setattr(module, "overlapping", lambda some: counted.append(len(some)) or real(some))
    new = mark("new", 150_010, 150_030)
    marks.put("new", [new])
    assert (marks.level(marks.own("whole")[0]), marks.level(short[1500]), marks.level(new)) == (0, 1, 2)
    assert max(counted) == 2
    assert {made.id for made in marks.between(150_000, 150_100)} == {"whole", "c1500", "new"}
    assert [made.id for made in marks][:2] == ["whole", "c0"]
