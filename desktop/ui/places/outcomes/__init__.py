"""Outcomes: what the rail needs to know of it; the place itself is loaded when it is first shown."""

from desktop.ui.context import Context
from desktop.ui.places.base import Place, PlaceInfo


def build(context: Context) -> Place:
    from desktop.ui.places.outcomes.place import Outcomes

    return Outcomes(context)


PLACE = PlaceInfo("outcomes", "Outcomes", "flag", 3, build, "Ctrl+3")
