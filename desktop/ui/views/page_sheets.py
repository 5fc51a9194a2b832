"""The sheets of the page view: they scroll, grow, shrink, turn and lie one way or another.

What stands on them is the concern of the classes that are made of this one.
"""

from dataclasses import replace

from PySide6.QtCore import QElapsedTimer, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from desktop.documents.base import Page
from desktop.ui import theme
from desktop.ui.views.base import AskForPage
from desktop.ui.views.page_images import PageImages
from desktop.ui.views.page_setting import PageSetting, larger, smaller
from desktop.ui.views.page_stack import GAP, PER_POINT, Spot, Stack
from desktop.ui.views.scroll_marks import MarkScrollBar

FITTED_AT_MOST = 1.5
"""A page in a wide window is not blown up beyond this by itself."""
DARK_PAPER = "#DAD8D3"
REST = 250
"""Milliseconds that a page seen alone stays at least while one scrolls on by mouse."""


class PageSheets(QAbstractScrollArea):
    page_changed = Signal(int)
    """The number of the page that is looked at, from 1."""
    setting_changed = Signal(object)
    """A person wants to see pages so from now on: a `PageSetting`."""
    turned = Signal(int)
    """The pages lie so many quarters clockwise from now on."""

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
        self._setting = PageSetting()
        self._page = 0
        self._went_to: tuple[float, int] | None = None
        """Which page was asked for, as long as the view has not moved since."""
        self._rested = QElapsedTimer()
        self._cover: QWidget | None = None
        theme.now().changed.connect(self._repaint)

    # ── pages ────────────────────────────────────────────────────────────────────────────────────

    def page_count(self) -> int:
        return len(self._stack.pages)

    def page_number(self) -> int:
        """Of the page in the upper third of the view, from 1, but the first and last at the very ends; 0 without pages."""
        if self._went_to and self._went_to[0] == self._bar.value():
            return self._went_to[1]
        if not self._bar.value():
            return min(1, self.page_count())
        if 0 < self._bar.maximum() == self._bar.value():
            return self.page_count()
        return self._stack.page_at(self._origin().y() + self.viewport().height() / 3) + 1 if self._stack.pages else 0

    def page_label(self, number: int) -> str:
        """As printed, of a page counted from 1; "" where it only counts."""
        label = self._stack.pages[number - 1].label if 0 < number <= self.page_count() else ""
        return "" if label == str(number) else label

    def page_named(self, words: str) -> int:
        """The page with this printed number or, failing that, the page counted so; 0 for none."""
        wanted = words.strip().casefold()
        printed = (n for n, page in enumerate(self._stack.pages, 1) if wanted and page.label.casefold() == wanted)
        counted = int(wanted) if wanted.isdecimal() else 0
        return next(printed, counted if counted <= self.page_count() else 0)

    def next_page(self, by: int) -> int:
        """The page one comes to by turning over: side by side it is two further. It may not exist."""
        row = self._stack.row_of(self.page_number() - 1) + by
        return self._stack.in_row(row).start + 1 if row >= 0 else 0

    @property
    def setting(self) -> PageSetting:
        return self._setting

    def apply_setting(self, setting: PageSetting) -> None:
        """What is under the anchor stays there."""
        self._arrange(setting, self._stack.turn, self._eye())

    def choose_setting(self, setting: PageSetting) -> None:
        """The same, wanted by a person."""
        self.apply_setting(setting)
        self.setting_changed.emit(self._setting)

    def turn(self) -> int:
        """Quarters, clockwise."""
        return self._stack.turn

    def set_turn(self, quarters: int) -> None:
        if quarters % 4 != self._stack.turn:
            self._arrange(self._setting, quarters % 4, self._eye())

    def turn_over(self, quarters: int = 1) -> None:
        """All pages, clockwise."""
        self.set_turn(self.turn() + quarters)
        self.turned.emit(self.turn())

    def zoom(self) -> float:
        """1.0 is the size on paper."""
        return self._stack.scale / PER_POINT

    def zoom_in(self) -> None:
        self._zoom_at(larger(self.zoom()), self._anchor())

    def zoom_out(self) -> None:
        self._zoom_at(smaller(self.zoom()), self._anchor())

    def fit(self, what: str) -> None:
        """ "width" or "page": stays so when the view gets wider or narrower, until somebody zooms."""
        self.choose_setting(replace(self._setting, fit=what))

    def fit_width(self) -> None:
        self.fit("width")

    def actual_size(self) -> None:
        self._zoom_at(1.0, self._anchor())

    # ── inside ───────────────────────────────────────────────────────────────────────────────────

    def _show_pages(self, pages: list[Page], ask: AskForPage | None) -> None:
        self.uncover()
        self._stack, self._went_to = self._stacked(pages, self._setting, 0), None
        self._images.show_document(pages, ask)
        self._set_ranges()
        self._scroll_to(0, 0)

    def _go_on_with(self, pages: list[Page], ask: AskForPage | None) -> None:
        """The same pages, from elsewhere; what is under the anchor stays there should a size differ."""
        point = self._anchor()
        spot = self._stack.spot(self._origin() + point)
        self._stack = self._stacked(pages, self._setting, self._stack.turn)
        self._images.go_on_with(pages, ask)
        self._keep_at(spot, point)

    def _stacked(self, pages: list[Page], setting: PageSetting, turn: int) -> Stack:
        made = Stack(pages, setting, turn)
        made.view = self.viewport().size().toSizeF()
        made.scale = self._wanted_scale(made, setting)
        return made

    def _arrange(self, setting: PageSetting, turn: int, point: QPointF) -> None:
        pages = self._stack.pages
        spot = self._stack.spot(self._origin() + point) if pages else None
        self._setting, self._went_to = setting, None
        self._stack = self._stacked(list(pages), setting, turn)
        self._arranged()
        if spot:
            self._keep_at(spot, point)

    def _arranged(self) -> None:
        """The sheets may lie otherwise than before."""

    def _origin(self) -> QPointF:
        """The point of the stack in the view's top left corner."""
        return QPointF(self.horizontalScrollBar().value(), self._stack.settled(self._bar.value()))

    def _anchor(self) -> QPointF:
        """The point of the view that keeps its place when sizes change; the beginning stays the beginning."""
        return QPointF(self.viewport().width() / 2, self.viewport().height() / 3 if self._bar.value() else GAP)

    def _eye(self) -> QPointF:
        """The point that keeps its place when the sheets are laid otherwise."""
        return self._anchor()

    @staticmethod
    def _wanted_scale(stack: Stack, setting: PageSetting) -> float:
        if not setting.fit:
            return setting.zoom * PER_POINT
        return min(stack.fitting(setting.fit), FITTED_AT_MOST * PER_POINT)

    def _zoom_at(self, zoom: float, point: QPointF) -> None:
        """What is under this point of the view stays there."""
        if not self._stack.pages:
            return
        spot = self._stack.spot(self._origin() + point)
        self._setting = self._setting.sized(zoom)
        self._stack.scale = self._setting.zoom * PER_POINT
        self._keep_at(spot, point)
        self.setting_changed.emit(self._setting)

    def _keep_at(self, spot: Spot, point: QPointF) -> None:
        self._set_ranges()
        origin = self._stack.point(spot) - point
        self._scroll_to(origin.x(), origin.y(), spot.page)

    def _scroll_to(self, x: float, y: float, page: int | None = None) -> None:
        """Of pages seen one at a time this one is shown, or the nearest."""
        self.horizontalScrollBar().setValue(round(x))
        self._bar.setValue(round(self._stack.settled(y) if page is None else self._stack.held(page, y)))
        self._repaint()

    def go_by(self, across: float, down: float) -> None:
        """Of pages seen one at a time the next one comes when one is at the edge of this one."""
        origin = self._origin()
        self._scroll_to(origin.x() + across, self._stack.stepped(origin.y(), down))

    def scroll_by(self, across: float, down: float) -> None:
        """The same by mouse, which must not leaf through the whole document at once."""
        before = self._stack.page_at(self._origin().y() + 1)
        after = self._stack.page_at(self._stack.stepped(self._origin().y(), down) + 1)
        leaves = self._stack.single and before != after
        if leaves and self._rested.isValid() and self._rested.elapsed() < REST:
            return
        if leaves:
            self._rested.start()
        self.go_by(across, down)

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

    def _want_pictures(self) -> None:
        """Of the pages in sight and their neighbours."""
        pages = self._visible()
        near = range(max(0, pages.start - 1), min(self.page_count(), pages.stop + 1))
        self._images.want(near, self._stack.scale * self.devicePixelRatioF())

    def _paint_paper(self, painter: QPainter, number: int) -> None:
        """The page held upright, its corner at 0."""
        sheet = self._stack.sheet(number)
        painter.fillRect(sheet, Qt.GlobalColor.white)
        self._paint_picture(painter, number, sheet)
        if theme.current().name == "dark":
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
            painter.fillRect(sheet, QColor(DARK_PAPER))
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)

    def _paint_edge(self, painter: QPainter, number: int) -> None:
        painter.setPen(QPen(theme.current().colour("line"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(self._stack.rect(number).adjusted(-0.5, -0.5, 0.5, 0.5))

    def _paint_picture(self, painter: QPainter, number: int, sheet: QRectF) -> None:
        ratio = self.devicePixelRatioF()
        found = self._images.image(number, self._stack.scale * ratio)
        if not found:
            return
        image, exact = found
        source = QRectF(image.rect())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not exact)
        if exact:  # pixel for pixel, also where rounding made it one pixel larger or smaller
            source &= QRectF(0, 0, sheet.width() * ratio, sheet.height() * ratio)
        painter.drawImage(QRectF(QPointF(0, 0), source.size() / ratio) if exact else sheet, image, source)

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        self._repaint()
        self._tell_page()

    def _tell_page(self) -> None:
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
            self._cover.setParent(None)
            self._cover.deleteLater()
        self._cover = None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The line under the caret keeps its height on the screen when panes come and go."""
        super().resizeEvent(event)
        if self._cover:
            self._cover.setGeometry(self.viewport().geometry())
        point = self._anchor()
        spot = self._stack.spot(self._origin() + point) if self._stack.pages else None
        self._stack.view = self.viewport().size().toSizeF()
        self._stack.scale = self._wanted_scale(self._stack, self._setting)
        if spot:
            self._keep_at(spot, point)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._zoom_at(self.zoom() * 1.0015 ** event.angleDelta().y(), event.position())
            event.accept()
        elif self._stack.single and not event.modifiers() and event.angleDelta().y():
            self.scroll_by(0, event.pixelDelta().y() * -1 or -1.2 * event.angleDelta().y())
            event.accept()
        else:
            super().wheelEvent(event)

    def minimumSizeHint(self) -> QSize:
        return QSize(320, 200)
