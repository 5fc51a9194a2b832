"""Above the ledger: a chip for each field of the filter, and the line that says what is shown and what is hidden."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from db.rows import CONDITIONS, ClaimFilter, ClaimRow
from desktop.claims import kind_of, kinds
from desktop.counting import counted
from desktop.ui import theme
from desktop.ui.filters import Choice, FilterChip, StandingChip
from desktop.ui.forms import topic_words
from desktop.ui.period_chip import PeriodChip
from desktop.ui.widgets import button, label, row, rule, surface

FIELDS = {
    "kinds": "Kind", "verdicts": "Verdict", "actors": "Actor", "documents": "Document", "topics": "Topic", "more": "More",
}  # fmt: skip
MORE = {
    "unlinked": "Without a link", "open_ended": "Without a due date", "no_actor": "No actor filled in",
    "conditional": "With a condition", "hedged": "Hedged (medium or high)", "not_testable": "Not testable",
    "to_check": "Passage to check",
}  # fmt: skip
"""Conditions in words; each one that is ticked has to hold."""


class FilterBar(QWidget):
    """Shows a ClaimFilter and what it does; `changed` when a person wants another one."""

    changed = Signal(object)
    refresh_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._filter = ClaimFilter()
        self.chips = {name: FilterChip(title) for name, title in FIELDS.items()}
        self.made = PeriodChip("Made")
        self.standing = StandingChip()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(row(*self._in_order(), None, gap=6, margins=(16, 0, 16, 10)))
        box.addWidget(rule())
        box.addWidget(self._line())
        box.addWidget(rule())
        self._connect()

    def _in_order(self) -> list[QWidget]:
        """When it was made stands before where."""
        chips: list[QWidget] = list(self.chips.values())
        chips.insert(list(self.chips).index("documents"), self.made)
        return [*chips, self.standing]

    @property
    def words(self) -> str:
        """What the line says."""
        parts = (self._showing.text(), self._hidden.text().lstrip("· "), self._moved.text())
        return ", ".join(part for part in parts if part)

    def show_filter(self, asked: ClaimFilter, claims: Sequence[ClaimRow], shown: Sequence[ClaimRow]) -> None:
        """`shown` are the claims of the workspace that the filter lets through."""
        self._filter = asked
        for name, choices in choices_of(claims).items():
            self.chips[name].show_choices(choices, getattr(asked, name))
        self.made.show_period(asked.made)
        self.standing.show_title(asked.ids_title or (counted(len(asked.ids), "claim") if asked.ids else ""))
        filters = len(asked.active)
        of_all = f"{len(shown):,} of {counted(len(claims), 'claim')}" if filters else counted(len(claims), "claim")
        self._showing.setText(f"Showing {of_all}")
        self._hidden.setText(f"·  {hidden_words(claims, shown, asked)}" if filters else "")
        self._clear.setVisible(filters > 0)
        overdue, unlinked = sum(c.overdue for c in shown), sum(not c.links for c in shown)
        _say(self._overdue, f"{overdue:,} overdue" if overdue else "")
        _say(self._unlinked, f"{unlinked:,} without a link" if unlinked else "")

    def show_moved(self, text: str) -> None:
        """Rows that stay although they no longer match, or would stand elsewhere."""
        _say(self._moved, text)

    def _line(self) -> QWidget:
        self._showing, self._hidden = label("", "small", weight=600), label("", "small", "2")
        self._clear, self._moved = button("Clear filters", "link"), button("", "link")
        self._overdue, self._unlinked = button("", "words"), button("", "words")
        self._overdue.setProperty("tone", "alert")
        for made in (self._clear, self._moved, self._overdue, self._unlinked):
            made.setFont(theme.font("small"))
        parts = (self._showing, self._hidden, 4, self._clear, 8, self._moved, None, self._overdue, 8, self._unlinked)
        line = surface(row(*parts, margins=(16, 0, 16, 0)), "chrome")
        line.setFixedHeight(32)
        return line

    def _connect(self) -> None:
        for name, chip in self.chips.items():
            chip.changed.connect(lambda ticked, n=name: self._want(**{n: ticked}))
        self.made.changed.connect(lambda period: self._want(made=period))
        self.standing.changed.connect(lambda _none: self._want(ids=frozenset(), ids_title=""))
        self._clear.clicked.connect(lambda: self.changed.emit(ClaimFilter()))
        self._moved.clicked.connect(self.refresh_wanted)
        self._overdue.clicked.connect(lambda: self._want(verdicts=frozenset({"overdue"})))
        self._unlinked.clicked.connect(lambda: self._want(more=self._filter.more | {"unlinked"}))

    def _want(self, **fields: object) -> None:
        self.changed.emit(replace(self._filter, **fields))  # type: ignore[arg-type]


def hidden_words(claims: Sequence[ClaimRow], shown: Sequence[ClaimRow], asked: ClaimFilter) -> str:
    return f"{len(claims) - len(shown):,} hidden by {counted(len(asked.active), 'filter')}"


def choices_of(claims: Sequence[ClaimRow]) -> dict[str, list[Choice]]:
    """What can be ticked, with the number of claims in the whole workspace."""
    documents = {ident: title for claim in claims for ident, title in claim.documents.items()}
    verdicts = {claim.verdict: kind_of(claim.kind).verdict(claim.verdict).title for claim in claims}
    overdue = sum(claim.overdue for claim in claims)
    return {
        "kinds": [Choice(k.name, k.title, sum(c.kind == k.name for c in claims)) for k in kinds()],
        "verdicts": [Choice("overdue", "Overdue", overdue), *_counts((c.verdict for c in claims), verdicts.get)],
        "actors": _counts((c.actor for c in claims if c.actor), str),
        "documents": _counts((ident for c in claims for ident in c.documents), documents.get),
        "topics": _counts((topic for c in claims for topic in c.topics), topic_words),
        "more": [Choice(name, title, sum(map(CONDITIONS[name], claims))) for name, title in MORE.items()],
    }


def _counts(values: Iterable[str], title: Callable[[str], str | None]) -> list[Choice]:
    made = [Choice(value, title(value) or value, count) for value, count in Counter(values).items()]
    return sorted(made, key=lambda choice: choice.words.casefold())


def _say(widget: QPushButton, text: str) -> None:
    widget.setText(text)
    widget.setVisible(bool(text))
