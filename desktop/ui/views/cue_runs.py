"""Captions cut a sentence into cues: which cues in a row one speaker says, and their words without the cuts."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from desktop.documents.base import Block, Turn

# A sentence ends with its cue; closing quotes and brackets may follow.
ENDED = re.compile(r"[.!?…。！？۔؟।][\"'”’»)\]」』]*$")
# A speaker begins who is not named.
BEGINS = (">>", "-", "–", "—", "♪", "[", "(")
# Captions without full stops never end a sentence; then each cue stands for itself.
MOST_CUES = 12


class CueRuns:
    """Over the blocks of one text. Positions stay: a cut becomes a blank of the same length."""

    def __init__(self, text: str, blocks: Sequence[Block], turns: Sequence[Turn]) -> None:
        self._text, self._blocks = text, blocks
        self._ends = [block.end for block in blocks]
        self._turns = sorted(turns, key=lambda turn: turn.start)
        self._starts = [turn.start for turn in self._turns]

    def around(self, number: int) -> tuple[int, int]:
        """From the start of the first to the end of the last cue that share a sentence with this block."""
        first = last = number
        while first > 0 and last - first < MOST_CUES and self._goes_on(first - 1):
            first -= 1
        while last + 1 < len(self._blocks) and last - first < MOST_CUES and self._goes_on(last):
            last += 1
        if last - first >= MOST_CUES:
            first = last = number
        return self._blocks[first].start, self._blocks[last].end

    def flowing(self, start: int, end: int) -> str:
        words = self._text[start:end]
        for number in range(bisect_left(self._ends, start), bisect_left(self._ends, end)):
            cut = self._ends[number]
            if start < cut < end:
                following = self._blocks[number + 1].start
                words = words[: cut - start] + " " * (following - cut) + words[following - start :]
        return words

    def _goes_on(self, number: int) -> bool:
        """Does the sentence of this cue run on into the next one?"""
        this, following = self._blocks[number], self._blocks[number + 1]
        if this.kind != "cue" or following.kind != "cue":
            return False
        if ENDED.search(self._text[max(this.start, this.end - 8) : this.end].rstrip()):
            return False
        if self._text.startswith(BEGINS, following.start):
            return False
        return self._speaker(this.end - 1) == self._speaker(following.start)

    def _speaker(self, position: int) -> str | int:
        """The label; the position itself where no turn is, as in front of a printed label."""
        at = bisect_right(self._starts, position) - 1
        if at >= 0 and position < self._turns[at].end:
            return self._turns[at].label
        return position if self._turns else ""
