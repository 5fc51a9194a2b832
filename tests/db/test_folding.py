"""What is found in the folded text is shown in the stored one: every folded character knows the stretch it comes from."""

import unicodedata
from functools import partial

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from db.folding import fold, fold_exactly, mapped, may_part

WAYS = (fold, fold_exactly, partial(fold, cased=True), partial(fold_exactly, cased=True))

TRICKY = "aAéÉe\u0301\u0323ïﬁﬃßŉÅ\u00adＡｂｶﾞカ\u3099가\u1100\u1161\u11a8ǅİıſ①½\u0345ΐΰςΣ\u200dکيىةوَعدَہ\u0640नि\u093cक्षமொ\u0bbe税😀\u0489 \n"
words = st.text(st.sampled_from(TRICKY), max_size=40) | st.text(max_size=40)


@given(words)
@settings(max_examples=500)
@example("co\u00adoperation")
@example("e\u0301\u0301")
@example("ｶﾞｷﾞ")
@example("\u0301\u0301abc")
def test_the_pieces_fold_as_the_whole_and_their_places_are_those_of_the_text(text: str) -> None:
    for how in WAYS:
        whole = mapped(text, how)
        assert whole.folded == how(text)
        places = [whole.stored(at, at + 1) for at in range(len(whole.folded))]
        assert all(0 <= start < end <= len(text) for start, end in places)
        assert places == sorted(places) and [end for _, end in places] == sorted(end for _, end in places)
        for character, (start, end) in zip(whole.folded, places, strict=True):
            assert character in how(text[start:end])


@given(words, words)
@settings(max_examples=300)
def test_a_text_may_be_parted_and_folded_in_parts(text: str, more: str) -> None:
    both = text + more
    at = may_part(both, len(text))
    for how in WAYS:
        assert how(both[:at]) + how(both[at:]) == how(both)


@given(
    words, st.sampled_from(["naïve", "ﬁnance", "ＡＢＣ", "co\u00adop", "وَعدَہ", "cafe\u0301", "税関", "straße"]), words
)
@settings(max_examples=300)
def test_a_word_amid_anything_is_found_where_it_stands(before: str, word: str, after: str) -> None:
    text = f"{before} {word} {after}"
    whole, wanted = mapped(text), fold(word)
    places = [at for at in range(len(whole.folded)) if whole.folded.startswith(wanted, at)]
    found = {whole.stored(at, at + len(wanted)) for at in places}
    start = len(before) + 1
    assert (start, start + len(word)) in found


@pytest.mark.parametrize(
    ("text", "wanted", "stored"),
    [("a ﬁne ofﬁce", "office", "ofﬁce"), ("a naïve plan", "naive", "naïve"), ("co\u00adoperate", "cooperate", "co\u00adoperate"),
     ("ＡＢＣ", "b", "Ｂ"), ("cafe\u0301!", "cafe", "cafe\u0301"), ("وَعدَہ کیا", "وعدہ", "وَعدَہ"), ("ﬁ", "f", "ﬁ")],
)  # fmt: skip
def test_stored_words_are_shown_whole(text: str, wanted: str, stored: str) -> None:
    whole = mapped(text)
    at = whole.folded.index(wanted)
    assert text[slice(*whole.stored(at, at + len(wanted)))] == stored


def test_every_character_alone_and_behind_a_letter_folds_as_it_does_in_a_text() -> None:
    for code in range(0x110000):
        character = chr(code)
        if 0xD800 <= code < 0xE000 or (unicodedata.category(character) == "Cn"):
            continue
        for text in (character, "か" + character, "\u1100" + character):
            if fold(text) != mapped(text).folded:
                raise AssertionError(f"U+{code:04X}")
