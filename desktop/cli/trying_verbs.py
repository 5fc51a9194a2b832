"""self-test, demo: the program tries itself."""

import argparse
import contextlib
import io
import json
import os
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop import __version__
from desktop.cli.base import Verb, named, say
from desktop.paths import root
from desktop.whole_files import write_whole

if TYPE_CHECKING:
    from desktop.workspace import Workspace

CHILD_SECONDS = 120
_TEXT = (
    "Chair: We begin with the harbour.\n\nMinister: We will open the new pier by 30 June 2025, and not a day later.\n\n"
    "Chair: Thank you. 謝謝。شکریہ\n"
)
_QUOTE = "We will open the new pier by 30 June 2025"


@dataclass(frozen=True)
class Tried:
    """One step of the self-test."""

    step: str
    ok: bool
    why: str = ""


def self_test(asked: argparse.Namespace) -> int:
    """What was found, and the main job once; nothing outside a temporary folder is touched."""
    found, tried = _found()
    tried += _job()
    ok = all(one.ok for one in tried)
    if asked.json:
        told = {"program": f"Followthrough {__version__}", **found, "steps": [vars(one) for one in tried], "ok": ok}
        print(json.dumps(told, ensure_ascii=False, indent=1))
    else:
        for title, names in found.items():
            print(f"{title}: {', '.join(names)}")
        for one in tried:
            print(f"{'ok' if one.ok else 'FAILED'}  {one.step}" + (f": {one.why}" if one.why else ""))
    return 0 if ok else 1


def _found() -> tuple[dict[str, list[str]], list[Tried]]:
    """Names of everything that is found by being there; an empty list is a failure."""
    from desktop.claims import kinds
    from desktop.cli.verbs import verbs
    from desktop.documents import formats
    from desktop.export import exporters

    found = {
        "formats": [one.name for one in formats()],
        "kinds": [one.name for one in kinds()],
        "exporters": [one.name for one in exporters()],
        "verbs": list(verbs()),
    }
    window, why = _window_parts()
    found |= window
    missing = [title for title, names in found.items() if not names]
    return found, [Tried("find the parts", not why and not missing, why or ", ".join(missing))]


def _window_parts() -> tuple[dict[str, list[str]], str]:
    """Places and commands as a process of its own names them, because they need Qt; and what went wrong."""
    try:
        done = _child("--window-parts")
        return json.loads(done.stdout), ""
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        words = getattr(error, "stderr", None) or str(error)
        return {"places": [], "commands": []}, f"the window's parts: {words.strip().splitlines()[-1]}"


def _child(*arguments: str) -> "subprocess.CompletedProcess[str]":
    """The same program again, drawing nowhere."""
    from desktop.cli.verbs import programme

    paths = [str(root()), *filter(None, [os.environ.get("PYTHONPATH", "")])]
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": os.pathsep.join(paths), "PYTHONUTF8": "1"}
    return subprocess.run(
        programme(*arguments), env=environment, capture_output=True, encoding="utf-8", check=True, timeout=CHILD_SECONDS
    )


def _job() -> list[Tried]:
    """A document in, a claim tagged, linked, assessed, exported, the workspace checked: by the verbs themselves."""
    with tempfile.TemporaryDirectory(prefix="followthrough-") as folder:
        tried = []
        try:
            for one in _steps(Path(folder)):
                tried.append(one)
                if not one.ok:
                    break
        except OSError as error:
            tried.append(Tried("write in the temporary folder", False, str(error)))
        return tried


def _steps(folder: Path) -> Iterator[Tried]:
    workspace, text, made = (str(folder / name) for name in ("try.claims", "pier.txt", "pier.md"))
    Path(text).write_text(_TEXT, encoding="utf-8")
    yield _try("new", workspace)[0]
    yield _try("add", workspace, text)[0]
    step, claim = _try("tag", workspace, "--document", "pier", "--kind", "promise", "--quote", _QUOTE)
    yield step
    event = (
        "--statement",
        "The pier opened.",
        "--on",
        "2025-06-28",
        "--evidence",
        "Notice 7",
        "--url",
        "https://a.example",
    )
    step, outcome = _try("outcome", workspace, *event)
    yield step
    yield _try("link", workspace, claim, outcome, "--relation", "fulfils")[0]
    yield _try(
        "assess", workspace, claim, "--verdict", "kept", "--as-of", "2025-07-01", "--rationale", "Two days early."
    )[0]
    yield _try("export", workspace, "--to", "markdown", "-o", made)[0]
    whole = f"> {_QUOTE}" in Path(made).read_text(encoding="utf-8")
    yield Tried("find the quote in the export", whole)
    yield _try("check", workspace)[0]


def _try(*arguments: str) -> tuple[Tried, str]:
    """(how it went, what it printed) of one verb."""
    from desktop import cli

    printed, told = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(told):
        code = cli.guarded(lambda: cli.run(list(arguments)))
    why = "" if code == 0 else (told.getvalue() + printed.getvalue()).strip()
    return Tried(arguments[0], code == 0, why), printed.getvalue().strip()


def demo(asked: argparse.Namespace) -> int:
    """What the window would show, where there is none: the sample workspace, its report, and pictures of the places."""
    from desktop import report
    from desktop.export import exporter_of

    folder = asked.folder or _default_folder()
    folder.mkdir(parents=True, exist_ok=True)
    workspace = _sample(folder / "sample.claims", replace=asked.folder is None)
    try:
        made = report.build(workspace)
        write_whole(folder / "sample.md", exporter_of("markdown").write(made))
        links = sum(claim.links for claim in workspace.claims())
    finally:
        workspace.close()
    rated = sum(claim.row.assessment is not None for group in made.groups for claim in group.claims)
    say(
        f"The sample: {len(made.documents)} documents, {made.claims} claims tagged, {len(made.outcomes)} outcomes, "
        f"{links} links, {rated} claims assessed."
    )
    print(f"workspace  {folder / 'sample.claims'}")
    print(f"report     {folder / 'sample.md'}", flush=True)
    return _pictures(folder, folder / "sample.claims")


def _sample(path: Path, *, replace: bool) -> "Workspace":
    """The one in our own folder is made anew; nobody's file is replaced elsewhere."""
    from desktop import samples

    if replace:
        path.unlink(missing_ok=True)
    return samples.build(path)


def _pictures(folder: Path, workspace: Path) -> int:
    try:
        done = _child("--pictures", str(folder / "pictures"), "--workspace", str(workspace))
    except subprocess.SubprocessError as error:
        words: Any = getattr(error, "stderr", None) or str(error)
        say(f"The window was not drawn: {words.strip().splitlines()[-1]}")
        return 1
    for line in done.stdout.splitlines():
        print(f"picture    {line}")
    return 0


def _default_folder() -> Path:
    """`build/demo` in a checkout; where programs keep their data else."""
    if (root() / "Makefile").exists():
        return root() / "build" / "demo"
    import platformdirs

    return platformdirs.user_data_path("Followthrough", appauthor=False) / "demo"


def _json(one: argparse.ArgumentParser) -> None:
    one.add_argument("--json", action="store_true", help="as an object, for other programs")


def _folder(one: argparse.ArgumentParser) -> None:
    one.add_argument("folder", type=named, nargs="?", metavar="FOLDER", help="where to put everything")


VERBS = (
    Verb("self-test", "Lists what was found and does the main job once.", _json, self_test, order=110, workspace=False),
    Verb(
        "demo",
        "Makes the sample, its report and pictures, without a display.",
        _folder,
        demo,
        order=120,
        workspace=False,
    ),
)
