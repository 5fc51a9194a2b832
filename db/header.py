"""What a workspace file says of itself in its first 100 bytes, read before SQLite opens it (sqlite.org/fileformat2.html)."""

import struct
from dataclasses import dataclass
from pathlib import Path

from db.errors import DamagedWorkspace, NewerWorkspace, NotAWorkspace

APPLICATION_ID = 0x46545448  # "FTTH"
SCHEMA = 2
"""Number of the newest migration; stored as user_version."""


@dataclass(frozen=True)
class Header:
    schema: int
    pages: int
    page_size: int


def read(path: Path, *, whole: bool = True) -> Header:
    """The header of a workspace that this program can open or migrate, and that is `whole`.

    Raises NotAWorkspace, NewerWorkspace or DamagedWorkspace. Only call it while no connection of ours is open:
    closing a file drops SQLite's locks on it.
    """
    try:
        if path.exists() and not path.is_file() and not path.is_dir():  # opening a pipe would wait for ever
            raise NotAWorkspace(f"“{path.name}” is not a Followthrough workspace but a pipe or a device.")
        with path.open("rb") as file:
            head = file.read(100)
    except FileNotFoundError:
        raise NotAWorkspace(f"“{path}” does not exist.") from None
    except OSError as error:
        raise NotAWorkspace(f"“{path}” can't be read: {error.strerror}.") from error
    if len(head) < 100 or head[:16] != b"SQLite format 3\0":
        raise NotAWorkspace(f"“{path.name}” is not a Followthrough workspace. It was not changed.")
    page_size, pages, schema, application = (
        *struct.unpack(">H10xI", head[16:32]),
        *struct.unpack(">I4xI", head[60:72]),
    )
    if application != APPLICATION_ID:
        raise NotAWorkspace(f"“{path.name}” belongs to another program. It was not changed.")
    if schema > SCHEMA:
        raise NewerWorkspace(
            f"“{path.name}” was made by a newer Followthrough (schema {schema}; this one knows {SCHEMA}). "
            "It was not changed. Open it with the newer program."
        )
    if schema < 1:
        raise DamagedWorkspace(
            f"“{path.name}” is damaged: its head names schema {schema}, and there is none. "
            "It was not changed. Open a backup, or fetch the file again."
        )
    header = Header(schema, pages, 65536 if page_size == 1 else page_size)
    if whole and path.stat().st_size < header.pages * header.page_size:
        raise DamagedWorkspace(
            f"“{path.name}” is damaged: {path.stat().st_size:,} of {header.pages * header.page_size:,} bytes are there. "
            "It was not changed. Open a backup, or fetch the file again."
        )
    return header
