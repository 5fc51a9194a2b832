"""Puts a text together block by block, and finishes it as a Reading: turns found, type guessed, empty refused."""

import re
from dataclasses import replace
from typing import Literal

from desktop.documents.base import (
    AS_FOUND,
    Block,
    BlockKind,
    Choices,
    Highlight,
    Hyperlink,
    Metadata,
    OutlineEntry,
    Page,
    Reading,
    Turn,
    Unreadable,
)
from desktop.documents.text import clean
from desktop.documents.transcript import find_turns, looks_like_transcript

DocType = Literal["transcript", "article", "report", "other"]


class Flow:
    """Text that grows by blocks, one line end between two."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._parts: list[str] = []
        self.length = 0

    def add(self, words: str, kind: BlockKind = "paragraph", level: int = 0) -> Block | None:
        """Appends a block; one without words is left away. Line ends inside (of verse, of <br>) stay."""
        words = tidy(words, keep_spaces=kind == "code")
        if not words.strip():
            return None
        if self._parts:
            self._parts.append("\n")
            self.length += 1
        block = Block(self.length, self.length + len(words), kind, level)
        self._parts.append(words)
        self.length = block.end
        self.blocks.append(block)
        return block

    @property
    def text(self) -> str:
        return "".join(self._parts)


def tidy(words: str, *, keep_spaces: bool = False) -> str:
    """Clean, and spaces as they are shown: runs become one, none at the edges of lines. No-break spaces stay."""
    words = clean(words)
    if keep_spaces:
        return words.strip("\n")
    return re.sub(r" ?\n ?", "\n", re.sub(r"[ \t]+", " ", words)).strip()


def finish(
    text: str,
    blocks: list[Block],
    *,
    reader: str,
    otherwise: DocType = "other",
    turns: list[Turn] | None = None,
    metadata: Metadata | None = None,
    pages: list[Page] | None = None,
    left_out: list[str] | None = None,
    notes: list[str] | None = None,
    outline: list[OutlineEntry] | None = None,
    links: list[Hyperlink] | None = None,
    highlights: list[Highlight] | None = None,
    choices: Choices = AS_FOUND,
) -> Reading:
    """The Reading of a text; turns are searched for unless the format knows them. Raises Unreadable without words."""
    if not text.strip() and not pages:
        raise Unreadable("There are no words in it.")
    turns = find_turns(text, blocks) if turns is None else turns
    return Reading(
        text=text,
        blocks=blocks,
        turns=turns,
        pages=pages or [],
        metadata=metadata or Metadata(),
        left_out=left_out or [],
        notes=[note for note in notes or [] if note],
        reader=reader,
        doc_type="transcript" if looks_like_transcript(text, turns) else otherwise,
        outline=outline or [],
        links=links or [],
        highlights=highlights or [],
        choices=replace(choices, password=""),
    )


def refuse_empty(data: bytes) -> None:
    if not data.strip(b"\0\t\r\n\f ") or data in (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"):
        raise Unreadable("The file is empty." if not data else "The file has no words in it.")
