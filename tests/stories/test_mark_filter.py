"""Which claims are painted can be chosen, and what is hidden is said for as long as it is."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from desktop.ui.panels.mark_filter import MarkFilterStrip
from tests.stories.day import Day, Start

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def day(start: Start, path: Path) -> Day:
    """The talk with a promise, a risk and an incentive."""
    made = start(path)
    made.open_document("Talk")
    for words, key in (("open the port", "1"), ("cost more", "2"), ("harbour dues", "3")):
        made.to(words)
        made.press(key)
    made.press("L", CTRL_SHIFT)
    return made


def strip(day: Day) -> MarkFilterStrip:
    return day.read.reader.filter_strip


def painted(day: Day) -> list[str]:
    return sorted(mark.kind for mark in day.view._marks)


def test_claims_of_other_kinds_are_hidden_and_it_is_said(day: Day) -> None:
    assert strip(day)._told.text() == "3 claims, all shown"
    strip(day).chips["kind"].changed.emit(frozenset({"promise", "risk"}))
    day.settle()
    assert painted(day) == ["promise", "risk"]
    assert strip(day)._told.text() == "2 of 3 claims shown"
    strip(day).show_all.click()
    day.settle()
    assert painted(day) == ["incentive", "promise", "risk"]


def test_going_to_the_next_claim_leaves_out_the_hidden(day: Day) -> None:
    strip(day).chips["kind"].changed.emit(frozenset({"incentive"}))
    day.settle()
    day.view.set_caret(0)
    for _ in range(3):
        day.view.setFocus()
        day.press("N")
        with day.workspace.store.session():
            assert day.workspace.claim(day.window.context.claim_id).kind == "incentive"


def test_what_is_tagged_and_hidden_at_once_is_told(day: Day) -> None:
    strip(day).chips["kind"].changed.emit(frozenset({"incentive"}))
    day.settle()
    day.to("Good morning")
    day.press("1")
    assert any("filter" in text for text in day.window.notices.texts())
    assert strip(day)._told.text() == "1 of 4 claims shown"


def test_the_filter_holds_in_the_next_document_and_says_so(day: Day) -> None:
    strip(day).chips["kind"].changed.emit(frozenset({"risk"}))
    day.open_document("Article")
    assert strip(day).isVisible()
    assert strip(day)._told.text() == "0 of 0 claims shown"
    strip(day).put_away()
    day.open_document("Talk")
    assert len(painted(day)) == 3


def test_who_tagged_and_what_is_not_named_can_be_chosen(day: Day) -> None:
    words = [choice.words for choice in strip(day).chips["analyst"]._choices]
    assert words == ["Ada Quay"]
    topics = [choice.words for choice in strip(day).chips["topics"]._choices]
    assert topics == ["No topic"]
