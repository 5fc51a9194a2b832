"""Which files a person means by files and folders, and their bytes: of a folder those whose format is known, by name."""

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from desktop.documents import suffixes
from desktop.documents.reader import MOST_BYTES
from desktop.errors import UnreadableDocument


def gathered(paths: Iterable[Path]) -> Iterator[Path]:
    """Files as they are named, also missing ones; folders by what is in them, hidden files left out."""
    for path in paths:
        if path.is_dir():
            yield from sorted(_in_folder(path))
        else:
            yield path


def _in_folder(folder: Path) -> Iterator[Path]:
    known = set(suffixes())
    for path in folder.rglob("*"):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if not hidden and path.suffix.lower() in known and path.is_file():
            yield path


def contents(path: Path, most: int = MOST_BYTES) -> bytes:
    """The bytes of a document. Raises UnreadableDocument for what is no file or too large, before it is read; OSError."""
    name = path.name.encode(errors="replace").decode()
    found = path.stat()
    if not stat.S_ISREG(found.st_mode):  # a pipe or a device may never end
        raise UnreadableDocument(name, "It is not a file but a pipe, a device or a folder.")
    with open(path, "rb", opener=_without_waiting) as file:
        data = file.read(most + 1) if found.st_size <= most else b""
    if found.st_size > most or len(data) > most:
        raise UnreadableDocument(name, f"It is too large: {most // 1_000_000} MB are the most.")
    return data


def _without_waiting(path: str, flags: int) -> int:
    """Should it have become a pipe meanwhile, opening it waits for nobody."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
