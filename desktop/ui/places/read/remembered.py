"""Where the caret was in each document when it was left, and how its pages were turned, kept from one start of the program to the next."""

import json
from pathlib import Path

from desktop.ui.context import Context
from desktop.ui.panels.reader import ReaderPane
from desktop.ui.places.read.opened import Opened

MOST = 200
"""Documents of one workspace; the longest unvisited are forgotten."""


class Remembered:
    def __init__(self, context: Context, reader: ReaderPane) -> None:
        self._context, self._reader = context, reader
        self._shown: tuple[Path, str] | None = None
        """The workspace's file and the version."""
        reader.pages_turned.connect(self._keep_turn)

    def leave(self) -> None:
        """The document is closed, or the program."""
        if self._shown:
            path, version_id = self._shown
            carets = _read(self._context.settings.value(_key(path), "", str))
            carets.pop(version_id, None)
            carets[version_id] = self._reader.view().caret()
            self._context.settings.setValue(_key(path), json.dumps(dict(list(carets.items())[-MOST:])))

    def come_back(self, opened: Opened) -> None:
        """Another document is shown from now on. Of this session the reader knows the very pixel, and is there."""
        path, version_id, view = self._context.path, opened.row.version_id, self._reader.view()
        self._shown = (path, version_id) if path else None
        turns = _read(self._context.settings.value(_turns(path), "", str)) if path else {}
        self._reader.set_turn(turns.get(version_id, 0))
        caret = _read(self._context.settings.value(_key(path), "", str)).get(version_id, 0) if path else 0
        if 0 < caret < len(opened.shown.text) and not view.caret():
            view.set_caret(caret)
            view.reveal(caret, caret + 1)

    def _keep_turn(self, quarters: int) -> None:
        if self._shown:
            path, version_id = self._shown
            turns = _read(self._context.settings.value(_turns(path), "", str))
            turns.pop(version_id, None)
            turns |= {version_id: quarters} if quarters else {}
            self._context.settings.setValue(_turns(path), json.dumps(dict(list(turns.items())[-MOST:])))

    def forget(self) -> None:
        self._shown = None


def _key(path: Path) -> str:
    return f"read/carets/{path}"


def _turns(path: Path) -> str:
    return f"read/turns/{path}"


def _read(stored: object) -> dict[str, int]:
    try:
        found = json.loads(str(stored or "{}"))
    except (ValueError, RecursionError):  # somebody wrote into the settings
        return {}
    return {str(name): at for name, at in found.items() if isinstance(at, int)} if isinstance(found, dict) else {}
