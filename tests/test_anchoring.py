"""A passage is found again where its own words are, or is said to be lost; never on other words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.anchoring import CONTEXT, describe, places, resolve

TEXT = (
    "We will open the port by June. The dues will fall. "
    "Nobody knows who pays for it. The dues will fall. In the end we will open the port, and that is a promise 🚢.\n"
)
QUOTE = "who pays for it"


def passage(quote: str = QUOTE, text: str = TEXT) -> tuple[int, int]:
    at = text.index(quote)
    return at, at + len(quote)


def test_a_passage_is_described_with_its_neighbours() -> None:
    found = describe(TEXT, *passage())
    assert found.exact == QUOTE
    assert found.prefix == TEXT[found.start - CONTEXT : found.start]
    assert found.suffix == TEXT[found.end : found.end + CONTEXT]
    at_the_start = describe(TEXT, 0, 7)
    assert (at_the_start.exact, at_the_start.prefix) == ("We will", "")


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (5, 2), (0, len(TEXT) + 1)])
def test_what_is_no_passage_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="no passage"):
        describe(TEXT, start, end)


def test_the_same_text_is_exact() -> None:
    found = resolve(describe(TEXT, *passage()), TEXT, TEXT)
    assert (found.status, found.score, found.start, found.end) == ("exact", 1.0, *passage())


@pytest.mark.parametrize("added", ["A foreword.\n", "🚢🚢🚢 ", "وعدہ\n", "約束\n"])
def test_words_before_it_move_it_along(added: str) -> None:
    found = resolve(describe(TEXT, *passage()), TEXT, added + TEXT)
    assert found.status == "reanchored"
    assert (added + TEXT)[found.start : found.end] == QUOTE


def test_a_long_quote_may_have_moved_with_all_its_neighbours_changed() -> None:
    quote = "In the end we will open the port, and that is a promise"
    new = f"Quite another text. {quote}? So they say."
    found = resolve(describe(TEXT, *passage(quote)), TEXT, new)
    assert found.status == "reanchored"
    assert new[found.start : found.end] == quote


def test_a_short_quote_with_other_neighbours_needs_review() -> None:
    new = "Quite another text: who pays for it? So they ask."
    found = resolve(describe(TEXT, *passage()), TEXT, new)
    assert found.status == "needs_review"
    assert new[found.start : found.end] == QUOTE


def test_words_that_stand_twice_are_not_guessed_in_silence() -> None:
    second = TEXT.rindex("The dues will fall")
    found = resolve(describe(TEXT, second, second + 18), TEXT, "Well! " + TEXT)
    assert found.status == "needs_review"
    assert found.start == second + 6  # the one with the right neighbours is offered


def test_words_that_are_gone_are_orphaned() -> None:
    found = resolve(describe(TEXT, *passage()), TEXT, TEXT.replace(QUOTE, "that nobody pays"))
    assert (found.status, found.start, found.end) == ("orphaned", None, None)


def test_a_shorter_text_is_no_error() -> None:
    assert resolve(describe(TEXT, *passage()), TEXT, "").status == "orphaned"


def test_overlapping_places_are_all_told() -> None:
    assert list(places("aaaa", "aa")) == [0, 1, 2]


@given(st.data(), st.text(min_size=1, max_size=60), st.text(max_size=20), st.text(max_size=20))
def test_whatever_changes_the_words_found_are_its_own(data: st.DataObject, text: str, before: str, after: str) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    new = before + text + after
    found = resolve(describe(text, start, end), text, new)
    assert found.status != "orphaned"
    assert found.start is not None
    assert new[found.start : found.end] == text[start:end]
    assert 0 <= found.score <= 1
    if not before and not after:
        assert (found.status, found.start) == ("exact", start)
