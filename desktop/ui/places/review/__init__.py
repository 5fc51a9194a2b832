"""Review: what the rail needs to know of it; the place itself is loaded when it is first shown."""

from desktop.ui.context import Context
from desktop.ui.places.base import Place, PlaceInfo


def build(context: Context) -> Place:
    from desktop.ui.places.review.place import Review

    return Review(context)


PLACE = PlaceInfo("review", "Review", "list-checks", 4, build, "Ctrl+4")
