"""One document as it is laid out, as text and as pages, with its marks; a reader shows it, and has it ready for a while after."""

from itertools import chain
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from desktop.ui.panels.words_menu import WordsMenu
from desktop.ui.views.base import Mark, Shown
from desktop.ui.views.links import Links
from desktop.ui.views.page_setting import PageSetting
from desktop.ui.views.text_setting import Setting
from desktop.ui.views.text_view import TextView

if TYPE_CHECKING:
    from desktop.ui.views.page_view import PageView

HANDS = (
    "passage_selected", "picked", "caret_moved", "mark_clicked", "stretch_added", "merge_wanted", "ends_moved",
)  # fmt: skip
"""Signals of a view that tell what a person does."""


class ReadingSheet(QStackedWidget):
    told = Signal(str, tuple)
    """(name, arguments) of a signal that whoever shows the sheet has too."""

    def __init__(self, setting: Setting) -> None:
        super().__init__()
        self.texts = TextView()
        self.pages: PageView | None = None
        self.shown: Shown | None = None
        self.paged = False
        self.turn = 0
        self._marks: dict[str, list[Mark]] = {}
        self._laid: set[TextView | PageView] = set()
        """The views that hold what is shown, so that showing it again costs nothing."""
        self._links: dict[TextView | PageView, Links] = {}
        self.texts.apply_setting(setting)
        self._add(self.texts)
        self.texts.speaker_clicked.connect(self.texts.show_only)
        self.texts.only_changed.connect(lambda label: self.told.emit("only_changed", (label,)))
        self.texts.setting_changed.connect(lambda setting: self.told.emit("setting_changed", (setting,)))

    def view(self) -> "TextView | PageView":
        return self.pages if self.paged and self.pages else self.texts

    def holds(self, shown: Shown) -> bool:
        """Is this the document that is to be shown, with the same speakers?"""
        own = self.shown
        return own is not None and own.version_id == shown.version_id and own.reading.turns == shown.reading.turns

    def begin(self, shown: Shown, *, paged: bool, words_only: bool = False, pages_stay: bool = False) -> None:
        """Another document, or the same with other words (`words_only`) or other speakers: its pages stay as they are."""
        stay = words_only or pages_stay
        self.shown, self.paged = shown, paged and bool(shown.reading.pages)
        self.turn = self.turn if stay else 0
        self._laid = self._laid & {self.pages} if stay and self.pages else set()
        if words_only and self.pages:
            self.pages.take_words(shown)

    def lay_out(self, page_setting: PageSetting, *, anew: bool = False) -> bool:
        """The view of the text or of the pages comes to the front. False when it held the document already."""
        assert self.shown is not None
        view = self._page_view(page_setting) if self.paged else self.texts
        self.setCurrentWidget(view)
        view.setGeometry(self.contentsRect())  # now, so that nothing is laid out or drawn in another size first
        fresh = anew or view not in self._laid
        if fresh:
            view.show_document(self.shown)
            self._laid.add(view)
        self._links[view].show_links(self.shown.reading.links)
        view.set_marks(self.marks())
        self.set_turn(self.turn)
        return fresh

    def set_turn(self, quarters: int) -> None:
        self.turn = quarters % 4
        if self.pages and self.paged:
            self.pages.set_turn(self.turn)

    def address_at_caret(self) -> str:
        return self._links[self.view()].at(self.view().caret())

    # ── its marks ────────────────────────────────────────────────────────────────────────────────

    def marks(self) -> list[Mark]:
        return list(chain.from_iterable(self._marks.values()))

    def set_marks(self, marks: list[Mark]) -> None:
        self._marks = {}
        for mark in marks:
            self._marks.setdefault(mark.id, []).append(mark)
        self.view().set_marks(marks)

    def put_marks(self, mark_id: str, marks: list[Mark]) -> None:
        """Those of one claim or outcome; [] when there are none any more."""
        self._marks[mark_id] = marks
        self.view().put_marks(mark_id, marks)

    # ── its views ────────────────────────────────────────────────────────────────────────────────

    def _page_view(self, setting: PageSetting) -> "PageView":
        if self.pages is None:
            from desktop.ui.views.page_view import PageView

            self.pages = PageView()
            self._add(self.pages)
            self.pages.apply_setting(setting)
            self.pages.setting_changed.connect(lambda setting: self.told.emit("page_setting_taken", (setting,)))
            self.pages.page_changed.connect(lambda page: self.told.emit("page_changed", (page,)))
        return self.pages

    def _add(self, view: "TextView | PageView") -> None:
        self.addWidget(view)
        menu, links = WordsMenu(view), Links(view)
        menu.opening.connect(lambda: self.told.emit("menu_opening", ()))
        menu.wanted.connect(lambda name: self.told.emit("command_wanted", (name,)))
        links.wanted.connect(lambda address: self.told.emit("address_wanted", (address,)))
        self._links[view] = links
        for name in HANDS:
            self._forward(view, name)

    def _forward(self, view: "TextView | PageView", name: str) -> None:
        getattr(view, name).connect(lambda *values: self.told.emit(name, values))
