"""OpenDocument texts: what stands on the page, in its order; nothing locked, nothing made to do harm."""

from collections.abc import Callable

import pytest

from desktop.documents.base import Unreadable
from desktop.documents.odt import read

Make = Callable[..., bytes]


@pytest.mark.parametrize("name", ["agreement.odt", "agreement.fodt"])
def test_headings_lists_tables_notes_and_changes(sample: Callable[[str], bytes], name: str) -> None:
    reading = read(sample(name), name)
    assert [(block.kind, block.level, reading.text[block.start : block.end]) for block in reading.blocks] == [
        ("heading", 1, "Agreement"),
        ("paragraph", 0, "The port will open in June."),
        ("list_item", 0, "quays"),
        ("list_item", 1, "first quay"),
        ("table_row", 0, "Year | Ships"),
        ("paragraph", 0, "The end."),
        ("paragraph", 0, "Said the minister."),
    ]
    assert reading.left_out == ["Is that so?"]
    (link,) = reading.links
    assert (reading.text[link.start : link.end], link.url) == ("in June", "https://harbour.example/june")


def test_a_locked_document_and_an_entity_are_refused(odt: Make) -> None:
    with pytest.raises(Unreadable, match="password"):
        read(odt(manifest="<manifest><encryption-data/></manifest>"), "a.odt")
    with pytest.raises(Unreadable, match="entities"):
        read(odt(prologue='<!DOCTYPE x [<!ENTITY a SYSTEM "http://harbour.example/">]>'), "a.odt")


def test_the_same_id_twice_is_no_damage(odt: Make) -> None:
    twice = '<office:text><text:p xml:id="a">One.</text:p><text:p xml:id="a">Two.</text:p></office:text>'
    assert read(odt(twice), "a.odt").text == "One.\nTwo."
