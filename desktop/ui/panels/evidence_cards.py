"""Evidence as cards: exact words of own documents, or a citation whose address is shown whole before it is opened."""

from PySide6.QtCore import QPoint, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QFont, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QMenu, QVBoxLayout, QWidget

from db.rows import EvidenceRow
from desktop.days import shown_day
from desktop.ui import forms, theme
from desktop.ui.widgets import ElidedLabel, KindSign, button, icon_button, label, row, surface

OPENED = ("http", "https", "mailto")
"""Kinds of address that are opened; anything else could start a program or reach into a network."""


def may_open(address: str) -> bool:
    url = QUrl(address.strip(), QUrl.ParsingMode.StrictMode)
    return url.isValid() and url.scheme().lower() in OPENED and bool(url.host() or url.scheme().lower() == "mailto")


class EvidenceCard(QFrame):
    """A click on own words opens them in Read; a click on an address (Ctrl+Enter) asks before it is opened.

    F2 changes it, Del removes it; a button offers both.
    """

    opened = Signal(str)
    """The id of a document."""
    change_wanted = Signal()
    remove_wanted = Signal()

    def __init__(self, evidence: EvidenceRow) -> None:
        super().__init__()
        self.evidence = evidence
        self._asking: QWidget | None = None
        surface(self, "card")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if evidence.passages or evidence.url:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(12, 10, 12, 10)
        self._box.setSpacing(4)
        title = evidence.citation or evidence.document or short(evidence.url)
        about = label(_about(evidence), "micro", "3")
        self._more = icon_button("ellipsis", "Change or remove this evidence")
        self._more.setFixedSize(24, 24)
        self._more.clicked.connect(self._show_more)
        sign = KindSign("square", "evidence", "Evidence", 11)
        self._box.addWidget(row(sign, ElidedLabel(title, weight=500), about, self._more, gap=8))
        for passage in evidence.passages:
            quote = label(f"“{passage.exact}”", wrap=True)
            quote.setFont(_reading())
            quote.setContentsMargins(19, 0, 0, 0)
            self._box.addWidget(quote)
        below = [evidence.document] if evidence.document != title else []
        below += [short(evidence.url)] if evidence.url and short(evidence.url) != title else []
        self._below = ElidedLabel("  ·  ".join(filter(None, below)), "small", "text_2")
        if self._below.text():
            self._box.addWidget(row(19, self._below, gap=0))
        self.setAccessibleName(title)

    def act(self) -> None:
        """What a click does."""
        if self.evidence.passages:
            self.opened.emit(self.evidence.passages[0].document_id)
        elif self.evidence.url:
            self.ask()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        where = event.position().toPoint()
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(where):
            line = self._below.mapTo(self, self._below.rect().topLeft()).y() if self._below.text() else self.height()
            if self.evidence.url and where.y() >= line:
                self.ask()
            else:
                self.act()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F2:
            self.change_wanted.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.remove_wanted.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            self.ask() if control and self.evidence.url else self.act()
        elif event.key() == Qt.Key.Key_Escape and self._asking:
            self._stop_asking()
        else:
            super().keyPressEvent(event)

    def ask(self) -> None:
        """Show the whole address and a button that opens it; put both away the second time."""
        if self._asking:
            self._stop_asking()
            return
        address = self.evidence.url.strip()
        self._asking = QWidget()
        box = QVBoxLayout(self._asking)
        box.setContentsMargins(19, 6, 0, 0)
        box.setSpacing(8)
        whole = label("\u200b".join(address), "small", "", wrap=True)  # may break anywhere, so that all of it is seen
        whole.setAccessibleName(address)
        box.addWidget(whole)
        if may_open(address):
            go = button("Open in the browser", "secondary")
            go.clicked.connect(lambda: self._open(address))
            box.addWidget(row(go, label("This leaves the program.", "small", "3"), None))
            go.setFocus()
        else:
            words = "This address is not opened: only http, https and mailto are."
            box.addWidget(label(words, "small", "alert", wrap=True))
        self._box.addWidget(self._asking)

    def _show_more(self) -> None:
        menu = QMenu(self)
        menu.addAction("Change evidence\tF2", self.change_wanted.emit)
        menu.addAction("Remove evidence\tDel", self.remove_wanted.emit)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._more.mapToGlobal(QPoint(0, self._more.height() + 2)))

    def _stop_asking(self) -> None:
        if self._asking:
            self._asking.hide()
            self._asking.deleteLater()
            self._asking = None

    def _open(self, address: str) -> None:
        QDesktopServices.openUrl(QUrl(address, QUrl.ParsingMode.StrictMode))
        self._stop_asking()


def short(address: str) -> str:
    """Without its scheme, as one reads it."""
    return address.partition("://")[2] or address


def _about(evidence: EvidenceRow) -> str:
    parts = [forms.words(evidence.evidence_type)]
    if evidence.accessed_on:
        parts.append(f"read on {shown_day(evidence.accessed_on)}")
    if evidence.archived_url:
        parts.append("archived copy")
    return " · ".join(parts)


def _reading() -> QFont:
    font = theme.font("reading")
    font.setPixelSize(15)
    return font
