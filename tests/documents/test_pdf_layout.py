"""PDF pages are read in the order in which a person reads them, whatever way they stand."""

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any

import pytest

from desktop.documents.base import Reading, problems
from desktop.documents.pdf import read
from desktop.finding import find_all

SENTENCES = (
    "The port of Estmouth was promised for the spring of the coming year by the ministry of works.",
    "Its quays shall take the largest ships, and the railway shall reach them two years later.",
    "Nobody has said yet who pays for the dredging, which the harbour board calls indispensable.",
)


def wrapped(words: str, width: int) -> list[str]:
    lines, line = [], ""
    for word in words.split():
        if len(line) + len(word) > width:
            lines, line = [*lines, line.strip()], ""
        line += f"{word} "
    return [*lines, line.strip()]


def pdf_of(*pages: Callable[[Any], None], rotation: int = 0, size: tuple[float, float] = (600, 800)) -> bytes:
    document = import_module("pymupdf").open()
    for draw in pages:
        page = document.new_page(width=size[0], height=size[1])
        draw(page)
        page.set_rotation(rotation)
    return bytes(document.tobytes())


def write(page: Any, x: float, y: float, lines: Sequence[str], size: float = 10, **how: Any) -> float:
    for number, line in enumerate(lines):
        page.insert_text((x, y + 12 * number), line, fontsize=size, **how)
    return y + 12 * len(lines)


def blocks(reading: Reading) -> list[str]:
    assert problems(reading) == []
    return [reading.text[block.start : block.end] for block in reading.blocks]


@pytest.mark.parametrize("columns", [2, 3])
@pytest.mark.parametrize("offset", [0, 5])
def test_columns_are_read_one_after_the_other_between_what_spans_them(columns: int, offset: int) -> None:
    def draw(page: Any) -> None:
        page.insert_text((50, 60), "A heading that spans all of the columns of the page", fontsize=20)
        wide = 500 // columns
        for number in range(columns):
            write(page, 50 + wide * number, 100 + offset * number, wrapped(SENTENCES[number], wide // 6 - 3))
        write(
            page, 50, 300, ["A last line goes over the whole width of the page, below the columns that came before it."]
        )

    assert blocks(read(pdf_of(draw), "a.pdf")) == [
        "A heading that spans all of the columns of the page",
        *SENTENCES[:columns],
        "A last line goes over the whole width of the page, below the columns that came before it.",
    ]


def test_a_sentence_goes_on_in_the_next_column() -> None:
    words = " ".join(SENTENCES)
    lines = wrapped(words, 38)

    def draw(page: Any) -> None:
        write(page, 50, 100, lines[: len(lines) // 2])
        write(page, 320, 100, lines[len(lines) // 2 :])

    assert blocks(read(pdf_of(draw), "a.pdf")) == [words]


def test_a_side_bar_is_not_mixed_into_the_text() -> None:
    def draw(page: Any) -> None:
        write(page, 50, 100, ["See also", "the plan", "of 2024", "and its", "annex"])
        write(page, 180, 107, wrapped(" ".join(SENTENCES), 70))

    assert blocks(read(pdf_of(draw), "a.pdf"))[-1] == " ".join(SENTENCES)


def test_a_table_is_read_row_by_row() -> None:
    rows = [
        ("Year", "Ships", "Tonnes"),
        ("2024", "118", "90,400"),
        ("2025", "124", "95,000"),
        ("2026", "131", "98,700"),
    ]

    def draw(page: Any) -> None:
        write(page, 50, 60, ["What the harbour board counted in the three years, as its report says:"])
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                page.insert_text((50 + 150 * column, 100 + 14 * number), cell, fontsize=10)

    reading = read(pdf_of(draw), "a.pdf")
    assert blocks(reading)[1:] == [" ".join(row) for row in rows]
    assert [block.kind for block in reading.blocks[1:]] == ["table_row"] * 4


def test_cells_of_several_lines_are_one_row_read_cell_by_cell() -> None:
    rows = [
        (["Standard"], ["General", "assessment"], ["Alternate", "assessment"]),
        (["Content"], ["Grade level"], ["Grade level and what", "goes beyond it"]),
        (
            ["Students"],
            ["All who need", "no help at all", "on the day"],
            ["Those with the most", "severe needs"],
        ),
    ]

    def draw(page: Any) -> None:
        y = 100
        for row in rows:
            for column, cell in enumerate(row):
                write(page, 50 + 160 * column, y, cell)
            y += 12 * max(map(len, row)) + 10

    reading = read(pdf_of(draw), "a.pdf")
    assert blocks(reading) == [" ".join(line for cell in row for line in cell) for row in rows]
    assert {block.kind for block in reading.blocks} == {"table_row"}


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_lines_are_read_whichever_way_they_stand_on_the_page(turn: int) -> None:
    """A landscape page that was stored upright: its lines run up or down the page, and are shown so."""
    lines = wrapped(" ".join(SENTENCES), 60)

    def draw(page: Any) -> None:
        for number, line in enumerate(lines):
            down = 12 * number
            at = {0: (50, 100 + down), 90: (100 + down, 700), 180: (550, 700 - down), 270: (500 - down, 100)}[turn]
            page.insert_text(at, line, fontsize=10, rotate=turn)

    assert blocks(read(pdf_of(draw), "a.pdf")) == [" ".join(SENTENCES)]


def test_pages_of_other_sizes_keep_theirs() -> None:
    document = import_module("pymupdf").open()
    for width, height in ((600, 800), (300, 200)):
        write(document.new_page(width=width, height=height), 50, 100, ["One sentence of the page."])
    reading = read(bytes(document.tobytes()), "a.pdf")
    assert [(page.width, page.height) for page in reading.pages] == [(600, 800), (300, 200)]
    assert problems(reading) == []


def test_japanese_from_top_to_bottom_is_read_column_by_column_from_the_right() -> None:
    pymupdf: Any = import_module("pymupdf")
    document = pymupdf.open()
    page = document.new_page(width=400, height=400)
    page.insert_text((50, 50), "港", fontname="japan")
    document.xref_set_key(page.get_fonts()[0][0], "Encoding", "/UniJIS-UTF16-V")
    columns = ("政府は来年の春までに新しい港を開くと約束し", "た。大臣はその費用の半分を負担すると述べた。")
    shown = [
        f"BT /japan 12 Tf 1 0 0 1 {350 - 20 * number} 370 Tm <{words.encode('utf-16-be').hex()}> Tj ET"
        for number, words in enumerate(columns)
    ]
    document.update_stream(page.get_contents()[0], " ".join(shown).encode())
    reading = read(bytes(document.tobytes()), "a.pdf")
    assert blocks(reading) == ["".join(columns)]
    boxes = reading.pages[0].boxes
    assert len(boxes) == 4 * len("".join(columns)), "a box for each character"
    assert boxes[1] < boxes[5] < boxes[9], "downwards"
    assert boxes[0] > boxes[-4], "the second column stands to the left of the first"


def test_characters_of_chinese_have_boxes_of_their_own_and_no_spaces() -> None:
    reading = read(pdf_of(lambda page: write(page, 50, 100, ["會議現在開始"], fontname="china-t")), "a.pdf")
    page = reading.pages[0]
    assert reading.text == "會議現在開始"
    assert list(page.words) == [0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6]
    assert [page.boxes[4 * at + 2] for at in range(5)] == pytest.approx([page.boxes[4 * at + 4] for at in range(5)])


# What the lines of the document itself show decides; the last word of one line and the first of the next are put together.
@pytest.mark.parametrize(
    ("elsewhere", "first", "rest", "put"),
    [
        ("Nothing.", "infor-", "mation", "infor\u00admation"),
        ("The long-term plan.", "long-", "term", "long-term"),
        ("The longterm plan.", "long-", "term", "long\u00adterm"),
        ("Nothing.", "Ost-", "See", "Ost-See"),
        ("Nothing.", "self-", "made", "self-made"),
        ("Nothing.", "Haupt-", "stadt.", "Haupt\u00adstadt."),
    ],
)
def test_a_word_parted_at_a_line_end_is_put_together(elsewhere: str, first: str, rest: str, put: str) -> None:
    def draw(page: Any) -> None:
        write(page, 50, 100, [elsewhere])
        write(
            page,
            50,
            200,
            [f"The ministry spoke at length about this {first}", f"{rest} and more of the kind was to come"],
        )

    reading = read(pdf_of(draw), "a.pdf")
    assert blocks(reading)[-1] == f"The ministry spoke at length about this {put} and more of the kind was to come"
    page = reading.pages[0]
    halves = [reading.text[a:b] for a, b in zip(page.words[::2], page.words[1::2], strict=True)]
    head, tail = (first[:-1] + "\u00ad" if "\u00ad" in put else first), rest
    assert halves.index(tail) == halves.index(head) + 1, "each half keeps its box"


def test_a_word_parted_at_a_page_end_is_found_whole() -> None:
    first = ["The minister said that the railway would be built by the govern-"]
    reading = read(
        pdf_of(
            lambda page: write(page, 50, 700, first),
            lambda page: write(page, 50, 200, ["ment alone, and that nobody else would have to pay for it."]),
        ),
        "a.pdf",
    )
    assert len(blocks(reading)) == 1
    [(start, end)] = find_all(reading.text, "government")
    assert reading.text[start:end] == "govern\u00adment"
    assert reading.pages[0].end == reading.pages[1].start
