"""`make bench`, or `python -m benchmarks [PART…]`, where a part is one of PARTS."""

import importlib
import os
import sys
from pathlib import Path

from benchmarks import table

PARTS = (
    "start_up",
    "tagging",
    "undoing",
    "reading",
    "scrolling_pages",
    "finding",
    "searching",
    "importing",
    "reanchoring",
    "bundle",
)


def main(argv: list[str]) -> int:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    parts = argv or list(PARTS)
    results = [r for part in parts for r in importlib.import_module(f"benchmarks.{part}").results()]
    print(table.show(results))
    table.write(results, Path(__file__).with_name("results.json"))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
