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


def test_of_words_that_stand_twice_the_one_with_the_right_neighbours_is_found() -> None:
    for at in (TEXT.index("The dues will fall"), TEXT.rindex("The dues will fall")):
        found = resolve(describe(TEXT, at, at + 18), TEXT, "Well! " + TEXT)
        assert (found.status, found.start) == ("reanchored", at + 6)


def test_of_twins_nobody_can_tell_apart_none_is_chosen() -> None:
    line = "The minister said it again: we will do what we can, as we always have done.\n"
    old, new = line * 6, line * 4
    at = old.index("we will do", 3 * len(line))
    found = resolve(describe(old, at, at + 21), old, new)
    assert found.status == "needs_review"
    assert {new[c.start : c.end] for c in found.candidates} == {"we will do what we ca"}


def test_a_deleted_passage_does_not_take_its_twins_place() -> None:
    kept = "In the spring we asked twice who pays for it, and nobody in the hall of Estmouth knew.\n"
    gone = "Later, at the port, a captain shouted: who pays for it, if not the firms that anchor here?\n"
    old = "A report on dues and docks.\n" + gone + "Rain fell for nine days on end.\n" + kept
    at = old.index(QUOTE)
    assert resolve(describe(old, at, at + len(QUOTE)), old, old.replace(gone, "")).status == "orphaned"


def test_typos_that_were_corrected_do_not_lose_a_passage() -> None:
    old = TEXT.replace("who pays for it", "who payes forr it")
    start, end = passage("who payes forr it", old)
    found = resolve(describe(old, start, end), old, TEXT)
    assert found.status == "reanchored"
    assert TEXT[found.start : found.end] == QUOTE


def test_other_quote_marks_and_blanks_are_the_same_words() -> None:
    old = "He rose.\n“We won’t pay — not a cent”, he said to the hall of Estmouth. They left.\n"
    new = 'He rose. "We won\'t pay - not a cent", he said to the hall of Estmouth. They left.\n'
    start, end = passage("We won’t pay — not a cent", old)
    found = resolve(describe(old, start, end), old, new)
    assert found.status in ("exact", "reanchored")
    assert new[found.start : found.end] == "We won't pay - not a cent"


def test_another_figure_in_a_table_is_not_taken_for_its_neighbour() -> None:
    rows = [f"Berth {n}: dredged to {n + 9} metres by 20{n + 30} for the firm of Captain {n}.\n" for n in range(1, 9)]
    old, new = "".join(rows), "".join(rows[:3] + rows[4:])
    start, end = passage(rows[3].strip(), old)
    assert resolve(describe(old, start, end), old, new).status in ("orphaned", "needs_review")


def test_short_words_are_found_by_themselves_alone() -> None:
    old = "They said so: no dues. Nobody asked.\n"
    start, end = passage("no dues", old)
    assert resolve(describe(old, start, end), old, old.replace("no dues", "no duty")).status == "orphaned"


def test_words_that_are_gone_are_orphaned() -> None:
    found = resolve(describe(TEXT, *passage()), TEXT, TEXT.replace(QUOTE, "that nobody pays"))
    assert (found.status, found.start, found.end) == ("orphaned", None, None)


def test_short_words_keep_their_place_when_sentences_come_in_on_both_sides() -> None:
    old = "The firm was founded in Estmouth in 1902.\nHarbour dues\nNobody knows yet what they will be next year.\n"
    new = old.replace("Harbour dues", "Ships of all nations call there.\nHarbour dues\nA mayor is elected in spring.")
    start, end = passage("Harbour dues", old)
    found = resolve(describe(old, start, end), old, new)
    assert found.status == "reanchored"
    assert new[found.start : found.end] == "Harbour dues"


def test_a_short_sentence_may_have_moved_and_a_part_of_it_with_the_rest() -> None:
    rest = "The hall was full. " + TEXT
    old, new = "We shall dredge the bay.\n" + rest, rest + "We shall dredge the bay.\n"
    for quote in ("We shall dredge the bay.", "shall dredge the bay"):
        found = resolve(describe(old, *passage(quote, old)), old, new)
        assert found.status == "reanchored"
        assert new[found.start : found.end] == quote


def test_the_ends_are_where_the_words_end_and_not_in_what_was_put_beside_them() -> None:
    quote = "Wharves and cranes are to be let by auction each January."
    old = f"Rain fell on the town. {quote} Snow fell later."
    new = f"Rain fell on the town. We heard whales. {quote.replace('cranes', 'crones')} A day later. Snow fell later."
    found = resolve(describe(old, *passage(quote, old)), old, new)
    assert found.status == "reanchored"
    assert new[found.start : found.end] == quote.replace("cranes", "crones")


def test_the_next_row_of_a_table_is_not_taken_for_one_that_is_gone() -> None:
    rows = [f"• {year * 3 % 97} percent by the end of FY 20{year}\n" for year in range(10, 18)]
    old, new = "Goals\n" + "".join(rows), "Goals\n" + "".join(rows[:4] + rows[5:])
    found = resolve(describe(old, *passage(rows[4].strip(), old)), old, new)
    assert found.status in ("orphaned", "needs_review")


def test_where_either_of_two_may_have_been_cut_out_nobody_chooses() -> None:
    head, tail = "He turns and does it with a neighbour.\n", "\nWhen the leader wants to pass she draws him back.\n"
    old = head + "Enchufla mentira" + tail + "Enchufla mentira quedate\nIt begins the same way.\n"
    new = head + "Enchufla mentira quedate\nIt begins the same way.\n"
    found = resolve(describe(old, *passage("Enchufla mentira", old)), old, new)
    assert found.status in ("orphaned", "needs_review")


def test_of_twins_none_is_taken_when_one_was_cut_out() -> None:
    line = "The minister said it again: we will do what we can, as we always have done.\n"
    old, new = "Monday.\n" + line * 4 + "Sunday.\n", "Monday.\n" + line * 3 + "Sunday.\n"
    at = old.index("we will do", 2 * len(line))
    assert resolve(describe(old, at, at + 21), old, new).status == "needs_review"


def test_of_twins_each_keeps_its_place_when_all_are_left() -> None:
    line = "The minister said it again: we will do what we can, as we always have done.\n"
    old = "Monday.\n" + line * 4 + "Sunday.\n"
    at = old.index("we will do", 2 * len(line))
    found = resolve(describe(old, at, at + 21), old, "A foreword.\n" + old)
    assert (found.status, found.start) == ("reanchored", at + 12)


def test_a_row_of_dots_is_not_cut_in_two() -> None:
    long, short = "Dated: " + "." * 39, "Dated: " + "." * 32
    body = (
        "The witness is of sound mind and free of any debt.\n{}\nSigned before me in the town of Estmouth.\n{}\nEnd.\n"
    )
    old, new = body.format(short, short), body.format(long, short)
    found = resolve(describe(old, *passage(short, old)), old, new)
    assert found.end is not None
    assert found.status == "needs_review" or new[found.end] == "\n"


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
    if found.status == "orphaned":  # one of many twins, and too many to offer
        assert text.count(text[start:end]) > 1 or new.count(text[start:end]) > 1
        return
    assert found.start is not None
    assert new[found.start : found.end] == text[start:end]
    assert 0 <= found.score <= 1
    if not before and not after:
        assert (found.status, found.start) == ("exact", start)


WORDS = st.text("abcdefgh ", min_size=4, max_size=9).map(lambda w: w.strip() or "port")
PROSE = st.lists(WORDS, min_size=12, max_size=60, unique=True).map(" ".join)


@given(st.data(), PROSE, PROSE)
def test_in_a_text_that_grew_at_its_beginning_a_passage_stands_further_on(
    data: st.DataObject, text: str, before: str
) -> None:
    start = data.draw(st.integers(0, len(text) - 8))
    new = before + "\n" + text
    found = resolve(describe(text, start, start + 8), text, new)
    if found.status in ("exact", "reanchored"):
        assert found.start == start + len(before) + 1
    else:
        assert new.count(text[start : start + 8]) > 1 or start < 8 or start > len(text) - 16


@given(st.data(), PROSE, PROSE)
def test_a_passage_never_lands_in_a_text_that_says_something_else(data: st.DataObject, text: str, other: str) -> None:
    start = data.draw(st.integers(0, len(text) - 12))
    found = resolve(describe(text, start, start + 12), text, other)
    if found.status in ("exact", "reanchored"):
        assert found.score >= 0.6
        assert other[found.start : found.end] == text[start : start + 12] or found.score >= 0.7


def test_words_that_were_rewritten_in_their_place_are_for_a_person_to_look_at() -> None:
    before, after = (
        "Minister Quay met the firms in Tokyo in June. ",
        " They work on long-term trust and meticulous stability.",
    )
    words = "The boardrooms of Tokyo are notoriously difficult to crack."
    old = before + words + after
    new = before + "The boardrooms of Tokyo are not easy to enter." + after
    found = resolve(describe(old, len(before), len(before) + len(words)), old, new)
    assert found.status == "needs_review"
    assert [new[c.start : c.end] for c in found.candidates] == ["The boardrooms of Tokyo are not easy to enter."]
