"""Whatever is done, in whatever order: window and workspace agree, and undoing everything gives the first state.

`make monkey` does 10,000 acts under a new seed; MONKEY_SEED repeats one.
"""

import gc
import os
from pathlib import Path

import pytest

from tests.db.test_undo import state
from tests.stories.day import Start
from tests.stories.monkey import Monkey

ACTS = int(os.environ.get("MONKEY_ACTS", "120"))
LONG = 2_000
"""Acts from which on memory is looked at: before, the first of everything is still being made."""
EVERY = 20


@pytest.mark.parametrize("seed", [int(os.environ.get("MONKEY_SEED", "7"))])
def test_anything_goes(start: Start, path: Path, seed: int) -> None:
    monkey = Monkey(start, path, seed)
    first = state(monkey.day.workspace)
    at_half = 0
    try:
        for number in range(ACTS):
            monkey.act()
            if number % EVERY == EVERY - 1:
                monkey.assert_sound()
            if number == ACTS // 2:
                at_half = resident()
        monkey.assert_sound()
        if ACTS >= LONG:
            assert resident() <= 1.05 * at_half
        while monkey.day.workspace.store.undo_label != monkey.first_step:
            monkey.day.workspace.store.undo()
        assert state(monkey.day.workspace) == first
    except BaseException as trouble:
        trouble.add_note(f"Seed {seed}, after {len(monkey.done)} acts, the last: {', '.join(monkey.done[-12:])}")
        raise


def resident() -> int:
    """Pages of memory of this process."""
    gc.collect()
    return int(Path("/proc/self/statm").read_text().split()[1])
