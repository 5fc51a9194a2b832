"""A stranger's words move no cursor and turn no line round; everything else is shown as it is."""

import json
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from desktop.visible import in_json, in_order, on_terminal

ACTING = "\x1b[31mred\x1b[0m \u202egpj.exe\u202c \x7f \x9b2J \u2066a\u2069"


def test_what_acts_is_shown_as_a_sign() -> None:
    assert on_terminal(ACTING) == "␛[31mred␛[0m ⟨U+202E⟩gpj.exe⟨U+202C⟩ ␡ ⟨U+009B⟩2J ⟨U+2066⟩a⟨U+2069⟩"
    assert on_terminal("a\tb\nc") == "a\tb\nc"
    assert on_terminal("a\rb") == "a␍b"


@given(st.text())
def test_nothing_that_acts_is_left(text: str) -> None:
    left = {c for c in on_terminal(text) if unicodedata.category(c) in ("Cc", "Zl", "Zp")}
    assert left <= {"\n", "\t"}
    assert in_order(on_terminal(text)) == on_terminal(text)


@given(st.text(st.characters(exclude_categories=("Cs",))))
def test_json_says_the_same(text: str) -> None:
    made = in_json(json.dumps({"title": text}, ensure_ascii=False))
    assert json.loads(made) == {"title": text}
    assert on_terminal(made) == made


def test_words_of_every_script_stay() -> None:
    for words in ("謝謝。", "شکریہ\u200f", "e\u0301", "👩\u200d👩\u200d👧", "naïve"):
        assert on_terminal(words) == in_order(words) == in_json(words) == words
