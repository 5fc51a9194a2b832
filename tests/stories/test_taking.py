"""What a key takes in the window: words, not the name or the sign of a list that stands before them."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication

from desktop.documents import format_for
from desktop.ui.panels.speakers import SpeakersPanel
from desktop.ui.panels.words_menu import WordsMenu
from desktop.workspace import Workspace
from tests.stories.day import Start

LIST = """The ministry promised three things.

- Localization of parts will be pushed by law.
- Harbour dues will fall.

CHAIRMAN VOLCKER. As of this morning we hold the rate.
MR. AXILROD. That may be too early.
CHAIRMAN VOLCKER. I promise that we meet again in June.
"""


def added(path: Path) -> None:
    workspace = Workspace.open(path)
    data = LIST.encode()
    workspace.add_document("List.txt", data, format_for("List.txt", data).read(data, "List.txt"))
    workspace.close()


def test_a_list_dash_and_a_speakers_name_stay_out_of_the_quote(start: Start, path: Path) -> None:
    added(path)
    day = start(path)
    day.open_document("List")
    day.to("Localization")
    day.press("1")
    start_of_turn = day.text_index("CHAIRMAN VOLCKER. As of")
    day.view.select(start_of_turn, day.text_index("\nMR. AXILROD"))
    day.press("1")
    first, second = sorted(day.workspace.claims(), key=lambda claim: claim.start)
    assert first.quote == first.statement == "Localization of parts will be pushed by law."
    assert (second.quote, second.speaker) == ("As of this morning we hold the rate.", "CHAIRMAN VOLCKER")


def test_the_list_of_speakers_has_the_keyboard_and_begins_with_who_speaks_most(start: Start, path: Path) -> None:
    day = start(path)
    day.open_document("Talk")
    day.read.open_around("speakers")
    day.settle()
    panel = day.window.findChild(SpeakersPanel)
    assert panel is not None
    assert panel.list.keys() == ["=MS. QUAY", "=MR. BOLLARD"]
    assert QApplication.focusWidget() is panel.list
    day.press(Qt.Key.Key_Down)
    assert panel.list.current_key() == "=MR. BOLLARD" and panel.name.text() == "MR. BOLLARD"
    panel.close()


def test_the_menu_of_the_words_does_what_the_keys_do(start: Start, path: Path) -> None:
    day = start(path)
    day.open_document("Talk")
    day.view.set_caret(day.text_index("Shipping firms"))
    menu = day.read.reader.findChild(WordsMenu)
    assert menu is not None
    acts = {act.text().partition("\t")[0]: act for act in menu.menu().actions() if act.text()}
    assert {"Tag promise", "Tag risk", "Tag incentive", "Link an outcome", "Copy with citation"} <= acts.keys()
    assert acts["Tag incentive"].text().endswith("\t3")
    acts["Tag incentive"].trigger()
    day.settle()
    (claim,) = day.workspace.claims()
    assert claim.kind == "incentive" and claim.quote.startswith("Shipping firms")
    day.press(Qt.Key.Key_Escape)
    box = day.view.box_of(claim.start + 3)
    assert box is not None
    day.view.set_caret(0)
    spot = box.center().toPoint()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, spot, day.view.viewport().mapToGlobal(spot))
    QApplication.sendEvent(day.view.viewport(), event)
    day.settle()
    assert day.window.context.claim_id == claim.id
    assert claim.start <= day.view.caret() <= claim.end
    popup = QApplication.activePopupWidget()
    assert popup is not None
    popup.close()
