"""Pictures of pages: asked for when looked at, kept up to a number of bytes, dropped when they come too late."""

from collections import OrderedDict
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QImage

from desktop.documents.base import Page, PageImage
from desktop.ui.views.base import AskForPage

AT_MOST = 200 * 1024 * 1024
"""Bytes of pictures kept; what is on the screen is kept whatever it takes."""
PIXELS = 16_000_000
"""A picture is never larger; beyond that it is stretched."""
PAUSE = 40
"""Milliseconds that the same pages must be looked at, so that pages flying past are not drawn; the first are drawn at once."""

Key = tuple[int, float]
"""(page, pixels per point)"""


class PageImages(QObject):
    def __init__(self, arrived: Callable[[], None], at_most: int = AT_MOST) -> None:
        super().__init__()
        self._arrived = arrived
        self._at_most = at_most
        self._ask: AskForPage | None = None
        self._pages: Sequence[Page] = []
        self._document = 0
        self._kept: OrderedDict[Key, QImage] = OrderedDict()
        self._asked: set[Key] = set()
        self._wanted: list[Key] = []
        self._scale = 0.0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self._ask_for_wanted)

    def show_document(self, pages: Sequence[Page], ask: AskForPage | None) -> None:
        self._document += 1
        self._pages, self._ask = pages, ask
        self._kept.clear()
        self._asked.clear()
        self._wanted = []
        self._timer.stop()

    def forget(self) -> None:
        """Nobody looks at them any more; what is on its way is dropped."""
        self.show_document([], None)

    def go_on_with(self, pages: Sequence[Page], ask: AskForPage | None) -> None:
        """The same pages, asked for elsewhere from now on; pictures that are here or on their way stay good."""
        self._pages, self._ask = pages, ask

    def want(self, pages: range, scale: float) -> None:
        """These pages are looked at now, at so many device pixels per point; what was wanted before no longer is."""
        wanted = [self._key(number, scale) for number in pages]
        if wanted != self._wanted:
            self._wanted, self._scale = wanted, scale
            self._timer.start(PAUSE if self._kept or self._asked else 0)

    def image(self, number: int, scale: float) -> tuple[QImage, bool] | None:
        """The picture, and whether it has the size asked for; another size is better than none."""
        key = self._key(number, scale)
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key], key[1] == scale
        other = next((kept for kept in reversed(self._kept) if kept[0] == number), None)
        return (self._kept[other], False) if other else None

    def bytes_kept(self) -> int:
        return sum(image.sizeInBytes() for image in self._kept.values())

    def _key(self, number: int, scale: float) -> Key:
        page = self._pages[number]
        return number, min(scale, (PIXELS / (page.width * page.height)) ** 0.5)

    def _ask_for_wanted(self) -> None:
        for key in self._wanted:
            if self._ask and key not in self._kept and key not in self._asked:
                self._asked.add(key)
                self._ask(key[0], key[1], self._taker(key))

    def _taker(self, key: Key) -> Callable[[PageImage], None]:
        document, scale = self._document, self._scale

        def take(picture: PageImage) -> None:
            if document == self._document:
                self._asked.discard(key)
                if scale == self._scale:
                    self._keep(key, picture)

        return take

    def _keep(self, key: Key, picture: PageImage) -> None:
        stride = 3 * picture.width
        image = QImage(picture.pixels, picture.width, picture.height, stride, QImage.Format.Format_RGB888)
        self._kept[key] = image.convertToFormat(QImage.Format.Format_RGB32)
        spare = [kept for kept in self._kept if kept not in self._wanted]
        kept_bytes = self.bytes_kept()
        for old in spare:
            if kept_bytes <= self._at_most:
                break
            kept_bytes -= self._kept.pop(old).sizeInBytes()
        self._arrived()
