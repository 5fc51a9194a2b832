"""A later program, in which a column came to every recorded table, one was renamed and one dropped, knows all of the past.

It is this program's source with those changes made to it, in a folder and a process of its own.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from db import header

ROOT = Path(__file__).resolve().parents[2]
FROZEN = ROOT / "tests" / "old_workspaces" / f"schema_{header.SCHEMA:04}.claims"
LATER = header.SCHEMA + 1
TABLES = (
    "analyst", "source_file", "document", "version", "actor", "alias", "turn", "topic", "claim", "claim_topic", "indicator",
    "outcome", "evidence", "passage", "link", "assessment", "assessment_link", "claim_relation", "kind",
)  # fmt: skip
REVISION = f"""
from db.migrations import rebuild
revision = "{LATER:04}"
down_revision = "{header.SCHEMA:04}"

def upgrade() -> None:
    rebuild.tables({LATER})
"""
STEPS = f"""
STEPS[{LATER}] = (
    *(Added(table, "tint", "plain") for table in {TABLES}),
    Added("claim", "shades", ["none"]),
    Renamed("claim", "{{old}}", "worked_out"),
    Dropped("document", "added_on"),
)
"""
OLD_NAME = "filled_" + "in"


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The later program's folder."""
    root = tmp_path_factory.mktemp("later")
    for name in ("db", "desktop"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    (root / "tests" / "db").mkdir(parents=True)
    shutil.copy(ROOT / "tests" / "db" / "test_old_workspaces.py", root / "tests" / "db")
    (root / "tests" / "old_workspaces").mkdir()
    shutil.copy(FROZEN, root / "tests" / "old_workspaces")
    shutil.copy(ROOT / "pyproject.toml", root)
    (root / "resources").symlink_to(ROOT / "resources")
    for path in (*root.glob("db/*.py"), *root.glob("desktop/**/*.py")):
        path.write_text(re.sub(rf"\b{OLD_NAME}\b", "worked_out", path.read_text()))
    _change_the_models(root / "db")
    return root


def _change_the_models(db: Path) -> None:
    models = (db / "models.py").read_text()
    models, number = re.subn(r"(    id: str = _key\(\)\n)(?!    number)", r'\1    tint: str = _text("plain")\n', models)
    assert number == len(TABLES), "every recorded table gets the column"
    models = re.sub(r"    added_on: .*\n", "", models)
    shades = '    shades: list[str] = Field(default_factory=lambda: ["none"], sa_type=JsonText)\n'
    models = models.replace("    worked_out:", f"{shades}    worked_out:")
    (db / "models.py").write_text(models)
    numbered = (db / "header.py").read_text().replace(f"SCHEMA = {header.SCHEMA}", f"SCHEMA = {LATER}")
    (db / "header.py").write_text(numbered)
    with (db / "migrations" / "records.py").open("a") as file:
        file.write(STEPS.format(old=OLD_NAME))
    (db / "migrations" / "versions" / f"rev_{LATER:04}_later.py").write_text(REVISION)
    frozen = run(db.parent, "-m", "db.migrations.freeze")
    (db / "migrations" / f"schema_{LATER:04}.sql").write_text(frozen)


def run(root: Path, *arguments: str) -> str:
    environment = os.environ | {"PYTHONPATH": str(root), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, *arguments], cwd=root, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_all_of_an_older_history_is_checked_undone_redone_and_restored(program: Path) -> None:
    """The tests of old workspaces, run by the later program over a file that today's made."""
    told = run(program, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/db", "-k", "whole or restored")
    assert "2 passed" in told


WORK = """
import sys
from pathlib import Path
from db import models
from desktop.checking import check
from desktop.workspace import Workspace

path = Path(sys.argv[1])
workspace = Workspace.open(path)
with workspace.store.session() as session:
    claim = session.get_one(models.Claim, workspace.claims()[0].id)
    print(claim.tint, claim.shades, claim.worked_out)
workspace.change_claim(claim.id, note="Written by the later program")
workspace.close()
assert check(path) == [], check(path)
workspace = Workspace.open(path)
while workspace.store.undo():
    pass
while workspace.store.redo_label not in (None, "Remove claim"):
    workspace.store.redo()
print(workspace.claims()[0].note)
workspace.close()
assert check(path) == [], check(path)
"""


def test_work_goes_on_over_old_and_new_records(program: Path, tmp_path: Path) -> None:
    path = shutil.copy(FROZEN, tmp_path / "old.claims")
    seen, note = run(program, "-c", WORK, str(path)).splitlines()
    assert seen.startswith("plain ['none'] [")
    assert note == "Written by the later program"
    assert len(list(tmp_path.glob(f"old.schema-{header.SCHEMA}.*.claims"))) == 1
