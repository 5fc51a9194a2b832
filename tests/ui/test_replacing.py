"""A newer copy in the window: what becomes of each claim is shown first; Accept does it, Cancel and Esc do nothing."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFont, QTextCursor
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from db import queries
from db.rows import DocumentRow
from desktop.documents import format_for
from desktop.documents.base import Choices
from desktop.surroundings import Excerpt
from desktop.ui import replacing
from desktop.ui.context import Context
from desktop.ui.notices import Notices
from desktop.ui.panels.password import PasswordPanel
from desktop.ui.panels.place_choice import PlaceChoice
from desktop.ui.panels.reading_choices import ReadingChoices
from desktop.ui.panels.replacement import PlanShown, ReplacementPanel
from desktop.ui.places.read.place import ReadPlace
from desktop.ui.places.review.place import Review
from desktop.ui.widgets import ElidedLabel
from desktop.workspace import Workspace
from tests.documents.conftest import make_pdf

PORT = "We will open the port of Estmouth by the end of June 2026."
HALF = "The government will bear a half."
OLD = f"MS. QUAY: Good morning. {PORT} It may cost more than we hope.\nMS. QUAY: {HALF} <b>Bold</b> words stay plain.\n"
NEW = "Corrected.\n" + OLD.replace("Estmouth", "Westmouth").replace(HALF + " ", "")


def document(workspace: Workspace) -> DocumentRow:
    with workspace.store.session() as session:
        return queries.documents(session)[0]


def marked(workspace: Workspace, add_text: Callable[..., str]) -> str:
    version = add_text(OLD, title="Talk")
    for words in (PORT, HALF):
        workspace.mark("promise", version, [(OLD.index(words), OLD.index(words) + len(words))])
    return version


def panel(qtbot: QtBot, workspace: Workspace) -> ReplacementPanel:
    reading = format_for("talk.txt", NEW.encode()).read(NEW.encode(), "talk.txt")
    plan = workspace.versions.plan_replacement(document(workspace).id, "talk.txt", NEW.encode(), reading)
    made = ReplacementPanel(None, PlanShown.of(plan))  # type: ignore[arg-type]
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.show()
    return made


def test_every_touched_claim_is_listed_with_what_becomes_of_it(
    qtbot: QtBot, workspace: Workspace, add_text: Callable[..., str]
) -> None:
    marked(workspace, add_text)
    made = panel(qtbot, workspace)
    rows = made.list.model().rows  # type: ignore[attr-defined]
    assert [row.title for row in rows] == ["NOT FOUND  1", HALF, "MOVED  1", PORT]
    assert [row.alert for row in rows] == [False, True, False, False]
    assert made.summary.text() == "0 to review  ·  1 not found  ·  1 moved  ·  0 kept"
    assert not made.isModal()


def test_a_place_is_picked_before_the_copy_is_accepted(
    qtbot: QtBot, workspace: Workspace, add_text: Callable[..., str]
) -> None:
    marked(workspace, add_text)
    newer = OLD.replace("June 2026", "July 2027")
    reading = format_for("talk.txt", newer.encode()).read(newer.encode(), "talk.txt")
    plan = workspace.versions.plan_replacement(document(workspace).id, "talk.txt", newer.encode(), reading)
    made = ReplacementPanel(None, PlanShown.of(plan))  # type: ignore[arg-type]
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.show()
    assert made.list.current_key() == plan.moves[0].passage_id
    assert made.places.isVisible()
    assert made.summary.text().startswith("1 to review")
    qtbot.keyClick(made.list, "1")  # type: ignore[call-overload]
    assert made.summary.text().startswith("0 to review")
    assert made.places.findChildren(PlaceChoice)[-1].isChecked()
    qtbot.keyClick(made.list, "1")  # type: ignore[call-overload]
    assert made.summary.text().startswith("1 to review"), "once more leaves it for Review"
    qtbot.mouseClick(made.places.findChildren(PlaceChoice)[-1], Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(made.accepted_plan) as told:
        made.accept_button.click()
    workspace.versions.replace(told.args[0])
    assert not any(claim.needs_review for claim in workspace.claims())


def test_the_diff_shows_what_went_and_what_came_as_plain_words(
    qtbot: QtBot, workspace: Workspace, add_text: Callable[..., str]
) -> None:
    marked(workspace, add_text)
    made = panel(qtbot, workspace)
    words = made.words
    text = words.toPlainText()
    assert "EstmouthWestmouth" in text
    assert "<b>Bold</b>" in text
    cursor = QTextCursor(words.document())
    cursor.setPosition(text.index("EstmouthWestmouth") + 1)
    assert cursor.charFormat().fontStrikeOut()
    cursor.setPosition(text.index("EstmouthWestmouth") + 9)
    assert cursor.charFormat().fontUnderline()


def test_ctrl_enter_accepts_and_esc_leaves_all_as_it_is(
    qtbot: QtBot, workspace: Workspace, add_text: Callable[..., str]
) -> None:
    marked(workspace, add_text)
    first = panel(qtbot, workspace)
    with qtbot.assertNotEmitted(first.accepted_plan):
        qtbot.keyClick(first, Qt.Key.Key_Escape)
    assert not first.isVisible()
    second = panel(qtbot, workspace)
    with qtbot.waitSignal(second.accepted_plan):
        second.accept_button.click()
    assert not second.isVisible()


def test_a_newer_file_is_read_shown_and_the_reader_follows(
    qtbot: QtBot, context: Context, workspace: Workspace, add_text: Callable[..., str], tmp_path: Path
) -> None:
    marked(workspace, add_text)
    place = ReadPlace(context)
    qtbot.addWidget(place)
    place.resize(1200, 700)
    with qtbot.waitSignal(place.shown, timeout=10_000):
        place.show()
        place.refresh()
    path = tmp_path / "talk.txt"
    path.write_text(NEW, encoding="utf-8")
    replacing.replace(context, place, document(workspace), path)
    qtbot.waitUntil(lambda: bool(place.findChildren(ReplacementPanel)), timeout=40_000)
    place.findChildren(ReplacementPanel)[0].accept_button.click()

    def follows() -> bool:
        shown = place.documents.current()
        return (
            shown is not None and shown.version == 2 and place._opened is not None and place._opened.shown.text == NEW
        )

    qtbot.waitUntil(follows, timeout=10_000)


def test_a_file_that_is_gone_is_told_and_changes_nothing(
    qtbot: QtBot, context: Context, workspace: Workspace, add_text: Callable[..., str], tmp_path: Path
) -> None:
    marked(workspace, add_text)
    place = ReadPlace(context)
    qtbot.addWidget(place)
    with qtbot.waitSignal(context.told, timeout=10_000) as told:
        replacing.replace(context, place, document(workspace), tmp_path / "absent.txt")
    assert "absent.txt" in told.args[2]
    assert document(workspace).version == 1


def read_place(qtbot: QtBot, context: Context) -> ReadPlace:
    place = ReadPlace(context)
    qtbot.addWidget(place)
    place.resize(1200, 700)
    with qtbot.waitSignal(place.shown, timeout=10_000):
        place.show()
        place.refresh()
    return place


def test_what_went_wrong_names_the_document_the_file_and_the_reason(
    qtbot: QtBot, context: Context, workspace: Workspace, add_text: Callable[..., str], tmp_path: Path
) -> None:
    marked(workspace, add_text)
    place = read_place(qtbot, context)
    empty = tmp_path / "empty.txt"
    empty.touch()
    with qtbot.waitSignal(context.told, timeout=10_000) as told:
        replacing.replace(context, place, document(workspace), empty)
    assert told.args == ["error", "Not replaced", "“Talk” was not replaced by “empty.txt”. The file is empty."]


def test_the_same_words_are_told_and_nothing_is_written(
    qtbot: QtBot, context: Context, workspace: Workspace, add_text: Callable[..., str], tmp_path: Path
) -> None:
    marked(workspace, add_text)
    place = read_place(qtbot, context)
    (tmp_path / "copy.txt").write_text(OLD, encoding="utf-8")
    with qtbot.waitSignal(context.told, timeout=10_000) as told:
        replacing.replace(context, place, document(workspace), tmp_path / "copy.txt")
    assert told.args[1] == "Nothing has changed"
    assert "copy.txt" in told.args[2]
    with qtbot.waitSignal(context.told, timeout=10_000) as told:
        replacing.read_again(context, place, document(workspace), Choices())
    assert told.args[1] == "Nothing has changed"
    assert not place.findChildren(ReplacementPanel)
    assert document(workspace).version == 1


def test_a_comparison_tells_how_far_it_is_and_is_cancelled_from_its_notice(
    qtbot: QtBot, context: Context, workspace: Workspace, add_text: Callable[..., str], tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    marked(workspace, add_text)
    place = read_place(qtbot, context)
    notices = Notices(place, above=0, right=place.width)
    held = threading.Event()
    monkeypatch.setattr(replacing, "SHOWN_AFTER_MS", 600)
    monkeypatch.setattr(PlanShown, "of", lambda _plan: held.wait(20))
    path = tmp_path / "talk.txt"
    path.write_text(NEW, encoding="utf-8")
    made = replacing.replace(context, place, document(workspace), path, notices)
    told = []
    made._came.connect(lambda _done, _total, text: told.append(text))
    qtbot.waitUntil(lambda: told[-1:] == ["Marking what changed …"], timeout=10_000)
    qtbot.waitUntil(lambda: notices.texts() == ["Comparing “Talk”. "], timeout=10_000)
    said = [words.text() for words in notices._shown[0].findChildren(QLabel)]
    assert "Marking what changed …" in said, "also what was told before the notice came"
    with qtbot.waitSignal(made.ended, timeout=20_000), qtbot.assertNotEmitted(context.told):
        next(b for b in notices._shown[0].findChildren(QPushButton) if b.text() == "Cancel").click()
        assert notices.texts() == []
        held.set()
    assert not place.findChildren(ReplacementPanel)
    assert document(workspace).version == 1


def test_closing_the_window_ends_a_comparison(
    qtbot: QtBot, context: Context, workspace: Workspace, add_text: Callable[..., str], tmp_path: Path
) -> None:
    marked(workspace, add_text)
    place = read_place(qtbot, context)
    path = tmp_path / "talk.txt"
    path.write_text(NEW, encoding="utf-8")
    made = replacing.replace(context, place, document(workspace), path)
    with qtbot.waitSignal(made.ended, timeout=20_000), qtbot.assertNotEmitted(context.told):
        place.close()
    assert not place.findChildren(ReplacementPanel)


def test_a_copy_with_a_password_asks_for_it(
    qtbot: QtBot, context: Context, workspace: Workspace, add_text: Callable[..., str], tmp_path: Path
) -> None:
    marked(workspace, add_text)
    place = read_place(qtbot, context)
    path = tmp_path / "talk.pdf"
    path.write_bytes(make_pdf(password="sesame"))
    replacing.replace(context, place, document(workspace), path)
    qtbot.waitUntil(lambda: bool(place.findChildren(PasswordPanel)), timeout=20_000)
    asked = place.findChildren(PasswordPanel)[0]
    asked.given.emit("sesame")
    asked._answered = True
    asked.close()
    qtbot.waitUntil(lambda: bool(place.findChildren(ReplacementPanel)), timeout=20_000)
    assert context.passwords[document(workspace).id] == "sesame"


def test_reading_again_begins_with_how_it_was_read(qtbot: QtBot) -> None:
    was = Choices(encoding="cp1252", whole=True, ocr="eng+deu")
    made = ReadingChoices(None, "A very long title " * 9, ("encoding", "whole", "ocr"), was)  # type: ignore[arg-type]
    qtbot.addWidget(made)
    made.show()
    assert made.encoding.currentText() == "Western European (Windows-1252)"
    assert (made.whole.isChecked(), made.ocr.text(), made.password.text()) == (True, "eng+deu", "")
    title = made.findChildren(ElidedLabel)[0]
    assert title.width() <= 400
    assert "A very long title " * 8 in title.toolTip()
    with qtbot.waitSignal(made.chosen) as told:
        made.go.click()
    assert told.args[0] == was


def test_only_what_matters_to_the_format_is_asked(qtbot: QtBot) -> None:
    made = ReadingChoices(None, "Page", ("encoding", "whole"))  # type: ignore[arg-type]
    qtbot.addWidget(made)
    made.show()
    assert made.encoding.isVisible()
    assert made.whole.isVisible()
    assert not made.ocr.isVisible()
    assert not made.password.isVisible()
    made.encoding.setCurrentText("shift_jis")
    made.whole.setChecked(True)
    with qtbot.waitSignal(made.chosen) as told:
        made.go.click()
    assert (told.args[0].encoding, told.args[0].whole, told.args[0].password) == ("shift_jis", True, "")


@pytest.mark.parametrize(
    ("shown", "meant"),
    [
        ("Urdu, Arabic, Persian (Windows-1256)", "cp1256"),
        ("Japanese (Shift_JIS)", "shift_jis"),
        ("As the file says of itself", ""),
    ],
)
def test_encodings_are_named_by_their_writing(qtbot: QtBot, shown: str, meant: str) -> None:
    made = ReadingChoices(None, "Page", ("encoding",))  # type: ignore[arg-type]
    qtbot.addWidget(made)
    offered = [made.encoding.itemText(number) for number in range(made.encoding.count())]
    made.encoding.setCurrentIndex(offered.index(shown))
    with qtbot.waitSignal(made.chosen) as told:
        made.go.click()
    assert told.args[0].encoding == meant


TWIN = "And so the hall was told, as ever: there will be no dues. Nobody in the hall of Estmouth believed it.\n"


def waiting(workspace: Workspace, add_text: Callable[..., str], newer: str) -> str:
    """A claim on the second of three twins, in a document that was replaced by `newer`."""
    at = TWIN.index("there will") + len(TWIN)
    claim = workspace.mark("promise", add_text(TWIN * 3), [(at, at + 22)])
    reading = format_for("t.txt", newer.encode()).read(newer.encode(), "t.txt")
    plan = workspace.versions.plan_replacement(document(workspace).id, "t.txt", newer.encode(), reading)
    workspace.versions.replace(plan)
    return claim


def review_of(qtbot: QtBot, context: Context, workspace: Workspace, claim: str) -> Review:
    made = Review(context)
    qtbot.addWidget(made)
    made.resize(1300, 800)
    made.show()
    made.arrive()
    made.show_item(f"{claim}/{workspace.claim(claim).passages[0].id}")
    qtbot.waitUntil(lambda: made.card.case is not None and made.card.case.passage is not None)
    return made


def test_review_shows_the_places_and_a_digit_takes_one(
    qtbot: QtBot, context: Context, workspace: Workspace, add_text: Callable[..., str]
) -> None:
    claim = waiting(workspace, add_text, "A new day.\n" + TWIN * 2)
    review = review_of(qtbot, context, workspace, claim)
    case = review.card.case
    assert case is not None
    assert "there will be no dues" in case.excerpt.text
    assert len(case.places) == 2
    qtbot.keyClick(review.list, Qt.Key.Key_2)
    qtbot.waitUntil(lambda: not workspace.claim(claim).needs_review)
    found = workspace.claim(claim).passages[0]
    assert (found.start, found.exact) == (case.places[1].start, "there will be no dues.")
    assert workspace.store.undo_label == "Place the passage"


def test_a_place_is_taken_by_mouse_and_stands_beside_the_old_words(
    qtbot: QtBot, context: Context, workspace: Workspace, add_text: Callable[..., str]
) -> None:
    claim = waiting(workspace, add_text, "A new day.\n" + TWIN * 2)
    review = review_of(qtbot, context, workspace, claim)
    case = review.card.case
    assert case is not None
    assert case.was is not None
    assert "there will be no dues" in case.was.text
    second = review.card.check.findChildren(PlaceChoice)[1]
    assert second.accessibleName() == "Place 2: there will be no dues., paragraph 3"
    qtbot.mouseClick(second, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not workspace.claim(claim).needs_review)
    assert workspace.claim(claim).passages[0].start == case.places[1].start


def test_what_differs_is_heavy_and_lined_on_both_sides(qtbot: QtBot) -> None:
    was, now = Excerpt("We open in June 😀.", ((0, 17),)), Excerpt("Yes. We open in July 😀.", ((5, 22),))
    made = PlaceChoice(1, was, now)
    qtbot.addWidget(made)
    made.resize(600, 10)

    def marked_in(words: Any, text: str) -> list[tuple[str, bool, bool]]:
        shown = text.encode("utf-16-le")
        return [
            (
                shown[2 * r.start : 2 * (r.start + r.length)].decode("utf-16-le"),
                r.format.fontStrikeOut(),
                r.format.fontUnderline(),
            )
            for r in words._layout.formats()
            if r.format.fontWeight() == QFont.Weight.Bold
        ]

    assert marked_in(made._was, was.text) == [("June", True, False)]
    assert marked_in(made._now, now.text) == [("Yes. ", False, True), ("July", False, True)]


def test_words_that_are_gone_leave_the_queue_with_one_key_and_come_back_with_undo(
    qtbot: QtBot, context: Context, workspace: Workspace, add_text: Callable[..., str]
) -> None:
    claim = waiting(workspace, add_text, "Everything is different now, in every line of it.\n")
    review = review_of(qtbot, context, workspace, claim)
    qtbot.waitUntil(lambda: f"{claim}/" in "".join(review.list.keys()))
    qtbot.keyClick(review.list, Qt.Key.Key_G)
    qtbot.waitUntil(lambda: f"{claim}/" not in "".join(review.list.keys()))
    kept = workspace.claim(claim)
    assert (kept.quote, kept.needs_review) == ("there will be no dues.", False)
    assert workspace.store.undo_label == "The words are gone"
    workspace.store.undo()
    qtbot.waitUntil(lambda: f"{claim}/" in "".join(review.list.keys()))


def test_review_comes_to_the_passages_of_a_document(
    qtbot: QtBot, context: Context, workspace: Workspace, add_text: Callable[..., str]
) -> None:
    claim = waiting(workspace, add_text, "Everything is different now, in every line of it.\n")
    workspace.mark("risk", add_text("Elsewhere it may rain.\n", title="Rain"), [(0, 9)])
    made = Review(context)
    qtbot.addWidget(made)
    made.show()
    made.arrive()
    made.show_item(("passages", workspace.claim(claim).document_id))
    qtbot.waitUntil(lambda: made.card.case is not None and made.card.case.passage is not None)
    assert made.list.keys()[0] == made.list.current_key() == f"{claim}/{workspace.claim(claim).passages[0].id}"


def test_the_documents_list_leads_to_the_passages_that_wait(
    qtbot: QtBot, context: Context, workspace: Workspace, add_text: Callable[..., str]
) -> None:
    claim = waiting(workspace, add_text, "Everything is different now, in every line of it.\n")
    place = read_place(qtbot, context)
    rows = place.documents.list
    index = rows.rows_model.index(0, 0)
    assert "1 passage not found again" in index.data(Qt.ItemDataRole.ToolTipRole)
    box = rows.visualRect(index)
    with qtbot.assertNotEmitted(context.place_wanted):
        qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=box.topLeft() + QPoint(60, 14))
    with qtbot.waitSignal(context.place_wanted) as went:
        qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=box.topLeft() + QPoint(60, 38))
    assert went.args == ["review", ("passages", workspace.claim(claim).document_id)]


def test_a_lost_passage_leads_to_read_and_keeps_its_words(
    qtbot: QtBot, context: Context, workspace: Workspace, add_text: Callable[..., str]
) -> None:
    claim = waiting(workspace, add_text, "Everything is different now, in every line of it.\n")
    review = review_of(qtbot, context, workspace, claim)
    case = review.card.case
    assert case is not None
    assert (case.places, workspace.claim(claim).quote) == ((), "there will be no dues.")
    with qtbot.waitSignal(context.place_wanted) as went:
        qtbot.keyClick(review.list, Qt.Key.Key_1)
    assert went.args == ["read", claim]


def test_read_says_that_the_words_are_not_in_this_version(
    qtbot: QtBot, context: Context, workspace: Workspace, add_text: Callable[..., str]
) -> None:
    claim = waiting(workspace, add_text, "Everything is different now, in every line of it.\n")
    place = ReadPlace(context)
    qtbot.addWidget(place)
    with qtbot.waitSignal(place.shown, timeout=10_000):
        place.show()
        place.refresh()
    with qtbot.waitSignal(context.told, timeout=10_000) as told:
        place.show_item(claim)
    assert told.args[1] == "Not in this version"
    workspace.versions.let_go(workspace.claim(claim).passages[0].id)
    with qtbot.waitSignal(context.told, timeout=10_000) as told:
        place.show_item(claim)
    assert "no longer in the newest version" in told.args[2]
