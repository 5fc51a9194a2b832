"""What is installed is what was pinned, and what the program ships is found where it looks."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement

import desktop
from desktop.paths import resource

ROOT = Path(__file__).resolve().parent.parent
LOCKS = [ROOT / "resources" / "lock" / name for name in ("runtime.txt", "dev.txt")]


def metadata() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def pinned(lock: Path) -> dict[str, str]:
    return dict(re.findall(r"^([a-z0-9-]+)==([^ ]+)", lock.read_text(encoding="utf-8"), re.MULTILINE))


def test_the_program_and_its_package_state_one_version() -> None:
    assert metadata()["project"]["version"] == desktop.__version__


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_holds_what_the_program_asks_for(lock: Path) -> None:
    versions = pinned(lock)
    wanted = [Requirement(line) for line in metadata()["project"]["dependencies"]]
    assert [str(need) for need in wanted if versions.get(need.name.lower(), "") not in need.specifier] == []


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_has_hashes_and_names_no_address(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    assert "://" not in text
    assert len(re.findall(r"^[a-z0-9-]+==[^\n]*\\\n    --hash=sha256:", text, re.MULTILINE)) == len(pinned(lock))


def test_the_heavy_needs_of_pymupdf_stay_out() -> None:
    assert {"numpy", "onnxruntime", "networkx"} & pinned(LOCKS[0]).keys() == set()


@pytest.mark.parametrize("folder", ["fonts", "help", "icons", "samples"])
def test_resources_are_found(folder: str) -> None:
    assert any(resource(folder).iterdir())
