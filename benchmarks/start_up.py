"""From the command to the first paint and to a usable workspace, against a bare QWidget started the same way."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.table import Result, result

RUNS = 9
ROOT = Path(__file__).parent.parent
FROZEN = ROOT / "dist" / "followthrough" / ("followthrough.exe" if sys.platform == "win32" else "followthrough")
BARE = """
import time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
class Window(QWidget):
    def paintEvent(self, event):
        QTimer.singleShot(0, lambda: (print("first-paint", time.time_ns(), flush=True), app.quit()))
app = QApplication([])
window = Window()
window.resize(1440, 900)
window.show()
app.exec()
"""


def results() -> Iterator[Result]:
    """The runs take turns, so that a slow moment of the machine hits all of them."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = _workspace(Path(folder))
        commands = {"bare": [sys.executable, "-c", BARE], "source": [sys.executable, "-m", "desktop", str(workspace)]}
        if FROZEN.exists():
            commands["frozen"] = [str(FROZEN), str(workspace)]
        times: dict[str, list[dict[str, float]]] = {name: [] for name in commands}
        for number in range(RUNS + 1):
            for name, command in commands.items():
                measured = _times(command, Path(folder))
                if number:  # the first round fills the disk's cache
                    times[name].append(measured)
    bare = [t["first-paint"] for t in times["bare"]]
    for name, most in (("source", 1.6), ("frozen", 2.1)):
        if name in times:
            paints, usable = [t["first-paint"] for t in times[name]], [t["usable"] for t in times[name]]
            yield result(f"command to first paint, {name}", "ms", paints, floor=bare, most=most, of="ratio")
            yield result(f"command to usable workspace, {name}", "ms", usable, floor=bare, most=800)


def _workspace(folder: Path) -> Path:
    from desktop import samples

    path = folder / "sample.claims"
    samples.build(path).close()
    return path


def _times(command: list[str], folder: Path) -> dict[str, float]:
    """Milliseconds from before the process was started to each moment that it tells."""
    environment = os.environ | {
        "QT_QPA_PLATFORM": "offscreen",
        "FOLLOWTHROUGH_TIMES": "1",
        "XDG_CONFIG_HOME": str(folder),
    }
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program has its bytecode
    begun = time.time_ns()
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=True)
    told = [line.split() for line in done.stdout.splitlines()]
    return {line[0]: (int(line[1]) - begun) / 1e6 for line in told if len(line) == 2}
