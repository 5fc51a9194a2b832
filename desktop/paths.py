"""Where read-only data lies, from source and frozen."""

import sys
from pathlib import Path


def root() -> Path:
    """The folder that holds `resources/` and `db/`: PyInstaller's when frozen, else the checkout."""
    return Path(getattr(sys, "_MEIPASS", Path(__file__).resolve().parent.parent))


def resource(*parts: str) -> Path:
    return root().joinpath("resources", *parts)
