"""Where the lines of a long text lie above each other, while the heights of most are only guessed."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

CHUNK = 256
"""Lines whose heights are added up together: a change costs one such sum, a question two bisections."""


class Heights:
    """Heights in pixels, counted from 0; a height of 0 is a line that is hidden."""

    def __init__(self, guessed: Sequence[float] = ()) -> None:
        self._chunks = [list(guessed[at : at + CHUNK]) for at in range(0, len(guessed), CHUNK)]
        self._sums = [sum(chunk) for chunk in self._chunks]
        self._tops: list[float] | None = None
        self.count = len(guessed)

    @property
    def total(self) -> float:
        return self._starts()[-1]

    def top(self, number: int) -> float:
        chunk, place = divmod(number, CHUNK)
        return self._starts()[chunk] + sum(self._chunks[chunk][:place])

    def height(self, number: int) -> float:
        return self._chunks[number // CHUNK][number % CHUNK]

    def put(self, number: int, height: float) -> float:
        """Returns by how much it has grown."""
        chunk, place = divmod(number, CHUNK)
        grown = height - self._chunks[chunk][place]
        if grown:
            self._chunks[chunk][place] = height
            self._sums[chunk] += grown
            self._tops = None
        return grown

    def at(self, y: float) -> int:
        """The line at that height: the first one above everything, the last one below it; never a hidden one between."""
        starts = self._starts()
        chunk = min(max(0, bisect_right(starts, y) - 1), len(self._chunks) - 1)
        tops = list(accumulate(self._chunks[chunk], initial=starts[chunk]))
        place = min(max(0, bisect_right(tops, y) - 1), len(self._chunks[chunk]) - 1)
        return chunk * CHUNK + place

    def _starts(self) -> list[float]:
        if self._tops is None:
            self._tops = list(accumulate(self._sums, initial=0.0))
        return self._tops
