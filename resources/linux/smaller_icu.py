"""Qt's ICU data without what Qt never asks for: 32 MB become 13. Collation, cases and converters stay.

Needs `readelf`, `as` and `ld` of binutils, as the build does anyway.
"""

import re
import struct
import subprocess
from pathlib import Path

UNUSED = re.compile(r"[^/]+/(brkitr|curr|lang|region|unit|zone|translit|rbnf)/")
"""Breaks, transliteration, spelled numbers; names of currencies, languages, regions, units, zones: Qt has its own."""
ALIGNED = 16
"""Bytes; ICU reads its items in place."""
SOURCE = """
.section .rodata, "a"
.balign 16
.globl {name}
.type {name}, %object
{name}: .incbin "{data}"
.size {name}, . - {name}
.section .note.GNU-stack, "", %progbits
"""


def smaller(library: Path, made: Path) -> None:
    """Write `library` anew at `made`, with less inside."""
    name, whole = _inside(library)
    made.parent.mkdir(parents=True, exist_ok=True)
    data, source, code = (made.with_suffix(ending) for ending in (".dat", ".s", ".o"))
    data.write_bytes(trimmed(whole))
    source.write_text(SOURCE.format(name=name, data=data), encoding="ascii")
    subprocess.run(["as", "-o", code, source], check=True)
    subprocess.run(["ld", "-shared", "-soname", library.name, "-o", made, code], check=True)


def _inside(library: Path) -> tuple[str, bytes]:
    """The symbol that holds the data, and the data: this library's addresses are its places in the file."""
    told = subprocess.run(["readelf", "-sW", library], capture_output=True, text=True, check=True).stdout
    found = re.search(r": ([0-9a-f]+)\s+(0x[0-9a-f]+|\d+) OBJECT\s+GLOBAL.* (icudt\d+_dat)", told)
    if not found:
        raise SystemExit(f"{library} holds no ICU data")
    begin, length = int(found[1], 16), int(found[2], 0)
    return found[3], library.read_bytes()[begin : begin + length]


def trimmed(whole: bytes) -> bytes:
    """A header, a count, (place of the name, place of the item) for each, the names, the items; places from the count on."""
    head = struct.unpack_from("<H", whole)[0]
    body = whole[head:]
    pairs = list(struct.iter_unpack("<II", body[4 : 4 + 8 * struct.unpack_from("<I", body)[0]]))
    ends = [item for _name, item in pairs[1:]] + [len(body)]
    kept: list[tuple[bytes, bytes]] = []
    for (name_at, begin), end in zip(pairs, ends, strict=True):
        name = body[name_at : body.index(b"\0", name_at) + 1]
        if not UNUSED.match(name.decode("ascii")):
            kept.append((name, _padded(body[begin:end])))
    names = b"".join(name for name, _item in kept)
    first = 4 + 8 * len(kept)
    gap = -(first + len(names)) % ALIGNED
    table, name_at, item_at = struct.pack("<I", len(kept)), first, first + len(names) + gap
    for name, item in kept:
        table += struct.pack("<II", name_at, item_at)
        name_at, item_at = name_at + len(name), item_at + len(item)
    return whole[:head] + table + names + bytes(gap) + b"".join(item for _name, item in kept)


def _padded(item: bytes) -> bytes:
    return item + bytes(-len(item) % ALIGNED)
