"""A working day through the real start: open, tag by keys, edit, link, assess, close; the next day everything is there."""

import re
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from db import queries
from desktop.documents import format_for
from desktop.ui import app as starting
from desktop.ui.forms import ParagraphField, TextField
from desktop.ui.main_window import MainWindow
from desktop.ui.panels.relation_menu import RelationMenu
from desktop.ui.places.read.place import ReadPlace
from desktop.ui.views.base import Mark
from desktop.ui.views.text_view import TextView
from desktop.workspace import Workspace

TALK = """MS. QUAY: Good morning 😀. We will open the port of Estmouth by the end of June 2026. It may cost more than we hope.
MR. BOLLARD: And who pays for it?
MS. QUAY: The government will bear a half. Shipping firms that move here pay no harbour dues for five years.
"""
ARTICLE = """Port opens a year late

The first ship moored in Estmouth on 4 March 2027, nine months after the day that the minister had named.
Harbour dues were not lifted; the finance ministry said that a law was still being drafted.
"""
Start = Callable[..., "Day"]


class Day:
    """The analyst at the window. Every act is a key, and ends when all that follows from it has been shown."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window, self._qtbot = window, qtbot

    @property
    def read(self) -> ReadPlace:
        return self.window.read()

    @property
    def view(self) -> TextView:
        view = self.read.view()
        assert isinstance(view, TextView)
        return view

    @property
    def workspace(self) -> Workspace:
        assert self.window.context.workspace is not None
        return self.window.context.workspace

    @property
    def text(self) -> str:
        return self.view.toPlainText()

    def settle(self) -> None:
        """Until every task is answered, and what followed from the answers."""
        idle: list[bool] = []
        self.window.context.tasks.when_idle(lambda: idle.append(True))
        self._qtbot.waitUntil(lambda: bool(idle))
        QApplication.processEvents()  # widgets that were made by an answer are shown

    def come_to_front(self) -> None:
        self.window.activateWindow()
        self._qtbot.waitUntil(self.window.isActiveWindow)

    def press(self, key: Qt.Key | str, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        target: QObject = QApplication.focusWidget() or self.view
        assert isinstance(target, QWidget)
        QTest.keyClick(target, key, keys)  # type: ignore[call-overload]
        self.settle()

    def to(self, words: str) -> None:
        """Put the caret into these words."""
        self.view.setFocus()
        self.view.set_caret(self.text_index(words) + 1)

    def take(self, words: str) -> None:
        self.view.setFocus()
        start = self.text_index(words)
        self.view.select(start, start + len(words))

    def text_index(self, words: str) -> int:
        opened = self.read._opened
        assert opened is not None
        return opened.shown.text.index(words)

    def open_document(self, title: str) -> None:
        with self.workspace.store.session() as session:
            document_id = next(d.id for d in queries.documents(session) if d.title == title)
        self.window.show_place("read", ("document", document_id))
        self.settle()
        assert self.read._opened is not None
        assert self.read._opened.row.title == title

    def field(self, name: str) -> TextField | ParagraphField:
        fields = self.read.inspector.findChildren(TextField) + self.read.inspector.findChildren(ParagraphField)
        return next(f for f in fields if f.accessibleName() == name and f.isVisibleTo(self.read.inspector))

    def fill(self, name: str, words: str) -> None:
        """Type into a field of the inspector, without leaving it."""
        field = self.field(name)
        field.setFocus()
        field.selectAll()
        QTest.keyClicks(field, words)

    def painted(self) -> set[str]:
        """Ids of the claims that the view shows."""
        return {mark.id for mark in self.view._marks if mark.kind != "evidence"}

    def agree(self) -> None:
        """What the window shows is what the workspace holds."""
        opened = self.read._opened
        assert opened is not None
        there = {claim.id for claim in self.workspace.claims_in(opened.row.version_id)}
        assert self.painted() == there
        with self.workspace.store.session() as session:
            counts = {d.id: sum(d.claims.values()) for d in queries.documents(session)}
        assert {d.id: sum(d.claims.values()) for d in self.read._documents.values()} == counts
        assert sum(counts.values()) == len(self.workspace.claims())

    def close(self) -> None:
        self.window.close()


def places(view: TextView) -> list[tuple[int, int]]:
    """Where every word begins on the screen."""
    found = []
    cursor = view.textCursor()
    for match in re.finditer(r"\S+", view.toPlainText()):
        cursor.setPosition(match.start())
        corner = view.viewport().mapToGlobal(view.cursorRect(cursor).topLeft())
        found.append((corner.x(), corner.y()))
    return found


@pytest.fixture
def start(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Start]:
    """Starts the program on a workspace, with settings that are kept from one start to the next."""
    started: list[MainWindow] = []

    def begin(path: Path | None) -> Day:
        settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
        if not settings.contains("analyst"):
            settings.setValue("analyst", "Ada Quay")
            settings.setValue("theme", "light")
        window = starting.make_window(starting.application(), settings)
        started.append(window)
        with qtbot.waitSignal(window.first_painted):
            window.show()
        day = Day(window, qtbot)
        day.come_to_front()
        with qtbot.waitSignal(window.read().shown):
            starting.begin(window, path, False)
        day.settle()
        return day

    yield begin
    for window in started:
        window.close()
        window.context.open(None)
        Day(window, qtbot).settle()
        window.context.close()
        window.deleteLater()
    qapp.processEvents()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A workspace with two documents."""
    made = Workspace.create(tmp_path / "estmouth.claims")
    for name, text, day in (("Talk.txt", TALK, "2026-01-15"), ("Article.txt", ARTICLE, "2027-03-05")):
        data = text.encode()
        made.add_document(name, data, format_for(name, data).read(data, name), published_on=day)
    made.close()
    return tmp_path / "estmouth.claims"


def test_a_day_of_tagging_and_the_next_morning(start: Start, path: Path) -> None:
    day = start(path)
    day.open_document("Talk")
    tag_three_kinds(day)
    add_a_second_stretch(day)
    undo_and_redo(day)
    edit_fields(day)
    link_what_happened(day)
    assess(day)
    day.agree()
    before = (day.workspace.claims(), day.workspace.outcomes(), day.workspace.store.undo_label)
    day.close()

    morning = start(None)  # the last workspace, by itself
    assert morning.workspace.store.path == path
    assert (morning.workspace.claims(), morning.workspace.outcomes(), morning.workspace.store.undo_label) == before
    morning.open_document("Talk")
    morning.agree()
    morning.press("Z", Qt.KeyboardModifier.ControlModifier)  # also after a restart
    promise = next(c for c in morning.workspace.claims() if c.kind == "promise")
    assert promise.verdict == "not_yet_rated"


def tag_three_kinds(day: Day) -> None:
    day.to("open the port")
    day.press(".")
    assert day.view.selection() is not None
    day.press("1")
    day.to("cost more")
    day.press("2")  # nothing selected: the sentence at the caret
    day.to("Shipping firms")
    day.press(".")
    day.press("3")
    found = day.workspace.claims()
    assert [(c.kind, c.quote, c.speaker) for c in found] == [
        ("promise", "We will open the port of Estmouth by the end of June 2026.", "MS. QUAY"),
        ("risk", "It may cost more than we hope.", "MS. QUAY"),
        ("incentive", "Shipping firms that move here pay no harbour dues for five years.", "MS. QUAY"),
    ]
    assert (found[0].due_latest, found[0].made_on) == ("2026-06-30", "2026-01-15")
    assert day.window.context.claim_id == found[2].id
    assert day.view.hasFocus()
    day.agree()


def add_a_second_stretch(day: Day) -> None:
    day.press("N")  # from the incentive to the first claim
    promise = day.workspace.claims()[0]
    assert day.window.context.claim_id == promise.id
    start = day.text_index("The government will bear a half.")
    day.view.stretch_added.emit(start, start + len("The government will bear a half."))
    day.settle()
    assert day.workspace.claim(promise.id).quote == (
        "We will open the port of Estmouth by the end of June 2026. … The government will bear a half."
    )
    assert sum(mark.id == promise.id for mark in day.view._marks) == 2


def undo_and_redo(day: Day) -> None:
    after = day.workspace.claims()
    for left in (3, 2, 1, 0):
        day.press("Z", Qt.KeyboardModifier.ControlModifier)
        assert len(day.workspace.claims()) == left
        day.agree()
    assert day.painted() == set()
    for _ in range(4):
        day.press("Z", Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
        day.agree()
    assert day.workspace.claims() == after


def edit_fields(day: Day) -> None:
    promise = day.workspace.claims()[0]
    day.window.context.choose_claim(promise.id)
    day.settle()
    day.view.setFocus()
    day.press(Qt.Key.Key_Return)  # into the inspector
    assert day.field("Statement").hasFocus()
    day.fill("Statement", "Estmouth's port opens by 30 June 2026")
    day.press(Qt.Key.Key_Return)
    day.fill("Actor", "Ministry of Works")
    day.press(Qt.Key.Key_Return)
    day.fill("Due", "1 Jul 2026")
    day.press(Qt.Key.Key_Return)
    day.fill("Topic", "Energy and infrastructure")
    day.press(Qt.Key.Key_Return)
    day.fill("Condition", "never saved")
    day.press(Qt.Key.Key_Escape)  # gives up the words and goes back to the text
    assert day.view.hasFocus()
    changed = day.workspace.claim(promise.id)
    assert (changed.statement, changed.actor) == ("Estmouth's port opens by 30 June 2026", "Ministry of Works")
    assert (changed.due_latest, changed.topics, changed.condition) == ("2026-07-01", ("energy_and_infrastructure",), "")
    assert "statement" not in changed.filled_in


def link_what_happened(day: Day) -> None:
    promise = day.workspace.claims()[0]
    day.press("L")
    day.open_document("Article")
    day.take("The first ship moored in Estmouth on 4 March 2027")
    day.press("L")
    menu = next(w for w in QApplication.topLevelWidgets() if isinstance(w, RelationMenu) and w.isVisible())
    QTest.keyClick(menu, Qt.Key.Key_2)
    day.settle()
    day.come_to_front()  # a window manager brings it there when a popup closes
    (outcome,) = day.workspace.outcomes()
    assert outcome.statement == "The first ship moored in Estmouth on 4 March 2027"
    assert outcome.evidence[0].document == "Article"
    with day.workspace.store.session() as session:
        (link,) = queries.links(session)
    assert (link.claim_id, link.outcome_id, link.relation) == (promise.id, outcome.id, "partly_fulfils")
    assert [mark.id for mark in day.view._marks if mark.kind == "evidence"] == [outcome.id]
    day.agree()


def assess(day: Day) -> None:
    promise = next(c for c in day.workspace.claims() if c.kind == "promise")
    assert day.window.context.claim_id == promise.id
    day.view.setFocus()
    day.press("A")
    assert day.window.current_place() == "review"
    day.press("2")  # final, so it asks why
    reason = QApplication.focusWidget()
    assert isinstance(reason, QLineEdit)
    QTest.keyClicks(reason, "It opened, nine months late.")
    day.press(Qt.Key.Key_Return)
    rated = day.workspace.claim(promise.id)
    assert rated.assessment is not None
    assert (rated.verdict, rated.assessment.rationale) == ("partly_kept", "It opened, nine months late.")
    assert rated.assessment.analyst == "Ada Quay"
    day.window.show_place("read")
    day.settle()


@pytest.mark.parametrize("name", ["Statement", "Actor", "Note"])
def test_closing_saves_what_is_half_typed(start: Start, path: Path, name: str) -> None:
    day = start(path)
    day.open_document("Talk")
    day.to("open the port")
    day.press("1")
    day.fill(name, "Half a thou")
    day.close()
    again = Workspace.open(path)
    (claim,) = again.claims()
    assert getattr(claim, name.lower()) == "Half a thou"
    again.close()


def test_a_tag_is_painted_before_it_is_on_the_disk(start: Start, path: Path) -> None:
    day = start(path)
    day.open_document("Talk")
    day.to("open the port")
    QTest.keyClick(day.view, Qt.Key.Key_1)
    assert len(day.view._marks) == 1  # no event has been handled since
    day.settle()
    assert [mark.id for mark in day.view._marks] == [claim.id for claim in day.workspace.claims()]


def test_a_claim_that_is_painted_before_its_answer_came_leaves_no_double(start: Start, path: Path) -> None:
    day = start(path)
    day.open_document("Talk")
    day.to("open the port")
    day.press("1")
    (claim,) = day.workspace.claims()
    day.read._pending["pending late"] = [Mark("pending late", "promise", "diamond", "solid", claim.start, claim.end)]
    day.read._tagged("pending late", claim.id)
    assert day.painted() == {claim.id}


def test_a_tag_before_the_older_ones_are_shown_hides_none_of_them(start: Start, path: Path, qtbot: QtBot) -> None:
    day = start(path)
    day.open_document("Talk")
    opened = day.read._opened
    assert opened is not None
    for begin in (0, 40, 90):
        day.workspace.mark("risk", opened.row.version_id, [(begin, begin + 20)])
    day.settle()
    gate = threading.Event()
    for lane in ("one", "two"):  # nothing is read until both are let go
        day.window.context.tasks.read(lane, lambda: gate.wait(5), lambda _: None)
    day.read._show(opened)  # as when the document has just been opened: its marks are still being asked for
    with qtbot.waitSignal(day.window.context.changed):
        QTest.keyClick(day.view, Qt.Key.Key_1)
    gate.set()
    day.settle()
    assert len(day.painted()) == 4
    day.agree()


def test_a_tag_that_is_taken_back_at_once_leaves_nothing(start: Start, path: Path, qtbot: QtBot) -> None:
    day = start(path)
    day.open_document("Talk")
    day.to("open the port")
    QTest.keyClick(day.view, Qt.Key.Key_1)
    QTest.keyClick(day.view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    day.settle()
    assert day.workspace.claims() == []
    assert day.painted() == set()
    with qtbot.waitSignal(day.window.context.told) as told:
        day.press("L")
    assert told.args[1] == "Choose a claim first"
    with qtbot.assertNotEmitted(day.window.context.tasks.failed):
        day.press(Qt.Key.Key_Delete)
    day.press("Z", Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    day.agree()
    assert len(day.painted()) == 1


def test_many_tags_in_a_row_all_arrive(start: Start, path: Path) -> None:
    day = start(path)
    day.open_document("Talk")
    for number in range(40):
        day.view.set_caret(10 + 5 * number)
        QTest.keyClick(day.view, Qt.Key.Key_1 if number % 2 else Qt.Key.Key_2)
    day.settle()
    assert len(day.workspace.claims()) == 40
    day.agree()


def test_no_word_moves_while_one_tags_links_and_finds(start: Start, path: Path) -> None:
    day = start(path)
    day.open_document("Talk")
    day.to("open the port")
    before = places(day.view)
    day.press(".")
    day.press("1")
    assert places(day.view) == before
    day.press("L")  # the banner takes the header's place
    assert places(day.view) == before
    day.press(Qt.Key.Key_Escape)
    day.press("F", Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(day.read.reader.find_field(), "port")
    day.settle()
    assert len(day.view._found) == 1
    assert places(day.view) == before
    day.press(Qt.Key.Key_Escape)
    assert day.view.hasFocus()
    assert day.view._found == []
    assert places(day.view) == before


def test_another_workspace_takes_nothing_of_the_first_along(
    start: Start, path: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    day = start(path)
    day.open_document("Talk")
    day.to("open the port")
    day.press("1")
    other = tmp_path / "other.claims"
    with qtbot.waitSignal(day.window.context.workspace_changed):
        day.window.opening.create(other)
    day.settle()
    assert (day.workspace.store.path, day.window.context.claim_id) == (other, "")
    assert day.read._opened is None
    day.press("1")  # no document: nothing to tag
    day.press("Z", Qt.KeyboardModifier.ControlModifier)
    assert day.workspace.claims() == []
    with qtbot.waitSignal(day.read.shown):
        day.window.opening.open(path)
    day.settle()
    assert len(day.workspace.claims()) == 1
    day.open_document("Talk")
    day.agree()


def test_letters_typed_into_a_field_tag_nothing(start: Start, path: Path) -> None:
    day = start(path)
    day.open_document("Talk")
    day.to("open the port")
    day.press("1")
    day.fill("Note", "123 l . n a")
    day.settle()
    assert len(day.workspace.claims()) == 1
    assert day.field("Note").toPlainText() == "123 l . n a"  # type: ignore[union-attr]


def test_a_second_stretch_in_another_document_leaves_the_first_where_it_is(start: Start, path: Path) -> None:
    day = start(path)
    day.open_document("Talk")
    day.to("open the port")
    day.press("1")
    (claim,) = day.workspace.claims()
    day.open_document("Article")
    begin = day.text_index("The first ship")
    day.view.stretch_added.emit(begin, begin + 14)
    day.settle()
    after = day.workspace.claim(claim.id)
    assert [p.exact for p in after.passages] == [claim.quote, "The first ship"]
    assert len({p.document_id for p in after.passages}) == 2
    assert day.painted() == {claim.id}
    day.open_document("Talk")
    assert day.painted() == {claim.id}


def test_a_verb_that_is_refused_says_so_and_paints_nothing(start: Start, path: Path, qtbot: QtBot) -> None:
    day = start(path)
    day.open_document("Talk")
    day.to("open the port")
    day.press("1")
    with qtbot.waitSignal(day.window.context.told) as told:
        day.window.context.write("Not linked", lambda w: w.link(day.window.context.claim_id, "nothing", "fulfils"))
    day.settle()
    assert told.args[0] == "error"
    assert len(day.workspace.claims()) == 1
    day.agree()


def test_a_file_that_is_no_workspace_leaves_the_person_where_they_were(
    start: Start, path: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    day = start(path)
    stranger = tmp_path / "note.claims"
    stranger.write_text("only a note")
    with qtbot.waitSignal(day.window.context.told) as told:
        day.window.opening.open(stranger)
    day.settle()
    assert told.args[:2] == ["error", "“note.claims” was not opened"]
    assert day.workspace.store.path == path
    assert stranger.read_text() == "only a note"


def test_nothing_but_the_window_comes_up_and_a_notice_leaves_the_keyboard_where_it_is(start: Start, path: Path) -> None:
    day = start(path)
    day.open_document("Talk")
    day.view.setFocus()
    day.window.context.tell("Something happened", "To this file.")
    day.settle()
    assert QApplication.focusWidget() is day.view
    for place in ("ledger", "outcomes", "review", "overview", "read"):
        day.window.show_place(place)
        day.settle()
        assert [w for w in QApplication.topLevelWidgets() if w.isVisible()] == [day.window]
