"""What a publisher does to a text, with the truth of where every character went."""

import random
import re
from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass

Piece = tuple[str, int]
"""Characters in a row and their old position; -1 for new ones."""
Edit = Callable[["Draft", random.Random], None]

SENTENCE = re.compile(r"[^\n]*?(?:[.!?。！？۔।]+[\"”’)\]]*(?=\s|$)|[。！？]|\n|$)\s*", re.DOTALL)
LETTERS = "etaoinshrdlucmfw"
QUOTES = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", '"': "“", "—": "–", "–": "-"})


@dataclass
class Draft:
    """A text as sentences, each of pieces; `other` gives words that the publisher writes anew."""

    sentences: list[list[Piece]]
    other: Sequence[str]

    @classmethod
    def of(cls, text: str, other: Sequence[str]) -> "Draft":
        spans = [(m.start(), m.end()) for m in SENTENCE.finditer(text) if m.end() > m.start()]
        return cls([[(text[start:end], start)] for start, end in spans], other)

    def paragraphs(self) -> list[tuple[int, int]]:
        """Sentences from, up to: what ends with a line break."""
        found, start = [], 0
        for at, pieces in enumerate(self.sentences, 1):
            if pieces[-1][0].endswith("\n") or at == len(self.sentences):
                found.append((start, at))
                start = at
        return found

    def finished(self, length: int) -> tuple[str, "array[int]"]:
        """The new text, and the new position of each old character (-1: gone)."""
        where, parts, at = array("i", [-1]) * length, [], 0
        for pieces in self.sentences:
            for words, old in pieces:
                if old >= 0:
                    where[old : old + len(words)] = array("i", range(at, at + len(words)))
                parts.append(words)
                at += len(words)
        return "".join(parts), where


def noise(share: float) -> Edit:
    """Letters changed, left out and put in."""

    def edit(draft: Draft, dice: random.Random) -> None:
        draft.sentences = [[p for piece in s for p in _noisy(piece, share, dice)] for s in draft.sentences]

    return edit


def _noisy(piece: Piece, share: float, dice: random.Random) -> list[Piece]:
    words, old = piece
    found: list[Piece] = []
    start = 0
    for at, letter in enumerate(words):
        if letter != "\n" and dice.random() < share:
            found.append((words[start:at], old + start if old >= 0 else -1))
            act = dice.randrange(3)
            if act:
                found.append((dice.choice(LETTERS), -1))
            start = at if act == 2 else at + 1
    found.append((words[start:], old + start if old >= 0 else -1))
    return [p for p in found if p[0]] or [(" ", -1)]


def add(share: float) -> Edit:
    def edit(draft: Draft, dice: random.Random) -> None:
        made = []
        for sentence in draft.sentences:
            if dice.random() < share:
                made.append([(dice.choice(draft.other).strip() + " ", -1)])
            made.append(sentence)
        draft.sentences = made

    return edit


def delete(share: float) -> Edit:
    def edit(draft: Draft, dice: random.Random) -> None:
        draft.sentences = [s for s in draft.sentences if dice.random() >= share] or draft.sentences[:1]

    return edit


def move(share: float) -> Edit:
    """Sentences, and as many whole paragraphs, go elsewhere."""

    def edit(draft: Draft, dice: random.Random) -> None:
        taken = [s for s in draft.sentences if dice.random() < share]
        gone = set(map(id, taken))
        draft.sentences = [s for s in draft.sentences if id(s) not in gone]
        for sentence in taken:
            draft.sentences.insert(dice.randrange(len(draft.sentences) + 1), sentence)
        blocks = [draft.sentences[start:end] for start, end in draft.paragraphs()]
        for block in [b for b in blocks if dice.random() < share]:
            blocks.remove(block)
            blocks.insert(dice.randrange(len(blocks) + 1), block)
        draft.sentences = [s for block in blocks for s in block]

    return edit


def rewrite(share: float) -> Edit:
    """Whole paragraphs are said in other words."""

    def edit(draft: Draft, dice: random.Random) -> None:
        made: list[list[Piece]] = []
        for start, end in draft.paragraphs():
            if dice.random() < share:
                made += [[(dice.choice(draft.other).strip() + " ", -1)] for _ in range(start, end)]
                made[-1] = [(made[-1][0][0] + "\n", -1)]
            else:
                made += draft.sentences[start:end]
        draft.sentences = made

    return edit


def punctuate(draft: Draft, dice: random.Random) -> None:
    """Other quote marks and dashes, other blanks: what a new converter does."""
    made = []
    for sentence in draft.sentences:
        pieces: list[Piece] = []
        for words, old in sentence:
            for part in re.finditer(r"[^ \n]+|[ \n]+", words):
                at = old + part.start() if old >= 0 else -1
                if part[0].isspace():
                    blank = dice.choice((part[0], "\n", "\u00a0", " \n", "  "))
                    pieces += [(blank[:1], at), (blank[1:], -1)]
                else:
                    pieces.append((part[0].translate(QUOTES), at))
        made.append(pieces)
    draft.sentences = made


SCENES: dict[str, tuple[Edit, ...]] = {
    "1 % of letters": (noise(0.01),),
    "5 % of letters": (noise(0.05),),
    "10 % of letters": (noise(0.10),),
    "sentences added": (add(0.15),),
    "sentences deleted": (delete(0.15),),
    "sentences and paragraphs moved": (move(0.06),),
    "paragraphs rewritten": (rewrite(0.2),),
    "quote marks and blanks": (punctuate,),
    "all at once": (delete(0.05), rewrite(0.05), move(0.03), add(0.08), noise(0.02)),
}
