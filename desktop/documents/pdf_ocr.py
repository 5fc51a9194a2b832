"""Recognises the words of pages that are pictures, with MuPDF's own Tesseract and the installed languages."""

import os
import time
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from desktop.documents.pdf_library import library, trouble
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
HOW = "Where Tesseract is installed, words can be recognised from pictures: read it again with recognition of text."


@cache
def tessdata() -> Path | None:
    """The folder of an installed Tesseract's languages; asked first before the process is shut in."""
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
        """In points of the page as shown; empty when it can't be recognised."""
        if time.monotonic() > self._until:
            self.note = f"Recognition stopped after {SECONDS:.0f} seconds; the pages behind have no words."
            return []
        try:
            found = self._seen(page, flags)
        except trouble() as error:
            self.note = f"Recognition failed ({error})."
            return []
        self.recognised += bool(found)
        return found

    def _seen(self, page: Any, flags: int) -> list[Found]:
        """A picture of the page as shown goes to Tesseract, so that turned pages are read upright."""
        picture = page.get_pixmap(dpi=SHARPNESS, alpha=False)
        layer = library().open("pdf", picture.pdfocr_tobytes(language=self._languages, tessdata=str(self._folder)))
        scale = page.rect.width / layer[0].rect.width
        words = layer[0].get_text("words", flags=flags)
        return [(x0 * scale, y0 * scale, x1 * scale, y1 * scale, *rest) for x0, y0, x1, y1, *rest in words]

    def _obstacle(self) -> str:
        if self._folder is None:
            return "Pictures of text were not recognised, because Tesseract with its languages is not installed."
        missing = [one for one in self._languages.split("+") if one not in _languages(self._folder)]
        known = ", ".join(one for one in _languages(self._folder) if one != "osd")
        return f"Tesseract has no language “{missing[0]}” here, only {known}." if missing else ""
