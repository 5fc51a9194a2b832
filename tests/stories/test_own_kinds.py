"""An analyst makes a kind of her own, tags with its key, finds it everywhere and after a restart, and takes it back."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from db.rows import ClaimFilter
from desktop import report
from desktop.claims import kinds
from desktop.export import exporter_of
from desktop.ui import theme
from desktop.ui.commands import commands, named
from desktop.ui.panels.kinds_page import KindsPage
from desktop.ui.panels.settings_page import SettingsPage
from tests.stories.access import nameless, reachable, where
from tests.stories.command_line import Run
from tests.stories.day import Day, Start

WORDS = "It may cost more than we hope."


@pytest.fixture
def day(start: Start, path: Path) -> Day:
    made = start(path)
    made.open_document("Talk")
    return made


def settings(day: Day) -> KindsPage:
    day.window.run(named("kinds_of_claims"))
    day.settle()
    return next(page for page in day.window.findChildren(SettingsPage) if page.isVisible()).kinds


def leave(day: Day, page: KindsPage) -> None:
    page.window().close()
    day.settle()
    day.come_to_front()


def type_into(day: Day, field: QWidget, words: str) -> None:
    field.setFocus()
    field.selectAll()  # type: ignore[attr-defined]
    QTest.keyClicks(field, words)
    QTest.keyClick(field, Qt.Key.Key_Return)
    day.settle()
    day.settle()


def make_warning(day: Day) -> str:
    page = settings(day)
    page.add.click()
    type_into(day, page.form.title, "Warning")
    leave(day, page)
    return day.workspace.kinds.own[0].name


def test_from_the_settings_to_the_report(day: Day, start: Start, path: Path) -> None:
    name = make_warning(day)
    day.to(WORDS)
    day.press("4")
    (claim,) = day.workspace.claims()
    assert claim.kind == name and [mark.kind for mark in day.view._marks] == [name]
    assert day.window._actions["undo"].text() == "Undo tag warning"
    assert day.read.inspector._title.text() == "Warning"
    day.window.show_place("ledger", ClaimFilter(kinds=frozenset({name})))
    day.settle()
    assert "Showing 1 of 1 claim" in _told(day.window) and "Kind: Warning" in _names(day.window)
    for place in ("outcomes", "review", "overview", "read"):
        day.window.show_place(place)
        day.settle()
    day.close()

    again = start(path)
    again.open_document("Talk")
    assert [mark.kind for mark in again.view._marks] == [name]
    text = "".join(exporter_of("markdown").write(report.build(again.workspace)))
    assert f"### ▼ Warning: {WORDS}" in text and "| Warning | 1 |" in text
    for _step in range(2):
        again.press("Z", Qt.KeyboardModifier.ControlModifier)
    assert not again.workspace.claims() and [kind.name for kind in kinds()] == ["promise", "risk", "incentive"]
    assert f"mark_{name}" not in {one.name for one in commands()}
    again.to(WORDS)
    again.press("4")
    assert not again.workspace.claims(), "the key is nobody's again"
    again.press("Z", Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    again.to(WORDS)
    again.press("4")
    assert [claim.kind for claim in again.workspace.claims()] == [name]


def _names(widget: QWidget) -> list[str]:
    return [w.accessibleName() for w in widget.findChildren(QWidget) if w.isVisible()]


def _told(widget: QWidget) -> str:
    labels = [shown.text() for shown in widget.findChildren(QLabel) if shown.isVisible()]
    return " | ".join(labels + [shown.text() for shown in widget.findChildren(QPushButton) if shown.isVisible()])


def test_keys_alone_and_armed_and_with_shift(day: Day) -> None:
    name = make_warning(day)
    day.to(WORDS)
    day.press("1")
    day.press("4", Qt.KeyboardModifier.ShiftModifier)
    assert [claim.kind for claim in day.workspace.claims()] == [name]
    day.press("4", Qt.KeyboardModifier.AltModifier)
    assert day.read.tagging.armed == name and day.read.status().startswith("Each selection becomes a warning")
    day.workspace.own_kinds.remove(name, to="risk")
    day.settle()
    assert not day.read.tagging.armed


def test_it_stands_in_menus_palette_and_key_help(day: Day) -> None:
    name = make_warning(day)
    assert named(f"mark_{name}").shortcuts == ("4",)
    titles = [action.text() for action in day.window.findChildren(QAction) if action.text() == "Tag warning"]
    assert titles == ["Tag warning"]
    day.take(WORDS)
    day.read.reader.show_palette()
    assert "Warning" in _told(day.read.reader.selection_palette)


def test_a_key_that_somebody_has_is_refused_with_the_name(day: Day) -> None:
    make_warning(day)
    page = settings(day)
    page.show_kind(day.workspace.kinds.own[0].name)
    for key, who in (("1", "The key 1 is taken by “Promise”"), ("l", "L is taken by “Link an outcome”")):
        type_into(day, page.form.key, key)
        assert page.form.key.problem.startswith(who)
    type_into(day, page.form.key, "7")
    assert day.workspace.kinds.own[0].key == "7"
    leave(day, page)
    day.to(WORDS)
    day.press("7")
    assert len(day.workspace.claims()) == 1


def test_name_colour_sign_line_verdicts_and_fields_are_changed(day: Day) -> None:
    name = make_warning(day)
    page = settings(day)
    page.show_kind(name)
    form = page.form
    type_into(day, form.title, "Alarm")
    form.colour.buttons["violet"].click()
    form.sign.buttons["star"].click()
    form.line.buttons["thick"].click()
    day.settle()
    form.judged.activated.emit(form.judged.findText("As risks", Qt.MatchFlag.MatchStartsWith))
    form.fields.more.click()
    type_into(day, QApplication.focusWidget() or form, "Severity")
    kind = day.workspace.kinds.of(name)
    assert (kind.title, kind.sign, kind.line, kind.judged_as) == ("Alarm", "star", "thick", "risk")
    assert kind.colours == ("#9635B6", "#C481DA") == (
        theme.Theme("light").colour(name).name().upper(), theme.Theme("dark").colour(name).name().upper(),
    )  # fmt: skip
    assert [field.title for field in kind.fields] == ["Severity"]
    type_into(day, form.own_colour, "#FFEE00")
    assert "too pale" in form.own_colour.problem
    leave(day, page)


def test_what_is_typed_is_kept_when_another_kind_is_begun(day: Day) -> None:
    name = make_warning(day)
    page = settings(day)
    page.show_kind(name)
    page.form.title.setFocus()
    page.form.title.selectAll()
    QTest.keyClicks(page.form.title, "Alarm")
    page.add.click()
    day.settle()
    assert day.workspace.kinds.of(name).title == "Alarm" and page.form.title.text() == ""
    page.show_kind(name)
    type_into(day, page.form.own_colour, "pink")
    page.begin()
    page.show_kind(name)
    assert page.form.own_colour.text() == "" == page.form.own_colour.problem
    leave(day, page)


def test_one_in_use_is_removed_by_giving_its_claims_to_another(day: Day) -> None:
    name = make_warning(day)
    day.to(WORDS)
    day.press("4")
    page = settings(day)
    page.show_kind(name)
    day.settle()
    assert page.form._used.text() == "1 claim becomes" and page.form.to.currentText() == "a promise"
    page.form.to.show_value("risk")
    page.form.remove.click()
    day.settle()
    assert [claim.kind for claim in day.workspace.claims()] == ["risk"] and not day.workspace.kinds.own
    leave(day, page)
    assert [mark.kind for mark in day.view._marks] == ["risk"]
    assert day.window._actions["undo"].text() == "Undo remove kind “Warning”"
    day.press("Z", Qt.KeyboardModifier.ControlModifier)
    assert [mark.kind for mark in day.view._marks] == [name]


def test_what_would_lose_a_verdict_is_refused_where_it_was_tried(day: Day) -> None:
    name = make_warning(day)
    day.workspace.own_kinds.change(name, judged_as="risk")
    day.to(WORDS)
    day.press("4")
    day.workspace.assess(day.workspace.claims()[0].id, "emerging")
    page = settings(day)
    page.show_kind(name)
    page.form.removed.emit("promise")
    day.settle()
    assert "1 claim has a verdict or a link that a promise does not have" in page.problem.text()
    assert day.workspace.kinds.own
    leave(day, page)


def test_every_control_has_a_name_and_the_keyboard_reaches_it(day: Day) -> None:
    name = make_warning(day)
    page = settings(day)
    page.show_kind(name)
    page.form.fields.more.click()
    day.settle()
    dialog = page.window()
    assert nameless(dialog) == []
    met, first = [], None
    for _step in range(200):
        dialog.focusNextChild()
        at = QApplication.focusWidget()
        if at is first:
            break
        first = first or at
        met.append(at)
    groups = [*page.form.colour.buttons.values(), *page.form.sign.buttons.values(), *page.form.line.buttons.values()]
    assert [where(w) for w in reachable(dialog) if w not in met and w not in groups] == []
    leave(day, page)


def test_another_workspace_has_kinds_of_its_own(day: Day, start: Start, tmp_path: Path) -> None:
    from desktop.workspace import Workspace

    name = make_warning(day)
    Workspace.create(tmp_path / "other.claims").close()
    day.window.opening.open(tmp_path / "other.claims")
    day.settle()
    assert name not in {kind.name for kind in kinds()}
    assert not [action for action in day.window.findChildren(QAction) if action.text() == "Tag warning"]


def test_the_command_line_knows_it_by_its_title(prepared: Run) -> None:
    from desktop.workspace import Workspace

    workspace = Workspace.open(Path("w.claims"))
    workspace.own_kinds.add("Red line")
    text = Path("talk.txt").read_text(encoding="utf-8")
    workspace.close()
    quote = text.split(". ")[0].split(": ")[-1][:20]
    assert prepared("tag", "w.claims", "--document", "talk", "--kind", "red line", "--quote", quote).code == 0
    assert prepared("tag", "w.claims", "--document", "talk", "--kind", "blue line", "--quote", quote).code == 2
    listed = prepared("list", "w.claims", "kinds").out.splitlines()
    assert listed[-1].split("\t") == ["own_red_line", "4", "1", "Red line"]
    assert "Red line: " in prepared("export", "w.claims", "--to", "markdown", "-o", "-", "--kind", "Red line").out
    assert prepared("check", "w.claims").code == 0


def test_with_many_kinds_one_is_chosen_for_all_places_of_a_phrase(day: Day) -> None:
    names = [day.workspace.own_kinds.add(title) for title in ("Warning", "Red line", "Commitment", "Threat")]
    day.settle()
    day.take("port")
    day.press("M")
    panel = day.read.occurrences._panel
    assert panel is not None
    for key, name in (("4", names[0]), ("7", names[3])):
        day.press(key)
        assert [kind for kind, choice in panel.kinds.items() if choice.isChecked()] == [name]
    day.press(Qt.Key.Key_Return)
    assert {claim.kind for claim in day.workspace.claims()} == {names[3]}
    assert day.window._actions["undo"].text() == "Undo tag threat"


def test_filters_for_a_kind_that_was_removed_still_stand_and_can_be_cleared(day: Day) -> None:
    name = make_warning(day)
    day.to(WORDS)
    day.press("4")
    day.window.show_place("ledger", ClaimFilter(kinds=frozenset({name})))
    day.settle()
    day.workspace.own_kinds.remove(name, to="risk")
    day.settle()
    day.settle()
    assert "1 hidden by 1 filter" in _told(day.window), _told(day.window)
    button = next(b for b in day.window.findChildren(QPushButton) if b.text() == "Clear filters" and b.isVisible())
    button.click()
    day.settle()
    assert "Showing 1 claim" in _told(day.window)
