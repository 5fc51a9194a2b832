"""How each line of a document is set: headings, lists, scripts, and the speakers' labels that the margin says.

Nothing is formatted into the document: a line is asked about when it comes into sight.
"""

import json
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from math import ceil
from typing import Any

from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextBlock, QTextCharFormat, QTextLayout

from desktop.documents.base import Block, Turn
from desktop.ui import theme
from desktop.ui.views.units import Units

_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]")
_HEBREW = re.compile("[\u0590-\u05ff]")
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
_SCRIPTS = (("Urdu", _ARABIC), ("Hebrew", _HEBREW), ("Japanese", _CJK))
_KEY = "read/setting"
USUAL = 17
"""Pixels of the reading face, to which all other measures here belong."""
SMALLEST, LARGEST = 13, 40
MEASURES = {"narrow": 440, "usual": 568, "wide": 760}
"""Width of a line in pixels at the usual size: 52, 67 and 90 characters on average."""
SPACINGS = {"usual": 1.0, "airy": 1.25, "wide": 1.5}
"""Distance of the lines, of the usual 28 pixels."""


@dataclass(frozen=True)
class Setting:
    """How a person wants to read."""

    size: int = USUAL
    measure: str = "usual"
    spacing: str = "usual"
    face: str = "serif"
    """A name that `theme.reading_face` knows."""
    focus: bool = False
    """Everything but the sentence at the caret steps back."""
    numbers: bool = False
    """Paragraphs are numbered in the margin."""

    @property
    def scale(self) -> float:
        return self.size / USUAL

    @property
    def width(self) -> float:
        return MEASURES.get(self.measure, MEASURES["usual"]) * self.scale

    @property
    def line(self) -> float:
        """Pixels from a line to the next."""
        return 28 * self.scale * SPACINGS.get(self.spacing, 1.0)

    def resized(self, size: int) -> "Setting":
        return replace(self, size=min(LARGEST, max(SMALLEST, size)))

    def toggled(self, name: str) -> "Setting":
        """With "focus" or "numbers" switched on or off."""
        change: dict[str, Any] = {name: not getattr(self, name)}
        return replace(self, **change)


def stored(settings: QSettings) -> Setting:
    """What was chosen last; what makes no sense is left out."""
    try:
        found = json.loads(str(settings.value(_KEY, "{}", str)))
    except (ValueError, RecursionError):  # somebody wrote into the settings
        found = {}
    told = found if isinstance(found, dict) else {}
    usual = asdict(Setting())
    sound = Setting(**{name: told[name] for name in usual if type(told.get(name)) is type(usual[name])})
    return sound.resized(sound.size)


def store(settings: QSettings, setting: Setting) -> None:
    settings.setValue(_KEY, json.dumps(asdict(setting)))


@dataclass(frozen=True)
class Look:
    """How one line of the stored text is set; it may take several lines of the window. Pixels."""

    line: float
    """From one line to the next."""
    top: float = 0.0
    bottom: float = 12.0
    indent: float = 0.0
    first: float = 0.0
    """The first line begins so much farther in."""
    right_to_left: bool = False
    formats: list[QTextLayout.FormatRange] = field(default_factory=list)


class Looks:
    """Answers for the lines of one document; positions are code points."""

    def __init__(self, setting: Setting, units: Units, blocks: Sequence[Block], turns: Sequence[Turn]) -> None:
        self._setting, self._units = setting, units
        self._blocks, self._turns = blocks, turns
        self._block_starts = [block.start for block in blocks]
        self._turn_starts = [turn.start for turn in turns]

    def guessed(self, lengths: Sequence[int], width: float) -> list[float]:
        """Heights before anything is set, from the numbers of characters alone."""
        line, held = self._setting.line, max(8.0, width / (8.3 * self._setting.scale))
        return [line * ceil(length / held) + 12 if length else 4.0 for length in lengths]

    def of(self, line: QTextBlock) -> Look:
        text = line.text()
        if not text.strip():
            return Look(4.0, bottom=0.0)
        start, length = self._units.from_qt(line.position()), line.length() - 1
        end = start + len(text)
        look = self._of_block(self._block_at(start), length)
        if not text.isascii() and (script := _script(text)):
            look = self._of_script(look, script, length)
        turn = self._turn_at(start, end)
        if turn:
            return self._of_turn(look, text[: turn.start - start], self._units.to_qt(turn.start) - line.position())
        follows = self._turn_at(end + 1, end + 2)
        if follows and _is_label(text, follows):
            return self._of_label_line(length)
        return look

    def _block_at(self, position: int) -> Block | None:
        at = bisect_right(self._block_starts, position) - 1
        return self._blocks[at] if at >= 0 and position < self._blocks[at].end else None

    def _turn_at(self, first: int, last: int) -> Turn | None:
        """The turn whose words begin there."""
        at = bisect_left(self._turn_starts, last) - 1
        return self._turns[at] if at >= 0 and first <= self._turns[at].start else None

    def _of_block(self, block: Block | None, length: int) -> Look:
        line = self._setting.line
        if block is None:
            return Look(line)
        if block.kind == "heading":
            return Look(line, top=8, bottom=8, formats=[_format(0, length, self._font("reading_heading"))])
        if block.kind == "quote":
            return Look(line, indent=24)
        if block.kind in ("list_item", "table_row", "cue", "code"):
            return Look(line, bottom=6, indent=16 * block.level)
        return Look(line)

    def _of_script(self, look: Look, script: str, length: int) -> Look:
        font = self._font("reading")
        if families := theme.script_families(script):
            font.setFamilies([*families, *font.families()])
        if script == "Urdu":
            font.setPixelSize(round(20 * self._setting.scale))
        line = look.line * {"Urdu": 36, "Japanese": 30}.get(script, 28) / 28
        formats = [*look.formats, _format(0, length, font)]
        return replace(look, line=line, right_to_left=script in ("Urdu", "Hebrew"), formats=formats)

    def _of_turn(self, look: Look, label: str, length: int) -> Look:
        """The margin says who speaks; the label stays in the text, where it takes no room."""
        if not label:
            return replace(look, top=2.0)
        font = theme.font("micro")
        font.setPixelSize(1)
        hidden = _format(0, length, font)
        hidden.format.setForeground(Qt.GlobalColor.transparent)
        advance = QFontMetricsF(font).horizontalAdvance(label)
        return replace(look, top=2.0, first=-advance, formats=[*look.formats, hidden])

    def _of_label_line(self, length: int) -> Look:
        """A label on a line of its own ("MR. SMITH" above the words) stays to be read, small."""
        shown = _format(0, length, theme.font("micro"))
        shown.format.setForeground(theme.current().colour("text_3"))
        return Look(18.0, bottom=0.0, formats=[shown])

    def _font(self, role: str) -> QFont:
        return reading_font(self._setting, role)


def reading_font(setting: Setting, role: str = "reading") -> QFont:
    font = theme.font(role)
    font.setPixelSize(round(font.pixelSize() * setting.scale))
    if families := theme.reading_face(setting.face):
        font.setFamilies([*families, *font.families()])
    return font


def _is_label(text: str, turn: Turn) -> bool:
    """Does the line say who speaks next, and nothing else? Role, place or time may stand beside the name."""
    words, label = text.casefold().strip(), turn.label.casefold()
    beside = words.removeprefix(label).strip(" :.,-–—")
    bare = not beside or beside[0] in "([" or beside == turn.role.casefold() or not any(map(str.isalpha, beside))
    return bool(label) and words.startswith(label) and bare


def _script(text: str) -> str:
    """The script that a third of the letters belong to and that needs a face of its own."""
    letters = max(1, sum(character.isalpha() for character in text))
    return next((name for name, pattern in _SCRIPTS if len(pattern.findall(text)) > letters / 3), "")


def _format(start: int, length: int, font: QFont) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length = start, length
    look = QTextCharFormat()
    look.setFont(font)
    made.format = look
    return made
