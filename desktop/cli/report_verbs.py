"""export, check: what leaves the workspace, and whether it is whole."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from db.errors import NotFound
from desktop.cli.base import Verb, document_of, named, opened, refuse_blank, say
from desktop.errors import NotUnderstood
from desktop.visible import on_terminal
from desktop.whole_files import refuse_others, refuse_workspace, write_whole

if TYPE_CHECKING:
    from db.rows import ClaimFilter
    from desktop.workspace import Workspace

STANDARD_OUTPUT = Path("-")


def export(asked: argparse.Namespace) -> int:
    from desktop import dates, report
    from desktop.export import exporter_of

    exporter = exporter_of(asked.to)
    refuse_blank(asked, "text")
    as_of = dates.day(asked.as_of) if asked.as_of is not None else None
    if asked.output != STANDARD_OUTPUT:
        refuse_workspace(asked.output, asked.workspace)
        if not asked.force:
            refuse_others(asked.output, exporter.wrote)
    with opened(asked) as workspace:
        made = report.build(workspace, _filter(workspace, asked), asked.group, as_of)
    if asked.output == STANDARD_OUTPUT:
        sys.stdout.writelines(exporter.write(made))
    else:
        write_whole(asked.output, exporter.write(made))
        say(f"{exporter.holds(made)} in {asked.output}.")
    return 0


def _filter(workspace: "Workspace", asked: argparse.Namespace) -> "ClaimFilter":
    from db.rows import ClaimFilter
    from desktop.claims import kinds

    verdicts = {"overdue", "disputed", *(verdict.name for kind in kinds() for verdict in kind.verdicts)}
    for name in asked.verdict:
        if name not in verdicts:
            raise NotUnderstood(f"“{name}” is not a verdict; there are {', '.join(sorted(verdicts))}.")
    claims = workspace.claims()
    return ClaimFilter(
        kinds=frozenset(workspace.kinds.named(name).name for name in asked.kind),
        verdicts=frozenset(asked.verdict),
        actors=_known("actor", asked.actor, {claim.actor for claim in claims}),
        topics=_known("topic", asked.topic, {t for claim in claims for t in claim.topics}),
        documents=frozenset(document_of(workspace, words).id for words in asked.document),
        text=asked.text or "",
    )


def _known(word: str, asked: list[str], names: set[str]) -> frozenset[str]:
    """The names as the claims have them: as it was typed, else every one that differs in upper and lower case alone."""
    return frozenset(known for name in asked for known in _meant(word, name, names))


def _meant(word: str, name: str, names: set[str]) -> set[str]:
    found = {known for known in names if known and known.casefold() == name.casefold()}
    if not found:
        raise NotFound(
            f"No claim has the {word} “{name}”; there are {', '.join(sorted(filter(None, names))) or 'none'}."
        )
    return found & {name} or found


def check(asked: argparse.Namespace) -> int:
    from desktop import checking

    found = checking.check(asked.workspace)
    for finding in found:
        print(on_terminal(str(finding)))
    broken = sum(not finding.warning for finding in found)
    say("Everything holds." if not found else f"{broken} broken, {len(found) - broken} to look at.")
    return 1 if broken else 0


class _Format(argparse.Action):
    """Its help names the exporters that are found; they are loaded only for whoever asks for the help."""

    @property
    def help(self) -> str:
        from desktop.export import exporters

        return ", ".join(exporter.name for exporter in exporters())

    @help.setter
    def help(self, _words: str | None) -> None:
        """Nobody else says it."""

    def __call__(self, _parser: object, asked: argparse.Namespace, words: object, _option: str | None = None) -> None:
        setattr(asked, self.dest, words)


def _export(one: argparse.ArgumentParser) -> None:
    one.add_argument("--to", required=True, metavar="FORMAT", action=_Format)
    one.add_argument(
        "-o", "--output", type=named, required=True, metavar="FILE", help="where to write it; - is standard output"
    )
    one.add_argument("--force", action="store_true", help="replace a file that is not an earlier export")
    one.add_argument("--group", default="document", metavar="BY", help="document, actor, topic or verdict")
    one.add_argument(
        "--as-of",
        metavar="DATE",
        help="the day whose verdicts are told and on which what is overdue is judged, default today",
    )
    for name in ("kind", "verdict", "actor", "topic", "document"):
        one.add_argument(f"--{name}", action="append", default=[], help=f"only claims of this {name}; may be repeated")
    one.add_argument("--text", help="only claims that have these words")


def _nothing(_one: argparse.ArgumentParser) -> None:
    """The workspace is all it needs."""


VERBS = (
    Verb("export", "Writes the report.", _export, export, order=80),
    Verb(
        "check",
        "Looks for damage and broken rules. What it finds goes to standard output, a line each; the sum to standard error.",
        _nothing,
        check,
        order=90,
    ),
)
