"""`python tests/frozen/compare_self_tests.py dist/followthrough/followthrough`: did the frozen program find everything?

What is found by looking can be missing from a bundle without a word; so both self-tests have to tell the same.
"""

import json
import subprocess
import sys
import tempfile
from importlib import import_module
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent


def self_test(*command: str, folder: str | Path) -> dict[str, Any]:
    outcome = subprocess.run([*command, "self-test", "--json"], cwd=folder, capture_output=True, text=True, check=False)
    if outcome.returncode != 0:
        sys.exit(f"{command[0]} self-test ended with {outcome.returncode}\n{outcome.stdout}\n{outcome.stderr}")
    found: dict[str, Any] = json.loads(outcome.stdout)
    return found


def difference(source: dict[str, Any], frozen: dict[str, Any]) -> list[str]:
    """One line for each list that is not the same."""
    topics = sorted(source.keys() | frozen.keys())
    return [
        f"{topic}: source {source.get(topic)}, frozen {frozen.get(topic)}"
        for topic in topics
        if source.get(topic) != frozen.get(topic)
    ]


def reads_pdf(program: str, folder: Path) -> str:
    """Its reader imports the library behind its walls, where only what was let in can be loaded. What went wrong, or ""."""
    made: Any = import_module("pymupdf").open()
    made.new_page().insert_text((72, 72), "We will open the port by June.")
    made.save(folder / "port.pdf")
    for arguments in (["new", "port.claims"], ["add", "port.claims", "port.pdf"]):
        ran = subprocess.run(
            [program, *arguments], cwd=folder, capture_output=True, text=True, timeout=120, check=False
        )
        if ran.returncode:
            return ran.stderr
    return ""


def size(folder: Path) -> int:
    """Bytes on the disk; what a link points to is counted once."""
    return sum(path.lstat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def main(program: str) -> None:
    source = self_test(sys.executable, "-m", "desktop", folder=ROOT)
    with tempfile.TemporaryDirectory() as elsewhere:
        frozen = self_test(str(Path(program).resolve()), folder=elsewhere)
        if trouble := reads_pdf(str(Path(program).resolve()), Path(elsewhere)):
            sys.exit(f"the frozen program reads no PDF\n{trouble}")
    if lines := difference(source, frozen):
        sys.exit("the frozen program differs from the source\n" + "\n".join(lines))
    counts = ", ".join(f"{len(found)} {topic}" for topic, found in frozen.items() if isinstance(found, list))
    print(f"frozen and source agree: {counts}; {size(Path(program).parent) / 1e6:.0f} MB in {Path(program).parent}")


if __name__ == "__main__":
    main(sys.argv[1])
