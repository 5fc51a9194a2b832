"""The program directory that `make build` made: its size on the disk and compressed."""

import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.start_up import FROZEN
from benchmarks.table import Result, result


def results() -> Iterator[Result]:
    folder = FROZEN.parent
    if FROZEN.exists():
        size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
        yield result("bundle on disk", "MB", [size / 1e6], most=210)
        with tempfile.TemporaryDirectory() as kept:
            archive = Path(kept) / "followthrough.tar.xz"
            with tarfile.open(archive, "w:xz", preset=6) as tar:
                tar.add(folder, "followthrough")
            yield result("bundle compressed", "MB", [archive.stat().st_size / 1e6], most=80)
