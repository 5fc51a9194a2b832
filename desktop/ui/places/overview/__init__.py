"""Overview: what the rail needs to know of it; the place itself is loaded when it is first shown."""

from desktop.ui.context import Context
from desktop.ui.places.base import Place, PlaceInfo


def build(context: Context) -> Place:
    from desktop.ui.places.overview.place import Overview

    return Overview(context)


PLACE = PlaceInfo("overview", "Overview", "chart-no-axes-column", 5, build, "Ctrl+5")
