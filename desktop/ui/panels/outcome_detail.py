"""One outcome: what happened, the evidence, what it shows about claims, its history. Edited in place."""

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QLabel, QMenu, QVBoxLayout

from db.rows import ClaimRow, EvidenceRow, LinkRow, OutcomeRow
from desktop.outcome_sections import Book
from desktop.outcome_words import history
from desktop.ui import icons
from desktop.ui.list_and_detail import DetailPane
from desktop.ui.panels import link_lines
from desktop.ui.panels.evidence_cards import EvidenceCard
from desktop.ui.panels.outcome_evidence import EvidenceForm
from desktop.ui.panels.outcome_form import OutcomeForm
from desktop.ui.widgets import button, empty, icon_button, label, row, rule

WIDTH = 720
FIELD_EDGE = 5
"""Pixels between a field's edge and its words: everything else stands under the words."""
ICONS = {
    "event": "flag", "announcement": "flag", "measurement": "chart-no-axes-column", "legal_act": "landmark",
    "no_event_found": "search",
}  # fmt: skip


class OutcomeDetail(DetailPane):
    """Intentions only; the place writes them."""

    changed = Signal(dict)
    """Fields of the outcome with their new values."""
    evidence_added = Signal(dict)
    evidence_changed = Signal(str, dict)
    evidence_removed = Signal(str)
    """The id of a piece of evidence."""
    link_wanted = Signal(object)
    """The widget under which the picker is to appear."""
    unlinked = Signal(str)
    claim_opened = Signal(str)
    document_opened = Signal(str)
    removed = Signal()

    def __init__(self) -> None:
        super().__init__(WIDTH)
        self.outcome: OutcomeRow | None = None
        self.form = OutcomeForm()
        self.form.changed.connect(self.changed)
        self.new_evidence = EvidenceForm()
        self.new_evidence.hide()
        self.editing: EvidenceForm | None = None
        """Stands where the card of the evidence stood."""
        self.new_evidence.taken.connect(self._add_evidence)
        self.new_evidence.left.connect(self.new_evidence.hide)
        self._make()
        self._lay_out()

    def _make(self) -> None:
        self._icon = QLabel()
        self.link_button = button("Link to a claim", "secondary")
        self.link_button.clicked.connect(lambda: self.link_wanted.emit(self.link_button))
        self._more = icon_button("ellipsis", "More")
        self._more.clicked.connect(self._show_more)
        self._evidence_title, self._shown_title = (label("", "micro", "2", 600) for _ in range(2))
        self._add = button("Add", "tab", "plus")
        self._add.clicked.connect(self.ask_for_evidence)
        self._link = button("Link", "tab", "link")
        self._link.clicked.connect(lambda: self.link_wanted.emit(self._link))
        self._cards, self._lines = QVBoxLayout(), QVBoxLayout()
        self._cards.setSpacing(8)
        self._lines.setSpacing(0)
        self._history = label("", "small", "2", wrap=True)

    def _lay_out(self) -> None:
        self.column.addWidget(row(FIELD_EDGE, self._icon, self.form.top, None, self.link_button, self._more, gap=4))
        self.column.addWidget(self.form)
        self.column.addSpacing(20)
        box = QVBoxLayout()
        self.column.addLayout(box)
        box.setContentsMargins(FIELD_EDGE, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(row(self._evidence_title, None, self._add))
        box.addLayout(self._cards)
        box.addSpacing(8)
        box.addWidget(self.new_evidence)
        box.addSpacing(16)
        box.addWidget(row(self._shown_title, None, self._link))
        box.addLayout(self._lines)
        box.addSpacing(20)
        box.addWidget(label("HISTORY", "micro", "2", 600))
        box.addSpacing(6)
        box.addWidget(self._history)

    def show_outcome(self, outcome: OutcomeRow, book: Book) -> None:
        """The same one again keeps what is typed and where one looks."""
        moved = self.outcome is None or self.outcome.id != outcome.id
        self.outcome = outcome
        if moved:
            self.new_evidence.hide()
            self.new_evidence.clear()
            self._put_away()
            self.verticalScrollBar().setValue(0)
        self._icon.setPixmap(icons.pixmap(ICONS[outcome.outcome_type], "text_2"))
        self.form.show_outcome(outcome)
        self._show_cards(outcome)
        shown = book.shown_by(outcome.id)
        self._show_lines(shown)
        told = history(outcome, [link for link, _ in shown])
        self._history.setText("   ".join(f"{on}  {what}." for on, what in told))

    def ask_for_evidence(self) -> None:
        self.new_evidence.show()
        self.new_evidence.citation.setFocus()

    def change_evidence(self, evidence: EvidenceRow) -> None:
        """Its card becomes a form."""
        self._put_away()
        made = self.editing = EvidenceForm(evidence)
        made.taken.connect(lambda new: self._change_evidence(evidence.id, new))
        made.left.connect(self._leave_evidence)
        if self.outcome:
            self._show_cards(self.outcome)
        made.citation.setFocus()

    def _show_cards(self, outcome: OutcomeRow) -> None:
        """What is typed into the form of one of them stays."""
        editing = self.editing
        if editing:
            self._cards.removeWidget(editing)
        empty(self._cards)
        self._evidence_title.setText(f"EVIDENCE  {len(outcome.evidence)}")
        for evidence in outcome.evidence:
            edited = editing and editing.evidence and editing.evidence.id == evidence.id
            self._cards.addWidget(editing if editing and edited else self._card(evidence))
        if not outcome.evidence:
            words = "No evidence yet. Add a citation here, or select words in Read and link them."
            self._cards.addWidget(label(words, "body", "2", wrap=True))

    def _card(self, evidence: EvidenceRow) -> EvidenceCard:
        made = EvidenceCard(evidence)
        made.opened.connect(self.document_opened)
        made.change_wanted.connect(lambda: self.change_evidence(evidence))
        made.remove_wanted.connect(lambda: self.evidence_removed.emit(evidence.id))
        return made

    def _change_evidence(self, evidence_id: str, values: dict[str, str | None]) -> None:
        self.evidence_changed.emit(evidence_id, values)
        self._leave_evidence()

    def _leave_evidence(self) -> None:
        """The card is there again, with the keyboard on it."""
        changed = self.editing.evidence if self.editing else None
        self._put_away()
        if self.outcome and changed:
            self._show_cards(self.outcome)
            at = [evidence.id for evidence in self.outcome.evidence].index(changed.id)
            if (item := self._cards.itemAt(at)) and (card := item.widget()):
                card.setFocus()

    def _put_away(self) -> None:
        if self.editing:
            self._cards.removeWidget(self.editing)
            self.editing.hide()
            self.editing.deleteLater()
            self.editing = None

    def _show_lines(self, shown: list[tuple[LinkRow, ClaimRow]]) -> None:
        empty(self._lines)
        self._shown_title.setText(f"WHAT IT SHOWS ABOUT CLAIMS  {len(shown)}")
        self._lines.addWidget(rule())
        for link, claim in shown:
            line = link_lines.of_claim(link, claim)
            line.opened.connect(lambda claim_id=claim.id: self.claim_opened.emit(claim_id))
            line.taken_off.connect(lambda link_id=link.id: self.unlinked.emit(link_id))
            self._lines.addWidget(line)
            self._lines.addWidget(rule())
        if not shown:
            words = label("Not linked to a claim yet.", "body", "2")
            words.setContentsMargins(0, 8, 0, 0)
            self._lines.addWidget(words)

    def _add_evidence(self, values: dict[str, str | None]) -> None:
        self.evidence_added.emit(values)
        self.new_evidence.hide()
        self.new_evidence.clear()

    def _show_more(self) -> None:
        menu = QMenu(self)
        menu.addAction("Show all fields", lambda: self.form.show_all(True))
        menu.addSeparator()
        menu.addAction("Remove outcome", self.removed.emit)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._more.mapToGlobal(QPoint(0, self._more.height() + 2)))
