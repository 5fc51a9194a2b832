"""Makes paragraphs out of the lines of pages, and keeps where each word stands on its page."""

import re
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from statistics import median

from desktop.documents.base import Block, BlockKind
from desktop.documents.pdf_hyphens import SOFT, Hyphens, breaks_off
from desktop.documents.pdf_words import Line, PageWords
from desktop.documents.plaintext import BULLET, FINAL, HEADING_AT_MOST
from desktop.documents.transcript import begins_with_label

# Chinese and Japanese run on over a line's end without a space.
WITHOUT_SPACES = re.compile("[\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")
# Every way to print a speaker's label begins so, or has a sign that sentences seldom have.
LABEL_BEGINS = re.compile(r"[QAMD]|[Tt]he |[A-Z]{3}")
LABEL_SIGN = re.compile(r"[^\w\s,.;'’“”\"!?%$-]")
# Closing quotes, brackets and the mark of a footnote may follow; a comma ends nothing.
COPYRIGHT = re.compile(r"[©®]|all rights reserved", re.IGNORECASE)
# A headline is so much larger than the text, and has so many characters at most.
LARGER, LONGEST_HEADLINE = 1.12, 200
ENDED = re.compile(r"[.!?:;…。！？：；۔؟][\"'”’»)\]]*\d{0,3}$")


@dataclass(slots=True)
class Share:
    """What one page has of the text."""

    start: int
    end: int
    words: "array[int]" = field(default_factory=lambda: array("I"))
    boxes: "array[float]" = field(default_factory=lambda: array("f"))


@dataclass(slots=True)
class _Paragraph:
    start: int
    end: int
    height: float
    last: str
    is_row: bool = False


class Layout:
    """The text of all pages. Paragraphs are parted by a line end; their lines, and the halves of one that goes on
    over a page break, by a single space, or by nothing where a word was parted."""

    def __init__(self, hyphens: Hyphens) -> None:
        self.shares: list[Share] = []
        self.text = ""
        self._hyphens = hyphens
        self._parts: list[str] = []
        self._length = 0
        self._paragraphs: list[_Paragraph] = []

    def page(self, page: PageWords, lines: Sequence[Line]) -> None:
        """Appends a page, its lines in reading order."""
        share = Share(self._length, self._length)
        for number, group in enumerate(paragraphs(lines)):
            goes_on = number == 0 and self._goes_on_with(group[0])
            if self._length and not goes_on:
                self._put("\n")
            start = self._length
            self._add(group, share, page, begun=not goes_on)
            height, last = median([line.height for line in group]), group[-1].text
            if goes_on:
                self._paragraphs[-1].end, self._paragraphs[-1].last = self._length, last
            else:
                self._paragraphs.append(_Paragraph(start, self._length, height, last, group[0].is_row))
        share.start = share.words[0] if share.words else self._length
        share.end = self._length
        self.shares.append(share)

    def close(self) -> None:
        self.text = "".join(self._parts)

    def blocks(self) -> list[Block]:
        usual = self._usual()
        found = []
        for number, paragraph in enumerate(self._paragraphs):
            following = self._paragraphs[number + 1] if number + 1 < len(self._paragraphs) else None
            kind = self._kind(paragraph, following, usual)
            found.append(Block(paragraph.start, paragraph.end, kind, 2 if kind == "heading" else 0))
        return found

    def headline(self) -> str:
        """The largest lines of the first page that has words, where they are larger than its text; "" for none."""
        first = next((share for share in self.shares if share.end > share.start), None)
        here = [p for p in self._paragraphs if first and p.start < first.end and not p.is_row]
        tallest = max((p.height for p in here if self._is_title(p)), default=0.0)
        found: list[_Paragraph] = []
        for paragraph in here:
            if self._is_title(paragraph) and paragraph.height > 0.95 * tallest:
                found.append(paragraph)
            elif found:
                break
        words = " ".join(self.text[p.start : p.end] for p in found).replace(SOFT, "")
        return words if tallest > LARGER * self._usual() and len(words) <= LONGEST_HEADLINE else ""

    def _is_title(self, paragraph: _Paragraph) -> bool:
        """Words, and not the large first letter of a text or a number."""
        words = self.text[paragraph.start : paragraph.end]
        letters, signs = len(re.findall(r"[^\W\d_]", words)), len(re.findall(r"[^\w\s]", words))
        return len(words) <= LONGEST_HEADLINE and letters >= 4 and signs * 5 <= letters and not COPYRIGHT.search(words)

    def _usual(self) -> float:
        """The height of most of the text."""
        return median([p.height for p in self._paragraphs for _ in range(1 + (p.end - p.start) // 80)] or [0])

    def _kind(self, paragraph: _Paragraph, following: _Paragraph | None, usual: float) -> BlockKind:
        if paragraph.is_row:
            return "table_row"
        words = self.text[paragraph.start : paragraph.end]
        if BULLET.match(words):
            return "list_item"
        if len(words) > HEADING_AT_MOST or FINAL.search(words) or not re.search(r"[^\W\d_]{2}", words):
            return "paragraph"
        larger = paragraph.height > usual * LARGER
        before_longer = following is not None and following.end - following.start > max(120, 2 * len(words))
        return "heading" if larger or (before_longer and not words[0].islower()) else "paragraph"

    def _goes_on_with(self, line: Line) -> bool:
        """Does the last paragraph of the page before break off in a sentence, and this line take it up?"""
        last = self._paragraphs[-1] if self._paragraphs else None
        if last is None or last.is_row or line.is_row:
            return False
        return _takes_up(last.last, line.text) and abs(last.height - line.height) < 1.5

    def _put(self, words: str) -> None:
        self._parts.append(words)
        self._length += len(words)

    def _add(self, lines: Sequence[Line], share: Share, page: PageWords, *, begun: bool) -> None:
        for line in lines:
            if not begun:
                self._join(page.texts[line.words[0]])
            begun = False
            share.words.extend(self._places(line, page.texts))
            if isinstance(line.words, range):
                share.boxes += page.boxes[4 * line.words.start : 4 * line.words.stop]
            else:
                for word in line.words:
                    share.boxes += page.boxes[4 * word : 4 * word + 4]
            self._put(line.text)

    def _places(self, line: Line, texts: Sequence[str]) -> Iterator[int]:
        """Start and end of each of its words, were it put now."""
        plain = isinstance(line.words, range)
        words = texts[line.words[0] : line.words[-1] + 1] if plain else [texts[word] for word in line.words]
        steps = [1] * (2 * len(words))  # to each start over a space, to each end over the word
        steps[1::2] = map(len, words)
        steps[0] = self._length
        if line.glued:
            for number, word in enumerate(line.words):
                if word in line.glued:
                    steps[2 * number] -= 1
        return accumulate(steps)

    def _join(self, following: str) -> None:
        """What stands between the last line and the next one of the same paragraph."""
        last = self._parts[-1]
        if breaks_off(last) and following[0].isalpha():
            if self._hyphens.are_soft(last[last.rfind(" ") + 1 :], following):
                self._parts[-1] = last[:-1] + SOFT
        elif not (WITHOUT_SPACES.match(following) and WITHOUT_SPACES.match(last[-1])):
            self._put(" ")


def _takes_up(last: str, line: str) -> bool:
    if breaks_off(last):
        return line[0].isalpha()
    return not ENDED.search(last) and line[0].islower()


def paragraphs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Groups lines by column, indent, distance and size."""
    group: list[Line] = []
    gaps = [below.top - above.bottom for above, below in pairwise(lines)]
    # Text that is set wide has wide gaps inside of its paragraphs.
    usual = median([gap for gap in gaps if gap > 0] or [0.0])
    widest = 0.0
    for line in lines:
        if group and _begins_paragraph(group[-1], line, usual, widest):
            yield group
            group = []
        widest = max(widest, line.right) if group and not line.begins else line.right
        group.append(line)
    if group:
        yield group


def _begins_paragraph(last: Line, line: Line, usual_gap: float, widest: float) -> bool:
    if line.is_row or last.is_row or BULLET.match(line.text):
        return True
    if _may_have_label(line.text) and begins_with_label(line.text):
        return True
    size = last.height
    if line.begins:
        return not _takes_up(last.text, line.text) or _other_size(last, line)
    gap = line.top - last.bottom
    if gap > max(0.8 * size, 1.3 * min(usual_gap, 1.5 * size)) or gap < -1.2 * size:
        return True
    if breaks_off(last.text) and line.text[0].islower():
        return False
    ended = bool(ENDED.search(last.text))
    short = last.right < max(line.right, widest) - 4 * size
    indented = line.left - last.left > 0.8 * size
    if short and not line.text[0].islower() and last.right + size + _first_word(line) < max(line.right, widest):
        return True  # the word had room on the line before
    if ended or short or indented:
        return (ended and (short or indented)) or line.block != last.block or _other_size(last, line)
    # A full line that breaks off in a sentence goes on; recognised scans have lines of uneven heights.
    return _other_size(last, line) and not line.text[0].islower()


def _first_word(line: Line) -> float:
    """Its width in points, as if all letters were equally wide; and half as much again, since they are not."""
    return 1.5 * (line.right - line.left) * len(line.text.split(" ", 1)[0]) / len(line.text)


def _may_have_label(line: str) -> bool:
    """Asked first, because the ways of labelling are many and most lines go on in the middle of a sentence."""
    return bool(LABEL_SIGN.search(line, 0, 80) or LABEL_BEGINS.match(line))


def _other_size(last: Line, line: Line) -> bool:
    return abs(last.height - line.height) > 0.2 * last.height
