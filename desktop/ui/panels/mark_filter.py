"""Which claims of a document are painted: by kind, verdict, actor, topic, analyst. What is hidden is said as long as it is."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.rows import TaggedRow
from desktop.claims import kind_of
from desktop.counting import counted
from desktop.ui import theme
from desktop.ui.filters import Choice, FilterChip
from desktop.ui.forms import words
from desktop.ui.widgets import button, icon_button, label, row, surface

HEIGHT = 40
NOBODY = {"actor": "Nobody named", "topics": "No topic", "analyst": "Nobody signed"}
"""What stands for a claim without one."""


@dataclass(frozen=True)
class MarkFilter:
    """Nothing chosen in a facet hides nothing; else one of the chosen values must be the claim's."""

    kind: frozenset[str] = frozenset()
    verdict: frozenset[str] = frozenset()
    actor: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()
    analyst: frozenset[str] = frozenset()

    def shows(self, claim: TaggedRow) -> bool:
        return all(not wanted or wanted.intersection(_values(claim, facet)) for facet, wanted in self.__dict__.items())

    def __bool__(self) -> bool:
        return any(self.__dict__.values())


def _values(claim: TaggedRow, facet: str) -> tuple[str, ...]:
    found = getattr(claim, facet)
    return (found or ("",)) if isinstance(found, tuple) else (found,)


class MarkFilterStrip(QWidget):
    """Under the reader's head, when it is asked for and for as long as anything is hidden."""

    changed = Signal(object)
    """A MarkFilter."""

    def __init__(self) -> None:
        super().__init__()
        surface(self, "chrome")
        self.filter = MarkFilter()
        self._claims: Sequence[TaggedRow] = ()
        titles = {"kind": "Kind", "verdict": "Verdict", "actor": "Actor", "topics": "Topic", "analyst": "Analyst"}
        self.chips = {field.name: FilterChip(titles[field.name]) for field in fields(MarkFilter)}
        for facet, chip in self.chips.items():
            chip.changed.connect(self._taker(facet))
        self._told = label("", "small", "2")
        self.show_all = button("Show all", "link")
        self.show_all.setFont(theme.font("small"))
        self.show_all.clicked.connect(lambda: self._take(MarkFilter()))
        away = icon_button("x", "Put the filter of claims away; all are shown again")
        away.clicked.connect(self.put_away)
        self._hidden = row(self._told, self.show_all, None, margins=(0, 0, 0, 6))
        chips = row(*self.chips.values(), None, away, gap=6)
        chips.setFixedHeight(HEIGHT)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 0, 8, 0)
        box.setSpacing(0)
        box.addWidget(chips)
        box.addWidget(self._hidden)
        self.hide()

    def show_claims(self, claims: Sequence[TaggedRow]) -> None:
        """All of the document, shown or not."""
        self._claims = claims
        if not self.isHidden() or self.filter:
            self._show()

    def open(self) -> None:
        """Or away, when it is open."""
        if self.isHidden():
            self._show()
            self.show()
            self.chips["kind"].setFocus()
        else:
            self.put_away()

    def put_away(self) -> None:
        self.hide()
        if self.filter:
            self._take(MarkFilter())

    def _taker(self, facet: str) -> Callable[[frozenset[str]], None]:
        def take(values: frozenset[str]) -> None:
            change: dict[str, Any] = {facet: values}
            self._take(replace(self.filter, **change))

        return take

    def _take(self, wanted: MarkFilter) -> None:
        self.filter = wanted
        self._show()
        self.changed.emit(wanted)

    def _show(self) -> None:
        for facet, chip in self.chips.items():
            counts = Counter(value for claim in self._claims for value in _values(claim, facet))
            ticked: frozenset[str] = getattr(self.filter, facet)
            there = sorted({*counts, *ticked}, key=lambda value: (-counts[value], value))
            chip.show_choices([Choice(value, _word(facet, value), counts[value]) for value in there], ticked)
            chip.setVisible(len(there) > 1 or bool(ticked) or facet == "kind")
        shown = sum(map(self.filter.shows, self._claims))
        whole = counted(len(self._claims), "claim")
        self._told.setText(f"{shown:,} of {whole} shown" if self.filter else f"{whole}, all shown")
        self._hidden.setVisible(bool(self.filter))


def _word(facet: str, value: str) -> str:
    if not value:
        return NOBODY.get(facet, "None")
    if facet == "kind":
        return kind_of(value).title
    return words(value) if facet == "verdict" else value
