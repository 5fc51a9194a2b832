"""Recognises the words of pages that are pictures, with MuPDF's own Tesseract and the installed languages."""

import os
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from desktop.documents.pdf_words import Found

# Seconds for all pages of a document, well inside of what a reading may take; dots per inch.
SECONDS = 40.0
SHARPNESS = 200
PLACES = (
    "/usr/share/tesseract-ocr/*/tessdata",
    "/usr/share/tesseract*/tessdata",
    "/usr/share/tessdata",
    "/usr/local/share/tessdata",
    "/opt/homebrew/share/tessdata",
    "C:/Program Files/Tesseract-OCR/tessdata",
)
HOW = "With Tesseract installed and recognition chosen (“Read again with …”), their words can be selected."


def tessdata() -> Path | None:
    """The folder of an installed Tesseract's languages; asked before the process is shut in, and after."""
    named = os.environ.get("TESSDATA_PREFIX", "")
    found = [Path(named), Path(named) / "tessdata"] if named else []
    for place in PLACES:
        anchor, *parts = Path(place).parts
        if Path(anchor).is_absolute():
            found += sorted(Path(anchor).glob("/".join(parts)), reverse=True)
    return next((folder for folder in found if _languages(folder)), None)


def _languages(folder: Path) -> list[str]:
    try:
        return sorted(path.stem for path in folder.glob("*.traineddata"))
    except OSError:
        return []


class Recogniser:
    """Recognises pages as long as its time lasts; `note` says what it could not do."""

    def __init__(self, languages: str) -> None:
        self.note = ""
        self.recognised = 0
        self._folder = tessdata() if languages else None
        self._until = time.monotonic() + SECONDS
        self._languages = languages
        if languages:
            self.note = self._obstacle()

    @property
    def works(self) -> bool:
        return bool(self._languages) and not self.note

    def words(self, page: Any, flags: int) -> Sequence[Found]:
        """Empty when the page can't be recognised."""
        if time.monotonic() > self._until:
            self.note = f"Recognition stopped after {SECONDS:.0f} seconds; the pages behind have no words."
            return []
        try:
            seen = page.get_textpage_ocr(
                flags=flags, language=self._languages, dpi=SHARPNESS, full=True, tessdata=str(self._folder)
            )
            found: Sequence[Found] = page.get_text("words", flags=flags, textpage=seen)
        except (RuntimeError, ValueError, TypeError, OSError, PermissionError) as trouble:
            self.note = f"Recognition failed ({trouble})."
            return []
        self.recognised += bool(found)
        return found

    def _obstacle(self) -> str:
        if self._folder is None:
            return "Pictures of text were not recognised, because Tesseract with its languages is not installed."
        missing = [one for one in self._languages.split("+") if one not in _languages(self._folder)]
        known = ", ".join(one for one in _languages(self._folder) if one != "osd")
        return f"Tesseract has no language “{missing[0]}” here, only {known}." if missing else ""
