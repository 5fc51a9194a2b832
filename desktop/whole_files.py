"""Files that are written whole or not at all, and never over somebody's work."""

import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from db.errors import NotAWorkspace, NotSaved

SQLITE = b"SQLite format 3\0"
HEAD_BYTES = 65_536
"""What is read of a file to see whose it is: a front matter that names many documents is long."""


def write_whole(path: Path, pieces: Iterable[str]) -> None:
    """Write the file beside `path` and put it in its place when it is whole. Raises OSError that names `path`."""
    try:
        _write(path.resolve(), pieces)
    except OSError as error:  # the person knows nothing of the part beside it
        raise OSError(error.errno, error.strerror, str(path)) from error


def _write(path: Path, pieces: Iterable[str]) -> None:
    if path.exists() and not path.is_file():  # a device or a pipe can't be replaced
        if path.is_dir():
            raise IsADirectoryError(21, "is a folder; name a file", str(path))
        with path.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(pieces)
        return
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, path)
    finally:
        with suppress(OSError):  # a disk that can't be written refuses this too, and has said so
            part.unlink(missing_ok=True)


def refuse_workspace(target: Path, workspace: Path) -> None:
    """An export or a backup never lands on a workspace, this one or another, nor on a file that SQLite would delete."""
    if target.exists() and target.resolve() == workspace.resolve():
        raise NotAWorkspace("That is the workspace itself. It was not changed; choose another name.")
    if target.is_file() and _head(target).startswith(SQLITE):
        raise NotAWorkspace(
            f"“{target.name}” is a workspace or another database. It was not changed; choose another name."
        )
    refuse_companion(target)


def refuse_companion(target: Path) -> None:
    """SQLite deletes a file beside a workspace that has its name and one of these ends."""
    if owner := _owner(target.resolve()):
        raise NotAWorkspace(
            f"“{target.name}” would be deleted when “{owner.name}” is opened next. Nothing was written; choose another name."
        )


_COMPANIONS = ("-journal", "-wal", "-shm")


def _owner(target: Path) -> Path | None:
    """The database beside `target` to which a file called so belongs."""
    ends = next((end for end in _COMPANIONS if target.name.endswith(end)), "")
    owner = target.with_name(target.name.removesuffix(ends)) if ends and target.name != ends else None
    return owner if owner and owner.is_file() and _head(owner).startswith(SQLITE) else None


def refuse_others(target: Path, wrote: Callable[[str], bool]) -> None:
    """A file is replaced only when it is empty or `wrote` knows its beginning as that of an earlier export."""
    head = _head(target) if target.is_file() else b""
    if head and not wrote(head.decode(errors="replace")):
        raise NotSaved(
            f"“{target}” exists and is not an earlier export. It was not changed; "
            "choose another name, or say --force to replace it."
        )


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(HEAD_BYTES)
