"""Somebody says that something harmful may happen."""

from desktop.claims.base import CONTEXT, NO_EFFECT, NOT_YET_RATED, UNRATABLE, Kind, KindField, Relation, Verdict

LIKELIHOOD = ("not_stated", "rare", "unlikely", "possible", "likely", "almost_certain", "occurring")
IMPACT = ("not_stated", "low", "moderate", "high", "severe")

KIND = Kind(
    name="risk",
    title="Risk",
    key="2",
    sign="triangle",
    line="wave",
    actor_title="Risk owner",
    fields=(
        KindField("risk_source", "Source"),
        KindField("event", "Event"),
        KindField("consequence", "Consequence"),
        KindField("likelihood", "Likelihood", LIKELIHOOD),
        KindField("impact", "Impact", IMPACT),
        KindField("treatment", "Treatment"),
    ),
    verdicts=(
        NOT_YET_RATED,
        Verdict("emerging", final=False, tone="open", sign="quarter"),
        Verdict("materialised", final=True, tone="failed", sign="bang"),
        Verdict("partly_materialised", final=True, tone="partly", sign="half"),
        Verdict("averted", final=True, tone="held", sign="shield"),
        Verdict("not_materialised", final=True, tone="held", sign="minus", contrary=True),
        UNRATABLE,
    ),
    relations=(
        Relation("materialises"),
        Relation("partly_materialises"),
        Relation("warns_of"),
        Relation("averts", contrary=True),
        NO_EFFECT,
        CONTEXT,
    ),
)
