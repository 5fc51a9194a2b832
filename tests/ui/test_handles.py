"""The ends of the current claim, in text and on pages: held by mouse or keyboard, told once, never turned over."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.documents.base import Block, Reading
from desktop.ui import theme
from desktop.ui.views.base import Mark, Shown
from desktop.ui.views.boundaries import Boundaries, Kind
from desktop.ui.views.growing import grown
from desktop.ui.views.page_view import PageView
from desktop.ui.views.text_view import TextView
from tests.ui.paged import ALT, CTRL, KEY, LEFT, NONE, PAGES, SHIFT, app

View = TextView | PageView
Told = list[tuple[str, tuple[int, int], tuple[int, int]]]


@pytest.fixture
def text_view(qtbot: QtBot) -> TextView:
    theme.apply(app(), "light")
    made = TextView()
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    qtbot.waitExposed(made)
    lines = [line for page in PAGES for line in page]
    text, blocks = "\n".join(lines) + "\n", list[Block]()
    for line in lines:
        start = blocks[-1].end + 1 if blocks else 0
        blocks.append(Block(start, start + len(line)))
    made.show_document(Shown("v1", text, Reading("", blocks)))
    made.setFocus()
    QApplication.processEvents()
    return made


@pytest.fixture(params=["text", "pages"])
def view(request: pytest.FixtureRequest) -> View:
    """The same words in either view."""
    found: View = request.getfixturevalue("text_view" if request.param == "text" else "page_view")
    return found


@pytest.fixture
def told(view: View) -> Told:
    heard: Told = []
    view.ends_moved.connect(lambda *what: heard.append(what))
    return heard


def words(view: View) -> str:
    return view.boundaries().text


def claim(view: View, *passages: str) -> None:
    """The current one, with the caret in its first passage."""
    places = [(words(view).index(one), words(view).index(one) + len(one)) for one in passages]
    view.set_marks([Mark("c1", "promise", "diamond", "solid", start, end) for start, end in places])
    view.set_current("c1")
    view.set_caret(places[0][0] + 1)


def shown(view: View) -> list[str]:
    return [words(view)[mark.start : mark.end] for mark in view.current_marks()]


def press(view: View, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
    """Without letting go of what is held."""
    app().sendEvent(view, QKeyEvent(QEvent.Type.KeyPress, key, held))


def end_of(view: View, word: str, *, start: bool = False) -> QPoint:
    """The edge of these words, in the view."""
    at = words(view).index(word)
    box = view.box_of(at if start else at + len(word) - 1)
    assert box is not None
    return QPoint(round(box.left() if start else box.right()), round(box.center().y()))


def into(view: View, word: str) -> QPoint:
    box = view.box_of(words(view).index(word) + 1)
    assert box is not None
    return box.center().toPoint()


def send(view: View, kind: QEvent.Type, at: QPoint, held: Qt.KeyboardModifier = NONE) -> None:
    port = view.viewport()
    button = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else LEFT
    app().sendEvent(port, QMouseEvent(kind, QPointF(at), QPointF(port.mapToGlobal(at)), button, LEFT, held))


def hold(view: View, start: QPoint, *through: QPoint, held: Qt.KeyboardModifier = NONE) -> None:
    send(view, QEvent.Type.MouseButtonPress, start, held)
    for at in through:
        send(view, QEvent.Type.MouseMove, at, held)


def let_go(view: View, at: QPoint, held: Qt.KeyboardModifier = NONE) -> None:
    send(view, QEvent.Type.MouseButtonRelease, at, held)


# ── by keyboard ──────────────────────────────────────────────────────────────────────────────────────


def test_shift_and_arrows_move_the_ends_of_the_current_claim_in_one_gesture(view: View, told: Told) -> None:
    claim(view, "shall open")
    press(view, KEY.Key_Right, SHIFT)
    press(view, KEY.Key_Right, SHIFT)
    press(view, KEY.Key_Left, SHIFT | ALT)
    assert shown(view) == ["They shall open in June"]
    assert (view.selection(), told) == (None, [])
    QTest.keyRelease(view, KEY.Key_Shift, SHIFT)
    (moved,) = told
    before, after = (words(view)[slice(*stretch)] for stretch in moved[1:])
    assert (moved[0], before, after) == ("c1", "shall open", "They shall open in June")


def test_ctrl_moves_them_by_characters_and_blanks_are_passed(view: View, told: Told) -> None:
    claim(view, "shall")
    press(view, KEY.Key_Right, SHIFT | CTRL)
    assert shown(view) == ["shall o"]
    press(view, KEY.Key_Left, SHIFT | CTRL)
    press(view, KEY.Key_Left, SHIFT | CTRL)
    press(view, KEY.Key_Right, SHIFT | CTRL | ALT)
    assert shown(view) == ["hal"]


def test_one_word_is_always_left(view: View, told: Told) -> None:
    claim(view, "shall open")
    for _ in range(5):
        press(view, KEY.Key_Left, SHIFT)
    assert shown(view) == ["shall"]
    for _ in range(5):
        press(view, KEY.Key_Right, SHIFT | ALT)
    assert shown(view) == ["shall"]


def test_what_comes_back_to_where_it_was_is_no_step(view: View, told: Told) -> None:
    claim(view, "shall open")
    press(view, KEY.Key_Right, SHIFT)
    press(view, KEY.Key_Left, SHIFT)
    QTest.keyRelease(view, KEY.Key_Shift, SHIFT)
    assert (shown(view), told) == (["shall open"], [])


@pytest.mark.parametrize("how", ["key", "elsewhere", "focus", "other claim"])
def test_a_gesture_ends_with_whatever_comes_next(view: View, told: Told, how: str) -> None:
    claim(view, "shall open")
    press(view, KEY.Key_Right, SHIFT)
    if how == "key":
        press(view, KEY.Key_Down)
    elif how == "elsewhere":
        QTest.mouseClick(view.viewport(), LEFT, NONE, into(view, "risk"))
    elif how == "focus":
        view.clearFocus()
    else:
        view.set_current("")
    assert [after for _id, _before, after in told] == [(told[0][1][0], told[0][1][1] + len(" in"))]


def test_a_gesture_is_given_up(view: View, told: Told) -> None:
    claim(view, "shall open")
    press(view, KEY.Key_Right, SHIFT)
    assert view.ends.cancel()
    assert (shown(view), view.ends.cancel()) == (["shall open"], False)
    QTest.keyRelease(view, KEY.Key_Shift, SHIFT)
    assert told == []


def test_away_from_the_claim_or_with_words_selected_the_selection_grows(view: View, told: Told) -> None:
    claim(view, "shall open")
    view.set_caret(words(view).index("risk"))
    press(view, KEY.Key_Right, SHIFT)
    assert words(view)[slice(*(view.selection() or (0, 0)))] == "risk"
    start = words(view).index("shall")
    view.select(start, start + 5)
    press(view, KEY.Key_Right, SHIFT)
    assert words(view)[slice(*(view.selection() or (0, 0)))] == "shall open"
    assert shown(view) == ["shall open"]


def test_only_the_passage_at_the_caret_moves(view: View, told: Told) -> None:
    claim(view, "build", "power")
    view.set_caret(words(view).index("power"))
    press(view, KEY.Key_Right, SHIFT)
    assert shown(view) == ["build", "power stays"]


def test_in_a_script_that_runs_to_the_left_the_arrows_do_too(text_view: TextView) -> None:
    text = "ہم بندرگاہ کھولیں گے۔\n"
    text_view.show_document(Shown("v2", text, Reading("", [Block(0, len(text) - 1)])))
    text_view.select(3, 10)
    press(text_view, KEY.Key_Left, SHIFT)
    assert (text_view.selection() or (0, 0))[1] > 10
    press(text_view, KEY.Key_Right, SHIFT)
    assert text_view.selection() == (3, 10)


# ── by mouse ─────────────────────────────────────────────────────────────────────────────────────────


def test_an_end_is_dragged_to_whole_words_and_told_when_it_is_let_go(view: View, told: Told) -> None:
    claim(view, "shall open")
    hold(view, end_of(view, "open"), into(view, "in"), into(view, "June"))
    assert (shown(view), told, view.selection()) == (["shall open in June"], [], None)
    let_go(view, into(view, "June"))
    assert [words(view)[slice(*after)] for _id, _before, after in told] == ["shall open in June"]


def test_the_start_is_dragged_too_and_never_over_the_end(view: View, told: Told) -> None:
    claim(view, "shall open")
    hold(view, end_of(view, "shall", start=True), into(view, "They"))
    assert shown(view) == ["They shall open"]
    send(view, QEvent.Type.MouseMove, into(view, "June"))
    assert shown(view) == ["open"]
    let_go(view, into(view, "June"))
    assert len(told) == 1


def test_alt_drags_by_characters(view: View, told: Told) -> None:
    claim(view, "shall open")
    hold(view, end_of(view, "open"), end_of(view, "sha"), held=ALT)
    assert shown(view)[0] in ("sh", "sha", "shal")
    let_go(view, end_of(view, "sha"), ALT)


def test_a_press_on_an_end_without_a_movement_is_a_click(view: View, told: Told) -> None:
    claim(view, "shall open")
    clicked: list[str] = []
    view.mark_clicked.connect(clicked.append)
    view.set_caret(0)
    spot = end_of(view, "open") - QPoint(2, 0)
    hold(view, spot)
    let_go(view, spot)
    assert (clicked, told, shown(view)) == (["c1"], [], ["shall open"])
    assert abs(view.caret() - words(view).index("open") - 4) <= 1


def test_an_end_is_taken_hold_of_in_44_pixels(view: View) -> None:
    claim(view, "shall open")
    spot = QPointF(end_of(view, "open"))
    reached = [y for y in range(-60, 60) if view.ends.over(spot + QPointF(0, y))]
    assert 43 <= len(reached) <= 45
    assert reached == list(range(reached[0], reached[-1] + 1))
    assert not view.ends.over(spot + QPointF(12, 0))
    view.set_current("")
    assert not view.ends.over(spot)


def test_the_handles_are_seen_only_when_a_claim_is_current(view: View) -> None:
    claim(view, "shall open")
    view.set_caret(0)
    with_them = view.grab().toImage()
    view.set_current("")
    assert view.grab().toImage() != with_them


def test_a_second_click_takes_the_word_and_says_so(text_view: TextView) -> None:
    heard: list[tuple[int, int]] = []
    text_view.passage_selected.connect(lambda *stretch: heard.append(stretch))
    spot = into(text_view, "plants")
    QTest.mouseClick(text_view.viewport(), LEFT, NONE, spot)
    QTest.mouseDClick(text_view.viewport(), LEFT, NONE, spot)
    let_go(text_view, spot)
    assert words(text_view)[slice(*heard[-1])] == "plants"


def test_ctrl_shift_click_asks_for_a_merger_and_leaves_the_selection(view: View) -> None:
    claim(view, "shall open")
    asked: list[str] = []
    view.merge_wanted.connect(asked.append)
    QTest.mouseClick(view.viewport(), LEFT, CTRL | SHIFT, into(view, "open"))
    QTest.mouseClick(view.viewport(), LEFT, CTRL | SHIFT, into(view, "risk"))
    assert (asked, view.selection()) == (["c1", ""], None)


# ── growing ──────────────────────────────────────────────────────────────────────────────────────────

TEXT = st.text("ab .é😀\n", min_size=1, max_size=30)


@given(
    TEXT,
    st.integers(0, 30),
    st.integers(0, 30),
    st.lists(st.tuples(st.sampled_from([-1, 1]), st.booleans(), st.booleans())),
)
def test_a_stretch_stays_in_the_text_and_never_turns_over(
    text: str, start: int, end: int, steps: list[tuple[int, bool, bool]]
) -> None:
    bounds = Boundaries(text, _blocks(text))
    now = bounds.trimmed(*sorted((min(start, len(text)), min(end, len(text)))))
    for step, at_start, letters in steps:
        before = now
        now = grown(bounds, now, step, at_start=at_start, kind=Kind.Grapheme if letters else Kind.Word)
        assert 0 <= now[0] <= now[1] <= len(text)
        assert text[slice(*now)] == text[slice(*now)].strip()
        if before[0] < before[1] and not at_start and step > 0 and text[before[1] :].strip():
            assert now[1] > before[1]  # there is always a way on
        if before[0] < before[1] and at_start and step < 0 and text[: before[0]].strip():
            assert now[0] < before[0]


def _blocks(text: str) -> list[Block]:
    found, at = [], 0
    for line in text.split("\n"):
        found.append(Block(at, at + len(line)))
        at += len(line) + 1
    return found
