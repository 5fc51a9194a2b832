"""A stretch made longer or shorter at one end, a word or a character at a time; it never turns over."""

import unicodedata

from desktop.ui.views.boundaries import Boundaries, Kind

Stretch = tuple[int, int]


def grown(bounds: Boundaries, stretch: Stretch, step: int, *, at_start: bool, kind: Kind) -> Stretch:
    """One step at the end, or at the start; without blanks at its ends. From nothing it grows either way."""
    start, end = stretch
    if at_start or (start == end and step < 0):
        start = min(_moved(bounds, start, step, kind, outwards=step < 0), end)
    else:
        end = max(_moved(bounds, end, step, kind, outwards=step > 0), start)
    return bounds.trimmed(start, end)


def rightwards(bounds: Boundaries, position: int) -> int:
    """The step that the arrow to the right means in the paragraph there: 1, or -1 where the script runs to the left."""
    start, end = bounds.paragraph(position)
    strong = (unicodedata.bidirectional(character) for character in bounds.text[start:end])
    return -1 if next((one for one in strong if one in ("L", "R", "AL")), "L") != "L" else 1


def _moved(bounds: Boundaries, at: int, step: int, kind: Kind, *, outwards: bool) -> int:
    """Outwards over blanks and into the next paragraph, so that a word or a character is won."""
    move = bounds.next if step > 0 else bounds.previous
    last = len(bounds.text) if step > 0 else 0
    if at == last:
        return at
    at = move(at, kind)
    while outwards and at != last and bounds.text[at - (step > 0)].isspace():
        at = move(at, kind)
    return at
