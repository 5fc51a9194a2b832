"""Words of our own (help, About) in the type of the window: Qt sets Markdown tight and with headings of its own sizes."""

from PySide6.QtGui import (
    QColor,
    QFont,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextTable,
)  # fmt: skip

from desktop.ui import theme

LINE = 130
"""Per cent of the type's height."""
HEADINGS = {1: ("heading", 0, 8), 2: ("title", 20, 4), 3: ("strong", 12, 2)}
"""By level: role, pixels above and below."""


def set_out(document: QTextDocument, margin: int = 32) -> None:
    """Again after every setMarkdown."""
    document.setDocumentMargin(margin)
    block = document.begin()
    while block.isValid():
        _set_block(block)
        block = block.next()
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            _set_table(frame)


def _set_block(block: QTextBlock) -> None:
    cursor, old = QTextCursor(block), block.blockFormat()
    made = QTextBlockFormat(old)
    in_table = cursor.currentTable() is not None
    made.setLineHeight(100 if in_table else LINE, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    role, above, below = HEADINGS.get(old.headingLevel(), ("", 0, 2 if block.textList() else 8))
    made.setTopMargin(0 if in_table else above)
    made.setBottomMargin(0 if in_table else below)
    cursor.setBlockFormat(made)
    if role:
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        letters = QTextCharFormat()  # a new one: Qt's has a size of its own, relative to the text's
        letters.setFont(theme.font("body" if role == "strong" else role, QFont.Weight.DemiBold.value))
        cursor.setCharFormat(letters)


def _set_table(table: QTextTable) -> None:
    made = table.format()
    made.setBorder(1)
    made.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    made.setBorderCollapse(True)
    made.setBorderBrush(QColor(theme.current().colour("line")))
    made.setCellPadding(6)
    made.setTopMargin(4)
    made.setBottomMargin(12)
    table.setFormat(made)
