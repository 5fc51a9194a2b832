"""Every part of a chart opens its claims, by keyboard and mouse; figures read as text; no size breaks it."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.ui import theme
from desktop.ui.charts import (
    BarRow,
    Cell,
    Chart,
    DueColumn,
    DueTimeline,
    KeptRate,
    RateRow,
    RiskMatrix,
    Segment,
    StatCard,
    VerdictBars,
    chart_card,
)

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
TODAY = date(2026, 8, 20)
TONES = ("held", "partly", "failed", "open", "none")
IMPACTS = [(name, name.replace("_", " ").capitalize()) for name in ("not_stated", "low", "moderate", "high", "severe")]


def verdicts(count: int) -> Chart:
    made = VerdictBars("Verdicts by actor")
    made.show_rows(
        [
            BarRow(f"Actor {n}", tuple(Segment(t, (n + i) % 4 * 9, (n, t)) for i, t in enumerate(TONES)), n)
            for n in range(count)
        ]
    )
    return made


def rates(count: int) -> Chart:
    made = KeptRate("Kept rate")
    made.show_rows([RateRow(f"Actor {n}", n % 5, n % 5 + n % 30, n, n % 3) for n in range(count)])
    return made


def due(count: int) -> Chart:
    made = DueTimeline("Due dates")
    columns = [DueColumn(date(1900 + n // 12, n % 12 + 1, 1), 1, 1 + n % 3, n % 2, n % 5, n) for n in range(count)]
    made.show_columns(columns, TODAY)
    return made


def risks(count: int) -> Chart:
    made = RiskMatrix("Risks")
    cells = {(row, column): Cell(count, (row, column)) for row, _ in IMPACTS for column, _ in IMPACTS}
    made.show_cells(IMPACTS, IMPACTS, cells)
    return made


CHARTS = (verdicts, rates, due, risks)


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> Iterator[None]:
    theme.apply(qapp, "light")
    yield
    theme.apply(qapp, "light")


@pytest.fixture
def shown(qtbot: QtBot) -> Callable[[Chart], Chart]:
    def show(chart: Chart) -> Chart:
        qtbot.addWidget(chart)
        chart.resize(620, chart.height())
        with qtbot.waitExposed(chart):
            chart.show()
        chart.activateWindow()
        chart.setFocus(Qt.FocusReason.TabFocusReason)
        qtbot.waitUntil(chart.hasFocus)
        return chart

    return show


@pytest.mark.parametrize("build", CHARTS)
def test_the_keyboard_opens_each_part(shown: Callable[[Chart], Chart], build: Callable[[int], Chart]) -> None:
    chart = shown(build(6))
    opened: list[object] = []
    chart.opened.connect(opened.append)
    QTest.keyClick(chart, Qt.Key.Key_Home)
    for _part in chart.parts():
        QTest.keyClick(chart, Qt.Key.Key_Return)
        QTest.keyClick(chart, Qt.Key.Key_Right)
    assert opened == [part.key for part in chart.parts()]
    assert len(opened) >= 6


@pytest.mark.parametrize("build", CHARTS)
def test_the_mouse_opens_each_part(shown: Callable[[Chart], Chart], build: Callable[[int], Chart]) -> None:
    chart = shown(build(6))
    opened: list[object] = []
    chart.opened.connect(opened.append)
    for part in chart.parts():
        QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=part.box.center().toPoint())
    assert opened == [part.key for part in chart.parts()]


def test_drawing_back_before_letting_go_opens_nothing(shown: Callable[[Chart], Chart]) -> None:
    chart = shown(verdicts(3))
    opened: list[object] = []
    chart.opened.connect(opened.append)
    first, last = (chart.parts()[n].box.center().toPoint() for n in (0, -1))
    QTest.mousePress(chart, Qt.MouseButton.LeftButton, pos=first)
    QTest.mouseRelease(chart, Qt.MouseButton.LeftButton, pos=last)
    assert not opened


def test_up_and_down_go_to_the_part_below(shown: Callable[[Chart], Chart]) -> None:
    chart = shown(risks(3))
    QTest.keyClick(chart, Qt.Key.Key_Home)
    QTest.keyClick(chart, Qt.Key.Key_Down)
    assert key_of(chart) == ("low", "not_stated")
    QTest.keyClick(chart, Qt.Key.Key_Right)
    QTest.keyClick(chart, Qt.Key.Key_Up)
    assert key_of(chart) == ("not_stated", "low")
    QTest.keyClick(chart, Qt.Key.Key_Up)
    assert key_of(chart) == ("not_stated", "low")


def test_the_keyboard_stays_at_its_row_when_the_figures_change(shown: Callable[[Chart], Chart]) -> None:
    chart = KeptRate("Kept rate")
    chart.show_rows([RateRow("A", 1, 2, "a"), RateRow("B", 1, 2, "b")])
    shown(chart)
    QTest.keyClick(chart, Qt.Key.Key_End)
    chart.show_rows([RateRow("New", 1, 1, "new"), RateRow("A", 1, 2, "a"), RateRow("B", 2, 2, "b")])
    assert key_of(chart) == "b"


@pytest.mark.parametrize("build", CHARTS)
def test_the_part_with_the_keyboard_has_a_ring_and_is_told(
    shown: Callable[[Chart], Chart], build: Callable[[int], Chart]
) -> None:
    chart = shown(build(6))
    QTest.keyClick(chart, Qt.Key.Key_End)
    part = chart.current_part()
    assert part is not None
    assert chart.accessibleDescription() == part.words
    ring = theme.current().colour("focus").rgb()
    assert count_of(chart.grab().toImage(), ring) > 30
    chart.clearFocus()
    assert count_of(chart.grab().toImage(), ring) == 0


@pytest.mark.parametrize("build", CHARTS)
@pytest.mark.parametrize("count", [1, 20, 2000])
def test_it_paints_and_reads_at_any_size(qtbot: QtBot, build: Callable[[int], Chart], count: int) -> None:
    chart = build(count)
    qtbot.addWidget(chart)
    chart.resize(400, chart.height())
    end = QRect(0, max(0, chart.height() - 400), 400, 400).intersected(chart.rect())
    seen = chart.grab(end).toImage()
    assert different_colours(seen) > 4
    assert chart.as_text().count("\n") + 1 >= min(count, 25)
    for part in chart.parts():
        assert part.box.height() >= 24
        assert part.words


@pytest.mark.parametrize("build", [verdicts, rates, due])
def test_nothing_to_show_is_said(qtbot: QtBot, build: Callable[[int], Chart]) -> None:
    chart = build(0)
    qtbot.addWidget(chart)
    assert chart.as_text().endswith(".")
    assert chart.parts() == ()
    QTest.keyClick(chart, Qt.Key.Key_Return)
    assert different_colours(chart.grab().toImage()) > 4


def test_a_cell_without_risks_opens_nothing(qtbot: QtBot) -> None:
    made = RiskMatrix("Risks")
    qtbot.addWidget(made)
    made.show_cells(IMPACTS, IMPACTS, {("low", "low"): Cell(2, "two"), ("high", "low"): Cell(0, "none")})
    assert [part.key for part in made.parts()] == ["two"]
    assert made.as_text() == "Likelihood low, impact low: 2 risks"


def test_the_smallest_count_beside_two_thousand_can_be_seen_and_hit(qtbot: QtBot) -> None:
    made = VerdictBars("Verdicts")
    qtbot.addWidget(made)
    made.resize(400, 200)
    made.show_rows([BarRow("A", (Segment("held", 2000, "many"), Segment("failed", 1, "one")), "all")])
    one = next(part for part in made.parts() if part.key == "one")
    assert one.box.width() >= 4
    assert one.box.right() <= made.width()


def test_a_rate_is_told_with_its_interval_and_what_cannot_be_rated() -> None:
    assert RateRow("A", 9, 22, "a", 4).spoken() == (
        "A: 9 of 22 kept (41%), 95 % interval 23% to 61%; 4 cannot be rated"
    )
    assert RateRow("B", 0, 0, "b").spoken() == "B: none finally rated"


@pytest.mark.parametrize(
    ("first", "months", "name"),
    [
        (date(2026, 2, 1), 1, "Feb 2026"),
        (date(2026, 1, 1), 3, "Jan–Mar 2026"),
        (date(2026, 7, 1), 6, "Jul–Dec 2026"),
        (date(2026, 1, 1), 12, "2026"),
        (date(2020, 1, 1), 60, "2020–2024"),
    ],
)
def test_a_column_says_which_months_it_holds(first: date, months: int, name: str) -> None:
    assert DueColumn(first, months, 1, 0, 0, None).full_name == name


def test_a_card_opens_its_claims_only_when_there_are_some(qtbot: QtBot) -> None:
    card = StatCard("Overdue")
    qtbot.addWidget(card)
    opened: list[object] = []
    card.opened.connect(opened.append)
    card.show_figure("0", "nothing is late")
    QTest.mouseClick(card, Qt.MouseButton.LeftButton)
    card.show_figure("12", "deadline passed", "late", alert=True)
    QTest.mouseClick(card, Qt.MouseButton.LeftButton)
    QTest.keyClick(card, Qt.Key.Key_Return)
    assert opened == ["late", "late"]
    assert card.accessibleName() == "Overdue: 12 (deadline passed)"


def test_a_card_too_narrow_for_its_words_tells_them_when_pointed_at(qtbot: QtBot) -> None:
    card = StatCard("Kept rate")
    qtbot.addWidget(card)
    card.show_figure("41 %", "24 of 59 finally rated · 95 % interval 29–53 %", "rated")
    card.resize(600, 88)
    card.grab()
    assert card.toolTip() == ""
    card.resize(160, 88)
    card.grab()
    assert "24 of 59 finally rated" in card.toolTip()


def test_fillings_differ_in_grey(qtbot: QtBot) -> None:
    """Without colour every tone still has its own filling."""
    seen = []
    for tone in TONES:
        made = VerdictBars("Verdicts")
        qtbot.addWidget(made)
        made.resize(400, 120)
        made.show_rows([BarRow("", (Segment(tone, 9, tone),), "all")])
        box = next(part.box for part in made.parts() if part.key == tone).toRect()
        image = made.grab(box).toImage().convertToFormat(QImage.Format.Format_Grayscale8)
        seen.append(image.copy(0, 4, 40, 24))
    for number, image in enumerate(seen):
        assert all(image != other for other in seen[number + 1 :])


def test_a_chart_follows_the_theme(qtbot: QtBot, qapp: QApplication) -> None:
    card = chart_card("Verdicts", "Number of claims", verdicts(3))
    qtbot.addWidget(card)
    card.resize(500, 300)
    light = card.grab().toImage()
    theme.apply(qapp, "dark")
    dark = card.grab().toImage()
    assert light.pixelColor(250, 20).lightness() > 200 > 60 > dark.pixelColor(250, 20).lightness()


def key_of(chart: Chart) -> object:
    part = chart.current_part()
    assert part is not None
    return part.key


def count_of(image: QImage, rgb: int) -> int:
    return sum(1 for x in range(image.width()) for y in range(image.height()) if image.pixel(x, y) == rgb)


def different_colours(image: QImage) -> int:
    return len({image.pixel(x, y) for x in range(0, image.width(), 2) for y in range(0, image.height(), 2)})
