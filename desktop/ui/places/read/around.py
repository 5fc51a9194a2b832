"""What belongs to the open document as a whole and opens under its head: contents, speakers, highlights, setting of the text."""

from bisect import bisect_right
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.claims import kind_of
from desktop.documents.base import Highlight
from desktop.ui.context import Context
from desktop.ui.panels.reader import ReaderPane
from desktop.ui.places.read.opened import Opened
from desktop.ui.places.read.tagged import Tagged
from desktop.ui.views import page_setting
from desktop.ui.views.text_setting import store, stored

if TYPE_CHECKING:
    from desktop.ui.panels.contents import ContentsPanel
    from desktop.ui.panels.thumbnails import Thumbnails
    from desktop.ui.popover import Popover

Go = Callable[[int, int], None]


class Around:
    """Opens the panels; each is made when it is wanted and goes when it is closed."""

    def __init__(self, context: Context, reader: ReaderPane, tagged: Tagged, go: Go, parent: QWidget) -> None:
        self._context, self._reader, self._tagged, self._go, self._parent = context, reader, tagged, go, parent
        reader.apply_setting(stored(context.settings))
        reader.setting_changed.connect(lambda setting: store(context.settings, setting))
        reader.apply_page_setting(page_setting.stored(context.settings))
        reader.page_setting_changed.connect(lambda setting: page_setting.store(context.settings, setting))

    def open(self, what: str, opened: Opened) -> None:
        """ "contents", "speakers", "highlights" or "setting"."""
        makers = {
            "contents": self._contents, "speakers": self._speakers, "highlights": self._highlights,
            "setting": self._setting, "pages": self._pages, "thumbnails": self._thumbnails_first,
        }  # fmt: skip
        panel = makers[what](opened)
        panel.show_at(self._reader.around_corner())

    def offered(self, opened: Opened) -> list[Highlight]:
        """The highlights that are no claims yet."""
        there = {(claim.start, claim.end) for claim in self._tagged.claims}
        return [mark for mark in opened.shown.reading.highlights if (mark.start, mark.end) not in there]

    def _thumbnails_first(self, opened: Opened) -> "Popover":
        panel = self._contents(opened)
        panel.show_pages(True)
        return panel

    def _contents(self, opened: Opened) -> "ContentsPanel":
        from desktop.outline import contents
        from desktop.ui.panels.contents import ContentsPanel

        headings = contents(opened.shown.reading, opened.shown.text)
        pages = self._thumbnails(opened) if opened.shown.reading.pages else None
        panel = ContentsPanel(self._parent, headings, self._reader.view().caret(), pages)
        panel.went_to.connect(lambda at: self._go(at, at + 1))
        return panel

    def _thumbnails(self, opened: Opened) -> "Thumbnails":
        from desktop.ui.panels.thumbnails import Thumbnails
        from desktop.ui.views.marks import Marks
        from desktop.ui.views.page_view import PageView

        shown, view = opened.shown, self._reader.view()
        paged = view if isinstance(view, PageView) else None
        pages = shown.reading.pages
        starts = [page.start for page in pages]
        current = paged.page_number() if paged else max(1, bisect_right(starts, view.caret()))
        between = paged.marks_between if paged else Marks(self._reader.marks()).between
        made = Thumbnails(pages, shown.ask_for_page, between, current)
        made.went_to.connect(
            paged.go_to_page if paged else lambda page: self._go(starts[page - 1], starts[page - 1] + 1)
        )
        return made

    def _speakers(self, opened: Opened) -> "Popover":
        from desktop.ui.panels.speakers import SpeakersPanel

        panel = SpeakersPanel(self._context, self._parent, opened.row.version_id, self._reader.only())
        panel.shown_alone.connect(self._reader.show_only)
        panel.went_to.connect(lambda at: self._reader.view().reveal(at, at + 1))
        return panel

    def _setting(self, _opened: Opened) -> "Popover":
        from desktop.ui.panels.reading_setting import ReadingSetting

        panel = ReadingSetting(self._parent, self._reader.setting())
        panel.chosen.connect(self._reader.apply_setting)
        return panel

    def _pages(self, _opened: Opened) -> "Popover":
        from desktop.ui.panels.page_choices import PageChoices

        panel = PageChoices(self._parent, self._reader.page_setting)
        panel.chosen.connect(self._reader.choose_page_setting)
        panel.turned.connect(self._reader.turn_pages)
        return panel

    def _highlights(self, opened: Opened) -> "Popover":
        from desktop.ui.panels.highlights import HighlightsPanel

        def accept(kind: str, start: int, end: int, note: str) -> None:
            version_id = opened.row.version_id
            self._context.write(
                f"Tag {kind_of(kind).word}", lambda w: w.mark(kind, version_id, [(start, end)], note=note)
            )

        panel = HighlightsPanel(self._parent, self.offered(opened), opened.shown.text)
        panel.went_to.connect(lambda start, end: self._reader.view().reveal(start, end))
        panel.accepted.connect(accept)
        return panel
