"""The inspector: the current claim's fields, saved as they are left, its verdict and what is linked to it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QScrollArea, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from db.rows import ClaimRow, LinkRow, OutcomeRow
from db.vocabulary import TOPICS
from desktop.claims import kind_of, kinds
from desktop.claims.base import Kind
from desktop.days import shown_day
from desktop.ui.context import Context, touches
from desktop.ui.panels import link_lines
from desktop.ui.panels.claim_fields import ClaimFields
from desktop.ui.panels.claims_here import ClaimsHere
from desktop.ui.panels.link_card import LinkCard
from desktop.ui.widgets import (
    ElidedButton,
    KindSign,
    SectionTitle,
    VerdictChip,
    button,
    column,
    empty,
    header,
    icon_button,
    keycap,
    label,
    restyle,
    row,
    rule,
    stretch,
    surface,
)  # fmt: skip

if TYPE_CHECKING:
    from db.store import Announcement
    from desktop.workspace import Workspace

WATCHES = frozenset(
    {
        "claim", "kind", "passage", "link", "outcome", "evidence", "assessment", "actor", "topic", "claim_topic", "document"
    }
)  # fmt: skip


@dataclass(frozen=True)
class Case:
    """What the inspector shows."""

    claim: ClaimRow
    links: Sequence[tuple[LinkRow, OutcomeRow]]
    actors: Sequence[str]
    topics: Sequence[str]


class Inspector(QWidget):
    step_wanted = Signal(int)
    link_wanted = Signal()
    place_wanted = Signal(str)
    """The claim's own document, when another one is open."""
    kind_wanted = Signal(str)
    """The current claim is to be of that kind."""
    back_wanted = Signal()
    """Esc: the keyboard goes back to the text."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.number_of: Callable[[str], tuple[int, int]] = lambda _claim_id: (0, 0)
        """Whoever shows a document says it."""
        surface(self, "chrome")
        self.context = context
        self._kind: Kind | None = None
        self._kinds: tuple[Kind, ...] = ()
        self._case: Case | None = None
        self._edit_next = ""
        self._document_id = ""
        self._pages = QStackedWidget()
        self._pages.addWidget(self._empty())
        self._pages.addWidget(self._filled())
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        self.here = ClaimsHere()
        self.here.chosen.connect(context.choose_claim)
        box.addWidget(self.here)
        box.addWidget(self._pages, 1)
        context.claim_chosen.connect(lambda _id: self.refresh())
        context.changed.connect(self._on_changed)
        context.workspace_changed.connect(self.refresh)
        self._show_kinds()

    def refresh(self) -> None:
        claim_id = self.context.claim_id
        if not claim_id:
            self.context.tasks.drop("inspector")
            self._show(None)
        else:
            self.context.read("inspector", lambda w: _case(w, claim_id), self._take)

    def _take(self, case: Case | None) -> None:
        """A claim that was removed or taken back meanwhile is no longer the current one."""
        if case:
            self._show(case)
        else:
            self.context.choose_claim("")

    def _on_changed(self, announcement: "Announcement") -> None:
        if touches(announcement, WATCHES):
            self.refresh()

    def edit(self) -> None:
        """Put the keyboard into the first field, as soon as the claim that was chosen is shown."""
        self._edit_next = ""
        if not self._case or self._case.claim.id != self.context.claim_id:
            self._edit_next = self.context.claim_id
        else:
            self.fields.statement.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.fields.statement.selectAll()

    def set_document(self, document_id: str) -> None:
        """The document that is open beside."""
        self._document_id = document_id
        self._show_elsewhere()

    def _show_elsewhere(self) -> None:
        claim = self.claim()
        here = claim is None or self._document_id in {passage.document_id for passage in claim.passages}
        self._elsewhere.setVisible(not here)
        if claim and not here:
            self._elsewhere.show_words(
                f"In “{claim.document}”", "The claim stands in another document than the open one: go there"
            )

    def claim(self) -> ClaimRow | None:
        return self._case.claim if self._case else None

    # ── building ─────────────────────────────────────────────────────────────────────────────────

    def _empty(self) -> QWidget:
        self._hints = column(gap=8)
        return column(
            row(label("No claim chosen", "title"), margins=(0, 14, 0, 10)),
            label("Put the caret into a sentence, or select words, and press a key:", "body", "2", wrap=True),
            16, self._hints, None, margins=(16, 0, 16, 0),
        )  # fmt: skip

    def _show_kinds(self) -> None:
        """In the hints and in the menu of the claim's kind; made anew when they are others."""
        if self._kinds is kinds():
            return
        self._kinds, box, menu = kinds(), self._hints.layout(), self.kind_button.menu()
        assert box is not None
        empty(box)
        told = [(kind.key.upper(), f"tags {kind.article} {kind.word}") for kind in self._kinds]
        for key, what in (*told, (".", "selects the sentence"), ("N", "goes to the next claim")):
            box.addWidget(row(keycap(key), label(what, "small", "2"), None))
        menu.clear()
        for kind in self._kinds:
            act = menu.addAction(kind.title)
            act.setShortcut(f"Shift+{kind.key}")
            act.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)  # shown here, heard by the reader
            act.triggered.connect(lambda _checked=False, name=kind.name: self.kind_wanted.emit(name))

    def _filled(self) -> QWidget:
        self.fields = ClaimFields()
        self.fields.changed.connect(self._write)
        self.fields.given_up.connect(self._tell_given_up)
        self.fields.left.connect(self.back_wanted)
        self._elsewhere = ElidedButton("book-open")
        self._elsewhere.clicked.connect(lambda: self.place_wanted.emit(self.context.claim_id))
        whole = column(
            self._head(), self._elsewhere, row(self.fields.statement, gap=0, margins=(10, 0, 12, 0)), 4,
            self._verdict(), 12, rule(), self._scrolled(), rule(), _foot(),
        )  # fmt: skip
        stretch(whole, -3)  # the fields
        return whole

    def _head(self) -> QWidget:
        self._sign_spot = row(gap=0)
        self._title = label("", "title")
        self._number = label("", "small", "3")
        self.kind_button = self._kind_button()
        before, after = (
            icon_button("chevron-left", "Previous claim  Shift+N"),
            icon_button("chevron-right", "Next claim  N"),
        )
        before.clicked.connect(lambda: self.step_wanted.emit(-1))
        after.clicked.connect(lambda: self.step_wanted.emit(1))
        return header(self._sign_spot, self._title, self.kind_button, None, self._number, before, after)

    def _verdict(self) -> QWidget:
        self._chip = VerdictChip()
        self._as_of = label("", "small", "2")
        self._assess = button("Assess")
        self._assess.clicked.connect(lambda: self.context.go("review", self.context.claim_id))
        return row(self._chip, self._as_of, None, self._assess, margins=(16, 0, 12, 0))

    def _scrolled(self) -> QScrollArea:
        self._links = column(gap=8, margins=(12, 0, 12, 12))
        self._link = icon_button("link-2", "Link an outcome  L")
        self._link.clicked.connect(self.link_wanted)
        self._links_title = SectionTitle("Linked outcomes", 0, self._link)
        scroll = QScrollArea()
        scroll.setProperty("surface", "chrome")
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(column(self.fields, 8, rule(), self._links_title, self._links, None))
        return scroll

    def _kind_button(self) -> QToolButton:
        made = icon_button("chevron-down", "Change the kind  Shift and its key", 12)
        made.setMenu(QMenu(made))
        made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        return made

    def _write(self, values: dict[str, Any]) -> None:
        if self._case:
            claim_id = self._case.claim.id
            self.context.write("Not saved", lambda w: w.change_claim(claim_id, **values))

    def _tell_given_up(self, field: str, text: str, problem: str) -> None:
        self.context.tell(f"{field} not changed", f"{problem} “{text}” was left behind with its claim.", level="error")

    def _order_of_tab(self) -> None:
        """From the statement through the fields, then to what is done with the claim; never out on the way."""
        chain = [*self.fields.in_order(), self._assess, self._link, *self._links.findChildren(LinkCard)]
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)

    # ── showing ──────────────────────────────────────────────────────────────────────────────────

    def show_number(self) -> None:
        """The place of the claim among those of the open document, as they are now."""
        number, of = self.number_of(self._case.claim.id) if self._case else (0, 0)
        self._number.setText(f"{number:,} of {of:,}" if number else "")

    def _show(self, case: Case | None) -> None:
        self._case = case
        self._show_kinds()
        self._pages.setCurrentIndex(1 if case else 0)
        if case is None:
            return
        claim, kind = case.claim, kind_of(case.claim.kind)
        if self._kind != kind:
            self._kind = kind
            self._show_sign(kind.sign, claim.kind, kind.title)
        self.show_number()
        verdict = kind.verdict(claim.verdict)
        if claim.overdue:
            self._chip.show_verdict("Overdue", "overdue", "clock")
        else:
            self._chip.show_verdict(verdict.title, verdict.tone, verdict.sign)
        as_of = f"as of {shown_day(claim.assessment.as_of)}" if claim.assessment else ""
        self._as_of.setText(as_of or (f"due {shown_day(claim.due)}" if claim.due else ""))
        self._show_elsewhere()
        self.fields.show_claim(claim, case.actors, case.topics)
        self._show_links(case)
        self._order_of_tab()
        if self._edit_next == claim.id:
            self.edit()

    def _show_sign(self, sign: str, token: str, title: str) -> None:
        box = self._sign_spot.layout()
        assert box is not None
        empty(box)
        box.addWidget(KindSign(sign, token, title, 13))
        self._title.setText(title)
        restyle(self._title, "tone", token)

    def _show_links(self, case: Case) -> None:
        box = self._links.layout()
        assert isinstance(box, QVBoxLayout)
        empty(box)
        for link, outcome in case.links:
            card = LinkCard(link, outcome)
            card.opened.connect(lambda outcome_id: self.context.go("outcomes", outcome_id))
            card.removed.connect(lambda link_id: self.context.write("The link stays", lambda w: w.unlink(link_id)))
            box.addWidget(card)
        if not case.links:
            box.addWidget(row(label("Press", "small", "3"), keycap("L"), label("then select what happened", "small", "3"), None,
                              gap=6, margins=(4, 0, 0, 0)))  # fmt: skip
        self._links_title.set_count(len(case.links))


def _case(workspace: "Workspace", claim_id: str) -> Case | None:
    from db import queries
    from db.errors import NotFound

    try:
        claim = workspace.claim(claim_id)
    except NotFound:
        return None
    with workspace.store.session() as session:
        actors = queries.actor_names(session)
        topics = sorted({*queries.topics(session), *TOPICS})
    return Case(claim, link_lines.linked_to(workspace, claim_id), actors, topics)


def _foot() -> QWidget:
    """The keys."""
    caps = (("Enter", "edit"), ("L", "link"), ("A", "assess"), ("Esc", "back"))
    words = [w for key, what in caps for w in (keycap(key), label(what, "small", "2"), 4)]
    foot = row(*words, None, gap=4, margins=(16, 0, 12, 0))
    foot.setFixedHeight(36)
    return foot
