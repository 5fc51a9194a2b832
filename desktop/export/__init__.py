"""One file per format a report is written in; an exporter is found by being there. Nothing here asks the workspace."""

import sys
from functools import cache

from desktop import registry
from desktop.errors import NotUnderstood
from desktop.export.base import Exporter


@cache
def exporters() -> tuple[Exporter, ...]:
    """Every exporter, by name."""
    return tuple(sorted(registry.collect(sys.modules[__name__], "EXPORTER"), key=lambda exporter: exporter.name))


def exporter_of(name: str) -> Exporter:
    """Raises NotUnderstood for a format that is not written."""
    for exporter in exporters():
        if exporter.name == name:
            return exporter
    raise NotUnderstood(f"“{name}” is not a format to export to; there are {', '.join(e.name for e in exporters())}.")
