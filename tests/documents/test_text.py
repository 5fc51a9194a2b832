"""Bytes become the words that were meant, and the person is told when that was a guess."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.documents.text import clean, decode

ANY_TEXT = st.text(st.characters(exclude_categories=()))
FORBIDDEN = re.compile("[\0\r\ufeff\ud800-\udfff\u2028\u2029]")


@given(ANY_TEXT)
def test_clean_text_has_nothing_that_moves_positions(text: str) -> None:
    assert not FORBIDDEN.search(clean(text))
    assert clean(clean(text)) == clean(text)
    clean(text).encode()


@given(st.binary())
def test_any_bytes_give_clean_text(data: bytes) -> None:
    text = decode(data).text
    assert not FORBIDDEN.search(text)


@given(st.text(st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\ufeff\u2028\u2029\ufdd0\ufdd1")))
def test_utf8_comes_back_as_it_was_and_without_a_note(text: str) -> None:
    assert decode(b"\xef\xbb\xbf" + text.encode())[::2] == (text, "")


def test_line_ends_become_one_kind_and_letters_are_not_normalised() -> None:
    assert clean("a\r\nb\rc\u2028e\u0301 \u00e9") == "a\nb\nc\ne\u0301 \u00e9"
    assert clean("\ufeffa\0b\ud800") == "a\ufffdb\ufffd"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_mark_at_the_beginning_decides(encoding: str) -> None:
    assert decode("Łódź 東京 😀".encode(encoding))[::2] == ("Łódź 東京 😀", "")


@pytest.mark.parametrize("encoding", ["shift_jis", "iso2022_jp", "euc_jp"])
def test_the_declared_encoding_is_believed(encoding: str) -> None:
    assert decode("東京での対話".encode(encoding), encoding)[::2] == ("東京での対話", "")


def test_utf8_is_recognised_behind_a_western_label() -> None:
    assert decode("Zürich – naïve".encode(), "iso-8859-1")[::2] == ("Zürich – naïve", "")


def test_an_undeclared_encoding_is_guessed_and_said() -> None:
    german = (
        "Die Größe der Änderungen überraschte die Abgeordneten; „schön“ fanden sie nur wenige. Für Köln heißt das: später. "
        * 5
    )
    text, _, note = decode(german.encode("cp1252"))
    assert text == german
    assert note == "Read as Western European (Windows-1252), which was guessed."


def test_russian_is_told_from_german() -> None:
    russian = "Министр пообещал открыть новый порт до конца года и снизить налоги для судоходных компаний. " * 5
    assert decode(russian.encode("cp1251"))[0] == russian


def test_a_broken_place_does_not_spoil_the_rest() -> None:
    text, _, note = decode("Übergröße für Jürgen, schönes Gemüse".encode() * 3 + b" \xff end")
    assert text.endswith("\ufffd end")
    assert "Übergröße" in text
    assert "damaged" in note


def test_utf16_without_a_mark() -> None:
    assert decode("Plain words, Zürich".encode("utf-16-le"))[0] == "Plain words, Zürich"


def test_what_the_person_chooses_outweighs_what_the_file_says() -> None:
    data = "Łódź".encode("cp1250")
    assert decode(data, "iso-8859-1", "windows-1250") == ("Łódź", "cp1250", "")
    text, encoding, note = decode(b"ok \xff", chosen="ascii")
    assert (text, encoding) == ("ok \ufffd", "ascii")
    assert note.startswith("Not all of it is ascii")
