"""Finding words in the open document: which are found, and which of them one is at."""

from desktop.finding import find_all
from desktop.ui.panels.reader import ReaderPane


class Finding:
    def __init__(self, reader: ReaderPane) -> None:
        self._reader = reader
        self.show("")
        reader.find_changed.connect(self.find)
        reader.find_stepped.connect(self.step)
        reader.find_left.connect(self.leave)

    def show(self, text: str) -> None:
        """Another document, in which nothing has been looked for yet."""
        self._text = text
        self._found: list[tuple[int, int]] = []
        self._at = -1

    def find(self, words: str) -> None:
        self._found = find_all(self._text, words)
        caret = self._reader.view().caret()
        behind = (number for number, (start, _end) in enumerate(self._found) if start >= caret)
        self._at = next(behind, 0) if self._found else -1
        self._reader.show_found(self._found, self._at)

    def step(self, by: int) -> None:
        if self._found:
            self._at = (self._at + by) % len(self._found)
            self._reader.show_found(self._found, self._at)
            self.leave()

    def leave(self) -> None:
        """The caret goes to what was found, so that a key tags what is seen."""
        if self._at >= 0:
            self._reader.view().set_caret(self._found[self._at][0])
