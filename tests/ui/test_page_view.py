"""True pages: what a person selects, clicks and sees, by mouse."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QHelpEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolTip
from pytestqt.qtbot import QtBot

from desktop.documents.base import Page, Reading
from desktop.ui import theme
from desktop.ui.views.base import Shown
from desktop.ui.views.page_images import PageImages
from desktop.ui.views.page_view import PageView
from tests.ui.paged import (
    ALT,
    CTRL,
    KEY,
    LEFT,
    NONE,
    PAGES,
    SHIFT,
    Asked,
    _send,
    app,
    at,
    drag,
    mark,
    picture,
    press,
    selected,
    shown,
    span,
)


@pytest.fixture
def view(page_view: PageView) -> PageView:
    return page_view


# ── selecting ────────────────────────────────────────────────────────────────────────────────────


def test_a_drag_selects_whole_words_and_positions_count_code_points(view: PageView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.passage_selected) as said:
        drag(view, at(view, "build") + QPoint(8, 0), at(view, "plants"))
        drag(view, at(view, "plants") + QPoint(8, 0), at(view, "shall") + QPoint(8, 0))
    assert selected(view) == "plants. They shall"
    assert view.selection() == span(view, "plants. They shall")
    assert said.args is not None


def test_with_alt_a_drag_selects_the_letters_that_were_meant(view: PageView) -> None:
    drag(view, at(view, "uild"), at(view, "plan", end=True), ALT)
    assert selected(view) == "uild 🏭 plan"


def test_a_drag_backwards_selects_the_same(view: PageView) -> None:
    drag(view, at(view, "stays", end=True), at(view, "power"))
    assert selected(view) == "power stays"


def test_a_drag_over_a_page_break_selects_on_both_pages(view: PageView) -> None:
    view._scroll_to(0, 200)
    drag(view, at(view, "dear"), at(view, "Investors", end=True))
    assert selected(view) == "dear.\nInvestors"
    assert view._rects(0, *view.selection() or (0, 0))
    assert view._rects(1, *view.selection() or (0, 0))


def test_double_click_takes_the_word_and_a_third_click_the_sentence(view: PageView) -> None:
    said: list[tuple[int, int]] = []
    view.passage_selected.connect(lambda start, end: said.append((start, end)))
    point = at(view, "shall") + QPoint(6, 0)
    QTest.mouseClick(view.viewport(), LEFT, NONE, point)
    _send(view, QEvent.Type.MouseButtonDblClick, point)
    assert selected(view) == "shall"
    QTest.mouseRelease(view.viewport(), LEFT, NONE, point)
    QTest.mousePress(view.viewport(), LEFT, NONE, point)
    assert said[-1] == span(view, "shall"), "the sentence is said when the button is let go"
    QTest.mouseRelease(view.viewport(), LEFT, NONE, point)
    assert selected(view) == "They shall open in June."
    assert said[-1] == span(view, "They shall open in June.")


def test_a_drag_held_below_the_view_scrolls_on(view: PageView, qtbot: QtBot) -> None:
    QTest.mousePress(view.viewport(), LEFT, NONE, at(view, "build"))
    _send(view, QEvent.Type.MouseMove, QPoint(200, view.viewport().height() + 60))
    qtbot.waitUntil(lambda: "The last" in selected(view))
    assert view.verticalScrollBar().value() > 0
    QTest.mouseRelease(view.viewport(), LEFT, NONE, QPoint(200, view.viewport().height() + 60))
    assert not view._pointer._scroller.isActive()


def test_ctrl_drag_adds_a_stretch_and_leaves_the_selection_as_it_was(view: PageView, qtbot: QtBot) -> None:
    view.select(*span(view, "We will"))
    with qtbot.waitSignal(view.stretch_added) as said:
        drag(view, at(view, "power"), at(view, "stays", end=True), CTRL)
    assert tuple(said.args or ()) == span(view, "power stays")
    assert selected(view) == "We will"


def test_ctrl_click_adds_the_sentence(view: PageView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.stretch_added) as said:
        QTest.mouseClick(view.viewport(), LEFT, CTRL, at(view, "open"))
    assert tuple(said.args or ()) == span(view, "They shall open in June.")


def test_shift_click_grows_the_selection_to_the_pointer(view: PageView) -> None:
    QTest.mouseClick(view.viewport(), LEFT, NONE, at(view, "They"))
    QTest.mouseClick(view.viewport(), LEFT, SHIFT, at(view, "open", end=True))
    assert selected(view) == "They shall open"


def test_the_palette_goes_under_the_last_selected_line(view: PageView) -> None:
    assert view.palette_anchor() is None
    view.select(view.text().index("June"), span(view, "The risk")[1])
    anchor = view.palette_anchor()
    assert anchor is not None
    bottom = view.viewport().mapToGlobal(at(view, "The risk"))
    assert anchor.top() < bottom.y() < anchor.bottom()


# ── marks ────────────────────────────────────────────────────────────────────────────────────────


def test_a_click_on_words_sets_the_caret_and_picks_the_innermost_claim(view: PageView, qtbot: QtBot) -> None:
    view.set_marks([mark(view, "outer", "They shall open in June."), mark(view, "inner", "open in")])
    with qtbot.waitSignal(view.mark_clicked) as said:
        QTest.mouseClick(view.viewport(), LEFT, NONE, at(view, "open"))
    assert said.args == ["inner"]
    assert view.caret() == view.text().index("open")
    with qtbot.waitSignal(view.mark_clicked) as said:
        QTest.mouseClick(view.viewport(), LEFT, NONE, at(view, "shall"))
    assert said.args == ["outer"]


def test_a_click_beside_every_mark_picks_none(view: PageView, qtbot: QtBot) -> None:
    view.set_marks([mark(view, "one", "They shall")])
    with qtbot.assertNotEmitted(view.mark_clicked):
        QTest.mouseClick(view.viewport(), LEFT, NONE, at(view, "power"))


def test_a_claim_that_is_covered_is_reached_by_its_lane(view: PageView, qtbot: QtBot) -> None:
    view.set_marks([mark(view, "first", "power stays"), mark(view, "covered", "power stays", "risk")])
    page = view._stack.rect(0)
    y = at(view, "power").y()
    picked: list[str] = []
    view.mark_clicked.connect(picked.append)
    for lane in (0, 1):
        QTest.mouseClick(view.viewport(), LEFT, NONE, QPoint(round(page.left()) - 16 - 14 * lane, y))
    assert sorted(picked) == ["covered", "first"]
    assert view.caret() == view.text().index("power")


@pytest.mark.qt_log_ignore("This plugin does not support raise")
def test_a_tool_tip_shows_the_claim_as_plain_words(view: PageView, qtbot: QtBot) -> None:
    view.set_marks([mark(view, "one", "power stays")])
    point = at(view, "power") + QPoint(5, 0)
    view.viewportEvent(QHelpEvent(QEvent.Type.ToolTip, point, view.viewport().mapToGlobal(point)))
    qtbot.waitUntil(lambda: QToolTip.text() != "")
    assert "&lt;b&gt;one&lt;/b&gt;" in QToolTip.text()
    QToolTip.hideText()


def test_marks_are_seen_on_the_page_and_beside_it(view: PageView, ask: Asked, qtbot: QtBot) -> None:
    before = view.grab().toImage()
    view.set_marks([mark(view, "one", "power stays")])
    after = view.grab().toImage()
    ground = at(view, "power") + QPoint(3, 0)
    assert before.pixelColor(ground) == QColor("white")
    assert after.pixelColor(ground) == theme.current().colour("promise_rest")
    sign = QPoint(round(view._stack.rect(0).left()) - 16, at(view, "power").y() - 4)
    assert before.pixelColor(sign) == theme.current().colour("sunken")
    assert after.pixelColor(sign) == theme.current().colour("promise")


def test_dark_pages_are_grey_paper_with_the_inks_of_the_light_theme(view: PageView) -> None:
    theme.apply(app(), "dark")
    view.set_marks([mark(view, "one", "power stays")])
    seen = view.grab().toImage()
    assert seen.pixelColor(at(view, "We will") - QPoint(20, 20)) == QColor("#DAD8D3")
    ground = seen.pixelColor(at(view, "power") + QPoint(3, 0))
    assert ground.lightness() > 170
    assert ground.blue() > ground.red()


# ── seeing ───────────────────────────────────────────────────────────────────────────────────────


def test_what_is_in_sight_is_not_moved_and_what_is_not_comes_into_the_upper_third(view: PageView) -> None:
    view.reveal(*span(view, "power"))
    assert view.verticalScrollBar().value() == 0
    long = shown([[f"Line {n}."] * 3 for n in range(30)], Asked())
    view.show_document(long)
    view.reveal(*span(view, "Line 20."))
    assert 0 < at(view, "Line 20.").y() < view.viewport().height() / 3
    before = view.verticalScrollBar().value()
    view.reveal(*span(view, "Line 20."))
    assert view.verticalScrollBar().value() == before


def test_the_wheel_with_ctrl_zooms_to_the_pointer(view: PageView) -> None:
    view._scroll_to(0, 120)
    point = at(view, "stays")
    under = view.spot_at(QPointF(point))
    spot = QPointF(point)
    event = QWheelEvent(
        spot, QPointF(view.mapToGlobal(point)), QPoint(), QPoint(0, 480), Qt.MouseButton.NoButton, CTRL,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    before = view.zoom()
    app().sendEvent(view.viewport(), event)
    assert view.zoom() > 1.5 * before
    after = view._stack.point(under) - view._origin()
    assert (after - spot).manhattanLength() <= 2


def test_zoom_goes_in_round_steps_and_back_and_fitting_fills_the_width(view: PageView) -> None:
    before = view.zoom()
    view.zoom_in()
    assert view.zoom() == 1.25 > before
    view.zoom_in()
    assert view.zoom() == 1.5
    view.zoom_out()
    assert view.zoom() == 1.25
    view.actual_size()
    assert view.zoom() == 1
    view.fit_width()
    assert view.zoom() == pytest.approx(before)


def test_fitted_pages_follow_the_width_and_the_beginning_stays_in_sight(view: PageView) -> None:
    before = view.zoom()
    view.resize(560, 560)
    assert view.zoom() < before
    assert view.verticalScrollBar().value() == 0


def test_the_line_under_the_caret_keeps_its_height_when_a_pane_comes(view: PageView) -> None:
    view._scroll_to(0, 200)
    view.set_caret(view.text().index("Investors"))
    before = view.caret_rect()
    view.resize(560, 560)
    after = view.caret_rect()
    assert before
    assert after
    assert abs(after.center().y() - before.center().y()) <= 2


def test_coming_back_shows_the_same_pixels(view: PageView, ask: Asked) -> None:
    view.zoom_in()
    view.set_caret(view.text().index("ten"))
    view._scroll_to(0, 333)
    place, seen = view.place(), view.grab().toImage()
    view.show_document(shown([["Another document."]], ask, "v2"))
    view.show_document(shown(PAGES, ask))
    view.restore(place)
    assert view.caret() == view.text().index("ten")
    assert view.grab().toImage() == seen


def test_coming_back_to_a_narrower_window_fits_the_page_to_it(view: PageView, ask: Asked) -> None:
    place, before = view.place(), view.zoom()
    view.resize(560, 560)
    view.show_document(shown(PAGES, ask))
    view.restore(place)
    assert view.zoom() < before
    assert view.horizontalScrollBar().maximum() == 0


def test_pages_are_counted_from_one_and_gone_to(view: PageView, qtbot: QtBot) -> None:
    assert view.where() == "Page 1 of 3"
    with qtbot.waitSignal(view.page_changed) as said:
        view.go_to_page(2)
    assert said.args == [2]
    assert view.page_number() == 2
    assert view.page_of(view.caret()) == 1


def test_found_words_are_seen(view: PageView) -> None:
    view.set_found([span(view, "power"), span(view, "dear")], 1)
    seen = view.grab().toImage()
    assert seen.pixelColor(at(view, "power") + QPoint(3, 0)) == theme.current().colour("find")
    view.set_found([])
    assert view.grab().toImage().pixelColor(at(view, "power") + QPoint(3, 0)) == QColor("white")


# ── pictures ─────────────────────────────────────────────────────────────────────────────────────


def grey_at(view: PageView) -> int:
    """The paper's lightness where no words are."""
    rect: QRectF = view._stack.rect(0).translated(-view._origin())
    return view.grab().toImage().pixelColor(rect.center().toPoint() + QPoint(0, 40)).lightness()


def test_a_page_is_white_until_its_picture_comes(view: PageView, ask: Asked, qtbot: QtBot) -> None:
    assert grey_at(view) == 255
    qtbot.waitUntil(lambda: 0 in ask.asked)
    ask.answer(grey=200)
    assert grey_at(view) == 200


def test_only_pages_in_sight_and_their_neighbours_are_asked_for(qtbot: QtBot, view: PageView) -> None:
    ask = Asked()
    view.show_document(shown([[f"Page {n}."] for n in range(200)], ask))
    view.go_to_page(100)
    qtbot.waitUntil(lambda: bool(ask.asked))
    assert 99 in ask.asked
    assert all(97 <= page <= 103 for page in ask.asked)


def test_a_picture_of_another_document_is_dropped(view: PageView, ask: Asked, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: bool(ask.waiting))
    view.show_document(shown([["Another."]], Asked(), "v2"))
    ask.answer(grey=100)
    assert grey_at(view) == 255


def test_a_picture_for_another_zoom_is_dropped_and_asked_for_anew(view: PageView, ask: Asked, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: bool(ask.waiting))
    late, ask.waiting = ask.waiting, []
    view.zoom_in()
    qtbot.waitUntil(lambda: bool(ask.waiting))
    for page, scale, take in late:
        take(picture(page, scale, 100))
    assert grey_at(view) == 255
    ask.answer(grey=220)
    assert grey_at(view) == 220


def test_pictures_take_no_more_memory_than_they_may(qtbot: QtBot) -> None:
    ask = Asked()
    images = PageImages(lambda: None, at_most=3_000_000)
    images.show_document(shown([["x"]] * 40, ask).reading.pages, ask)
    for first in range(0, 36, 3):
        images.want(range(first, first + 3), 1.0)
        qtbot.waitUntil(lambda: len(ask.waiting) == 3)
        ask.answer()
        assert images.bytes_kept() <= 3_000_000
    assert images.image(35, 1.0) is not None
    assert images.image(0, 1.0) is None


def test_a_document_without_words_on_its_pages_can_be_looked_at(view: PageView, ask: Asked) -> None:
    page = Page(0, 0, 400, 300, "1")
    view.show_document(Shown("v3", "", Reading("", [], pages=[page]), ask))
    QTest.mouseClick(view.viewport(), LEFT, NONE, QPoint(300, 200))
    for key in (KEY.Key_Down, KEY.Key_Right, KEY.Key_End, KEY.Key_PageDown):
        press(view, key)
    view.reveal(0, 0)
    assert view.selection() is None
    assert view.page_count() == 1
    view.grab()


def test_screen_readers_hear_where_the_caret_is(view: PageView) -> None:
    assert view.accessibleName() == "Document pages"
    view.set_caret(view.text().index("ten years"))
    assert view.accessibleDescription() == "Page 2 of 3. Investors get ten years free of tax."
