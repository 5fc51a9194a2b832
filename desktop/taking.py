"""Which words a key takes of a stretch: without the speaker's name or the sign of a list that is printed before them. Pure."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from desktop.documents.base import Turn

_BULLET = re.compile(r"[-–—*•‣▪◦●○·]\s+")


def taken(text: str, start: int, end: int, turns: Sequence[Turn]) -> tuple[int, int]:
    """The stretch, perhaps beginning later; what would leave nothing is left alone. `turns` are in order."""
    begin = _after_bullet(text, _after_label(text, start, end, turns), end)
    return (begin, end) if begin < end else (start, end)


def _after_label(text: str, start: int, end: int, turns: Sequence[Turn]) -> int:
    """A label lies before its turn, whose words begin behind it."""
    number = bisect_right([turn.start for turn in turns], start)
    spoken_before = number > 0 and start < turns[number - 1].end
    following = turns[number] if number < len(turns) else None
    if following is None or spoken_before or not start < following.start < end:
        return start
    head = " ".join(text[start : following.start].split()).casefold()
    named = any(word in head for word in following.label.casefold().split()) if following.label else False
    return following.start if named else start


def _after_bullet(text: str, start: int, end: int) -> int:
    """Only where a line begins: a dash between words is theirs."""
    match = _BULLET.match(text, start, end)
    first = not text[:start].strip(" \t") or text[:start].rstrip(" \t").endswith(("\n", "\f"))
    return match.end() if match and first else start
