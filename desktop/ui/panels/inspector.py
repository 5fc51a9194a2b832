"""The inspector: the current claim's fields, saved as they are left, its verdict and what is linked to it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from db.rows import ClaimRow, LinkRow, OutcomeRow
from db.vocabulary import ATTRIBUTIONS, HEDGING_LEVELS, TESTABILITIES, TOPICS
from desktop.claims import kind_of, kinds
from desktop.days import shown_day
from desktop.ui.context import Context, touches
from desktop.ui.forms import (
    ChoiceField,
    Form,
    ParagraphField,
    TextField,
    day_problem,
    parsed_day,
    topic_words,
    words,
)
from desktop.ui.panels import link_lines
from desktop.ui.panels.link_card import LinkCard
from desktop.ui.widgets import (
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
    surface,
)  # fmt: skip

if TYPE_CHECKING:
    from db.store import Announcement
    from desktop.workspace import Workspace

WATCHES = frozenset({"claim", "passage", "link", "outcome", "evidence", "assessment", "actor", "topic", "claim_topic"})

FILLED_IN = "Filled in from the words: change it, or keep it with Enter"


@dataclass(frozen=True)
class Case:
    """What the inspector shows."""

    claim: ClaimRow
    links: Sequence[tuple[LinkRow, OutcomeRow]]
    number: int
    of: int
    """Place among the document's claims."""
    actors: Sequence[str]
    topics: Sequence[str]


class Inspector(QWidget):
    step_wanted = Signal(int)
    link_wanted = Signal()
    place_wanted = Signal(str)
    """The claim's own document, when another one is open."""
    back_wanted = Signal()
    """Esc: the keyboard goes back to the text."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        surface(self, "chrome")
        self.context = context
        self._fields: dict[str, Any] = {}
        self._kind = ""
        self._case: Case | None = None
        self._document_id = ""
        self._pages = QStackedWidget()
        self._pages.addWidget(self._empty())
        self._pages.addWidget(self._filled())
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._pages)
        context.claim_chosen.connect(lambda _id: self.refresh())
        context.changed.connect(self._on_changed)
        context.workspace_changed.connect(self.refresh)

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
        """Put the keyboard into the first field."""
        if self._case:
            self._statement.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._statement.selectAll()

    def set_document(self, document_id: str) -> None:
        """The document that is open beside."""
        self._document_id = document_id
        self._show_elsewhere()

    def _show_elsewhere(self) -> None:
        claim = self.claim()
        here = claim is None or self._document_id in {passage.document_id for passage in claim.passages}
        self._elsewhere.setVisible(not here)
        if claim and not here:
            self._elsewhere.setText(f"In “{claim.document}”")

    def claim(self) -> ClaimRow | None:
        return self._case.claim if self._case else None

    # ── building ─────────────────────────────────────────────────────────────────────────────────

    def _empty(self) -> QWidget:
        hints = [
            row(keycap(kind.key), label(f"marks {kind.article} {kind.name}", "small", "2"), None) for kind in kinds()
        ]
        hints.append(row(keycap("."), label("selects the sentence", "small", "2"), None))
        hints.append(row(keycap("N"), label("goes to the next claim", "small", "2"), None))
        return column(
            row(label("No claim chosen", "title"), margins=(0, 14, 0, 10)),
            label("Put the caret into a sentence, or select words, and press a key:", "body", "2", wrap=True),
            16, *[w for hint in hints for w in (hint, 8)], None, margins=(16, 0, 16, 0),
        )  # fmt: skip

    def _filled(self) -> QWidget:
        self._sign_spot = row(gap=0)
        self._title = label("", "title")
        self._number = label("", "small", "3")
        before, after = (
            icon_button("chevron-left", "Previous claim  Shift+N"),
            icon_button("chevron-right", "Next claim  N"),
        )
        before.clicked.connect(lambda: self.step_wanted.emit(-1))
        after.clicked.connect(lambda: self.step_wanted.emit(1))
        self._elsewhere = button("", "tab", "book-open")
        self._elsewhere.setToolTip("The claim stands in another document: go there")
        self._elsewhere.clicked.connect(lambda: self.place_wanted.emit(self.context.claim_id))
        self._statement = ParagraphField("Statement", "One proposition, in your words", "title")
        self._wire("statement", self._statement)
        self._chip = VerdictChip()
        self._as_of = label("", "small", "2")
        assess = button("Assess")
        assess.clicked.connect(lambda: self.context.go("review", self.context.claim_id))
        self._forms = column()
        self._links = column(gap=8, margins=(12, 0, 12, 12))
        link = icon_button("link-2", "Link an outcome  L")
        link.clicked.connect(self.link_wanted)
        self._links_title = SectionTitle("Linked outcomes", 0, link)
        inside = column(self._forms, 8, rule(), self._links_title, self._links, None)
        scroll = QScrollArea()
        scroll.setProperty("surface", "chrome")
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        caps = (("Enter", "edit"), ("L", "link"), ("A", "assess"), ("Esc", "back"))
        foot = row(*[w for key, what in caps for w in (keycap(key), label(what, "small", "2"), 4)], None, gap=4,
                   margins=(16, 0, 12, 0))  # fmt: skip
        foot.setFixedHeight(36)
        whole = column(
            header(self._sign_spot, self._title, None, self._number, before, after),
            self._elsewhere, row(self._statement, gap=0, margins=(10, 0, 12, 0)), 4,
            row(self._chip, self._as_of, None, assess, margins=(16, 0, 12, 0)), 12, rule(), scroll, rule(), foot,
        )  # fmt: skip
        whole.layout().setStretch(whole.layout().indexOf(scroll), 1)  # type: ignore[union-attr]
        return whole

    def _build_forms(self, kind_name: str) -> None:
        """The fields of one kind; made anew only when another kind is shown."""
        kind = kind_of(kind_name)
        box = self._forms.layout()
        assert isinstance(box, QVBoxLayout)
        empty(box)
        self._fields = {"statement": self._statement}
        who, when, wording, self._rest = Form(), Form(), Form(), Form()
        self._text(who, "actor", kind.actor_title, "not named in the text")
        self._text(who, "addressee", "Addressee", "not named in the text")
        self._text(who, "speaker", "Speaker", "not named in the text")
        self._choice(who, "attribution", "Attribution", ATTRIBUTIONS, "not said")
        self._text(when, "made_on", "Made on", "document has no date", day=True)
        self._text(when, "time_frame_phrase", "Time frame", "none stated")
        self._text(when, "due_latest", "Due", "open", day=True)
        self._text(when, "next_review_on", "Review on", "not planned", day=True)
        self._text(wording, "topic", "Topic", "none")
        for field in kind.fields:
            if field.choices:
                self._choice(wording, f"details.{field.name}", field.title, field.choices, "")
            else:
                self._text(wording, f"details.{field.name}", field.title, "not stated")
        self._choice(wording, "hedging_level", "Hedging", HEDGING_LEVELS, "")
        self._choice(wording, "testability", "Testability", TESTABILITIES, "")
        self._text(self._rest, "condition", "Condition", "none stated")
        note = ParagraphField("Note", "none")
        self._wire("note", note)
        self._rest.add("Note", note)
        for title, form in (("Who", who), ("When", when), ("Wording", wording)):
            box.addWidget(SectionTitle(title))
            box.addWidget(form)
        box.addWidget(self._fold())
        box.addWidget(self._rest)
        self._kind = kind_name

    def _fold(self) -> QWidget:
        """What few claims have; open when this one has it, or a person opened it."""
        self.more = button("More", "tab", "chevron-down")
        self.more.setCheckable(True)
        self.more.setToolTip("Condition and note")
        self.more.toggled.connect(self._rest.setVisible)
        self._rest.hide()
        return row(self.more, None, margins=(8, 6, 12, 2))

    def _text(self, form: Form, name: str, title: str, hint: str, *, day: bool = False) -> None:
        field = TextField(title, hint, day_problem if day else None)
        self._wire(name, field, parsed_day if day else None)
        field.returnPressed.connect(lambda: self._confirm(name, field.text(), day))
        field.setProperty("caption", form.add(title, field))

    def _choice(self, form: Form, name: str, title: str, choices: Sequence[str], empty: str) -> None:
        field = ChoiceField(title, choices, empty)
        self._wire(name, field)
        field.setProperty("caption", form.add(title, field))

    def _wire(self, name: str, field: Any, convert: Callable[[str], Any] | None = None) -> None:
        self._fields[name] = field
        field.saved.connect(lambda text: self._save(name, convert(text) if convert else text))
        field.left.connect(self.back_wanted)

    def _confirm(self, name: str, text: str, day: bool) -> None:
        """Enter in a field that was filled in keeps its words: a person has looked."""
        if day and day_problem(text):
            return  # the field says it
        value = parsed_day(text) if day else text
        if self._case and name in self._case.claim.filled_in and value == getattr(self._case.claim, name):
            self._save(name, value)

    def _save(self, name: str, value: Any) -> None:
        if self._case is None:
            return
        claim_id = self._case.claim.id
        values: dict[str, Any] = {name: value or None if name == "attribution" else value}
        if name == "topic":
            values["topic"] = next((topic for topic in TOPICS if words(topic) == value), value)
        if name.startswith("details."):
            values = {"details": {name.removeprefix("details."): value}}
        if name == "due_latest" and value and (self._case.claim.due_earliest or "") > value:
            values["due_earliest"] = None
        self.context.write("Not saved", lambda w: w.change_claim(claim_id, **values))

    # ── showing ──────────────────────────────────────────────────────────────────────────────────

    def _show(self, case: Case | None) -> None:
        self._case = case
        self._pages.setCurrentIndex(1 if case else 0)
        if case is None:
            return
        claim, kind = case.claim, kind_of(case.claim.kind)
        if self._kind != claim.kind:
            self._build_forms(claim.kind)
            self._show_sign(kind.sign, claim.kind, kind.title)
        self._number.setText(f"{case.number} of {case.of}" if case.of else "")
        verdict = kind.verdict(claim.verdict)
        if claim.overdue:
            self._chip.show_verdict("Overdue", "overdue", "clock")
        else:
            self._chip.show_verdict(verdict.title, verdict.tone, verdict.sign)
        as_of = f"as of {shown_day(claim.assessment.as_of)}" if claim.assessment else ""
        self._as_of.setText(as_of or (f"due {shown_day(claim.due)}" if claim.due else ""))
        self._show_elsewhere()
        self._show_fields(case)
        self._show_links(case)

    def _show_sign(self, sign: str, token: str, title: str) -> None:
        box = self._sign_spot.layout()
        assert box is not None
        empty(box)
        box.addWidget(KindSign(sign, token, title, 13))
        self._title.setText(title)
        restyle(self._title, "tone", token)

    def _show_fields(self, case: Case) -> None:
        claim = case.claim
        for name, field in self._fields.items():
            field.show_value(_value(claim, name))
            caption = field.property("caption")
            if isinstance(caption, QLabel):
                guessed = name in claim.filled_in
                caption.setToolTip(FILLED_IN if guessed else "")
                field.setAccessibleDescription(FILLED_IN if guessed else "")
                plain = caption.text().removesuffix(" ·")
                caption.setText(f"{plain} ·" if guessed else plain)
        for name in ("actor", "addressee"):
            self._fields[name].complete_from(case.actors)
        if claim.condition or claim.note:
            self.more.setChecked(True)
        self._fields["topic"].complete_from([topic_words(topic) for topic in case.topics])

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


def _value(claim: ClaimRow, name: str) -> str:
    if name.startswith("details."):
        return claim.details.get(name.removeprefix("details."), "")
    if name == "topic":
        return ", ".join(topic_words(topic) for topic in claim.topics)
    value = getattr(claim, name) or ""
    return shown_day(value) if name in ("made_on", "due_latest", "next_review_on") else str(value)


def _case(workspace: "Workspace", claim_id: str) -> Case | None:
    from db import queries
    from db.errors import NotFound

    try:
        claim = workspace.claim(claim_id)
    except NotFound:
        return None
    with workspace.store.session() as session:
        actors = [actor.name for actor, _count in queries.actors(session)]
        topics = sorted({*queries.topics(session), *TOPICS})
        version = claim.passages[0].version_id if claim.passages else ""
        ids = queries.claim_ids(session, version)
    number = ids.index(claim_id) + 1 if claim_id in ids else 0
    return Case(claim, link_lines.linked_to(workspace, claim_id), number, len(ids), actors, topics)
