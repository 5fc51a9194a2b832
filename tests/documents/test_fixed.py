"""Pages of other kinds than PDF, and books for the Kindle: shown, read where there are words, refused with what to do."""

from collections.abc import Callable

import pytest

from desktop.documents import format_for
from desktop.documents.base import Reading, Unreadable

Sample = Callable[[str], bytes]


def read(name: str, data: bytes) -> Reading:
    return format_for(name, data[:4096]).read(data, name)


def test_xps_has_words_with_boxes(sample: Sample) -> None:
    reading = read("page.xps", sample("page.xps"))
    assert reading.text == "The port will open in June."
    (page,) = reading.pages
    assert len(page.words) == 12
    assert page.boxes[1] < 0.3


@pytest.mark.parametrize(("name", "pages"), [("page.png", 1), ("page.jpg", 1), ("pages.cbz", 2)])
def test_pictures_are_pages_without_words_and_say_so(sample: Sample, name: str, pages: int) -> None:
    data = sample(name)
    reading = read(name, data)
    assert (len(reading.pages), reading.text.strip()) == (pages, "")
    assert any("no text" in note for note in reading.notes)
    draw = format_for("", data[:4096]).page_image
    assert draw is not None
    image = draw(data, pages - 1, 2.0)
    assert len(image.pixels) == 3 * image.width * image.height
    assert set(image.pixels) <= set(range(195, 206))


def test_pictures_that_cannot_be_shown_are_refused() -> None:
    with pytest.raises(Unreadable, match="PNG or JPEG"):
        read("a.webp", b"RIFF\x22\0\0\0WEBPVP8 " + bytes(40))
    with pytest.raises(Unreadable, match="not a picture"):
        read("a.png", b"words")
    with pytest.raises(Unreadable, match=r"damaged|pages"):
        read("a.png", b"\x89PNG\r\n\x1a\n" + bytes(100))


def test_a_book_for_the_kindle(sample: Sample) -> None:
    reading = read("plan.mobi", sample("plan.mobi"))
    assert [(block.kind, reading.text[block.start : block.end]) for block in reading.blocks] == [
        ("heading", "One"),
        ("paragraph", "The port opens in June."),
        ("paragraph", "It is late."),
        ("list_item", "• first quay"),
    ]
    assert [(entry.title, entry.at) for entry in reading.outline] == [("One", 0)]


def test_a_locked_book_is_refused(mobi: Callable[..., bytes]) -> None:
    with pytest.raises(Unreadable, match="copy protection"):
        read("a.mobi", mobi("<p>Words</p>", locked=True))
