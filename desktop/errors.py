"""Expected trouble outside the data: see `db.errors.KnownError`."""

from db.errors import KnownError


class UnreadableDocument(KnownError):
    """A document that can't be opened. `name` is the file, `reason` a whole sentence for the person."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"“{name}” was not added. {reason}")
        self.name = name
        self.reason = reason


class PasswordNeeded(UnreadableDocument):
    """It opens only with a password; ask the person, never store it."""


class NotReplaced(KnownError):
    """The newer copy of a document, or its own file, can't be read: which document, which file, and why."""

    def __init__(self, title: str, name: str, reason: str, *, again: bool = False) -> None:
        super().__init__(f"“{title}” was not {'read again from' if again else 'replaced by'} “{name}”. {reason}")


class NotUnderstood(KnownError):
    """Words of a command line, a date or a choice that the program does not know (exit code 2)."""
