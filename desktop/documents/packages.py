"""Documents that are ZIP packages: opened in memory, never unpacked to disk, within limits of number, size and ratio."""

import io
import zipfile
import zlib
from typing import Any

from desktop.documents.base import Unreadable
from desktop.documents.xml_tree import parse_xml

MOST_ENTRIES = 10_000
MOST_UNPACKED = 300_000_000
MOST_RATIO = 200
# Small parts may be nearly all repetition; a ratio says something only above this.
SMALL = 1_000_000
PK = b"PK\x03\x04"
FAILURES = (zipfile.BadZipFile, zlib.error, ValueError, EOFError, OSError, NotImplementedError, RuntimeError)


def open_package(data: bytes) -> zipfile.ZipFile:
    """The ZIP, once its table of contents promises no bomb. Raises Unreadable."""
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
    except FAILURES:
        if not data.startswith(PK):
            raise Unreadable("It is not the package of files that its name says.") from None
        raise Unreadable("The file is cut off or damaged: the table of contents at its end is missing.") from None
    entries = package.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > MOST_ENTRIES or unpacked > MOST_UNPACKED:
        raise Unreadable(f"It unpacks to {len(entries):,} parts and {unpacked // 1_000_000:,} MB, which is too large.")
    if any(e.file_size > SMALL and e.file_size > MOST_RATIO * max(1, e.compress_size) for e in entries):
        raise Unreadable("It is packed more than 200 to 1, as only files made to do harm are.")
    return package


def part(package: zipfile.ZipFile, name: str) -> bytes | None:
    """The bytes of a part, or None where it is missing."""
    try:
        with package.open(name) as packed:
            return packed.read(MOST_UNPACKED)
    except KeyError:
        return None
    except FAILURES:
        raise Unreadable(f"The file is damaged: its part “{name}” can't be unpacked.") from None


def xml_part(package: zipfile.ZipFile, name: str, *, doctype: bool = False) -> Any:
    """The root element of a part, or None where it is missing."""
    data = part(package, name)
    return None if data is None else parse_xml(data, f"its part “{name}”", doctype=doctype)
