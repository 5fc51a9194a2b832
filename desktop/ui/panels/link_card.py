"""One linked outcome as a card: what it shows, when, and where that stands."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QVBoxLayout

from db.rows import LinkRow, OutcomeRow
from desktop.days import shown_day
from desktop.ui import theme
from desktop.ui.forms import words
from desktop.ui.widgets import KindSign, icon_button, label, row, surface


class LinkCard(QFrame):
    opened = Signal(str)
    """The outcome's id."""
    removed = Signal(str)
    """The link's id."""

    def __init__(self, link: LinkRow, outcome: OutcomeRow) -> None:
        super().__init__()
        surface(self, "card")
        self._link, self._outcome = link, outcome
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"{words(link.relation)}: {outcome.statement}")
        off = icon_button("x", "Take this link off")
        off.clicked.connect(lambda: self.removed.emit(link.id))
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 6, 6, 10)
        box.setSpacing(2)
        box.addWidget(
            row(KindSign("square", "evidence", "evidence", 10), label(words(link.relation), "small", "evidence", 600), None,
                label(shown_day(outcome.occurred_to or outcome.occurred_from), "micro", "3"), off)
        )  # fmt: skip
        box.addWidget(label(outcome.statement, "body", wrap=True))
        source = next((e.document or e.citation or e.url for e in outcome.evidence), "")
        kind = words(outcome.evidence[0].evidence_type).lower() if outcome.evidence else "no evidence yet"
        box.addWidget(label(" · ".join(part for part in (source, kind) if part), "micro", "3", wrap=True))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit(self._outcome.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit(self._outcome.id)
        elif event.key() == Qt.Key.Key_Delete:
            self.removed.emit(self._link.id)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.current().colour("focus"), 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 8, 8)
