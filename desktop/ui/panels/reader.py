"""The middle of Read: one document as text or as pages, its marks, the find bar, and the banner while a link is armed."""

from itertools import chain
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.counting import counted
from desktop.ui import theme, writing_systems
from desktop.ui.panels.armed_chip import ArmedChip
from desktop.ui.panels.find_bar import FindBar
from desktop.ui.panels.mark_filter import MarkFilterStrip
from desktop.ui.panels.note_strip import NoteStrip
from desktop.ui.panels.page_tools import PageTools
from desktop.ui.panels.reading_strip import ReadingStrip
from desktop.ui.panels.selection_palette import SelectionPalette
from desktop.ui.panels.words_menu import WordsMenu
from desktop.ui.views.base import Mark, Shown
from desktop.ui.views.links import Links
from desktop.ui.views.page_setting import PageSetting
from desktop.ui.views.text_setting import Setting
from desktop.ui.views.text_view import TextView
from desktop.ui.widgets import (
    ElidedLabel,
    KindSign,
    button,
    header,
    icon_button,
    keycap,
    label,
    row,
    rule,
    stretch,
    surface,
)  # fmt: skip

if TYPE_CHECKING:
    from desktop.ui.views.page_view import PageView


# What is behind the button, and how to come there by keys.
SPEAKERS = "Who speaks: rename, join two spellings, name the actor, or “not a speaker”  Ctrl+Shift+K"


class ReaderPane(QWidget):
    passage_selected = Signal(int, int)
    caret_moved = Signal(int)
    mark_clicked = Signal(str)
    stretch_added = Signal(int, int)
    picked = Signal(int, int)
    merge_wanted = Signal(str)
    ends_moved = Signal(str, object, object)
    find_wanted = Signal()
    loaded = Signal(object)
    """The text that is shown from now on, as text or as pages."""
    page_turned = Signal()
    menu_opening = Signal()
    """The menu of the words at the caret."""
    command_wanted = Signal(str)
    link_cancelled = Signal()
    outcome_wanted = Signal()
    around_wanted = Signal(str)
    """"contents", "speakers" or "highlights" of the document, or the "setting" of its text."""
    setting_changed = Signal(object)
    """How the text is set from now on: a `Setting`."""
    page_setting_changed = Signal(object)
    pages_turned = Signal(int)
    """The pages of this document lie so many quarters clockwise."""

    def __init__(self) -> None:
        super().__init__()
        surface(self, "paper")
        self._shown: Shown | None = None
        self._texts = TextView()
        self._pages: PageView | None = None
        self._places: dict[tuple[str, bool], object] = {}
        self._marks: dict[str, list[Mark]] = {}
        self._paged = False
        self.page_setting = PageSetting()
        self._turn = 0
        self._links: dict[TextView | PageView, Links] = {}
        self.filter_strip = MarkFilterStrip()
        self._heads = QStackedWidget()
        self._heads.setFixedHeight(48)
        self._views = QStackedWidget()
        self._heads.addWidget(self._head())
        self._heads.addWidget(self._banner())
        self._views.addWidget(self._texts)
        self.find_bar = FindBar(self)
        self.selection_palette = SelectionPalette(self)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        self._only = self._only_bar()
        self.notes = NoteStrip()
        for widget in (self._heads, rule(), self.notes, self.filter_strip, self._only, self._views):
            box.addWidget(widget)
        box.setStretch(5, 1)
        self.strip = ReadingStrip(self)
        self._wire(self._texts)
        self._texts.speaker_clicked.connect(self._texts.show_only)
        self._texts.only_changed.connect(self._show_only)
        self._texts.setting_changed.connect(self.setting_changed)

    # ── what the place asks ──────────────────────────────────────────────────────────────────────

    def view(self) -> "TextView | PageView":
        return self._pages if self._paged and self._pages else self._texts

    def show_document(self, title: str, version: str, shown: Shown, *, paged: bool, words_only: bool = False) -> None:
        """The place in it that was left last time comes back to the same pixel. `words_only`: its pages are shown
        already and stay as they are."""
        self.remember()
        self._shown = shown
        self._turn = self._turn if words_only else 0
        self._title.setText(title)
        self._version.setText(version)
        self._toggle.setVisible(bool(shown.reading.pages))
        self._contents.show()
        self._show_speakers(shown)
        self._paged = paged and bool(shown.reading.pages)
        missing = writing_systems.note(shown.text)
        notes = [*shown.reading.notes, *([missing] if missing else [])]
        self.notes.show_notes(shown.version_id, notes, again=bool(shown.reading.notes))
        self._load(words_only=words_only)

    def setting(self) -> Setting:
        return self._texts.setting

    def apply_setting(self, setting: Setting) -> None:
        self._texts.apply_setting(setting)

    def toggle_setting(self, field: str) -> None:
        """ "focus" or "numbers"."""
        self.apply_setting(self.setting().toggled(field))

    def show_glance(self, title: str, shown: Shown) -> None:
        """Pages whose words are still being read."""
        self.show_document(title, "", shown, paged=True)
        for tool in (self._toggle, self._contents):
            tool.hide()

    def show_turns(self, shown: Shown) -> None:
        """The same text with other speakers; nothing moves."""
        self._shown = shown
        self._show_speakers(shown)
        if not self._paged:
            place, only = self._texts.place(), self._texts.only()
            self._load()
            self._texts.restore(place)
            self._texts.show_only(only if any(turn.label == only for turn in shown.reading.turns) else "")

    def _show_speakers(self, shown: Shown) -> None:
        count = len({turn.label for turn in shown.reading.turns if turn.label})
        self._speakers.setText(f"Speakers {count}")
        self._speakers.setVisible(count > 0)

    def show_highlights(self, count: int) -> None:
        """How many highlights of the file are no claims yet."""
        self._highlights.setText(counted(count, "highlight"))
        self._highlights.setVisible(count > 0)

    def set_marks(self, marks: list[Mark]) -> None:
        self._marks = {}
        for mark in marks:
            self._marks.setdefault(mark.id, []).append(mark)
        self.view().set_marks(marks)

    def put_marks(self, mark_id: str, marks: list[Mark]) -> None:
        """Those of one claim or outcome; [] when there are none any more."""
        self._marks[mark_id] = marks
        self.view().put_marks(mark_id, marks)

    def set_current(self, mark_id: str) -> None:
        self.view().set_current(mark_id)

    def draw_again(self) -> None:
        """The pages could not be drawn before."""
        if self._shown and self._paged:
            place = self.view().place()
            self._load()
            self.view().restore(place)

    def paged(self) -> bool:
        """Are the pages shown, not the text?"""
        return self._paged

    def toggle_view(self) -> None:
        """Text or pages; the caret stays on the same words."""
        if self._shown and self._shown.reading.pages and not self._toggle.isHidden():
            caret, selection = self.view().caret(), self.view().selection()
            self._paged = not self._paged
            self._load()
            if selection:
                self.view().select(*selection)
            else:
                self.view().set_caret(caret)
            self.view().reveal(caret, caret + 1)
            self.view().setFocus()

    def open_address(self, address: str = "") -> None:
        """Shown first; without one, what the words at the caret lead to."""
        from desktop.ui.panels.open_address import OpenAddress

        wanted = address or self.address_at_caret()
        if wanted:
            OpenAddress(self, wanted).show_over(self)

    def address_at_caret(self) -> str:
        return self._links[self.view()].at(self.view().caret())

    def remember(self) -> None:
        if self._shown:
            self._places[self._shown.version_id, self._paged] = self.view().place()

    def arm_link(self, sign: str, token: str, statement: str) -> None:
        """The banner takes the header's place, so no word moves."""
        while self._banner_sign.layout().count():  # type: ignore[union-attr]
            self._banner_sign.layout().takeAt(0).widget().deleteLater()  # type: ignore[union-attr]
        self._banner_sign.layout().addWidget(KindSign(sign, token, token))  # type: ignore[union-attr]
        self._banner_claim.setText(statement)
        self._heads.setCurrentIndex(1)

    def disarm_link(self) -> None:
        self._heads.setCurrentIndex(0)

    def show_palette(self) -> None:
        last, whole = self.view().palette_anchor(), self.view().selection_box()
        if last is not None and whole is not None:
            self.selection_palette.show_beside(last, whole)

    def hide_palette(self) -> None:
        self.selection_palette.hide()

    # ── building ─────────────────────────────────────────────────────────────────────────────────

    def _head(self) -> QWidget:
        self._title = ElidedLabel("", "title", weight=600)
        self._version = label("", "small", "3")
        self.armed = ArmedChip()
        self._toggle = icon_button("type", "Pages or text  Ctrl+T")
        self._toggle.clicked.connect(self.toggle_view)
        self._contents = icon_button("list-tree", "Contents  Ctrl+G")
        self._contents.clicked.connect(lambda: self.around_wanted.emit("contents"))
        self._speakers = button("", "tab")
        self._speakers.setToolTip(SPEAKERS)
        self._speakers.clicked.connect(lambda: self.around_wanted.emit("speakers"))
        self._highlights = button("", "tab")
        self._highlights.clicked.connect(lambda: self.around_wanted.emit("highlights"))
        find = icon_button("search", "Find in the document  Ctrl+F")
        find.clicked.connect(self.find_wanted)
        self._setting = icon_button("a-large-small", "How the text is set  Ctrl+Shift+A (larger: Ctrl++)")
        self._setting.clicked.connect(lambda: self.around_wanted.emit("setting"))
        shown = icon_button("filter", "Which claims are shown  Ctrl+Shift+L")
        shown.clicked.connect(self.filter_strip.open)
        self.inspector_button = icon_button("panel-right", "Inspector  F4")
        self.page_tools = self._head_of_pages()
        head = header(
            self._title,
            self._version,
            self.armed,
            self._highlights,
            self.page_tools,  # of pages alone, as the next of text alone: what follows stays where it is
            self._setting,
            self._contents,
            self._speakers,
            self._toggle,
            find,
            shown,
            self.inspector_button,
        )
        stretch(head, 0)
        for tool in (self._highlights, self.page_tools, self._speakers):
            tool.hide()  # until a document has any; all of them would make a small window wider
        return surface(head, "paper")

    def around_corner(self) -> QPoint:
        """Where the panels of the document open: under the head's tools."""
        return self._heads.mapToGlobal(QPoint(self._heads.width() - 400, self._heads.height()))

    def _only_bar(self) -> QWidget:
        """Says that something is hidden, and takes it back."""
        self._only_words = label("", "small", "2")
        clear = button("Show everybody", "link")
        clear.setFont(theme.font("small"))
        clear.clicked.connect(lambda: self._texts.show_only(""))
        made = surface(row(self._only_words, 4, clear, None, margins=(16, 0, 16, 0)), "chrome")
        made.setFixedHeight(32)
        made.hide()
        return made

    def _show_only(self, label: str) -> None:
        turns = self._shown.reading.turns if self._shown else []
        count = sum(turn.label == label for turn in turns)
        self._only_words.setText(f"Showing {count:,} of {counted(len(turns), 'turn')}: {label}")
        self._only.setVisible(bool(label) and not self._paged)

    def show_only(self, label: str) -> None:
        """One speaker's turns alone; text it is that shows them."""
        if label and self._paged:
            self.toggle_view()
        self._texts.show_only(label)

    def only(self) -> str:
        return self._texts.only()

    def _head_of_pages(self) -> PageTools:
        made = PageTools()
        made.setting_wanted.connect(lambda: self.around_wanted.emit("pages"))
        return made

    def marks(self) -> list[Mark]:
        return list(chain.from_iterable(self._marks.values()))

    def choose_page_setting(self, setting: PageSetting) -> None:
        """How pages are shown from now on, in every document."""
        self.apply_page_setting(setting)
        self.page_setting_changed.emit(self.page_setting)

    def apply_page_setting(self, setting: PageSetting) -> None:
        self.page_setting = setting
        if self._pages:
            self._pages.apply_setting(setting)
            self.page_tools.show_page()

    def turn_pages(self, quarters: int) -> None:
        """Of this document, clockwise."""
        self.set_turn(self._turn + quarters)
        self.pages_turned.emit(self._turn)

    def set_turn(self, quarters: int) -> None:
        self._turn = quarters % 4
        if self._pages and self._paged:
            self._pages.set_turn(self._turn)
            self.page_tools.show_page()

    def _take_page_setting(self, setting: PageSetting) -> None:
        self.page_setting = setting
        self.page_setting_changed.emit(setting)

    def _banner(self) -> QWidget:
        self._banner_sign = row(gap=0)
        self._banner_claim = ElidedLabel()
        self.outcome_button = button("Pick an outcome…")
        self.outcome_button.clicked.connect(self.outcome_wanted)
        cancel = icon_button("x", "Stop linking  Esc")
        cancel.clicked.connect(self.link_cancelled)
        made = header(
            KindSign("square", "evidence", "Linking"), label("Linking", "strong"), self._banner_sign, self._banner_claim,
            label("Select what happened, then", "small", "2"), keycap("L"), self.outcome_button, cancel,
        )  # fmt: skip
        stretch(made, 3)
        return surface(made, "linking")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.find_bar.place()
        self.strip.place()

    def _load(self, *, words_only: bool = False) -> None:
        assert self._shown is not None
        view = self.view() if not self._paged else self._page_view()
        if words_only and self._pages:
            self._pages.take_words(self._shown)
        else:
            view.show_document(self._shown)
        self._links[view].show_links(self._shown.reading.links)
        view.set_marks(self.marks())
        self._views.setCurrentWidget(view)
        self.page_tools.setVisible(self._paged)
        self._setting.setVisible(not self._paged)
        self._version.setVisible(not self._paged)
        self._only.setVisible(bool(self._texts.only()) and not self._paged)
        if self._pages and self._paged:
            self._pages.set_turn(self._turn)
        place = self._places.get((self._shown.version_id, self._paged))
        if place is not None and not words_only:
            view.restore(place)
        self.page_tools.show_page()
        self.loaded.emit(self._shown.text)

    def _page_view(self) -> "PageView":
        if self._pages is None:
            from desktop.ui.views.page_view import PageView

            self._pages = PageView()
            self._views.addWidget(self._pages)
            self._wire(self._pages)
            self._pages.apply_setting(self.page_setting)
            self._pages.setting_changed.connect(self._take_page_setting)
            self.page_tools.show_view(self._pages)
            self._pages.page_changed.connect(lambda _page: self.page_turned.emit())
        return self._pages

    def _wire(self, view: "TextView | PageView") -> None:
        menu = WordsMenu(view)
        menu.opening.connect(self.menu_opening)
        menu.wanted.connect(self.command_wanted)
        self._links[view] = Links(view)
        self._links[view].wanted.connect(self.open_address)
        for name in (
            "passage_selected", "picked", "caret_moved", "mark_clicked", "stretch_added", "merge_wanted", "ends_moved"
        ):  # fmt: skip
            getattr(view, name).connect(getattr(self, name))
