"""The contract of an exporter: a Report goes in, text comes out. It asks nobody else, so counts can't differ."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from desktop.counting import counted
from desktop.report import Report


def claims_and_outcomes(report: Report) -> str:
    """24 claims and 9 outcomes."""
    return f"{counted(report.claims, 'claim')} and {counted(len(report.outcomes), 'outcome')}"


@dataclass(frozen=True)
class Exporter:
    """One module of `desktop.export` offers one of these as EXPORTER."""

    name: str
    """ "markdown": what the command line calls it."""
    title: str
    """ "Markdown": for people."""
    suffix: str
    """With the dot."""
    write: Callable[[Report], Iterator[str]]
    """The pieces of the file, in order; LF line ends."""
    wrote: Callable[[str], bool]
    """Does a file that begins with these words come from this exporter? Only such a file is replaced unasked."""
    holds: Callable[[Report], str] = claims_and_outcomes
    """What the file holds, in words: what it leaves out is not counted."""
