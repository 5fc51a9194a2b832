"""What a PDF has besides its words: its outline, its links to the web, and the highlights that others made."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from desktop.documents.base import Highlight, Hyperlink, OutlineEntry, Page
from desktop.documents.pdf_library import trouble
from desktop.documents.text import clean

# MuPDF's numbers of the kinds of annotation: link; highlight, underline, squiggly. A strike-out is no highlight.
LINK = 1
MARKUP = {8, 9, 10}
# More of them are a machine's, and take MuPDF too long.
MOST_MARKS = 5_000
MOST_ENTRIES = 5_000
# Of a page: MuPDF looks through all annotations for the next link.
MOST_LINKS = 500
# Of one mark: characters that name its corners, and corners.
MOST_NAMED = 16_000
MOST_RECTS = 200
# Words of a page times the rectangles on it; half a second of work.
MOST_TESTS = 2_000_000
ON_THE_WEB = ("http://", "https://", "mailto:")

NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)")
Rect = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Mark:
    """Rectangles in the unit square of the page as shown, and what they say."""

    page: int
    rects: Sequence[Rect]
    url: str = ""
    note: str = ""
    author: str = ""


class Marks:
    """Gathers the marks while the pages are read, then finds the words under them."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._links: list[Mark] = []
        self._highlights: list[Mark] = []
        self._rects = 0

    def gather(self, number: int, page: Any, size: tuple[float, float]) -> None:
        """Asks the file's own objects first: MuPDF draws each annotation before it tells of any."""
        get = self._document.xref_get_key
        try:
            if get(page.xref, "Annots")[0] == "null":
                return
            kinds = [(xref, kind) for xref, kind, _ in page.annot_xrefs()]
            if any(kind == LINK and get(xref, "A/URI")[0] != "null" for xref, kind in kinds[:MOST_MARKS]):
                self._gather_links(number, page, size)
            for xref, kind in kinds:
                if kind in MARKUP and self._rects < MOST_MARKS:
                    rects = list(_rects(page, size, self._numbers(xref, "QuadPoints")))
                    self._rects += 1 + len(rects)
                    note, author = self._said(xref, "Contents"), self._said(xref, "T")
                    self._highlights.append(Mark(number, rects, note=note, author=author))
        except trouble():  # broken annotations take no page with them
            return

    def _gather_links(self, number: int, page: Any, size: tuple[float, float]) -> None:
        width, height = size
        link, most = page.first_link, min(MOST_MARKS, len(self._links) + MOST_LINKS)
        while link is not None and len(self._links) < most:
            url, rect = (link.uri or "").strip(), link.rect
            if url.lower().startswith(ON_THE_WEB) and url.isprintable():
                place = (rect.x0 / width, rect.y0 / height, rect.x1 / width, rect.y1 / height)
                self._links.append(Mark(number, [place], url))
            link = link.next

    def _numbers(self, xref: int, key: str) -> list[float]:
        kind, value = self._document.xref_get_key(xref, key)
        if kind == "xref":
            value = self._document.xref_object(int(value.split()[0]))
        return [float(number) for number in NUMBER.findall(value[:MOST_NAMED])][: 8 * MOST_RECTS]

    def _said(self, xref: int, key: str) -> str:
        kind, value = self._document.xref_get_key(xref, key)
        return clean(value).strip() if kind == "string" else ""

    def links(self, pages: Sequence[Page]) -> list[Hyperlink]:
        found: list[Hyperlink] = []
        for mark, start, end in _stretches(self._links, pages):
            last = found[-1] if found else None
            if last and last.url == mark.url and 0 <= start - last.end <= 1:
                found[-1] = Hyperlink(last.start, end, mark.url)
            else:
                found.append(Hyperlink(start, end, mark.url))
        return found

    def highlights(self, pages: Sequence[Page]) -> list[Highlight]:
        return [
            Highlight(start, end, mark.note, mark.author) for mark, start, end in _stretches(self._highlights, pages)
        ]

    def outline(self, pages: Sequence[Page]) -> list[OutlineEntry]:
        try:
            entries = self._document.get_toc(simple=False)[:MOST_ENTRIES]
            found = [
                OutlineEntry(_position(pages[number - 1], dest), title, max(1, int(level)))
                for level, name, number, dest in entries
                if (title := " ".join(clean(name).split())) and 0 < number <= len(pages)
            ]
        except trouble():
            return []
        return sorted(found, key=lambda entry: entry.at)


def _rects(page: Any, size: tuple[float, float], corners: Sequence[float]) -> Iterator[Rect]:
    """Every eight numbers are four corners on PDF's own page, y up; gives rectangles on the page as shown."""
    crop, top = page.cropbox, page.mediabox.y1
    a, b, c, d, e, f = page.rotation_matrix
    width, height = size
    for at in range(0, len(corners) - 7, 8):
        xs = [x - crop.x0 for x in corners[at : at + 8 : 2]]
        ys = [top - crop.y0 - y for y in corners[at + 1 : at + 8 : 2]]
        shown_x = [(a * x + c * y + e) / width for x, y in zip(xs, ys, strict=True)]
        shown_y = [(b * x + d * y + f) / height for x, y in zip(xs, ys, strict=True)]
        yield min(shown_x), min(shown_y), max(shown_x), max(shown_y)


def _stretches(marks: Iterable[Mark], pages: Sequence[Page]) -> Iterator[tuple[Mark, int, int]]:
    """Runs of words under each mark, in the order of the text."""
    by_page: dict[int, list[Mark]] = defaultdict(list)
    for mark in marks:
        by_page[mark.page].append(mark)
    found: list[tuple[Mark, int, int]] = []
    for number, on_page in by_page.items():
        tests = 0
        for mark in on_page:
            tests += len(mark.rects) * len(pages[number].words)
            if tests > MOST_TESTS:
                break
            found += [(mark, *stretch) for stretch in _under(mark.rects, pages[number])]
    yield from sorted(found, key=lambda entry: entry[1:])


def _under(rects: Sequence[Rect], page: Page) -> Iterator[tuple[int, int]]:
    """The middle of a word decides."""
    boxes = page.boxes
    run: list[int] = []
    for word in range(len(page.words) // 2):
        x = (boxes[4 * word] + boxes[4 * word + 2]) / 2
        y = (boxes[4 * word + 1] + boxes[4 * word + 3]) / 2
        if any(x0 <= x <= x1 and y0 <= y <= y1 for x0, y0, x1, y1 in rects):
            run.append(word)
        elif run:
            yield page.words[2 * run[0]], page.words[2 * run[-1] + 1]
            run = []
    if run:
        yield page.words[2 * run[0]], page.words[2 * run[-1] + 1]


def _position(page: Page, dest: Any) -> int:
    """The first word at or below the place to which an entry leads; the page's beginning where it names none."""
    to = dest.get("to") if isinstance(dest, dict) else None
    if to is None or not 0 < to.y < page.height:
        return page.start
    line = to.y / page.height - 0.01
    tops = page.boxes[1::4]
    below = [top for top in tops if top >= line]
    return page.words[2 * tops.index(min(below))] if below else page.start
