"""Give a verdict: one key each, a reason, and what the rules ask for besides. Nothing typed is lost."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from db.rows import ClaimRow
from db.vocabulary import UNRATABLE_REASONS
from desktop.claims import kind_of
from desktop.claims.base import Verdict
from desktop.days import shown_day, today
from desktop.errors import NotUnderstood
from desktop.ui import forms, theme
from desktop.ui.panels.assess_form_parts import Chooser, ReasonField, VerdictButton
from desktop.ui.widgets import label, row

LEAVING = ("new_evidence", "correction")
"""Why a final verdict may change."""


def in_order_of_keys(verdicts: Sequence[Verdict]) -> list[Verdict]:
    """Final ones first, then the open ones, then unratable; not yet rated only takes a verdict back and has no key."""
    rank: Callable[[Verdict], int] = lambda v: 2 if v.name == "unratable" else 0 if v.final else 1  # noqa: E731
    return sorted((v for v in verdicts if v.name != "not_yet_rated"), key=rank)


@dataclass(frozen=True)
class Draft:
    """What was begun for a claim and not given yet."""

    verdict: Verdict | None
    reason: str
    as_of: str
    unratable: str | None
    change: str | None


class AssessForm(QWidget):
    """Whoever shows it hands `press` the digits that nobody else wanted, and `show_problem` what a rule said."""

    assessed = Signal(str, str, str, object, object)
    """(verdict, as of, rationale, unratable reason or None, change reason or None)."""
    considered = Signal(str, str)
    """(verdict, as of): chosen, but not given yet; `show_lacking` and `show_warnings` say what it needs."""
    left = Signal()
    """Esc was pressed in the reason field."""
    typing_changed = Signal(bool)
    """The reason field has the keyboard, or has it no more."""

    def __init__(self, *, columns: int = 3, small: bool = False) -> None:
        super().__init__()
        self._columns, self._small = columns, small
        self._claim: ClaimRow | None = None
        self._pending: Verdict | None = None
        self._wants_reason = False
        """The problem that is shown goes with the first character of a reason."""
        self._lacking = ""
        """The evidence that the chosen verdict still needs."""
        self._given = False
        """The verdict is on its way; what comes back says whether a rule refused it."""
        self._buttons: list[VerdictButton] = []
        self._drafts: dict[str, Draft] = {}
        """By claim."""
        self._make()
        self._lay_out()

    def _make(self) -> None:
        self._as_of = forms.TextField("Verdict as of", "", forms.day_problem)
        self._as_of.setFont(theme.font("small"))
        self._as_of.setFixedWidth(110)
        self._as_of.left.connect(self.left)
        self._as_of.saved.connect(lambda _day: self._consider())
        self._grid = QGridLayout()
        self._grid.setSpacing(6 if self._small else 8)
        self._reason = ReasonField()
        self._reason.setAccessibleName("Why")
        self._reason.setFixedHeight(32)
        self._reason.setFont(theme.font("body"))
        hint = "A final verdict needs a reason; say it in one sentence."
        self._reason.setPlaceholderText("Why? One sentence." if self._small else f"Why? {hint}")
        self._reason.returnPressed.connect(lambda: self._go_on(asked=True))
        self._reason.left.connect(self.left)
        self._reason.focused.connect(self.typing_changed)
        self._reason.textEdited.connect(lambda _text: self._reason_begun())
        across = 2 if self._small else 4
        self._unratable = Chooser("Why can it not be rated?", UNRATABLE_REASONS, across)
        self._change = Chooser("Why does it change?", LEAVING, across)
        self._needs = label("", "small", "2", wrap=True)
        self._problem, self._warnings = label("", "small", "alert", wrap=True), label("", "small", "2", wrap=True)
        for chooser in (self._unratable, self._change):
            chooser.chosen.connect(lambda _name: self._go_on())

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        caption = label("VERDICT AS OF", "micro", "2", 600)
        box.addWidget(row(caption, self._as_of, None, gap=0))
        box.addSpacing(4)
        box.addLayout(self._grid)
        for widget in (self._unratable, self._change):
            box.addWidget(widget)
        box.addSpacing(10)
        box.addWidget(self._reason)
        for told in (self._needs, self._problem, self._warnings):
            told.setContentsMargins(0, 6, 0, 0)
            box.addWidget(told)
        self._settle()

    # ── what others call ─────────────────────────────────────────────────────────────────────────

    def show_claim(self, claim: ClaimRow) -> None:
        """What was typed for a claim is there again when one comes back to it; the same claim is considered anew."""
        before, self._claim = self._claim, claim
        if before is None or before.kind != claim.kind:
            self._make_buttons(claim)
        if before is None or before.id != claim.id:
            if before:
                self._drafts[before.id] = self._draft()
            self.clear()
            self._take_up(self._drafts.pop(claim.id, None))
        elif not self._given:
            self.show_problem("")  # what was missing may be there now
            self._consider()
        self._settle()

    def clear(self) -> None:
        self._pending = None
        self._reason.clear()
        self._as_of.show_value(shown_day(today()))
        self._unratable.show_answer(None)
        self._change.show_answer(None)
        self.show_lacking("")
        self.show_problem("")
        self.show_warnings([])
        self._settle()

    def given(self, claim_id: str) -> None:
        """The verdict on that claim is recorded: what was begun for it is done with."""
        self._drafts.pop(claim_id, None)
        if self._claim and self._claim.id == claim_id:
            self.clear()

    def show_problem(self, words: str) -> None:
        """What a rule of rating said; stays until the next try, or until the claim has changed."""
        self._wants_reason = self._given = False
        self._problem.setText(words)
        self._problem.setVisible(bool(words))
        self._show_needs()

    def show_lacking(self, words: str) -> None:
        """The evidence that the chosen verdict needs, told before a reason is written."""
        self._lacking = words if self._pending else ""
        self._show_needs()

    def show_warnings(self, warnings: Sequence[str]) -> None:
        """What to think of before the chosen verdict is given; it can be given all the same."""
        self._warnings.setText("\n".join(warnings) if self._pending else "")
        self._warnings.setVisible(bool(self._warnings.text()))

    @property
    def warned(self) -> bool:
        """Warnings stand before the person's eyes."""
        return bool(self._warnings.text())

    def press(self, number: int) -> bool:
        """A digit: answers the open question, or gives the verdict with that key."""
        question = self._question()
        if question:
            return question.key(number)
        if 1 <= number <= len(self._buttons):
            self.give(self._buttons[number - 1].verdict.name)
            return True
        return False

    def give(self, verdict: str) -> None:
        """Choose a verdict; it is given as soon as all that it needs is there."""
        self._pending = next((b.verdict for b in self._buttons if b.verdict.name == verdict), None)
        self._unratable.show_answer(None)
        self.show_lacking("")
        self.show_problem("")
        self.show_warnings([])
        self._go_on()

    def drop(self) -> None:
        """Take the chosen verdict back; the words stay."""
        self._pending = None
        self.show_lacking("")
        self.show_problem("")
        self.show_warnings([])
        self._settle()

    # ── private ──────────────────────────────────────────────────────────────────────────────────

    def _make_buttons(self, claim: ClaimRow) -> None:
        for old in self._buttons:
            self._grid.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._buttons = []
        for number, verdict in enumerate(in_order_of_keys(kind_of(claim.kind).verdicts)):
            made = VerdictButton(verdict, str(number + 1), small=self._small)
            made.clicked.connect(lambda _on, name=verdict.name: self.give(name))
            self._grid.addWidget(made, number // self._columns, number % self._columns)
            self._buttons.append(made)

    def _go_on(self, *, asked: bool = False) -> None:
        """Ask for what is missing, or give the verdict; Enter without a reason is answered, a choice is not scolded."""
        self._settle()
        if self._pending is None or self._question():
            return
        reason = self._reason.text().strip()
        if self._pending.final and not reason:
            if asked:
                self.show_problem(f"{self._pending.title} is final and needs a reason.")
                self._wants_reason = True
            self._reason.setFocus()
            self._consider()
            return
        self._emit(self._pending, reason)

    def _emit(self, verdict: Verdict, reason: str) -> None:
        try:
            as_of = forms.parsed_day(self._as_of.text()) or today()
        except NotUnderstood as problem:
            self.show_problem(str(problem))
            return
        self.show_problem("")
        unratable = self._unratable.answer if verdict.name == "unratable" else None
        change = self._change.answer if self._leaves_final() else None
        self._given = True
        self.assessed.emit(verdict.name, as_of, reason, unratable, change)

    def _question(self) -> Chooser | None:
        """The first thing that the pending verdict still needs, besides words."""
        if self._pending and self._pending.name == "unratable" and not self._unratable.answer:
            return self._unratable
        return self._change if self._leaves_final() and not self._change.answer else None

    def _leaves_final(self) -> bool:
        before = self._claim.assessment if self._claim else None
        if not (before and self._claim and self._pending):
            return False
        return kind_of(self._claim.kind).verdict(before.verdict).final and before.verdict != self._pending.name

    def _settle(self) -> None:
        """Show what belongs to the chosen verdict."""
        for made in self._buttons:
            made.setChecked(made.verdict is self._pending)
        self._unratable.setVisible(bool(self._pending and self._pending.name == "unratable"))
        self._change.setVisible(self._leaves_final())
        for told in (self._problem, self._warnings):
            told.setVisible(bool(told.text()))
        self._show_needs()

    def _show_needs(self) -> None:
        """What the chosen verdict needs, quietly, until a rule has spoken."""
        final = bool(self._pending and self._pending.final)
        title = self._pending.title if self._pending else ""
        why = f"{title} is final: say why in one sentence, then press Enter." if not self._reason.text().strip() else ""
        self._needs.setText(" ".join(filter(None, (self._lacking, why))) if final else "")
        self._needs.setVisible(bool(self._needs.text()) and not self._problem.text())

    def _reason_begun(self) -> None:
        if self._wants_reason:
            self.show_problem("")
        self._show_needs()

    def _consider(self) -> None:
        """Ask what there is to think of, while the reason is still being written."""
        if self._pending and not forms.day_problem(self._as_of.text()):
            self.considered.emit(self._pending.name, forms.parsed_day(self._as_of.text()) or today())

    def _draft(self) -> Draft:
        answers = self._unratable.answer, self._change.answer
        return Draft(self._pending, self._reason.text(), self._as_of.text(), *answers)

    def _take_up(self, draft: Draft | None) -> None:
        if draft:
            self._pending = draft.verdict
            self._reason.setText(draft.reason)
            self._as_of.show_value(draft.as_of)
            self._unratable.show_answer(draft.unratable)
            self._change.show_answer(draft.change)
            self._consider()
