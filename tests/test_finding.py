"""Found places are places of the stored text, whatever the words look like there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.folding import fold
from desktop.finding import find_all


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("The port. A PORT!", "port", ["port", "PORT"]),
        ("naïve plans", "naive", ["naïve"]),
        ("naive plans", "naïve", ["naive"]),
        ("cafe\u0301 opens", "café", ["cafe\u0301"]),
        ("ＡＢＣ zone", "abc", ["ＡＢＣ"]),
        ("ﬁnancial", "financial", ["ﬁnancial"]),
        ("Straße", "strasse", ["Straße"]),
        ("😀 port 😀", "port", ["port"]),
        ("総理は関税を下げる", "関税", ["関税"]),
        ("حکومت نے وَعدہ کیا", "وعدہ", ["وَعدہ"]),
        ("aaaa", "aa", ["aa", "aa"]),
        ("ß", "s", ["ß"]),
        ("the end\nof it", "end\nof", ["end\nof"]),
        ("port", "", []),
        ("port", "   ", []),
        ("port", "\u0301", []),
        ("", "port", []),
        ("port", "harbour", []),
    ],
)
def test_words_are_found_as_a_reader_sees_them(text: str, words: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in find_all(text, words)] == found


def test_a_word_parted_at_the_end_of_a_line_is_found() -> None:
    assert find_all("The infor\u00admation is there.", "Information") == [(4, 16)]


def test_no_more_than_asked_for() -> None:
    assert find_all("a" * 50, "a", most=3) == [(0, 1), (1, 2), (2, 3)]


@given(st.text(max_size=40), st.text(min_size=1, max_size=4))
def test_places_rise_stay_inside_and_hold_the_words(text: str, words: str) -> None:
    last = 0
    for start, end in find_all(text, words):
        assert last <= start < end <= len(text)
        assert fold(words.strip()) in fold(text[start:end])
        last = end


@given(st.text(max_size=20), st.text(alphabet="portαβγ約束وعدہ", min_size=1, max_size=5), st.text(max_size=20))
def test_words_that_are_there_are_found(before: str, words: str, after: str) -> None:
    text = f"{before} {words} {after}"
    assert any(start <= len(before) + 1 < end for start, end in find_all(text, words)) or fold(words) in fold(before)


@given(st.text(max_size=20), st.text(alphabet="😀👍🏽é\u0301ß ", max_size=8))
def test_wide_characters_before_it_move_nothing(words: str, before: str) -> None:
    text = f"{before}gullfoss"
    assert find_all(text, "gullfoss") == [(len(before), len(text))]
