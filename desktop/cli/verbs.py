"""Every verb found in `desktop.cli`, and the parser that is made from them."""

import argparse
import os
import sys
from functools import cache
from itertools import chain

import desktop.cli
from desktop import __version__, registry
from desktop.cli.base import Verb, named


@cache
def verbs() -> dict[str, Verb]:
    """By name, in the order of the work."""
    found = chain.from_iterable(registry.collect(desktop.cli, "VERBS"))
    return {verb.name: verb for verb in sorted(found, key=lambda verb: verb.order)}


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(
        prog="followthrough",
        usage="followthrough [WORKSPACE | --sample]\n       followthrough VERB …",
        description="Opens the window, on a workspace or on the sample. With a verb it works without a window.",
    )
    made.add_argument("--version", action="version", version=f"Followthrough {__version__}")
    below = made.add_subparsers(title="verbs", metavar="VERB", required=True, prog="followthrough")
    for verb in verbs().values():
        one = below.add_parser(verb.name, help=verb.help, description=verb.help, allow_abbrev=False)
        add_arguments(one, verb)
    return made


def add_arguments(one: argparse.ArgumentParser, verb: Verb) -> None:
    if verb.workspace:
        one.add_argument("workspace", type=named, metavar="W", help="the workspace file")
    verb.arguments(one)
    if verb.writes:
        one.add_argument(
            "--analyst",
            metavar="NAME",
            default=os.environ.get("FOLLOWTHROUGH_ANALYST", ""),
            help="who does this (default: the environment's FOLLOWTHROUGH_ANALYST, else nobody in particular)",
        )
    one.set_defaults(run=verb.run)


def programme(*arguments: str) -> list[str]:
    """How this very program is started again, frozen or not."""
    start = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "desktop"]
    return [*start, *arguments]
