"""A filter chip for days: from, to, or both; typed, or one of a few stretches that are often asked for."""

from datetime import date, timedelta

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.days import shown_day, today
from desktop.ui import forms
from desktop.ui.filters import FilterChip
from desktop.ui.popover import Popover
from desktop.ui.widgets import button, label, row

Period = tuple[str, ...]
"""(first day, last day) in ISO, either may be empty; () for everything."""


class PeriodChip(FilterChip):
    """ "Made ⌄", or "Made  1 Feb 2026 – 31 Aug 2026 ×"; `changed` with a Period."""

    def __init__(self, title: str) -> None:
        self.period: Period = ()
        super().__init__(title)

    def show_period(self, period: Period) -> None:
        self.period, self._words = period, period_words(period)
        self._show()

    def open(self) -> None:
        chooser = PeriodChooser(self, self._title, self.period)
        chooser.chosen.connect(self.changed)
        chooser.show_at(self.mapToGlobal(QPoint(0, self.height() + 4)))

    def clear(self) -> None:
        self.changed.emit(())


class PeriodChooser(Popover):
    chosen = Signal(object)

    def __init__(self, chip: QWidget, title: str, period: Period) -> None:
        super().__init__(chip)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.first = forms.TextField(f"{title} from", "from any day")
        self.last = forms.TextField(f"{title} to", "to any day")
        for field, day in zip((self.first, self.last), period or ("", ""), strict=True):
            field.setText(shown_day(day))
            field.setFixedWidth(112)
            field.returnPressed.connect(self._take)
            field.left.connect(self.close)
        self._problem = label("", "small", "alert", wrap=True)
        self._problem.hide()
        inside = QVBoxLayout()
        inside.setContentsMargins(8, 8, 8, 8)
        inside.setSpacing(2)
        inside.addWidget(row(self.first, label("to", "small", "3"), self.last, gap=4))
        inside.addWidget(self._problem)
        for name, offered in periods(date.fromisoformat(today())):
            made = button(f"{name}  ·  {period_words(offered)}", "tab")
            made.setStyleSheet("text-align: left")
            made.clicked.connect(lambda _on=False, offered=offered: self._give(offered))
            inside.addWidget(made)
        apply = button("Show these days", "primary")
        apply.clicked.connect(self._take)
        inside.addSpacing(6)
        inside.addWidget(row(apply, None))
        self.box.addLayout(inside)

    def show_at(self, corner: QPoint) -> None:
        super().show_at(corner)
        self.first.setFocus(Qt.FocusReason.PopupFocusReason)

    def _take(self) -> None:
        problem = forms.day_problem(self.first.text().strip()) or forms.day_problem(self.last.text().strip())
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        self.adjustSize()
        if not problem:
            first, last = (forms.parsed_day(field.text()) or "" for field in (self.first, self.last))
            self._give((last, first) if first and last and first > last else (first, last))

    def _give(self, period: Period) -> None:
        self.chosen.emit(period if any(period) else ())
        self.close()


def period_words(period: Period) -> str:
    """1 Feb 2026 – 31 Aug 2026; from 1 Feb 2026; to 31 Aug 2026."""
    if not any(period):
        return ""
    first, last = (shown_day(day) for day in period)
    return f"{first} – {last}" if first and last else f"from {first}" if first else f"to {last}"


def periods(now: date) -> list[tuple[str, Period]]:
    """Stretches that are often asked for."""
    month, year = now.replace(day=1), now.replace(month=1, day=1)
    quarter = month.replace(month=(month.month - 1) // 3 * 3 + 1)
    before = (quarter - timedelta(days=1)).replace(day=1)
    before = before.replace(month=(before.month - 1) // 3 * 3 + 1)
    found = (
        ("This quarter", quarter, now), ("Last quarter", before, quarter - timedelta(days=1)), ("This year", year, now),
        ("Last year", year.replace(year=year.year - 1), year - timedelta(days=1)),
    )  # fmt: skip
    return [(name, (first.isoformat(), last.isoformat())) for name, first, last in found]
