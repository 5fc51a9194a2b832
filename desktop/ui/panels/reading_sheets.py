"""The sheets of a reader: a few of the latest stay laid out, and of every document is known how it was left."""

from collections.abc import Callable
from dataclasses import dataclass

from desktop.ui.panels.reading_sheet import ReadingSheet
from desktop.ui.views.base import Shown
from desktop.ui.views.text_setting import Setting

READY, READY_PAGED = 4, 1
"""Sheets that are laid out and not shown, at most; of those with pages, whose pictures take much memory."""
READY_TEXT = 4_000_000
"""Characters in them, at most."""


@dataclass(frozen=True)
class Left:
    """How a document was left: the place in each of its views, which of them it was, and the speaker shown alone."""

    paged: bool
    text: object = None
    pages: object = None
    only: str = ""

    def place(self) -> object:
        return self.pages if self.paged else self.text


class ReadingSheets:
    """`told` hears what each sheet tells: (sheet, name of the signal, its values)."""

    def __init__(self, told: Callable[[ReadingSheet, str, tuple[object, ...]], None]) -> None:
        self._told = told
        self._setting = Setting()
        self._all: list[ReadingSheet] = []
        self._ready: list[ReadingSheet] = []
        """Not shown, the latest at the end."""
        self._left: dict[str, Left] = {}
        """By version."""

    def new(self) -> ReadingSheet:
        made = ReadingSheet(self._setting)
        made.told.connect(lambda name, values: self._told(made, name, values))
        self._all.append(made)
        return made

    def take(self, shown: Shown) -> tuple[ReadingSheet, bool]:
        """One more sheet for the document, and whether it is laid out there."""
        found = next((sheet for sheet in self._ready if sheet.holds(shown)), None)
        if found:
            self._ready.remove(found)
        return found or self.new(), found is not None

    def for_document(self, shown: Shown, instead_of: ReadingSheet) -> tuple[ReadingSheet, bool]:
        """A sheet to show it on, and whether it is laid out there. The other one is put by, or used again when empty."""
        found = next((sheet for sheet in self._ready if sheet.holds(shown)), None)
        if found:
            self._ready.remove(found)
            self.put_by(instead_of)
            return found, True
        if instead_of.shown is None:
            return instead_of, False
        self._ready.append(instead_of)
        too_many = self._too_many()
        for sheet in too_many[1:]:
            self._drop(sheet)
        return too_many[0] if too_many else self.new(), False

    def put_by(self, sheet: ReadingSheet) -> None:
        """It is not shown any more, and stays ready for a while."""
        self._ready.append(sheet)
        for old in self._too_many():
            self._drop(old)

    def ready(self, version_id: str) -> Shown | None:
        """The document as it is laid out on a sheet that is not shown."""
        return next((one.shown for one in self._ready if one.shown and one.shown.version_id == version_id), None)

    def forget(self) -> None:
        """Another workspace, or other speakers."""
        for sheet in self._ready:
            self._drop(sheet)
        self._ready = []

    def apply_setting(self, setting: Setting) -> None:
        self._setting = setting
        for sheet in self._all:
            sheet.texts.apply_setting(setting)

    # ── how a document was left ──────────────────────────────────────────────────────────────────

    def remember(self, sheet: ReadingSheet) -> None:
        if sheet.shown is None:
            return
        version_id, place = sheet.shown.version_id, sheet.view().place()
        was = self._left.get(version_id, Left(sheet.paged))
        text, pages = (was.text, place) if sheet.paged else (place, was.pages)
        self._left[version_id] = Left(sheet.paged, text, pages, sheet.texts.only())

    def paged(self, version_id: str) -> bool:
        """Were its pages shown last? So they are the first time."""
        left = self._left.get(version_id)
        return left.paged if left else True

    def come_back(self, sheet: ReadingSheet, *, fresh: bool) -> None:
        """To the same pixel; a sheet that was laid out anew also to the speaker who was shown alone."""
        left = self._left.get(sheet.shown.version_id) if sheet.shown else None
        if left is None:
            return
        if fresh and left.only and not sheet.paged:
            sheet.texts.show_only(left.only)
        place = left.pages if sheet.paged else left.text
        if place is not None:
            sheet.view().restore(place)

    # ── inside ───────────────────────────────────────────────────────────────────────────────────

    def _too_many(self) -> list[ReadingSheet]:
        """Those that are ready no longer: empty ones, and the oldest."""
        gone: list[ReadingSheet] = []
        letters, paged = 0, 0
        for kept, sheet in enumerate(reversed(self._ready), 1):
            letters += len(sheet.shown.text) if sheet.shown else 0
            paged += sheet.pages is not None
            if sheet.shown is None or kept > READY or letters > READY_TEXT or (sheet.pages and paged > READY_PAGED):
                gone.append(sheet)
        self._ready = [sheet for sheet in self._ready if sheet not in gone]
        return gone

    def _drop(self, sheet: ReadingSheet) -> None:
        self._all.remove(sheet)
        sheet.deleteLater()
