"""Where read-only data lies: in a checkout, an installed wheel and a frozen program."""

import sys
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def root() -> Path:
    """The folder that holds `desktop/` and `db/`: PyInstaller's when frozen, else the checkout or site-packages."""
    return Path(getattr(sys, "_MEIPASS", _PACKAGE.parent))


def resource(*parts: str) -> Path:
    return _resources().joinpath(*parts)


def _resources() -> Path:
    """A wheel carries the resources inside the package, so that it adds no `resources` to everybody's site-packages."""
    installed = _PACKAGE / "resources"
    return installed if installed.is_dir() else root() / "resources"
