"""While the words of a file are read, its pages are shown; the document takes their place when it is there."""

from typing import TYPE_CHECKING

from desktop.ui.glancing import Glanced
from desktop.ui.places.read.opened import Opened

if TYPE_CHECKING:
    from desktop.ui.adding import Batch
    from desktop.ui.places.read.place import ReadPlace


class Glancing:
    """One file at a time. Whoever opens another document meanwhile is not called back: the reading goes on aside."""

    def __init__(self, place: "ReadPlace") -> None:
        self._place = place
        self._glanced: Glanced | None = None
        self._left: Glanced | None = None
        """Its pages were left for another document; its reading goes on."""
        self._before = ""
        """The document that was open before, "" for none."""
        self._awaited = ""
        """The document that was made of the file."""
        place.reader.strip.cancel_wanted.connect(self._cancel)

    @property
    def on(self) -> bool:
        return self._glanced is not None

    def show(self, glanced: Glanced) -> None:
        before = self._place.set_aside()
        if not self._glanced:
            self._before = before
        self._glanced, self._left, self._awaited = glanced, None, ""
        self._place.documents.set_current("")
        self._place.inspector.set_document("")
        self._place.reader.show_glance(glanced.title, glanced.shown)
        self._place.reader.strip.show_reading(len(glanced.shown.reading.pages))
        self._place.view().setFocus()
        self._place.status_changed.emit(self._place.status())

    def show_progress(self, done: int, total: int) -> None:
        self._place.reader.strip.show_progress(done, total)

    def hint(self) -> None:
        """A key was pressed that needs words."""
        if self._glanced:
            self._place.context.tell("Its text is still being read", "The pages can be tagged in a moment.")

    def take(self, opened: Opened) -> bool:
        """A document comes to be shown. True when it is the one whose pages are there: only its words were missing."""
        glanced, self._glanced = self._glanced, None
        strip = self._place.reader.strip
        strip.done()
        if not glanced:
            if opened.row.id != self._before:
                strip.hide()  # it told of a failure after which another document came back
            return False
        if opened.row.id == self._awaited:
            return True
        self._left = glanced
        return False

    def end(self, batch: "Batch", *, in_sight: bool) -> bool:
        """The reading has ended. True when everything about it is told here."""
        glanced, left = self._glanced, self._left
        self._left = None
        if left and batch.added:
            self._place.context.tell("Added", f"“{left.title}” is in the list of documents.")
            return True
        if not glanced:
            return False
        if batch.added or batch.known_ids:
            self._awaited = (batch.added or batch.known_ids)[0]
            self._place.open_document(self._awaited)
            if batch.known:
                self._place.context.tell("Already here", batch.known[0])
            elif not in_sight:
                self._place.context.tell("Added", f"“{glanced.title}” is open in Read.")
            return True
        return self._give_back(batch)

    def forget(self) -> None:
        """Another workspace."""
        self._glanced = self._left = None
        self._place.reader.strip.hide()

    def _give_back(self, batch: "Batch") -> bool:
        """The document from before comes back, and the strip says why; where there was none, a notice does."""
        self._glanced = None
        strip = self._place.reader.strip
        strip.hide()
        if not self._place.come_back(self._before):
            return False
        if batch.failures:
            strip.show_failure(batch.failures[0])
        return not batch.locked

    def _cancel(self) -> None:
        if self._glanced:
            self._glanced.cancel()
