"""Pictures of the real window: `python -m desktop.ui.pictures FOLDER [--workspace W] [--theme dark]`. For the help, README and `demo`."""

import argparse
import os
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QSettings, QTimer

from desktop.ui import app as starting
from desktop.ui.main_window import MainWindow
from desktop.ui.places import places


def main(argv: list[str] | None = None) -> int:
    """Write one PNG for each place and print their paths."""
    parser = argparse.ArgumentParser(prog="pictures", description="Render the places of the window to PNG files.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--workspace", type=Path, help="the workspace to show (default: the sample)")
    parser.add_argument("--theme", choices=["light", "dark"], default="light")
    parser.add_argument("--size", default="1440x900")
    asked = parser.parse_args(argv)
    asked.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as kept:
        workspace = asked.workspace or _sample(Path(kept))
        settings = QSettings(str(Path(kept) / "settings.ini"), QSettings.Format.IniFormat)
        settings.setValue("theme", asked.theme)
        window = starting.make_window(starting.application(), settings)
        window.resize(*(int(part) for part in asked.size.split("x")))
        window.show()
        window.opening.open(workspace)
        _wait_until_idle(window)
        for path in _take(window, asked.folder, "" if asked.theme == "light" else f"-{asked.theme}"):
            print(path)
        window.close()
        window.context.open(None)
        window.context.close()
    return 0


def _take(window: MainWindow, folder: Path, suffix: str) -> list[Path]:
    taken = []
    for place in places():
        window.show_place(place.name)
        if place.name == "read" and window.context.workspace:
            shown = [claim for claim in window.context.workspace.claims() if claim.links]
            window.show_place("read", shown[0].id if shown else None)
        _wait_until_idle(window)
        path = folder / f"{place.name}{suffix}.png"
        if not window.grab().save(str(path)):
            raise OSError(f"{path} can't be written")
        taken.append(path)
    return taken


def _wait_until_idle(window: MainWindow) -> None:
    """Until no work is under way and the window has been painted, twice over (an answer may ask the next question)."""
    for _ in range(4):
        loop = QEventLoop()
        window.context.tasks.when_idle(loop.quit)
        loop.exec()
        QTimer.singleShot(60, loop.quit)
        loop.exec()


def _sample(folder: Path) -> Path:
    from desktop import samples

    path = folder / "sample.claims"
    samples.build(path).close()
    return path


if __name__ == "__main__":
    raise SystemExit(main())
