"""The parts of the window as JSON, for the self-test: run in a process of its own, since verbs import no Qt."""

import json
import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from desktop.ui.commands import commands
from desktop.ui.places import places


def main() -> int:
    print(json.dumps({"places": [place.name for place in places()], "commands": [c.name for c in commands()]}))
    return 0
