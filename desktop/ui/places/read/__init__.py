"""Read: what the rail needs to know of it; the place itself is loaded when it is first shown."""

from desktop.ui.context import Context
from desktop.ui.places.base import Place, PlaceInfo


def build(context: Context) -> Place:
    from desktop.ui.places.read.place import ReadPlace

    return ReadPlace(context)


PLACE = PlaceInfo("read", "Read", "book-open", 1, build, "Ctrl+1")
