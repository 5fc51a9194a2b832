"""How a person wants to see pages: one at a time, in a row or side by side, and how large. Kept for all documents."""

import json
from dataclasses import asdict, dataclass, replace

from PySide6.QtCore import QSettings

_KEY = "read/pages"
ARRANGEMENTS = {"one": "One at a time", "continuous": "Continuous", "two": "Two side by side"}
FITS = {"width": "Width", "page": "Whole page", "": "Own size"}
SMALLEST, LARGEST = 0.25, 5.0
STEPS = (0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0, 4.0, 5.0)
"""The sizes that the keys and buttons go through."""
NEAR = 1.03
"""A step makes at least so much difference."""


@dataclass(frozen=True)
class PageSetting:
    arrangement: str = "continuous"
    cover: bool = True
    """Side by side: the first page stands alone, so that facing pages face each other."""
    fit: str = "width"
    """What the page fills, as the view gets wider or narrower; "": nothing, it has the size `zoom`."""
    zoom: float = 1.0
    """1.0 is the size on paper."""

    def sized(self, zoom: float) -> "PageSetting":
        return replace(self, fit="", zoom=min(LARGEST, max(SMALLEST, zoom)))


def larger(zoom: float) -> float:
    return next((step for step in STEPS if step >= zoom * NEAR), LARGEST)


def smaller(zoom: float) -> float:
    return next((step for step in reversed(STEPS) if step <= zoom / NEAR), SMALLEST)


def stored(settings: QSettings) -> PageSetting:
    """What was chosen last; what makes no sense is left out."""
    try:
        found = json.loads(str(settings.value(_KEY, "{}", str)))
    except (ValueError, RecursionError):  # somebody wrote into the settings
        found = {}
    told, usual = found if isinstance(found, dict) else {}, asdict(PageSetting())
    sound = PageSetting(**{name: told[name] for name in usual if type(told.get(name)) is type(usual[name])})
    if sound.arrangement not in ARRANGEMENTS or sound.fit not in FITS:
        return PageSetting()
    return sound if sound.fit else sound.sized(sound.zoom)


def store(settings: QSettings, setting: PageSetting) -> None:
    settings.setValue(_KEY, json.dumps(asdict(setting)))
