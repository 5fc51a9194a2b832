"""Files that are written whole or not at all, and never over the workspace itself."""

import os
from collections.abc import Iterable
from pathlib import Path

from db.errors import NotAWorkspace


def write_whole(path: Path, pieces: Iterable[str]) -> None:
    """Write the file beside `path` and put it in its place when it is whole. Raises OSError."""
    path = path.resolve()
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
        part.unlink(missing_ok=True)


def refuse_workspace(target: Path, workspace: Path) -> None:
    """An export or a backup never lands on a workspace, this one or another."""
    if target.exists() and target.resolve() == workspace.resolve():
        raise NotAWorkspace("That is the workspace itself. It was not changed; choose another name.")
    if target.is_file():
        with target.open("rb") as file:
            if file.read(16) == b"SQLite format 3\0":
                raise NotAWorkspace(
                    f"“{target.name}” is a workspace or another database. It was not changed; choose another name."
                )
