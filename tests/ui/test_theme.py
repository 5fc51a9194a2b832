"""What is seen can be read: contrast of every pair, signs that differ by shape, words that are never markup."""

import os
import re
from collections.abc import Callable, Iterator
from functools import partial

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontDatabase, QFontInfo, QFontMetrics, QImage, QPainter, QTextDocument
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.claims import Kinds, built_in, colours, forget, kinds, own, use
from desktop.claims.base import Kind
from desktop.paths import resource
from desktop.ui import icons, signs, theme, widgets
from desktop.ui.charts.risk_matrix import heat

THEMES = ("light", "dark")
WORDS, SHAPES = 4.5, 3.0
"""WCAG 2.2 AA: least contrast of small words, and of signs and edges that must be found."""
KINDS = (*(kind.name for kind in kinds()), "evidence")
GROUNDS = ("chrome", "paper", "raised", "selected")
ON_EVERY_GROUND = ("text", "text_2", "text_3", "alert", "focus", *KINDS)
PAIRS = [
    *((ink, ground, WORDS) for ink in ON_EVERY_GROUND for ground in GROUNDS),
    *(("line_strong", ground, SHAPES) for ground in GROUNDS),
    *(("text", f"{kind}_{state}", WORDS) for kind in KINDS for state in ("rest", "hover", "current")),
    *((kind, f"{kind}_current", SHAPES) for kind in KINDS),
    *(("text", ground, WORDS) for ground in ("selection", "hover", "sentence", "chip", "find", "caution_bg")),
    *((ink, "hover", WORDS) for ink in ("text_2", "text_3")),
    *((ink, "sentence", SHAPES) for ink in KINDS),
    ("on_ink", "ink", WORDS), ("on_ink", "held", WORDS), ("alert", "alert_bg", WORDS), ("paper", "failed", WORDS),
    ("held", "raised", SHAPES), ("failed", "raised", SHAPES), ("partly", "raised", SHAPES),
]  # fmt: skip


@pytest.fixture
def look(qapp: QApplication) -> Iterator[QApplication]:
    theme.apply(qapp, "light")
    yield qapp
    theme.apply(qapp, "light")


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize(("ink", "ground", "least"), PAIRS)
def test_every_pair_can_be_read(name: str, ink: str, ground: str, least: float) -> None:
    shown = theme.Theme(name)
    assert contrast(QColor(shown[ink]), QColor(shown[ground])) >= least


@pytest.mark.parametrize("name", THEMES)
def test_a_number_in_the_fullest_cell_of_the_risk_matrix_can_be_read(look: QApplication, name: str) -> None:
    theme.apply(look, name)
    seen = over(heat(1.0), theme.current().colour("raised"))
    assert contrast(theme.current().colour("text"), seen) >= WORDS


def test_contrast_is_computed_as_wcag_says() -> None:
    assert contrast(QColor("#000000"), QColor("#FFFFFF")) == pytest.approx(21)
    assert contrast(QColor("#777777"), QColor("#FFFFFF")) == pytest.approx(4.48, abs=0.01)


def test_switching_the_theme_repaints_with_other_colours_and_says_so(look: QApplication, qtbot: QtBot) -> None:
    light = theme.current().colour("paper")
    with qtbot.waitSignal(theme.now().changed):
        theme.apply(look, "dark")
    assert theme.current().name == "dark"
    assert theme.current().colour("paper") != light
    assert look.palette().base().color() == theme.current().colour("paper")


def test_the_theme_follows_the_system_only_when_asked_to(look: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    theme.apply(look, "system")
    assert theme.current().name == "light"
    monkeypatch.setattr(theme, "_system_is_dark", lambda: True)
    look.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert theme.current().name == "dark"
    theme.apply(look, "light")
    look.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert theme.current().name == "light"


@pytest.mark.parametrize(("percent", "factor"), [(100, None), (130, "1.3"), (5000, "3")])
def test_the_interface_grows_as_a_whole(monkeypatch: pytest.MonkeyPatch, percent: int, factor: str | None) -> None:
    monkeypatch.setattr(os, "environ", {})
    theme.scale_interface(percent)
    assert os.environ.get("QT_SCALE_FACTOR") == factor


def test_a_size_set_for_all_qt_programs_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "environ", {"QT_SCALE_FACTOR": "2"})
    theme.scale_interface(130)
    assert os.environ["QT_SCALE_FACTOR"] == "2"


def test_an_unknown_token_is_an_error_not_black() -> None:
    with pytest.raises(KeyError):
        theme.Theme("light")["teal"]


def test_a_faded_colour_keeps_its_hue() -> None:
    faded = theme.Theme("light").colour("alert", 0.5)
    assert (faded.red(), faded.green(), faded.blue()) == (0xB0, 0x20, 0x3F)
    assert faded.alphaF() == pytest.approx(0.5, abs=0.01)


@pytest.mark.parametrize("name", THEMES)
def test_the_style_sheet_names_no_colour_that_does_not_exist(look: QApplication, name: str) -> None:
    theme.apply(look, name)
    assert "@" not in re.sub(r"/\*.*?\*/", "", look.styleSheet(), flags=re.DOTALL)


def test_the_shipped_faces_are_used(look: QApplication) -> None:
    for role, family, weight in (("body", "Inter", 400), ("strong", "Inter", 600), ("reading", "Source Serif 4", 400)):
        used = QFontInfo(theme.font(role))
        assert (used.family(), used.weight()) == (family, weight)
        assert used.pixelSize() == theme.tokens()["type"][role]["px"]
    assert {"Inter", "Source Serif 4"} <= set(QFontDatabase.families())


def test_changing_a_font_one_was_given_changes_nobody_elses(look: QApplication) -> None:
    mine = theme.font("body")
    mine.setItalic(True)
    assert not theme.font("body").italic()


def test_figures_of_a_column_have_one_width(look: QApplication) -> None:
    tabular = QFontMetrics(theme.font("body", tabular=True))
    assert tabular.horizontalAdvance("111") == tabular.horizontalAdvance("888")


@pytest.mark.parametrize("script", ["Arabic", "Urdu", "Hebrew", "Japanese"])
def test_other_scripts_have_faces_of_their_own(script: str) -> None:
    assert len(theme.script_families(script)) >= 3


def test_every_icon_can_be_drawn_in_the_themes_colours(look: QApplication) -> None:
    for path in resource("icons").glob("*.svg"):
        drawn = icons.pixmap(path.stem, "text_2", 16).toImage()
        assert inked(drawn) > 5, path.stem


def test_kinds_differ_by_shape_alone() -> None:
    ink = QColor("black")
    painted = [
        picture(partial(signs.paint_kind, sign=sign, rect=QRectF(2, 2, 12, 12), colour=ink))
        for sign in ("diamond", "triangle", "plus", "square", *own.SIGNS)
    ]
    assert_distinct(painted)


def test_kinds_differ_by_line_alone() -> None:
    ink = QColor("black")
    painted = [
        picture(partial(signs.underline, line=line, x0=0, x1=16, y=8, colour=ink, weight=1.5))
        for line in dict.fromkeys(("solid", "wave", "dash", "double", *own.LINES))
    ]
    assert_distinct(painted)


@pytest.fixture
def colourful() -> Iterator[list[str]]:
    """A kind of an analyst's in each colour of the palette, and in two that somebody chose; gives their names."""
    pairs = [*colours.PALETTE.values(), colours.pair("#000000"), colours.pair("#6B2FB3")]
    made = [own.made(f"own_{n}", f"Kind {n}", "4", "star", "dots", pair) for n, pair in enumerate(pairs)]
    use("colourful", Kinds((*built_in(), *made)))
    yield [kind.name for kind in made]
    forget("colourful")


@pytest.mark.parametrize("name", THEMES)
def test_kinds_that_analysts_made_can_be_read(colourful: list[str], name: str) -> None:
    shown = theme.Theme(name)
    for kind in colourful:
        colour = shown.colour(kind)
        assert all(contrast(colour, shown.colour(ground)) >= WORDS for ground in GROUNDS), kind
        for state in ("rest", "hover", "current"):
            assert contrast(shown.colour("text"), shown.colour(f"{kind}_{state}")) >= WORDS, (kind, state)
        assert contrast(colour, shown.colour(f"{kind}_current")) >= SHAPES, kind


def test_words_in_the_colour_of_a_kind_follow_it(look: QApplication, colourful: list[str], qtbot: QtBot) -> None:
    theme.follow_kinds()
    made = widgets.label("Warning", tone=colourful[1])
    qtbot.addWidget(made)
    made.ensurePolished()
    assert made.palette().windowText().color() == theme.current().colour(colourful[1])
    theme.apply(look, "dark")
    made.ensurePolished()
    assert made.palette().windowText().color() == QColor(colours.PALETTE["rust"][1])


def test_a_kind_that_is_gone_is_still_painted() -> None:
    assert theme.Theme("light").colour("own_gone_rest") != theme.Theme("light").colour("own_gone")


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.name)
def test_the_verdicts_of_a_kind_differ_without_their_words(kind: Kind) -> None:
    shown = theme.Theme("light")
    pairs = {(verdict.sign, verdict.tone) for verdict in kind.verdicts} | {("clock", "overdue")}
    painted = [
        picture(
            partial(
                signs.paint_verdict, sign=sign, tone=tone, rect=QRectF(1, 1, 14, 14), theme=shown, hole=QColor("white")
            )
        )
        for sign, tone in sorted(pairs)
    ]
    assert_distinct([image.convertToFormat(QImage.Format.Format_Grayscale8) for image in painted])


def test_every_kind_says_a_sign_and_a_line_that_can_be_painted() -> None:
    shown = theme.Theme("light")
    for kind in kinds():
        colour = shown.colour(kind.name)
        painted = picture(partial(signs.paint_kind, sign=kind.sign, rect=QRectF(2, 2, 12, 12), colour=colour))
        assert inked(painted) > 30
        assert kind.line in ("solid", "wave", "dash", "double")


@pytest.mark.parametrize("words", ["<b>bold</b>", "<img src='file:///etc/passwd'>", "a & b", "1 < 2"])
def test_words_of_strangers_are_never_markup(look: QApplication, qtbot: QtBot, words: str) -> None:
    made = widgets.label(words)
    qtbot.addWidget(made)
    assert made.textFormat() == Qt.TextFormat.PlainText
    assert made.text() == words
    tip = QTextDocument()
    tip.setHtml(widgets.plain_tip(words))
    assert tip.toPlainText() == words


def test_a_cut_name_is_whole_in_its_tip_and_accessible_name(look: QApplication, qtbot: QtBot) -> None:
    made = widgets.ElidedLabel("Special Investment Facilitation Council <of> Pakistan")
    qtbot.addWidget(made)
    made.resize(60, 20)
    made.show()
    assert made.accessibleName() == "Special Investment Facilitation Council <of> Pakistan"
    assert "&lt;of&gt;" in made.toolTip()


@pytest.mark.parametrize("look_name", ["primary", "secondary", "link", "chip", "tab", "verdict"])
def test_what_can_be_clicked_is_at_least_24_px_high(look: QApplication, qtbot: QtBot, look_name: str) -> None:
    made = widgets.button("Link an outcome", look_name)
    icon = widgets.icon_button("x", "Dismiss")
    for widget in (made, icon, widgets.SearchField("Find")):
        qtbot.addWidget(widget)
        widget.ensurePolished()
        assert widget.sizeHint().height() >= 24


def test_an_icon_without_a_word_has_a_name(look: QApplication, qtbot: QtBot) -> None:
    made = widgets.icon_button("x", "Dismiss")
    qtbot.addWidget(made)
    assert made.accessibleName() == made.toolTip() == "Dismiss"


@pytest.mark.qt_log_ignore("propagateSizeHints")
@pytest.mark.parametrize("look_name", ["primary", "secondary", "link", "chip", "tab"])
def test_the_keyboard_is_seen_on_every_button(look: QApplication, qtbot: QtBot, look_name: str) -> None:
    other, made = widgets.button("Other"), widgets.button("Link an outcome", look_name)
    host = widgets.row(other, made)
    qtbot.addWidget(host)
    with qtbot.waitExposed(host):
        host.show()
    host.activateWindow()
    other.setFocus(Qt.FocusReason.TabFocusReason)
    before = grabbed(made)
    made.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(made.hasFocus)
    ring = theme.current().colour("focus").rgb()
    assert count_of(grabbed(made), ring) > 30 + count_of(before, ring)


# ── what the tests measure with ──────────────────────────────────────────────────────────────────


def contrast(one: QColor, other: QColor) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def luminance(colour: QColor) -> float:
    def linear(part: int) -> float:
        share = part / 255
        return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)

    return 0.2126 * linear(colour.red()) + 0.7152 * linear(colour.green()) + 0.0722 * linear(colour.blue())


def over(colour: QColor, ground: QColor) -> QColor:
    """What is seen when a faded colour lies on a ground."""
    image = QImage(1, 1, QImage.Format.Format_RGB32)
    image.fill(ground)
    painter = QPainter(image)
    painter.fillRect(0, 0, 1, 1, colour)
    painter.end()
    return image.pixelColor(0, 0)


def picture(paint: Callable[[QPainter], None]) -> QImage:
    image = QImage(16, 16, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    paint(painter)
    painter.end()
    return image


def inked(image: QImage) -> int:
    """Pixels that are neither white nor clear."""
    colours = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return sum(1 for colour in colours if colour.alpha() > 30 and colour.lightness() < 250)


def assert_distinct(painted: list[QImage]) -> None:
    for number, image in enumerate(painted):
        assert inked(image) > 5
        for other in painted[number + 1 :]:
            assert different(image, other) >= 6


def different(one: QImage, other: QImage) -> int:
    """Pixels that differ so much that an eye can tell."""
    places = ((x, y) for x in range(one.width()) for y in range(one.height()))
    return sum(1 for x, y in places if abs(one.pixelColor(x, y).lightness() - other.pixelColor(x, y).lightness()) > 60)


def grabbed(widget: QWidget) -> QImage:
    return widget.grab().toImage()


def count_of(image: QImage, rgb: int) -> int:
    return sum(1 for x in range(image.width()) for y in range(image.height()) if image.pixel(x, y) == rgb)
