"""The middle of Read: one document as text or as pages, its marks, the find bar, and the banner while a link is armed."""

from collections.abc import Callable
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
from desktop.ui.panels.reading_sheet import ReadingSheet
from desktop.ui.panels.reading_sheets import ReadingSheets
from desktop.ui.panels.reading_strip import ReadingStrip
from desktop.ui.panels.selection_palette import SelectionPalette
from desktop.ui.views.base import Mark, Shown
from desktop.ui.views.page_setting import PageSetting
from desktop.ui.views.text_setting import Setting
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
    from desktop.ui.views.text_view import TextView


# What is behind the button, and how to come there by keys.
SPEAKERS = "Who speaks: rename, join two spellings, name the actor, or “not a speaker”  Ctrl+Shift+K"


LEAST, HINTED = 320, 600
"""Pixels of a reader, whatever its head would like: with two side by side both have the same; and from which on there is
room for a hint in the banner."""


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
        self.page_setting = PageSetting()
        self.sheets = ReadingSheets(self._take_told)
        self._sheet = self.sheets.new()
        self.filter_strip = MarkFilterStrip()
        self._heads = QStackedWidget()
        self._heads.setFixedHeight(48)
        self._heads.setMinimumWidth(LEAST)
        self._room = QStackedWidget()
        self._room.addWidget(self._sheet)
        self._heads.addWidget(self._head())
        self._heads.addWidget(self._banner())
        self.find_bar = FindBar(self)
        self.selection_palette = SelectionPalette(self)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        self._only = self._only_bar()
        self.notes = NoteStrip()
        for widget in (self._heads, rule(), self.notes, self.filter_strip, self._only, self._room):
            box.addWidget(widget)
        box.setStretch(5, 1)
        self.strip = ReadingStrip(self)

    # ── what the place asks ──────────────────────────────────────────────────────────────────────

    def view(self) -> "TextView | PageView":
        return self._sheet.view()

    def show_document(self, title: str, version: str, shown: Shown, *, paged: bool, words_only: bool = False) -> None:
        """The place in it that was left last time comes back to the same pixel. `words_only`: its pages are shown
        already and stay as they are."""
        self.remember()
        in_sight = words_only or self._sheet.holds(shown)
        if words_only or not (in_sight or self._take_sheet_of(shown)):
            self._sheet.begin(shown, paged=paged and self.sheets.paged(shown.version_id), words_only=words_only)
            self._sheet.set_marks([])
        self._title.setText(title)
        self._version.setText(version)
        self._toggle.setVisible(bool(shown.reading.pages))
        self._contents.show()
        self._show_speakers(shown)
        missing = writing_systems.note(shown.text)
        notes = [*shown.reading.notes, *([missing] if missing else [])]
        self.notes.show_notes(shown.version_id, notes, again=bool(shown.reading.notes))
        self._load(comes_back=not in_sight)

    def _take_sheet_of(self, shown: Shown) -> bool:
        """True when the document is laid out on it already."""
        self._sheet, there = self.sheets.for_document(shown, self._sheet)
        self._bring(self._sheet)
        return there

    def _bring(self, sheet: ReadingSheet) -> None:
        self._room.addWidget(sheet)
        self._room.setCurrentWidget(sheet)
        sheet.setGeometry(self._room.contentsRect())

    def hand_over(self, sheet: ReadingSheet) -> ReadingSheet:
        """That sheet is shown from now on; gives the one that was."""
        self.remember()
        was, self._sheet = self._sheet, sheet
        self._bring(sheet)
        return was

    def put_by(self, sheet: ReadingSheet) -> None:
        """It was shown beside and is not any more."""
        self._room.addWidget(sheet)
        self.sheets.put_by(sheet)

    def setting(self) -> Setting:
        return self._sheet.texts.setting

    def apply_setting(self, setting: Setting) -> None:
        self.sheets.apply_setting(setting)

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
        self._show_speakers(shown)
        texts, paged = self._sheet.texts, self._sheet.paged
        place, only = texts.place(), texts.only()
        self._sheet.begin(shown, paged=paged, pages_stay=True)
        if not paged:
            self._load(comes_back=False)
            texts.restore(place)
            texts.show_only(only if any(turn.label == only for turn in shown.reading.turns) else "")

    def _show_speakers(self, shown: Shown) -> None:
        count = len({turn.label for turn in shown.reading.turns if turn.label})
        self._speakers.setText(f"Speakers {count}")
        self._speakers.setVisible(count > 0)

    def show_highlights(self, count: int) -> None:
        """How many highlights of the file are no claims yet."""
        self._highlights.setText(counted(count, "highlight"))
        self._highlights.setVisible(count > 0)

    def set_marks(self, marks: list[Mark]) -> None:
        self._sheet.set_marks(marks)

    def put_marks(self, mark_id: str, marks: list[Mark]) -> None:
        """Those of one claim or outcome; [] when there are none any more."""
        self._sheet.put_marks(mark_id, marks)

    def set_current(self, mark_id: str) -> None:
        self.view().set_current(mark_id)

    def draw_again(self) -> None:
        """The pages could not be drawn before."""
        if self._sheet.shown and self._sheet.paged:
            self.remember()
            self._load(anew=True)

    def paged(self) -> bool:
        """Are the pages shown, not the text?"""
        return self._sheet.paged

    def toggle_view(self) -> None:
        """Text or pages; the caret stays on the same words."""
        if self._sheet.shown and self._sheet.shown.reading.pages and not self._toggle.isHidden():
            caret, selection = self.view().caret(), self.view().selection()
            self.remember()
            self._sheet.paged = not self._sheet.paged
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
        return self._sheet.address_at_caret()

    def remember(self) -> None:
        self.sheets.remember(self._sheet)

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
        clear.clicked.connect(lambda: self._sheet.texts.show_only(""))
        made = surface(row(self._only_words, 4, clear, None, margins=(16, 0, 16, 0)), "chrome")
        made.setFixedHeight(32)
        made.hide()
        return made

    def _show_only(self, label: str) -> None:
        turns = self._sheet.shown.reading.turns if self._sheet.shown else []
        count = sum(turn.label == label for turn in turns)
        self._only_words.setText(f"Showing {count:,} of {counted(len(turns), 'turn')}: {label}")
        self._only.setVisible(bool(label) and not self._sheet.paged)

    def show_only(self, label: str) -> None:
        """One speaker's turns alone; text it is that shows them."""
        if label and self._sheet.paged:
            self.toggle_view()
        self._sheet.texts.show_only(label)

    def only(self) -> str:
        return self._sheet.texts.only()

    def _head_of_pages(self) -> PageTools:
        made = PageTools()
        made.setting_wanted.connect(lambda: self.around_wanted.emit("pages"))
        return made

    def marks(self) -> list[Mark]:
        return self._sheet.marks()

    def choose_page_setting(self, setting: PageSetting) -> None:
        """How pages are shown from now on, in every document."""
        self.apply_page_setting(setting)
        self.page_setting_changed.emit(self.page_setting)

    def apply_page_setting(self, setting: PageSetting) -> None:
        self.page_setting = setting
        if self._sheet.pages:
            self._sheet.pages.apply_setting(setting)
            self.page_tools.show_page()

    def turn_pages(self, quarters: int) -> None:
        """Of this document, clockwise."""
        self.set_turn(self._sheet.turn + quarters)
        self.pages_turned.emit(self._sheet.turn)

    def set_turn(self, quarters: int) -> None:
        self._sheet.set_turn(quarters)
        self.page_tools.show_page()

    def _take_page_setting(self, setting: PageSetting) -> None:
        self.page_setting = setting
        self.page_tools.show_page()
        self.page_setting_changed.emit(setting)

    def _banner(self) -> QWidget:
        self._banner_sign = row(gap=0)
        self._banner_claim = ElidedLabel()
        self._banner_hint = label("Select what happened, then", "small", "2")
        self.outcome_button = button("Pick an outcome…")
        self.outcome_button.clicked.connect(self.outcome_wanted)
        cancel = icon_button("x", "Stop linking  Esc")
        cancel.clicked.connect(self.link_cancelled)
        made = header(
            KindSign("square", "evidence", "Linking"), label("Linking", "strong"), self._banner_sign, self._banner_claim,
            self._banner_hint, keycap("L"), self.outcome_button, cancel,
        )  # fmt: skip
        stretch(made, 3)
        return surface(made, "linking")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._banner_hint.setVisible(self.width() >= HINTED)
        self.find_bar.place()
        self.strip.place()

    def _load(self, *, comes_back: bool = True, anew: bool = False) -> None:
        sheet = self._sheet
        assert sheet.shown is not None
        fresh = sheet.lay_out(self.page_setting, anew=anew)
        self.page_tools.setVisible(sheet.paged)
        self._setting.setVisible(not sheet.paged)
        self._version.setVisible(not sheet.paged)
        if sheet.pages and sheet.paged:
            self.page_tools.show_view(sheet.pages)
        if comes_back:
            self.sheets.come_back(sheet, fresh=fresh)
        self._show_only(sheet.texts.only())
        self.page_tools.show_page()
        self.loaded.emit(sheet.shown.text)

    def _take_told(self, sheet: ReadingSheet, name: str, values: tuple[object, ...]) -> None:
        """What a sheet tells is told on while it is the one that is shown."""
        if sheet is self._sheet:
            own: dict[str, Callable[..., None]] = {
                "address_wanted": self.open_address, "only_changed": self._show_only, "page_changed": self._show_page,
                "page_setting_taken": self._take_page_setting,
            }  # fmt: skip
            (own.get(name) or getattr(self, name).emit)(*values)

    def _show_page(self, _page: int) -> None:
        self.page_tools.show_page()
        self.page_turned.emit()
