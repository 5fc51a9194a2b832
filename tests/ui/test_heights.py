"""Heights of lines: tops are sums, whatever was put in and in whatever order, and every height leads to its line."""

from itertools import accumulate

from hypothesis import given
from hypothesis import strategies as st

from desktop.ui.views.heights import Heights

PIXELS = st.integers(0, 400).map(float)


@given(st.lists(PIXELS, min_size=1, max_size=900), st.lists(st.tuples(st.integers(0, 899), PIXELS), max_size=40))
def test_tops_are_the_sums_of_the_heights_above(guessed: list[float], put: list[tuple[int, float]]) -> None:
    heights, plain = Heights(guessed), list(guessed)
    for number, height in put:
        number %= len(plain)
        assert heights.put(number, height) == height - plain[number]
        plain[number] = height
    assert [heights.top(number) for number in range(len(plain))] == [0, *accumulate(plain)][:-1]
    assert heights.total == sum(plain)


@given(st.lists(PIXELS, min_size=1, max_size=900), st.floats(-50, 400_000))
def test_the_line_at_a_height_reaches_over_it(guessed: list[float], y: float) -> None:
    heights = Heights(guessed)
    found = heights.at(y)
    if 0 <= y < heights.total:
        assert heights.top(found) <= y < heights.top(found) + heights.height(found)
    else:
        assert found == (0 if y < 0 and guessed[0] else found)
        assert 0 <= found < len(guessed)
