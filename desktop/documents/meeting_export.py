"""Turns in what meeting programs export as text: a line of times or of the speaker above the words; pure.

Teams writes "0:0:3.270 --> 0:0:4.250", the name, the words; Zoom "[Name] 10:01:02" above the words, and in its chat
"10:01:02 From Name to Everyone: words".
"""

import re

from desktop.documents.base import Turn
from desktop.documents.transcript import milliseconds

CLOCK = r"\d{1,2}:\d{1,2}:\d{1,2}(?:[.,]\d{1,7})?"
NAME = r"[^\W\d_][^\n:<>\[\]]{0,58}[^\s.!?:,;<>\[\]]"
WAYS = (
    re.compile(rf"^[ \t]*(?P<time>{CLOCK})[ \t]*-->[ \t]*{CLOCK}[ \t]*\n+[ \t]*(?P<name>{NAME})[ \t]*\n", re.MULTILINE),
    re.compile(rf"^[ \t]*\[(?P<name>{NAME})\][ \t]+(?P<time>{CLOCK})[ \t]*\n", re.MULTILINE),
    re.compile(
        rf"^[ \t]*(?P<time>{CLOCK})[ \t]+From[ \t]+(?P<name>[^\W\d_][^\n:<>\[\]]{{0,58}}?)(?:[ \t]+to[ \t]+[^:\n]{{1,60}})?[ \t]*:[ \t]*(?=\S)",
        re.MULTILINE,
    ),
)


def exported_turns(text: str) -> list[Turn]:
    """The turns, or none where the text is of another kind. Twice is enough: the marks can't be chance."""
    for way in WAYS:
        hits = list(way.finditer(text))
        if len(hits) >= 2:
            ends = [hit.start() for hit in hits[1:]] + [len(text)]
            found = (_turn(text, hit, end) for hit, end in zip(hits, ends, strict=True))
            return [turn for turn in found if turn is not None]
    return []


def _turn(text: str, hit: re.Match[str], end: int) -> Turn | None:
    said = text[hit.end() : end]
    start, stop = hit.end() + len(said) - len(said.lstrip()), hit.end() + len(said.rstrip())
    name = " ".join(hit["name"].split())
    return Turn(start, stop, name, time_start=milliseconds(hit["time"])) if start < stop else None
