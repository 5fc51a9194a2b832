"""How the words of a document are set: headings, lists, scripts, and the speakers' labels that the margin says."""

import re

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument

from desktop.documents.base import Block, Turn
from desktop.ui import theme
from desktop.ui.views.units import Units

_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]")
_HEBREW = re.compile("[\u0590-\u05ff]")
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff]")


class Setting:
    """Sets one document at one size; positions are code points."""

    def __init__(self, document: QTextDocument, units: Units, size: int) -> None:
        self._document, self._units, self._size = document, units, size

    def set(self, blocks: list[Block], turns: list[Turn]) -> None:
        document = self._document
        document.setDocumentMargin(0)
        document.setDefaultFont(self._font("reading"))
        cursor = QTextCursor(document)
        cursor.beginEditBlock()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.setCharFormat(QTextCharFormat())  # the text edit hands on the face of the document before
        cursor.setBlockFormat(self._block_format(28, bottom=12))
        for block in blocks:
            if block.kind != "paragraph":
                self._format_block(cursor, block)
        self._format_lines(cursor)
        for turn in turns:
            self._hide_label(cursor, turn)
        cursor.endEditBlock()

    def _font(self, role: str) -> QFont:
        font = theme.font(role)
        font.setPixelSize(round(font.pixelSize() * self._size / 17))
        return font

    def _block_format(self, line: float, *, top: float = 0, bottom: float = 0) -> QTextBlockFormat:
        wanted = QTextBlockFormat()
        wanted.setLineHeight(line * self._size / 17, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        wanted.setTopMargin(top)
        wanted.setBottomMargin(bottom)
        return wanted

    def _format_block(self, cursor: QTextCursor, block: Block) -> None:
        cursor.setPosition(self._units.to_qt(block.start))
        cursor.setPosition(self._units.to_qt(block.end), QTextCursor.MoveMode.KeepAnchor)
        if block.kind == "heading":
            look = QTextCharFormat()
            look.setFont(self._font("reading_heading"))
            cursor.mergeCharFormat(look)
            cursor.setBlockFormat(self._block_format(28, top=20, bottom=8))
        elif block.kind in ("list_item", "table_row", "cue", "code"):
            wanted = self._block_format(28, bottom=6)
            wanted.setLeftMargin(16 * block.level)
            cursor.setBlockFormat(wanted)
        elif block.kind == "quote":
            wanted = self._block_format(28, bottom=12)
            wanted.setLeftMargin(24)
            cursor.setBlockFormat(wanted)

    def _format_lines(self, cursor: QTextCursor) -> None:
        """Blank lines are small gaps; lines of other scripts get their faces, sizes and direction."""
        line = self._document.firstBlock()
        while line.isValid():
            text = line.text()
            if not text.strip():
                cursor.setPosition(line.position())
                cursor.setBlockFormat(self._block_format(4))
            elif not text.isascii():
                self._format_script(cursor, line.position(), text)
            line = line.next()

    def _format_script(self, cursor: QTextCursor, at: int, text: str) -> None:
        letters = max(1, sum(character.isalpha() for character in text))
        script = next(
            (name for name, pattern in (("Urdu", _ARABIC), ("Hebrew", _HEBREW), ("Japanese", _CJK))
             if len(pattern.findall(text)) > letters / 3),
            "",
        )  # fmt: skip
        if not script:
            return
        cursor.setPosition(at)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        look = QTextCharFormat()
        font = self._font("reading")
        families = theme.script_families(script)
        if families:
            font.setFamilies([*families, *font.families()])
        if script == "Urdu":
            font.setPixelSize(round(20 * self._size / 17))
        look.setFont(font)
        cursor.mergeCharFormat(look)
        wanted = self._block_format({"Urdu": 36, "Japanese": 30}.get(script, 28), bottom=12)
        if script in ("Urdu", "Hebrew"):
            wanted.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        cursor.setBlockFormat(wanted)

    def _hide_label(self, cursor: QTextCursor, turn: Turn) -> None:
        """The margin says who speaks; the label stays in the text, where it takes no room."""
        line = self._document.findBlock(self._units.to_qt(turn.start))
        before = self._units.to_qt(turn.start) - line.position()
        wanted = self._block_format(28, top=14, bottom=12)
        cursor.setPosition(line.position())
        if before > 0:
            cursor.setPosition(line.position() + before, QTextCursor.MoveMode.KeepAnchor)
            look = QTextCharFormat()
            font = theme.font("micro")
            font.setPixelSize(1)
            look.setFont(font)
            look.setForeground(Qt.GlobalColor.transparent)
            cursor.mergeCharFormat(look)
            wanted.setTextIndent(-QFontMetricsF(font).horizontalAdvance(line.text()[:before]))
        elif line.previous().isValid() and line.previous().text().strip():
            self._shrink_label_line(cursor, turn)
        cursor.setPosition(line.position())
        cursor.setBlockFormat(wanted)

    def _shrink_label_line(self, cursor: QTextCursor, turn: Turn) -> None:
        """A label on a line of its own ("MR. SMITH" above the words) stays to be read, small."""
        line = self._document.findBlock(self._units.to_qt(turn.start)).previous()
        if turn.label and turn.label.casefold() in line.text().casefold():
            cursor.setPosition(line.position())
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
            look = QTextCharFormat()
            look.setFont(theme.font("micro"))
            look.setForeground(theme.current().colour("text_3"))
            cursor.mergeCharFormat(look)
            cursor.setBlockFormat(self._block_format(18, top=12))
