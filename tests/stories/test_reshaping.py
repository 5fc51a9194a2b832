"""Claims are reshaped in the window, in text and on pages, by keys or by mouse; each act is one step to take back."""

from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.rows import ClaimRow
from desktop.documents import format_for
from desktop.ui.panels.occurrences import OccurrencesPanel
from desktop.ui.panels.search_everywhere import SearchEverywhere
from desktop.ui.views.page_view import PageView
from desktop.ui.views.text_view import TextView
from desktop.workspace import Workspace
from tests.stories.day import Day, Start

NONE, SHIFT, CTRL, ALT = (
    Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)  # fmt: skip
LEFT = Qt.MouseButton.LeftButton
KEY = Qt.Key
LINES = (
    "We will open the port in June. It may cost more.",
    "We will pay for the port. Nobody else will pay.",
    "Then we will open the port again.",
)


def pdf() -> bytes:
    pymupdf: Any = import_module("pymupdf")
    document = pymupdf.open()
    page = document.new_page(width=400, height=300)
    for number, line in enumerate(LINES):
        page.insert_text((40, 60 + 40 * number), line, fontsize=11)
    return bytes(document.tobytes())


@pytest.fixture(params=["text", "pages"])
def day(request: pytest.FixtureRequest, start: Start, tmp_path: Path) -> Day:
    """The same words as text or as a page, open in the reader."""
    made = Workspace.create(tmp_path / "w.claims")
    name, data = ("Words.txt", "\n\n".join(LINES).encode()) if request.param == "text" else ("Words.pdf", pdf())
    made.add_document(name, data, format_for(name, data).read(data, name), title="Words", published_on="2026-01-15")
    other = b"They said that they will open the port. So they said.\n"
    made.add_document("Other.txt", other, format_for("Other.txt", other).read(other, "Other.txt"), title="Other")
    made.close()
    found: Day = start(tmp_path / "w.claims")
    found.open_document("Words")
    assert isinstance(found.read.view(), TextView if request.param == "text" else PageView)
    return found


def put(day: Day, words: str) -> None:
    """The caret into these words."""
    day.read.view().setFocus()
    day.read.view().set_caret(day.text_index(words) + 1)


def take(day: Day, words: str) -> None:
    start = day.text_index(words)
    day.read.view().setFocus()
    day.read.view().select(start, start + len(words))


def hit(day: Day, key: Qt.Key | str, held: Qt.KeyboardModifier = NONE) -> None:
    QTest.keyClick(day.read.view(), key, held)  # type: ignore[call-overload]
    day.settle()


def quotes(day: Day) -> list[str]:
    return sorted(" ".join(claim.quote.split()) for claim in day.workspace.claims())


def only(day: Day) -> ClaimRow:
    (claim,) = day.workspace.claims()
    return claim


def current(day: Day) -> ClaimRow:
    return day.workspace.claim(day.window.context.claim_id)


def undo(day: Day) -> None:
    day.window.context.write("Undo", lambda w: w.store.undo())
    day.settle()


def at(day: Day, words: str, *, end: bool = False) -> QPoint:
    """In the middle of the first letter of these words, or at their very end."""
    start = day.text_index(words)
    box = day.read.view().box_of(start + len(words) - 1 if end else start)
    assert box is not None
    return QPoint(round(box.right()), round(box.center().y())) if end else box.center().toPoint()


def drag(day: Day, start: QPoint, end: QPoint) -> None:
    port = day.read.view().viewport()
    for kind, spot in (
        (QEvent.Type.MouseButtonPress, start), (QEvent.Type.MouseMove, (start + end) / 2), (QEvent.Type.MouseMove, end),
        (QEvent.Type.MouseButtonRelease, end),
    ):  # fmt: skip
        button = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else LEFT
        held = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseButtonRelease else LEFT
        place = QPointF(port.mapToGlobal(spot))
        QApplication.sendEvent(port, QMouseEvent(kind, QPointF(spot), place, button, held, NONE))
    day.settle()


# ── the ends ─────────────────────────────────────────────────────────────────────────────────────────


def test_the_ends_of_a_claim_move_by_keys_in_one_step(day: Day) -> None:
    take(day, "open the port")
    hit(day, "1")
    view = day.read.view()
    for held in (SHIFT, SHIFT, SHIFT | ALT):
        step = KEY.Key_Left if held & ALT else KEY.Key_Right
        QApplication.sendEvent(view, QKeyEvent(QEvent.Type.KeyPress, step, held))
    day.settle()
    assert only(day).quote == "open the port"  # not before Shift is let go
    QTest.keyRelease(view, KEY.Key_Shift, SHIFT)
    day.settle()
    assert only(day).quote == "will open the port in June"
    assert [mark.end - mark.start for mark in view.current_marks()] == [len(only(day).quote)]
    undo(day)
    assert only(day).quote == "open the port"


def test_an_end_is_dragged(day: Day) -> None:
    take(day, "open the port")
    hit(day, "1")
    drag(day, at(day, "open the port", end=True), at(day, "une"))
    assert only(day).quote.rstrip(".") == "open the port in June"
    undo(day)
    assert only(day).quote == "open the port"


def test_esc_gives_a_gesture_up(day: Day) -> None:
    take(day, "open the port")
    hit(day, "1")
    view = day.read.view()
    QApplication.sendEvent(view, QKeyEvent(QEvent.Type.KeyPress, KEY.Key_Right, SHIFT))
    day.read.escape()
    QTest.keyRelease(view, KEY.Key_Shift, SHIFT)
    day.settle()
    assert only(day).quote == "open the port"
    assert current(day) == only(day)


def test_ends_that_are_moved_before_the_claim_is_on_the_disk_arrive(day: Day) -> None:
    take(day, "open the port")
    view = day.read.view()
    QTest.keyClick(view, KEY.Key_1)
    QTest.keyClick(view, KEY.Key_Right, SHIFT)
    day.settle()
    assert only(day).quote == "open the port in"


def test_a_claim_grows_to_its_sentence_and_then_its_paragraph(day: Day) -> None:
    take(day, "open the port")
    hit(day, "1")
    hit(day, ".", CTRL)
    assert only(day).quote == "We will open the port in June."
    hit(day, ".", CTRL)
    assert only(day).quote.startswith(LINES[0])
    undo(day)
    assert only(day).quote == "We will open the port in June."


# ── armed ────────────────────────────────────────────────────────────────────────────────────────────


def test_a_second_tap_keeps_the_kind_armed_until_esc(day: Day) -> None:
    put(day, "may cost")
    QTest.keyClick(day.read.view(), KEY.Key_2)
    hit(day, "2")
    assert day.read.tagging.armed == "risk"
    assert len(day.workspace.claims()) == 1
    assert day.read.reader.armed.isVisible()
    assert "Each selection becomes a risk" in day.read.status()
    drag(day, at(day, "pay for"), at(day, "for the port", end=True))
    assert quotes(day) == ["It may cost more.", "pay for the port"]
    assert day.read.reader.selection_palette.isHidden()
    put(day, "Nobody")
    hit(day, ".")
    assert "Nobody else will pay." in quotes(day)
    hit(day, KEY.Key_Escape)
    assert (day.read.tagging.armed, day.read.reader.armed.isVisible()) == ("", False)
    put(day, "Then")
    hit(day, ".")
    assert len(day.workspace.claims()) == 3


def test_the_same_key_at_another_place_tags_there(day: Day) -> None:
    put(day, "may cost")
    QTest.keyClick(day.read.view(), KEY.Key_2)
    put(day, "Nobody")
    hit(day, "2")
    assert (day.read.tagging.armed, len(day.workspace.claims())) == ("", 2)


def test_alt_and_the_key_arm_and_disarm_without_tagging(day: Day) -> None:
    hit(day, "1", ALT)
    assert day.read.tagging.armed == "promise"
    hit(day, "1", ALT)
    assert (day.read.tagging.armed, day.workspace.claims()) == ("", [])


def test_the_pin_of_the_palette_arms_the_kind_that_is_chosen(day: Day) -> None:
    drag(day, at(day, "pay for"), at(day, "for the port", end=True))
    palette = day.read.reader.selection_palette
    assert palette.isVisible()
    palette.pin.click()
    palette.chosen.emit("incentive")
    day.settle()
    assert (day.read.tagging.armed, palette.pin.isChecked()) == ("incentive", False)
    assert quotes(day) == ["pay for the port"]


# ── the palette ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("words", ["We will open", "Then we will", LINES[1]])
def test_the_palette_never_covers_the_words(day: Day, words: str) -> None:
    day.window.resize(1100, 640)
    day.settle()
    take(day, words)
    palette, box = day.read.reader.selection_palette, day.read.view().selection_box()
    assert palette.isVisible()
    assert box is not None
    card = palette.rect().adjusted(16, 16, -16, -16).translated(palette.mapToGlobal(QPoint(0, 0)))
    assert not card.intersects(box.toAlignedRect())


@pytest.mark.parametrize("width", [1440, 1280])
def test_the_palette_begins_where_the_words_do(day: Day, width: int) -> None:
    day.window.resize(width, 800)
    day.settle()
    take(day, "We will pay")
    palette, last = day.read.reader.selection_palette, day.read.view().palette_anchor()
    assert last is not None
    assert abs(palette.mapToGlobal(QPoint(16, 0)).x() - last.left()) <= 1


def test_the_palette_copies_with_citation_and_searches(day: Day) -> None:
    take(day, "pay for the port")
    palette = day.read.reader.selection_palette
    palette.copy.click()
    assert QGuiApplication.clipboard().text() == "“pay for the port” (Words, 2026-01-15)"
    palette.search.click()
    day.settle()
    panel = day.window.findChild(SearchEverywhere)
    assert panel is not None
    assert (panel.isVisible(), panel.field.text()) == (True, '"pay for the port"')


# ── the kind ─────────────────────────────────────────────────────────────────────────────────────────


def test_the_kind_is_changed_by_key_and_by_the_inspectors_menu(day: Day) -> None:
    put(day, "may cost")
    hit(day, "1")
    hit(day, "2", SHIFT)
    assert (only(day).kind, day.read.view().current_marks()[0].kind) == ("risk", "risk")
    menu = day.read.inspector.kind_button.menu()
    next(act for act in menu.actions() if act.text() == "Incentive").trigger()
    day.settle()
    assert only(day).kind == "incentive"
    undo(day)
    undo(day)
    assert only(day).kind == "promise"


def test_a_kind_that_its_verdict_forbids_is_refused_and_one_key_makes_a_new_claim(day: Day, qtbot: QtBot) -> None:
    put(day, "may cost")
    hit(day, "1")
    claim = only(day)
    day.workspace.assess(claim.id, "in_progress", rationale="Work began.")
    day.settle()
    with qtbot.waitSignal(day.window.context.told) as told:
        hit(day, "2", SHIFT)
    assert told.args[:2] == ["error", "The promise stays"]
    assert "Tag its words as a risk of their own instead" in told.args[2]
    hit(day, "2")
    assert sorted((claim.kind, claim.quote) for claim in day.workspace.claims()) == [
        ("promise", "It may cost more."), ("risk", "It may cost more.")
    ]  # fmt: skip


# ── split, merge, repeat ─────────────────────────────────────────────────────────────────────────────


def test_a_claim_is_split_at_the_caret_and_merged_again(day: Day) -> None:
    take(day, LINES[0])
    hit(day, "1")
    put(day, "It may")
    hit(day, "X", CTRL | SHIFT)
    assert quotes(day) == ["It may cost more.", "We will open the port in June."]
    assert current(day).quote == "It may cost more."
    hit(day, "N", SHIFT)
    hit(day, "J", CTRL | SHIFT)
    assert [" ".join(only(day).quote.split()), current(day).id] == [LINES[0], only(day).id]
    undo(day)
    undo(day)
    assert quotes(day) == [LINES[0]]


def test_a_click_merges_with_the_claim_under_the_pointer(day: Day, qtbot: QtBot) -> None:
    put(day, "Nobody")
    hit(day, "1")
    other = only(day).id
    put(day, "We will pay")
    hit(day, "1")
    QTest.mouseClick(day.read.view().viewport(), LEFT, CTRL | SHIFT, at(day, "Nobody"))
    day.settle()
    assert [" ".join(only(day).quote.split())] == [LINES[1]]
    assert only(day).id != other
    with qtbot.waitSignal(day.window.context.told) as told:
        QTest.mouseClick(day.read.view().viewport(), LEFT, CTRL | SHIFT, at(day, "Then"))
    assert told.args[1] == "Nothing was merged"


def test_two_kinds_are_not_merged_and_it_is_said_why(day: Day, qtbot: QtBot) -> None:
    put(day, "Nobody")
    hit(day, "2")
    put(day, "We will pay")
    hit(day, "1")
    with qtbot.waitSignal(day.window.context.told) as told:
        hit(day, "J", CTRL | SHIFT)
    assert "A promise and a risk can't be merged" in told.args[2]
    assert len(day.workspace.claims()) == 2


def test_a_claim_is_repeated_on_the_next_sentences_without_waiting(day: Day) -> None:
    put(day, "may cost")
    hit(day, "2")
    for _ in range(2):
        QTest.keyClick(day.read.view(), KEY.Key_Down, ALT)
    day.settle()
    assert quotes(day) == ["It may cost more.", "Nobody else will pay.", "We will pay for the port."]
    assert {claim.kind for claim in day.workspace.claims()} == {"risk"}
    assert current(day).quote == "Nobody else will pay."
    hit(day, "D")
    assert current(day).quote == LINES[2]
    undo(day)
    assert len(day.workspace.claims()) == 3


def test_it_is_said_where_nothing_can_be_repeated(day: Day, qtbot: QtBot) -> None:
    put(day, "We will open")
    for asked in ("Nothing was repeated",) * 2:
        with qtbot.waitSignal(day.window.context.told) as told:
            hit(day, KEY.Key_Up, ALT)
        assert told.args[1] == asked
        hit(day, "1")


# ── claims at one place ──────────────────────────────────────────────────────────────────────────────


def test_the_claims_at_the_caret_are_listed_and_space_goes_round(day: Day) -> None:
    take(day, "open the port")
    hit(day, "1")
    take(day, LINES[0])
    hit(day, "2")
    put(day, "the port in June")
    day.settle()
    here = day.read.inspector.here
    assert (here.isVisible(), here.words()) == (True, "1 OF 2 HERE")
    first = current(day).id
    hit(day, KEY.Key_Space)
    assert (here.words(), current(day).quote) == ("2 OF 2 HERE", "open the port")
    hit(day, KEY.Key_Space)
    assert current(day).id == first
    here.chosen.emit(next(claim.id for claim in day.workspace.claims() if claim.id != first))
    assert current(day).quote == "open the port"
    put(day, "Nobody")
    assert here.isHidden()


# ── all occurrences ──────────────────────────────────────────────────────────────────────────────────


def listed(day: Day, phrase: str) -> OccurrencesPanel:
    take(day, phrase)
    hit(day, "M")
    panel = day.window.findChild(OccurrencesPanel)
    assert panel is not None
    assert panel.isVisible()
    return panel


def test_all_occurrences_are_ticked_and_tagged_in_one_step(day: Day) -> None:
    take(day, "pay for the port")
    hit(day, "1")
    panel = listed(day, "will open")
    assert [one.words for one in panel.model.found] == ["will open", "will open"]
    assert panel.go.text() == "Tag 2 promises"
    panel.everywhere.click()
    day.settle()
    assert [one.document for one in panel.model.found] == ["Other", "Words", "Words"]
    QTest.keyClick(panel.list, KEY.Key_Space)
    QTest.keyClick(panel.list, KEY.Key_2)
    day.settle()
    QTest.keyClick(panel.list, KEY.Key_Space)
    assert panel.go.text() == "Tag 2 risks"
    QTest.keyClick(panel.list, KEY.Key_Return)
    day.settle()
    assert panel.isHidden()
    assert quotes(day) == ["pay for the port", "will open", "will open"]
    assert day.workspace.store.undo_label == "Tag 2 risks"
    undo(day)
    assert quotes(day) == ["pay for the port"]


def test_what_is_tagged_already_is_listed_and_not_ticked(day: Day) -> None:
    put(day, "We will open")
    hit(day, "1")
    panel = listed(day, "will open")
    assert [one.tagged for one in panel.model.found] == [True, False]
    assert panel.go.text() == "Tag 1 promise"
    panel.choose_kind("risk")
    day.settle()
    assert panel.go.text() == "Tag 2 risks"
    QTest.keyClick(panel.list, KEY.Key_Escape)
    assert panel.isHidden()
    assert len(day.workspace.claims()) == 1


def test_whole_words_leave_longer_ones_out(day: Day) -> None:
    panel = listed(day, "pay")
    assert len(panel.model.found) == 2
    QTest.keyClick(panel.list, KEY.Key_Escape)
    panel = listed(day, "or")
    assert (panel.model.found, panel.go.isEnabled()) == ([], False)
    panel.whole.click()
    day.settle()
    assert {one.words for one in panel.model.found} == {"or"}


def test_without_a_phrase_it_says_what_to_do(day: Day, qtbot: QtBot) -> None:
    put(day, "Nobody")
    with qtbot.waitSignal(day.window.context.told) as told:
        hit(day, "M")
    assert told.args[1] == "Select a phrase first"


def test_merging_two_peoples_claims_says_whose_it_is_now(day: Day, qtbot: QtBot) -> None:
    for words, who in (("We will pay", "Bo Bollard"), ("Nobody", "Ada Quay")):
        put(day, words)
        hit(day, "1")
        day.workspace.change_claim(current(day).id, actor=who)
        day.settle()
    with qtbot.waitSignal(day.window.context.told) as told:
        QTest.mouseClick(day.read.view().viewport(), LEFT, CTRL | SHIFT, at(day, "We will pay"))
    assert only(day).actor == "Ada Quay"
    assert told.args[1] == "The claim is Ada Quay’s now"
    assert "Bo Bollard" in told.args[2]
    assert "inspector" in told.args[2]
