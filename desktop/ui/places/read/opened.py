"""Documents as Read asks for them: the list, and one with its text, its structure and the way to its page pictures."""

import zlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from db.rows import DocumentRow
from desktop.documents.base import PageImage
from desktop.errors import PasswordNeeded
from desktop.ui.context import Context
from desktop.ui.views.base import Shown

if TYPE_CHECKING:
    from desktop.documents.reader import Readers
    from desktop.workspace import Workspace


@dataclass(frozen=True)
class Opened:
    """A document as it comes from the workspace."""

    row: DocumentRow
    shown: Shown


def opened(workspace: "Workspace", document_id: str, readers: "Readers", context: Context) -> Opened:
    """Text, structure and turns; the original file only where pages are painted from it."""
    from db import queries
    from desktop.documents.base import Turn, unpack

    with workspace.store.session() as session:
        (row,) = queries.documents(session, [document_id])
        text = queries.version_text(session, row.version_id)
        turns = [Turn(t.start, t.end, t.label, t.role, t.time_start) for t in queries.turns(session, row.version_id)]
        reading = replace(unpack(zlib.decompress(queries.version_structure(session, row.version_id))), turns=turns)
        file = queries.source_of_version(session, row.version_id) if reading.pages else None
    content = zlib.decompress(file.content) if file else b""
    return Opened(row, Shown(row.version_id, text, reading, _pages(row, content, readers, context)))


def _pages(
    row: DocumentRow, content: bytes, readers: "Readers", context: Context
) -> Callable[[int, float, Callable[[PageImage], None]], None] | None:
    if not content:
        return None

    def ask(page: int, scale: float, answer: Callable[[PageImage], None]) -> None:
        password = context.passwords.get(row.id, "")

        def draw() -> PageImage | None:
            try:
                return readers.page_image(row.version_id, content, page, scale, password)
            except PasswordNeeded:
                return None

        def arrived(image: PageImage | None) -> None:
            if image is not None:
                answer(image)
            elif password == context.passwords.get(
                row.id, ""
            ):  # else another was given meanwhile, and all are drawn anew
                context.password_wanted.emit(row.id, row.title)

        context.tasks.read(f"page {row.version_id} {page} {scale}", draw, arrived)

    return ask
