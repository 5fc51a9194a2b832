"""What the build cuts out of Qt's ICU data, and that the rest can still be found there."""

import runpy
import struct
from collections.abc import Callable
from pathlib import Path
from typing import cast

SCRIPT = Path(__file__).parents[2] / "resources" / "linux" / "smaller_icu.py"
HEAD = struct.pack("<HBB", 32, 0xDA, 0x27) + bytes(28)


def archive(items: dict[str, bytes]) -> bytes:
    """ICU's own layout: a table of places counted from its beginning, the names, the items on multiples of 16."""
    names = b"".join(name.encode() + b"\0" for name in items)
    name_at, item_at = 4 + 8 * len(items), -(-(4 + 8 * len(items) + len(names)) // 16) * 16
    table, body = struct.pack("<I", len(items)), b""
    for name, item in items.items():
        table += struct.pack("<II", name_at, item_at + len(body))
        name_at += len(name) + 1
        body += item + bytes(-len(item) % 16)
    return HEAD + (table + names).ljust(item_at, b"\0") + body


def test_what_is_unused_goes_and_the_rest_is_where_it_would_be() -> None:
    trimmed = cast(Callable[[bytes], bytes], runpy.run_path(str(SCRIPT))["trimmed"])
    kept = {"icudt73l/coll/de.res": b"order of words" * 3, "icudt73l/uprops.icu": b"cases"}
    cut = {"icudt73l/curr/de.res": b"Euro" * 20, "icudt73l/zone/en.res": b"Greenwich"}
    everything = dict(sorted((kept | cut).items()))
    assert trimmed(archive(everything)) == archive(kept)
