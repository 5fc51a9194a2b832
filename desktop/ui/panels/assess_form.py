"""Give a verdict: one key each, a reason, and what the rules ask for besides. Nothing typed is lost."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from db.rows import ClaimRow
from db.vocabulary import UNRATABLE_REASONS
from desktop.claims import kind_of
from desktop.claims.base import Verdict
from desktop.ui import forms, signs, theme
from desktop.ui.widgets import button, label, plain_tip, restyle, row
from desktop.workspace import today

LEAVING = ("new_evidence", "correction")
"""Why a final verdict may change."""


def in_order_of_keys(verdicts: Sequence[Verdict]) -> list[Verdict]:
    """Final ones first, then the open ones, then unratable; not yet rated only takes a verdict back and has no key."""
    rank: Callable[[Verdict], int] = lambda v: 2 if v.name == "unratable" else 0 if v.final else 1  # noqa: E731
    return sorted((v for v in verdicts if v.name != "not_yet_rated"), key=rank)


class VerdictButton(QPushButton):
    """Sign, word and key."""

    def __init__(self, verdict: Verdict, key: str, *, small: bool) -> None:
        super().__init__()
        self.verdict, self._key, self._small = verdict, key, small
        self.setProperty("look", "verdict")
        self.setFont(theme.font("small" if small else "body", 500))
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFixedHeight(32 if small else 44)
        if small:
            self.setStyleSheet("min-height: 28px; padding: 0")
        self.setAccessibleName(verdict.title)
        self.setToolTip(plain_tip(f"{verdict.title}  {key}"))

    def minimumSizeHint(self) -> QSize:
        return QSize(110 if self._small else QFontMetrics(self.font()).horizontalAdvance(self.verdict.title) + 82, 32)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        colours, painter, middle = theme.current(), QPainter(self), self.height() / 2
        inset, key = (8, 16) if self._small else (12, 32)
        hole = colours.colour("selected" if self.isChecked() else "raised")
        box = QRectF(inset, middle - 7.5, 15, 15)
        signs.paint_verdict(painter, self.verdict.sign, self.verdict.tone, box, colours, hole)
        painter.setFont(self.font())
        painter.setPen(colours.colour("text"))
        words = QRectF(inset + 22, 0, self.width() - inset - 22 - key, self.height())
        title = painter.fontMetrics().elidedText(self.verdict.title, Qt.TextElideMode.ElideRight, int(words.width()))
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, title)
        self._paint_key(painter, middle)

    def _paint_key(self, painter: QPainter, middle: float) -> None:
        colours = theme.current()
        cap = QRectF(self.width() - (18.5 if self._small else 28.5), middle - 8.5, 18, 17)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self._small:
            painter.setPen(colours.colour("line_soft"))
            painter.drawRoundedRect(cap, 4, 4)
            painter.drawLine(cap.bottomLeft() + QPointF(4, 1), cap.bottomRight() + QPointF(-4, 1))
        painter.setPen(colours.colour("text_2"))
        painter.setFont(theme.font("micro"))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, self._key)


class Chooser(QWidget):
    """A question with a few answers as chips, each with a key."""

    chosen = Signal(str)

    def __init__(self, question: str, answers: Sequence[str], columns: int) -> None:
        super().__init__()
        self.answer: str | None = None
        self._answers = list(answers)
        self._chips = [button(f"{n}  {forms.words(name)}", "chip", checkable=True) for n, name in enumerate(answers, 1)]
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 8, 0, 0)
        box.setSpacing(4)
        box.addWidget(label(question, "small", "2"))
        grid = QGridLayout()
        grid.setSpacing(6)
        for number, (name, chip) in enumerate(zip(answers, self._chips, strict=True)):
            chip.clicked.connect(lambda _on, name=name: self.choose(name))
            grid.addWidget(chip, number // columns, number % columns)
        grid.setColumnStretch(columns, 1)
        box.addLayout(grid)

    def choose(self, name: str) -> None:
        self.show_answer(name)
        self.chosen.emit(name)

    def show_answer(self, name: str | None) -> None:
        self.answer = name
        for answer, chip in zip(self._answers, self._chips, strict=True):
            chip.setChecked(answer == name)

    def key(self, number: int) -> bool:
        if 1 <= number <= len(self._answers):
            self.choose(self._answers[number - 1])
            return True
        return False


class ReasonField(QLineEdit):
    """One sentence. Enter gives the chosen verdict; Esc leaves the field."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class AssessForm(QWidget):
    """Whoever shows it hands `press` the digits that nobody else wanted, and `show_problem` what a rule said."""

    assessed = Signal(str, str, str, object, object)
    """(verdict, as of, rationale, unratable reason or None, change reason or None)."""
    left = Signal()
    """Esc was pressed in the reason field."""

    def __init__(self, *, columns: int = 3, small: bool = False) -> None:
        super().__init__()
        self._columns, self._small = columns, small
        self._claim: ClaimRow | None = None
        self._pending: Verdict | None = None
        self._buttons: list[VerdictButton] = []
        self._drafts: dict[str, str] = {}
        """Reasons that were begun, by claim."""
        self._make()
        self._lay_out()

    def _make(self) -> None:
        self._as_of = forms.TextField("Verdict as of", "", forms.day_problem)
        self._as_of.setFont(theme.font("small"))
        self._as_of.setFixedWidth(110)
        self._as_of.left.connect(self.left)
        self._grid = QGridLayout()
        self._grid.setSpacing(6 if self._small else 8)
        self._reason = ReasonField()
        self._reason.setAccessibleName("Why")
        self._reason.setFixedHeight(32)
        self._reason.setFont(theme.font("body"))
        hint = "A final verdict needs a reason; say it in one sentence."
        self._reason.setPlaceholderText("Why? One sentence." if self._small else f"Why? {hint}")
        self._reason.returnPressed.connect(self._go_on)
        self._reason.left.connect(self._leave)
        across = 2 if self._small else 4
        self._unratable = Chooser("Why can it not be rated?", UNRATABLE_REASONS, across)
        self._change = Chooser("Why does it change?", LEAVING, across)
        self._problem = label("", "small", "alert", wrap=True)
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
        self._problem.setContentsMargins(0, 6, 0, 0)
        box.addWidget(self._problem)
        self._settle()

    # ── what others call ─────────────────────────────────────────────────────────────────────────

    def show_claim(self, claim: ClaimRow) -> None:
        """What was typed for a claim is there again when one comes back to it."""
        before, self._claim = self._claim, claim
        if before is None or before.kind != claim.kind:
            self._make_buttons(claim)
        if before is None or before.id != claim.id:
            if before:
                self._drafts[before.id] = self._reason.text()
            self.clear()
            self._reason.setText(self._drafts.pop(claim.id, ""))
        self._settle()

    def clear(self) -> None:
        self._pending = None
        self._reason.clear()
        self._as_of.show_value(forms.shown_day(today()))
        self._unratable.show_answer(None)
        self._change.show_answer(None)
        self.show_problem("")
        self._settle()

    def show_problem(self, words: str) -> None:
        """What a rule of rating said; stays until the next try."""
        self._problem.setText(words)
        self._problem.setVisible(bool(words))

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
        self.show_problem("")
        self._go_on()

    @property
    def is_empty(self) -> bool:
        """Nothing is typed or chosen that could be lost."""
        return self._pending is None and not self._reason.text().strip()

    def drop(self) -> None:
        """Take the chosen verdict back; the words stay."""
        self._pending = None
        self.show_problem("")
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

    def _go_on(self) -> None:
        """Ask for what is missing, or give the verdict."""
        self._settle()
        if self._pending is None or self._question():
            return
        reason = self._reason.text().strip()
        if self._pending.final and not reason:
            title = self._pending.title
            self.show_problem(f"{title} is final and needs a reason: say it in one sentence, then press Enter.")
            self._reason.setFocus()
            return
        self._emit(self._pending, reason)

    def _emit(self, verdict: Verdict, reason: str) -> None:
        try:
            as_of = forms.parsed_day(self._as_of.text()) or today()
        except ValueError:
            self.show_problem(forms.day_problem(self._as_of.text()))
            return
        self.show_problem("")
        unratable = self._unratable.answer if verdict.name == "unratable" else None
        change = self._change.answer if self._leaves_final() else None
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
        self._problem.setVisible(bool(self._problem.text()))
        restyle(self._reason, "invalid", False)

    def _leave(self) -> None:
        self.drop()
        self.left.emit()
