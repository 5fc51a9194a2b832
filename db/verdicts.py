"""Which assessments stand on a day, and the verdict of a claim that they give. Pure; everybody asks here.

On a day D the word of an analyst is, among the assessments as of D or earlier, the one as of the latest day, and of
that day's the one given last. What was entered later about an earlier day stands for that day, not for today.
"""

from collections.abc import Iterable, Sequence

from db.rows import AssessmentRow

COUNTING = ("submitted", "adjudicated")
"""Assessments of this status make the verdict of a claim."""


def standing(rated: Iterable[AssessmentRow], as_of: str) -> tuple[AssessmentRow, ...]:
    """One for each analyst, the newest last."""
    newest: dict[str, AssessmentRow] = {}
    for given in sorted(rated, key=_age):
        if given.status != "draft" and given.as_of <= as_of:  # a withdrawn one takes the word back
            newest[given.analyst] = given
    return tuple(sorted((given for given in newest.values() if given.status in COUNTING), key=_age))


def summary(rated: Iterable[AssessmentRow], as_of: str) -> tuple[str, AssessmentRow | None]:
    """Rule 10: the newest adjudicated verdict, else the one that all submitted ones share, else disputed."""
    given = standing(rated, as_of)
    adjudicated = [a for a in given if a.status == "adjudicated"]
    if adjudicated:
        return adjudicated[-1].verdict, adjudicated[-1]
    if not given:
        return "not_yet_rated", None
    return _shared(given), given[-1]


def _shared(given: Sequence[AssessmentRow]) -> str:
    return given[-1].verdict if len({a.verdict for a in given}) == 1 else "disputed"


def _age(given: AssessmentRow) -> tuple[str, str, str]:
    return given.as_of, given.rated_on, given.id
