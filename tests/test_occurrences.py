"""Places of a phrase with what stands around them: whole words or parts, in the stored text's own positions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.occurrences import in_text


def found(text: str, phrase: str, *, whole: bool = True, tagged: tuple[tuple[int, int], ...] = ()) -> list[str]:
    return [one.words for one in in_text(text, phrase, "v1", "Talk", tagged, whole=whole, most=100)]


@pytest.mark.parametrize(
    ("text", "phrase", "whole", "wanted"),
    [
        ("The port and the airport. PORT!", "port", True, ["port", "PORT"]),
        ("The port and the airport.", "port", False, ["port", "port"]),
        ("Naïve, and naive.", "naive", True, ["Naïve", "naive"]),
        ("関税を引き下げる。関税だ。", "関税", True, ["関税", "関税"]),
        ("😀 port 😀port", "port", True, ["port", "port"]),
        ("We will. We willed.", "we will", True, ["We will"]),
        ("Nothing.", "  ", True, []),
    ],
)
def test_what_counts_as_the_phrase(text: str, phrase: str, whole: bool, wanted: list[str]) -> None:
    assert found(text, phrase, whole=whole) == wanted


def test_what_stands_around_it_ends_with_its_line() -> None:
    (one,) = in_text("First.\nBefore it the port lies behind.\nLast.", "the port", "v1", "Talk", [], whole=True, most=9)
    assert (one.before, one.words, one.after) == ("Before it ", "the port", " lies behind.")


def test_what_shares_characters_with_a_claim_is_tagged() -> None:
    hits = in_text("a port, a port, a port", "port", "v1", "Talk", [(0, 3), (12, 13)], whole=True, most=2)
    assert [one.tagged for one in hits] == [True, True]
    assert [one.tagged for one in in_text("a port", "port", "v1", "Talk", [(0, 2)], whole=True, most=2)] == [False]


@given(st.text("aB é😀\n", max_size=40), st.text("aBé", min_size=1, max_size=3), st.booleans())
def test_positions_hold_the_words(text: str, phrase: str, whole: bool) -> None:
    for one in in_text(text, phrase, "v1", "Talk", [], whole=whole, most=5):
        assert text[one.start : one.end] == one.words
        assert text[: one.start].endswith(one.before)
        assert text[one.end :].startswith(one.after)
