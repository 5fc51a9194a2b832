"""The places of the window, found by being there. Looking for one imports only its own module's declarations."""

import sys

from desktop import registry
from desktop.ui.places.base import PlaceInfo


def places() -> list[PlaceInfo]:
    """In the order of the rail."""
    return sorted(registry.collect(sys.modules[__name__], "PLACE"), key=lambda place: place.order)
