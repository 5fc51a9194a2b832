"""Of a web page the article is read; the rest is listed, and nothing is lost silently."""

from collections.abc import Callable

import pytest

from desktop.documents.base import Choices, Unreadable
from desktop.documents.html import read

Sample = Callable[[str], bytes]


def test_the_article_without_menus_adverts_and_comments(sample: Sample) -> None:
    reading = read(sample("article.html"), "article.html")
    assert "will open before the end of next year" in reading.text
    assert "price of steel may rise again" in reading.text
    for foreign in ("Sport results", "cheap anchors", "gullfan77", "Imprint", "alert("):
        assert foreign not in reading.text
    left_out = "\n".join(reading.left_out)
    for foreign in ("Sport results", "cheap anchors", "gullfan77", "Imprint"):
        assert foreign in left_out
    assert "price of steel" not in left_out


def test_structure_and_metadata(sample: Sample) -> None:
    reading = read(sample("article.html"), "article.html")
    kinds = {reading.text[block.start : block.end][:20]: block.kind for block in reading.blocks}
    assert kinds["What it will cost"] == "heading"
    assert kinds["The first quay will "] == "list_item"
    assert kinds["“We will not wait fo"] == "quote"
    said = reading.metadata
    assert (said.author, said.publisher, said.published_on) == ("Ada Quay", "The Harbour Post", "2026-03-05")
    assert (said.language, said.url) == ("en", "https://harbour.example/port-opens")
    assert reading.doc_type == "article"


def test_words_in_an_old_encoding() -> None:
    page = '<html><head><meta charset="windows-1251"></head><body><article><p>' + "Министр пообещал открыть порт. " * 20
    assert "Министр пообещал" in read(page.encode("cp1251"), "a.html").text


def test_a_page_that_is_no_article_is_shown_whole() -> None:
    reading = read(b"<html><body><div>One line.</div><div>Another line.</div></body></html>", "a.html")
    assert "One line." in reading.text
    assert "Another line." in reading.text


def test_minutes_keep_every_speaker() -> None:
    lines = "".join(
        f"<p><b>{who}:</b> We will open quay number {n} in the coming year.</p>"
        for n in range(30)
        for who in ("QUAY", "BOLLARD")
    )
    reading = read(f"<html><body><div>{lines}</div></body></html>".encode(), "a.html")
    assert len(reading.turns) == 60
    assert reading.doc_type == "transcript"


def test_preformatted_records_keep_their_lines() -> None:
    record = "\n".join(
        f"  Mr. {who}. Mr. Speaker, I promise item {n}.\n" for n in range(20) for who in ("QUAY", "BOLLARD")
    )
    reading = read(f"<html><body><pre>{record}</pre></body></html>".encode(), "a.htm")
    assert [turn.label for turn in reading.turns[:2]] == ["Mr. QUAY", "Mr. BOLLARD"]


def test_pages_made_to_stop_the_reader_are_refused() -> None:
    with pytest.raises(Unreadable, match="tags"):
        read(b"<html>" + b"<b>" * 500_000, "a.html")
    with pytest.raises(Unreadable, match="nested too deeply"):
        read(b"<html><body>" + b"<div>" * 10_000 + b"words", "a.html")
    with pytest.raises(Unreadable, match="MB"):
        read(b"<html>" + b"x" * 21_000_000, "a.html")


def test_what_no_browser_shows_is_not_in_the_text(sample: Sample) -> None:
    trap = b'<p style="display: none">The port will never open, whatever the minister says in public.</p><p>The works'
    reading = read(sample("article.html").replace(b"<p>The works", trap, 1), "article.html")
    assert "never open" not in reading.text
    assert "The works are to cost" in reading.text
    assert any("never open" in text for text in reading.left_out)


def test_the_whole_page_when_the_person_wants_it(sample: Sample) -> None:
    reading = read(sample("article.html"), "article.html", Choices(whole=True))
    for shown in ("Sport results", "price of steel may rise again", "Imprint"):
        assert shown in reading.text
    kinds = {reading.text[block.start : block.end][:20]: block.kind for block in reading.blocks}
    assert (kinds["What it will cost"], kinds["The first quay will "]) == ("heading", "list_item")
    assert reading.choices.whole and reading.notes == []
    assert reading.metadata.url == "https://harbour.example/port-opens"


def test_links_lead_to_the_web_and_nowhere_else() -> None:
    links = (
        '<a href="/plan">the plan</a> <a href="file:///etc/passwd">a file</a> <a href="javascript:x()">a script</a>'
        '<a href="mailto:ada@harbour.example">\n Ada </a>, <a href="#top">up</a> <a href="//evil.example/x">another host</a>'
    )
    page = f'<html><head><link rel="canonical" href="https://harbour.example/a/b"></head><body><p>See {links}</p></body></html>'
    reading = read(page.encode(), "a.html")
    assert [(reading.text[link.start : link.end], link.url) for link in reading.links] == [
        ("the plan", "https://harbour.example/plan"),
        ("Ada", "mailto:ada@harbour.example"),
        ("up", "https://harbour.example/a/b#top"),
        ("another host", "https://evil.example/x"),
    ]
    assert reading.text == "See the plan a file a script Ada , up another host"


def test_the_address_that_a_browser_wrote_above_a_saved_page() -> None:
    page = b"<!DOCTYPE html><!-- saved from url=(0034)https://harbour.example/port --><html><body><p>Words.</p></body></html>"
    assert read(page, "a.html").metadata.url == "https://harbour.example/port"


def test_a_paragraph_that_is_said_twice_is_there_twice() -> None:
    said = (
        "<p>The minister promised that the port will open in the month of June of the coming year, and not later.</p>"
    )
    other = (
        "<p>The unions answered that they had heard so before, and that nobody should rely on it this time either.</p>"
    )
    page = f"<html><body><article><h1>Port</h1>{other}{said}{said}{said}{other}</article></body></html>"
    assert read(page.encode(), "a.html").text.count("month of June") == 3


def test_words_around_a_preformatted_record_are_told() -> None:
    record = "\n".join(f"Line {n} of the record as it was printed." for n in range(60))
    reading = read(f"<html><body><h1>Sitting of Monday</h1><pre>{record}</pre></body></html>".encode(), "a.html")
    assert reading.text.startswith("Line 0")
    assert reading.left_out == ["Sitting of Monday"]


def test_the_rest_behind_a_read_on_is_part_of_the_article() -> None:
    said = "".join(
        f"<p>Paragraph {n}: the minister promised that the port will open in the month of June, not later.</p>"
        for n in range(14)
    )
    page = f'<html><body><article><h1>Port</h1>{said}<div style="display:none">{said.replace("June", "July")}</div></article></body></html>'
    assert read(page.encode(), "a.html").text.count("July") == 14


SENTENCE = "The minister said that the port will open before the end of the year and take {} ships a day."


@pytest.mark.parametrize("whole", [False, True])
def test_a_page_laid_out_with_a_table_keeps_its_paragraphs(whole: bool) -> None:
    told = "".join(f"<p>{SENTENCE.format(number)}</p>" for number in range(6))
    page = f"<html><body><table><tr><td>Home<br>Sport</td><td>{told}</td></tr></table></body></html>"
    reading = read(page.encode(), "a.html", Choices(whole=whole))
    blocks = [(block.kind, reading.text[block.start : block.end]) for block in reading.blocks]
    assert [("paragraph", SENTENCE.format(number)) for number in range(6)] == blocks[-6:]


def test_a_table_of_numbers_stays_one() -> None:
    told = "".join(f"<p>{SENTENCE.format(number)}</p>" for number in range(6))
    table = "<table><tr><td><p>Year</p></td><td><p>Ships</p></td></tr><tr><td><p>2026</p></td><td><p>80</p></td></tr></table>"
    reading = read(f"<html><body><article>{told}{table}</article></body></html>".encode(), "a.html")
    rows = [reading.text[block.start : block.end] for block in reading.blocks if block.kind == "table_row"]
    assert rows == ["Year | Ships", "2026 | 80"]


def test_preformatted_lines_inside_of_an_article_stay_lines() -> None:
    told = "".join(f"<p>{SENTENCE.format(number)}</p>" for number in range(6))
    page = f"<html><body><article>{told}<pre>First quay: June\nSecond <b>quay</b>: July</pre></article></body></html>"
    assert "First quay: June\nSecond quay: July" in read(page.encode(), "a.html").text


def test_a_year_in_the_text_is_no_date_of_publication() -> None:
    told = "".join(f"<p>{SENTENCE.format(number)} By 2029 it will be large.</p>" for number in range(6))
    assert read(f"<html><body><article>{told}</article></body></html>".encode(), "a.html").metadata.published_on == ""
