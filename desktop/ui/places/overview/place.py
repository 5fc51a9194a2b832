"""Overview: the follow-through at a glance. Every figure says of how many, and every part opens its claims."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from desktop.claims.risk import IMPACT, LIKELIHOOD
from desktop.counting import counted
from desktop.days import shown_day
from desktop.figures import Bar, Column, Figures, Ids, Rate, figures
from desktop.ui import theme
from desktop.ui.charts import (
    BarRow,
    Cell,
    Chart,
    DueColumn,
    DueTimeline,
    KeptRate,
    RateRow,
    RiskMatrix,
    Segment,
    StatCard,
    VerdictBars,
    chart_card,
)
from desktop.ui.context import Context
from desktop.ui.day_chip import DayChip
from desktop.ui.forms import topic_words, words
from desktop.ui.nothing_tagged import NothingTagged
from desktop.ui.places.base import Place
from desktop.ui.widgets import button, header, label, surface

if TYPE_CHECKING:
    from desktop.workspace import Workspace

MOST = 6
"""Bars in a chart until all are asked for; so many fit beside each other on a small screen."""
BY = ("actor", "kind", "topic")
CARDS = {
    "kept": "Kept rate of promises",
    "overdue": "Overdue",
    "unratable": "Cannot be rated",
    "not_rated": "Not yet rated",
}
Key = tuple[str, Ids]
"""What a part of a chart hands back: words, and the claims it opens."""


@dataclass(frozen=True)
class Answer:
    figures: Figures
    documents: int


class Overview(Place):
    LOADING = "Counting the claims …"
    WATCHES = frozenset(
        {"claim", "passage", "document", "version", "actor", "topic", "claim_topic", "link", "assessment"}
    )

    FIGURES = True

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.by = "actor"
        self.figures: Figures | None = None
        self.cards = {name: StatCard(title) for name, title in CARDS.items()}
        self.bars = VerdictBars("Verdicts")
        self.rates = KeptRate("Kept rate by actor", "No promise has a final verdict yet.")
        self.due = DueTimeline("Due dates")
        self.risks = RiskMatrix("Risks as they were worded")
        self._everybody = False
        self.as_of = ""
        """The day from which one looks; "" is today, also tomorrow."""
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._build()
        for card in self.cards.values():
            card.opened.connect(self._open)
        for chart in self._charts():
            chart.opened.connect(self._open)

    def refresh(self) -> None:
        day = self.as_of
        self.context.read("overview", lambda workspace: _answer(workspace, day), self._take)

    def reset(self) -> None:
        self.figures = None
        self._everybody = False
        self.as_of = ""
        self.day.show_day("")

    def set_day(self, day: str) -> None:
        """Count as of that day; "" for today."""
        self.as_of = day
        self.day.show_day(day)
        self.refresh()

    def set_by(self, by: str) -> None:
        """Verdicts by "actor", "kind" or "topic"."""
        self.by = by
        self._tabs[by].setChecked(True)
        self._show_bars()

    def show_everybody(self, everybody: bool) -> None:
        """All bars, not only the first ones."""
        self._everybody = everybody
        self._show_bars()

    def showEvent(self, event: QShowEvent) -> None:
        """Tab goes to the first card from here."""
        super().showEvent(event)
        if not event.spontaneous():
            self.setFocus()

    # ── building ─────────────────────────────────────────────────────────────────────────────────

    def _build(self) -> None:
        surface(self, "chrome")
        self._summary = label("", "small", "2")
        self.day = DayChip()
        self.day.changed.connect(self.set_day)
        self._tabs = {name: button(f"By {name}", "tab", checkable=True) for name in BY}
        for name, tab in self._tabs.items():
            tab.setAutoExclusive(True)
            tab.clicked.connect(lambda _on, n=name: self.set_by(n))
        self._tabs["actor"].setChecked(True)
        self._more = [button("", "words"), button("", "words")]
        self._open_ended = button("", "words")
        for made in (*self._more, self._open_ended):
            made.setFont(theme.font("small"))
        for more in self._more:
            more.clicked.connect(lambda: self.show_everybody(not self._everybody))
        self._open_ended.clicked.connect(self._show_open_ended)
        self._stack = QStackedWidget()
        self._area = self._scrolled()
        self._stack.addWidget(self._area)
        self._empty = NothingTagged(self.context, "chart-no-axes-column", "Nothing to count yet")
        self._stack.addWidget(self._empty)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(header(label("Overview", "title"), 8, self._summary, None, self.day))
        box.addWidget(self._stack, 1)
        self._set_tab_order()

    def _set_tab_order(self) -> None:
        """As one reads: cards, then each chart after its tools."""
        verdicts = (*self._tabs.values(), self._more[0], self.bars)
        rest = (self._more[1], self.rates, self._open_ended, self.due, self.risks)
        order = (self, self.day, *self.cards.values(), *verdicts, *rest)
        for before, after in pairwise(order):
            self.setTabOrder(before, after)

    def _scrolled(self) -> QScrollArea:
        area = QScrollArea()
        surface(area, "chrome")
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._body = self._grid()
        area.setWidget(self._body)
        for chart in self._charts():
            chart.walked.connect(lambda box, c=chart: self._follow(c, box))
        return area

    def _grid(self) -> QWidget:
        body = surface(QWidget(), "chrome")
        grid = QGridLayout(body)
        grid.setContentsMargins(16, 4, 16, 16)
        grid.setSpacing(12)
        for number, card in enumerate(self.cards.values()):
            grid.addWidget(card, 0, number)
        for number, made in enumerate(self._chart_cards()):
            grid.addWidget(made, 1 + number // 2, number % 2 * 2, 1, 2)
        for number in range(4):
            grid.setColumnStretch(number, 1)
            grid.setColumnMinimumWidth(number, 100)
        grid.setRowStretch(3, 1)
        return body

    def _chart_cards(self) -> tuple[QWidget, ...]:
        ends = "Solid: decided   ·   red: overdue   ·   outline: still to come"
        return (
            chart_card(
                "Verdicts", "Number of claims; final verdicts first, then those still open", self.bars,
                *self._tabs.values(), self._more[0],
            ),
            chart_card(
                "Kept rate by actor", "Promises kept of those finally rated, 95 % interval; dashed: fewer than 10",
                self.rates, self._more[1],
            ),
            chart_card("Due dates", ends, self.due, self._open_ended),
            chart_card(
                "Risks as they were worded", "A dotted cell: no likelihood or no impact is stated, or nobody has judged it",
                self.risks,
            ),
        )  # fmt: skip

    def _charts(self) -> tuple[Chart, ...]:
        return self.bars, self.rates, self.due, self.risks

    # ── showing ──────────────────────────────────────────────────────────────────────────────────

    def _take(self, answer: Answer) -> None:
        self.answered()
        shown = self.figures = answer.figures
        self._summary.setText(
            f"{counted(len(shown.everything), 'claim')} · {counted(answer.documents, 'document')} · "
            f"as of {shown_day(shown.as_of.isoformat())}"
        )
        self._stack.setCurrentIndex(0 if shown.everything else 1)
        self._empty.show_documents(answer.documents)
        self._show_cards(shown)
        self._show_bars()
        self.due.show_columns([_due(column) for column in shown.timeline], shown.as_of, now=not self.as_of)
        self._say_open_ended(shown)
        cells = {cell: Cell(len(ids), (_worded(cell), ids)) for cell, ids in shown.matrix.items()}
        self.risks.show_cells(_axis(tuple(reversed(LIKELIHOOD))), _axis(IMPACT), cells)

    def _show_cards(self, shown: Figures) -> None:
        kept = shown.kept
        self._card("kept", _percent(kept), _interval(kept), kept.whole)
        self._card("overdue", f"{len(shown.overdue):,}", "due date passed, no final verdict", shown.overdue, alert=True)
        unratable = Rate(shown.unratable, shown.everything)
        why = f", mostly: {words(shown.unratable_reason).lower()}" if shown.unratable_reason else ""
        of_all = f"{len(unratable.part):,} of {len(unratable.whole):,}{why}"
        self._card("unratable", _percent(unratable), of_all, shown.unratable)
        soon = f"{len(shown.due_soon):,} of them due within 30 days"
        self._card("not_rated", f"{len(shown.not_rated):,}", soon, shown.not_rated)

    def _card(self, name: str, figure: str, told: str, ids: Ids, *, alert: bool = False) -> None:
        self.cards[name].show_figure(figure, told, (CARDS[name], ids) if ids else None, alert=alert and bool(ids))

    def _show_bars(self) -> None:
        shown = self.figures
        if shown is None:
            return
        bars = {"actor": shown.by_actor, "kind": shown.by_kind, "topic": shown.by_topic}[self.by]
        topics = self.by == "topic"
        self.bars.show_rows([_bar(bar, topic_words(bar.title) if topics else bar.title) for bar in self._first(bars)])
        self.rates.show_rows([_rate(bar) for bar in self._first(shown.kept_by_actor)])
        for more, all_of_them in zip(self._more, (bars, shown.kept_by_actor), strict=True):
            noun = "actor" if more is self._more[1] else self.by
            few = f"First {MOST} only"
            more.setText(few if self._everybody else f"All {counted(len(all_of_them), noun)}")
            more.setVisible(len(all_of_them) > MOST)

    def _first(self, bars: Sequence[Bar]) -> Sequence[Bar]:
        return bars if self._everybody else bars[:MOST]

    def _say_open_ended(self, shown: Figures) -> None:
        self._open_ended.setText(f"{len(shown.open_ended):,} without a due date")
        self._open_ended.setVisible(bool(shown.open_ended))

    # ── opening ──────────────────────────────────────────────────────────────────────────────────

    def _open(self, key: Key | None) -> None:
        if key:
            title, ids = key
            self.context.open_claims(f"{title}, as of {shown_day(self.as_of)}" if self.as_of else title, ids)

    def _show_open_ended(self) -> None:
        if self.figures:
            self._open(("Without a due date", self.figures.open_ended))

    def _follow(self, chart: Chart, box: QRect) -> None:
        """The part where the keyboard is comes into sight."""
        at = chart.mapTo(self._body, QPoint(box.center()))
        self._area.ensureVisible(at.x(), at.y(), box.width() // 2, box.height() // 2 + 16)


def _answer(workspace: "Workspace", as_of: str) -> Answer:
    """Counted here, off the window's thread."""
    from db import queries
    from desktop.days import today

    day = as_of or today()
    with workspace.store.session() as session:
        documents = len(queries.documents(session))
    return Answer(figures(workspace.claims(as_of=day), date.fromisoformat(day)), documents)


def _bar(bar: Bar, title: str) -> BarRow:
    segments = tuple(Segment(tone, len(ids), (title, ids)) for tone, ids in bar.tones.items())
    return BarRow(title, segments, (title, bar.ids))


def _rate(bar: Bar) -> RateRow:
    rate = bar.kept
    key = (f"Promises of {bar.title}", rate.whole | bar.unratable)
    return RateRow(bar.title, len(rate.part), len(rate.whole), key, len(bar.unratable))


def _due(column: Column) -> DueColumn:
    decided, late, to_come = (len(ids) for ids in (column.decided, column.late, column.to_come))
    made = DueColumn(column.first, column.months, decided, late, to_come, None)
    return replace(made, key=(f"Due {made.full_name}", column.ids))


def _axis(names: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(name, words(name)) for name in names]


def _worded(cell: tuple[str, str]) -> str:
    likelihood, impact = (words(name).lower() for name in cell)
    return f"Likelihood {likelihood}, impact {impact}"


def _percent(rate: Rate) -> str:
    return "–" if rate.share is None else f"{rate.share * 100:.0f} %"


def _interval(rate: Rate) -> str:
    if rate.interval is None:
        return "no promise has a final verdict yet"
    low, high = (round(end * 100) for end in rate.interval)
    return f"{len(rate.part):,} of {len(rate.whole):,} finally rated · 95 % interval {low}–{high} %"
