"""Which files a person means by files and folders: of a folder those whose format is known, by name."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from desktop.documents import suffixes


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
