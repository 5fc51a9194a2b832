"""Going to words, claims and documents; what one jumps away from is told, so that one can come back."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from db.rows import ClaimRow

if TYPE_CHECKING:
    from desktop.ui.places.read.place import ReadPlace


@dataclass(frozen=True)
class Spot:
    """Where one was in a document."""

    document_id: str
    paged: bool
    place: object
    """The view's own: what is in sight, and the caret."""
    caret: int


class Going(QObject):
    jumped = Signal(object)
    """The `Spot` that was left; steps from word to word are none."""

    def __init__(self, read: "ReadPlace") -> None:
        super().__init__(read)
        self._read = read
        self._chosen_elsewhere = False
        """The current claim was chosen in another place and has not been shown here since."""
        self._comes_back = False

    def spot(self) -> Spot | None:
        opened, view = self._read.opened, self._read.view()
        return Spot(opened.row.id, self._read.reader.paged(), view.place(), view.caret()) if opened else None

    def come_back(self, spot: Spot) -> None:
        """To the same words at the same height; nothing happens when the document is gone."""

        def there() -> None:
            if self._read.reader.paged() != spot.paged:
                self._read.toggle_view()
            self._read.view().restore(spot.place)
            self._read.view().setFocus()
            self._comes_back = False

        if self._read.has_document(spot.document_id):
            self._comes_back = True
            self._read.open_document(spot.document_id, there)

    def show(self, what: object) -> None:
        """What another place asks for, as in `ReadPlace.show_item`."""
        read = self._read
        if isinstance(what, str) and read.has_document(what):
            read.open_document(what)
        elif isinstance(what, str):
            read.context.choose_claim(what)
            self.to_claim(what)
        elif isinstance(what, tuple) and what[0] == "document":
            read.open_document(what[1])
        elif isinstance(what, tuple) and what[0] in ("passage", "found"):
            document_id, start, end = what[1]
            go = self.to_words if what[0] == "passage" else self.to_found
            read.open_document(document_id, lambda: go(start, end))

    def reopen(self, document_id: str) -> None:
        """Another version is the current one now; the caret stays about where it was."""
        caret = self._read.view().caret()
        self._read.open_document(document_id, lambda: self.to_words(caret, caret))

    def leave(self) -> None:
        """Another document is about to be shown."""
        spot = self.spot()
        if spot and not self._comes_back:
            self.jumped.emit(spot)

    def to_words(self, start: int, end: int) -> None:
        view, spot = self._read.view(), self.spot()
        view.set_caret(start)
        if view.reveal(start, end) and spot:
            self.jumped.emit(spot)
        view.setFocus()

    def to_found(self, start: int, end: int) -> None:
        """Selected: they are seen at once, and a key tags them."""
        self.to_words(start, end)
        self._read.view().select(start, end)
        self._read.reader.hide_palette()

    def to_claim(self, claim_id: str) -> None:
        self._read.context.read("place of claim", lambda w: w.claim(claim_id), self._to_claim)

    def _to_claim(self, claim: ClaimRow) -> None:
        read = self._read

        def there() -> None:
            read.view().clear_selection()
            own = [p for p in claim.passages if read.opened and p.version_id == read.opened.row.version_id]
            if own:
                self.to_words(own[0].start, own[-1].end)
            elif claim.needs_review:
                read.context.tell(
                    "Not in this version", f"“{claim.quote}” waits for its place: Review, Passages to check."
                )
            elif claim.passages:
                said = f"“{claim.quote}” is no longer in the newest version. Document details shows the words of older ones."
                read.context.tell("Not in this version", said)

        read.open_document(claim.document_id, there)

    def chosen(self, claim_id: str) -> None:
        self._chosen_elsewhere = bool(claim_id) and not self._read.isVisible()

    def asked(self) -> None:
        """Somebody says where to go: the claim chosen elsewhere does not matter any more."""
        self._chosen_elsewhere = False

    def to_chosen(self) -> bool:
        """To the claim that was chosen in another place, if there is one."""
        chosen, self._chosen_elsewhere = self._chosen_elsewhere, False
        if chosen:
            self.to_claim(self._read.context.claim_id)
        return chosen

    def step(self, by: int) -> None:
        """The next claim in the text after the current one or the caret."""
        claims = self._read.claims()
        if not claims:
            return
        ids, current = [claim.id for claim in claims], self._read.context.claim_id
        if current in ids:
            at = ids.index(current) + by
        else:
            caret = self._read.view().caret()
            before = sum(claim.start <= caret for claim in claims)
            at = before if by > 0 else before - 1
        claim = claims[at % len(ids)]
        self._read.context.choose_claim(claim.id)
        self.to_words(claim.start, claim.end)
