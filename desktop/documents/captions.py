"""Cues of captions as a Reading; the formats of captions, and transcripts in JSON, differ only in their marks."""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from desktop.documents.base import AS_FOUND, Block, Choices, Reading, Turn, Unreadable
from desktop.documents.flow import Flow, finish
from desktop.documents.transcript import begins_with_label, find_turns, milliseconds

TIMING = re.compile(
    r"^[ \t]*((?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3})[ \t]*-->[ \t]*((?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3})", re.MULTILINE
)
VOICE = re.compile(r"<v(?:\.[^\s>]*)?[ \t]+([^>\n]+)>?")
TAG = re.compile(r"</?[A-Za-z][^>]*>|<[\d:.]+>|</>|\{\\[^}]*\}")
# A turn is cut where it grows longer than this, so that a claim inside has a time near its words.
LONGEST_TURN = 60_000


@dataclass(frozen=True)
class Cue:
    start: int | None
    """Milliseconds; None where the file tells no times."""
    label: str
    """The voice, "" when the cue names none."""
    words: str


def cues(text: str) -> Iterator[Cue]:
    """Every cue with words, one for each voice in it. What stands outside of cues is left away."""
    timings = list(TIMING.finditer(text))
    for number, timing in enumerate(timings):
        end = timings[number + 1].start() if number + 1 < len(timings) else len(text)
        _settings, _, lines = text[timing.end() : end].partition("\n")
        yield from _voices(milliseconds(timing[1]), re.split(r"^[ \t]*$", lines, maxsplit=1, flags=re.MULTILINE)[0])


def _voices(start: int, body: str) -> Iterator[Cue]:
    pieces = VOICE.split(body)
    for label, words in zip(["", *pieces[1::2]], pieces[::2], strict=True):
        plain = joined_lines(html.unescape(TAG.sub("", words)))
        if plain.strip():
            yield Cue(start, html.unescape(" ".join(label.split())), plain)


def joined_lines(words: str) -> str:
    """A cue's lines flow on, but for those where another speaker begins."""
    joined = ""
    for line in words.strip().split("\n"):
        apart = line.lstrip().startswith(("-", "–", ">>")) or begins_with_label(line)
        joined += ("\n" if apart else " ") + line if joined else line
    return joined


def reading(found: Sequence[Cue], *, reader: str, notes: list[str], choices: Choices = AS_FOUND) -> Reading:
    flow = Flow()
    timed = [(block, cue) for cue in found if (block := flow.add(cue.words, "cue")) is not None]
    if not timed:
        raise Unreadable("There are no captions in it.")
    if not any(cue.label or cue.start is not None for _, cue in timed):
        return finish(flow.text, flow.blocks, reader=reader, notes=notes, choices=choices)
    turns = _turns_of_voices(timed) if any(cue.label for _, cue in timed) else _turns_of_labels(flow, timed)
    done = finish(flow.text, flow.blocks, reader=reader, turns=turns, notes=notes, choices=choices)
    return replace(done, doc_type="transcript")


def _turns_of_voices(timed: Sequence[tuple[Block, Cue]]) -> list[Turn]:
    turns: list[Turn] = []
    for block, cue in timed:
        last = turns[-1] if turns else None
        if last and last.label == cue.label and cue.label and _goes_on(last, cue):
            turns[-1] = replace(last, end=block.end)
        else:
            turns.append(Turn(block.start, block.end, cue.label, time_start=cue.start))
    return turns


def _goes_on(turn: Turn, cue: Cue) -> bool:
    return (cue.start or 0) - (turn.time_start or 0) < LONGEST_TURN


def _turns_of_labels(flow: Flow, timed: Sequence[tuple[Block, Cue]]) -> list[Turn]:
    """Labels printed in the words; where nobody is named, each cue stands for itself, so that its time is kept."""
    named = iter([*find_turns(flow.text, flow.blocks, few=True), None])
    ahead = next(named)
    turns: list[Turn] = []
    for block, cue in timed:
        began = len(turns)
        while ahead is not None and ahead.start < block.end:
            turns.append(replace(ahead, end=min(ahead.end, block.end), time_start=cue.start))
            ahead = next(named)
        if began == len(turns):
            _go_on(turns, block, cue)
    return turns


def _go_on(turns: list[Turn], block: Block, cue: Cue) -> None:
    """The cue belongs to the speaker before it."""
    last = turns[-1] if turns else None
    if last and last.label and _goes_on(last, cue):
        turns[-1] = replace(last, end=block.end)
    else:
        turns.append(Turn(block.start, block.end, last.label if last else "", time_start=cue.start))
