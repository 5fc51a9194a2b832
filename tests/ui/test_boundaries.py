"""Words, sentences and paragraphs of any text: positions stay in order and inside, and no move goes the wrong way."""

import re
from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.documents.base import Block, Page, Turn
from desktop.ui.views.boundaries import Boundaries, Kind
from desktop.ui.views.units import Units

LETTERS = st.text(alphabet="abc .,!?\n😀👍🏽é\u0301وعدہ約束。𠮷\u200dJ", max_size=40)


@st.composite
def bounds(draw: st.DrawFn) -> Boundaries:
    """A text with blocks in order that need not cover it."""
    text = draw(LETTERS)
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=6).map(lambda c: c[: len(c) // 2 * 2])))
    return Boundaries(text, [Block(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=True)])


@given(LETTERS)
def test_code_points_and_utf16_units_are_two_names_of_one_place(text: str) -> None:
    units = Units(text)
    for point in range(len(text) + 1):
        assert units.to_qt(point) == len(text[:point].encode("utf-16-le")) // 2
        assert units.from_qt(units.to_qt(point)) == point


def test_within_a_pair_the_whole_character_is_meant() -> None:
    units = Units("a😀b")
    assert [units.from_qt(unit) for unit in range(5)] == [0, 1, 1, 2, 3]


@given(bounds(), st.data(), st.sampled_from([Kind.Word, Kind.Grapheme, Kind.Sentence]))
def test_next_goes_on_and_previous_goes_back(made: Boundaries, data: st.DataObject, kind: Kind) -> None:
    length = len(made.text)
    at = data.draw(st.integers(0, length))
    assert at <= made.next(at, kind) <= length
    assert at == length or made.next(at, kind) > at
    assert 0 <= made.previous(at, kind) <= at
    assert at == 0 or made.previous(at, kind) < at


@given(bounds(), st.data())
def test_what_is_around_a_place_is_in_the_text(made: Boundaries, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(made.text)))
    for start, end in (made.sentence(at), made.paragraph(at), made.word(at)):
        assert 0 <= start <= end <= len(made.text)
    start, end = made.sentence(at)
    assert made.text[start:end] == made.text[start:end].strip()
    first, last = made.paragraph(at)
    assert first <= start <= end <= last


@given(bounds(), st.data())
def test_snapping_loses_no_word_that_was_selected(made: Boundaries, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(made.text)))
    end = data.draw(st.integers(start, len(made.text)))
    first, last = made.snapped(start, end)
    assert 0 <= first <= last <= len(made.text)
    words = made.text[start:end].strip()
    assert words in made.text[first:last]
    assert made.text[first:last] == made.text[first:last].strip()


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("Mr. Smith paid No. 4. It was Rs. 5.", ["Mr. Smith paid No. 4.", "It was Rs. 5."]),
        ("He said: “We will.” Then he left.", ["He said: “We will.”", "Then he left."]),
        ("総理は約束した。国民は待つ。", ["総理は約束した。", "国民は待つ。"]),
        ("یہ وعدہ ہے۔ وہ بھی ہے۔", ["یہ وعدہ ہے۔", "وہ بھی ہے۔"]),
        ("Will you? No. We won't.", ["Will you?", "No.", "We won't."]),
        ("It rose by 3.5 percent. Well.", ["It rose by 3.5 percent.", "Well."]),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    made = Boundaries(text, [Block(0, len(text))])
    spans = dict.fromkeys(made.sentence(at) for at in range(len(text)))
    assert [text[a:b] for a, b in spans] == sentences


def test_paragraphs_are_counted_from_one() -> None:
    text = "First.\nSecond.\nThird."
    made = Boundaries(text, [Block(0, 6), Block(7, 14), Block(15, 21)])
    assert made.paragraphs == 3
    assert [made.paragraph_number(at) for at in (0, 5, 7, 14, 15, 21)] == [1, 1, 2, 2, 3, 3]
    assert made.paragraph(8) == (7, 14)


def test_in_a_table_a_sentence_is_at_most_a_row() -> None:
    """Rows that follow each other without a full stop, on one line or on several."""
    text = "Zone 1 Road by June\nZone 2 Port by July Zone 3 Rail open"
    starts = [0, 20, 40]
    made = Boundaries(text, [Block(a, b, "table_row") for a, b in zip(starts, [19, 39, 56], strict=True)])
    assert text[slice(*made.sentence(text.index("Road")))] == "Zone 1 Road by June"
    assert text[slice(*made.sentence(text.index("Port")))] == "Zone 2 Port by July"
    assert text[slice(*made.sentence(text.index("Rail")))] == "Zone 3 Rail open"


def test_a_column_of_a_printed_table_that_was_read_as_a_paragraph_is_taken_row_by_row() -> None:
    names = ["Road to zone 1", "Road to zone 2", "Road to zone 3"]
    column, words, boxes = " ".join(names), array("I"), array("f")
    text, blocks = column, [Block(0, len(column))]
    for row, _name in enumerate(names):
        blocks.append(Block(len(text) + 1, len(text) + 8, "table_row"))
        text += f"\n{row + 1} June "
    text += "\nA last line. It is read as it stands."
    blocks.append(Block(text.index("A last"), len(text)))
    line = -1
    for match in re.finditer(r"\S+", text):
        at = match.start()
        line += match.group() in ("Road", "A") or at in {block.start for block in blocks[1:]}
        row, side = (line, 0.1) if at < len(column) else (line - 3, 0.6)
        words.extend(match.span())
        boxes.extend((side + 0.01 * (at % 20), row * 0.1, side + 0.01 * (at % 20) + 0.005, row * 0.1 + 0.05))
    made = Boundaries(text, blocks, [Page(0, len(text), 400, 400, "", words, boxes)])
    taken = [text[slice(*made.sentence(text.index(name) + 2))] for name in names]
    assert taken == names
    assert text[slice(*made.paragraph(0))] == column
    assert text[slice(*made.sentence(len(text) - 1))] == "It is read as it stands."


@pytest.mark.parametrize(
    "text",
    [
        "Nach Art. 6 Abs. 2 SVG gilt das Gesetz ab dem 1. Januar 2027 überall.",
        "Vgl. Nr. 4 und Ziff. 12, z. B. im Kanton.",
    ],
)
def test_german_abbreviations_end_no_sentence(text: str) -> None:
    bounds = Boundaries(f"{text} Das Zweite folgt.", [])
    assert bounds.sentence(3) == (0, len(text))
    assert bounds.sentence(len(text) + 3)[0] == len(text) + 1


CAPTIONS = ("The port will open", "before June. I promise", "that to you.", "And who pays", "for it all?")


def captions(*labels: str) -> Boundaries:
    """A cue a line, each said by one of the labels."""
    text, blocks, turns = "\n".join(CAPTIONS), [], []
    for words, who in zip(CAPTIONS, labels, strict=True):
        start = blocks[-1].end + 1 if blocks else 0
        blocks.append(Block(start, start + len(words), "cue"))
        turns.append(Turn(start, start + len(words), who))
    return Boundaries(text, blocks, turns=turns)


@pytest.mark.parametrize(
    ("word", "sentence"),
    [
        ("port", "The port will open\nbefore June."),
        ("June", "The port will open\nbefore June."),
        ("promise", "I promise\nthat to you."),
        ("you", "I promise\nthat to you."),
        ("pays", "And who pays\nfor it all?"),
    ],
)
def test_a_sentence_of_captions_runs_over_the_cues_of_its_speaker(word: str, sentence: str) -> None:
    made = captions("Ada", "Ada", "Ada", "Bo", "Bo")
    start, end = made.sentence(made.text.index(word))
    assert made.text[start:end] == sentence


def test_another_speaker_ends_the_sentence() -> None:
    made = captions("Ada", "Bo", "Bo", "Bo", "Bo")
    start, end = made.sentence(2)
    assert made.text[start:end] == CAPTIONS[0]


def test_captions_without_full_stops_are_taken_cue_by_cue() -> None:
    text = "\n".join(["we will go on"] * 40)
    made = Boundaries(text, [Block(14 * n, 14 * n + 13, "cue") for n in range(40)])
    for at in (3, 14 * 20 + 3, len(text) - 2):
        start, end = made.sentence(at)
        assert text[start:end] == "we will go on"


def test_a_title_in_capitals_ends_no_sentence() -> None:
    text = "MR. SMITH: We will open the port. It is dear."
    start, end = Boundaries(text, [Block(0, len(text))]).sentence(len("MR. SMITH: We"))
    assert text[start:end] == "MR. SMITH: We will open the port."
