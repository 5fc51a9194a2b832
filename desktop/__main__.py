"""`python -m desktop` and the command `followthrough`: a verb without a window, or the window."""

import sys
from pathlib import Path

from desktop import cli, display
from desktop.errors import NotUnderstood


def main(argv: list[str] | None = None) -> int:
    """Do what the arguments say and return the exit code; never a traceback."""
    arguments = sys.argv[1:] if argv is None else argv
    match arguments[:1]:  # the program started by itself
        case ["--reader"]:
            from desktop.documents import worker

            return worker.main(arguments[1:])
        case ["--window-parts"]:
            from desktop.ui import parts

            return parts.main()
        case ["--pictures"]:
            from desktop.ui import pictures

            return pictures.main(arguments[1:])
    return cli.guarded(lambda: _window(arguments) if _names_no_verb(arguments) else _verb_or_window(arguments))


def _names_no_verb(arguments: list[str]) -> bool:
    """Nothing, the sample or a workspace: seen without loading the verbs, which would cost a fifth of the first paint."""
    return all(argument == "--sample" or argument.endswith(".claims") for argument in arguments)


def _verb_or_window(arguments: list[str]) -> int:
    return cli.run(arguments) if cli.is_verb(arguments) else _window(arguments)


def _window(arguments: list[str]) -> int:
    sample = "--sample" in arguments
    rest = [argument for argument in arguments if argument != "--sample"]
    odd = next((argument for argument in rest if argument.startswith("-")), None)
    if odd or len(rest) > 1 or (rest and not _is_workspace(rest[0])):
        raise NotUnderstood(f"“{odd or rest[0]}” is not a verb and not a workspace. See followthrough --help.")
    display.require()
    from desktop.ui import app

    return app.run(Path(rest[0]) if rest else None, sample=sample)


def _is_workspace(word: str) -> bool:
    """A file that is there, or is named like one: the window says what is wrong with it."""
    return word.endswith(".claims") or Path(word).exists()


if __name__ == "__main__":
    sys.exit(main())
