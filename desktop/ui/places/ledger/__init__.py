"""Ledger: what the rail needs to know of it; the place itself is loaded when it is first shown."""

from desktop.ui.context import Context
from desktop.ui.places.base import Place, PlaceInfo


def build(context: Context) -> Place:
    from desktop.ui.places.ledger.place import Ledger

    return Ledger(context)


PLACE = PlaceInfo("ledger", "Ledger", "table-2", 2, build, "Ctrl+2")
