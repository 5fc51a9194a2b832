"""The sheets of the page view: they scroll, grow and shrink; what stands on them is the concern of PageView."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from desktop.documents.base import Page
from desktop.ui import theme
from desktop.ui.views.base import AskForPage
from desktop.ui.views.page_images import PageImages
from desktop.ui.views.page_stack import GAP, PER_POINT, Spot, Stack
from desktop.ui.views.scroll_marks import MarkScrollBar

SMALLEST, LARGEST = 0.25, 5.0
STEP = 1.1
FITTED_AT_MOST = 1.5
"""A page in a wide window is not blown up beyond this by itself."""
DARK_PAPER = "#DAD8D3"


class PageSheets(QAbstractScrollArea):
    page_changed = Signal(int)
    """The number of the page that is looked at, from 1."""

    def __init__(self) -> None:
        super().__init__()
        self.setFrameStyle(0)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._bar = MarkScrollBar()
        self.setVerticalScrollBar(self._bar)
        self._stack = Stack([])
        self._images = PageImages(self._repaint)
        self._fitted = True
        self._page = 0
        self._cover: QWidget | None = None
        theme.now().changed.connect(self._repaint)

    # ── pages ────────────────────────────────────────────────────────────────────────────────────

    def page_count(self) -> int:
        return len(self._stack.pages)

    def page_number(self) -> int:
        """Of the page in the upper third of the view, from 1, but the last one at the very end; 0 without pages."""
        if 0 < self._bar.maximum() == self._bar.value():
            return self.page_count()
        return self._stack.page_at(self._origin().y() + self.viewport().height() / 3) + 1 if self._stack.pages else 0

    def zoom(self) -> float:
        """1.0 is the size on paper."""
        return self._stack.scale / PER_POINT

    def zoom_in(self) -> None:
        self._zoom_at(self.zoom() * STEP, self._anchor())

    def zoom_out(self) -> None:
        self._zoom_at(self.zoom() / STEP, self._anchor())

    def fit_width(self) -> None:
        """Stays so when the view gets wider or narrower, until somebody zooms."""
        self._scale_to(self._fitting(), self._anchor())
        self._fitted = True

    # ── inside ───────────────────────────────────────────────────────────────────────────────────

    def _show_pages(self, pages: list[Page], ask: AskForPage | None) -> None:
        self.uncover()
        self._stack = Stack(pages)
        self._stack.view_width = self.viewport().width()
        self._stack.scale = self._fitting()
        self._fitted = True
        self._images.show_document(pages, ask)
        self._set_ranges()
        self._scroll_to(0, 0)

    def _go_on_with(self, pages: list[Page], ask: AskForPage | None) -> None:
        """The same pages, from elsewhere; what is under the anchor stays there should a size differ."""
        point = self._anchor()
        spot, scale = self._stack.spot(self._origin() + point), self._stack.scale
        self._stack = Stack(pages)
        self._stack.view_width, self._stack.scale = self.viewport().width(), scale
        self._images.go_on_with(pages, ask)
        self._keep_at(spot, point)

    def _origin(self) -> QPointF:
        """The point of the stack in the view's top left corner."""
        return QPointF(self.horizontalScrollBar().value(), self._bar.value())

    def _anchor(self) -> QPointF:
        """The point of the view that keeps its place when sizes change; the beginning stays the beginning."""
        return QPointF(self.viewport().width() / 2, self.viewport().height() / 3 if self._bar.value() else GAP)

    def _fitting(self) -> float:
        return min(self._stack.fitting(), FITTED_AT_MOST * PER_POINT)

    def _zoom_at(self, zoom: float, point: QPointF) -> None:
        self._fitted = False
        self._scale_to(min(LARGEST, max(SMALLEST, zoom)) * PER_POINT, point)

    def _scale_to(self, scale: float, point: QPointF) -> None:
        """What is under this point of the view stays there."""
        if not self._stack.pages:
            return
        spot = self._stack.spot(self._origin() + point)
        self._stack.scale = scale
        self._keep_at(spot, point)

    def _keep_at(self, spot: Spot, point: QPointF) -> None:
        self._set_ranges()
        origin = self._stack.point(spot) - point
        self._scroll_to(origin.x(), origin.y())

    def _scroll_to(self, x: float, y: float) -> None:
        self.horizontalScrollBar().setValue(round(x))
        self._bar.setValue(round(y))
        self._repaint()

    def _set_ranges(self) -> None:
        size = self.viewport().size()
        for bar, whole, seen in (
            (self.horizontalScrollBar(), self._stack.width, size.width()),
            (self.verticalScrollBar(), self._stack.height, size.height()),
        ):
            bar.setRange(0, max(0, round(whole) - seen))
            bar.setPageStep(seen)
            bar.setSingleStep(48)

    def _visible(self) -> range:
        top = self._origin().y()
        return self._stack.between(top, top + self.viewport().height())

    def _repaint(self) -> None:
        self.viewport().update()

    def _paint_sheets(self, painter: QPainter) -> None:
        """In the coordinates of the stack."""
        ratio = self.devicePixelRatioF()
        pages = self._visible()
        near = range(max(0, pages.start - 1), min(self.page_count(), pages.stop + 1))
        self._images.want(near, self._stack.scale * ratio)
        for number in pages:
            self._paint_sheet(painter, number, ratio)

    def _paint_sheet(self, painter: QPainter, number: int, ratio: float) -> None:
        rect = self._stack.rect(number)
        painter.fillRect(rect, Qt.GlobalColor.white)
        found = self._images.image(number, self._stack.scale * ratio)
        if found:
            image, exact = found
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not exact)
            source = QRectF(image.rect())
            if exact:  # pixel for pixel, also where rounding made it one pixel larger or smaller
                source &= QRectF(0, 0, rect.width() * ratio, rect.height() * ratio)
            painter.drawImage(QRectF(rect.topLeft(), source.size() / ratio) if exact else rect, image, source)
        if theme.current().name == "dark":
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
            painter.fillRect(rect, QColor(DARK_PAPER))
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        painter.setPen(QPen(theme.current().colour("line"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(rect.adjusted(-0.5, -0.5, 0.5, 0.5))

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        self._repaint()
        number = self.page_number()
        if number != self._page:
            self._page = number
            self.page_changed.emit(number)

    def cover(self, panel: QWidget) -> None:
        """Something stands in the pages' place until a document is shown."""
        self.uncover()
        self._cover = panel
        panel.setParent(self)
        panel.setGeometry(self.viewport().geometry())
        panel.show()

    def uncover(self) -> None:
        if self._cover:
            self._cover.hide()
            self._cover.deleteLater()
        self._cover = None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The line under the caret keeps its height on the screen when panes come and go."""
        super().resizeEvent(event)
        if self._cover:
            self._cover.setGeometry(self.viewport().geometry())
        if not self._stack.pages:
            return
        point = self._anchor()
        spot = self._stack.spot(self._origin() + point)
        self._stack.view_width = self.viewport().width()
        if self._fitted:
            self._stack.scale = self._fitting()
        self._keep_at(spot, point)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._zoom_at(self.zoom() * 1.0015 ** event.angleDelta().y(), event.position())
            event.accept()
        else:
            super().wheelEvent(event)

    def minimumSizeHint(self) -> QSize:
        return QSize(320, 200)
