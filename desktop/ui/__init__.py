"""The window, and the only Qt."""

import builtins

import PySide6.QtCore  # noqa: F401  (it is this that replaces __import__)

# Qt's binding reads the source of every module that is imported after it, to learn whether `from __feature__ import`
# concerns it. We never use that, and it is a fifth of the time that the data's libraries take to load.
builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
