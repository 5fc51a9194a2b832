"""Whether there is a display to open a window on, asked before Qt, which ends the program without one."""

import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from db.errors import KnownError

LOCAL_SECONDS = 0.5
"""A server on this machine answers at once; only a hung one takes so long."""
_X11 = "/tmp/.X11-unix/X"
"""Where every X server on this machine has its socket."""


def require(environment: Mapping[str, str] = os.environ) -> None:
    """Raises KnownError when a window can't be shown, in a sentence that says what to do."""
    platform = environment.get("QT_QPA_PLATFORM", "").partition(":")[0]
    if not sys.platform.startswith("linux") or platform not in ("", "xcb", "wayland"):
        return  # other systems always have one; another platform was asked for by name
    names = [name for name in ("WAYLAND_DISPLAY", "DISPLAY") if environment.get(name)]
    if not names:
        raise KnownError(f"There is no display to open the window on. {_INSTEAD}")
    if not any(_answers(places) for places in (_wayland(environment), _x11(environment.get("DISPLAY", "")))):
        shown = " and ".join(f"{name} {environment[name]}" for name in names)
        raise KnownError(f"The display does not answer ({shown}). {_INSTEAD}")


_INSTEAD = "Everything works without one too: see followthrough --help, or followthrough demo for pictures."


def _wayland(environment: Mapping[str, str]) -> Iterator[str]:
    name = environment.get("WAYLAND_DISPLAY", "")
    if name:
        yield str(Path(environment.get("XDG_RUNTIME_DIR", "")) / name)


def _x11(display: str) -> Iterator[str | tuple[str, int]]:
    """Where the server of DISPLAY may listen: HOST:NUMBER.SCREEN, the host empty for this machine."""
    host, colon, rest = display.rpartition(":")
    number = rest.partition(".")[0]
    if not colon or not number.isdecimal():
        return
    if host in ("", "unix"):
        yield f"\0{_X11}{number}"
        yield f"{_X11}{number}"
    elif host.startswith("/"):
        yield f"{host}:{rest}"
    else:
        yield host.partition("/")[2] or host, 6000 + int(number)


def _answers(places: Iterator[str] | Iterator[str | tuple[str, int]]) -> bool:
    return any(_listens(place) for place in places)


def _listens(place: str | tuple[str, int]) -> bool:
    import _socket  # what `socket` is made of: loaded in a tenth of the time, and every start of the window waits

    remote = isinstance(place, tuple)
    asked = _socket.socket(_socket.AF_INET if remote else _socket.AF_UNIX, _socket.SOCK_STREAM)
    try:
        asked.settimeout(LOCAL_SECONDS)
        asked.connect(place)
    except TimeoutError:
        return remote  # far away and slow: let Qt try
    except (OSError, ValueError):
        return False
    finally:
        asked.close()
    return True
