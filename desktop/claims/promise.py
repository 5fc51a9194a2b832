"""Somebody says that something will be done, or will be so."""

from desktop.claims.base import CONTEXT, NO_EFFECT, NOT_YET_RATED, UNRATABLE, Kind, KindField, Relation, Verdict

KIND = Kind(
    name="promise",
    title="Promise",
    key="1",
    sign="diamond",
    line="solid",
    actor_title="Actor",
    fields=(
        KindField("commitment", "Commitment", ("firm", "soft", "none")),
        KindField("pledge_type", "Pledge type", ("action", "outcome")),
        KindField("direction", "Direction", ("change", "status_quo", "unknown")),
        KindField("specificity", "Specificity", ("rhetorical", "general", "specific", "detailed")),
    ),
    verdicts=(
        NOT_YET_RATED,
        Verdict("in_progress", final=False, tone="open", sign="quarter"),
        Verdict("stalled", final=False, tone="open", sign="pause"),
        Verdict("kept", final=True, tone="held", sign="check"),
        Verdict("partly_kept", final=True, tone="partly", sign="half"),
        Verdict("broken", final=True, tone="failed", sign="cross", contrary=True),
        UNRATABLE,
    ),
    relations=(
        Relation("fulfils"),
        Relation("partly_fulfils"),
        Relation("advances"),
        Relation("delays", contrary=True),
        Relation("breaks", contrary=True),
        NO_EFFECT,
        CONTEXT,
    ),
)
