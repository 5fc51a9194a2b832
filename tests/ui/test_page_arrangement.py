"""How pages lie: one at a time, under each other, side by side, turned. Words, claims and caret go with them."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QSettings, Qt
from PySide6.QtGui import QHelpEvent, QWheelEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.ui import theme
from desktop.ui.panels.page_tools import PageTools
from desktop.ui.views.page_geometry import Box
from desktop.ui.views.page_setting import PageSetting, store, stored
from desktop.ui.views.page_view import PageView
from tests.ui.paged import CTRL, KEY, LEFT, PAGES, Asked, app, at, drag, mark, press, selected, shown, span

ONE, TWO = PageSetting("one", fit="page"), PageSetting("two")


@pytest.fixture
def view(page_view: PageView) -> PageView:
    return page_view


def wheel(view: PageView, notches: int, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    spot = QPointF(view.viewport().rect().center())
    turned, none = QPoint(0, -120 * notches), Qt.MouseButton.NoButton
    phase = Qt.ScrollPhase.NoScrollPhase
    event = QWheelEvent(spot, view.mapToGlobal(spot), QPoint(), turned, none, modifiers, phase, False)
    app().sendEvent(view.viewport(), event)


def test_one_page_at_a_time_shows_no_other_and_the_wheel_turns_over(view: PageView) -> None:
    view.apply_setting(ONE)
    assert list(view._visible()) == [0]
    wheel(view, 1)
    assert list(view._visible()) == [1]
    assert view.page_number() == 2


def test_one_page_at_a_time_a_page_that_is_higher_than_the_view_is_scrolled_to_its_end_first(view: PageView) -> None:
    view.apply_setting(replace(ONE, fit="", zoom=2.0))
    seen = []
    for _key in range(4):
        press(view, KEY.Key_PageDown)
        seen.append((view.page_number(), list(view._visible())))
    assert [number for number, _pages in seen] == [1, 2, 2, 3]
    assert all(pages == [number - 1] for number, pages in seen)


@pytest.mark.parametrize("setting", [ONE, TWO, PageSetting()], ids=["one", "two", "continuous"])
@pytest.mark.parametrize("turn", range(4))
def test_words_are_found_where_they_are_seen(view: PageView, setting: PageSetting, turn: int) -> None:
    view.apply_setting(setting)
    view.set_turn(turn)
    for words in ("plants", "Investors", "last"):
        start, _end = span(view, words)
        view.set_caret(start)
        view.reveal(start, start + 1)
        view.keep_caret_in_sight()
        box = view.box_of(start)
        assert box
        assert view.viewport().rect().contains(box.center().toPoint())
        assert view.position_at(box.center()) in (start, start + 1)


@pytest.mark.parametrize("turn", [1, 2, 3])
def test_on_turned_pages_a_drag_selects_words_and_an_end_of_a_claim_is_held(view: PageView, turn: int) -> None:
    view.set_turn(turn)
    start, end = span(view, "shall open")
    first, last = view._rects(0, start, start + 1)[0], view._rects(0, end - 1, end)[0]
    drag(view, (first.center() - view._origin()).toPoint(), (last.center() - view._origin()).toPoint())
    assert selected(view) == "shall open"
    view.set_marks([mark(view, "c1", "shall open")])
    view.set_current("c1")
    box = view.box_of(end - 1)
    assert box
    knob = {1: box.center() + QPointF(-8, 4), 2: box.center() + QPointF(-4, -8), 3: box.center() + QPointF(8, -4)}
    assert view.ends.over(knob[turn])


def test_lanes_of_facing_pages_stand_outside(view: PageView) -> None:
    view.apply_setting(TWO)
    view.set_marks([mark(view, "left", "Investors"), mark(view, "right", "The last page", "risk")])
    heard: list[str] = []
    view.mark_clicked.connect(heard.append)
    for page, x in ((1, view._stack.rect(1).left() - 16), (2, view._stack.rect(2).right() + 16)):
        view.go_to_page(page + 1)
        rect = view._rects(page, *(view._marks.on(page)[0].mark.start, view._marks.on(page)[0].mark.end))[0]
        QTest.mouseClick(view.viewport(), LEFT, pos=(QPointF(x, rect.top() + 6) - view._origin()).toPoint())
    assert heard == ["left", "right"]


def test_a_cover_stands_alone_and_right_of_the_spine(view: PageView) -> None:
    view.apply_setting(TWO)
    assert [view._stack.row_of(number) for number in range(3)] == [0, 1, 1]
    assert view._stack.on_right(0)
    view.apply_setting(replace(TWO, cover=False))
    assert [view._stack.row_of(number) for number in range(3)] == [0, 0, 1]
    assert view._stack.rect(0).right() < view._stack.rect(1).left()


def test_what_is_read_stays_in_sight_when_pages_are_laid_otherwise_or_turned(view: PageView) -> None:
    view.go_to_page(3)
    view.set_caret(view.text().index("last"))
    for change in (ONE, TWO, PageSetting()):
        view.apply_setting(change)
        rect = view.caret_rect()
        assert rect
        assert view.viewport().rect().contains(rect.center().toPoint())
    view.turn_over()
    rect = view.caret_rect()
    assert rect
    assert view.viewport().rect().contains(rect.center().toPoint())


def test_the_word_under_the_pointer_stays_there_however_pages_lie(view: PageView) -> None:
    for setting, turn in ((TWO, 0), (PageSetting(), 1)):
        view.apply_setting(replace(setting, fit="", zoom=1.5))
        view.set_turn(turn)
        view.go_to_page(2)
        view.scroll_by(40, 40)
        middle = QPointF(view.viewport().rect().center())
        before = view.spot_at(middle)
        wheel(view, -3, CTRL)
        assert (view._stack.point(before) - view._origin() - middle).manhattanLength() <= 2
        assert view.zoom() > 1.5


def test_fit_page_shows_the_whole_page_also_when_the_view_gets_lower(view: PageView) -> None:
    view.apply_setting(ONE)
    for height in (560, 300):
        view.resize(700, height)
        assert view._stack.rect(0).height() <= view.viewport().height()
    view.set_turn(1)
    assert view._stack.rect(0).height() <= view.viewport().height()


def test_the_way_of_looking_is_kept_and_nonsense_is_not(tmp_path: object) -> None:
    settings = QSettings(f"{tmp_path}/s.ini", QSettings.Format.IniFormat)
    store(settings, PageSetting("two", cover=False, fit="", zoom=2.5))
    assert stored(settings) == PageSetting("two", cover=False, fit="", zoom=2.5)
    for nonsense in ('{"arrangement": "circle"}', "[1]", "{", '{"zoom": "big", "fit": 3}'):
        settings.setValue("read/pages", nonsense)
        assert stored(settings) == PageSetting()
    settings.setValue("read/pages", '{"fit": "", "zoom": 900.0}')
    assert stored(settings).zoom == 5.0


def test_a_turned_box_lies_where_the_paper_went() -> None:
    box = Box(0.1, 0.2, 0.3, 0.25)
    assert box.turned(1).y0 == pytest.approx(0.1)
    assert box.turned(1).x1 == pytest.approx(0.8)
    assert [getattr(box.turned(4), name) for name in ("x0", "y0", "x1", "y1")] == pytest.approx([0.1, 0.2, 0.3, 0.25])


def test_a_page_is_typed_as_a_number_or_as_printed(qtbot: QtBot, view: PageView, ask: Asked) -> None:
    theme.apply(app(), "light")
    document = shown(PAGES, ask)
    for sheet, label in zip(document.reading.pages, ("i", "ii", "1"), strict=True):
        object.__setattr__(sheet, "label", label)
    view.show_document(document)
    tools = PageTools()
    qtbot.addWidget(tools)
    tools.show_view(view)
    tools.show_page()
    assert (tools.field.text(), tools._of.text()) == ("i", "(1 of 3)")
    for typed, page in (("ii", 2), ("1", 3), ("II", 2), ("3", 3)):
        tools.field.setText(typed)
        QTest.keyClick(tools.field, KEY.Key_Return)
        assert view.page_number() == page
    tools.field.setText("40")
    QTest.keyClick(tools.field, KEY.Key_Return)
    assert view.page_number() == 3
    assert tools.field.accessibleDescription() == "No page is called “40”. They are counted from 1 to 3."


def test_pages_that_fit_together_are_still_stepped_through(qtbot: QtBot, view: PageView) -> None:
    view.apply_setting(PageSetting(fit="", zoom=0.3))
    tools = PageTools()
    qtbot.addWidget(tools)
    tools.show_view(view)
    seen = []
    for step in (tools.after, tools.after, tools.before, tools.before):
        step.click()
        seen.append(view.page_number())
    assert seen == [2, 3, 2, 1]


def test_a_tool_tip_is_found_on_a_turned_page(view: PageView, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr("desktop.ui.views.page_view.QToolTip.showText", lambda _at, words, _view: said.append(words))
    view.set_marks([mark(view, "c1", "plants")])
    view.set_turn(3)
    point = at(view, "plants")
    app().sendEvent(view.viewport(), QHelpEvent(QEvent.Type.ToolTip, point, view.mapToGlobal(point)))
    assert "c1" in said[0]


@pytest.mark.parametrize("turn", range(4))
def test_a_claim_is_painted_on_its_words_however_the_page_lies(view: PageView, turn: int) -> None:
    view.apply_setting(TWO)
    view.set_turn(turn)
    view.set_marks([mark(view, "c1", "Investors get ten years")])
    view.go_to_page(2)
    view.set_caret(0)  # away, for its sentence has a ground of its own
    rect = view._rects(1, *span(view, "get"))[0].translated(-view._origin())
    there, beside = (
        rect.center().toPoint(),
        (rect.center() + (QPointF(40, 0) if turn % 2 else QPointF(0, 60))).toPoint(),
    )
    after = view.grab().toImage()
    assert after.pixelColor(there) == theme.Theme("light").colour("promise_rest")
    assert after.pixelColor(beside) != after.pixelColor(there)
