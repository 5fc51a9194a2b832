"""The pages of a file that is being added, to be looked at before its words are read. No trouble is told here: the
reading tells it."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from desktop.documents.base import Glance, Page, PageImage, Reading
from desktop.documents.reader import Readers
from desktop.errors import UnreadableDocument
from desktop.ui.context import Context
from desktop.ui.views.base import AskForPage, Shown

_numbers = count(1)


@dataclass(frozen=True)
class Glanced:
    """Pages without words."""

    title: str
    shown: Shown
    cancel: Callable[[], None]
    """Ends the reading."""


def glance(
    context: Context,
    path: Path,
    data: bytes,
    password: str,
    cancel: Callable[[], None],
    done: Callable[[Glanced], None],
) -> None:
    """Asked off the window's thread; `done` hears nothing of a file that has no pages or can't be opened."""
    readers, key = context.readers, f"glance {next(_numbers)}"

    def look() -> Glance | None:
        try:
            return readers.glance(key, path.name.encode(errors="replace").decode(), data, password)
        except UnreadableDocument:
            return None

    def arrived(found: Glance | None) -> None:
        if found:
            shown = Shown(key, "", _wordless(found), _drawing(context, readers, key, data, password))
            title = found.title or " ".join(path.stem.replace("_", " ").split())
            done(Glanced(title, shown, cancel))

    context.tasks.read("glance", look, arrived)


def _wordless(found: Glance) -> Reading:
    sides = iter(found.sizes)
    pages = [
        Page(0, 0, width, height, str(number))
        for number, (width, height) in enumerate(zip(sides, sides, strict=True), 1)
    ]
    return Reading("", [], pages=pages)


def _drawing(context: Context, readers: Readers, key: str, data: bytes, password: str) -> AskForPage:
    def ask(page: int, scale: float, answer: Callable[[PageImage], None]) -> None:
        def draw() -> PageImage | None:
            try:
                return readers.page_image(key, data, page, scale, password)
            except UnreadableDocument:
                return None

        def arrived(image: PageImage | None) -> None:
            if image:
                answer(image)

        context.tasks.read(f"page {key} {page}", draw, arrived)

    return ask
