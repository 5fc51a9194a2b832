"""Word documents: what stands on the page, in its order, and no bombs."""

import io
import zipfile
from collections.abc import Callable

import pytest

from desktop.documents import format_for
from desktop.documents.base import Unreadable
from desktop.documents.docx import read

MakeDocx = Callable[..., bytes]


def test_headings_lists_tables_and_changes(docx: MakeDocx) -> None:
    reading = read(docx(), "a.docx")
    assert [(block.kind, block.level, reading.text[block.start : block.end]) for block in reading.blocks] == [
        ("heading", 1, "Agreement"),
        ("paragraph", 0, "The port will open in June."),
        ("list_item", 1, "first quay"),
        ("table_row", 0, "Year | Ships"),
        ("paragraph", 0, "The end."),
    ]
    assert reading.left_out == ["Is that so?"]


def test_iso_strict_documents_are_read_too(docx: MakeDocx) -> None:
    strict = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        package.writestr(
            "word/document.xml",
            b'<w:document xmlns:w="'
            + strict
            + b'"><w:body><w:p><w:r><w:t>Strict.</w:t></w:r></w:p></w:body></w:document>',
        )
    assert read(packed.getvalue(), "a.docx").text == "Strict."


def test_a_zip_bomb_is_refused_before_it_unpacks(docx: MakeDocx) -> None:
    with pytest.raises(Unreadable, match="200 to 1"):
        read(docx("<w:p/>" * 1_000_000), "a.docx")


def test_entities_are_refused(docx: MakeDocx) -> None:
    with pytest.raises(Unreadable, match="entities of its own"):
        read(docx(prologue='<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'), "a.docx")


def test_a_hundred_thousand_empty_paragraphs_cost_no_time(docx: MakeDocx) -> None:
    body = "<w:p/>" * 100_000 + "<w:p><w:r><w:t>Found.</w:t></w:r></w:p>"
    assert read(docx(body), "a.docx").text == "Found."


def test_a_protected_document_is_named_so() -> None:
    with pytest.raises(Unreadable, match=r"^It is protected by a password;"):
        read(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "a.docx")


def test_hidden_words_are_left_out_and_links_are_kept(docx: MakeDocx) -> None:
    hidden = "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>Never.</w:t></w:r><w:r><w:t>We will.</w:t></w:r></w:p>"
    link = '<w:p><w:r><w:t>See </w:t></w:r><w:hyperlink r:id="r1" xmlns:r="r"><w:r><w:t>the plan</w:t></w:r></w:hyperlink></w:p>'
    packed = io.BytesIO(docx(hidden + link))
    with zipfile.ZipFile(packed, "a") as package:
        package.writestr(
            "word/_rels/document.xml.rels",
            '<Relationships><Relationship Id="r1" Target="https://harbour.example/plan"/></Relationships>',
        )
    reading = read(packed.getvalue(), "a.docx")
    assert reading.text == "We will.\nSee the plan"
    assert "Never." in reading.left_out
    (found,) = reading.links
    assert (reading.text[found.start : found.end], found.url) == ("the plan", "https://harbour.example/plan")


def test_an_old_word_document_is_told_what_to_do() -> None:
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "WordDocument".encode("utf-16-le")
    for name in ("a.doc", "a.docx"):
        with pytest.raises(Unreadable, match=r"save it as \.docx"):
            format_for(name, old).read(old, name)


def test_names_in_bold_are_speakers(docx: Callable[..., bytes]) -> None:
    def said(name: str, words: str) -> str:
        lead = f'<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">{name} </w:t></w:r>'
        return f'<w:p>{lead}<w:r><w:t xml:space="preserve">{words}</w:t></w:r></w:p>'

    talk = said("Ada Quay", "We will open the port in the month of June.") + said("Bo Bollard", "And who pays for it?")
    reading = read(docx(talk * 2), "talk.docx")
    assert [turn.label for turn in reading.turns] == ["Ada Quay", "Bo Bollard"] * 2
    assert reading.text[reading.turns[0].start :].startswith("We will open")
    article = said("Ada Quay", "opened the port.") + "<w:p><w:r><w:t>Nobody was there.</w:t></w:r></w:p>" * 4
    assert read(docx(article), "article.docx").turns == []
