"""An address of a document, whole, before anything is opened: only http, https and mailto, and only when it is wanted."""

from PySide6.QtCore import QPoint, Qt, QUrl, QUrlQuery
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QWidget

from desktop.addresses import usable
from desktop.ui.popover import Popover
from desktop.ui.widgets import button, column, label, row

WIDTH = 460
SCHEMES = ("http", "https", "mailto")
BREAK_EVERY = 48
"""Characters after which an address without blanks may be broken into lines."""


def sound(address: str) -> QUrl | None:
    """The address as it is opened; None for what could open files, shares or programs."""
    url = QUrl(usable(address), QUrl.ParsingMode.StrictMode)
    if not url.isValid() or url.scheme().lower() not in SCHEMES:
        return None
    if url.scheme().lower() == "mailto":  # some mail programs would attach files that are named there
        return None if any("attach" in key.lower() for key, _ in QUrlQuery(url).queryItems()) else url
    return url if url.host() else None


class OpenAddress(Popover):
    """Shown as it is sent: letters that look like others are spelt out, and the site is named on its own."""

    def __init__(self, parent: QWidget, address: str) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._url = sound(address)
        shown = bytes(self._url.toEncoded().data()).decode("ascii") if self._url else address
        self.address = label(_breakable(shown), "body", wrap=True)
        self.address.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.open_button, copy, close = button("Open", "primary"), button("Copy"), button("Cancel")
        self.open_button.clicked.connect(self._open)
        self.open_button.setEnabled(self._url is not None)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(shown))
        close.clicked.connect(self.close)
        title = label("Open this address outside Followthrough?", "strong", wrap=True)
        page = column(
            title, 8, self.address, 8, label(self._says(), "small", "2", wrap=True), 12,
            row(None, close, copy, self.open_button), margins=(16, 14, 16, 14),
        )  # fmt: skip
        page.setFixedWidth(WIDTH)
        self.box.addWidget(page)

    def show_over(self, window: QWidget) -> None:
        self.adjustSize()
        self.show_at(window.mapToGlobal(QPoint((window.width() - self.width()) // 2, window.height() // 4)))
        self.open_button.setFocus()

    def _says(self) -> str:
        if self._url is None:
            return "It could open or run something on this computer, so it is not opened from here."
        if self._url.scheme().lower() == "mailto":
            return "It begins a message in your mail program."
        host = self._url.host(QUrl.ComponentFormattingOption.FullyEncoded)
        return f"It leads to {host}. The document chose the address, not Followthrough."

    def _open(self) -> None:
        self.close()
        if self._url:
            QDesktopServices.openUrl(self._url)


def _breakable(text: str) -> str:
    """A label breaks lines at blanks alone: zero-width spaces let a long address be broken."""
    return "\u200b".join(text[at : at + BREAK_EVERY] for at in range(0, len(text), BREAK_EVERY))
