"""What is told when an outcome was linked: what it shows about which claim, and a day that cannot be right."""

from typing import TYPE_CHECKING

from db.rows import ClaimRow, OutcomeRow
from desktop.claims import kind_of
from desktop.rating import too_early
from desktop.step_names import short
from desktop.ui.context import Context

if TYPE_CHECKING:
    from desktop.workspace import Workspace


def tell_linked(context: Context, claim_id: str, outcome_id: str, relation: str, more: str = "") -> None:
    """`more` is said before what is to be thought of."""

    def ask(workspace: "Workspace") -> tuple[ClaimRow | None, OutcomeRow | None]:
        from db import queries

        with workspace.store.session() as session:
            claims, outcomes = queries.claims(session, ids=[claim_id]), queries.outcomes(session, [outcome_id])
        return next(iter(claims), None), next(iter(outcomes), None)

    def tell(found: tuple[ClaimRow | None, OutcomeRow | None]) -> None:
        claim, outcome = found
        if not (claim and outcome):  # taken back meanwhile
            return
        shows = next(r.title for r in kind_of(claim.kind).relations if r.name == relation)
        about = f"“{short(outcome.statement)}” is linked to “{short(claim.statement)}”."
        context.tell(f"Linked: {shows}", " ".join(filter(None, (about, more, too_early(claim, outcome)))))

    context.read("linked", ask, tell)
