"""The text view: positions are code points, a hand picks what it points at, and marks move no word."""

from collections.abc import Sequence
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.documents import format_for
from desktop.documents.base import Block, Reading
from desktop.ui import theme
from desktop.ui.views import text_paint
from desktop.ui.views.base import Mark, Shown
from desktop.ui.views.text_view import TextView

EMOJI = "We promise 😀👩‍👩‍👧 a port. It opens in 👍🏽 June. Nobody pays.\nA second line with 𠮷 in it.\n"
URDU = "وزیرِاعظم نے وعدہ کیا کہ IMF کا قرض جون 2026 تک واپس ہوگا۔ یہ ایک وعدہ ہے۔\nدوسری سطر یہاں ہے۔\n"
JAPANESE = "総理大臣は来年度までに関税を引き下げると約束した。投資家はリスクを懸念している。\n二行目です。\n"
TEXTS = {"emoji": EMOJI, "urdu": URDU, "japanese": JAPANESE}


@pytest.fixture
def look(qapp: QApplication) -> None:
    theme.apply(qapp, "light")


@pytest.fixture
def view(qtbot: QtBot, look: None) -> TextView:
    made = TextView()
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    qtbot.waitExposed(made)
    return made


def show(view: TextView, text: str, blocks: Sequence[Block] | None = None) -> None:
    reading = format_for("a.txt", text.encode()).read(text.encode(), "a.txt")
    made = Reading("", list(blocks) if blocks is not None else reading.blocks, reading.turns)
    view.show_document(Shown("v1", reading.text, made))
    view.setFocus()
    QApplication.processEvents()


def mark(start: int, end: int, ident: str = "c1", kind: str = "promise") -> Mark:
    return Mark(ident, kind, "diamond", "solid", start, end, f"{kind} {ident}")


def stretch(text: str, words: str) -> tuple[int, int]:
    at = text.index(words)
    return at, at + len(words)


def point(view: TextView, position: int, *, into: bool = True) -> QPoint:
    """On the left half of the character (where the text runs to the right), or at its edge."""
    cursor = view.textCursor()
    cursor.setPosition(view._units.to_qt(position))
    rect = view.cursorRect(cursor)
    return rect.center() + QPoint(2 if into else 0, 0)


def drag(
    view: TextView, start: QPoint, end: QPoint, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, keys, start)
    for step in range(1, 5):
        QTest.mouseMove(view.viewport(), start + (end - start) * step / 4)
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, keys, end)


# ── positions ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_what_is_selected_is_what_was_asked_for(view: TextView, text: str) -> None:
    show(view, text)
    for start, end in ((0, 4), (11, 20), (len(text) - 5, len(text) - 1)):
        view.select(start, end)
        assert view.selection() == (start, end)
        shown = view.textCursor().selectedText().replace("\u2029", "\n")
        assert shown == text[start:end]
        view.set_caret(end)
        assert (view.caret(), view.selection()) == (end, None)


def test_windows_line_ends_shift_nothing(view: TextView) -> None:
    show(view, "First line 😀.\r\nSecond line.\r\nThird line.\r\n")
    clean = "First line 😀.\nSecond line.\nThird line.\n"
    view.select(*stretch(clean, "Third"))
    assert view.textCursor().selectedText() == "Third"


@pytest.mark.parametrize(
    ("text", "at", "sentence"),
    [
        (EMOJI, "opens", "It opens in 👍🏽 June."),
        (EMOJI, "👩", "We promise 😀👩‍👩‍👧 a port."),
        (JAPANESE, "関税", "総理大臣は来年度までに関税を引き下げると約束した。"),
        (URDU, "یہ", "یہ ایک وعدہ ہے۔"),
        ("Mr. Smith met Dr. J. Quay, No. 4. They agreed, e.g. on dues.\n", "Quay", "Mr. Smith met Dr. J. Quay, No. 4."),
    ],
)
def test_the_sentence_at_the_caret(view: TextView, text: str, at: str, sentence: str) -> None:
    show(view, text)
    start, end = view.boundaries().sentence(text.index(at))
    assert text[start:end] == sentence


# ── keys ─────────────────────────────────────────────────────────────────────────────────────────────


def test_shift_and_arrows_grow_and_shrink_by_word(view: TextView, qtbot: QtBot) -> None:
    show(view, EMOJI)
    view.select(*stretch(EMOJI, "It"))
    shift = Qt.KeyboardModifier.ShiftModifier
    with qtbot.waitSignal(view.passage_selected) as told:
        QTest.keyClick(view, Qt.Key.Key_Right, shift)
    assert chosen(view, EMOJI) == "It opens"
    assert told.args == list(stretch(EMOJI, "It opens"))
    QTest.keyClick(view, Qt.Key.Key_Right, shift)
    QTest.keyClick(view, Qt.Key.Key_Right, shift)
    assert chosen(view, EMOJI) == "It opens in 👍🏽"
    QTest.keyClick(view, Qt.Key.Key_Left, shift)
    assert chosen(view, EMOJI).rstrip() == "It opens in"


def test_alt_and_shift_move_the_start(view: TextView) -> None:
    show(view, EMOJI)
    view.select(*stretch(EMOJI, "opens in"))
    keys = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.AltModifier
    QTest.keyClick(view, Qt.Key.Key_Left, keys)
    assert chosen(view, EMOJI) == "It opens in"
    QTest.keyClick(view, Qt.Key.Key_Right, keys)
    assert chosen(view, EMOJI).lstrip() == "opens in"


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_growing_to_the_end_of_the_text_and_back_to_the_start(view: TextView, text: str) -> None:
    show(view, text)
    forward, back = Qt.Key.Key_Right, Qt.Key.Key_Left
    if text is URDU:
        forward, back = back, forward
    view.select(0, 1)
    ends = []
    for _ in range(80):
        QTest.keyClick(view, forward, Qt.KeyboardModifier.ShiftModifier)
        ends.append((view.selection() or (0, 0))[1])
    assert ends == sorted(ends)
    assert ends[-1] >= len(text.rstrip())
    view.select(len(text) - 3, len(text) - 1)
    starts = []
    for _ in range(80):
        QTest.keyClick(view, back, Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.AltModifier)
        starts.append((view.selection() or (0, 0))[0])
    assert starts == sorted(starts, reverse=True)
    assert starts[-1] == 0


def test_plain_arrows_read_and_letters_are_left_to_the_window(view: TextView) -> None:
    show(view, EMOJI)
    view.set_caret(0)
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.caret() == 1
    QTest.keyClick(view, Qt.Key.Key_1)
    QTest.keyClick(view, Qt.Key.Key_X)
    assert view.toPlainText() == EMOJI


# ── the mouse ────────────────────────────────────────────────────────────────────────────────────────


def test_a_drag_snaps_to_whole_words(view: TextView, qtbot: QtBot) -> None:
    show(view, EMOJI)
    start = point(view, EMOJI.index("opens") + 2)
    end = point(view, EMOJI.index("June") + 2)
    with qtbot.waitSignal(view.passage_selected) as told:
        drag(view, start, end)
    assert chosen(view, EMOJI) == "opens in 👍🏽 June"
    assert told.args == list(stretch(EMOJI, "opens in 👍🏽 June"))


def test_a_drag_from_right_to_left_takes_the_same_words(view: TextView) -> None:
    show(view, EMOJI)
    drag(view, point(view, EMOJI.index("June") + 2), point(view, EMOJI.index("opens") + 2))
    assert chosen(view, EMOJI) == "opens in 👍🏽 June"


def test_with_alt_a_drag_takes_characters(view: TextView) -> None:
    show(view, EMOJI)
    first, last = EMOJI.index("opens") + 2, EMOJI.index("June") + 2
    drag(view, point(view, first, into=False), point(view, last, into=False), Qt.KeyboardModifier.AltModifier)
    assert view.selection() == (first, last)


def test_ctrl_drag_and_ctrl_click_give_one_more_stretch(view: TextView, qtbot: QtBot) -> None:
    show(view, EMOJI)
    ctrl = Qt.KeyboardModifier.ControlModifier
    with qtbot.waitSignal(view.stretch_added) as told:
        drag(view, point(view, EMOJI.index("Nobody") + 2), point(view, EMOJI.index("pays") + 2), ctrl)
    assert told.args == list(stretch(EMOJI, "Nobody pays"))
    view.set_caret(0)
    with qtbot.waitSignal(view.stretch_added) as told:
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, ctrl, point(view, EMOJI.index("opens") + 1))
    assert told.args == list(stretch(EMOJI, "It opens in 👍🏽 June."))


def test_a_click_picks_the_innermost_mark(view: TextView, qtbot: QtBot) -> None:
    show(view, EMOJI)
    outer, inner = (
        mark(*stretch(EMOJI, "It opens in 👍🏽 June"), "outer"),
        mark(*stretch(EMOJI, "opens"), "inner", "risk"),
    )
    view.set_marks([outer, inner])
    for at, ident in ((EMOJI.index("opens") + 2, "inner"), (EMOJI.index("June") + 1, "outer")):
        with qtbot.waitSignal(view.mark_clicked) as told:
            QTest.mouseClick(
                view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point(view, at)
            )
        assert told.args == [ident]


def test_a_click_beside_all_marks_picks_none(view: TextView, qtbot: QtBot) -> None:
    show(view, EMOJI)
    view.set_marks([mark(*stretch(EMOJI, "opens"))])
    with qtbot.assertNotEmitted(view.mark_clicked):
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point(view, EMOJI.index("Nobody") + 2))


def test_lanes_in_the_margin_can_be_clicked(view: TextView, qtbot: QtBot) -> None:
    show(view, EMOJI)
    marks = [mark(*stretch(EMOJI, "It opens"), "a"), mark(*stretch(EMOJI, "in 👍🏽 June"), "b", "risk")]
    view.set_marks(marks)
    view.viewport().repaint()
    places = [view._painting.lane_rect(m, view.runs(m.start, m.end)) for m in marks]
    assert not places[0].intersects(places[1])  # on one line, in two lanes
    for made, place in zip(marks, places, strict=True):
        assert place.right() < view.left()
        with qtbot.waitSignal(view.mark_clicked) as told:
            QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place.center().toPoint())
        assert told.args == [made.id]


# ── painting ─────────────────────────────────────────────────────────────────────────────────────────


def test_marks_move_no_word(view: TextView) -> None:
    text = "\n".join([f"Line {n}: the port will open in June, they say." for n in range(200)]) + "\n"
    show(view, text)
    view.verticalScrollBar().setValue(900)
    before, at = places(view), view.verticalScrollBar().value()
    view.set_marks([mark(n * 40, n * 40 + 30, f"c{n}") for n in range(150)])
    view.set_current("c3")
    view.set_found([(10, 20)], 0)
    view.viewport().repaint()
    assert places(view) == before
    assert view.verticalScrollBar().value() == at


@pytest.mark.parametrize("words", ["IMF", "وعدہ", "قرض جون 2026 تک", "2026", "وزیرِاعظم نے وعدہ", "کا"])
def test_a_mark_lies_on_its_words_in_a_text_from_right_to_left(view: TextView, words: str) -> None:
    show(view, URDU)
    assert_on_the_words(view, URDU, *stretch(URDU, words))


@pytest.mark.parametrize(
    ("text", "words"),
    [(EMOJI, "a port"), (EMOJI, "👩‍👩‍👧 a"), (EMOJI, "𠮷 in"), (JAPANESE, "関税を"), (JAPANESE, "約束した。")],
)
def test_a_mark_lies_on_its_words(view: TextView, text: str, words: str) -> None:
    show(view, text)
    assert_on_the_words(view, text, *stretch(text, words))


def test_a_mark_over_several_lines_has_a_run_on_each(view: TextView) -> None:
    text = "word " * 200 + "end.\n"
    show(view, text)
    runs = view.runs(0, 500)
    assert len(runs) > 3
    assert all(later.rect.top() > run.rect.top() for run, later in pairwise(runs))
    ends = [view.cursorRect(at(view, view.cursorForPosition(run.rect.center().toPoint()).position())) for run in runs]
    assert len({rect.top() for rect in ends}) == len(runs)


def test_the_ground_is_painted_behind_the_words(view: TextView) -> None:
    show(view, EMOJI)
    view.clearFocus()
    start, end = stretch(EMOJI, "It opens")
    view.set_marks([mark(start, end)])
    image = grabbed(view)
    ground = theme.current().colour("promise_rest")
    (run,) = view.runs(start, end)
    assert share(image, run.rect, ground) > 0.5
    assert share(image, run.rect.translated(run.rect.width() + 60, 0), ground) == 0


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_the_first_and_the_last_line_in_sight_show_their_marks(view: TextView, text: str) -> None:
    line = text.split("\n")[0]
    show(view, f"{line}\n" * 40)
    view.set_marks([mark(n * (len(line) + 1), n * (len(line) + 1) + len(line), f"c{n}") for n in range(40)])
    for value in (0, 333, view.verticalScrollBar().maximum()):
        view.verticalScrollBar().setValue(value)
        seen = {m.id for m in view._marks.between(*view._visible())}
        height = view.viewport().height()
        for made in view._marks:
            top, bottom = (
                view.runs(made.start, made.end)[0].rect.top() - value,
                view.runs(made.start, made.end)[-1].rect.bottom() - value,
            )
            if bottom > 0 and top < height:
                assert made.id in seen, (value, made.id)


def test_with_ten_thousand_marks_only_those_in_sight_are_laid_out(
    view: TextView, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "The port will open in June, they say, and no dues are paid.\n" * 10_000
    show(view, text, [Block(n * 60, n * 60 + 59) for n in range(10_000)])
    view.clearFocus()  # else the sentence at the caret is asked for too
    asked: list[int] = []
    real = text_paint.runs

    def counted(document: object, start: int, end: int, scale: float) -> object:
        asked.append(start)
        return real(document, start, end, scale)  # type: ignore[arg-type]

    monkeypatch.setattr(text_paint, "runs", counted)
    view.set_marks([mark(n * 60, n * 60 + 30, f"c{n}") for n in range(10_000)])
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum() // 2)
    view.viewport().repaint()
    assert 0 < len(asked) < 200
    first, last = view._visible()
    assert all(first - 120 <= at <= last for at in asked)


def test_found_words_are_shown_and_revealed(view: TextView) -> None:
    text = "A line of words.\n" * 300 + "Here is gullfoss at last.\n"
    show(view, text)
    view.clearFocus()
    start, end = stretch(text, "gullfoss")
    view.set_found([(start, end)], 0)
    view.reveal(start, end)
    (run,) = view.runs(start, end)
    top = run.rect.top() - view.verticalScrollBar().value()
    assert 0 < top < view.viewport().height()
    assert (
        share(grabbed(view), run.rect.translated(0, -view.verticalScrollBar().value()), theme.current().colour("find"))
        > 0.4
    )
    value = view.verticalScrollBar().value()
    view.reveal(start, end)
    assert view.verticalScrollBar().value() == value  # in sight: nothing moves


def test_a_place_comes_back_to_the_pixel(view: TextView) -> None:
    show(view, "A line of words.\n" * 300)
    view.set_caret(170)
    view.verticalScrollBar().setValue(1234)
    place = view.place()
    show(view, EMOJI)
    show(view, "A line of words.\n" * 300)
    view.restore(place)
    assert (view.verticalScrollBar().value(), view.caret()) == (1234, 170)


def test_larger_letters_keep_the_caret_and_the_marks(view: TextView) -> None:
    show(view, EMOJI)
    view.set_marks([mark(*stretch(EMOJI, "opens"))])
    view.set_caret(30)
    view.zoom_in()
    assert (view.setting.size, view.caret()) == (18, 30)
    assert_on_the_words(view, EMOJI, *stretch(EMOJI, "opens"))


@pytest.mark.parametrize("text", ["", "\n", "\n\n  \n", "😀", "   x"])
def test_very_short_texts_are_no_trouble(view: TextView, text: str) -> None:
    view.show_document(Shown("v1", text, Reading("", [])))
    view.set_marks([mark(0, len(text))] if text else [])
    view.viewport().repaint()
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
        for keys in (
            Qt.KeyboardModifier.ShiftModifier,
            Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.AltModifier,
        ):
            QTest.keyClick(view, key, keys)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(300, 40))
    drag(view, QPoint(100, 30), QPoint(300, 60))
    assert 0 <= view.caret() <= len(text)


# ── means ────────────────────────────────────────────────────────────────────────────────────────────


def chosen(view: TextView, text: str) -> str:
    start, end = view.selection() or (0, 0)
    return text[start:end]


def places(view: TextView) -> list[QRectF]:
    found, block = [], view.document().firstBlock()
    while block.isValid():
        found.append(view.document().documentLayout().blockBoundingRect(block))
        block = block.next()
    return found


def at(view: TextView, unit: int) -> QTextCursor:
    cursor = view.textCursor()
    cursor.setPosition(unit)
    return cursor


def assert_on_the_words(view: TextView, text: str, start: int, end: int) -> None:
    """The runs reach from the edge of the first character to that of the last, as the caret sees them, and no farther."""
    runs = view.runs(start, end)
    units = range(view._units.to_qt(start), view._units.to_qt(end) + 1)
    inside = [QPointF(view.cursorRect(at(view, unit)).center()).x() for unit in units[1:-1]] or [
        (QPointF(view.cursorRect(at(view, units[0])).center()).x())
    ]
    left, right = min(r.rect.left() for r in runs), max(r.rect.right() for r in runs)
    assert sum(r.rect.width() for r in runs) > 4 * (end - start) / 2
    assert all(left - 3 <= x <= right + 3 for x in inside)
    for run in runs:  # the middle of each run is one of the words
        hit = view._units.from_qt(
            view.cursorForPosition(run.rect.center().toPoint() - QPoint(0, view.verticalScrollBar().value())).position()
        )
        assert start <= hit <= end
    caret = view.cursorRect(at(view, units[0]))
    assert any(
        run.rect.top() - 8 <= caret.center().y() + view.verticalScrollBar().value() <= run.rect.bottom() + 8
        for run in runs
    )


def grabbed(view: TextView) -> QImage:
    return view.viewport().grab().toImage()


def share(image: QImage, rect: QRectF, colour: QColor) -> float:
    """How much of the rectangle has exactly that colour."""
    box = rect.toRect().intersected(image.rect())
    hits = sum(
        image.pixelColor(x, y).rgb() == colour.rgb()
        for x in range(box.left(), box.right())
        for y in range(box.top(), box.bottom())
    )
    return hits / max(1, box.width() * box.height())


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        ("Ada Quay", 1),
        ("The Honourable Minister of Public Works and Harbours of Estmouth", 2),
        ("Zwischenfinanzierungsgesellschaftsvorsitzende Meier", 2),
        ("内閣総理大臣石破茂内閣総理大臣石破茂内閣総理大臣", 1),
        ("", 0),
    ],
)
def test_a_speaker_takes_whole_lines_that_fit(view: TextView, words: str, lines: int) -> None:
    metrics = QFontMetricsF(theme.font("small", 600))
    shown = text_paint.wrapped(words, 116, metrics)
    assert len(shown) == lines
    assert all(metrics.horizontalAdvance(line) <= 116 for line in shown)
    whole = " ".join(shown)
    assert whole == words or "…" in whole


def test_the_face_of_one_document_is_not_handed_on_to_the_next(view: TextView) -> None:
    show(view, "東京での対話は今年の六月に開かれる。")
    show(view, "We will open the port.")
    fragment = view.document().firstBlock().begin().fragment()
    assert fragment.charFormat().fontFamilies() in (None, [])
