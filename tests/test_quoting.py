"""A quote is found where it stands, whatever blanks it was copied with; if not, the message says where to look."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.errors import NotFound
from db.folding import SOFT_HYPHEN
from desktop import quoting

TEXT = "One pier.\nWe will open   the\nnew pier 🚢 soon.\nOne pier more. 投資を促進する。"


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        ("new pier 🚢 soon", "new pier 🚢 soon"),
        ("will open the new pier", "will open   the\nnew pier"),
        ("  open the\n\nnew ", "open   the\nnew"),
        ("投資を促進", "投資を促進"),
    ],
)
def test_blanks_are_taken_alike_and_positions_are_those_of_the_text(quote: str, words: str) -> None:
    [(start, end)] = quoting.find(TEXT, quote)
    assert TEXT[start:end] == words


@pytest.mark.parametrize("quote", ["information of all", "infor\u00admation of all"])
def test_a_word_parted_at_the_end_of_a_line_is_quoted_whole(quote: str) -> None:
    assert quoting.find("The infor\u00admation of all.", quote) == [(4, 23)]


def test_exact_words_go_before_folded_ones() -> None:
    assert quoting.find("a  b a b", "a b") == [(5, 8)]


@pytest.mark.parametrize("quote", ["", "  ", "Pier", "one pier"])
def test_nothing_is_found_for_other_words(quote: str) -> None:
    assert quoting.find(TEXT, quote) == []


def test_near_picks_the_closest_place() -> None:
    last = TEXT.rindex("One pier")
    assert quoting.only(TEXT, "One pier", "more") == (last, last + 8)
    assert quoting.only(TEXT, "One pier", "We will") == (0, 8)


def test_a_message_says_where_each_place_is() -> None:
    with pytest.raises(NotFound) as told:
        quoting.only(TEXT, "One pier")
    assert "2 times" in str(told.value)
    assert "line 1, characters 0–8" in str(told.value)
    assert f"line 4, characters {TEXT.rindex('One')}–" in str(told.value)


def test_a_message_says_how_far_a_quote_agrees() -> None:
    with pytest.raises(NotFound, match=r"first 4 words are, at line 2, characters 10–"):
        quoting.only(TEXT, "We will open the old pier")


def test_near_words_that_are_not_there_are_told() -> None:
    with pytest.raises(NotFound, match="“bridge”, which the quote should be near"):
        quoting.only(TEXT, "One pier", "bridge")


@given(st.text(min_size=1), st.data())
def test_every_stretch_of_a_text_is_found_in_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    if text[start:end].replace(SOFT_HYPHEN, "").strip():
        assert (start, end) in quoting.find(text, text[start:end])
