"""Which files a person means by files and folders, and their bytes: of a folder those whose format is known, by name."""

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from desktop.documents import suffix_of, suffixes
from desktop.documents.reader import MOST_BYTES
from desktop.errors import UnreadableDocument

PAGES = (".html", ".htm", ".xhtml")
# What browsers put behind the name of a saved page for the folder with its pictures and scripts, in their languages.
PARTS_OF_PAGE = ("_files", ".files", "-files", "-Dateien", "_fichiers", "_archivos", "_arquivos", "_ficheiros", "_file",
                 "_bestanden", "-filer", "_filer", "_pliki", "_soubory", "_tiedostot", "_dosyalar", "_elemei")  # fmt: skip


def gathered(paths: Iterable[Path]) -> Iterator[Path]:
    """Files as they are named, also missing ones; folders by what is in them, but for hidden files and parts of pages."""
    for path in paths:
        if path.is_dir():
            yield from sorted(_in_folder(path))
        else:
            yield path


def _in_folder(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        inside = path.relative_to(folder)
        hidden = any(part.startswith(".") for part in inside.parts)
        if hidden or suffix_of(path.name) not in suffixes() or not path.is_file():
            continue
        if not any(_is_part_of_page(folder / above) for above in inside.parents if above.parts):
            yield path


def _is_part_of_page(folder: Path) -> bool:
    """The folder "NAME_files" beside NAME.html: what a browser saved with the page is no document."""
    names = [folder.name.removesuffix(end) for end in PARTS_OF_PAGE if folder.name.endswith(end)]
    return any(folder.with_name(name + suffix).is_file() for name in names if name for suffix in PAGES)


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
