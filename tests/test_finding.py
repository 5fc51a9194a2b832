"""Found places are places of the stored text, whatever the words look like there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.errors import KnownError
from db.folding import fold
from desktop.finding import PIECE, Finder, Sought, find_all


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


def places(text: str, sought: Sought, caret: int = 0) -> list[str]:
    search = Finder(text).search(sought, caret)
    found = []
    while not search.done:
        found += search.go_on(1)
    return [text[start:end] for start, end in found]


@pytest.mark.parametrize(
    ("text", "sought", "found"),
    [
        ("Port port PORT", Sought("port", cased=True), ["port"]),
        ("Naïve naive", Sought("naive", exact=True), ["naive"]),
        ("Naïve naive", Sought("naïve", exact=True), ["Naïve"]),
        ("nai\u0308ve", Sought("naïve", exact=True), ["nai\u0308ve"]),
        ("nai\u0308ve", Sought("nai", exact=True), []),
        ("infor\u00admation", Sought("information", exact=True, cased=True), ["infor\u00admation"]),
        ("یکی يكي", Sought("یکی"), ["یکی", "يكي"]),
        ("یکی يكي", Sought("یکی", exact=True), ["یکی"]),
        ("Ａ A", Sought("a"), ["Ａ", "A"]),
        ("the airport port.", Sought("port", whole=True), ["port"]),
        ("infor\u00admation", Sought("infor", whole=True), []),
        ("cafe\u0301s cafe\u0301", Sought("café", whole=True), ["cafe\u0301"]),
        ("関税を下げる", Sought("関税", whole=True), ["関税"]),
        ("port 12, port 9", Sought(r"port \d+", pattern=True), ["port 12", "port 9"]),
        ("Port port", Sought("^port", pattern=True, cased=True), []),
        ("airport port", Sought("p.rt", pattern=True, whole=True), ["port"]),
        ("port", Sought("x*", pattern=True), []),
    ],
)
def test_each_way_of_looking(text: str, sought: Sought, found: list[str]) -> None:
    assert places(text, sought) == found


@pytest.mark.parametrize("caret", [0, PIECE - 3, PIECE, 3 * PIECE + 5, 10 * PIECE])
@pytest.mark.parametrize("pattern", [False, True])
def test_nothing_is_lost_where_the_text_is_cut(caret: int, pattern: bool) -> None:
    """One place goes over every cut, whatever the words before it fold into."""
    text = "".join("e\u0301… ".ljust(PIECE - 4 if not n else PIECE, "x") + "thé harbour" for n in range(5)) + "\n"
    text = text[len("e\u0301") :]
    assert places(text, Sought("thé harbour", pattern=pattern), caret) == ["thé harbour"] * 5


def test_what_stands_behind_the_caret_comes_first() -> None:
    text = "one two\n" * PIECE
    search = Finder(text).search(Sought("two"), len(text) // 2)
    first = search.go_on(0)
    assert first == []
    first = search.go_on(0.0001)
    assert len(text) // 2 - PIECE < first[0][0] <= len(text) // 2 + 8


@pytest.mark.parametrize(
    ("pattern", "told"), [("(", "no pattern"), ("a" * 2000, "too long"), ("(" * 400 + ")" * 400, "nested")]
)
def test_what_is_no_pattern_is_told(pattern: str, told: str) -> None:
    with pytest.raises(KnownError, match=told):
        Finder("text").search(Sought(pattern, pattern=True))


def test_a_pattern_that_would_take_for_ever_ends() -> None:
    search = Finder("a" * 5000 + "b").search(Sought(r"(a|aa|a?a)+$", pattern=True))
    with pytest.raises(KnownError, match="takes too long"):
        search.go_on(1)


def test_all_is_folded_ahead_when_there_is_time() -> None:
    finder = Finder("naïve “plans” " * 5000)
    ready = finder.get_ready(Sought(""), 30_000)
    while ready(0.0001):
        pass
    assert all(piece is not None for piece in finder._fold(Sought(""))._pieces)
