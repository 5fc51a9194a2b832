"""Standard output of the verbs that make something: a full disk behind it does not hide that it was made."""

import os
import sys

from db.errors import KnownError


def tell_made(what: str, ident: str) -> None:
    """The id of what is in the workspace now. Raises KnownError, which says so, when nobody can be told it."""
    try:
        print(ident, flush=True)
    except OSError as error:
        drop_output()
        raise KnownError(
            f"The {what} was stored, its id is {ident}. Only standard output failed ({error.strerror or error}); "
            "doing it again would store it twice."
        ) from error


def drop_output() -> None:
    """What is still buffered must not be tried again at the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
