"""Overview: the follow-through at a glance. Every figure says of how many, and every part opens its claims."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from db.rows import ClaimFilter, ClaimRow
from desktop.figures import Figures, Rate, figures, shortened
from desktop.ui.charts import Chart
from desktop.ui.context import Context
from desktop.ui.forms import shown_day, words
from desktop.ui.overview_charts import DueDates, KeptRates, RiskMatrix, VerdictBars
from desktop.ui.places.base import Place, PlaceInfo
from desktop.ui.tables import counted
from desktop.ui.widgets import button, header, label, restyle, row, surface

if TYPE_CHECKING:
    from desktop.workspace import Workspace

MOST_ACTORS = 6
"""Bars in a chart; the last takes the remaining actors together."""


@dataclass(frozen=True)
class Answer:
    claims: tuple[ClaimRow, ...]
    documents: int
    today: str


class Overview(Place):
    WATCHES = frozenset(
        {"claim", "passage", "document", "version", "actor", "topic", "claim_topic", "link", "assessment"}
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._kind = ""
        self._by = "actor"
        self._answer: Answer | None = None
        self.figures: Figures | None = None
        self.cards = {name: FigureCard(title) for name, title in _CARDS.items()}
        self.bars, self.rates, self.due, self.risks = VerdictBars(), KeptRates(), DueDates(), RiskMatrix()
        self._build()
        for part in (*self.cards.values(), self.bars, self.rates, self.due, self.risks):
            part.opened.connect(self.context.open_claims)

    def refresh(self) -> None:
        self.context.read("overview", _answer, self._take)

    def reset(self) -> None:
        self._answer = self.figures = None
        self._stack.setCurrentIndex(1)

    def set_by(self, by: str) -> None:
        """Verdicts by "actor" or by "kind"."""
        self._by = by
        for name, tab in self._tabs.items():
            tab.setChecked(name == by)
        self._show()

    # ── building ─────────────────────────────────────────────────────────────────────────────────

    def _build(self) -> None:
        surface(self, "chrome")
        self._summary = label("", "small", "2")
        self._tabs = {name: button(f"By {name}", "tab", checkable=True) for name in ("actor", "kind")}
        for name, tab in self._tabs.items():
            tab.clicked.connect(lambda _on, n=name: self.set_by(n))
        self._tabs["actor"].setChecked(True)
        self._bars_title = label("Verdicts by actor", "title")
        self._due_words = label("", "small", "2")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(header(label("Overview", "title"), 8, self._summary, None))
        self._stack = QStackedWidget()
        self._stack.addWidget(self._area())
        self._stack.addWidget(self._empty_page())
        box.addWidget(self._stack, 1)

    def _area(self) -> QWidget:
        area = QScrollArea()
        surface(area, "chrome")
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        body = surface(QWidget(), "chrome")
        grid = QGridLayout(body)
        grid.setContentsMargins(16, 4, 16, 16)
        grid.setSpacing(12)
        for number, made in enumerate(self.cards.values()):
            grid.addWidget(made, 0, number)
        verdicts = "Number of claims; final verdicts first, then those still open"
        kept = "Share kept of those finally rated, with 95 % interval; dashed: fewer than 10"
        worded = "A dotted cell means that the words give no likelihood or no impact"
        grid.addWidget(_card(self._bars_title, label(verdicts, "small", "2"), self.bars, *self._tabs.values()), 1, 0, 1, 2)
        grid.addWidget(_card(label("Kept rate by actor", "title"), label(kept, "small", "2"), self.rates), 1, 2, 1, 2)
        grid.addWidget(_card(label("Due dates", "title"), self._due_words, self.due), 2, 0, 1, 2)
        grid.addWidget(_card(label("Risks as they were worded", "title"), label(worded, "small", "2"), self.risks), 2, 2, 1, 2)
        for number in range(4):
            grid.setColumnStretch(number, 1)
            grid.setColumnMinimumWidth(number, 100)
        grid.setRowStretch(3, 1)
        area.setWidget(body)
        return area

    def _empty_page(self) -> QWidget:
        go = button("Read a document", "primary")
        go.clicked.connect(lambda: self.context.go("read"))
        made = surface(QWidget(), "chrome")
        box = QVBoxLayout(made)
        box.setSpacing(8)
        box.addStretch(2)
        told = label("When claims are tagged and assessed, this page shows what became of them.", "body", "2")
        for widget in (label("Nothing to count yet", "title"), told, go):
            box.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addStretch(3)
        return made

    # ── showing ──────────────────────────────────────────────────────────────────────────────────

    def _take(self, answer: Answer) -> None:
        self._answer = answer
        self.figures = figures(answer.claims, date.fromisoformat(answer.today))
        self._stack.setCurrentIndex(0 if answer.claims else 1)
        self._show()

    def _show(self) -> None:
        shown, answer = self.figures, self._answer
        if shown is None or answer is None:
            return
        self._summary.setText(
            f"{counted(len(answer.claims), 'claim')} · {counted(answer.documents, 'document')} · "
            f"as of {shown_day(answer.today)}"
        )
        self._show_cards(shown)
        self._bars_title.setText(f"Verdicts by {self._by}")
        self.bars.show_bars(shortened(shown.by_actor, MOST_ACTORS) if self._by == "actor" else shown.by_kind)
        self.rates.show_bars(shortened(shown.by_actor, MOST_ACTORS))
        self.due.show_columns(shown.timeline, shown.as_of)
        without = f"   ·   {counted(len(shown.open_ended), 'claim')} without a due date" if shown.open_ended else ""
        self._due_words.setText(f"Solid: decided   ·   red: overdue   ·   outline: still to come{without}")
        self.risks.show_cells(shown.matrix)

    def _show_cards(self, shown: Figures) -> None:
        kept, cards = shown.kept, self.cards
        cards["kept"].show_figure(_percent(kept), _interval(kept), kept.whole)
        late = len(shown.overdue)
        cards["overdue"].show_figure(f"{late:,}", "deadline passed, no final verdict", shown.overdue, alert=late > 0)
        unratable = Rate(shown.unratable, shown.everything)
        why = f", mostly: {words(shown.unratable_reason).lower()}" if shown.unratable_reason else ""
        of_all = f"{len(unratable.part):,} of {len(unratable.whole):,}{why}"
        cards["unratable"].show_figure(_percent(unratable), of_all, shown.unratable)
        soon = f"{len(shown.due_soon):,} of them due within 30 days"
        cards["not_rated"].show_figure(f"{len(shown.not_rated):,}", soon, shown.not_rated)


class FigureCard(QFrame):
    """One figure with its words; opens its claims."""

    opened = Signal(str, object)

    def __init__(self, title: str) -> None:
        super().__init__()
        surface(self, "card")
        self._title, self._ids = title, frozenset[str]()
        self._figure, self._words = label("–", "figure"), label("", "small", "2")
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 12, 16, 12)
        box.setSpacing(0)
        for widget in (label(title, "small", "2"), self._figure, self._words):
            box.addWidget(widget)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def words(self) -> str:
        return f"{self._figure.text()} {self._words.text()}"

    def show_figure(self, figure: str, told: str, ids: frozenset[str], *, alert: bool = False) -> None:
        self._ids = ids
        self._figure.setText(figure)
        restyle(self._figure, "tone", "alert" if alert else "")
        self._words.setText(told)
        self._words.setToolTip(told)
        self.setAccessibleName(f"{self._title}: {figure}, {told}")
        self.setCursor(Qt.CursorShape.PointingHandCursor if ids else Qt.CursorShape.ArrowCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._open()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._open()
        else:
            super().keyPressEvent(event)

    def _open(self) -> None:
        if self._ids:
            self.opened.emit(self._title, self._ids)


_CARDS = {
    "kept": "Kept rate of promises",
    "overdue": "Overdue",
    "unratable": "Cannot be rated",
    "not_rated": "Not yet rated",
}


def _answer(workspace: "Workspace") -> Answer:
    from db import queries
    from desktop.workspace import today

    claims = workspace.claims(ClaimFilter())
    with workspace.store.session() as session:
        documents = len(queries.documents(session))
    return Answer(tuple(claims), documents, today())


def _percent(rate: Rate) -> str:
    return "–" if rate.share is None else f"{rate.share * 100:.0f} %"


def _interval(rate: Rate) -> str:
    if rate.interval is None:
        return "no promise has a final verdict yet"
    low, high = (round(end * 100) for end in rate.interval)
    return f"{len(rate.part):,} of {len(rate.whole):,} finally rated · 95 % interval {low}–{high} %"


def _card(title: QLabel, told: QLabel, chart: Chart, *tools: QWidget) -> QFrame:
    made = QFrame()
    surface(made, "card")
    box = QVBoxLayout(made)
    box.setContentsMargins(16, 12, 16, 14)
    box.setSpacing(2)
    head = row(title, None, *tools)
    head.setFixedHeight(26)
    told.setMinimumWidth(40)
    for widget in (head, told):
        box.addWidget(widget)
    box.addSpacing(12)
    box.addWidget(chart)
    return made


PLACE = PlaceInfo("overview", "Overview", "chart-no-axes-column", 5, Overview)
