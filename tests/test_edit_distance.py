"""Edits between two texts are counted as a table would count them, and the letters they leave keep their order."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.edit_distance import between, likeness, opposite

LETTERS = st.text("abc ", max_size=14)


def counted(old: str, new: str) -> int:
    row = list(range(len(new) + 1))
    for at, letter in enumerate(old, 1):
        before, row = row, [at]
        for to, other in enumerate(new, 1):
            row.append(min(before[to - 1] + (letter != other), before[to] + 1, row[-1] + 1))
    return row[-1]


@given(LETTERS, LETTERS)
def test_edits_are_counted(old: str, new: str) -> None:
    assert between(old, new) == counted(old, new)


@given(LETTERS, LETTERS)
def test_each_letter_has_a_place_opposite_or_is_gone(old: str, new: str) -> None:
    there = opposite(old, new)
    kept = [(at, to) for at, to in enumerate(there) if to >= 0]
    assert len(there) == len(old)
    assert [to for _, to in kept] == sorted({to for _, to in kept})
    changed = sum(old[at] != new[to] for at, to in kept)
    assert changed + len(old) - len(kept) + len(new) - len(kept) == counted(old, new)


def test_likeness_is_of_the_beginning() -> None:
    assert likeness("", "anything") == likeness("port", "port of Estmouth") == 1.0
    assert likeness("port", "part of Estmouth") == 0.75
    assert likeness("port", "") == 0.0
