"""Small files that would keep a library busy for minutes are refused at once or shown as they are; real ones are read."""

import io
import re
import zipfile

import pytest

from desktop.documents import format_for
from desktop.documents.base import Reading, Unreadable
from desktop.documents.crowding import MOST_ATTRIBUTES

SAID = "<p>The port opens in June, and the quay a year later, said the minister of transport.</p>"


def read(name: str, data: str | bytes) -> Reading:
    made = data.encode() if isinstance(data, str) else data
    return format_for(name, made[:4096]).read(made, name)


def attributes(count: int, value: str = '="1"') -> str:
    return "<p " + " ".join(f"a{number}{value}" for number in range(count)) + ">Words.</p>"


def book(chapters: int, named: int) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as package:
        package.writestr("mimetype", "application/epub+zip")
        package.writestr(
            "META-INF/container.xml", '<container><rootfiles><rootfile full-path="b.opf"/></rootfiles></container>'
        )
        items = [f'<item id="c{at}" href="c{at}.xhtml" media-type="application/xhtml+xml"/>' for at in range(chapters)]
        spine = "".join(f'<itemref idref="c{at % chapters}"/>' for at in range(named))
        package.writestr("b.opf", f"<package><manifest>{''.join(items)}</manifest><spine>{spine}</spine></package>")
        for at in range(min(chapters, 3)):
            package.writestr(f"c{at}.xhtml", f"<html><body><p>Chapter {at}.</p></body></html>")
    return held.getvalue()


@pytest.mark.parametrize("value", ['="1"', "", "=1", "='>'", ' = "<p>"'])
@pytest.mark.parametrize("name", ["page.html", "page.md"])
def test_an_element_with_very_many_attributes(name: str, value: str) -> None:
    with pytest.raises(Unreadable, match="more than 1,000 attributes"):
        read(name, f"<html><body>{SAID}{attributes(300_000, value)}</body></html>")


def test_as_many_as_may_be_are_read() -> None:
    assert (
        "minister" in read("page.html", f"<html><body>{attributes(MOST_ATTRIBUTES - 1)}{SAID * 3}</body></html>").text
    )


def test_many_words_behind_a_tag_are_no_attributes() -> None:
    words = "and then a quay was built = for ships " * 5_000
    assert "quay" in read("page.html", f'<html><body><p class="x">{words}</p></body></html>').text


@pytest.mark.parametrize(
    "source",
    [
        "> " * 101 + "deep",
        ">" * 5_000 + "deep",
        "".join("  " * level + "- item\n" for level in range(102)),
        "[" * 50_000,
        "[a " * 50_000,
    ],
)
def test_markdown_that_is_nested_too_deeply_is_shown_as_it_is_written(source: str) -> None:
    reading = read("notes.md", source)
    assert reading.text.split() == source.split()
    assert "Its Markdown could not be understood, so it is shown as plain text." in reading.notes


def test_markdown_with_many_links_and_some_levels_is_read() -> None:
    levels = "".join("    " * level + f"- level {level}\n" for level in range(9))
    links = " ".join(f"[link {number}](https://example.org/{number})" for number in range(500))
    text = read("notes.md", f"# Notes\n\n{levels}\n\n> > quoted\n\n{links}\n").text
    assert "level 8" in text
    assert "link 499" in text


def test_a_page_of_a_book_is_read_once_however_often_it_is_named() -> None:
    assert re.findall(r"Chapter \d", read("book.epub", book(3, 20_000)).text) == ["Chapter 0", "Chapter 1", "Chapter 2"]


def test_a_book_of_too_many_chapters_says_so() -> None:
    with pytest.raises(Unreadable, match=r"It has 5,001 chapters; 5,000 are the most that can be read\."):
        read("book.epub", book(5_001, 5_001))
