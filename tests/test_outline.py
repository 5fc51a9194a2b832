"""A document's table of contents, its own or made from its headings."""

from array import array

from desktop.documents.base import Block, OutlineEntry, Page, Reading
from desktop.outline import contents

TEXT = "Port\nwords\nQuay\nwords\nCrane\nwords"
BLOCKS = [
    Block(0, 4, "heading", 1),
    Block(5, 10),
    Block(11, 15, "heading", 3),
    Block(16, 21),
    Block(22, 27, "heading", 2),
    Block(28, 33),
]


def told(reading: Reading) -> list[tuple[str, int, str]]:
    return [(heading.title, heading.level, heading.page) for heading in contents(reading, TEXT)]


def test_headings_make_one_without_gaps() -> None:
    assert told(Reading(TEXT, BLOCKS)) == [("Port", 1, ""), ("Quay", 2, ""), ("Crane", 2, "")]


def test_the_documents_own_goes_first_and_knows_its_pages() -> None:
    empty = (array("I"), array("f"))
    pages = [Page(0, 15, 1, 1, "iv", *empty), Page(16, 33, 1, 1, "1", *empty)]
    reading = Reading(TEXT, BLOCKS, pages=pages, outline=[OutlineEntry(0, " The  port ", 2), OutlineEntry(22, "", 2)])
    assert told(reading) == [("The port", 1, "iv"), ("…", 1, "1")]


def test_a_single_heading_is_no_contents() -> None:
    assert told(Reading(TEXT, BLOCKS[:2])) == []
