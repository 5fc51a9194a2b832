"""A claim's words with what stands around them, cut where sentences or words begin. Pure; positions are code points."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_SENTENCE_BEGINS = re.compile(r"(?<=[.!?…۔])[\"”’)\]]*\s+|(?<=[。！？])")
_WORD_BEGINS = re.compile(r"\s+")


@dataclass(frozen=True)
class Excerpt:
    text: str
    marks: tuple[tuple[int, int], ...]
    """Where the claim's stretches stand in `text`."""


def around(text: str, stretches: Sequence[tuple[int, int]], room: int = 200) -> Excerpt:
    """The stretches with up to `room` characters on each side, not beyond their paragraphs; long gaps are shortened."""
    parts, marks, length = [_before(text, stretches[0][0], room)], [], 0
    for number, (start, end) in enumerate(stretches):
        length += len(parts[-1])
        marks.append((length, length + end - start))
        parts.append(_one_line(text[start:end]))
        length += end - start
        following = stretches[number + 1][0] if number + 1 < len(stretches) else None
        parts.append(_after(text, end, room) if following is None else _gap(text, end, following, room))
    return Excerpt("".join(parts), tuple(marks))


def _before(text: str, start: int, room: int) -> str:
    line = text.rfind("\n", 0, start) + 1
    first = max(line, start - room)
    return (text[first:start] if first == line else _from_a_start(text[first:start])).lstrip()


def _after(text: str, end: int, room: int) -> str:
    stop = text.find("\n", end)
    line = len(text) if stop < 0 else stop
    last = min(line, end + room)
    return (text[end:last] if last == line else _to_an_end(text[end:last])).rstrip()


def _gap(text: str, end: int, start: int, room: int) -> str:
    if start - end <= 2 * room:
        return _one_line(text[end:start])
    return f"{_after(text, end, room // 2)} … {_before(text, start, room // 2)}"


def _from_a_start(part: str) -> str:
    sentence = _SENTENCE_BEGINS.search(part)
    if sentence:
        return part[sentence.end() :]
    word = _WORD_BEGINS.search(part)
    return "… " + part[word.end() :] if word else "… "


def _to_an_end(part: str) -> str:
    sentences = list(_SENTENCE_BEGINS.finditer(part))
    if sentences:
        return part[: sentences[-1].start()]
    words = list(_WORD_BEGINS.finditer(part))
    return (part[: words[-1].start()] if words else "") + " …"


def _one_line(words: str) -> str:
    """As long as it was, so that positions stay right."""
    return words.replace("\n", " ")
