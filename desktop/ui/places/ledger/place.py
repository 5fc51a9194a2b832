"""Ledger: every claim as a table. What is hidden is counted; what is edited stays in place until asked again."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QActionGroup, QShowEvent
from PySide6.QtWidgets import QMenu, QStackedWidget, QToolButton, QVBoxLayout

from db.rows import ClaimFilter, ClaimRow
from db.vocabulary import TOPICS
from desktop.counting import counted
from desktop.grouping import GROUPINGS, Group, Line, arranged
from desktop.ui.claims_view import ClaimsView
from desktop.ui.context import Context
from desktop.ui.filter_bar import FilterBar, hidden_words
from desktop.ui.forms import topic_words
from desktop.ui.nothing_tagged import NothingTagged
from desktop.ui.places.base import Place
from desktop.ui.saved_views import LedgerView, SavedViews, ViewTabs
from desktop.ui.tables import ACTOR, COLUMNS, DUE, LINKS, TOPIC, VERDICT, ClaimTable
from desktop.ui.widgets import EmptyPlace, SearchField, button, header, icon_button, label, surface

if TYPE_CHECKING:
    from desktop.workspace import Workspace

TYPING = 150
"""Milliseconds without a key before the search field is asked."""


@dataclass(frozen=True)
class Answer:
    """Every claim of the workspace, and which of them have the words that are looked for."""

    claims: tuple[ClaimRow, ...] = ()
    text: str = ""
    found: frozenset[str] = frozenset()
    documents: int = 0
    today: str = ""
    """Empty before the first answer."""

    def shown(self, asked: ClaimFilter) -> list[ClaimRow]:
        """The same as `Workspace.claims(asked)`, without asking again."""
        return [c for c in self.claims if (not self.text or c.id in self.found) and asked.lets_through(c)]


class Ledger(Place):
    LOADING = "Loading the claims …"
    WATCHES = frozenset(
        {"claim", "passage", "document", "version", "actor", "topic", "claim_topic", "link", "assessment", "outcome"}
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.filter = ClaimFilter()
        self.grouping = str(context.settings.value("ledger/group", "due", str))
        if self.grouping not in GROUPINGS:
            self.grouping = "due"
        self._folded: set[str] = set()
        self._answer = Answer()
        self._wanted = ""
        self._arrange_next = True
        self.table = ClaimTable()
        self.view = ClaimsView(self.table)
        self.bar = FilterBar()
        self.tabs = ViewTabs()
        self._views = SavedViews(context.settings, "")
        self._build()
        self._connect()

    # ── what the window asks ─────────────────────────────────────────────────────────────────────

    def showEvent(self, event: QShowEvent) -> None:
        """What changed meanwhile is arranged; a change under the eyes moves nothing."""
        self._arrange_next |= self._stale
        super().showEvent(event)
        if not event.spontaneous():
            self.view.setFocus()

    def refresh(self) -> None:
        text = self.filter.text
        self.context.read("ledger", lambda workspace: _answer(workspace, text), self._take)

    def reset(self) -> None:
        self._folded.clear()
        self._typing.stop()
        self.filter, self._wanted, self._answer = ClaimFilter(), "", Answer()
        self._say_searched()
        self._views = SavedViews(self.context.settings, str(self.context.path or ""))
        self._arrange()
        self._arrange_next = True

    def show_item(self, what: object) -> None:
        if isinstance(what, ClaimFilter):
            self.set_filter(what)
        elif isinstance(what, str):
            self._wanted = what
            self.set_filter(self.filter)

    def status(self) -> str:
        chosen = len(self.view.selected())
        return f"{chosen:,} of {len(self.shown()):,} selected" if chosen else ""

    def shown(self) -> list[ClaimRow]:
        """What the filter lets through, in reading order."""
        return self._answer.shown(self.filter)

    def set_filter(self, wanted: ClaimFilter) -> None:
        self.filter = wanted
        self._say_searched()
        if wanted.text == self._answer.text:
            self._arrange()
        else:
            self._arrange_next = True
            self.refresh()

    def set_grouping(self, name: str) -> None:
        self.grouping = name
        self.context.settings.setValue("ledger/group", name)
        self._folded.clear()
        self._show_grouping()
        self._arrange()

    def now(self) -> LedgerView:
        """What is shown and in which order, as it would be kept."""
        head = self.view.horizontalHeader()
        column = head.sortIndicatorSection()
        return LedgerView(
            self.filter,
            COLUMNS[column].name if 0 <= column < len(COLUMNS) else "",
            head.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder,
            self.grouping,
            tuple(COLUMNS[n].name for n, action in self._column_actions.items() if not action.isChecked()),
        )

    def show_view(self, name: str) -> None:
        """A view that was kept; "" for all claims, in the order of the moment."""
        if not name:
            self.set_filter(ClaimFilter())
            return
        view = self._views.views[name]
        names = [column.name for column in COLUMNS]
        for number, action in self._column_actions.items():
            action.setChecked(COLUMNS[number].name not in view.hidden)
        self._columns_changed()
        order = Qt.SortOrder.DescendingOrder if view.descending else Qt.SortOrder.AscendingOrder
        self.view.horizontalHeader().setSortIndicator(names.index(view.sort) if view.sort in names else -1, order)
        self.set_grouping(view.group if view.group in GROUPINGS else "none")
        self.set_filter(view.filter)

    def keep_view(self, name: str) -> None:
        self._views.keep(name, self.now())
        self._show_tabs()

    def delete_view(self, name: str) -> None:
        gone = self._views.views.get(name)
        self._views.delete(name)
        self._show_tabs()
        if gone:
            self.context.tell(f"View “{name}” is deleted", "No claim was changed.")

    # ── building ─────────────────────────────────────────────────────────────────────────────────

    def _build(self) -> None:
        surface(self, "paper")
        self.search = SearchField("Find in claims")
        self.search.setFixedWidth(220)
        self._group_button = button("", "chip")
        menu = self._group_menu()  # not setMenu, which leaves room for an arrow
        self._group_button.clicked.connect(
            lambda: menu.popup(self._group_button.mapToGlobal(QPoint(0, self._group_button.height() + 4)))
        )
        columns = _menu_button("columns-3", "Columns", self._column_menu())
        export = _menu_button("upload", "Export or preview what is shown", self._export_menu())
        self._stack = QStackedWidget()
        clear = button("Clear filters", "primary")
        clear.clicked.connect(lambda: self.set_filter(ClaimFilter()))
        self._empty = NothingTagged(self.context, "table-2", "No claims yet")
        self._nothing = EmptyPlace("table-2", "", "", clear)
        for page in (self.view, self._empty, self._nothing):
            self._stack.addWidget(page)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(header(label("Ledger", "title"), 4, self.tabs, self.search, self._group_button, columns, export))
        box.addWidget(self.bar)
        box.addWidget(self._stack, 1)
        self._show_grouping()

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
        menu.addAction("Export what is shown…").triggered.connect(self._export)
        menu.addAction("Preview the export").triggered.connect(self._preview)
        return menu

    def _connect(self) -> None:
        head = self.view.horizontalHeader()
        head.setSortIndicator(*self._kept_sort())
        head.sortIndicatorChanged.connect(lambda _column, _order: self._sorted())
        self._typing = QTimer(self, interval=TYPING, singleShot=True)
        self._typing.timeout.connect(lambda: self._search(self.search.text().strip()))
        self.search.textChanged.connect(lambda _text: self._typing.start())
        self.search.returnPressed.connect(self.view.setFocus)
        self.bar.changed.connect(self.set_filter)
        self.bar.refresh_wanted.connect(self._arrange)
        self.view.opened.connect(self._open)
        self.view.assess_wanted.connect(lambda claim_id: self.context.go("review", claim_id))
        self.view.folded.connect(self._fold)
        self.view.chosen.connect(lambda: self.status_changed.emit(self.status()))
        self.view.chosen.connect(lambda: self.context.choose_claim(self.view.current_id()))
        self.tabs.chosen.connect(self.show_view)
        self.tabs.saved.connect(self.keep_view)
        self.tabs.deleted.connect(self.delete_view)
        self.table.edited.connect(self._edited)
        self.table.refused.connect(lambda why: self.context.tell("Not changed", why, level="error"))

    # ── showing ──────────────────────────────────────────────────────────────────────────────────

    def _take(self, answer: Answer) -> None:
        self.answered()
        self._answer = answer
        if self._arrange_next or not self._fits_in_place():
            self._arrange_next = False
            self._arrange()
        else:
            self.table.replace({claim.id: claim for claim in answer.claims})
            self._show_around(self._moved_words())

    def _arrange(self) -> None:
        """Sort, group and show what the filter lets through."""
        self.view.show_lines(self._lines())
        if self._wanted and self._answer.today:
            self.view.choose(self._wanted)
            self._wanted = ""
        self._show_around("")

    def _lines(self) -> list[Line]:
        now = self.now()
        return arranged(
            self.shown(),
            today=self._answer.today,
            sort=now.sort,
            descending=now.descending,
            group=now.group,
            folded=self._folded,
        )

    def _fits_in_place(self) -> bool:
        """The answer only changes or hides rows that are there: then none of them has to move."""
        there, shown = self.table.ids(), {claim.id for claim in self.shown()}
        return bool(there) and shown <= there <= {claim.id for claim in self._answer.claims}

    def _show_around(self, moved: str) -> None:
        """The words around the table."""
        claims, shown = self._answer.claims, self.shown()
        self._show_tabs()
        self.bar.show_filter(self.filter, claims, shown)
        self.bar.show_moved(moved)
        hidden = hidden_words(claims, shown, self.filter)
        self._nothing.say("No claim matches.", f"{hidden[0].upper()}{hidden[1:]}.")
        self._empty.show_documents(self._answer.documents)
        nothing = self._nothing if claims else self._empty
        self._stack.setCurrentWidget(self.view if self.table.lines or not self._answer.today else nothing)
        self.view.cells.suggestions = {
            "actor": sorted({claim.actor for claim in claims if claim.actor}, key=str.casefold),
            "topic": sorted(map(topic_words, self._topics()), key=str.casefold),
        }

    def _show_tabs(self) -> None:
        self.tabs.show_views(self._views.views, self.now())

    def _moved_words(self) -> str:
        """Of rows that stay although they no longer match, or would stand elsewhere."""
        gone = len(self.table.ids() - {claim.id for claim in self.shown()})
        if gone:
            return f"{counted(gone, 'row')} no longer match{'es' * (gone == 1)} · refresh"
        same = [_name(line) for line in self.table.lines] == [_name(line) for line in self._lines()]
        return "" if same else "The order has changed · refresh"

    def _show_grouping(self) -> None:
        self._group_button.setText("Group: none" if self.grouping == "none" else f"Group: {self.grouping}")
        self._group_actions[self.grouping].setChecked(True)
        self._show_columns()

    def _show_columns(self) -> None:
        """What the grouping says already is not said again in a column."""
        said = {"actor": ACTOR, "verdict": VERDICT}.get(self.grouping)
        for number, action in self._column_actions.items():
            self.view.setColumnHidden(number, number == said or not action.isChecked())

    def _sorted(self) -> None:
        now = self.now()
        self.context.settings.setValue("ledger/sort", f"-{now.sort}" if now.descending else now.sort)
        self._arrange()

    def _kept_sort(self) -> tuple[int, Qt.SortOrder]:
        """As the table was sorted last; by the due date at first."""
        kept = str(self.context.settings.value("ledger/sort", COLUMNS[DUE].name, str))
        names = [column.name for column in COLUMNS]
        order = Qt.SortOrder.DescendingOrder if kept.startswith("-") else Qt.SortOrder.AscendingOrder
        name = kept.removeprefix("-")
        return names.index(name) if name in names else -1, order

    def _columns_changed(self) -> None:
        self.context.settings.setValue("ledger/hidden", " ".join(self.now().hidden))
        self._show_columns()
        self._show_tabs()

    def _say_searched(self) -> None:
        if self.search.text().strip() != self.filter.text:
            self.search.blockSignals(True)
            self.search.setText(self.filter.text)
            self.search.blockSignals(False)

    def _topics(self) -> set[str]:
        return {*TOPICS, *(topic for claim in self._answer.claims for topic in claim.topics)}

    # ── what a person does ───────────────────────────────────────────────────────────────────────

    def _search(self, text: str) -> None:
        if text != self.filter.text:
            self.set_filter(replace(self.filter, text=text))

    def _fold(self, title: str) -> None:
        self._folded ^= {title}
        column = max(0, self.view.currentIndex().column())
        self._arrange()
        heading = (n for n, line in enumerate(self.table.lines) if isinstance(line, Group) and line.title == title)
        self.view.setCurrentIndex(self.table.index(next(heading, -1), column))

    def _open(self, claim_id: str) -> None:
        self.context.choose_claim(claim_id)
        self.context.go("read", claim_id)

    def _edited(self, claim_id: str, field: str, value: object) -> None:
        values: dict[str, object] = {field: value}
        if field == "topic":
            values["topic"] = next((topic for topic in sorted(self._topics()) if topic_words(topic) == value), value)
        if field == "due_latest":
            claim = next(c for c in self._answer.claims if c.id == claim_id)
            values["due_precision"] = "day" if value else None
            if not value or (claim.due_earliest or "") > str(value):
                values["due_earliest"] = None
        self.context.write("The claim was not changed", lambda workspace: workspace.change_claim(claim_id, **values))

    def _export(self) -> None:
        from desktop.ui.exporting import Exporting

        Exporting(self.context, self.window()).ask(self.filter, self._reported_by())

    def _reported_by(self) -> str:
        """An export is grouped as the table is, where it can be."""
        return self.grouping if self.grouping in ("actor", "verdict") else "document"

    def _preview(self) -> None:
        from desktop.ui.exporting import Exporting

        Exporting(self.context, self.window()).preview(self.filter, self._reported_by())


def _answer(workspace: "Workspace", text: str) -> Answer:
    from db import queries
    from desktop.days import today

    found = (claim.id for claim in workspace.claims(ClaimFilter(text=text))) if text else ()
    with workspace.store.session() as session:
        documents = len(queries.documents(session))
    return Answer(tuple(workspace.claims()), text, frozenset(found), documents, today())


def _name(line: Line) -> str:
    return line.id if isinstance(line, ClaimRow) else line.title


def _menu_button(icon: str, tip: str, menu: QMenu) -> QToolButton:
    made = icon_button(icon, tip)
    made.setMenu(menu)
    made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    return made
