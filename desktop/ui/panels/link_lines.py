"""One line per link: what an outcome shows about a claim, seen from either side."""

from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from db.rows import ClaimRow, LinkRow, OutcomeRow
from desktop.claims import kind_of, kinds
from desktop.outcome_words import when
from desktop.ui import theme
from desktop.ui.forms import words
from desktop.ui.widgets import ElidedLabel, KindSign, VerdictChip, icon_button, label

if TYPE_CHECKING:
    from desktop.workspace import Workspace


class LinkLine(QFrame):
    """Enter or a click opens the other side; Del, or the × under the mouse, takes the link off."""

    opened = Signal()
    taken_off = Signal()

    def __init__(self, name: str, *widgets: QWidget) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._off = icon_button("x", "Take this link off  Del")
        self._off.clicked.connect(self.taken_off)
        self._off.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._off.hide()
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(10)
        for widget in (*widgets, self._off):
            box.addWidget(widget)

    def enterEvent(self, _event: QEnterEvent) -> None:
        self._off.show()

    def leaveEvent(self, _event: QEvent) -> None:
        self._off.setVisible(self.hasFocus())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._off.show()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._off.setVisible(self.underMouse())
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.taken_off.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.opened.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setPen(QPen(theme.current().colour("focus"), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))


def of_claim(link: LinkRow, claim: ClaimRow) -> LinkLine:
    """What the outcome that is shown says about this claim."""
    kind = kind_of(claim.kind)
    verdict = kind.verdict(claim.verdict)
    relation = label(_words(link), weight=500)
    relation.setFixedWidth(relation_width())
    made = LinkLine(
        f"{_words(link)}: {claim.statement}, {verdict.title}", relation, KindSign(kind.sign, kind.name, kind.title),
        ElidedLabel(claim.statement), VerdictChip(verdict.title, verdict.tone, verdict.sign),
    )  # fmt: skip
    made.setFixedHeight(40)
    return made


def of_outcome(link: LinkRow, outcome: OutcomeRow) -> LinkLine:
    """What this outcome says about the claim that is shown."""
    relation = label(_words(link), weight=500)
    relation.setFixedWidth(relation_width())
    missing = "" if outcome.evidence or outcome.outcome_type == "no_event_found" else "no evidence yet"
    made = LinkLine(
        ", ".join(filter(None, (f"{_words(link)}: {outcome.statement}", missing))),
        KindSign("square", "evidence", "Outcome", 11), relation, ElidedLabel(outcome.statement),
        label(missing, "small", "alert"), label(when(outcome), "small", "3"),
    )  # fmt: skip
    made.setFixedHeight(36)
    return made


@cache
def relation_width() -> int:
    """Pixels of the longest relation there is, so that none is cut off and the claims begin below each other."""
    metrics = QFontMetrics(theme.font("body", 500))
    names = (relation.title for kind in kinds() for relation in kind.relations)
    return max(metrics.horizontalAdvance(name) for name in names) + 6


def _words(link: LinkRow) -> str:
    return words(link.relation)


def linked_to(workspace: "Workspace", claim_id: str) -> tuple[tuple[LinkRow, OutcomeRow], ...]:
    """What is linked to a claim, the oldest link first."""
    from db import queries

    with workspace.store.session() as session:
        own = queries.links(session, claim_id)
        ids = [link.outcome_id for link in own]
        found = {outcome.id: outcome for outcome in queries.outcomes(session, ids)} if own else {}
    return tuple((link, found[link.outcome_id]) for link in own if link.outcome_id in found)
