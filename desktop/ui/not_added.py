"""Files that were not added because somebody cancelled or quit: told by name, and remembered until the workspace opens again."""

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QSettings

from desktop.counting import counted
from desktop.ui.notices import Notices

NAMED = 5
"""Files that a notice names."""


def tell(notices: Notices, files: Sequence[Path], in_all: int, add: Callable[[list[Path]], None]) -> None:
    """Stays until it is dismissed; one click adds them after all."""
    shown = ", ".join(path.name.encode(errors="replace").decode() for path in files[:NAMED])
    more = f" and {len(files) - NAMED} more" if len(files) > NAMED else ""
    title = f"{counted(len(files), 'document')} of {in_all} {'was' if len(files) == 1 else 'were'} not added"
    left = list(files)
    notices.show(
        "kept", title, f"Left out: {shown}{more}. What was in before stays in.", {"Add now": lambda: add(left)}
    )


def remember(settings: QSettings, workspace: Path, files: Sequence[Path], in_all: int) -> None:
    """For the next time that this workspace opens."""
    settings.setValue(_key(workspace), [str(workspace), str(in_all), *map(str, files)])


def remembered(settings: QSettings, workspace: Path | None) -> tuple[list[Path], int]:
    """(files, how many there were in all), once; those that are gone meanwhile are not told."""
    kept = settings.value(_key(workspace), [], list) if workspace else []
    if not (workspace and isinstance(kept, list) and len(kept) > 2 and kept[0] == str(workspace)):
        return [], 0
    settings.remove(_key(workspace))
    return [path for path in map(Path, kept[2:]) if path.exists()], int(kept[1])


def _key(workspace: Path) -> str:
    """One for each workspace, since several may be left in the middle; paths hold signs that mean something in keys."""
    return f"not_added/{hashlib.sha256(str(workspace).encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"
