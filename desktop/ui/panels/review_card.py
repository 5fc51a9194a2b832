"""One claim of the queue as it is decided: what it says, where it stands, what is known, and the verdict."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db import queries
from db.rows import ClaimRow, LinkRow, OutcomeRow, PassageRow
from desktop.claims import kind_of
from desktop.days import shown_day
from desktop.grouping import shown_actor
from desktop.surroundings import Excerpt, around
from desktop.ui import forms
from desktop.ui.list_and_detail import DetailPane
from desktop.ui.panels import link_lines
from desktop.ui.panels.assess_form import AssessForm
from desktop.ui.panels.excerpt import ExcerptView
from desktop.ui.panels.passage_check import PassageCheck
from desktop.ui.panels.place_choice import Place
from desktop.ui.widgets import KindSign, VerdictChip, button, empty, keycap, label, row, rule
from desktop.workspace import Workspace

WIDTH, MARGIN = 760, 40
"""Of the card, and of the lane beside the passage."""
BESIDE = 90
"""Characters around a passage where two are shown side by side."""


@dataclass(frozen=True)
class Case:
    """Everything that is shown of one claim."""

    claim: ClaimRow
    excerpt: Excerpt
    known: tuple[tuple[LinkRow, OutcomeRow], ...]
    passage: PassageRow | None = None
    """The passage that is to be checked."""
    places: tuple[Place, ...] = ()
    """Where it may be in the newest version."""
    was: Excerpt | None = None
    """The same words in their old place."""


def case(workspace: Workspace, claim_id: str, passage_id: str = "") -> Case:
    """Ask the workspace. Raises NotFound."""
    claim = workspace.claim(claim_id)
    passage = next((p for p in claim.passages if p.id == passage_id), None)
    with workspace.store.session() as session:
        shown = [passage] if passage else [p for p in claim.passages if p.version_id == claim.passages[0].version_id]
        text = queries.version_text(session, shown[0].version_id) if shown else ""
    known = link_lines.linked_to(workspace, claim_id)
    found = Case(claim, _excerpt(text, shown), known, passage)
    return replace(found, **_doubt(workspace, passage)) if passage else found


def _doubt(workspace: Workspace, passage: PassageRow) -> dict[str, Any]:
    """What it said and where it may stand, both with so little around them that they fit beside each other."""
    doubt = workspace.versions.doubt(passage.id)
    places = tuple(Place.of(doubt.new_text, c.start, c.end, BESIDE) for c in doubt.candidates)
    old = doubt.old
    stands = doubt.old_text[old.start : old.end] == old.exact
    alone = Excerpt(old.exact, ((0, len(old.exact)),))
    return {"places": places, "was": around(doubt.old_text, [(old.start, old.end)], BESIDE) if stands else alone}


def _excerpt(text: str, passages: Sequence[PassageRow]) -> Excerpt:
    """The words in their place; the words alone where they stand there no more."""
    if passages and all(text[p.start : p.end] == p.exact for p in passages):
        return around(text, [(p.start, p.end) for p in passages])
    words = " … ".join(p.exact for p in passages)
    return Excerpt(words, ((0, len(words)),) if words else ())


class ReviewCard(DetailPane):
    """Shows a Case; `form` gives verdicts, `check` settles a passage."""

    link_wanted = Signal()
    outcome_opened = Signal(str)
    unlinked = Signal(str)
    """The id of a link that is taken off."""

    def __init__(self) -> None:
        super().__init__(WIDTH)
        self.case: Case | None = None
        self.form = AssessForm()
        self.check = PassageCheck()
        self.link_button = button("Link an outcome", "tab", "link")
        self.link_button.clicked.connect(self.link_wanted)
        self._make()
        self._lay_out()

    def _make(self) -> None:
        self._head = QHBoxLayout()
        self._head.setSpacing(8)
        self._head.addStrut(24)  # as high with a chip as without
        self._statement = label("", "heading", wrap=True)
        self._statement.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._actor = label("", "body", "2", wrap=True)
        self._excerpt = ExcerptView(MARGIN)
        self._known_title = label("", "micro", "2", 600)
        self._known = QVBoxLayout()
        self._known.setSpacing(0)
        self._last = label("", "small", "2", wrap=True)

    def _lay_out(self) -> None:
        box = self.column
        box.addWidget(_indented(self._head, 8, self._statement, 4, self._actor, 10))
        box.addWidget(self._excerpt)
        known = row(self._known_title, None, self.link_button, keycap("L"), gap=6)
        box.addWidget(_indented(8, known, self._known, 20, self._last, self.form, self.check))
        self.foot = QVBoxLayout()
        self.foot.setContentsMargins(MARGIN, 12, 0, 0)
        box.addLayout(self.foot)

    def show_case(self, case: Case) -> None:
        """The same claim again keeps what is typed and where one looks."""
        moved = self.case is None or (self.case.claim.id, self.case.passage) != (case.claim.id, case.passage)
        self.case = case
        self._show_head(case.claim)
        self._statement.setText(case.claim.statement)
        self._actor.setText(shown_actor(case.claim))
        self._actor.setVisible(bool(self._actor.text()))
        self._excerpt.show_excerpt(case.excerpt, kind_of(case.claim.kind))
        self._show_known(case)
        self._show_last(case.claim)
        self.form.show_claim(case.claim)
        self.form.setVisible(case.passage is None)
        self.check.setVisible(case.passage is not None)
        if case.was:
            self.check.show_passage(case.claim.document, case.was, case.places)
        if moved:
            self.verticalScrollBar().setValue(0)

    def _show_head(self, claim: ClaimRow) -> None:
        empty(self._head)
        kind = kind_of(claim.kind)
        topics = ", ".join(forms.topic_words(topic) for topic in claim.topics)
        made = f"made {shown_day(claim.made_on)}" if claim.made_on else "date unknown"
        due = f"due {shown_day(claim.due)}" if claim.due else claim.time_frame_phrase or "no due date"
        self._head.addWidget(KindSign(kind.sign, kind.name, kind.title))
        self._head.addWidget(label(kind.title, "body", kind.name, 600))
        self._head.addWidget(label("  ·  ".join(filter(None, (topics, made, due))), "small", "2"))
        self._head.addStretch(1)
        if claim.assessment:
            verdict = kind.verdict(claim.verdict)
            self._head.addWidget(VerdictChip(verdict.title, verdict.tone, verdict.sign))
        if claim.overdue:
            self._head.addWidget(VerdictChip("Overdue", "overdue", "clock"))

    def _show_known(self, case: Case) -> None:
        empty(self._known)
        self._known_title.setText(f"WHAT IS KNOWN  {len(case.known)}")
        self._known.addWidget(rule())
        for link, outcome in case.known:
            line = link_lines.of_outcome(link, outcome)
            line.opened.connect(lambda outcome_id=outcome.id: self.outcome_opened.emit(outcome_id))
            line.taken_off.connect(lambda link_id=link.id: self.unlinked.emit(link_id))
            self._known.addWidget(line)
            self._known.addWidget(rule())
        if not case.known:
            needed = "A final verdict needs an outcome with evidence, or a search that found nothing."
            nothing = label(f"Nothing is linked yet. {needed}", "small", "2", wrap=True)
            nothing.setContentsMargins(0, 8, 0, 0)
            self._known.addWidget(nothing)

    def _show_last(self, claim: ClaimRow) -> None:
        """The reason of the standing verdict."""
        given = claim.assessment
        self._last.setVisible(given is not None)
        if given:
            who = f" by {given.analyst}" if given.analyst else ""
            title = kind_of(claim.kind).verdict(given.verdict).title
            reason = f": {given.rationale}" if given.rationale else ""
            self._last.setText(f"{title} as of {shown_day(given.as_of)}{who}{reason}")
            self._last.setContentsMargins(0, 0, 0, 10)


def _indented(*items: QWidget | QHBoxLayout | QVBoxLayout | int) -> QWidget:
    made = QWidget()
    box = QVBoxLayout(made)
    box.setContentsMargins(MARGIN, 0, 0, 0)
    box.setSpacing(0)
    for item in items:
        if isinstance(item, int):
            box.addSpacing(item)
        elif isinstance(item, QWidget):
            box.addWidget(item)
        else:
            box.addLayout(item)
    return made
