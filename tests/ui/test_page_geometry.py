"""Text positions and places on a page: two columns, partial words, right-to-left words, lanes."""

from array import array

import pytest

from desktop.documents.base import Page
from desktop.ui.views.base import Mark, overlapping
from desktop.ui.views.page_geometry import Box, PageLayout
from desktop.ui.views.page_marks import PageMarks

Placed = tuple[str, float, float]
"""(word, left, top) on a page of 400 × 400 points; 2 % a character wide, 4 % high."""


def page(*words: Placed) -> tuple[str, PageLayout]:
    return page_with(words, [0])


def page_with(words: tuple[Placed, ...], blocks: list[int]) -> tuple[str, PageLayout]:
    text, pairs, boxes = "", array("I"), array("f")
    for word, x, y in words:
        pairs.extend((len(text), len(text) + len(word)))
        boxes.extend((x, y, x + 0.02 * len(word), y + 0.04))
        text += word + " "
    return text, PageLayout(Page(0, len(text), 400, 400, "1", pairs, boxes), text, blocks)


def test_neighbouring_words_of_a_line_are_one_strip_and_each_line_has_its_own() -> None:
    text, layout = page(("Power", 0.1, 0.1), ("by", 0.22, 0.1), ("June", 0.1, 0.2))
    strips = layout.strips(0, len(text))
    assert [(round(s.x0, 2), round(s.x1, 2), round(s.y0, 2)) for s in strips] == [(0.1, 0.26, 0.1), (0.1, 0.18, 0.2)]


def test_a_passage_that_begins_inside_a_word_begins_inside_its_box() -> None:
    text, layout = page(("nnnnn", 0.1, 0.1), ("nn", 0.22, 0.1))
    (strip,) = layout.strips(2, len(text))
    assert strip.x0 == pytest.approx(0.14)
    assert strip.x1 == pytest.approx(0.26)


def test_in_two_columns_a_point_beside_a_short_line_stays_in_its_column() -> None:
    left = [(f"left{n}", 0.1, 0.1 + n * 0.05) for n in range(5)]
    right = [(f"rightmost{n}", 0.55, 0.1 + n * 0.05) for n in range(5)]
    text, layout = page_with((*left, *right), [0, 30])
    assert text[30:36] == "rightm"
    assert text[layout.hit(0.3, 0.22) - 5 :].startswith("left2")
    assert text[layout.hit(0.551, 0.22) :].startswith("rightmost2")


def test_a_paragraph_that_goes_on_in_the_next_column_is_hit_there_too() -> None:
    words = [(f"a{n}", 0.1, 0.1 + n * 0.05) for n in range(4)] + [(f"b{n}", 0.6, 0.1 + n * 0.05) for n in range(4)]
    text, layout = page(*words)
    assert text[layout.hit(0.6, 0.16) :].startswith("b1")
    assert text[layout.hit(0.1, 0.16) :].startswith("a1")


def test_words_read_from_right_to_left_begin_at_their_right_edge() -> None:
    text, layout = page(("وعدہ", 0.5, 0.1), ("حکومت", 0.36, 0.1))
    start, middle = layout.caret(0), layout.caret(2)
    assert start
    assert middle
    assert start.x0 == pytest.approx(0.58)
    assert 0.5 < middle.x0 < 0.58
    assert layout.hit(0.58, 0.12) == 0
    assert text[layout.hit(0.359, 0.12) - 1] == "ت"


def test_a_page_without_words_has_no_places() -> None:
    _text, layout = page()
    assert layout.strips(0, 1) == []
    assert layout.caret(0) is None
    assert layout.hit(0.5, 0.5) == 0
    assert layout.line_ends(0) == (0, 0)
    assert layout.word_under(0.5, 0.5) is None


def mark(name: str, start: int, end: int) -> Mark:
    return Mark(name, "promise", "diamond", "solid", start, end)


def test_marks_on_one_line_have_lanes_of_their_own_and_a_mark_below_takes_the_first_again() -> None:
    _text, layout = page(("one", 0.1, 0.1), ("two", 0.2, 0.1), ("three", 0.1, 0.2), ("four", 0.1, 0.3))
    marks = PageMarks([mark("a", 0, 3), mark("b", 4, 7), mark("c", 8, 13)], lambda _page: layout)
    assert [(placed.mark.id, placed.lane, placed.level) for placed in marks.on(0)] == [
        ("a", 0, 0), ("b", 1, 0), ("c", 0, 0),
    ]  # fmt: skip


def test_levels_on_a_page_are_the_levels_over_the_whole_document() -> None:
    """Also for a mark that began before the page."""
    text = "word " * 40
    pages = []
    for first in (0, 20):
        words, boxes = array("I"), array("f")
        for number in range(first, first + 20):
            words.extend((5 * number, 5 * number + 4))
            boxes.extend((0.1, (number - first) * 0.05, 0.2, (number - first) * 0.05 + 0.04))
        pages.append(PageLayout(Page(5 * first, 5 * first + 100, 400, 400, "", words, boxes), text, [0]))
    marks = [mark("a", 0, 30), mark("b", 20, 95), mark("c", 60, 140), mark("d", 90, 120), mark("e", 110, 180)]
    everywhere = overlapping(marks)
    placed = PageMarks(marks, pages.__getitem__).on(1)
    assert [item.mark.id for item in placed] == ["c", "d", "e"]
    assert all(item.level == everywhere[item.mark] for item in placed)


def test_the_innermost_mark_is_the_one_under_the_point() -> None:
    _text, layout = page(("Power", 0.1, 0.1), ("plants", 0.22, 0.1), ("built", 0.36, 0.1))
    marks = PageMarks([mark("whole", 0, 18), mark("inner", 6, 12)], lambda _page: layout)
    inner, outer = marks.at(0, 0.25, 0.12), marks.at(0, 0.4, 0.12)
    assert inner is not None
    assert inner.id == "inner"
    assert outer is not None
    assert outer.id == "whole"
    assert marks.at(0, 0.25, 0.5) is None


def test_boxes_of_different_sizes_in_one_line_are_beside_each_other() -> None:
    assert Box(0, 0.10, 1, 0.14).beside(Box(0, 0.11, 1, 0.13))
    assert not Box(0, 0.10, 1, 0.14).beside(Box(0, 0.13, 1, 0.17))
