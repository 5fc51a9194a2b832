"""The rules of ARCHITECTURE.md about who may import whom, kept as import-linter's contracts in pyproject.toml."""

import ast
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LIGHT = {"db.rows", "db.vocabulary", "db.errors", "db.folding", "db.verdicts"}
"""What pure functions may know of the data: no SQL is loaded with it."""


def test_nobody_imports_against_the_rules_of_the_house() -> None:
    lint = [str(Path(sys.executable).with_name("lint-imports")), "--no-logo", "--no-cache"]
    outcome = subprocess.run(lint, cwd=ROOT, capture_output=True, text=True, check=False)
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr


def test_every_room_is_under_a_contract() -> None:
    """A new module of desktop/ belongs to a layer (contract 4) or to the pure functions (contract 7)."""
    direction, pure = _contract("4."), _contract("7.")
    named = {name.strip() for layer in direction["layers"] for name in layer.split("|")} | {*pure["source_modules"]}
    assert {*_rooms("desktop")} - named == set()


def test_all_of_the_data_but_its_plain_words_is_closed_to_pure_functions() -> None:
    assert {name for name in _contract("7.")["forbidden_modules"] if name.startswith("db.")} == _rooms("db") - LIGHT


@pytest.mark.parametrize("package", ["db", "desktop", "benchmarks"])
def test_a_file_is_one_idea_and_a_function_fits_in_a_glance(package: str) -> None:
    """The limits of CONTRIBUTING.md; what reaches one is split by idea, not by length."""
    for path in (ROOT / package).rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert text.count("\n") <= 450, f"{path.relative_to(ROOT)} is too long"
        for item in ast.walk(ast.parse(text)):
            if isinstance(item, ast.FunctionDef):
                lines = (item.end_lineno or 0) - item.lineno + 1
                assert lines <= 40, f"{path.relative_to(ROOT)}: {item.name} is too long"


def _contract(number: str) -> dict[str, list[str]]:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    found: dict[str, list[str]] = next(c for c in contracts if c["name"].startswith(number))
    return found


def _rooms(package: str) -> set[str]:
    """The modules and packages right inside a package."""
    paths = [*(ROOT / package).glob("*.py"), *(path.parent for path in (ROOT / package).glob("*/__init__.py"))]
    return {f"{package}.{path.stem}" for path in paths if path.stem != "__init__"}
