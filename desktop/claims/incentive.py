"""Somebody offers, asks for or grants an advantage so that others act."""

from desktop.claims.base import CONTEXT, NO_EFFECT, NOT_YET_RATED, UNRATABLE, Kind, KindField, Relation, Verdict

KIND = Kind(
    name="incentive",
    title="Incentive",
    key="3",
    sign="plus",
    line="dash",
    actor_title="Offered by",
    fields=(
        KindField(
            "incentive_type",
            "Type",
            ("fiscal", "financial", "regulatory", "infrastructure_and_services", "other"),
        ),
        KindField("instrument", "Instrument"),
        KindField("incentive_status", "Status", ("requested", "offered", "enacted", "withdrawn")),
        KindField("eligibility", "Eligibility"),
        KindField("performance_requirement", "Requirement"),
        KindField("value", "Value"),
        KindField("duration", "Duration"),
        KindField("legal_basis", "Legal basis"),
    ),
    verdicts=(
        NOT_YET_RATED,
        Verdict("announced_only", final=False, tone="open", sign="dot"),
        Verdict("enacted", final=False, tone="open", sign="quarter"),
        Verdict("delivered", final=True, tone="held", sign="check"),
        Verdict("partly_delivered", final=True, tone="partly", sign="half"),
        Verdict("not_delivered", final=True, tone="failed", sign="cross", contrary=True),
        Verdict("withdrawn", final=True, tone="failed", sign="minus"),
        UNRATABLE,
    ),
    relations=(
        Relation("enacts"),
        Relation("delivers"),
        Relation("partly_delivers"),
        Relation("takes_up"),
        Relation("withdraws", contrary=True),
        NO_EFFECT,
        CONTEXT,
    ),
)
