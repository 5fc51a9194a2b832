"""Scripts for which this system has no font: their words would stand as boxes, so the reader says it."""

import re
from functools import cache

from PySide6.QtGui import QFontDatabase

_System = QFontDatabase.WritingSystem
# Name, a stretch of Unicode that only this script has, how Qt calls it.
SCRIPTS = (
    ("Arabic and Urdu", "\u0620-\u06d3", _System.Arabic),
    ("Hebrew", "\u05d0-\u05ea", _System.Hebrew),
    ("Devanagari (Hindi, Marathi)", "\u0904-\u0939", _System.Devanagari),
    ("Bengali", "\u0985-\u09b9", _System.Bengali),
    ("Gurmukhi", "\u0a05-\u0a39", _System.Gurmukhi),
    ("Gujarati", "\u0a85-\u0ab9", _System.Gujarati),
    ("Tamil", "\u0b85-\u0bb9", _System.Tamil),
    ("Telugu", "\u0c05-\u0c39", _System.Telugu),
    ("Kannada", "\u0c85-\u0cb9", _System.Kannada),
    ("Malayalam", "\u0d05-\u0d39", _System.Malayalam),
    ("Sinhala", "\u0d85-\u0dc6", _System.Sinhala),
    ("Thai", "\u0e01-\u0e30", _System.Thai),
    ("Lao", "\u0e81-\u0eb0", _System.Lao),
    ("Tibetan", "\u0f40-\u0f6c", _System.Tibetan),
    ("Myanmar", "\u1000-\u102a", _System.Myanmar),
    ("Georgian", "\u10d0-\u10fa", _System.Georgian),
    ("Khmer", "\u1780-\u17b3", _System.Khmer),
    ("Armenian", "\u0531-\u0586", _System.Armenian),
    ("Korean", "\uac00-\ud7a3", _System.Korean),
    ("Japanese", "\u3041-\u30fa", _System.Japanese),
)


def without_font(text: str) -> list[str]:
    """Names of the scripts that the text has and no installed font can show."""
    if text.isascii():
        return []
    return [name for name, letters, system in SCRIPTS if re.search(f"[{letters}]", text) and not _has_font(system)]


@cache
def _has_font(system: QFontDatabase.WritingSystem) -> bool:
    return bool(QFontDatabase.families(system))


def note(text: str) -> str:
    """A sentence for the person, or "" when every script can be shown."""
    missing = without_font(text)
    if not missing:
        return ""
    scripts = " or ".join(missing) if len(missing) < 3 else f"{', '.join(missing[:-1])} or {missing[-1]}"
    return f"This system has no font for {scripts}, so such words stand as boxes; install one (Noto Sans, for example)."
