"""Puts a text together block by block, and finishes it as a Reading: turns found, type guessed, empty refused."""

import re
from collections.abc import Sequence
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
from desktop.documents.dateline import printed_day
from desktop.documents.meeting_export import exported_turns
from desktop.documents.text import clean
from desktop.documents.titles import headline, telling
from desktop.documents.transcript import find_turns, looks_like_transcript

DocType = Literal["transcript", "article", "report", "other"]

# Noncharacters of Unicode mark in words under way where a link begins and ends; they never reach the text.
LINK_BEGINS, LINK_NUMBERED, LINK_ENDS = "\ufdd2", "\ufdd4", "\ufdd3"
LINK_MARK = re.compile("\ufdd2(\\d+)\ufdd4|\ufdd3")
STRAY_MARKS = {ord(mark): None for mark in "\ufdd2\ufdd3\ufdd4"}
WEB_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s<>\"\x00-\x1f\x7f\ud800-\udfff]{1,2000}", re.IGNORECASE)


class Flow:
    """Text that grows by blocks, one line end between two."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.links: list[Hyperlink] = []
        self._urls: list[str] = []
        self._parts: list[str] = []
        self.length = 0

    def link(self, url: str) -> str:
        """A mark to put before the words that lead to `url`, LINK_ENDS to put behind them; "" for no web address."""
        if not WEB_ADDRESS.fullmatch(url.strip()):
            return ""
        self._urls.append(url.strip())
        return f"{LINK_BEGINS}{len(self._urls) - 1}{LINK_NUMBERED}"

    def add(self, words: str, kind: BlockKind = "paragraph", level: int = 0) -> Block | None:
        """Appends a block; one without words is left away. Line ends inside (of verse, of <br>) stay."""
        words, links = self._without_marks(tidy(_edges_outside(words), keep_spaces=kind == "code"))
        if not words.strip():
            return None
        if self._parts:
            self._parts.append("\n")
            self.length += 1
        self.links += [Hyperlink(self.length + a, self.length + b, url) for a, b, url in links]
        block = Block(self.length, self.length + len(words), kind, level)
        self._parts.append(words)
        self.length = block.end
        self.blocks.append(block)
        return block

    def _without_marks(self, words: str) -> tuple[str, list[tuple[int, int, str]]]:
        """The words alone, and where in them links stand. A link inside of another ends it."""
        if LINK_BEGINS not in words:
            return words.replace(LINK_ENDS, ""), []
        plain, length, at = [], 0, 0
        links: list[tuple[int, int, str]] = []
        begun, url = 0, ""
        for mark in LINK_MARK.finditer(words):
            plain.append(words[at : mark.start()])
            length, at = length + mark.start() - at, mark.end()
            if url and begun < length:
                links.append((begun, length, url))
            begun, url = length, self._urls[int(mark[1])] if mark[1] else ""
        plain.append(words[at:])
        if url and begun < length + len(words) - at:
            links.append((begun, length + len(words) - at, url))
        return "".join(plain), links

    @property
    def text(self) -> str:
        return "".join(self._parts)


def _edges_outside(words: str) -> str:
    """Spaces at the edges of a link stand outside of it, so that runs of spaces fold over its marks."""
    if LINK_BEGINS not in words and LINK_ENDS not in words:
        return words
    words = re.sub("((?:\ufdd2\\d+\ufdd4)+)(\\s+)", r"\2\1", words)
    return re.sub("(\\s+)(\ufdd3+)", r"\2\1", words)


def without_marks(words: str) -> str:
    """What a document says, should it use our marks itself."""
    return words.translate(STRAY_MARKS)


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
    bold: Sequence[tuple[int, int]] = (),
    file_dated: bool = False,
    printed_title: str | None = None,
) -> Reading:
    """The Reading of a text; turns are searched for unless the format knows them, and so are a day and a title that are
    printed at its beginning (`_dated`, `_titled`). Raises Unreadable without words."""
    if not text.strip() and not pages:
        raise Unreadable("There are no words in it.")
    turns = (exported_turns(text) or find_turns(text, blocks, bold=bold)) if turns is None else turns
    metadata, doubt = _dated(metadata or Metadata(), printed_day(text), file_dated)
    return Reading(
        text=text,
        blocks=blocks,
        turns=turns,
        pages=pages or [],
        metadata=_titled(metadata, headline(text, blocks) if printed_title is None else printed_title),
        left_out=left_out or [],
        notes=[note for note in [*(notes or []), doubt] if note],
        reader=reader,
        doc_type="transcript" if looks_like_transcript(text, turns) else otherwise,
        outline=outline or [],
        links=links or [],
        highlights=highlights or [],
        choices=replace(choices, password=""),
    )


def _titled(metadata: Metadata, printed: str) -> Metadata:
    """A title that says nothing gives way to the printed one."""
    return replace(metadata, title=telling(metadata.title) or printed)


def _dated(metadata: Metadata, printed: str, file_dated: bool) -> tuple[Metadata, str]:
    """A printed day is its date when the metadata has none, or only knows when the file was made (`file_dated`); a
    sentence says where that alone is known."""
    if printed and (file_dated or not metadata.published_on):
        return replace(metadata, published_on=printed), ""
    doubt = "No day is printed at its beginning, so its date is the day on which the file was made."
    return metadata, doubt if file_dated and metadata.published_on else ""


def refuse_empty(data: bytes) -> None:
    if not data.strip(b"\0\t\r\n\f ") or data in (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"):
        raise Unreadable("The file is empty." if not data else "The file has no words in it.")
