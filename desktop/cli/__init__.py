"""The command line: every verb without a window. No Qt is imported for any verb.

Exit codes: 0 done; 1 understood but not, or not all, done; 2 not understood. Results go to standard output, words for
people to standard error.
"""

import io
import sys
from collections.abc import Callable
from pathlib import Path

from db.errors import KnownError
from desktop.cli.output import drop_output
from desktop.errors import NotUnderstood
from desktop.visible import on_terminal

DONE, NOT_DONE, NOT_UNDERSTOOD = 0, 1, 2
INTERRUPTED = 130


def is_verb(arguments: list[str]) -> bool:
    """Is the first word a verb, or is help asked for?"""
    from desktop.cli.verbs import verbs

    words = [argument for argument in arguments if not argument.startswith("-")]
    return bool({"-h", "--help", "--version"} & set(arguments)) or (words[:1] != [] and words[0] in verbs())


def run(arguments: list[str]) -> int:
    """Do the verb."""
    from desktop.cli.verbs import parser

    try:
        asked = parser().parse_args(arguments)
    except SystemExit as stop:  # argparse has said why
        return stop.code if isinstance(stop.code, int) else NOT_UNDERSTOOD
    code: int = asked.run(asked)
    return code


def guarded(work: Callable[[], int]) -> int:
    """The border: every error becomes one line on standard error and an exit code."""
    _write_utf8()
    try:
        code = work()
        if sys.stdout:  # there is none when Windows starts a window
            sys.stdout.flush()
        return code
    except NotUnderstood as error:
        return _tell(str(error), NOT_UNDERSTOOD)
    except UnicodeEncodeError:  # bytes of the shell that are no text come as lone surrogates
        return _tell("Some of these words are not UTF-8.", NOT_UNDERSTOOD)
    except KnownError as error:
        return _tell(str(error), NOT_DONE)
    except BrokenPipeError:  # who read our output has gone; what is done is done
        drop_output()
        return NOT_DONE
    except OSError as error:
        if error.filename is None:  # a full disk behind ">": what is still buffered must not be tried again at the end
            drop_output()
        return _tell(f"{error.filename or 'Standard output'}: {error.strerror or error}.", NOT_DONE)
    except KeyboardInterrupt:
        return _tell("Stopped.", INTERRUPTED)
    except Exception as error:  # a fault of ours, told in one line
        return _tell(_fault(error), NOT_DONE)


def _write_utf8() -> None:
    """Whatever the locale is; LF line ends on every system."""
    for stream, errors in ((sys.stdout, "surrogateescape"), (sys.stderr, "backslashreplace")):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors=errors, newline="\n")


def _tell(message: str, code: int) -> int:
    print(on_terminal(f"followthrough: {message}"), file=sys.stderr)
    return code


def _fault(error: Exception) -> str:
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    where = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else ""
    return f"This is a fault of the program, please report it: {type(error).__name__}: {error} ({where})."
