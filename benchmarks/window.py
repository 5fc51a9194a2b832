"""`python -m benchmarks.window FILE`: a window of its own with a new workspace; the file is added, as by a person. Prints
seconds to the first page (0 without pages) and to the words, and the memory of the window's process."""

import os
import sys
import tempfile
import time
from pathlib import Path

from PySide6.QtCore import QEventLoop, QSettings, QTimer

from desktop.ui import app as starting
from desktop.ui.main_window import MainWindow
from desktop.workspace import Workspace


def main(argv: list[str]) -> int:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.claims"
        Workspace.create(path).close()
        settings = QSettings(str(Path(folder) / "settings.ini"), QSettings.Format.IniFormat)
        settings.setValue("analyst", "Bench")
        window = starting.make_window(starting.application(), settings)
        window.show()
        starting.begin(window, path, False)
        while window.context.workspace is None:
            _turn()
        window.context.readers.warm()
        print(*_added(window, Path(argv[0])), flush=True)
        window.close()
        window.context.open(None)
        window.context.close()
    return 0


def _added(window: MainWindow, file: Path) -> tuple[float, float, int]:
    """(seconds to the first page, seconds to the words, MB)."""
    read = window.read()
    done: list[float] = []
    read.shown.connect(lambda: done.append(time.perf_counter()))
    begun, first = time.perf_counter(), 0.0
    window.adding.add([file])
    while not done:
        _turn()
        pages = read.reader._sheet.pages
        if not first and pages is not None and pages._images.bytes_kept():
            first = time.perf_counter() - begun
    for _ in range(20):  # what follows is laid out and painted
        _turn()
    return first, done[0] - begun, _megabytes()


def _turn() -> None:
    """What has happened is answered; then a little time for other threads."""
    loop = QEventLoop()
    QTimer.singleShot(5, loop.quit)
    loop.exec()


def _megabytes() -> int:
    """Resident, of this process."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmRSS:")[2].split()[0]) // 1024


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
