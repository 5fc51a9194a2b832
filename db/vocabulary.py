"""Enumerations that every kind of claim shares, with their exact spellings. What belongs to one kind stands in its kind."""

DOC_TYPES = ("transcript", "article", "report", "other")
DATE_PRECISIONS = ("day", "month", "quarter", "half_year", "year", "fiscal_year")
ACTOR_TYPES = ("person", "company", "government", "agency", "group", "other")
JUDGED_AS = ("promise", "risk", "incentive", "none")
"""Whose verdicts a kind of an analyst's own has; none: only not yet rated and unratable."""
ATTRIBUTIONS = ("direct_quote", "indirect_speech", "narrated", "author")
TIME_FRAME_TYPES = ("fixed_date", "relative_period", "named_period", "event", "recurring", "continuing", "none")
HEDGING_LEVELS = ("none", "low", "medium", "high")
TESTABILITIES = ("testable", "partly_testable", "not_testable")
TARGET_OPERATORS = ("=", ">", ">=", "<", "<=", "between")
TOPICS = (
    "investment", "trade", "tax_and_policy_stability", "special_economic_zones", "investor_protection", "automotive",
    "it_and_skills", "sme", "energy_and_infrastructure", "supply_chain", "currency", "governance", "security", "other",
)  # fmt: skip
ANCHOR_STATUSES = ("exact", "reanchored", "needs_review", "orphaned")
OUTCOME_TYPES = ("event", "measurement", "legal_act", "announcement", "no_event_found")
EVIDENCE_TYPES = (
    "primary_official", "primary_statistics", "primary_company", "secondary_press", "secondary_research", "testimony",
)  # fmt: skip
CLAIM_RELATIONS = (
    "restates", "elaborates", "part_of", "depends_on", "measures", "mitigates", "threatens", "contradicts",
    "exchanged_for", "supersedes",
)  # fmt: skip
CONFIDENCES = ("low", "medium", "high")
UNRATABLE_REASONS = ("not_testable", "wording_unclear", "no_public_data", "condition_not_met")
ASSESSMENT_STATUSES = ("draft", "submitted", "adjudicated", "withdrawn")
CHANGE_REASONS = ("first_rating", "new_evidence", "deadline_passed", "correction", "adjudication")
CHANGE_KINDS = ("edit", "undo", "redo", "setup")
