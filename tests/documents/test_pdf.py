"""PDF words flow as text and know where they stand on the page as it is shown."""

from collections.abc import Callable
from importlib import import_module
from typing import Any

import pytest

from desktop.documents import pdf_pages
from desktop.documents.base import Choices, PageImage, PasswordWanted, Reading, Unreadable, problems
from desktop.documents.pdf import read
from desktop.documents.pdf_pages import page_image

MakePdf = Callable[..., bytes]


def shown_words(reading: Reading, page: int) -> list[str]:
    found = reading.pages[page]
    return [reading.text[start:end] for start, end in zip(found.words[::2], found.words[1::2], strict=True)]


def darkness(image: PageImage, box: tuple[float, ...]) -> float:
    """Share of dark pixels inside of a box of the unit square."""
    x0, x1 = int(box[0] * image.width), int(box[2] * image.width) + 1
    y0, y1 = int(box[1] * image.height), int(box[3] * image.height) + 1
    reds = [
        image.pixels[3 * (y * image.width + x)]
        for y in range(y0, min(y1, image.height))
        for x in range(x0, min(x1, image.width))
    ]
    return sum(red < 128 for red in reds) / len(reds)


def test_lines_flow_and_a_paragraph_goes_on_over_the_page_break(pdf: MakePdf) -> None:
    reading = read(pdf(), "a.pdf")
    assert [reading.text[block.start : block.end] for block in reading.blocks] == [
        "A promise",
        "The minister said that the new port of Estmouth will open before the end of next year, and that "
        "its first quay is to be handed over in June.",
    ]
    assert [block.kind for block in reading.blocks] == ["heading", "paragraph"]
    first, second = reading.pages
    assert reading.text[second.start : second.end] == "its first quay is to be handed over in June."
    assert first.end <= second.start
    assert (first.label, second.label) == ("iv", "v")


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize("crop", [False, True])
def test_each_box_lies_on_its_word_as_shown(pdf: MakePdf, rotation: int, crop: bool) -> None:
    data = pdf(rotation=rotation, crop=crop)
    reading = read(data, "a.pdf")
    assert problems(reading) == []
    image = page_image(data, 0, 2.0)
    page = reading.pages[0]
    assert image.width == pytest.approx(2 * page.width, abs=1)
    assert image.height == pytest.approx(2 * page.height, abs=1)
    assert shown_words(reading, 0)[:4] == ["A", "promise", "The", "minister"]
    boxes = [tuple(page.boxes[at : at + 4]) for at in range(0, len(page.boxes), 4)]
    assert all(darkness(image, box) > 0.05 for box in boxes)
    inside = sum(darkness(image, box) * (box[2] - box[0]) * (box[3] - box[1]) for box in boxes)
    assert inside == pytest.approx(darkness(image, (0, 0, 1, 1)), rel=0.15)


def test_words_outside_of_the_crop_are_not_in_the_text(pdf: MakePdf) -> None:
    whole, cropped = read(pdf(), "a.pdf"), read(pdf(crop=True), "a.pdf")
    assert whole.text.startswith("A promise")
    assert cropped.pages[0].width == 330


def test_a_password_is_named_as_the_reason(pdf: MakePdf) -> None:
    with pytest.raises(Unreadable, match=r"^It is protected by a password\.$"):
        read(pdf(password="secret"), "a.pdf")


@pytest.mark.parametrize("password", ["for readers", "for the owner"])
def test_either_password_opens_it_and_none_is_kept(password: str) -> None:
    pymupdf: Any = import_module("pymupdf")
    document = pymupdf.open()
    document.new_page().insert_text((72, 90), "A promise")
    how = pymupdf.PDF_ENCRYPT_AES_256
    data = bytes(document.tobytes(encryption=how, user_pw="for readers", owner_pw="for the owner"))
    reading = read(data, "a.pdf", Choices(password=password))
    assert reading.text == "A promise"
    assert password not in repr(reading) + repr(pdf_pages._kept.keys())
    assert page_image(data, 0, 1.0, password).width > 0
    with pytest.raises(PasswordWanted, match="not the right one"):
        read(data, "a.pdf", Choices(password="another"))


def test_pages_without_text_are_told(pdf: MakePdf) -> None:
    reading = read(pdf(empty_page=True), "a.pdf")
    assert reading.notes[0] == "1 of 3 pages have no text, only pictures or nothing: vi."
    assert len(reading.pages) == 3


def test_a_page_that_is_not_there(pdf: MakePdf) -> None:
    with pytest.raises(Unreadable, match="Page 10 can't be drawn"):
        page_image(pdf(), 9, 1.0)


def test_a_cut_off_linearized_file_says_how_much_is_missing() -> None:
    with pytest.raises(Unreadable, match=r"^The file ends after 1 kB of 96 kB, so it cannot be read\.$"):
        read(b"%PDF-1.7\n1 0 obj\n<</Linearized 1/L 96000>>\n" + b"\n" * 1_000, "a.pdf")
