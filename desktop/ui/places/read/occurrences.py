"""All places of the selected phrase, in this document or in every one: previewed, ticked, tagged in one step."""

from typing import TYPE_CHECKING

from desktop.occurrences import MOST, Occurrence, in_text
from desktop.ui.places.read.tagged import Tagged

if TYPE_CHECKING:
    from desktop.ui.panels.occurrences import Asked, OccurrencesPanel
    from desktop.ui.places.read.place import ReadPlace
    from desktop.workspace import Workspace


class Occurrences:
    def __init__(self, place: "ReadPlace", tagged: Tagged) -> None:
        self._place, self._tagged = place, tagged
        self._panel: OccurrencesPanel | None = None

    def open(self) -> None:
        from desktop.ui.panels.occurrences import OccurrencesPanel

        opened, stretch = self._place.opened, self._place.tagging.stretch(selected_only=True)
        if not opened:
            return
        if not stretch:
            self._place.context.tell("Select a phrase first", "Then M lists all its places, to be tagged in one step.")
            return
        if self._panel is None:
            self._panel = OccurrencesPanel(self._place.window())
            self._panel.asked.connect(self._ask)
            self._panel.accepted.connect(self._tag)
        self._place.reader.hide_palette()
        phrase = " ".join(opened.shown.text[slice(*stretch)].split())
        self._panel.begin(phrase, opened.row.version_id, opened.row.title, self._kind())

    def _kind(self) -> str:
        """The armed one, that of the current claim, else the first."""
        own = self._place.view().current_marks()
        return self._place.tagging.armed or (own[0].kind if own else "promise")

    def _ask(self, asked: "Asked") -> None:
        panel = self._panel
        if panel:
            self._place.context.read("occurrences", lambda w: found(w, asked), panel.show_found)

    def _tag(self, kind: str, ticked: list[Occurrence]) -> None:
        places = [(one.version_id, one.start, one.end) for one in ticked]

        def done(made: list[str]) -> None:
            self._place.view().clear_selection()
            self._place.context.choose_claim(made[0])

        self._place.context.write("Not tagged", lambda w: w.reshaping.mark_all(kind, places), done)


def found(workspace: "Workspace", asked: "Asked") -> list[Occurrence]:
    """In the order of titles and of the text; those in a claim of the kind say so."""
    from db import queries

    with workspace.store.session() as session:
        documents = [
            (row.version_id, row.title)
            for row in queries.documents(session)
            if not asked.version_id or row.version_id == asked.version_id
        ]
        tagged: dict[str, list[tuple[int, int]]] = {}
        for claim in queries.claims(session, version_id=asked.version_id or None):
            for passage in claim.passages if claim.kind == asked.kind else ():
                tagged.setdefault(passage.version_id, []).append((passage.start, passage.end))
        hits: list[Occurrence] = []
        for version_id, title in documents:
            text = queries.version_text(session, version_id)
            own = tagged.get(version_id, [])
            hits += in_text(text, asked.phrase, version_id, title, own, whole=asked.whole, most=MOST - len(hits))
    return hits
