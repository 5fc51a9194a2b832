"""A chip that says as of which day a place looks at the claims; a day is typed, or one of a few is taken."""

from datetime import date, timedelta

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from desktop.days import shown_day, today
from desktop.ui import forms
from desktop.ui.filters import FilterChip
from desktop.ui.popover import Popover
from desktop.ui.widgets import button, label


class DayChip(FilterChip):
    """ "As of today ⌄", or "As of  30 Jun 2026 ×" for a day in the past; `changed` with an ISO day, "" for today."""

    def __init__(self) -> None:
        self.day = ""
        super().__init__("As of today")

    def show_day(self, day: str) -> None:
        self.day = day
        self._title, self._words = ("As of", shown_day(day)) if day else ("As of today", "")
        self._show()

    def _show(self) -> None:
        super()._show()
        self.setAccessibleName(f"{self._title} {self._words}".strip())

    def open(self) -> None:
        chooser = DayChooser(self, self.day)
        chooser.chosen.connect(self._choose)
        chooser.show_at(self.mapToGlobal(QPoint(0, self.height() + 4)))

    def clear(self) -> None:
        self._choose("")

    def _choose(self, day: str) -> None:
        if day != self.day:
            self.show_day(day)
            self.changed.emit(day)


class DayChooser(Popover):
    chosen = Signal(str)

    def __init__(self, chip: QWidget, day: str) -> None:
        super().__init__(chip)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.field = forms.TextField("As of which day", "30 Jun 2026")
        self.field.setText(shown_day(day))
        self.field.setFixedWidth(200)
        self.field.returnPressed.connect(self._take)
        self.field.left.connect(self.close)
        self._problem = label("", "small", "alert", wrap=True)
        self._problem.hide()
        inside = QVBoxLayout()
        inside.setContentsMargins(8, 8, 8, 8)
        inside.setSpacing(2)
        for widget in (label("Verdicts and what was overdue as of", "small", "2"), self.field, self._problem):
            inside.addWidget(widget)
        for title, offered in days(date.fromisoformat(today())):
            inside.addWidget(self._offer(title, offered))
        self.box.addLayout(inside)

    def show_at(self, corner: QPoint) -> None:
        super().show_at(corner)
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)
        self.field.selectAll()

    def _offer(self, title: str, day: str) -> QPushButton:
        made = button(f"{title}  ·  {shown_day(day)}" if day else title, "tab")
        made.setStyleSheet("text-align: left")
        made.clicked.connect(lambda: self._give(day))
        return made

    def _take(self) -> None:
        """What was typed, or why it is no day to look from."""
        text = self.field.text().strip()
        problem = forms.day_problem(text)
        day = "" if problem else forms.parsed_day(text) or ""
        if day > today():
            problem = "That day has not come yet."
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        self.adjustSize()
        if not problem:
            self._give("" if day == today() else day)

    def _give(self, day: str) -> None:
        self.chosen.emit(day)
        self.close()


def days(now: date) -> list[tuple[str, str]]:
    """Days that are often asked for; "" is today."""
    month = now.replace(day=1)
    quarter = month.replace(month=(month.month - 1) // 3 * 3 + 1)
    ends = {"End of last month": month, "End of last quarter": quarter, "End of last year": now.replace(month=1, day=1)}
    found = {"": "Today"}
    for name, first in ends.items():
        found.setdefault((first - timedelta(days=1)).isoformat(), name)
    return [(name, day) for day, name in found.items()]
