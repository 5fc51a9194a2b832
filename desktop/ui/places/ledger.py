"""Ledger: every claim as a table. What is hidden is always counted; what is edited stays where it is until asked again."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QActionGroup, QShowEvent
from PySide6.QtWidgets import QFileDialog, QMenu, QPushButton, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from db.rows import ClaimFilter, ClaimRow
from db.vocabulary import TOPICS
from desktop.claims import kind_of, kinds
from desktop.grouping import GROUPINGS, arranged
from desktop.ui import theme
from desktop.ui.claims_view import ClaimsView
from desktop.ui.context import Context
from desktop.ui.filters import Choice, FilterChip, StandingChip
from desktop.ui.forms import words
from desktop.ui.places.base import Place, PlaceInfo
from desktop.ui.tables import ACTOR, COLUMNS, DUE, LINKS, TOPIC, VERDICT, ClaimTable, counted
from desktop.ui.widgets import SearchField, button, header, icon_button, label, row, rule, surface

if TYPE_CHECKING:
    from desktop.workspace import Workspace

FIELDS = {"kinds": "Kind", "verdicts": "Verdict", "actors": "Actor", "documents": "Document", "topics": "Topic"}
TYPING = 150
"""Milliseconds without a key before the find field is asked."""


@dataclass(frozen=True)
class Answer:
    """Every claim of the workspace, and the ids of those the filter lets through."""

    claims: tuple[ClaimRow, ...]
    shown: frozenset[str]
    asked: ClaimFilter
    today: str


class Ledger(Place):
    WATCHES = frozenset(
        {"claim", "passage", "document", "version", "actor", "topic", "claim_topic", "link", "assessment", "outcome"}
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.filter = ClaimFilter()
        self.grouping = str(context.settings.value("ledger/group", "due", str))
        self._folded: set[str] = set()
        self._answer = Answer((), frozenset(), ClaimFilter(), "")
        self._wanted = ""
        self._arrange_next = True
        self.table = ClaimTable()
        self.view = ClaimsView(self.table)
        self.chips = {name: FilterChip(title) for name, title in FIELDS.items()}
        self._build()
        self._connect()

    # ── what the window asks ─────────────────────────────────────────────────────────────────────

    def refresh(self) -> None:
        """The first answer and one that was waited for elsewhere is arranged; a change under the eyes moves nothing."""
        self._ask()

    def showEvent(self, event: QShowEvent) -> None:
        self._arrange_next |= self._stale
        super().showEvent(event)

    def reset(self) -> None:
        self._folded.clear()
        self.find.clear()
        self.filter, self._wanted, self._arrange_next = ClaimFilter(), "", True
        self._take(Answer((), frozenset(), ClaimFilter(), ""))
        self._arrange_next = True

    def show_item(self, what: object) -> None:
        if isinstance(what, ClaimFilter):
            self.set_filter(what)
        elif isinstance(what, str):
            self._wanted = what
            self.set_filter(self.filter)

    def status(self) -> str:
        chosen, shown = len(self.view.selected()), len(self._answer.shown)
        return f"{chosen:,} of {shown:,} selected" if chosen else ""

    def set_filter(self, wanted: ClaimFilter) -> None:
        self.filter = wanted
        self._arrange_next = True
        if self.find.text() != wanted.text:
            self.find.blockSignals(True)
            self.find.setText(wanted.text)
            self.find.blockSignals(False)
        self._ask()

    def clear_filters(self) -> None:
        self.set_filter(ClaimFilter())

    def set_grouping(self, name: str) -> None:
        self.grouping = name
        self.context.settings.setValue("ledger/group", name)
        self._folded.clear()
        self._show_grouping()
        self._arrange()

    # ── building ─────────────────────────────────────────────────────────────────────────────────

    def _build(self) -> None:
        surface(self, "paper")
        self.find = SearchField("Find in claims")
        self.find.setFixedWidth(220)
        self._group_button = button("", "chip")
        self._group_button.setMenu(self._group_menu())
        columns = _menu_button("columns-3", "Columns", self._column_menu())
        export = _menu_button("upload", "Export or preview what is shown", self._export_menu())
        self._standing = StandingChip()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(header(label("Ledger", "title"), None, self.find, self._group_button, columns, export))
        box.addWidget(row(*self.chips.values(), self._standing, None, gap=6, margins=(16, 0, 16, 10)))
        box.addWidget(rule())
        box.addWidget(self._bar())
        box.addWidget(rule())
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._empty, self._nothing = self._empty_page(), self._nothing_page()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._nothing)
        box.addWidget(self._stack, 1)
        self._show_grouping()

    def _bar(self) -> QWidget:
        self._showing = label("", "small", weight=600)
        self._hidden = label("", "small", "2")
        self._clear = button("Clear filters", "link")
        self._moved = button("", "link")
        self._overdue = button("", "link")
        self._overdue.setProperty("tone", "alert")
        self._unlinked = button("", "link")
        for made in (self._clear, self._moved, self._overdue, self._unlinked):
            made.setFont(theme.font("small"))
        bar = surface(
            row(self._showing, self._hidden, 4, self._clear, 8, self._moved, None, self._overdue, 8, self._unlinked,
                margins=(16, 0, 16, 0)), "chrome",
        )  # fmt: skip
        bar.setFixedHeight(32)
        return bar

    def _empty_page(self) -> QWidget:
        go = button("Read a document", "primary")
        go.clicked.connect(lambda: self.context.go("read"))
        return _page("No claims yet", "Open a document and press 1, 2 or 3 on a sentence: the claim is here at once.", go)

    def _nothing_page(self) -> QWidget:
        clear = button("Clear filters", "primary")
        clear.clicked.connect(self.clear_filters)
        self._nothing_words = label("", "body", "2")
        return _page("No claim matches.", self._nothing_words, clear)

    def _group_menu(self) -> QMenu:
        menu, one = QMenu(self), QActionGroup(self)
        self._group_actions: dict[str, QAction] = {}
        for name in GROUPINGS:
            action = menu.addAction("No groups" if name == "none" else f"By {name}")
            action.setCheckable(True)
            action.triggered.connect(lambda _on, n=name: self.set_grouping(n))
            one.addAction(action)
            self._group_actions[name] = action
        return menu

    def _column_menu(self) -> QMenu:
        menu = QMenu(self)
        self._column_actions: dict[int, QAction] = {}
        hidden = str(self.context.settings.value("ledger/hidden", "", str)).split()
        for number in (ACTOR, TOPIC, DUE, VERDICT, LINKS):
            action = menu.addAction(COLUMNS[number].title)
            action.setCheckable(True)
            action.setChecked(COLUMNS[number].name not in hidden)
            action.triggered.connect(self._columns_changed)
            self._column_actions[number] = action
        return menu

    def _export_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction("Export what is shown to Markdown…").triggered.connect(self._export)
        menu.addAction("Preview the export").triggered.connect(self._preview)
        return menu

    def _connect(self) -> None:
        head = self.view.horizontalHeader()
        head.setSortIndicator(DUE, Qt.SortOrder.AscendingOrder)
        head.sortIndicatorChanged.connect(lambda _column, _order: self._arrange())
        self._typing = QTimer(self, interval=TYPING, singleShot=True)
        self._typing.timeout.connect(lambda: self._narrow("text", self.find.text().strip()))
        self.find.textChanged.connect(lambda _text: self._typing.start())
        self.find.returnPressed.connect(self.view.setFocus)
        for name, chip in self.chips.items():
            chip.changed.connect(lambda ticked, n=name: self._narrow(n, ticked))
        self._standing.changed.connect(lambda _none: self.set_filter(replace(self.filter, ids=frozenset(), ids_title="")))
        self._clear.clicked.connect(self.clear_filters)
        self._moved.clicked.connect(lambda: self.set_filter(self.filter))
        self._overdue.clicked.connect(lambda: self._narrow("verdicts", frozenset({"overdue"})))
        self._unlinked.clicked.connect(self._show_unlinked)
        self.view.opened.connect(self._open)
        self.view.assess_wanted.connect(lambda claim_id: self.context.go("review", claim_id))
        self.view.folded.connect(self._fold)
        self.table.edited.connect(self._edited)
        self.table.refused.connect(lambda why: self.context.tell("Not changed", why, level="error"))

    # ── asking and showing ───────────────────────────────────────────────────────────────────────

    def _ask(self) -> None:
        asked = self.filter
        self.context.read("ledger", lambda workspace: _answer(workspace, asked), self._take)

    def _take(self, answer: Answer) -> None:
        self._answer = answer
        self._show_choices()
        if self._arrange_next or not self._fits_in_place():
            self._arrange_next = False
            self._arrange()
        else:
            self.table.replace({claim.id: claim for claim in answer.claims})
            self._show_bar()

    def _arrange(self) -> None:
        """Sort, group and show what the filter lets through."""
        self.view.show_lines(self._lines())
        if self._wanted:
            wanted, self._wanted = self._wanted, ""
            self.view.clearSelection()
            self.view.select([wanted], wanted)
        self._show_bar()

    def _lines(self) -> list[object]:
        head = self.view.horizontalHeader()
        column = head.sortIndicatorSection()
        return arranged(  # type: ignore[return-value]
            self._shown(), today=self._answer.today, sort=COLUMNS[column].name if 0 <= column < len(COLUMNS) else "",
            descending=head.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder, group=self.grouping, folded=self._folded,
        )  # fmt: skip

    def _shown(self) -> list[ClaimRow]:
        return [claim for claim in self._answer.claims if claim.id in self._answer.shown]

    def _in_table(self) -> set[str]:
        """Ids in the table, those under folded headings too."""
        found = {line.id for line in self.table.lines if isinstance(line, ClaimRow)}
        return found.union(*(group.ids for group in self.table.lines if not isinstance(group, ClaimRow)))

    def _fits_in_place(self) -> bool:
        """The answer only changes or hides rows that are there: then none of them has to move."""
        there = self._in_table()
        return bool(there) and self._answer.shown <= there <= {claim.id for claim in self._answer.claims}

    # ── the words around the table ───────────────────────────────────────────────────────────────

    def _show_bar(self) -> None:
        whole, asked = self._answer.claims, self._answer.asked
        shown, filters = self._shown(), len(asked.active)
        hidden = f"{len(whole) - len(shown):,} hidden by {counted(filters, 'filter')}"
        of_all = f"{len(shown):,} of {counted(len(whole), 'claim')}" if filters else counted(len(whole), "claim")
        self._showing.setText(f"Showing {of_all}")
        self._hidden.setText(f"·  {hidden}" if filters else "")
        self._clear.setVisible(filters > 0)
        self._nothing_words.setText(f"{hidden[0].upper()}{hidden[1:]}.")
        overdue, unlinked = sum(c.overdue for c in shown), sum(not c.links for c in shown)
        _say(self._overdue, f"{overdue:,} overdue" if overdue else "")
        _say(self._unlinked, f"{unlinked:,} without a link" if unlinked else "")
        self._show_moved()
        self._standing.show_title(asked.ids_title or (counted(len(asked.ids), "claim") if asked.ids else ""))
        self._stack.setCurrentWidget(self.view if self._in_table() else self._nothing if whole else self._empty)

    def _show_moved(self) -> None:
        """Rows that stay although they no longer match, or would stand elsewhere."""
        gone = len(self._in_table() - self._answer.shown)
        now = [getattr(line, "id", "") for line in self.table.lines]
        if gone:
            _say(self._moved, f"{counted(gone, 'row')} no longer match{'es' * (gone == 1)} · refresh")
        else:
            _say(self._moved, "" if now == [getattr(line, "id", "") for line in self._lines()] else "Order changed · refresh")

    def _show_choices(self) -> None:
        asked = self._answer.asked
        for name, choices in _choices(self._answer.claims).items():
            self.chips[name].show_choices(choices, getattr(asked, name))
        self.view.cells.suggestions = {
            "actor": sorted({claim.actor for claim in self._answer.claims if claim.actor}, key=str.casefold),
            "topic": sorted({words(t) for t in TOPICS}.union(words(t) for c in self._answer.claims for t in c.topics)),
        }

    def _show_grouping(self) -> None:
        self._group_button.setText("Group: none" if self.grouping == "none" else f"Group: {self.grouping}")
        self._group_actions[self.grouping].setChecked(True)
        self._show_columns()

    def _show_columns(self) -> None:
        """What the grouping says already is not said again in a column."""
        said = {"actor": ACTOR, "verdict": VERDICT}.get(self.grouping)
        for number, action in self._column_actions.items():
            self.view.setColumnHidden(number, number == said or not action.isChecked())

    def _columns_changed(self) -> None:
        hidden = [COLUMNS[n].name for n, action in self._column_actions.items() if not action.isChecked()]
        self.context.settings.setValue("ledger/hidden", " ".join(hidden))
        self._show_columns()

    # ── what a person does ───────────────────────────────────────────────────────────────────────

    def _narrow(self, field: str, value: object) -> None:
        if getattr(self.filter, field) != value:
            self.set_filter(replace(self.filter, **{field: value}))  # type: ignore[arg-type]

    def _show_unlinked(self) -> None:
        ids = frozenset(claim.id for claim in self._shown() if not claim.links)
        self.set_filter(replace(self.filter, ids=ids, ids_title="Without a link"))

    def _fold(self, title: str) -> None:
        self._folded ^= {title}
        at = self.view.currentIndex()
        self._arrange()
        heading = next((n for n, line in enumerate(self.table.lines) if getattr(line, "title", None) == title), -1)
        self.view.setCurrentIndex(self.table.index(heading, max(0, at.column())))

    def _open(self, claim_id: str) -> None:
        self.context.choose_claim(claim_id)
        self.context.go("read", claim_id)

    def _edited(self, claim_id: str, field: str, value: object) -> None:
        values: dict[str, object] = {field: value}
        if field == "topic":
            known = {*TOPICS, *(topic for claim in self._answer.claims for topic in claim.topics)}
            values["topic"] = next((topic for topic in sorted(known) if words(topic) == value), value)
        if field == "due_latest":
            claim = next(c for c in self._answer.claims if c.id == claim_id)
            values["due_precision"] = "day" if value else None
            if not value or (claim.due_earliest or "") > str(value):
                values["due_earliest"] = None
        self.context.write("The claim was not changed", lambda workspace: workspace.change_claim(claim_id, **values))

    def _export(self) -> None:
        from desktop.ui.exporting import Exporting

        path = self.context.path
        suggested = str(path.with_suffix(".md")) if path else "claims.md"
        name, _ = QFileDialog.getSaveFileName(self, "Export to Markdown", suggested, "Markdown (*.md)")
        if name:
            Exporting(self.context, self.window()).write(Path(name), self.filter)

    def _preview(self) -> None:
        from desktop.ui.exporting import Exporting

        Exporting(self.context, self.window()).preview(self.filter)


def _answer(workspace: "Workspace", asked: ClaimFilter) -> Answer:
    from desktop.workspace import today

    claims = workspace.claims()
    through = workspace.claims(asked) if asked.text else [claim for claim in claims if asked.lets_through(claim)]
    return Answer(tuple(claims), frozenset(claim.id for claim in through), asked, today())


def _choices(claims: Iterable[ClaimRow]) -> dict[str, list[Choice]]:
    """What can be ticked, with the number of claims in the whole workspace."""
    claims = list(claims)
    titles = {claim.document_id: claim.document for claim in claims}
    return {
        "kinds": [Choice(k.name, k.title, sum(c.kind == k.name for c in claims)) for k in kinds()],
        "verdicts": [
            Choice("overdue", "Overdue", sum(c.overdue for c in claims)),
            *_counted((c.verdict for c in claims), _verdict_title(claims)),
        ],
        "actors": _counted((c.actor for c in claims if c.actor), str),
        "documents": _counted((c.document_id for c in claims), titles.__getitem__),
        "topics": _counted((topic for c in claims for topic in c.topics), words),
    }


def _verdict_title(claims: list[ClaimRow]) -> Callable[[str], str]:
    titles = {claim.verdict: kind_of(claim.kind).verdict(claim.verdict).title for claim in claims}
    return titles.__getitem__


def _counted(values: Iterable[str], title: Callable[[str], str]) -> list[Choice]:
    made = [Choice(value, title(value), count) for value, count in Counter(values).items()]
    return sorted(made, key=lambda choice: choice.words.casefold())


def _say(widget: QPushButton, text: str) -> None:
    widget.setText(text)
    widget.setVisible(bool(text))


def _menu_button(icon: str, tip: str, menu: QMenu) -> QToolButton:
    made = icon_button(icon, tip)
    made.setMenu(menu)
    made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    return made


def _page(title: str, text: QWidget | str, action: QWidget) -> QWidget:
    """An empty place: one line, one sentence, one action."""
    made = surface(QWidget(), "paper")
    box = QVBoxLayout(made)
    box.setSpacing(8)
    box.addStretch(2)
    sentence = label(text, "body", "2") if isinstance(text, str) else text
    for widget in (label(title, "title"), sentence, action):
        box.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
    box.addStretch(3)
    return made


PLACE = PlaceInfo("ledger", "Ledger", "table-2", 2, Ledger)
