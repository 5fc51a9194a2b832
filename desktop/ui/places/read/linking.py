"""Linking in Read: a claim is armed, words or an outcome are chosen, one key says what they show."""

from typing import TYPE_CHECKING

from db.rows import ClaimRow
from desktop.claims import kind_of
from desktop.ui.context import Context
from desktop.ui.linked import tell_linked
from desktop.ui.panels.reader import ReaderPane

if TYPE_CHECKING:
    from desktop.ui.panels.link_picker import LinkPicker
    from desktop.ui.places.read.opened import Opened


class Linking:
    """`claim_id` is the armed claim, "" while nothing is being linked."""

    def __init__(self, context: Context, reader: ReaderPane) -> None:
        self._context, self._reader = context, reader
        self.claim_id = ""
        self._armed_at = ("", 0)
        """Version and caret from which the link was begun."""
        reader.link_cancelled.connect(self.disarm)
        reader.outcome_wanted.connect(self.pick_outcome)

    def arm(self, claim_id: str, opened: "Opened | None", caret: int) -> None:
        self.claim_id = claim_id
        self._armed_at = _spot(opened, caret)

        def show(claim: ClaimRow) -> None:
            if self.claim_id == claim.id:  # not put down meanwhile
                self._reader.arm_link(kind_of(claim.kind).sign, claim.kind, claim.statement)

        self._context.read("linking", lambda w: w.claim(claim_id), show)

    def went_on(self, opened: "Opened | None", caret: int) -> bool:
        """The caret was taken to other words since, so that the sentence there is meant."""
        return bool(self.claim_id) and self._armed_at != _spot(opened, caret)

    def disarm(self) -> None:
        self.claim_id = ""
        self._reader.disarm_link()

    def choose_relation(self, opened: "Opened", stretch: tuple[int, int], claim_id: str) -> None:
        """What do the selected words show about the claim? One key."""
        self.claim_id = claim_id
        self._reader.hide_palette()

        def ask(claim: ClaimRow) -> None:
            from desktop.ui.panels.relation_menu import RelationMenu

            menu = RelationMenu(self._reader, kind_of(claim.kind))
            menu.chosen.connect(lambda relation: self._link(claim_id, opened.row.version_id, stretch, relation))
            menu.open_beside(self._reader.view().selection_box())

        self._context.read("linking", lambda w: w.claim(claim_id), ask)

    def say_choose_claim(self) -> None:
        self._context.tell(
            "Choose a claim first", "Evidence shows what became of a claim: click the claim, then press L."
        )

    def pick_outcome(self) -> None:
        """An outcome that is there already, found by typing, or a new one without words in a document."""
        from desktop.ui.panels.link_picker import open_picker

        def ask(claim: ClaimRow) -> None:
            picker: LinkPicker = open_picker(self._context, self._reader.outcome_button, claim=claim)
            picker.linked.connect(self.disarm)

        claim_id = self.claim_id
        self._context.read("linking", lambda w: w.claim(claim_id), ask)

    def _link(self, claim_id: str, version_id: str, stretch: tuple[int, int], relation: str) -> None:
        self._context.write(
            "Not linked",
            lambda w: w.link_passage(claim_id, version_id, [stretch], relation),
            lambda outcome_id: self._linked(claim_id, outcome_id, relation),
        )

    def _linked(self, claim_id: str, outcome_id: str, relation: str) -> None:
        self.disarm()
        self._reader.view().clear_selection()
        self._context.choose_claim(claim_id)
        tell_linked(self._context, claim_id, outcome_id, relation, "Its date and statement are changed in Outcomes.")


def _spot(opened: "Opened | None", caret: int) -> tuple[str, int]:
    return (opened.row.version_id, caret) if opened else ("", caret)
