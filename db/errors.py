"""Expected trouble. A `KnownError` is told to the person in its own words; any other exception is a bug of ours."""


class KnownError(Exception):
    """Something that can happen to anybody; `str()` says what happened, to which file, what was kept, what to do."""


class NotAWorkspace(KnownError):
    """The file is something else. It was not changed."""


class NewerWorkspace(KnownError):
    """A newer Followthrough made the file. It was not changed."""


class NotMigrated(KnownError):
    """An older file could not be brought up to today's schema. It was not changed."""


class DamagedWorkspace(KnownError):
    """The file can't be read as it should be. It was not changed."""


class WorkspaceBusy(KnownError):
    """Another program holds the file."""


class NotSaved(KnownError):
    """The disk refused (full, read-only, gone), or a file in the way is kept. What was there is as it was before."""


class RuleBroken(KnownError):
    """A rule of the data was about to be broken; nothing was changed."""


class NotFound(KnownError):
    """No such document, claim, outcome or passage, or more than one."""
