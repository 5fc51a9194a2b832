"""The open document's versions: a newer copy, or its file read in another way."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QFileDialog

from desktop.ui.actions.document import has_document
from desktop.ui.commands import command

if TYPE_CHECKING:
    from desktop.documents.base import Choices
    from desktop.ui.main_window import MainWindow
    from desktop.workspace import Workspace


@command("Replace with a newer copy…", menu="Workspace", icon="file-plus", when=has_document, group=1)
def replace_document(window: "MainWindow") -> None:
    from desktop.ui.replacing import replace

    document = window.read().documents.current()
    if document:
        name, _ = QFileDialog.getOpenFileName(
            window, f"A newer copy of “{document.title}”", str(window.folder()), window.adding.name_filter()
        )
        if name:
            replace(window.context, window, document, Path(name), window.notices)


@command("Read again…", menu="Workspace", icon="file-text", when=has_document, group=1)
def read_again(window: "MainWindow") -> None:
    from desktop.documents import formats
    from desktop.ui import replacing
    from desktop.ui.panels.reading_choices import ReadingChoices

    document = window.read().documents.current()
    if document is None:
        return
    name = document.reader.partition("/")[0]
    offers = next((found.offers for found in formats() if found.name == name), ())

    def ask(was: "Choices") -> None:
        reader = window.read().reader
        asked = ReadingChoices(reader, document.title, offers, was)
        asked.chosen.connect(
            lambda choices: replacing.read_again(window.context, window, document, choices, window.notices)
        )
        asked.closed.connect(asked.deleteLater)
        asked.show_at(reader.mapToGlobal(QPoint(24, 56)))
        asked.focus()

    window.context.read("how it was read", lambda w: w.versions.choices(document.id), ask)


def has_waiting(window: "MainWindow") -> bool:
    document = window.read().documents.current() if has_document(window) else None
    return bool(document and document.to_review)


@command("Check the passages of this document", menu="Workspace", icon="locate", when=has_waiting, group=1)
def check_passages(window: "MainWindow") -> None:
    document = window.read().documents.current()
    if document:
        window.context.go("review", ("passages", document.id))


@command("Place the passage here", menu="Claim", icon="locate", when=has_document, group=2)
def place_passage(window: "MainWindow") -> None:
    """The current claim's first waiting passage is what is selected."""
    selected, claim_id = window.read().view().selection(), window.context.claim_id
    if not selected or not claim_id:
        window.context.tell("Nothing was placed", "Choose the claim in Review, then select the words that say it now.")
        return

    def place(workspace: "Workspace") -> str:
        waiting = [p for p in workspace.claim(claim_id).passages if p.status in ("needs_review", "orphaned")]
        if not waiting:
            return "No passage of this claim waits for a place."
        workspace.versions.place_passage(waiting[0].id, *selected)
        return ""

    def done(why: str) -> None:
        if why:
            window.context.tell("Nothing was placed", why)

    window.context.write("The passage was not placed", place, done)
