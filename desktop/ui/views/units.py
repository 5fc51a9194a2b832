"""Code points to Qt's UTF-16 units and back. Positions are code points everywhere but inside a view."""

import re
from bisect import bisect_left

_WIDE = re.compile("[\U00010000-\U0010ffff]")


class Units:
    """The two countings of one text: a table of the characters that count twice in UTF-16."""

    def __init__(self, text: str) -> None:
        self._points = [match.start() for match in _WIDE.finditer(text)]
        self._units = [point + number for number, point in enumerate(self._points)]

    def to_qt(self, point: int) -> int:
        return point + bisect_left(self._points, point)

    def from_qt(self, unit: int) -> int:
        """Inside a surrogate pair: the code point that it belongs to."""
        return unit - bisect_left(self._units, unit)
