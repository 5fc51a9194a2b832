"""Where the caret is: the claim there is the current one, what is found is there, and it is there again after a restart."""

from importlib import import_module
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.stories.day import Day, Start

CTRL = Qt.KeyboardModifier.ControlModifier


def tagged(day: Day, title: str, words: str, key: str = "1") -> str:
    day.open_document(title)
    day.to(words)
    day.press(key)
    return day.window.context.claim_id


def test_an_arrow_into_a_claim_chooses_it_and_enter_edits_it(start: Start, path: Path) -> None:
    day = start(path)
    first = tagged(day, "Talk", "open the port")
    second = tagged(day, "Talk", "It may cost more", "2")
    day.view.set_caret(day.text_index("We will open") - 3)
    assert day.window.context.claim_id == second  # outside of any claim the last one stays
    for _ in range(5):
        day.press(Qt.Key.Key_Right)
    assert day.window.context.claim_id == first
    shown = day.read.inspector.claim()
    assert shown is not None and shown.id == first
    day.press(Qt.Key.Key_Return)
    assert day.read.inspector.fields.statement.hasFocus()


def test_enter_takes_the_claim_at_the_caret_after_esc_and_after_undo(start: Start, path: Path) -> None:
    day = start(path)
    claim = tagged(day, "Talk", "open the port")
    day.press(Qt.Key.Key_Escape)
    assert day.window.context.claim_id == ""
    day.press(Qt.Key.Key_Return)
    assert day.window.context.claim_id == claim
    assert day.read.inspector.fields.statement.hasFocus()
    day.press(Qt.Key.Key_Escape)
    assert day.view.hasFocus()
    day.press(Qt.Key.Key_Delete)
    assert day.window.context.claim_id == ""
    day.press("Z", CTRL)
    assert day.window.context.claim_id == claim


def test_of_claims_in_each_other_the_innermost_is_chosen_and_the_current_one_stays(start: Start, path: Path) -> None:
    day = start(path)
    outer = tagged(day, "Talk", "open the port")
    day.take("port of Estmouth")
    day.press("2")
    inner = day.window.context.claim_id
    assert inner != outer
    day.view.set_caret(day.text_index("Good morning"))
    day.view.set_caret(day.text_index("open the port"))
    assert day.window.context.claim_id == outer
    day.view.set_caret(day.text_index("port of Estmouth") + 2)
    assert day.window.context.claim_id == outer
    day.press(Qt.Key.Key_Escape)
    day.view.set_caret(day.text_index("port of Estmouth") + 3)
    assert day.window.context.claim_id == inner


def test_the_armed_claim_stays_current_while_one_walks_through_others(start: Start, path: Path) -> None:
    day = start(path)
    claim = tagged(day, "Talk", "open the port")
    tagged(day, "Talk", "It may cost more", "2")
    day.window.context.choose_claim(claim)
    day.press("L")
    day.view.set_caret(day.text_index("It may cost") + 3)
    assert day.window.context.claim_id == claim


def test_a_key_after_find_tags_what_was_found(start: Start, path: Path) -> None:
    for leave in ([Qt.Key.Key_Escape], [Qt.Key.Key_Return, Qt.Key.Key_Escape]):
        day = start(path)
        day.open_document("Talk")
        day.view.set_caret(0)
        before = {claim.id for claim in day.workspace.claims()}
        day.press("F", CTRL)
        field = day.read.reader.find_bar.field
        QTest.keyClicks(field, "firms that move" if len(leave) == 1 else "harbour dues")
        for key in leave:
            day.press(key)
        assert day.view.hasFocus()
        day.press("3")
        (made,) = [claim for claim in day.workspace.claims() if claim.id not in before]
        assert made.quote == "Shipping firms that move here pay no harbour dues for five years."
        day.press(Qt.Key.Key_Delete)
        day.close()


def test_the_caret_is_where_it_was_before_the_restart(start: Start, path: Path) -> None:
    day = start(path)
    day.open_document("Article")
    day.view.set_caret(day.text_index("still being drafted"))
    day.open_document("Talk")
    day.view.set_caret(day.text_index("Shipping firms"))
    where = day.read.status()
    day.close()
    again = start(path)
    assert again.view.caret() == again.text_index("Shipping firms")
    assert again.window._status._words.text() == where == again.read.status()
    again.open_document("Article")
    assert again.view.caret() == again.text_index("still being drafted")


def test_an_empty_workspace_is_nowhere_in_a_text(start: Start, path: Path) -> None:
    day = start(path)
    day.open_document("Talk")
    day.view.set_caret(3)
    assert day.window._status._words.text().startswith("Paragraph 1")
    day.window.opening.create(path.with_name("empty.claims"))
    day.settle()
    assert day.window._status._words.text() == ""


def test_l_takes_the_sentence_at_the_caret_once_one_has_gone_on(start: Start, path: Path) -> None:
    day = start(path)
    claim = tagged(day, "Talk", "open the port")
    day.press("L")
    day.open_document("Article")
    day.to("nine months after")
    day.press("L")
    day.press("1")
    day.settle()
    (outcome,) = day.workspace.outcomes()
    assert outcome.evidence[0].passages[0].exact.startswith("The first ship moored")
    assert outcome.links == 1 if isinstance(outcome.links, int) else outcome.links
    assert day.workspace.claim(claim).links == 1


def test_a_click_or_enter_in_the_documents_gives_the_keyboard_to_the_text(start: Start, path: Path) -> None:
    day = start(path)
    claim = tagged(day, "Talk", "open the port")
    documents = day.read.documents.list
    documents.setFocus()
    day.press(Qt.Key.Key_Return)
    assert day.view.hasFocus()
    row = documents.visualRect(documents.currentIndex())
    QTest.mouseClick(documents.viewport(), Qt.MouseButton.LeftButton, pos=row.center())
    day.settle()
    assert day.view.hasFocus() and day.window.context.claim_id == claim
    day.press(Qt.Key.Key_Return)
    assert day.read.inspector.fields.statement.hasFocus()


def test_the_status_line_follows_the_pages(start: Start, path: Path, tmp_path: Path) -> None:
    pymupdf: Any = import_module("pymupdf")
    made = pymupdf.open()
    for number in range(5):
        made.new_page().insert_text((72, 72), f"We promise thing {number}.")
    file = tmp_path / "five.pdf"
    made.save(file)
    day = start(path)
    day.window.adding.add([file])
    day.settle()
    status = day.window._status._words
    assert status.text() == day.read.status() == "Page 1 of 5"
    day.read.view().go_to_page(4)  # type: ignore[union-attr]
    day.settle()
    assert status.text() == day.read.status() == "Page 4 of 5"
