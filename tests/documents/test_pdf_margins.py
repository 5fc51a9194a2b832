"""What runs on over the pages is kept out of the text and told; what only looks like it stays."""

from collections.abc import Callable
from importlib import import_module
from typing import Any

from desktop.documents.base import Reading, problems
from desktop.documents.pdf import read

WORDS = ("harbour", "railway", "quay", "budget", "dredging", "crane", "ferry", "customs", "levy", "treaty")


def pages(count: int, draw: Callable[[Any, int], None]) -> Reading:
    document = import_module("pymupdf").open()
    for number in range(count):
        draw(document.new_page(width=600, height=800), number)
    reading = read(bytes(document.tobytes()), "a.pdf")
    assert problems(reading) == []
    return reading


def body(page: Any, number: int, *, left: float = 60, top: float = 120) -> None:
    for line in range(6):
        words = f"What the minister said of the {WORDS[number]} on day {line + 1} was noted by all who were there"
        page.insert_text((left, top + 14 * line), words, fontsize=10)


def test_running_heads_with_page_numbers_are_taken_out_and_told() -> None:
    def draw(page: Any, number: int) -> None:
        page.insert_text((60, 50), "May 19, 2009", fontsize=10)
        page.insert_text((480, 50), f"{number + 3} of 40", fontsize=10)
        body(page, number)
        page.insert_text((300, 770), f"- {number + 3} -", fontsize=10)

    reading = pages(4, draw)
    assert "2009" not in reading.text
    assert reading.text.count("minister") == 24
    assert reading.left_out == ["May 19, 2009 3 of 40", "- 3 -"]


def test_heads_of_left_and_right_pages_and_roman_numbers() -> None:
    romans = ["i", "ii", "iii", "iv", "v", "vi"]

    def draw(page: Any, number: int) -> None:
        page.insert_text((60, 50), "The Report" if number % 2 else "The Harbour Board", fontsize=10)
        body(page, number)
        page.insert_text((300, 770), romans[number], fontsize=10)

    assert pages(6, draw).left_out == ["The Harbour Board", "i", "The Report"]


def test_heads_of_short_chapters_are_known_by_the_number_of_the_page() -> None:
    def draw(page: Any, number: int) -> None:
        chapter = "Preface" if number == 6 else "The plan and its costs"
        page.insert_text((60, 50), f"{number + 1} {chapter}", fontsize=10)
        body(page, number)

    assert pages(7, draw).left_out == ["1 The plan and its costs", "7 Preface"]


def test_what_comes_on_few_pages_or_in_the_text_stays() -> None:
    def draw(page: Any, number: int) -> None:
        if number in (0, 1, 9):
            page.insert_text((60, 60), "A. Yes, it was promised.", fontsize=10)
        body(page, number, top=88)
        page.insert_text((60, 400), "The same line in the middle of each page.", fontsize=10)

    reading = pages(10, draw)
    assert reading.text.count("A. Yes, it was promised.") == 3
    assert reading.text.count("The same line") == 10
    assert reading.left_out == []


def test_titles_that_count_are_no_page_numbers() -> None:
    def draw(page: Any, number: int) -> None:
        page.insert_text((60, 70), f"Step {number + 1}", fontsize=24)
        body(page, number)

    assert pages(5, draw).text.count("Step") == 5


def test_a_page_that_holds_nothing_else_keeps_it() -> None:
    reading = pages(4, lambda page, number: page.insert_text((60, 60), f"Slide {number + 1}", fontsize=10))
    assert reading.text.split("\n") == ["Slide 1", "Slide 2", "Slide 3", "Slide 4"]


def test_figures_at_the_edge_that_count_no_pages_stay() -> None:
    def draw(page: Any, number: int) -> None:
        body(page, number)
        page.insert_text((300, 770), str((17, 240, 3, 99)[number]), fontsize=10)

    assert "240" in pages(4, draw).text


def test_the_line_numbers_of_a_deposition_are_taken_out() -> None:
    def draw(page: Any, number: int) -> None:
        for line in range(25):
            page.insert_text((60 if line > 8 else 65, 80 + 26 * line), str(line + 1), fontsize=11)
            words = f"Q. Did you see the {WORDS[number]}?" if line % 2 == 0 else f"A. Yes, on day {line + 1}."
            page.insert_text((100, 80 + 26 * line), words, fontsize=11)

    reading = pages(2, draw)
    assert reading.text.startswith("Q. Did you see the harbour?\nA. Yes, on day 2.\nQ. Did")
    assert reading.text.count("\n") == 49
    assert reading.left_out == ["1, 2, 3 … (line numbers)"]


def test_a_numbered_list_keeps_its_numbers() -> None:
    def draw(page: Any, number: int) -> None:
        for line in range(8):
            page.insert_text((60, 100 + 14 * line), f"{line + 1}  {WORDS[line]}", fontsize=11)

    assert "3 quay" in pages(1, draw).text
