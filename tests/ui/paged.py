"""A document of three pages whose pictures come when the test says so, and the hand that drags over it."""

from array import array
from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.documents.base import Block, Page, PageImage, Reading
from desktop.ui.views.base import Mark, Shown
from desktop.ui.views.page_view import PageView

LEFT = Qt.MouseButton.LeftButton
ALT, CTRL, SHIFT = (
    Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier,
)  # fmt: skip
NONE = Qt.KeyboardModifier.NoModifier
KEY = Qt.Key
PAGES = [
    ["We will build 🏭 plants. They shall open in June.", "The risk is that power stays dear."],
    ["Investors get ten years free of tax.", "Nothing else was said."],
    ["The last page."],
]


class Asked:
    """Stands for the reader of pages: answers when the test says so."""

    def __init__(self) -> None:
        self.waiting: list[tuple[int, float, Callable[[PageImage], None]]] = []
        self.asked: list[int] = []

    def __call__(self, page: int, scale: float, take: Callable[[PageImage], None]) -> None:
        self.waiting.append((page, scale, take))
        self.asked.append(page)

    def answer(self, grey: int = 200) -> None:
        waiting, self.waiting = self.waiting, []
        for page, scale, take in waiting:
            take(picture(page, scale, grey))


def picture(_page: int, scale: float, grey: int) -> PageImage:
    width, height = round(400 * scale), round(300 * scale)
    return PageImage(width, height, bytes([grey]) * (3 * width * height))


def shown(pages: list[list[str]], ask: Asked, version: str = "v1") -> Shown:
    text = ""
    blocks: list[Block] = []
    made: list[Page] = []
    for lines in pages:
        page_start, words, boxes = len(text), array("I"), array("f")
        for row, line in enumerate(lines):
            blocks.append(Block(len(text), len(text) + len(line)))
            x = 0.1
            for word in line.split(" "):
                words.extend((len(text), len(text) + len(word)))
                boxes.extend((x, 0.1 + 0.1 * row, x + 0.015 * len(word), 0.15 + 0.1 * row))
                x += 0.015 * (len(word) + 1)
                text += word + " "
            text = text[:-1] + "\n"
        made.append(Page(page_start, len(text), 400, 300, str(len(made) + 1), words, boxes))
    return Shown(version, text, Reading("", blocks, pages=made), ask)


def app() -> QApplication:
    made = QApplication.instance()
    assert isinstance(made, QApplication)
    return made


def at(view: PageView, words: str, *, end: bool = False) -> QPoint:
    """The middle of the left (or right) edge of these words on the screen."""
    start = view.text().index(words)
    rects = view._rects(view.page_of(start), start, start + len(words))
    rect = (rects[-1] if end else rects[0]).translated(-view._origin())
    return QPoint(round(rect.right()) - 1 if end else round(rect.left()) + 1, round(rect.center().y()))


def drag(view: PageView, start: QPoint, end: QPoint, modifiers: Qt.KeyboardModifier = NONE) -> None:
    port = view.viewport()
    QTest.mousePress(port, LEFT, modifiers, start)
    for point in ((start + end) / 2, end):
        _send(view, QEvent.Type.MouseMove, point, modifiers)
    QTest.mouseRelease(port, LEFT, modifiers, end)


def _send(view: PageView, kind: QEvent.Type, point: QPoint, modifiers: Qt.KeyboardModifier = NONE) -> None:
    port = view.viewport()
    held = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else LEFT
    spot = QPointF(point)
    app().sendEvent(port, QMouseEvent(kind, spot, QPointF(port.mapToGlobal(point)), held, LEFT, modifiers))


def selected(view: PageView) -> str:
    selection = view.selection()
    return view.text()[slice(*selection)] if selection else ""


def span(view: PageView, words: str) -> tuple[int, int]:
    start = view.text().index(words)
    return start, start + len(words)


def mark(view: PageView, name: str, words: str, kind: str = "promise") -> Mark:
    return Mark(name, kind, "diamond", "solid", *span(view, words), title=f"<b>{name}</b>")


def press(view: PageView, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> bool:
    """Was the key taken?"""
    event = QKeyEvent(QEvent.Type.KeyPress, key, modifiers)
    event.ignore()
    view.keyPressEvent(event)
    return event.isAccepted()
