"""One small own sample of every format, and the means to make more."""

import io
import struct
import zipfile
from collections.abc import Callable
from importlib import import_module
from typing import Any

import pytest

from desktop.paths import root

ARTICLE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Port opens | The Harbour Post</title>
<meta property="og:site_name" content="The Harbour Post"><meta name="author" content="Ada Quay">
<meta property="article:published_time" content="2026-03-05T08:00:00Z">
<link rel="canonical" href="https://harbour.example/port-opens"><script>alert("menu")</script></head><body>
<nav><ul><li><a href="/">Front page</a></li><li><a href="/sport">Sport results</a></li></ul></nav>
<main><article><h1>Minister promises a new port</h1>
<p>The minister of works said on Thursday that the new port of Estmouth will open before the end of next year, and that its first
quay will be handed over to the harbour board in the month of June.</p>
<h2>What it will cost</h2>
<p>The works are to cost four hundred million, of which the government will bear a half. Shipping companies that move their seat to the
town are offered freedom from harbour dues for five years, the minister said to applause.</p>
<ul><li>The first quay will be finished in June of the coming year.</li><li>The rail link will follow two years later, if money is found.</li></ul>
<blockquote><p>“We will not wait for the neighbours, and we will not be late,” the minister said in front of the unions.</p></blockquote>
<p>Observers warn that the price of steel may rise again, which would put the whole of the plan at risk before a single ship has moored.</p>
</article></main>
<div class="advert ad-banner"><p>Buy cheap anchors now, only this week!</p></div>
<section id="comments" class="comments"><h3>Comments</h3><div class="comment"><p>gullfan77: I believe none of it.</p></div></section>
<footer><p>Imprint and cookies of the Harbour Post</p></footer></body></html>"""

MARKDOWN = """---
title: "A short report"
author: Ada Quay
date: 2026-04-01
---
# Findings

The *port* opened [late](https://harbour.example/late), as **everybody** had said
it would.

- first quay
  - its crane
- second quay

> We will not be late.

| Year | Ships |
|------|-------|
| 2026 | 12    |
"""

TRANSCRIPT = """MS. QUAY: Good morning. We will open the port in June.
MR. BOLLARD: And who pays for it?
MS. QUAY: The government will bear a half.
"""

VTT = """WEBVTT

NOTE made for a test

1
00:00:01.000 --> 00:00:04.000
<v Ada Quay>We will open the port
in <i>June</i> &amp; not later.

00:00:05.500 --> 00:00:07.000
<v Bo Bollard>Who pays?
"""

SRT = "1\r\n00:00:01,000 --> 00:00:02,500\r\nMS. QUAY: We will open it.\r\n\r\n2\r\n00:00:03,000 --> 00:00:04,000\r\n<i>In June.</i>\r\n"

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STYLES = (
    f'<w:styles xmlns:w="{W}"><w:style w:styleId="H1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:styleId="Mine"><w:name w:val="My head"/><w:basedOn w:val="H1"/></w:style></w:styles>'
)
BODY = """<w:p><w:pPr><w:pStyle w:val="Mine"/></w:pPr><w:r><w:t>Agreement</w:t></w:r></w:p>
<w:p><w:r><w:t xml:space="preserve">The port will </w:t></w:r><w:del><w:r><w:delText>never</w:delText></w:r></w:del><w:ins><w:r><w:t>open</w:t></w:r></w:ins>
<w:r><w:t xml:space="preserve"> in June.</w:t></w:r></w:p>
<w:p><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="3"/></w:numPr></w:pPr><w:r><w:t>first quay</w:t></w:r></w:p>
<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Year</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Ships</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
<w:p><w:r><w:t>The end.</w:t></w:r></w:p>"""

PARAGRAPH = [
    "The minister said that the new port of Estmouth",
    "will open before the end of next year, and that",
    "its first quay is to be handed over in June.",
]


def make_docx(body: str = BODY, *, comment: str = "Is that so?", prologue: str = "") -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr(
            "word/document.xml", f'{prologue}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
        )
        package.writestr("word/styles.xml", STYLES)
        package.writestr(
            "word/comments.xml", f'<w:comments xmlns:w="{W}"><w:p><w:r><w:t>{comment}</w:t></w:r></w:p></w:comments>'
        )
    return packed.getvalue()


def make_pdf(*, rotation: int = 0, crop: bool = False, password: str = "", empty_page: bool = False) -> bytes:
    """Two pages: a heading and a paragraph of three lines; the paragraph goes on over the page break."""
    pymupdf: Any = import_module("pymupdf")
    document = pymupdf.open()
    for lines in (PARAGRAPH[:2], PARAGRAPH[2:]):
        page = document.new_page(width=400, height=300)
        if lines is not PARAGRAPH[2:] and len(lines) == 2:
            page.insert_text((72, 90), "A promise", fontsize=18)
        for number, line in enumerate(lines):
            page.insert_text((72, 130 + 14 * number), line, fontsize=11)
        if crop:
            page.set_cropbox(pymupdf.Rect(50, 60, 380, 280))
        page.set_rotation(rotation)
    if empty_page:
        document.new_page()
    document.set_page_labels([{"startpage": 0, "style": "r", "firstpagenum": 4}])
    if password:
        return bytes(document.tobytes(encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw=password, owner_pw=password))
    return bytes(document.tobytes())


ODF = "".join(
    f' xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{prefix}:1.0"' for prefix in ("office", "text", "table")
)
ODT_BODY = """<office:text><text:tracked-changes><text:p>never</text:p></text:tracked-changes>
<text:h text:outline-level="1">Agreement</text:h><text:p>The port<text:s text:c="2"/>will
 open<text:tab/><text:a xlink:href="https://harbour.example/june" xmlns:xlink="x">in June</text:a>.<text:note><text:note-body>
<text:p>Said the minister.</text:p></text:note-body></text:note></text:p>
<text:list><text:list-item><text:p>quays</text:p><text:list><text:list-item><text:p>first quay</text:p></text:list-item></text:list>
</text:list-item></text:list><table:table><table:table-row><table:table-cell><text:p>Year</text:p></table:table-cell>
<table:table-cell><text:p>Ships</text:p></table:table-cell></table:table-row></table:table>
<text:p>The end.<office:annotation><text:p>Is that so?</text:p></office:annotation></text:p></office:text>"""


def make_zip(parts: dict[str, str | bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data, zipfile.ZIP_STORED if name == "mimetype" else None)
    return packed.getvalue()


def make_odt(body: str = ODT_BODY, *, prologue: str = "", manifest: str = "<manifest/>") -> bytes:
    content = f"{prologue}<office:document-content{ODF}><office:body>{body}</office:body></office:document-content>"
    kind = "application/vnd.oasis.opendocument.text"
    return make_zip({"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": manifest})


def make_fodt() -> bytes:
    kind = 'office:mimetype="application/vnd.oasis.opendocument.text"'
    return f"<office:document {kind}{ODF}><office:body>{ODT_BODY}</office:body></office:document>".encode()


RTF = r"""{\rtf1\ansi\ansicpg1252\uc1{\fonttbl{\f0\fcharset0 Times;}{\f1\fcharset204 Times Cyr;}}
{\stylesheet{\s1 heading 1;}}{\info{\title A plan}{\author Ada Quay}{\creatim\yr2026\mo3\dy5}}{\header Page one\par}
\pard\s1 Agreement\par\pard The port \u8220"will\'94 open{\v  never} {\field{\*\fldinst HYPERLINK "https://harbour.example/june"}
{\fldrslt in June}}.{\footnote Said the minister.}\par {\f1 \'cc\'e8\'ed\'e8\'f1\'f2\'f0} \u-10179?\u-8704?.\par
{\pntext 1.\tab}first quay\par\pard{\b Costs}\par\pard\intbl Year\cell Ships\cell\row\pard The {\*\unknown none }end.\par}"""


CONTAINER = '<container><rootfiles><rootfile full-path="OPS/book.opf"/></rootfiles></container>'
OPF = """<package xmlns:dc="dc"><metadata><dc:title>A plan</dc:title><dc:creator>Ada Quay</dc:creator><dc:language>en</dc:language>
<dc:date>2026-03-05</dc:date></metadata><manifest>
<item id="n" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>
<item id="b" href="two.xhtml" media-type="application/xhtml+xml"/><item id="a" href="one%20a.xhtml" media-type="application/xhtml+xml"/>
</manifest><spine><itemref idref="a"/><itemref idref="b"/></spine></package>"""
NAV = """<html xmlns:epub="e"><body><nav epub:type="toc"><ol><li><a href="one%20a.xhtml">One</a><ol><li><a href="one%20a.xhtml#s">Steel</a></li></ol>
</li><li><a href="two.xhtml">Two</a></li></ol></nav></body></html>"""
CHAPTERS = (
    """<?xml version="1.0"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body>
<h1>One</h1><p>The port&nbsp;opens <a href="https://harbour.example/june">in June</a>.</p><h2 id="s">Steel</h2><p>It is dear.</p></body></html>""",
    "<html><body><h1>Two</h1><p>Unclosed<br>but read.</body></html>",
)


def make_epub(**more: str) -> bytes:
    return make_zip(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": CONTAINER,
            "OPS/book.opf": OPF,
            "OPS/nav.xhtml": NAV,
            "OPS/one a.xhtml": CHAPTERS[0],
            "OPS/two.xhtml": CHAPTERS[1],
        }
        | {name.replace("__", "/"): part for name, part in more.items()}
    )


FB2 = """<?xml version="1.0" encoding="utf-8"?><FictionBook xmlns="http://www.gribuser.ru/xml/fictionbook/2.0" xmlns:l="x"><description>
<title-info><author><first-name>Ada</first-name><last-name>Quay</last-name></author><book-title>A plan</book-title><lang>en</lang>
</title-info></description><body><title><p>A plan</p></title><section><title><p>One</p></title><p>The port opens
<a l:href="https://harbour.example/june">in June</a>.</p><cite><p>We will not be late.</p></cite></section></body></FictionBook>"""


MHTML = f"""From: <Saved by a browser>\r
Snapshot-Content-Location: https://harbour.example/saved\r
MIME-Version: 1.0\r
Content-Type: multipart/related; type="text/html"; boundary="cut"\r
\r
--cut\r
Content-Type: text/html; charset=utf-8\r
Content-Location: https://harbour.example/frame\r
\r
<html><body>Cheap anchors</body></html>\r
--cut\r
Content-Type: text/html\r
Content-Transfer-Encoding: quoted-printable\r
Content-Location: https://harbour.example/saved\r
\r
{ARTICLE.replace("=", "=3D").replace("“", "=E2=80=9C").replace("”", "=E2=80=9D")}\r
--cut--\r
"""

EML = """From: =?utf-8?q?Ada_Qu=C3=A4y?= <ada@harbour.example>
To: board@harbour.example
Subject: The port
Date: Thu, 5 Mar 2026 08:00:00 +0000
Message-ID: <1@harbour.example>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="cut"

--cut
Content-Type: multipart/alternative; boundary="or"

--or
Content-Type: text/plain; charset=utf-8

The plain words.
--or
Content-Type: text/html; charset=windows-1252
Content-Transfer-Encoding: quoted-printable

<p>The port will open <a href=3D"https://harbour.example/june">in June</a>, =93not later=94.</p>
--or--
--cut
Content-Type: application/pdf
Content-Disposition: attachment; filename="plan.pdf"
Content-Transfer-Encoding: base64

AAAA
--cut
Content-Type: message/rfc822

From: bo@harbour.example
Subject: Fwd: The quay

It is late.
--cut--
"""


SBV = (
    "0:00:01.000,0:00:04.000\nMS. QUAY: We will open it\nin June.\n\n0:00:05.500,0:00:07.000\nMR. BOLLARD: Who pays?\n"
)

TTML = """<tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttm="http://www.w3.org/ns/ttml#metadata" xmlns:ttp="http://www.w3.org/ns/ttml#parameter"
xml:lang="en" ttp:frameRate="25"><head><metadata><ttm:agent xml:id="ada"><ttm:name>Ada Quay</ttm:name></ttm:agent></metadata></head>
<body><div begin="10s"><p begin="00:00:01.500" end="00:00:04" ttm:agent="ada">We will open it<br/>in <span>June</span>.</p>
<p begin="00:00:05:05" end="7s">Who pays?</p></div></body></tt>"""

JSON_TRANSCRIPT = """{"language_code": "en_us", "title": "Board", "utterances": [
{"speaker": "Ada Quay", "text": "We will open it in June.", "start": 100, "end": 2400},
{"speaker": "B", "text": "Who pays for all of it?", "start": 2500, "end": 4400}]}"""

TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><title type="main">Sitting</title><date when="2026-03-05"/>
<person xml:id="AQ"><persName><surname>Quay</surname><forename>Ada</forename></persName></person></teiHeader><text><body>
<head>Questions</head><u who="#AQ" ana="#chair"><seg>We will <hi>open</hi> it.</seg><note type="time">09:06</note><seg>In June.</seg></u>
<note type="speaker">Mr Bo Bollard (Harbour Party)</note><u who="#BB"><seg>Who pays?</seg></u></body></text></TEI>"""


def make_mobi(page: str, *, locked: bool = False) -> bytes:
    """A database for the Palm: a head with the places of its records, a record that describes the book, its text."""
    text = page.encode()
    about = bytearray(232)
    about[:4] = b"MOBI"
    struct.pack_into(">IIIII", about, 4, 232, 2, 65001, 1, 6)
    texts = [text[at : at + 4096] for at in range(0, len(text), 4096)]
    for place in (0x50, 0x6C):
        struct.pack_into(">I", about, place - 16, len(texts) + 1)
    first = struct.pack(">HHIHHHH", 1, 0, len(text), len(texts), 4096, 2 * locked, 0) + bytes(about) + b"\0\0"
    records = [first, *texts]
    head = b"A plan".ljust(32, b"\0") + bytes(28) + b"BOOKMOBI" + bytes(8) + struct.pack(">H", len(records))
    at, places = len(head) + 8 * len(records) + 2, b""
    for number, record in enumerate(records):
        places += struct.pack(">II", at, number)
        at += len(record)
    return head + places + b"\0\0" + b"".join(records)


KINDLE = (
    "<html><body><h1>One</h1><p>The port opens in June.</p><p>It is late.</p><ul><li>first quay</li></ul></body></html>"
)


def make_xps() -> bytes:
    ns, relations = (
        "http://schemas.microsoft.com/xps/2005/06",
        "http://schemas.openxmlformats.org/package/2006/relationships",
    )
    whole = f'<Relationship Id="r" Type="{ns}/fixedrepresentation" Target="/All.fdseq"/>'
    words = 'FontUri="/font.ttf" FontRenderingEmSize="16" OriginX="40" OriginY="60" Fill="#000000"'
    page = f'<Glyphs {words} UnicodeString="The port will open in June."/>'
    return make_zip(
        {
            "_rels/.rels": f'<Relationships xmlns="{relations}">{whole}</Relationships>',
            "All.fdseq": f'<FixedDocumentSequence xmlns="{ns}"><DocumentReference Source="/One.fdoc"/></FixedDocumentSequence>',
            "One.fdoc": f'<FixedDocument xmlns="{ns}"><PageContent Source="/One.fpage"/></FixedDocument>',
            "One.fpage": f'<FixedPage xmlns="{ns}" Width="400" Height="300" xml:lang="en">{page}</FixedPage>',
            "font.ttf": (root() / "resources/fonts/Inter_400Regular.ttf").read_bytes(),
        }
    )


def make_picture(kind: str = "png") -> bytes:
    pymupdf: Any = import_module("pymupdf")
    picture = pymupdf.Pixmap(pymupdf.csRGB, pymupdf.IRect(0, 0, 60, 40))
    picture.clear_with(200)
    return bytes(picture.tobytes(kind))


def samples() -> dict[str, bytes]:
    """By file name; one at least for each format."""
    return {
        "talk.txt": TRANSCRIPT.encode(),
        "report.md": MARKDOWN.encode(),
        "article.html": ARTICLE.encode(),
        "agreement.docx": make_docx(),
        "promise.pdf": make_pdf(),
        "meeting.vtt": VTT.encode(),
        "meeting.srt": SRT.encode(),
        "agreement.odt": make_odt(),
        "agreement.rtf": RTF.encode(),
        "plan.epub": make_epub(),
        "plan.fb2": FB2.encode(),
        "saved.mhtml": MHTML.encode(),
        "letter.eml": EML.encode(),
        "meeting.sbv": SBV.encode(),
        "meeting.ttml": TTML.encode(),
        "meeting.json": JSON_TRANSCRIPT.encode(),
        "sitting.xml": TEI.encode(),
        "plan.mobi": make_mobi(KINDLE),
        "page.xps": make_xps(),
        "page.png": make_picture(),
        "page.jpg": make_picture("jpeg"),
        "pages.cbz": make_zip({"b/2.png": make_picture(), "b/1.png": make_picture(), "b/readme.txt": "none"}),
        "agreement.fodt": make_fodt(),
    }


@pytest.fixture(scope="session")
def sample() -> Callable[[str], bytes]:
    return samples().__getitem__


@pytest.fixture(scope="session", name="samples")
def all_samples() -> Callable[[], dict[str, bytes]]:
    return samples


@pytest.fixture(scope="session")
def pdf() -> Callable[..., bytes]:
    return make_pdf


@pytest.fixture(scope="session")
def odt() -> Callable[..., bytes]:
    return make_odt


@pytest.fixture(scope="session")
def zipped() -> Callable[[dict[str, str | bytes]], bytes]:
    return make_zip


@pytest.fixture(scope="session")
def epub() -> Callable[..., bytes]:
    return make_epub


@pytest.fixture(scope="session")
def mobi() -> Callable[..., bytes]:
    return make_mobi


@pytest.fixture(scope="session")
def docx() -> Callable[..., bytes]:
    return make_docx


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "sample_name" in metafunc.fixturenames:
        metafunc.parametrize("sample_name", sorted(samples()))
