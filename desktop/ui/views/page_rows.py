"""Where a line of a printed page ends with a row: it stands beside the rows of a table, though it was read as running text."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from desktop.documents.base import Block, Page
from desktop.ui.views.page_geometry import Line, PageLayout


class Rows:
    """Of one version. A table's column whose cells are long may be read as a paragraph of its own."""

    def __init__(self, pages: Sequence[Page], text: str, blocks: Sequence[Block]) -> None:
        self._pages, self._text, self._blocks = pages, text, blocks
        self._page_starts = [page.start for page in pages]
        self._block_starts = [block.start for block in blocks]
        self._layout: PageLayout | None = None

    def starts(self, start: int, end: int) -> set[int]:
        """Where the lines of the paragraph begin when most of them stand beside rows, else nothing."""
        page = self._pages[max(0, bisect_right(self._page_starts, start) - 1)]
        if not any(block.kind == "table_row" for block in self._blocks_on(page)):
            return set()
        lines = self._lines(page)
        own = [line for line in lines if start <= self._start(page, line) < end]
        rows = [line.box for line in lines if self._kind(self._start(page, line)) == "table_row"]
        beside = sum(any(line.box.beside(row) for row in rows) for line in own)
        return {self._start(page, line) for line in own} if beside > len(own) / 2 else set()

    def _blocks_on(self, page: Page) -> Sequence[Block]:
        return self._blocks[bisect_left(self._block_starts, page.start) : bisect_left(self._block_starts, page.end)]

    def _lines(self, page: Page) -> list[Line]:
        if self._layout is None or self._layout.page is not page:
            self._layout = PageLayout(page, self._text, self._block_starts)
        return self._layout.lines

    def _kind(self, position: int) -> str:
        return self._blocks[max(0, bisect_right(self._block_starts, position) - 1)].kind

    @staticmethod
    def _start(page: Page, line: Line) -> int:
        return page.words[2 * line.first]
