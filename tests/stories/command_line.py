"""What the stories without a window share: what was told, and the talk that they work on."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[2]


PIER = """MINISTER: We will open the pier by 30 June 2025. Thank you.

CHAIR: Thank you. The pier may
close again in a storm 🌊, I fear.

MINISTER: Ships that come in the first year pay no dues. 投資を促進する。
"""


class Told(NamedTuple):
    code: int
    out: str
    err: str


Run = Callable[..., Told]


def only_an_id(told: Told) -> str:
    assert told.code == 0, told.err
    assert len(told.out.strip()) == 26
    assert told.out.count("\n") == 1
    return told.out.strip()


def claims(run: Run) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run("list", "w.claims", "claims", "--json").out)
    return found


TAG = ("tag", "w.claims", "--document", "talk", "--kind")
EXPORT = ("export", "w.claims", "--to", "markdown", "-o")
