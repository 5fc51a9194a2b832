"""Without a display the window says so in a line; Qt alone would end the program."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from db.errors import KnownError
from desktop import display

ROOT = Path(__file__).resolve().parents[1]
pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux goes without a display")


@pytest.mark.parametrize(
    ("environment", "says"),
    [
        ({}, "no display"),
        ({"DISPLAY": "", "WAYLAND_DISPLAY": ""}, "no display"),
        ({"QT_QPA_PLATFORM": "xcb"}, "no display"),
        ({"DISPLAY": ":98765"}, "DISPLAY :98765"),
        ({"DISPLAY": "nonsense"}, "DISPLAY nonsense"),
        ({"DISPLAY": "localhost:59000"}, "does not answer"),
        ({"WAYLAND_DISPLAY": "wayland-99", "XDG_RUNTIME_DIR": "/nowhere"}, "WAYLAND_DISPLAY wayland-99"),
    ],
)
def test_what_is_said(environment: dict[str, str], says: str) -> None:
    with pytest.raises(KnownError, match=says):
        display.require(environment)


def test_a_server_that_listens_is_enough(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server, socket.socket() as remote:
        server.bind(str(tmp_path / "wayland-5"))
        server.listen()
        wayland = {"WAYLAND_DISPLAY": "wayland-5", "XDG_RUNTIME_DIR": str(tmp_path)}
        display.require(wayland)
        display.require(wayland | {"DISPLAY": ":98765"})
        remote.bind(("127.0.0.1", 0))
        remote.listen()
        display.require({"DISPLAY": f"127.0.0.1:{remote.getsockname()[1] - 6000}.0"})


def test_another_platform_of_qt_needs_none() -> None:
    display.require({"QT_QPA_PLATFORM": "offscreen"})
    display.require({"QT_QPA_PLATFORM": "vnc:port=5900"})


def test_the_program_ends_with_one_line() -> None:
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    environment = {name: value for name, value in os.environ.items() if name not in hidden} | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-m", "desktop"], capture_output=True, text=True, env=environment, check=False
    )
    assert done.returncode == 1
    assert done.stderr.startswith("followthrough: There is no display")
    assert done.stderr.count("\n") == 1
