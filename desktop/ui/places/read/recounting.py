"""The claims that the list of documents counts: after a tag only the documents it touched are asked for again.

Counting goes over all claims of a document; where there are many it waits for a pause in the tagging.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from db.rows import DocumentRow
from desktop.ui.context import Context

if TYPE_CHECKING:
    from desktop.workspace import Workspace

MANY = 1000
"""Claims of a document from which on counting them waits."""
EACH, PAUSE = 100, 300
"""Claims for which the pause is a millisecond longer, and milliseconds that it has at least."""


@dataclass(frozen=True)
class Counted:
    documents: list[DocumentRow]
    all: bool
    claims: frozenset[str] = frozenset()
    """Those that were touched."""


class Recounting:
    def __init__(self, context: Context, take: Callable[[Counted], None]) -> None:
        self._context, self._take = context, take
        self._claims: frozenset[str] = frozenset()
        self._known: frozenset[str] = frozenset()
        self._all_asked = False
        self._opened = ""
        self._pause = QTimer(context)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._ask)

    def all(self) -> None:
        self.forget()
        self._all_asked = True
        self._context.read("documents", _all, self._arrived)

    def touched(self, claims: frozenset[str], here: frozenset[str], opened: DocumentRow) -> None:
        """`here`: those of them that stood in the open document before."""
        if self._all_asked:  # an answer that is on its way may be older
            self.all()
            return
        self._claims |= claims
        self._known |= here
        self._opened = opened.id
        number = sum(opened.claims.values())
        self._pause.start(max(PAUSE, number // EACH) if number > MANY else 0)

    def forget(self) -> None:
        """All are asked for, or none is there any more."""
        self._pause.stop()
        self._context.tasks.drop("recount")
        self._claims = self._known = frozenset()
        self._all_asked = False

    def _ask(self) -> None:
        claims, known, opened = self._claims, self._known, self._opened
        self._context.read("recount", lambda w: _touched(w, claims, known, opened), self._arrived)

    def _arrived(self, counted: Counted) -> None:
        self._all_asked = False
        self._claims -= counted.claims
        self._known -= counted.claims
        self._take(counted)


def _all(workspace: "Workspace") -> Counted:
    from db import queries

    with workspace.store.session() as session:
        return Counted(queries.documents(session), all=True)


def _touched(workspace: "Workspace", claims: frozenset[str], known: frozenset[str], opened: str) -> Counted:
    """Where a claim stood that is gone and was not here, nobody can tell: then all are counted."""
    from db import queries

    with workspace.store.session() as session:
        found = queries.documents_of_claims(session, sorted(claims))
        if claims - known - found.keys():
            return Counted(queries.documents(session), all=True, claims=claims)
        ids = {opened}.union(*found.values())
        return Counted(queries.documents(session, sorted(ids)), all=False, claims=claims)
