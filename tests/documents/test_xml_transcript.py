"""Transcripts in XML: who speaks is told by the markup, and the markup of many parliaments is understood."""

from collections.abc import Callable

import pytest

from desktop.documents.base import Reading, Unreadable, problems
from desktop.documents.xml_transcript import read


def told(reading: Reading) -> list[tuple[str, str, int | None, str]]:
    return [(t.label, t.role, t.time_start, reading.text[t.start : t.end]) for t in reading.turns]


def test_tei(sample: Callable[[str], bytes]) -> None:
    reading = read(sample("sitting.xml"), "sitting.xml")
    assert reading.text == "Questions\nWe will open it.\nIn June.\nWho pays?"
    assert told(reading) == [
        ("Ada Quay", "chair", None, "We will open it.\nIn June."),
        ("Mr Bo Bollard", "Harbour Party", None, "Who pays?"),
    ]
    assert reading.blocks[0].kind == "heading"
    assert reading.left_out == ["09:06"]
    assert (reading.metadata.title, reading.metadata.published_on) == ("Sitting", "2026-03-05")


WAYS = {
    "attribute": ('<d><speech speakername="Ada"><p>We will.</p></speech></d>', [("Ada", "", None, "We will.")]),
    "child": ("<t><turn><speaker>Ada</speaker><text>We will.</text></turn></t>", [("Ada", "", None, "We will.")]),
    "Akoma Ntoso": (
        '<a><meta><TLCPerson eId="ada" showAs="Ada Quay"/></meta><speech by="#ada"><p>We will.</p></speech></a>',
        [("Ada Quay", "", None, "We will.")],
    ),
    "Bundestag": (
        "<r><rede><p><redner><name><vorname>Ada</vorname></name></redner>Ada Quay (SPD):</p><p>Wir <i>werden</i>.</p>"
        "<name>Präsident Bo:</name><p>Danke.</p></rede></r>",
        [("Ada Quay", "SPD", None, "Wir werden."), ("Präsident Bo", "", None, "Danke.")],
    ),
    "captions of YouTube": ('<t><text start="0.5" dur="2">we will</text></t>', [("", "", 500, "we will")]),
    "times": (
        '<t><u who="#a" start="12.5"><w>We</w> <w join="right">will</w><pc>.</pc></u></t>',
        [("a", "", 12_500, "We will.")],
    ),
    "a speech inside of another": (
        '<t><u who="a"><p>One.</p><u who="b"><p>Two.</p></u><p>Three.</p></u></t>',
        [("a", "", None, "One."), ("b", "", None, "Two."), ("a", "", None, "Three.")],
    ),
}


@pytest.mark.parametrize("way", WAYS)
def test_ways_to_mark_speeches(way: str) -> None:
    source, expected = WAYS[way]
    reading = read(source.encode(), "a.xml")
    assert told(reading) == expected
    assert problems(reading) == []


def test_xml_without_speeches_is_shown_as_paragraphs() -> None:
    reading = read(
        b"<report><section><title>Costs</title><para>It is <b>dear</b> &amp; late.</para></section></report>", "a.xml"
    )
    assert reading.text == "Costs\nIt is dear & late."
    assert [block.kind for block in reading.blocks] == ["heading", "paragraph"]


def test_entities_depth_and_emptiness_are_refused() -> None:
    laughs = b'<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><l>&b;</l>'
    for source, reason in (
        (laughs, "entities"),
        (b'<!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/passwd">]><l>&a;</l>', "entities"),
        (b"<a>" * 100_000, "nested too deeply"),
        (b"<a>" * 400 + b"words" + b"</a>" * 400, "nested too deeply"),
        (b"<a><b></a>", "not sound XML"),
        (b"<a><b/></a>", "without words"),
    ):
        with pytest.raises(Unreadable, match=reason):
            read(source, "a.xml")
