"""A piece of evidence as a form: a citation with its addresses. Esc puts it away, Enter takes it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QWidget

from db.rows import EvidenceRow
from db.vocabulary import EVIDENCE_TYPES
from desktop.days import shown_day, today
from desktop.ui import forms
from desktop.ui.widgets import button, label, restyle, row, surface


class EvidenceForm(QWidget):
    """A new one, or one that is there (`evidence`), whose words in documents stay as they are."""

    taken = Signal(dict)
    left = Signal()

    def __init__(self, evidence: EvidenceRow | None = None) -> None:
        super().__init__()
        self.evidence = evidence
        surface(self, "card")
        self.citation = _line("Citation", "Gazette of 2 July 2026, no. 412")
        self.url = _line("Address (URL)", "https://…")
        self.archived = _line("Archived copy", "https://web.archive.org/…")
        self.accessed = _line("Read on", "30 Jun 2026")
        self.type = QComboBox()
        self.type.setAccessibleName("Type of evidence")
        self.type.addItems([forms.words(name) for name in EVIDENCE_TYPES])
        self.type.setFixedHeight(30)
        self.problem = label("", "small", "alert", wrap=True)
        self._lay_out()
        self.clear()

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(12, 10, 12, 12)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        fields = (
            ("Citation", self.citation), ("Address", self.url), ("Archived copy", self.archived),
            ("Type", self.type), ("Read on", self.accessed),
        )  # fmt: skip
        for number, (name, field) in enumerate(fields):
            grid.addWidget(label(name, "small", "3"), number, 0)
            grid.addWidget(field, number, 1)
        grid.setColumnMinimumWidth(0, 92)
        add = button("Save evidence" if self.evidence else "Add evidence", "primary")
        away = button("Discard changes" if self.evidence else "Discard", "tab")
        add.clicked.connect(self.take)
        away.clicked.connect(self.left)
        grid.addWidget(self.problem, len(fields), 1)
        grid.addWidget(row(add, away, None), len(fields) + 1, 1)
        for line in (self.citation, self.url, self.archived, self.accessed):
            line.returnPressed.connect(self.take)

    def clear(self) -> None:
        """As it was: empty, or what the evidence says."""
        there = self.evidence
        self.citation.setText(there.citation if there else "")
        self.url.setText(there.url if there else "")
        self.archived.setText(there.archived_url if there else "")
        self.accessed.setText(shown_day(there.accessed_on if there else today()))
        self.type.setCurrentIndex(EVIDENCE_TYPES.index(there.evidence_type if there else "secondary_press"))
        self._say("")

    def take(self) -> None:
        """Hand over what was typed, or say what is missing."""
        citation, url = self.citation.text().strip(), self.url.text().strip()
        problem = forms.day_problem(self.accessed.text())
        if not (problem or citation or url or (self.evidence and self.evidence.passages)):
            problem = "Name what supports it: a citation, an address, or both."
        self._say(problem)
        if not problem:
            self.taken.emit({
                "citation": citation, "url": url, "archived_url": self.archived.text().strip(),
                "evidence_type": EVIDENCE_TYPES[self.type.currentIndex()],
                "accessed_on": forms.parsed_day(self.accessed.text()),
            })  # fmt: skip

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _say(self, problem: str) -> None:
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        restyle(self.citation, "invalid", bool(problem) and not self.citation.text().strip())


def _line(name: str, hint: str) -> QLineEdit:
    made = QLineEdit()
    made.setAccessibleName(name)
    made.setPlaceholderText(hint)
    made.setFixedHeight(30)
    return made
