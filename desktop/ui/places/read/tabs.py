"""Which documents stay open: a single click only looks at one; a double click, Enter or work in it keeps it."""

import json
from typing import TYPE_CHECKING

from desktop.ui.context import Context
from desktop.ui.panels.document_tabs import DocumentTabs

if TYPE_CHECKING:
    from desktop.ui.places.read.place import ReadPlace

CLOSED_AT_MOST = 20
"""Closed tabs that can be opened again."""


class Tabs:
    """Kept from one start of the program to the next, for each workspace."""

    def __init__(self, context: Context, read: "ReadPlace") -> None:
        self._context, self._read = context, read
        self.bar = DocumentTabs()
        self._kept: list[str] = []
        self._closed: list[str] = []
        self._current = ""
        self.bar.chosen.connect(read.open_document)
        self.bar.close_wanted.connect(self.close)
        self.bar.keep_wanted.connect(self.keep)
        self.bar.ordered.connect(self._order)

    def begin(self) -> None:
        """Another workspace is open."""
        stored = str(self._context.settings.value(self._key(), "[]", str)) if self._context.path else "[]"
        try:
            found = json.loads(stored)
        except (ValueError, RecursionError):  # somebody wrote into the settings
            found = []
        kept = [one for one in found if isinstance(one, str)] if isinstance(found, list) else []
        self._kept = list(dict.fromkeys(kept))
        self._closed, self._current = [], ""
        self.show()

    def show_current(self, document_id: str) -> None:
        self._current = document_id
        self.show()

    def show(self) -> None:
        """Titles and documents may have changed."""
        titles = self._read.titles()
        ids = [one for one in self._kept if one in titles]
        passing = "" if self._current in ids or self._current not in titles else self._current
        shown = [*ids, *([passing] if passing else [])]
        self.bar.show_tabs([(one, titles[one]) for one in shown], self._current, passing)

    def keep(self, document_id: str) -> None:
        if document_id and document_id not in self._kept:
            self._kept.append(document_id)
            self._store()
            self.show()

    def keep_current(self) -> None:
        self.keep(self._current)

    def close(self, document_id: str = "") -> None:
        """The current one without an id; the last one stays."""
        ids, gone = self.bar.ids(), document_id or self._current
        if gone not in ids or len(ids) < 2:
            return
        self._closed = [*self._closed, gone][-CLOSED_AT_MOST:]
        self._kept = [one for one in self._kept if one != gone]
        self._store()
        if gone == self._current:
            at = ids.index(gone)
            self._read.open_document((ids[at + 1 :] or ids[:at])[0 if ids[at + 1 :] else -1])
        else:
            self.show()

    def reopen(self) -> None:
        """The one that was closed last."""
        while self._closed:
            last = self._closed.pop()
            if self._read.has_document(last):
                self.keep(last)
                self._read.open_document(last)
                return

    def step(self, by: int) -> None:
        """To the next tab, round and round."""
        ids = self.bar.ids()
        if len(ids) > 1 and self._current in ids:
            self._read.open_document(ids[(ids.index(self._current) + by) % len(ids)])

    def _order(self, ids: list[str]) -> None:
        self._kept = [one for one in ids if one in self._kept]
        self._store()

    def _store(self) -> None:
        if self._context.path:
            self._context.settings.setValue(self._key(), json.dumps(self._kept))

    def _key(self) -> str:
        return f"read/tabs/{self._context.path}"
