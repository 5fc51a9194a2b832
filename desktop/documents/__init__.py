"""Documents: one module per format turns bytes into a Reading; importing this loads none of the heavy libraries."""

import sys
from functools import cache
from pathlib import PurePath

from desktop.documents.base import Format, Unreadable
from desktop.registry import collect

SNIFFED = 4096
"""How many first bytes a format sees to recognise itself."""


@cache
def formats() -> tuple[Format, ...]:
    """Every format found, by the names of their modules. Formats may share a suffix: the first bytes tell them apart."""
    return tuple(collect(sys.modules[__name__], "FORMAT"))


@cache
def suffixes() -> tuple[str, ...]:
    """All suffixes that can be opened, for the file dialog."""
    return tuple(sorted({suffix for found in formats() for suffix in found.suffixes}))


def suffix_of(name: str) -> str:
    """The longest known suffix of a file's name, which may have several dots; else its own, "" for none."""
    known = [suffix for suffix in suffixes() if name.lower().endswith(suffix)]
    return max(known, key=len, default=PurePath(name).suffix.lower())


def format_for(name: str, head: bytes) -> Format:
    """The format of a file: its first bytes speak before its name. Raises Unreadable when nothing fits."""
    suffix = suffix_of(name)
    named = [found for found in formats() if suffix in found.suffixes]
    sniffed = [found for found in formats() if found.sniff(head[:SNIFFED])]
    for found in [*(f for f in sniffed if f in named), *sniffed, *named]:
        return found
    if not suffix and head and b"\0" not in head:
        return next(found for found in formats() if ".txt" in found.suffixes)
    if not head:
        raise Unreadable("The file is empty.")
    raise Unreadable(f"It is not a document that Followthrough reads ({suffix or 'no suffix'}).")
