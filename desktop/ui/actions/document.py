"""The open document as a whole: what it says of itself, and taking it out."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint

from desktop.ui.commands import command

if TYPE_CHECKING:
    from desktop.ui.main_window import MainWindow


def has_document(window: "MainWindow") -> bool:
    return bool(window.context.workspace and window.current_place() == "read" and window.read().documents.current())


@command("Document details", "Ctrl+I", menu="Workspace", icon="file-text", when=has_document, group=1)
def document_details(window: "MainWindow") -> None:
    from desktop.ui.panels.document_details import DocumentDetails

    document, reader = window.read().documents.current(), window.read().reader
    if document:
        details = DocumentDetails(window.context, reader, document)
        details.closed.connect(details.deleteLater)
        details.show_at(reader.mapToGlobal(QPoint(24, 56)))
        details.focus()


@command("Contents", "Ctrl+G", menu="View", icon="list-tree", when=has_document, group=2)
def contents(window: "MainWindow") -> None:
    window.read().open_around("contents")


@command("Speakers", "Ctrl+Shift+K", menu="View", icon="users", when=has_document, group=2)
def speakers(window: "MainWindow") -> None:
    window.read().open_around("speakers")


@command("Highlights in the file", menu="View", icon="highlighter", when=has_document, group=2)
def highlights(window: "MainWindow") -> None:
    window.read().open_around("highlights")


def has_address(window: "MainWindow") -> bool:
    return has_document(window) and bool(window.read().reader.address_at_caret())


@command("Open address at the caret…", menu="Go", icon="link", when=has_address, group=3)
def open_address(window: "MainWindow") -> None:
    """Shown whole before anything opens."""
    window.read().reader.open_address()


@command("Remove document", menu="Workspace", icon="x", when=has_document, group=1)
def remove_document(window: "MainWindow") -> None:
    """Nobody is asked first; the notice takes it back."""
    document = window.read().documents.current()
    if not document:
        return
    words = f"“{document.title}” and the claims in it are out of the workspace."

    window.context.write(
        f"“{document.title}” was not removed",
        lambda w: w.remove_document(document.id),
        lambda _none: window.context.tell_step("Document removed", words),
    )
