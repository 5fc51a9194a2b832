"""The diff says what changed and nothing else: with it the new text can be made of the old one."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.word_diff import SHOWN, changes, parts

OLD = "We will open the port by June. The dues will fall. Nobody knows who pays for it."
TEXTS = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(["port", "dues", "June", "fall", "we,", "will", "."]), max_size=60).map(" ".join))  # fmt: skip


def told(old: str, new: str) -> list[tuple[str, str]]:
    return [(old[c.start : c.end].strip(), new[c.new_start : c.new_end].strip()) for c in changes(old, new)]


def test_a_word_that_was_changed_is_told_alone() -> None:
    assert told(OLD, OLD.replace("June", "July")) == [("June", "July")]


def test_a_sentence_that_was_added_or_deleted_is_told_whole() -> None:
    longer = OLD.replace("The dues", "It may cost more. The dues")
    assert [("It may cost more" in new, old) for old, new in told(OLD, longer)] == [(True, "")]
    assert [("It may cost more" in old, new) for old, new in told(longer, OLD)] == [(True, "")]


def test_signs_and_blanks_are_told_too() -> None:
    assert told(OLD, OLD.replace("June.", "June!")) == [(".", "!")]
    assert told(OLD, OLD) == []


@given(TEXTS, TEXTS)
def test_the_new_text_can_be_made_of_the_old_one(old: str, new: str) -> None:
    made, at = "", 0
    for change in changes(old, new):
        assert at <= change.start <= change.end
        made += old[at : change.start] + new[change.new_start : change.new_end]
        at = change.end
    assert made + old[at:] == new


@given(TEXTS, TEXTS)
def test_what_is_shown_holds_every_change(old: str, new: str) -> None:
    found = changes(old, new)
    shown = parts(old, new, found)
    assert [p.text for p in shown if p.kind == "gone"] == [old[c.start : c.end] for c in found if c.start < c.end]
    assert [p.text for p in shown if p.kind == "new"] == [
        new[c.new_start : c.new_end] for c in found if c.new_start < c.new_end
    ]


def test_long_unchanged_stretches_are_cut() -> None:
    old = "Begin. " + "The harbour sleeps and nothing happens here. " * 60 + "End in June."
    shown = parts(old, old.replace("June", "July"), changes(old, old.replace("June", "July")))
    assert [p.kind for p in shown[:4]] == ["cut", "same", "gone", "new"]
    assert SHOWN - 12 < len(shown[1].text) <= SHOWN
    assert shown[1].text.startswith(("The ", "harbour ", "sleeps ", "and ", "nothing ", "happens ", "here."))


def test_a_word_that_a_line_once_ended_is_the_same_word() -> None:
    assert changes("An exam\u00adple of the old lay\u00adout.", "An example of the old layout.") == []
