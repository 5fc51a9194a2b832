"""Finding words in the open document as they are typed: which are found, and which of them one is at.

What is near comes at once; the rest comes in slices, between which the window does whatever it has to.
"""

import time
from bisect import bisect_left
from collections.abc import Callable

from PySide6.QtCore import QTimer

from db.errors import KnownError
from desktop.finding import MOST, Finder, Search, Stretch
from desktop.ui.context import Context
from desktop.ui.panels.reader import ReaderPane

FIRST, SLICE = 0.006, 0.006
"""Seconds that are spent at once: on a key, and between other work of the window."""
AWAY = 0.06
"""Seconds that a pattern is looked for off the window's thread before it answers."""
TOLD = 0.1
"""Seconds between two tellings of what has come meanwhile."""
LONGEST_TAKEN = 200
"""Characters of a selection that are taken for what is looked for."""


class Finding:
    def __init__(self, context: Context, reader: ReaderPane) -> None:
        self._context, self._reader, self._bar = context, reader, reader.find_bar
        self._slices = QTimer(reader)
        self._slices.setSingleShot(True)
        self._slices.timeout.connect(self._go_on)
        self._finder = Finder("")
        self._at: Stretch | None = None
        self._forget()
        self._bar.changed.connect(self.find)
        self._bar.stepped.connect(self.step)
        self._bar.left.connect(self.leave)
        reader.loaded.connect(self._loaded)
        reader.find_wanted.connect(self.open)

    def show(self, text: str) -> None:
        """Another document; an open find bar looks into it as well."""
        if text is not self._finder.text:
            self._finder = Finder(text)
        self._forget()
        if not self._bar.isHidden():
            self._slices.start()

    def open(self) -> None:
        """With the selected words, if they are in one line; else with what was looked for last."""
        view = self._reader.view()
        words = self._finder.text[slice(*(view.selection() or (0, 0)))].strip()
        self._bar.come(words if len(words) <= LONGEST_TAKEN and "\n" not in words else "")

    def find(self) -> None:
        self._forget()
        if not self._bar.isHidden():
            self._begin()

    def step(self, by: int) -> None:
        """From the place one is at; the bar comes back if it was closed."""
        if self._bar.isHidden():
            self._bar.come()
            by *= self._at is not None and self._at[0] == self._reader.view().caret()
        if self._found:
            self._at = self._found[(self._number() + by) % len(self._found)]
            self._put_caret()
            self._tell()
            self._reveal()

    def leave(self) -> None:
        """The caret goes to what was found, so that a key tags what is seen."""
        self._put_caret()
        self._forget()
        self._tell()
        self._reader.view().setFocus()

    @property
    def found(self) -> list[Stretch]:
        """So far."""
        return self._found

    @property
    def settled(self) -> bool:
        """Nothing is being looked for any more."""
        return not self._goes_on()

    # ── inside ───────────────────────────────────────────────────────────────────────────────────

    def _forget(self) -> None:
        self._slices.stop()
        self._context.tasks.drop("find")
        self._search: Search | None = None
        self._ready: Callable[[float], bool] | None = None
        self._away = False
        self._found: list[Stretch] = []
        """Rising, whichever was found first: those from the caret on, and then those before it."""
        self._ahead: list[Stretch] = []
        self._behind: list[Stretch] = []
        self._from = 0
        self._at = None
        self._told = 0.0

    def _begin(self) -> None:
        sought, view = self._bar.sought(), self._reader.view()
        self._from = (view.selection() or (view.caret(), 0))[0]
        self._ready = None if sought.words.strip() else self._finder.get_ready(sought, self._from)
        if self._ready:
            self._tell()
            self._slices.start()
            return
        try:
            self._search = self._finder.search(sought, self._from)
        except KnownError as error:
            self._fail(error)
            return
        self._away = sought.pattern
        self._look(FIRST)

    def _go_on(self) -> None:
        if self._search:
            self._look(SLICE)
        elif self._ready is None and not self._bar.isHidden():
            self._begin()
        elif self._ready and self._ready(SLICE):
            self._slices.start()

    def _look(self, seconds: float) -> None:
        search = self._search
        if search and self._away:
            self._context.tasks.read("find", lambda: _attempt(search), self._take)
        elif search:
            self._take(search.go_on(seconds))

    def _take(self, found: list[Stretch] | KnownError) -> None:
        if isinstance(found, KnownError):
            self._fail(found)
            return
        self._merge(found)
        if not self._goes_on() or (self._found and time.monotonic() > self._told + TOLD):
            self._settle()
        if self._goes_on() and self._away:
            self._look(SLICE)
        elif self._goes_on():
            self._slices.start()

    def _goes_on(self) -> bool:
        return bool(self._search and not self._search.done and len(self._found) < MOST)

    def _merge(self, new: list[Stretch]) -> None:
        """They rise, but for one leap to the beginning of the text."""
        if new:
            first = (self._ahead or new)[0]
            leap = next((number for number, place in enumerate(new) if place < first), len(new))
            self._ahead += new[:leap]
            self._behind += new[leap:]
            if self._behind and self._behind[-1][1] > first[0]:
                self._behind.pop()
            self._found = (self._behind + self._ahead)[:MOST]

    def _settle(self) -> None:
        """The first place from where one was on is the one that is shown."""
        if self._at is None:
            number = bisect_left(self._found, (self._from, 0))
            if number < len(self._found) or (self._found and not self._goes_on()):
                self._at = self._found[number % len(self._found)]
                self._reveal()
        self._tell()
        self._told = time.monotonic()

    def _tell(self) -> None:
        number = self._number()
        self._reader.view().set_found(self._found, number)
        if not self._bar.sought().words.strip() or self._search is None:
            self._bar.say("")
        elif self._goes_on():
            self._bar.say(f"{len(self._found):,} …", f"{len(self._found):,} found so far")
        elif self._found:
            more = "+" if len(self._found) >= MOST else ""
            self._bar.say(f"{number + 1:,} of {len(self._found):,}{more}")
        else:
            self._bar.say("not found")

    def _fail(self, error: KnownError) -> None:
        """What was found before stays."""
        words = "too slow" if self._search else "no pattern"
        self._search = None
        self._tell()
        self._bar.say(words, str(error), alert=True)

    def _number(self) -> int:
        return bisect_left(self._found, self._at) if self._at else -1

    def _reveal(self) -> None:
        if self._at:
            self._reader.view().reveal(*self._at)

    def _put_caret(self) -> None:
        if self._at:
            self._reader.view().set_caret(self._at[0])

    def _loaded(self, text: object) -> None:
        """The same document as pages or as text."""
        if text == self._finder.text:
            self._tell()


def _attempt(search: Search) -> list[Stretch] | KnownError:
    try:
        return search.go_on(AWAY)
    except KnownError as error:
        return error
